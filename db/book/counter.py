"""The counter: sales and what came back of them, the drawer, the terminal's head and totals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select

from db.book.base import Reader, as_kind
from db.book.records import in_parts
from db.journal import posted_of
from db.queries.rows import total
from db.tables.facts import journal
from db.tables.money import SHIFT_TOTALS, balances, sales, shifts
from gallery_pos.barcode import read_receipt_code
from gallery_pos.documents import Method, PerpetualTotals, SaleRefunded, ShiftClosed, ShiftOpened, ShiftTotals
from gallery_pos.entries import CASH
from gallery_pos.ports import Drawer, SoldLine
from gallery_pos.reading.cells import Unreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gallery_pos.ports import Posted

_METHODS = tuple(method.value for method in Method)

_sale = (
    select(journal)
    .join(sales, sales.c.pos == journal.c.pos)
    .where(
        or_(sales.c.number.in_([bindparam("number"), bindparam("capitals")]), sales.c.code == bindparam("code")),
        sales.c.kind == "sale",
    )
    .order_by(sales.c.pos.desc())
    .limit(1)
)
_reference = (
    select(journal)
    .join(sales, sales.c.pos == journal.c.pos)
    .where(sales.c.outlet == bindparam("outlet"), sales.c.reference == bindparam("reference"), sales.c.reference != "")
    .order_by(sales.c.pos)
    .limit(1)
)
_references = (
    select(journal, sales.c.reference)
    .join(sales, sales.c.pos == journal.c.pos)
    .where(
        sales.c.outlet == bindparam("outlet"),
        sales.c.reference.in_(bindparam("references", expanding=True)),
        sales.c.reference != "",
    )
    .order_by(sales.c.pos.desc())
)
_refunds = (
    select(journal)
    .join(sales, sales.c.pos == journal.c.pos)
    .where(sales.c.refund_of == bindparam("sale"))
    .order_by(sales.c.pos)
)
_open = (
    select(journal, *(shifts.c[name].label(f"shift_{name}") for name in ("id", "number", *SHIFT_TOTALS)))
    .join(shifts, shifts.c.opened_pos == journal.c.pos)
    .where(
        shifts.c.outlet == bindparam("outlet"), shifts.c.origin == bindparam("origin"), shifts.c.closed_pos.is_(None)
    )
    .order_by(shifts.c.opened_pos.desc())
    .limit(1)
)
_in_drawer = select(balances.c.amount).where(balances.c.account == CASH, balances.c.party == bindparam("shift"))
_ends = select(func.min(sales.c.pos), func.max(sales.c.pos)).where(
    sales.c.shift == bindparam("shift"), sales.c.kind == "sale"
)
_number = select(sales.c.number).where(sales.c.pos == bindparam("pos"))
_closed = (
    select(journal)
    .join(shifts, shifts.c.closed_pos == journal.c.pos)
    .where(shifts.c.outlet == bindparam("outlet"), shifts.c.origin == bindparam("origin"))
    .order_by(shifts.c.closed_pos.desc())
    .limit(1)
)
_lifetime: tuple[Any, ...] = (
    total(shifts.c.sales).label("sales"),
    total(shifts.c.refunded).label("refunds"),
    func.count(shifts.c.closed_pos).label("shifts"),
)
_perpetual = select(*_lifetime).where(shifts.c.origin == bindparam("origin"))
_head = (
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.origin == bindparam("origin"))
    .order_by(journal.c.epoch.desc(), journal.c.seq.desc())
    .limit(1)
)


class Counter(Reader):
    """Sales, refunds, shifts."""

    def document(self, id: UUID) -> Posted | None:  # noqa: A002 -- the journal's own word
        """Return the document under an id."""
        return self._by_id(id.bytes)

    def sale(self, number_or_code: str) -> Posted | None:
        """Return a sale by its number or by the code on its receipt."""
        given = number_or_code.strip()
        try:
            code = read_receipt_code(given)
        except Unreadable:
            code = given
        return self._posted(_sale, number=given, capitals=given.upper(), code=code)

    def sale_by_reference(self, outlet: str, reference: str) -> Posted | None:
        """Return the imported sale or refund that had this number in the other system at this outlet."""
        return self._posted(_reference, outlet=outlet, reference=reference)

    def references(self, outlet: str, references: Collection[str]) -> dict[str, Posted]:
        """Return the imported documents among these references at this outlet, by reference."""
        found: dict[str, Posted] = {}
        for some in in_parts(sorted(set(references))):
            for row in self._rows(_references, outlet=outlet, references=some):
                found[row["reference"]] = posted_of(row, fresh=False)
        return found

    def refunded(self, sale: UUID) -> Sequence[SoldLine]:
        """Return what was given back of a sale already, per line that had any."""
        by_line: dict[int, dict[str, int]] = defaultdict(dict)
        for row in self._rows(_refunds, sale=sale.bytes):
            for line in as_kind(SaleRefunded, row).lines:
                lots = by_line[line.line]
                for part in line.allocations:
                    lots[part.lot] = lots.get(part.lot, 0) + part.quantity
        return [SoldLine(line, sum(lots.values()), lots) for line, lots in sorted(by_line.items())]

    def open_shift(self, outlet: str, origin: str) -> Drawer | None:
        """Return the open shift of a terminal."""
        with self._database.reading():
            row = self._row(_open, outlet=outlet, origin=origin)
            if row is None:
                return None
            opened = as_kind(ShiftOpened, row)
            return Drawer(
                opened=opened,
                number=row["shift_number"],
                expected=self._value(_in_drawer, shift=opened.id.hex) or 0,
                totals=self._totals(row),
            )

    def _totals(self, row: Mapping[str, Any]) -> ShiftTotals:
        first, last = self._ends(row["shift_id"])
        totals = {name: row[f"shift_{name}"] for name in SHIFT_TOTALS if not name.startswith(("in_", "out_"))}
        return ShiftTotals(
            **totals,
            tenders={method: row[f"shift_in_{method}"] for method in _METHODS if row[f"shift_in_{method}"]},
            refunds={method: row[f"shift_out_{method}"] for method in _METHODS if row[f"shift_out_{method}"]},
            first_number=first,
            last_number=last,
        )

    def _ends(self, shift: bytes) -> tuple[str, str]:
        """Return the numbers of the first and the last sale of a shift."""
        row = self._row(_ends, shift=shift)
        positions = tuple(row.values()) if row else (None, None)
        numbers = [self._value(_number, pos=pos) if pos else "" for pos in positions]
        return numbers[0], numbers[1]

    def last_closed(self, outlet: str, origin: str) -> tuple[ShiftClosed, str] | None:
        """Return the shift closed last at a terminal with its head hash (hex)."""
        row = self._row(_closed, outlet=outlet, origin=origin)
        return None if row is None else (as_kind(ShiftClosed, row), row["hash"].hex())

    def perpetual(self, origin: str) -> PerpetualTotals:
        """Return the terminal's totals of its whole life."""
        row = self._row(_perpetual, origin=origin)
        return PerpetualTotals(**row) if row else PerpetualTotals()

    def head(self) -> tuple[int, str]:
        """Return the sequence number and the hash (hex) of the last document of this terminal."""
        row = self._row(_head, origin=self._origin)
        return (0, "") if row is None else (row["seq"], row["hash"].hex())
