"""Count sheets of outlets without an attendant: rows of one day and outlet are one visit.

What the cash box and QRIS held stands on one row of the visit, or the same on all of them. What is missing is worked out
as the visit's form suggests it; a product that is not on the sheet is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from gallery_pos.documents import Document, VisitRecorded
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.corner import Composer, Corner, Seen, Visit
from gallery_pos.services.importing.columns import VISITS
from gallery_pos.services.importing.draft import id_of
from gallery_pos.services.importing.table import read_rows
from gallery_pos.services.importing.values import product_of
from gallery_pos.services.visits import said_of, visited
from gallery_pos.visits import work_out

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import OutletRevised, ProductRevised
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Sheet
    from gallery_pos.visits import Arithmetic, Found

_NAMED = 5
"""Products that a warning names; more are counted."""


@dataclass(slots=True)
class _Sheet:
    """The rows of one visit, with the product that each names."""

    outlet: OutletRevised
    day: date
    rows: list[tuple[Row, ProductRevised]] = field(default_factory=list)

    @property
    def first(self) -> Row:
        return self.rows[0][0]


def plan_visits(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Post each visit on its day, in the order of the days: what goes back, what was sold, what is missing."""
    rows = read_rows(sheets, VISITS, draft.findings)
    draft.counts["rows"] = len(rows)
    visits = _visits(draft, rows)
    corners: dict[str, Corner] = {}
    last: dict[str, date] = {}
    for each in sorted(visits, key=lambda one: (one.day, one.outlet.code)):
        visit = _told(draft, each)
        if visit is None or _is_known(draft, each, visit) or not _may_be(draft, each, last):
            continue
        last[each.outlet.code] = each.day
        corner = corners.setdefault(each.outlet.code, Corner(draft.desk.book, each.outlet.code))
        corner.on(each.day, today=draft.desk.today())
        found = _found(draft, each, visit, corner)
        if found is not None and draft.findings.clean:
            _post(draft, each, visit, corner, found)


# ------------------------------------------------------------------------------------------------- rows to visits


def _visits(draft: Draft, rows: Iterable[Row]) -> list[_Sheet]:
    visits: dict[tuple[date, str], _Sheet] = {}
    for row in rows:
        product, outlet = product_of(draft, row), _outlet(draft, row)
        if product is None or outlet is None or row["date"] is None or row["left"] is None or row["returned"] is None:
            continue
        visit = visits.setdefault((row["date"], outlet.code), _Sheet(outlet, row["date"]))
        before = next((other for other, known in visit.rows if known.code == product.code), None)
        if before is not None:
            reason = tr("produk ini sudah ada di baris {row} untuk kunjungan yang sama")
            draft.findings.problem(row, "product", reason.format(row=before.number))
        else:
            visit.rows.append((row, product))
    return list(visits.values())


def _outlet(draft: Draft, row: Row) -> OutletRevised | None:
    if not row["outlet"]:
        return None
    found = draft.known.known_outlet(row["outlet"])
    if found is None:
        draft.findings.problem(row, "outlet", tr("gerai ini tidak dikenal; kirim atau catat barangnya lebih dulu"))
    return found


def _told(draft: Draft, sheet: _Sheet) -> Visit | None:
    """Return what a sheet tells; None where it does not agree with itself about the money."""
    cash, qris = _money(draft, sheet, "cash"), _money(draft, sheet, "qris")
    if cash is None or qris is None:
        return None
    names = {row["visited_by"] for row, _ in sheet.rows if row["visited_by"]}
    notes = {row["note"] for row, _ in sheet.rows if row["note"]}
    return Visit(
        outlet=sheet.outlet.code,
        day=sheet.day,
        seen=tuple(Seen(product.code, row["left"], row["returned"]) for row, product in sheet.rows),
        cash=cash,
        qris=qris,
        visited_by=", ".join(sorted(names)),
        note="; ".join(sorted(notes)),
    )


def _money(draft: Draft, sheet: _Sheet, name: str) -> int | None:
    """Return what the rows of a visit say of its cash box or its QRIS: once, or the same on every row."""
    told = [(row, row[name]) for row, _ in sheet.rows if row[name]]
    amounts = {amount for _, amount in told}
    if len(amounts) > 1:
        reason = tr("uang satu kunjungan ditulis berbeda-beda ({amounts}); tulis jumlahnya sekali saja")
        shown = ", ".join(format_rupiah(amount) for amount in sorted(amounts))
        draft.findings.problem(told[1][0], name, reason.format(amounts=shown))
        return None
    return amounts.pop() if amounts else 0


# -------------------------------------------------------------------------------------------- what may be a visit


def visit_id(outlet: str, day: date) -> UUID:
    """Return the id of the visit that the rows of one day and outlet become."""
    return id_of("visit", outlet, day.isoformat())


def _is_known(draft: Draft, sheet: _Sheet, visit: Visit) -> bool:
    """Pass over a visit that is in the book; one that is there with other numbers is a problem."""
    before = draft.desk.book.document(visit_id(sheet.outlet.code, sheet.day))
    if before is None or not isinstance(before.document, VisitRecorded):
        return False
    if said_of(before.document) == said_of(visit):
        draft.counts["visits_same"] += 1
    else:
        reason = tr("kunjungan ini sudah ada di buku sebagai {number} dengan isi lain")
        draft.findings.problem(sheet.first, "date", reason.format(number=before.number))
    return True


def _may_be(draft: Draft, sheet: _Sheet, last: dict[str, date]) -> bool:
    """Refuse a visit to an outlet with a till, on a day to come, or before one that is in the book."""
    try:
        visited(draft.desk, sheet.outlet.code, sheet.day)
    except RuleBroken as error:
        column = "outlet" if error.code == "visit.attended" else "date"
        draft.findings.problem(sheet.first, column, error.what)
        return False
    if not draft.may_add(sheet.first, "date", sheet.outlet.code, sheet.day):
        return False
    before = draft.desk.book.latest(VisitRecorded, sheet.outlet.code)
    if before is not None and before.business_date == sheet.day and sheet.outlet.code not in last:
        reason = tr("{name} sudah dikunjungi pada {day}; kunjungan itu dicatat di layar Gerai")
        draft.findings.problem(sheet.first, "date", reason.format(name=sheet.outlet.name, day=format_date(sheet.day)))
        return False
    return True


def _found(draft: Draft, sheet: _Sheet, visit: Visit, corner: Corner) -> list[Found] | None:
    """Return what was seen beside what the books expect; tell of what is in the books and not on the sheet."""
    found: list[Found] = []
    for (row, product), seen in zip(sheet.rows, visit.seen, strict=True):
        try:
            found.append(corner.found(product, seen))
        except RuleBroken as error:
            draft.findings.problem(row, "returned", error.what)
    left_out = corner.products() - {product.code for _, product in sheet.rows}
    if left_out:
        reason = tr("{count} barang ada di buku tetapi tidak di lembar ini, jadi tidak dihitung: {codes}")
        named = ", ".join(sorted(left_out)[:_NAMED]) + ("…" if len(left_out) > _NAMED else "")
        draft.findings.warning(sheet.first, "outlet", reason.format(count=len(left_out), codes=named))
    return found if len(found) == len(visit.seen) else None


# ------------------------------------------------------------------------------------------------------ documents


def _post(draft: Draft, sheet: _Sheet, visit: Visit, corner: Corner, found: list[Found]) -> None:
    sums = work_out(found, cash=visit.cash, qris=visit.qris)
    products = {product.code: product for _, product in sheet.rows}
    made = 0

    def write(kind: type[Document], **fields: Any) -> Document:
        nonlocal made
        made += 1
        name = visit_id(sheet.outlet.code, sheet.day)
        key = name if kind is VisitRecorded else id_of("visit", sheet.outlet.code, sheet.day.isoformat(), str(made))
        return draft.write(kind, id=key, outlet=sheet.outlet.code, business_date=sheet.day, **fields)

    Composer(corner, products, lambda code: _maker(draft, code)).documents(visit, sums, write, draft.known.terms)
    _count(draft, sums)


def _maker(draft: Draft, code: str) -> str:
    maker = draft.known.consignor(code)
    return maker.business_name if maker else ""


def _count(draft: Draft, sums: Arithmetic) -> None:
    counts = draft.counts
    counts["visits"] += 1
    counts["visit_sold"] += sum(line.sold for line in sums.lines)
    counts["visit_returned"] += sum(line.returned for line in sums.lines)
    counts["visit_missing"] += sums.missing
    counts["net"] += sums.sold
    counts["visit_difference"] += sums.difference
