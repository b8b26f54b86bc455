"""Which rows of a hand-over list are goods: all else that people put between and below them is seen and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, is_blank, name_key, read_amount
from gallery_pos.services.importing.findings import numbered
from gallery_pos.services.importing.handover_columns import DITTO, HANDOVER, read_stock, spoken
from gallery_pos.services.importing.headers import header_at, title
from gallery_pos.services.importing.row import Row
from gallery_pos.services.importing.table import Cells, tables
from gallery_pos.services.importing.values import DISTRICT_WORD, tidy_district

if TYPE_CHECKING:
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.headers import Header
    from gallery_pos.sheets import Cell, Sheet, SheetRow

_TOTAL = re.compile(r"(?:(?:grand|sub)\s*[-.]?\s*)?(?:jumlah|total|jml)\b", re.IGNORECASE)
_ONLY_TOTAL = re.compile(
    rf"{_TOTAL.pattern}(?:\s+(?:akhir|barang|besar|jumlah|keseluruhan|produk|semua|seluruhnya|stok|total|umum))*[\s:.=]*",
    re.IGNORECASE,
)
_REMARK = re.compile(r"[(*]|(?:catatan|keterangan|ket|nb|note|mengetahui|menyetujui)\b|.*:$", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(?:[IVX]+|[A-Z]|[0-9]{1,3})[.)]\s+")
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2})\)?")
_FIGURE = re.compile(r"\s*(?:=|(?:rp|idr)?[\s.]*[-(]?[0-9])", re.IGNORECASE)
_LONGEST_FIGURE = 40
_SEEN_AGAIN = ("business", "category", "condition")
"""Columns that say the same in many rows of goods, and never under a signature."""
_FREE_TEXT = ("condition", "note", "category", "owner", "district", "address")
"""Columns in which the word "total" is only a word."""


@dataclass
class HandoverRows:
    """What a hand-over list holds: rows of goods, and headings that tell about a consignor only.

    Every row has the name of its business in ``row["business"]``, written there or carried down from above.
    """

    goods: list[Row] = field(default_factory=list)
    headings: list[Row] = field(default_factory=list)


def read_handover(draft: Draft, sheets: Sequence[Sheet]) -> HandoverRows:
    """Return the rows of goods of all sheets that are such lists, read; problems and doubts are in the findings."""
    found = HandoverRows()
    cells = Cells(HANDOVER, draft.findings)
    for sheet, header in tables(sheets, HANDOVER, draft.findings):
        before = len(found.goods)
        _SheetReader(draft, cells, sheet, header, found).read()
        if len(found.goods) == before:
            draft.findings.refuse(sheet, tr("tidak ada baris barang di bawah judul kolom"), header.row)
    return found


class _SheetReader:
    """Goes down one sheet and remembers what stood above."""

    def __init__(self, draft: Draft, cells: Cells, sheet: Sheet, header: Header, found: HandoverRows) -> None:
        self._findings = draft.findings
        self._cells = cells
        self._sheet = sheet
        self._header = header
        self._found = found
        self._before = sum(row["stock"] or 0 for row in found.goods)
        self._sums = {"group": 0, "sheet": 0}
        self._maker = ""
        self._heading: Row | None = None
        self._district = tidy_district(sheet.name) if DISTRICT_WORD.match(sheet.name) else ""
        self._carried: list[int] = []
        self._doubtful: list[Row] = []
        self._seen: set[tuple[str, str]] = set()
        self._after_total = False

    def read(self) -> None:
        """Read the sheet from top to bottom."""
        rows = self._sheet.rows
        for row, below in zip_longest(rows, rows[1:]):
            if row.number <= self._header.row:
                self._above(row)
            elif not self._again_header(row, below):
                self._row(Row(self._sheet, self._header, row))
        for doubtful in self._doubtful:
            self._remark(doubtful)
        self._drop_heading()
        if self._carried:
            reason = tr("{count} baris tanpa nama UMKM dianggap milik UMKM di atasnya: {rows}")
            text = reason.format(count=len(self._carried), rows=numbered(self._carried))
            self._findings.about(self._sheet, text)

    # ------------------------------------------------------------------------------------------ what a row may be

    def _above(self, row: SheetRow) -> None:
        """Take the district from a line over the table: "Kecamatan : Klari"."""
        parts = [part for cell in row.cells if (part := title(cell))]
        if row.number < self._header.row and len(parts) in {1, 2} and DISTRICT_WORD.match(parts[0]):
            self._district = tidy_district(" ".join(parts))

    def _again_header(self, row: SheetRow, below: SheetRow | None) -> bool:
        """Tell whether a row is a header once more, perhaps with other columns, or numbers the columns."""
        filled = [cell for cell in row.cells if not is_blank(cell)]
        if _numbers_columns(filled):
            return True
        if not all(isinstance(cell, str) for cell in filled):
            return False
        header = header_at(row, below, HANDOVER)
        if header.missing:
            return False
        self._header, self._maker, self._heading = header, "", None
        return True

    def _row(self, row: Row) -> None:
        if not any(not is_blank(cell) for cell in row.cells):
            return
        if _is_total(row) and (_stock(row) in self._all_sums() or not _may_be_product(row)):
            self._total(row)
        elif row.blank("product") and row.blank("price") and row.blank("stock"):
            self._between(row)
        elif row.blank("product") and self._is_bare_sum(row):
            self._total(row)
        elif self._may_be_signature(row):
            self._doubtful.append(row)
        else:
            for doubtful in self._doubtful:
                self._goods(doubtful)
            self._doubtful.clear()
            self._goods(row)

    def _may_be_signature(self, row: Row) -> bool:
        """Tell whether a row is only texts where goods stand, with no figure and no word that goods above it have."""
        figures = (
            [_stock(row), _price(row)] if row.blank("product") else [_FIGURE.match(_text(row, "price")), _stock(row)]
        )
        marks = [_FIGURE.match(_text(row, name)) for name in ("no", "best_before", "barcode", "stock")]
        words = {_word(row, name) for name in _SEEN_AGAIN}
        return all(one is None for one in (*figures, *marks)) and self._seen.isdisjoint(words)

    def _between(self, row: Row) -> None:
        """Take a row without goods for what it is: a heading with a district or a business, or a remark."""
        texts = [text for cell in row.cells if (text := title(cell))]
        name = title(row.cell("business")) if "business" in self._header.places else ""
        if not name and "business" not in self._header.places and len(texts) == 1:
            name = texts[0]
        if len(texts) == 1 and DISTRICT_WORD.match(texts[0]):
            self._district = tidy_district(texts[0])
        elif name and not _REMARK.match(name):
            self._drop_heading()
            self._maker, self._after_total = _LIST_MARK.sub("", name), False
            self._heading = row
        else:
            self._remark(row)

    def _goods(self, row: Row) -> None:
        unnamed = row.blank("business") or spoken(row.cell("business")) in DITTO
        self._cells.read(row, *(["business"] if unnamed else []))
        if unnamed:
            self._carry(row)
        else:
            self._drop_heading()
            self._maker, self._after_total = row["business"] or "", False
        self._seen |= {_word(row, name) for name in _SEEN_AGAIN if not row.blank(name)}
        if not row["district"] and self._district:
            row.values["district"] = self._district
        if row.blank("stock"):
            row.values["stock"] = 0
            if row.cell("stock") is None:
                self._findings.warning(row, "stock", tr("kosong, dianggap 0"))
        for which in self._sums:
            self._sums[which] += row["stock"] or 0
        self._found.goods.append(row)

    def _carry(self, row: Row) -> None:
        """Give a row without a business the one above it: people name it once and merge or leave out the rest."""
        if not self._maker or self._after_total:
            self._findings.problem(row, "business", tr("nama UMKM harus diisi"))
            return
        row.values["business"] = self._maker
        self._carried.append(row.number)
        if self._heading is not None:
            self._cells.read(self._heading, "product", "price", "stock")
            self._heading.values["business"] = self._maker
            self._found.headings.append(self._heading)
            self._heading = None

    def _drop_heading(self) -> None:
        """A heading with nothing under it was only a remark."""
        if self._heading is not None:
            self._remark(self._heading)
            self._heading = None

    def _remark(self, row: Row) -> None:
        text = next((cell for cell in row.cells if not is_blank(cell)), "")
        self._findings.about(self._sheet, tr("bukan baris barang, dilewati"), row.number, value=text)

    # ---------------------------------------------------------------------------------------------------- totals

    def _is_bare_sum(self, row: Row) -> bool:
        """Tell whether a row without a product states what the rows above come to."""
        return row.blank("business") and row.blank("price") and _stock(row) in {*self._sums.values()} - {0}

    def _all_sums(self) -> set[int]:
        return {*self._sums.values(), self._before + self._sums["sheet"]}

    def _total(self, row: Row) -> None:
        """Compare a stated total with the rows above it; it may be of a group, of the sheet, or of everything."""
        stated = _stock(row)
        if stated is not None and not row.blank("stock") and stated not in self._all_sums():
            reason = tr("di berkas tertulis {stated}, jumlah baris-barisnya {sum}")
            added = format_count(self._sums["sheet"])
            self._findings.warning(row, "stock", reason.format(stated=format_count(stated), sum=added))
        self._sums["group"] = 0
        self._after_total = True


def _text(row: Row, name: str) -> str:
    cell = row.cell(name)
    return cell.isoformat() if isinstance(cell, date) else str("" if cell is None else cell)[:_LONGEST_FIGURE]


def _word(row: Row, name: str) -> tuple[str, str]:
    return name, name_key(title(row.cell(name)))


def _stock(row: Row) -> int | None:
    try:
        return read_stock(row.cell("stock"))
    except Unreadable:
        return None


def _price(row: Row) -> int | None:
    try:
        return read_amount(row.cell("price"))
    except Unreadable:
        return None


def _is_total(row: Row) -> bool:
    """Tell whether a row sums up others, with whatever it says beside the word."""
    apart = {row.header.places[field] for field in _FREE_TEXT if field in row.header.places}
    words = [
        text for at, cell in enumerate(row.cells) if at not in apart and (text := title(cell)) and _TOTAL.match(text)
    ]
    product, business = title(row.cell("product")), title(row.cell("business"))
    if not words or (product and product not in words):
        return False
    alone = any(_ONLY_TOTAL.fullmatch(word) for word in words)
    return alone or row.blank("price") or not business or business in words


def _may_be_product(row: Row) -> bool:
    """Tell whether a row with the word "total" has all that goods have: there is soap of that name."""
    product = title(row.cell("product"))
    named_so = _TOTAL.match(product) is not None and product.casefold().startswith("total ")
    return named_so and not _ONLY_TOTAL.fullmatch(product) and bool(_price(row)) and _stock(row) is not None


def _numbers_columns(filled: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    numbers = list(_column_numbers(filled))
    return len(numbers) == len(filled) > len(("one", "two")) and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _column_numbers(filled: Sequence[Cell]) -> Iterator[int]:
    for cell in filled:
        match = _COLUMN_NUMBER.fullmatch(str(cell).strip())
        if match:
            yield int(match[1])
