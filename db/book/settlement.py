"""What is owed to consignors and what is not on a statement yet, summed by the database."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from db.book.base import Reader, as_kind
from db.canonical import document_of
from db.prepared import in_lists
from db.projections.lines import FEE, REFUNDED, SOLD
from db.tables.columns import at_most
from db.tables.facts import journal
from db.tables.money import balances, days, lines, statements
from db.tables.records import consignors, products
from gallery_pos.accounts import PAYABLE
from gallery_pos.documents import Entry, GoodsFigures, MarkdownFigures, ProductFigures, StatementIssued
from gallery_pos.ports import Unsettled
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

_Row = TypeVar("_Row")

_owed = select(balances.c.amount).where(balances.c.account == PAYABLE, balances.c.party == bindparam("consignor"))
_accounts = (
    select(balances.c.account, func.sum(balances.c.amount).label("amount"))
    .group_by(balances.c.account)
    .having(func.sum(balances.c.amount) != 0)
    .order_by(balances.c.account)
)
_of_consignor = days.c.consignor == bindparam("consignor")
_later = select(func.sum(days.c.amount)).where(_of_consignor, days.c.business_date > bindparam("until"))
_first = select(func.min(days.c.business_date)).where(_of_consignor, (days.c.received != 0) | (days.c.pieces != 0))
_year = select(func.sum(days.c.gross)).where(
    _of_consignor, days.c.business_date >= bindparam("since"), days.c.business_date <= bindparam("until")
)
_last_statement = at_most(
    select(journal)
    .join(statements, statements.c.pos == journal.c.pos)
    .where(statements.c.consignor == bindparam("consignor"))
    .order_by(statements.c.pos.desc()),
    1,
)
_latest = select(func.max(statements.c.pos)).group_by(statements.c.consignor)
_last_statements = select(journal).where(journal.c.pos.in_(_latest))
_fees = select(lines.c.detail).where(
    lines.c.consignor == bindparam("consignor"), lines.c.product == "", lines.c.movement == FEE
)

_SUMS = ("quantity", "gross", "discount", "commission", "amount")
_unsettled = (lines.c.statement.is_(None), lines.c.business_date <= bindparam("until"))
_summed = (
    select(
        lines.c.consignor,
        lines.c.product,
        lines.c.movement,
        func.min(lines.c.business_date).label("since"),
        *(func.sum(lines.c[name]).label(name) for name in _SUMS),
    )
    .where(*_unsettled, lines.c.product != "")
    .group_by(lines.c.consignor, lines.c.product, lines.c.movement)
)
_marked_down = (
    select(lines.c.consignor, lines.c.product, lines.c.detail, func.sum(lines.c.discount).label("discount"))
    .where(*_unsettled, lines.c.movement == SOLD, lines.c.detail != "", lines.c.discount != 0)
    .group_by(lines.c.consignor, lines.c.product, lines.c.detail)
    .order_by(lines.c.consignor, lines.c.product, lines.c.detail)
)
_settling = (
    select(lines.c.pos).where(*_unsettled, lines.c.consignor == bindparam("consignor")).distinct().subquery("settling")
)
_contributing = select(journal.c.id).join(_settling, _settling.c.pos == journal.c.pos).order_by(journal.c.pos)
_entries = (
    select(lines.c.consignor.label("of"), lines.c.amount.label("of_amount"), journal)
    .join(journal, journal.c.pos == lines.c.pos)
    .where(*_unsettled, lines.c.product == "")
    .order_by(lines.c.consignor, lines.c.pos)
)


def _of(statement: Select[Any]) -> Select[Any]:
    return statement.where(lines.c.consignor.in_(bindparam("consignors", expanding=True)))


def _named(summed: Select[Any]) -> Select[Any]:
    """Add the product's name as it is now, once for each sum and not for each line."""
    sums = summed.subquery("sums")
    name = func.coalesce(products.c.name, sums.c.product).label("name")
    named = select(*sums.c, name).outerjoin(products, products.c.code == sums.c.product)
    return named.order_by(sums.c.consignor, sums.c.product, sums.c.movement)


class _Sum(NamedTuple):
    """A product's lines of one movement in one, as :func:`_named` selects it."""

    consignor: str
    product: str
    movement: str
    since: str
    quantity: int
    gross: int
    discount: int
    commission: int
    amount: int
    name: str


class _Questions(NamedTuple):
    sums: Select[Any]
    entries: Select[Any]
    marked_down: Select[Any]


_Markdowns = dict[tuple[str, str], dict[Bearer, int]]
"""What plans took off of what was sold, by consignor and product, and who bore it."""


# Named one by one their entries are found at once; else the database reads all lines that wait for these few.
_entries_of_all = _entries.where(lines.c.consignor.in_(select(consignors.c.code)))
_CONSIGNOR, _PRODUCT, _OF = attrgetter("consignor"), attrgetter("product"), itemgetter("of")
_everybody = _Questions(_named(_summed), _entries_of_all, _marked_down)
_some = _Questions(_named(_of(_summed)), _of(_entries), _of(_marked_down))


class Settlement(Reader):
    """Balances, statements and what waits for the next one."""

    def balance(self, consignor: str, until: date | None = None) -> int:
        """Return what the gallery owes a consignor in rupiah, negative where he owes."""
        with self._database.reading():
            owed = -(self._value(_owed, consignor=consignor) or 0)
            later = self._value(_later, consignor=consignor, until=until.isoformat()) if until else 0
        return int(owed - (later or 0))

    def accounts(self) -> dict[str, int]:
        """Return the balance of each account of the ledger in rupiah, all parties together: debit > 0."""
        return {row["account"]: int(row["amount"]) for row in self._rows(_accounts)}

    def last_statement(self, consignor: str) -> tuple[StatementIssued, str] | None:
        """Return the statement issued last with its number."""
        row = self._row(_last_statement, consignor=consignor)
        return None if row is None else (as_kind(StatementIssued, row), row["number"])

    def last_statements(self, consignors: Collection[str] | None = None) -> dict[str, StatementIssued]:
        """Return for each of these consignors, or for all, who ever got a statement the one issued last."""
        if consignors is None:
            found = self._records(StatementIssued, _last_statements)
        else:
            last = [self.last_statement(consignor) for consignor in consignors]
            found = [one[0] for one in last if one is not None]
        return {told.figures.consignor: told for told in found}

    def fee_periods(self, consignor: str) -> frozenset[str]:
        """Return the periods ("2026-10") a consignor was charged a fee for."""
        return frozenset(row["detail"] for row in self._rows(_fees, consignor=consignor) if row["detail"])

    def first_active(self, consignor: str) -> date | None:
        """Return the first business date on which a consignor left or sold goods."""
        first = self._value(_first, consignor=consignor)
        return date.fromisoformat(first) if first else None

    def year_gross(self, consignor: str, year: int, until: date) -> int:
        """Return a consignor's sales less refunds of a year up to a day, before discounts."""
        since = date(year, 1, 1)
        return int(self._value(_year, consignor=consignor, since=since.isoformat(), until=until.isoformat()) or 0)

    def unsettled(self, until: date, consignors: Collection[str] | None = None) -> Sequence[Unsettled]:
        """Return for each consignor with anything not yet on a statement up to a day what there is."""
        given = {"until": until.isoformat()}
        found: list[Unsettled] = []
        with self._database.reading():
            if consignors is None:
                return self._unsettled(_everybody, given)
            for length, some in in_lists("consignors", consignors):
                found += self._unsettled(_some, given | some, length)
        return found

    def _unsettled(self, asked: _Questions, given: Mapping[str, str], length: int = 0) -> list[Unsettled]:
        sums = _grouped(map(_Sum._make, self._tuples(self._prepare(asked.sums, length), given)), _CONSIGNOR)
        entries = self._prepare(asked.entries, length)
        extra = _grouped(map(entries.named, self._tuples(entries, given)), _OF)
        cheaper: _Markdowns = {}
        for consignor, product, detail, discount in self._tuples(self._prepare(asked.marked_down, length), given):
            borne, bearer = cheaper.setdefault((consignor, product), {}), Bearer(detail.rpartition("/")[2])
            borne[bearer] = borne.get(bearer, 0) + int(discount)
        return [
            _one(consignor, sums.get(consignor, []), extra.get(consignor, []), cheaper)
            for consignor in sorted(sums.keys() | extra.keys())
        ]

    def contributing(self, consignor: str, until: date) -> tuple[UUID, ...]:
        """Return the documents that :meth:`unsettled` sums for a consignor: those that his statement settles."""
        rows = self._rows(_contributing, consignor=consignor, until=until.isoformat())
        return tuple(UUID(bytes=row["id"]) for row in rows)


def _grouped(rows: Iterable[_Row], whose: Callable[[_Row], str]) -> dict[str, list[_Row]]:
    """Return rows, which come one consignor after another, by him."""
    return {consignor: list(group) for consignor, group in groupby(rows, key=whose)}


def _one(consignor: str, sums: list[_Sum], extra: list[dict[str, Any]], cheaper: _Markdowns) -> Unsettled:
    made = [_entry(row) for row in extra]
    days_seen = [row.since for row in sums] + [entry.business_date.isoformat() for entry in made]
    by_product = [(code, {row.movement: row for row in group}) for code, group in groupby(sums, key=_PRODUCT)]
    return Unsettled(
        consignor=consignor,
        since=date.fromisoformat(min(days_seen)) if days_seen else None,
        products=tuple(
            _money(code, moved, cheaper.get((consignor, code), {}))
            for code, moved in by_product
            if SOLD in moved or REFUNDED in moved
        ),
        goods=tuple(_pieces(code, moved) for code, moved in by_product),
        entries=tuple(made),
    )


def _money(code: str, moved: dict[str, _Sum], borne: Mapping[Bearer, int]) -> ProductFigures:
    """Return the money of one product: sales, and refunds whose amounts are negative already."""
    name = code
    quantity = gross = discount = commission = due = 0
    for movement, sign in ((SOLD, 1), (REFUNDED, -1)):
        row = moved.get(movement)
        if row is not None:
            name = row.name
            quantity += sign * row.quantity
            gross += row.gross
            discount += row.discount
            commission += row.commission
            due += row.amount
    return ProductFigures(
        product=code,
        name=name,
        quantity=int(quantity),
        gross=int(gross),
        discount=int(discount),
        commission=int(commission),
        due=int(due),
        markdowns=tuple(MarkdownFigures(bearer=bearer, discount=taken) for bearer, taken in sorted(borne.items())),
    )


def _pieces(code: str, moved: dict[str, _Sum]) -> GoodsFigures:
    name = next(iter(moved.values())).name
    return GoodsFigures(product=code, name=name, **{movement: int(row.quantity) for movement, row in moved.items()})


def _entry(row: Mapping[str, Any]) -> Entry:
    document = document_of(row)
    return Entry(
        document=document.id,
        number=row["number"],
        business_date=document.business_date,
        kind=document.kind,
        amount=row["of_amount"],
        reason=str(getattr(document, "reason", "") or getattr(document, "note", "")),
        approved_by=str(getattr(document, "approved_by", "")),
    )
