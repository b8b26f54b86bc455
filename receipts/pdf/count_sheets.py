"""Sheets to count on with a pencil, one part each: what may stand there by maker, and boxes; never what the books say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.formatting import format_count, format_long_date
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, gap, heading, signatures, table, text
from receipts.pdf.counts import Record, about
from receipts.pdf.sheet import CONTENT, Sheet, bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportlab.platypus import Flowable

_EMPTY_ROWS = 6
"""Lines for what stands on the shelf and not on the list."""


class ToCount(Struct, frozen=True):
    """A product that may stand on the shelf; ``price`` tells apart what looks alike."""

    maker: str
    name: str
    code: str
    barcode: str = ""
    price: str = ""


def count_sheets_pdf(record: Record, *, scope: str, day: date, parts: Sequence[str], goods: Sequence[ToCount]) -> bytes:
    """Return a sheet for each part, all with the same goods: who counts a shelf does not know what stands on another."""
    ordered = sorted(goods, key=lambda each: (each.maker.casefold(), each.name.casefold()))
    title = tr("LEMBAR HITUNG")
    mark = tr("LATIHAN") if record.practice else ""
    sheets = [
        Sheet(
            title=title,
            letterhead=record.letterhead,
            story=tuple(_story(record, title, f"{scope} · {part}", day, ordered)),
            reference=record.number,
            mark=mark,
        )
        for part in parts
    ]
    return bind(sheets, f"{title} {record.number}")


def _story(record: Record, title: str, what: str, day: date, goods: Sequence[ToCount]) -> Iterator[Flowable]:
    yield heading(title, about(record, what, format_long_date(day)))
    words = tr("Hitung yang benar-benar ada di bagian ini, tulis 0 atau kosongkan kalau tidak ada. {count} produk.")
    yield text(words.format(count=format_count(len(goods))), size=9)
    yield gap(4)
    columns = [
        Col(tr("Barang"), CONTENT - 112 - 84 - 60 - 60 - 52),
        Col(tr("Penitip"), 112),
        Col(tr("Kode"), 84),
        Col(tr("Harga"), 60, right=True),
        Col(tr("Jumlah"), 60, right=True),
        Col(tr("Catatan"), 52),
    ]
    box = "_" * 9
    rows = [[each.name, each.maker, each.barcode or each.code, each.price, box, ""] for each in goods]
    rows += [["", "", "", "", box, ""]] * _EMPTY_ROWS
    yield table(columns, rows)
    yield gap(14)
    yield signatures((tr("Yang menghitung"), ""), (tr("Tanggal dan jam"), ""), (tr("Yang memasukkan"), ""))
