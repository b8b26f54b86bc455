"""Surat jalan, what arrived, and the sheet of a visit: everything that somebody signs for stands on them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from gallery_pos.documents import ArrivedLine, GoodsArrived, GoodsSent, SentLine, VisitLine, VisitRecorded
from receipts.pdf.counts import Record
from receipts.pdf.moving import Way, arrival_pdf, transfer_pdf, visit_pdf
from receipts.pdf.sheet import Letterhead

RECORD = Record(
    number="KB-GALERI-A-000003",
    letterhead=Letterhead(("Dinas Koperasi",), "Galeri UMKM Karawang"),
    outlet_name="Pojok UMKM Klari",
    makers={"M12": "Dapur Bu Yayah"},
    staff="Siti",
    document_hash=bytes(range(7, 39)),
)
WAY = Way(source="Galeri UMKM Karawang", target="Pojok UMKM Klari", dates={"L0": date(2026, 12, 1)}, number="KB-1")


def read(pdf: bytes) -> tuple[int, str]:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = document.pageCount()
    text = "\n".join(document.getAllText(page).text() for page in range(pages))
    document.close()
    return pages, " ".join(text.split())


@pytest.fixture
def header(make: SimpleNamespace) -> dict[str, Any]:
    goods = make.received()
    return {
        "id": UUID(int=5),
        "outlet": goods.outlet,
        "business_date": goods.business_date,
        "posted_at": goods.posted_at,
        "user": "siti",
    }


def sent(header: dict[str, Any], make: SimpleNamespace, lines: int) -> GoodsSent:
    made = tuple(
        SentLine(lot=f"L{at}", product=f"P{at}", name=f"{make.LONG} {at}", consignor="M12", quantity=4)
        for at in range(lines)
    )
    return GoodsSent(to="POJOK", lines=made, carried_by="Pak Dedi", note="Awas <pecah>", **header)


def test_a_surat_jalan_comes_in_two_sheets_with_room_for_three_to_sign(
    header: dict[str, Any], make: SimpleNamespace
) -> None:
    pages, text = read(transfer_pdf(RECORD, sent(header, make, 3), WAY))
    assert pages == 2
    for words in ("SURAT JALAN", "lembar 1 untuk penerima", "lembar 2 untuk pengirim", "dari Galeri UMKM Karawang"):
        assert words in text
    for words in ("Yang mengirim", "Yang membawa", "Yang menerima", "Pak Dedi", "Siti"):
        assert text.count(words) >= 2
    assert "1 Des 2026" in text
    assert "Awas <pecah>" in text
    pages, text = read(transfer_pdf(RECORD, sent(header, make, 3), WAY, copies=1))
    assert pages == 1
    assert "lembar 1" not in text


def test_a_long_surat_jalan_goes_on_over_pages(header: dict[str, Any], make: SimpleNamespace) -> None:
    pages, text = read(transfer_pdf(RECORD, sent(header, make, 120), WAY))
    assert pages >= 6
    assert text.count("Halaman 1 dari") == 2


def test_what_did_not_arrive_stands_on_its_own_column(header: dict[str, Any], make: SimpleNamespace) -> None:
    lines = (
        ArrivedLine(lot="L0", product="P0", name="Opak", consignor="M12", sent=5, arrived=3, note="dua pecah"),
        ArrivedLine(lot="L1", product="P1", name="Kopi", consignor="M12", sent=4, arrived=4),
    )
    came = GoodsArrived(sent=UUID(int=9), source="GALERI", lines=lines, received_by="Euis", **header)
    _, text = read(arrival_pdf(RECORD, came, WAY))
    assert "Opak Dapur Bu Yayah 5 3 2 dua pecah" in text
    assert "2 buah belum datang dan tetap tercatat dalam perjalanan." in text
    assert "surat jalan KB-1" in text


def test_a_visit_shows_its_arithmetic(header: dict[str, Any], make: SimpleNamespace) -> None:
    lines = (
        VisitLine(
            product="P0", name="Opak", consignor="M12", expected=10, left=4, returned=1, sold=4, missing=1, value=60_000
        ),
        VisitLine(product="P1", name="Kopi", consignor="M12", expected=2, left=4, missing=-2),
    )
    visit = VisitRecorded(
        lines=lines,
        cash=40_000,
        qris=15_000,
        difference=-5_000,
        visited_by="Bu Rina",
        checklist={"Label harga terpasang": True, "Kotak uang terkunci": False},
        note="Rak basah",
        **header,
    )
    pages, text = read(visit_pdf(RECORD, visit, {"JL-1": "penjualan", "SO-2": "stok opname"}))
    assert pages == 1
    for words in (
        "LEMBAR KUNJUNGAN",
        "Opak Dapur Bu Yayah 10 4 1 4 1 Rp60.000",
        "Kopi Dapur Bu Yayah 2 4 +2",
        "Ditemukan Rp55.000",
        "Harga barang yang terjual Rp60.000",
        "Selisih: uang kurang -Rp5.000",
        "1 buah hilang, tidak dihitung terjual",
        "Label harga terpasang: ya",
        "Kotak uang terkunci: tidak",
        "penjualan JL-1, stok opname SO-2",
        "Rak basah",
    ):
        assert words in text, words


def test_copies_and_practice_are_marked(header: dict[str, Any], make: SimpleNamespace) -> None:
    again = msgspec.structs.replace(RECORD, copy=2)
    assert "SALINAN ke-2" in read(transfer_pdf(again, sent(header, make, 1), WAY, copies=1))[1]
    practice = msgspec.structs.replace(RECORD, practice=True)
    assert "LATIHAN" in read(transfer_pdf(practice, sent(header, make, 1), WAY))[1]
