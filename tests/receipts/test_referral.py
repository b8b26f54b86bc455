"""The referral to the legality desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from receipts.pdf.referral import MOST_PRODUCTS, Referral, Referred, referral_pdf
from receipts.pdf.sheet import Letterhead

HEAD = Letterhead(("Dinas Koperasi dan UKM (contoh)",), "Galeri UMKM Karawang", "Jl. Contoh Raya No. 12", "0267-000000")
LACKS = ("NIB belum ada", "Izin edar obat tradisional habis berlaku 4 Jul 2026", "Sertifikat halal belum ada")


def pages(pdf: bytes) -> list[str]:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return found


def referral(products: int, name: str = "Dapur Nyi Imas", **more: Any) -> Referral:
    goods = tuple(
        Referred(
            f"Jamu kunyit asam gula aren asli botol kaca besar nomor {n}", f"P{n}", "Jamu dan obat tradisional", LACKS
        )
        for n in range(products)
    )
    return Referral(
        letterhead=HEAD, consignor="M012", business_name=name, day=date(2026, 11, 22), products=goods, **more
    )


def test_it_says_who_lacks_what() -> None:
    (page,) = pages(
        referral_pdf(referral(2, owner="Imas", district="Klari", staff="Euis", number="KM-GALERI-A-000012"))
    )
    for words in ("Dapur Nyi Imas", "Imas · Klari · kode M012", "KM-GALERI-A-000012", "22 November 2026", "nomor 1"):
        assert words in page
    flat = " ".join(page.split())
    assert all(lack in flat for lack in LACKS)
    assert "Diisi bagian legalitas" in page


def test_it_is_one_page_however_much_is_missing() -> None:
    (page,) = pages(referral_pdf(referral(MOST_PRODUCTS + 5, "Kelompok Usaha Bersama Wanita Tani " * 4)))
    assert "Dan 5 barang lain" in page
    assert "Bagian legalitas" in page
    assert len(pages(referral_pdf(referral(0)))) == 1
