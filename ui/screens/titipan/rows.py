"""A line of the table of goods that come in, as data: what stands in its cells, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import msgspec

from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.money import MOST_RUPIAH
from gallery_pos.reading import Unreadable, read_amount, read_quantity
from gallery_pos.services.intake import MOST_PIECES
from ui.widgets.typed import read_short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Cell(IntEnum):
    """The columns that are written into, in their order."""

    PRODUCT = 0
    QUANTITY = 1
    BEST_BEFORE = 2
    PRICE = 3
    CONDITION = 4


TITLES: Mapping[Cell, str] = {
    Cell.PRODUCT: tr_noop("Barang"),
    Cell.QUANTITY: tr_noop("Jumlah"),
    Cell.BEST_BEFORE: tr_noop("Kedaluwarsa"),
    Cell.PRICE: tr_noop("Harga jual"),
    Cell.CONDITION: tr_noop("Keadaan"),
}
_FIELDS = {Cell.QUANTITY: "quantity", Cell.BEST_BEFORE: "best_before", Cell.PRICE: "price"}


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pieces of one product with one best-before date; ``price`` in rupiah is what a piece will be sold for.

    ``name`` is what was written where no ``product`` is chosen yet; ``unread`` keeps, letter by letter, what was
    written into a cell and cannot be understood.
    """

    product: str = ""
    name: str = ""
    quantity: int | None = None
    price: int | None = None
    best_before: date | None = None
    condition: str = ""
    unread: dict[str, str] = {}

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written into it."""
        return self == _BLANK

    @property
    def value(self) -> int:
        """What it sells for as far as it is known, in rupiah."""
        return (self.quantity or 0) * (self.price or 0)


_BLANK = Row()


def text_of(row: Row, cell: Cell) -> str:
    """Return what stands in a cell."""
    if cell is Cell.PRODUCT:
        return row.name
    if cell is Cell.CONDITION:
        return row.condition
    field = _FIELDS[cell]
    value = getattr(row, field)
    if value is None:
        return row.unread.get(field, "")
    return _WRITERS[cell](value)


_WRITERS: dict[Cell, Callable[[Any], str]] = {
    Cell.QUANTITY: format_count,
    Cell.BEST_BEFORE: format_date,
    Cell.PRICE: format_rupiah,
}


def edited_text(row: Row, cell: Cell) -> str:
    """Return what an editor begins with: figures as they are typed, without the marks that show them."""
    if cell is Cell.QUANTITY and row.quantity is not None:
        return str(row.quantity)
    return text_of(row, cell)


def written(row: Row, cell: Cell, text: str, today: date) -> Row:
    """Return the row with ``text`` in a cell, understood where it can be; a date is worked out at once."""
    text = " ".join(text.split())
    if cell is Cell.PRODUCT:
        same = text == row.name
        return row if same else msgspec.structs.replace(row, product="", name=text)
    if cell is Cell.CONDITION:
        return msgspec.structs.replace(row, condition=text)
    field = _FIELDS[cell]
    unread = {name: kept for name, kept in row.unread.items() if name != field}
    try:
        value = _read(cell, text, today)
    except Unreadable:
        value, unread[field] = None, text
    return msgspec.structs.replace(row, **{field: value, "unread": unread})


def _read(cell: Cell, text: str, today: date) -> int | date | None:
    if not text:
        return None
    if cell is Cell.BEST_BEFORE:
        return read_short_date(text, today)
    amount = read_quantity(text) if cell is Cell.QUANTITY else read_amount(text)
    most = MOST_PIECES if cell is Cell.QUANTITY else MOST_RUPIAH
    if not 1 <= amount <= most:
        write = format_count if cell is Cell.QUANTITY else format_rupiah
        raise Unreadable(tr("tulis {least} sampai {most}").format(least=write(1), most=write(most)))
    return amount


def problems_of(row: Row, today: date) -> dict[Cell, str]:
    """Return what keeps a row from being taken in, by cell, each reason a clause for people; {} for a good or blank one."""
    if row.is_blank:
        return {}
    found: dict[Cell, str] = {}
    if not row.product:
        found[Cell.PRODUCT] = (
            tr("belum ada produk “{name}”; pilih dari daftar, atau buat baru").format(name=row.name)
            if row.name
            else tr("pindai atau pilih barangnya")
        )
    for cell, field in _FIELDS.items():
        if field in row.unread:
            found[cell] = _reason(cell, row.unread[field], today)
    if row.quantity is None:
        found.setdefault(Cell.QUANTITY, tr("isi berapa barang yang dititipkan"))
    if row.price is None and row.product:
        found.setdefault(Cell.PRICE, tr("isi harga yang dibayar pembeli"))
    if row.best_before is not None and row.best_before < today:
        day = format_date(row.best_before)
        found[Cell.BEST_BEFORE] = tr("{day} sudah lewat; periksa tanggal di kemasannya").format(day=day)
    return found


def _reason(cell: Cell, text: str, today: date) -> str:
    try:
        _read(cell, text, today)
    except Unreadable as error:
        return str(error)
    return ""


def named_problems(rows: Iterable[Row], today: date) -> list[tuple[int, Cell, str]]:
    """Return every problem of a table with its row (from 0) and cell, in reading order."""
    return [
        (at, cell, problem)
        for at, row in enumerate(rows)
        for cell, problem in sorted(problems_of(row, today).items())
        if problem
    ]


def merged(rows: Sequence[Row], today: date) -> tuple[Row, ...]:
    """Return the rows without blank ones; the same product with the same date in the same condition is one row."""
    kept: list[Row] = []
    places: dict[tuple[str, date | None, str], int] = {}
    for row in rows:
        if row.is_blank:
            continue
        if problems_of(row, today):
            kept.append(row)
            continue
        at = places.setdefault((row.product, row.best_before, row.condition), len(kept))
        total = (row.quantity or 0) + (kept[at].quantity or 0 if at < len(kept) else 0)
        if at == len(kept) or total > MOST_PIECES:
            kept.append(row)
        else:
            kept[at] = msgspec.structs.replace(kept[at], quantity=total)
    return tuple(kept)
