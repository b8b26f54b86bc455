"""Sales from a till without this program: a paper list typed in, or the system used before.

Rows with the same number and outlet are one receipt. What was sold on it becomes a sale, what came back a refund, both
under the number as their reference; a receipt that is in the book already is never taken in again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from gallery_pos.documents import SaleCompleted, SaleRefunded
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_moment
from gallery_pos.services.importing.columns import SALES
from gallery_pos.services.importing.receipts import Receipt, Shelves, Sold, document_id
from gallery_pos.services.importing.table import read_rows
from gallery_pos.services.importing.values import product_of

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised, ProductRevised
    from gallery_pos.ports import Posted
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Cell, Sheet

_Number: TypeAlias = tuple[str, str]
"""Outlet and number: what makes rows one receipt."""


def plan_sales(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Post each receipt at its own time; lots are taken first expired first out, in the order in which things sold."""
    rows = read_rows(sheets, SALES, draft.findings)
    draft.counts["rows"] = len(rows)
    receipts = _receipts(draft, rows)
    new = _not_in_the_book(draft, receipts)
    if not draft.findings.clean:
        return
    shelves = Shelves(draft)
    for receipt in sorted(new, key=lambda one: one.moment):
        shelves.post(receipt)
    if count := draft.counts["loose_lines"]:
        reason = tr("{count} baris terjual tanpa stok di buku; tetap dicatat, periksa saat stok opname")
        draft.findings.general(reason.format(count=count))


# ------------------------------------------------------------------------------------------------ rows to receipts


def _receipts(draft: Draft, rows: Iterable[Row]) -> dict[_Number, list[Receipt]]:
    """Return per number what was sold and what came back; one number may have both."""
    clock = _Clock(draft)
    outlets: dict[str, OutletRevised] = {}
    lines: dict[_Number, list[tuple[datetime, Sold]]] = defaultdict(list)
    for row in rows:
        sold, outlet = _sold(draft, row, product_of(draft, row)), draft.known.outlet(row)
        moment = clock.read(row, outlet) if outlet else None
        if outlet is not None and moment is not None and sold is not None and row["number"]:
            outlets[outlet.code] = outlet
            lines[outlet.code, row["number"]].append((moment, sold))
    if clock.early:
        reason = tr("{count} baris bertanggal sesudah hari ini; periksa tahunnya")
        draft.findings.general(reason.format(count=clock.early))
    receipts: dict[_Number, list[Receipt]] = {}
    for (code, number), both in lines.items():
        parts = [[line for line in both if line[1].back is back] for back in (False, True)]
        receipts[code, number] = [_receipt(draft, outlets[code], number, part) for part in parts if part]
    return receipts


def _sold(draft: Draft, row: Row, product: ProductRevised | None) -> Sold | None:
    quantity, price, discount = row["quantity"], row["unit_price"], row["discount"]
    if not quantity or price is None or discount is None:
        return None
    if discount > abs(quantity) * price:
        draft.findings.problem(row, "discount", tr("lebih besar daripada harga barisnya"))
        return None
    if product is None or row["method"] is None:
        return None
    if not price:
        draft.findings.warning(row, "unit_price", tr("harga nol: tercatat sebagai diberikan tanpa bayaran"))
    return Sold(row, product, abs(quantity), price, discount, row["method"], back=quantity < 0)


def _receipt(draft: Draft, outlet: OutletRevised, number: str, lines: Sequence[tuple[datetime, Sold]]) -> Receipt:
    """Put lines together; they happened at one moment, the earliest that the file says."""
    first = min(moment for moment, _ in lines)
    zone = draft.known.zone(outlet)
    day = first.astimezone(zone).date()
    for moment, sold in lines:
        if moment == first:
            continue
        if moment.astimezone(zone).date() != day:
            reason = tr("nomor ini juga dipakai pada {day}; satu nomor satu struk").format(day=format_date(day))
            draft.findings.problem(sold.row, "time", reason)
        else:
            draft.findings.warning(sold.row, "time", tr("nomor yang sama di jam lain; dicatat pada jam yang pertama"))
    return Receipt(outlet, number, first, day, tuple(sold for _, sold in lines))


class _Clock:
    """Reads moments, each different one once per time zone; ``early`` counts those that are still to come."""

    def __init__(self, draft: Draft) -> None:
        self.early = 0
        self._draft = draft
        self._known: dict[tuple[type, Cell, str], datetime | Unreadable] = {}
        self._now = draft.desk.clock()

    def read(self, row: Row, outlet: OutletRevised) -> datetime | None:
        """Return a row's moment in UTC; one without an offset is the outlet's local time."""
        cell = row["time"]
        if cell is None:
            return None
        key = (cell.__class__, cell, outlet.timezone)
        if key not in self._known:
            try:
                self._known[key] = read_moment(cell, self._draft.known.zone(outlet))
            except Unreadable as error:
                self._known[key] = error
        moment = self._known[key]
        if isinstance(moment, Unreadable):
            self._draft.findings.problem(row, "time", moment.reason)
            return None
        self.early += moment > self._now
        return moment


# ----------------------------------------------------------------------------------------- what the book has already


def _not_in_the_book(draft: Draft, receipts: Mapping[_Number, list[Receipt]]) -> list[Receipt]:
    """Return the receipts that are new; a number that is in the book with other contents is a problem."""
    references: dict[str, set[str]] = defaultdict(set)
    for outlet, number in receipts:
        references[outlet].add(number)
    known = {
        (outlet, number): posted
        for outlet, numbers in references.items()
        for number, posted in draft.desk.book.references(outlet, numbers).items()
    }
    new: list[Receipt] = []
    for key, parts in receipts.items():
        if key not in known:
            new += [part for part in parts if draft.may_add(part.lines[0].row, "time", part.outlet.code, part.day)]
        elif _contents(map(_said, parts)) == _contents(_in_the_book(draft, key, known[key])):
            draft.counts["sales_same"] += 1
        else:
            _refuse(draft, parts, known[key])
    return new


def _said(receipt: Receipt) -> tuple[object, ...]:
    """Return what a receipt of the file says, in the shape of :func:`_stands`."""
    lines = Counter((sold.product.code, sold.quantity, sold.unit_price, sold.discount) for sold in receipt.lines)
    return (receipt.back, receipt.moment, lines, receipt.tenders)


def _stands(document: SaleCompleted | SaleRefunded) -> tuple[object, ...]:
    lines = Counter((line.product, line.quantity, line.unit_price, line.discount) for line in document.lines)
    tenders = {tender.method: tender.amount for tender in document.tenders}
    return (isinstance(document, SaleRefunded), document.posted_at, lines, tenders)


def _contents(parts: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(parts, key=lambda part: bool(part[0]))


def _in_the_book(draft: Draft, number: _Number, first: Posted) -> list[tuple[object, ...]]:
    """Return what stands under a number: the document found by it, and its other half where it has one."""
    documents = [first.document]
    other = draft.desk.book.document(document_id(*number, back=isinstance(first.document, SaleCompleted)))
    if other is not None:
        documents.append(other.document)
    return [_stands(one) for one in documents if isinstance(one, SaleCompleted | SaleRefunded)]


def _refuse(draft: Draft, parts: Sequence[Receipt], before: Posted) -> None:
    document = before.document
    total = document.total if isinstance(document, SaleCompleted | SaleRefunded) else 0
    reason = tr(
        "nomor ini sudah ada di buku sebagai {number} ({day}, {total}) dengan isi lain;"
        " di berkas ini {file_day}, {file_total}"
    )
    draft.findings.problem(
        parts[0].lines[0].row,
        "number",
        reason.format(
            number=before.number,
            day=format_date(document.business_date),
            total=format_rupiah(total),
            file_day=format_date(parts[0].day),
            file_total=format_rupiah(parts[0].total),
        ),
    )
