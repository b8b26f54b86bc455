"""The counter: sales and what came back of them, the drawer, the terminal's head and totals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select

from db.book.base import Reader, as_kept_kind, as_kind
from db.journal import posted_of
from db.queries.rows import total
from db.tables.columns import at_most
from db.tables.facts import journal
from db.tables.money import SHIFT_TOTALS, balances, sales, shifts
from gallery_pos.accounts import CASH
from gallery_pos.barcode import read_receipt_code
from gallery_pos.documents import Method, PerpetualTotals, SaleRefunded, ShiftOpened, ShiftTotals
from gallery_pos.ports import Drawer, SoldLine
from gallery_pos.reading.cells import Unreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gallery_pos.ports import Posted

_IN = {method.value: f"shift_in_{method.value}" for method in Method}
_OUT = {method.value: f"shift_out_{method.value}" for method in Method}
_TOTALS = {name: f"shift_{name}" for name in SHIFT_TOTALS if not name.startswith(("in_", "out_"))}
"""Under which names :data:`_open` finds what a shift sums up."""

_sale = at_most(
    select(journal)
    .join(sales, sales.c.pos == journal.c.pos)
    .where(
        or_(sales.c.number.in_([bindparam("number"), bindparam("capitals")]), sales.c.code == bindparam("code")),
        sales.c.kind == "sale",
    )
    .order_by(sales.c.pos.desc()),
    1,
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
_of_shift = select(sales.c.number).where(sales.c.shift == shifts.c.id, sales.c.kind == "sale")
_open = at_most(
    select(
        journal,
        *(shifts.c[name].label(f"shift_{name}") for name in ("number", *SHIFT_TOTALS)),
        at_most(_of_shift.order_by(sales.c.pos), 1).scalar_subquery().label("first_number"),
        at_most(_of_shift.order_by(sales.c.pos.desc()), 1).scalar_subquery().label("last_number"),
    )
    .join(shifts, shifts.c.opened_pos == journal.c.pos)
    .where(
        shifts.c.outlet == bindparam("outlet"), shifts.c.origin == bindparam("origin"), shifts.c.closed_pos.is_(None)
    )
    .order_by(shifts.c.opened_pos.desc()),
    1,
)
_in_drawer = select(balances.c.amount).where(balances.c.account == CASH, balances.c.party == bindparam("shift"))
_lifetime: tuple[Any, ...] = (
    total(shifts.c.sales).label("sales"),
    total(shifts.c.refunded).label("refunds"),
    func.count(shifts.c.closed_pos).label("shifts"),
)
_perpetual = select(*_lifetime).where(shifts.c.origin == bindparam("origin"))
_head = at_most(
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.origin == bindparam("origin"))
    .order_by(journal.c.epoch.desc(), journal.c.seq.desc()),
    1,
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

    def references(self, outlet: str, references: Collection[str]) -> dict[str, Posted]:
        """Return the imported documents among these references at this outlet, by reference."""
        rows = self._rows_among(_references, "references", references, outlet=outlet)
        return {row["reference"]: posted_of(row, fresh=False) for row in rows}

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
            opened = as_kept_kind(ShiftOpened, row)
            return Drawer(
                opened=opened,
                number=row["shift_number"],
                expected=self._value(_in_drawer, shift=opened.id.hex) or 0,
                totals=_totals(row),
            )

    def perpetual(self, origin: str) -> PerpetualTotals:
        """Return the terminal's totals of its whole life."""
        row = self._row(_perpetual, origin=origin)
        return PerpetualTotals(**row) if row else PerpetualTotals()

    def head(self) -> tuple[int, str]:
        """Return the sequence number and the hash (hex) of the last document of this terminal."""
        row = self._row(_head, origin=self._origin)
        return (0, "") if row is None else (row["seq"], row["hash"].hex())


def _totals(row: Mapping[str, Any]) -> ShiftTotals:
    return ShiftTotals(
        **{name: row[column] for name, column in _TOTALS.items()},
        tenders={method: row[column] for method, column in _IN.items() if row[column]},
        refunds={method: row[column] for method, column in _OUT.items() if row[column]},
        first_number=row["first_number"] or "",
        last_number=row["last_number"] or "",
    )
