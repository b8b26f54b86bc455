"""Notes on the receipt printer, and the records of counts and losses in A4."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from gallery_pos.documents import (
    AsideLine,
    CountedLine,
    ExpectedLine,
    FoundLine,
    GoodsWrittenOff,
    LossReason,
    PartCounted,
    StocktakePosted,
    StocktakeStarted,
    WrittenOffLine,
)
from gallery_pos.ports import Posted
from receipts.paper import NARROW, WIDE, Cut, Row, rows, to_text
from receipts.pdf.count_sheets import ToCount, count_sheets_pdf
from receipts.pdf.counts import Record, write_off_pdf
from receipts.pdf.sheet import Letterhead
from receipts.pdf.stocktake import CountPapers, stocktake_pdf
from receipts.thermal import consignment_slip, return_slip

HASH = bytes(range(7, 39))
RECORD = Record(
    number="SO-GALERI-A-000003",
    letterhead=Letterhead(("Dinas Koperasi",), "Galeri UMKM Karawang"),
    outlet_name="Galeri UMKM Karawang",
    makers={"M12": "Dapur Bu Yayah"},
    staff="Siti",
    approver="Euis",
    document_hash=HASH,
)


def posted(document: object, number: str) -> Posted:
    return Posted(document, "A", 1, 7, number, HASH)  # type: ignore[arg-type]


def pages(pdf: bytes) -> tuple[int, str]:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    text = "\n".join(document.getAllText(page).text() for page in range(document.pageCount()))
    count = document.pageCount()
    document.close()
    return count, text


def counted(make: SimpleNamespace, lines: int = 3) -> StocktakePosted:
    header = make.received()
    return StocktakePosted(
        id=UUID(int=5),
        outlet=header.outlet,
        business_date=header.business_date,
        posted_at=header.posted_at,
        user="siti",
        scope="Seluruh gerai",
        note="Bersama Yayah <b>",
        lines=tuple(
            CountedLine(
                lot="" if at == 2 else f"LOT{at:09}",
                product=f"P{at}",
                name=f"{make.LONG} {at}",
                consignor="M12",
                expected=5,
                counted=5 - at % 3 + (2 if at == 2 else 0),
                compensation=12_750 * (at % 3),
            )
            for at in range(lines)
        ),
    )


@pytest.mark.parametrize("width", [NARROW, 42, WIDE])
def test_notes_fit_the_paper_and_come_twice(width: int, make: SimpleNamespace) -> None:
    for paper in (
        consignment_slip(
            posted(make.received(), "ST-1"), make.received(), make.LONG, make.outlet(), "Siti", width=width
        ),
        return_slip(posted(make.returned(), "RT-1"), make.returned(), "Dapur", make.outlet(), "Siti", width=width),
    ):
        assert all(not isinstance(row, Row) or len(row.text) * row.size <= width for row in rows(paper))
        assert sum(isinstance(line, Cut) for line in paper.lines) == 2
        text = to_text(paper)
        assert "untuk penitip" in text
        assert "untuk galeri" in text


def test_a_slip_says_pieces_prices_dates_and_shares(make: SimpleNamespace) -> None:
    goods = make.received()
    text = " ".join(to_text(consignment_slip(posted(goods, "ST-1"), goods, "Dapur", make.outlet(), "Siti")).split())
    assert "Keripik Pisang Rasa 1 12" in text
    assert "harga Rp15.000, galeri 20 %" in text
    assert "galeri titip Rp12.000" in text
    assert "JUMLAH BARANG 72" in text
    assert "Dus ketiga menyusul besok" in text


def test_copies_and_practice_are_marked(make: SimpleNamespace) -> None:
    goods = make.returned()
    marked = return_slip(posted(goods, "RT-1"), goods, "Dapur", make.outlet(), "Siti", copy=2, practice=True)
    assert to_text(marked).count("SALINAN ke-2") == 4
    assert to_text(marked).count("LATIHAN") == 4


def of_a_session(make: SimpleNamespace) -> tuple[StocktakePosted, CountPapers]:
    """Two counted in two parts: 12 were there at the beginning, 2 were sold, 9 were found; one is lost."""
    header = make.received()
    fields: dict[str, Any] = {
        "outlet": header.outlet,
        "business_date": header.business_date,
        "posted_at": header.posted_at,
        "user": "siti",
    }
    begun = StocktakeStarted(
        id=UUID(int=6),
        scope="Seluruh gerai",
        parts=("Rak depan", "Gudang"),
        lines=(
            ExpectedLine(lot="L1", product="P1", name=make.LONG, consignor="M12", expected=12),
            ExpectedLine(lot="L2", product="P2", name="Sirup", consignor="M12", expected=3),
        ),
        **fields,
    )
    parts = tuple(
        PartCounted(
            id=UUID(int=7 + at),
            stocktake=begun.id,
            part=part,
            counted_by=who,
            lines=(FoundLine(product="P1", name=make.LONG, counted=pieces),),
            aside=(AsideLine(code="8991234567890", pieces=1),),
            **fields,
        )
        for at, (part, who, pieces) in enumerate([("Rak depan", "siti", 5), ("Gudang", "Bu Tati", 4)])
    )
    line = CountedLine(
        lot="L1",
        product="P1",
        name=make.LONG,
        consignor="M12",
        expected=10,
        counted=9,
        compensation=6_000,
        note="jatuh",
        reason=LossReason.DAMAGED,
        gallery_bp=5_000,
    )
    posted = StocktakePosted(
        id=UUID(int=9),
        scope="Seluruh gerai",
        lines=(line,),
        counted_by=("siti", "Bu Tati"),
        stocktake=begun.id,
        **fields,
    )
    return posted, CountPapers(started=begun, parts=parts, people={"siti": "Siti", "Bu Tati": "Bu Tati"})


def test_a_session_tells_what_moved_who_counted_and_who_bears_it(make: SimpleNamespace) -> None:
    count, text = pages(stocktake_pdf(RECORD, *of_a_session(make)))
    assert count == 1
    words = " ".join(text.split())
    assert "12 -2 10 9 -1" in words
    assert "1 rusak 50 % Rp6.000" in words
    assert "(jatuh)" in words
    assert "Rak depan Siti 1 5" in words
    assert "Gudang Bu Tati 1 4" in words
    assert "1 produk tidak ditemukan dan dibiarkan seperti di buku" in words
    assert "8991234567890 (2)" in words
    assert words.count("Yang menghitung") == 2


def test_a_sheet_for_each_part_tells_nothing_of_the_books(make: SimpleNamespace) -> None:
    goods = [ToCount(f"Penitip {at % 7}", f"{make.LONG} {at}", f"P{at:04}", price="Rp15.000") for at in range(80)]
    count, text = pages(
        count_sheets_pdf(RECORD, scope="Seluruh gerai", day=date(2026, 10, 5), parts=("Depan", "Gudang"), goods=goods)
    )
    assert count % 2 == 0
    assert text.count("LEMBAR HITUNG No.") == 2
    assert "Seluruh gerai · Depan" in text
    assert "80 produk" in text


def test_a_count_tells_differences_first_and_what_they_cost(make: SimpleNamespace) -> None:
    count, text = pages(stocktake_pdf(RECORD, counted(make)))
    assert count == 1
    assert text.index("Yang berselisih") < text.index("Yang cocok")
    assert "3 produk dihitung: kurang 1, lebih 0. Galeri mengganti Rp38.250" in text
    assert "Bersama Yayah <b>" in text
    assert "Dapur Bu Yayah" in text


def test_a_long_count_goes_over_pages(make: SimpleNamespace) -> None:
    count, text = pages(stocktake_pdf(RECORD, counted(make, 300)))
    assert count > 4
    assert text.count("Selisih") >= count


def test_losses_say_who_bears_what(make: SimpleNamespace) -> None:
    header = make.received()
    gone = GoodsWrittenOff(
        id=UUID(int=6),
        outlet=header.outlet,
        business_date=header.business_date,
        posted_at=header.posted_at,
        user="siti",
        approved_by="euis",
        note="Dus jatuh",
        lines=(
            WrittenOffLine(
                lot="LOT1",
                product="P1",
                name="Opak",
                consignor="M99",
                quantity=2,
                reason=LossReason.DAMAGED,
                gallery_bp=5_000,
                compensation=12_750,
                note="basah",
            ),
        ),
    )
    _, text = pages(write_off_pdf(RECORD, gone))
    for words in ("Opak (basah)", "M99", "rusak", "50 %", "Rp12.750", "Dus jatuh", "Euis"):
        assert words in text
