"""Rules 2, 3 and 5: statements, stock and balances against what the documents sum to, asked of the rebuilt copies."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, and_, bindparam, cast, func, select, union_all

from db.projections.lines import ADJUSTMENT, COMPENSATION, FEE, PAYOUT, PURCHASE, REFUNDED, SOLD
from db.tables.facts import journal
from db.verify.findings import DRAWER, SETTLEMENT, STATEMENT, STOCK, Finding, about
from gallery_pos.accounts import PAYABLE
from gallery_pos.documents import Method, ShiftClosed, StatementIssued
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from gallery_pos.documents import StatementFigures

_Row = dict[str, Any]
_MONEY = ("quantity", "gross", "discount", "commission", "amount")
_ADJUSTING = {ADJUSTMENT, COMPENSATION, PURCHASE}


def _whole(column: Any) -> Any:
    return cast(func.sum(column), BigInteger)


class SettledCheck:
    """Remembers statements and closings while the journal goes by; compares them when all copies are filled."""

    def __init__(self) -> None:
        """Start before the first document."""
        self._statements: list[tuple[_Row, StatementIssued]] = []
        self._closings: list[tuple[_Row, ShiftClosed]] = []

    def row(self, row: _Row, document: object) -> None:
        """Remember the document where it is one of these."""
        if isinstance(document, StatementIssued):
            self._statements.append((row, document))
        elif isinstance(document, ShiftClosed):
            self._closings.append((row, document))

    def end(self, connection: Connection, tables: Mapping[str, Table]) -> Iterator[Finding]:
        """Yield what does not add up."""
        yield from self._of_statements(connection, tables["lines"])
        yield from self._of_balances(connection, tables)
        yield from self._of_closings(connection, tables["shifts"])
        yield from _of_stock(connection, tables)

    def _of_statements(self, connection: Connection, lines: Table) -> Iterator[Finding]:
        last: dict[str, StatementIssued] = {}
        for row, statement in self._statements:
            told = statement.figures
            before = last.get(told.consignor)
            opening = before.figures.closing if before else 0
            if told.opening != opening or statement.previous != (before.id if before else None):
                yield about(STATEMENT, row, tr("saldo awalnya bukan saldo akhir laporan sebelumnya"))
            last[told.consignor] = statement
            sums, settled = _sums(connection, lines, row["pos"])
            if settled != len(set(statement.documents)) or settled != len(statement.documents):
                yield about(STATEMENT, row, tr("ada catatan yang sudah ada di laporan lain, atau tidak dikenal"))
            if not _same_money(told, sums) or not _same_products(told, sums):
                yield about(STATEMENT, row, tr("angkanya tidak sama dengan jumlah catatan yang dilaporkan"))

    def _of_balances(self, connection: Connection, tables: Mapping[str, Table]) -> Iterator[Finding]:
        """Rule 2: owed = what the last statement says + everything that is on none yet."""
        lines, balances = tables["lines"], tables["balances"]
        waiting = select(lines.c.consignor, _whole(lines.c.amount)).where(lines.c.statement.is_(None))
        owed: dict[str, int] = defaultdict(int)
        owed |= {row[0]: row[1] for row in connection.execute(waiting.group_by(lines.c.consignor))}
        rows: dict[str, _Row] = {}
        closing: dict[str, int] = {}
        for row, statement in self._statements:
            consignor = statement.figures.consignor
            rows[consignor], closing[consignor] = row, statement.figures.closing
        ledger = select(balances.c.party, balances.c.amount, balances.c.pos).where(balances.c.account == PAYABLE)
        for party, amount, pos in connection.execute(ledger).all():
            if -amount != closing.pop(party, 0) + owed.pop(party, 0):
                named = connection.execute(_by_pos, {"pos": pos}).mappings().one()
                what = tr("saldo penitip {code} tidak sama dengan laporan dan yang belum dilaporkan")
                yield about(SETTLEMENT, dict(rows.get(party, named)), what.format(code=party))

    def _of_closings(self, connection: Connection, shifts: Table) -> Iterator[Finding]:
        wanted = select(shifts).where(shifts.c.id == bindparam("id"))
        for row, closed in self._closings:
            found = connection.execute(wanted, {"id": closed.shift.bytes}).mappings().first()
            if found is not None and not _same_totals(closed, dict(found)):
                yield about(DRAWER, row, tr("rincian sif tidak sama dengan jumlah transaksinya"))


_by_pos = select(journal.c.number, journal.c.id, journal.c.business_date).where(journal.c.pos == bindparam("pos"))


def _sums(connection: Connection, lines: Table, pos: int) -> tuple[dict[tuple[str, str], _Row], int]:
    """Return what a statement settled, per product and movement, and how many documents that were."""
    mine = lines.c.statement == pos
    wanted = select(lines.c.product, lines.c.movement, *(_whole(lines.c[name]).label(name) for name in _MONEY))
    found = connection.execute(wanted.where(mine).group_by(lines.c.product, lines.c.movement)).mappings()
    sums = {(row["product"], row["movement"]): dict(row) for row in found}
    documents = select(func.count(lines.c.pos.distinct())).where(mine)
    return sums, int(connection.execute(documents).scalar_one())


def _same_money(told: StatementFigures, sums: dict[tuple[str, str], _Row]) -> bool:
    """Compare the totals of a statement."""

    def amount(*movements: str, field: str = "amount") -> int:
        return sum(row[field] for (_, movement), row in sums.items() if movement in movements)

    made = {
        "gross": amount(SOLD, REFUNDED, field="gross"),
        "discount": amount(SOLD, REFUNDED, field="discount"),
        "commission": amount(SOLD, REFUNDED, field="commission"),
        "due": amount(SOLD, REFUNDED),
        "fees": -amount(FEE),
        "adjustments": amount(*_ADJUSTING),
        "paid": -amount(PAYOUT),
    }
    closing = told.opening + made["due"] - made["fees"] + made["adjustments"] - made["paid"]
    return told.closing == closing and all(getattr(told, name) == value for name, value in made.items())


def _same_products(told: StatementFigures, sums: dict[tuple[str, str], _Row]) -> bool:
    """Compare the lines of a statement, in money and in pieces."""
    money: dict[str, list[int]] = {}
    pieces: dict[str, dict[str, int]] = defaultdict(dict)
    for (product, movement), row in sums.items():
        if not product:
            continue
        pieces[product][movement] = row["quantity"]
        if movement in {SOLD, REFUNDED}:
            sign = 1 if movement == SOLD else -1
            mine = money.setdefault(product, [0] * len(_MONEY))
            money[product] = [
                mine[0] + sign * row["quantity"],
                *(old + row[name] for old, name in zip(mine[1:], _MONEY[1:], strict=True)),
            ]
    stated = {
        line.product: [line.quantity, line.gross, line.discount, line.commission, line.due] for line in told.products
    }
    if stated != money:
        return False
    for line in told.goods:
        moved = pieces.pop(line.product, {})
        names = ("received", SOLD, REFUNDED, "returned", "written_off", "transferred", "variance")
        if any(getattr(line, name) != moved.get(name, 0) for name in names):
            return False
    return not any(any(moved.values()) for moved in pieces.values())


_PLAIN = ("sales", "sales_count", "pieces", "gross", "discount", "tax", "rounding", "refunded", "refunds_count")
_CASH = ("cash_in", "cash_out", "payouts", "drawer_opened")


def _same_totals(closed: ShiftClosed, made: _Row) -> bool:
    told = closed.totals
    if any(getattr(told, name) != made[name] for name in (*_PLAIN, *_CASH)):
        return False
    return all(
        told.tenders.get(method.value, 0) == made[f"in_{method.value}"]
        and told.refunds.get(method.value, 0) == made[f"out_{method.value}"]
        for method in Method
    )


def _of_stock(connection: Connection, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Rule 3: per lot and outlet, what came in is here or went somewhere; and every lot came in once."""
    stock, lots = tables["stock"], tables["lots"]
    moved = stock.c.received - stock.c.sold + stock.c.refunded - stock.c.returned - stock.c.written_off
    moved = moved + stock.c.transferred + stock.c.variance
    unknown = and_(stock.c.lot != "", lots.c.lot.is_(None))
    short = and_(stock.c.lot != "", stock.c.on_hand < 0)
    other = lots.c.consignor.is_distinct_from(stock.c.consignor) | lots.c.product.is_distinct_from(stock.c.product)
    wrong = (
        select(stock.c.lot, journal.c.number, journal.c.id, journal.c.business_date)
        .outerjoin(lots, lots.c.lot == stock.c.lot)
        .join(journal, journal.c.pos == stock.c.pos)
        .where((stock.c.on_hand != moved) | unknown | short | and_(lots.c.lot.is_not(None), other))
    )
    for row in connection.execute(wrong).mappings():
        what = tr("lot {lot}: yang masuk tidak sama dengan sisa dan yang keluar").format(lot=row["lot"])
        yield about(STOCK, dict(row), what)
    yield from _of_transit(connection, stock, tables["transit"])


def _of_transit(connection: Connection, stock: Table, transit: Table) -> Iterator[Finding]:
    """Rule 3, for what is between two outlets: whatever left a shelf is on its way, arrived or written off."""
    waiting = transit.c.quantity - transit.c.arrived - transit.c.lost
    moved = union_all(
        select(stock.c.lot, stock.c.transferred.label("pieces"), stock.c.pos).where(stock.c.transferred != 0),
        select(transit.c.lot, waiting.label("pieces"), transit.c.pos),
    ).subquery("moved")
    uneven = select(func.max(moved.c.pos)).group_by(moved.c.lot).having(_whole(moved.c.pieces) != 0)
    too_many = select(transit.c.pos).where((waiting < 0) | (transit.c.arrived < 0) | (transit.c.lost < 0))
    wrong = select(journal.c.number, journal.c.id, journal.c.business_date).where(
        journal.c.pos.in_(uneven) | journal.c.pos.in_(too_many)
    )
    for row in connection.execute(wrong.order_by(journal.c.pos)).mappings():
        yield about(STOCK, dict(row), tr("yang dikirim tidak sama dengan yang datang dan yang masih di jalan"))
