"""What fees are taken on: pieces sold, and what was paid by QRIS, of everything that is on no statement yet."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, literal, or_, select

from db.book.records import Records
from db.prepared import in_lists
from db.projections.lines import FEE, REFUNDED, SOLD
from db.tables.facts import journal
from db.tables.money import days, lines, sales
from db.tables.records import revisions
from gallery_pos.documents import AgreementRevised, FeeType
from gallery_pos.fees import PaidByQris, Pieces, shared_by_lines
from gallery_pos.money import divide_half_up

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Select

    from gallery_pos.documents import OutletRevised

_NEVER = date.max

_traded = or_(lines.c.movement == SOLD, lines.c.movement == REFUNDED)
_open = (lines.c.statement.is_(None), lines.c.business_date <= bindparam("until"), _traded)
_some = lines.c.consignor.in_(bindparam("consignors", expanding=True))
_signed = func.sum(case((lines.c.movement == SOLD, lines.c.quantity), else_=-lines.c.quantity))
_pieces = (
    select(lines.c.consignor, lines.c.business_date, _signed.label("pieces"))
    .where(*_open)
    .group_by(lines.c.consignor, lines.c.business_date)
)
_versions = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == AgreementRevised.__name__)
    .order_by(journal.c.pos)
)
_versions_of_some = _versions.where(revisions.c.code.in_(bindparam("consignors", expanding=True)))

# A refund is looked at with the sale that it takes back: how that was paid decides what QRIS cost.
_first = sales.alias("first_sale")
_day = func.coalesce(_first.c.business_date, sales.c.business_date)
_outlet = func.coalesce(_first.c.outlet, sales.c.outlet)
_paid = func.coalesce(_first.c.qris, sales.c.qris)
_worth = func.coalesce(_first.c.gross - _first.c.discount, sales.c.gross - sales.c.discount)
_net = lines.c.gross - lines.c.discount
_source = (
    lines.join(sales, sales.c.pos == lines.c.pos)
    .outerjoin(journal, journal.c.id == sales.c.refund_of)
    .outerjoin(_first, _first.c.pos == journal.c.pos)
)
_sales_at = (
    select(days.c.consignor, func.sum(days.c.gross - days.c.discount).label("net"))
    .where(days.c.outlet == bindparam("outlet"))
    .group_by(days.c.consignor)
)
_event_fee = select(lines.c.pos).where(
    lines.c.product == "", lines.c.movement == FEE, lines.c.detail == bindparam("detail")
)
_of_sale = select(_net.label("net")).where(lines.c.pos == bindparam("pos")).order_by(lines.c.line)


class _Asked(NamedTuple):
    """A question about all consignors, and the same about those of a list."""

    everybody: Select[Any]
    some: Select[Any]


class _Mixed(NamedTuple):
    """A line of a sale that was paid by QRIS in part; ``first_qris`` is that of the sale that a refund takes back."""

    consignor: str
    day: str
    rate: int
    pos: int
    line: int
    qris: int
    first_qris: int | None
    worth: int


class _Rate(NamedTuple):
    """What QRIS costs at an outlet from a day until before another: basis points of payments above ``free_up_to``."""

    outlet: str
    since: str
    before: str
    free_up_to: int
    basis_points: int


_sold = _Asked(_pieces, _pieces.where(_some))


class Trade(Records):
    """What was agreed when, and what was sold and how it was paid."""

    def agreement_versions(self, consignors: Collection[str] | None = None) -> dict[str, list[AgreementRevised]]:
        """Return every version of these agreements, or of all, in the order they were written, by consignor."""
        found: dict[str, list[AgreementRevised]] = defaultdict(list)
        if consignors is None:
            versions = self._records(AgreementRevised, _versions)
        else:
            versions = self._records_among(AgreementRevised, _versions_of_some, "consignors", consignors)
        for agreement in versions:
            found[agreement.consignor].append(agreement)
        return dict(found)

    def pieces_sold(self, until: date, consignors: Collection[str] | None = None) -> dict[str, list[Pieces]]:
        """Return per consignor, day by day, the pieces sold less those that came back, on no statement yet."""
        found: dict[str, list[Pieces]] = defaultdict(list)
        with self._database.reading():
            for maker, day, count in self._asked(_sold, until, consignors):
                found[maker].append(Pieces(date.fromisoformat(day), int(count)))
        return dict(found)

    def paid_by_qris(self, until: date, consignors: Collection[str] | None = None) -> dict[str, list[PaidByQris]]:
        """Return per consignor what of sales on no statement yet was paid by QRIS, at the rates of the outlets.

        Payments that cost nothing are left out. A refund takes off again what the sale that it takes back had added.
        """
        found: dict[str, list[PaidByQris]] = defaultdict(list)
        with self._database.reading():
            rates = _rates_of(self.outlets())
            if not rates:
                return {}
            whole, mixed = _questions(rates)
            for maker, day, rate, amount in self._asked(whole, until, consignors):
                found[maker].append(PaidByQris(date.fromisoformat(day), int(rate), int(amount)))
            rows = map(_Mixed._make, self._asked(mixed, until, consignors))
            for pos, group in groupby(rows, key=lambda row: row.pos):
                for row, part in self._shared(pos, list(group)):
                    found[row.consignor].append(PaidByQris(date.fromisoformat(row.day), int(row.rate), part))
        return dict(found)

    def sales_at(self, outlet: str) -> dict[str, int]:
        """Return per consignor what was ever sold at an outlet less discounts and refunds, in rupiah."""
        return {row["consignor"]: int(row["net"]) for row in self._rows(_sales_at, outlet=outlet)}

    def event_charged(self, event: str) -> bool:
        """Tell whether anybody was charged for the stand of an event."""
        return self._row(_event_fee, detail=f"{FeeType.EVENT}/{event}") is not None

    def _shared(self, pos: int, wanted: list[_Mixed]) -> list[tuple[_Mixed, int]]:
        """Return for lines of a sale what of them was paid by QRIS: shared among all its lines, whoever made them."""
        nets = [int(row["net"]) for row in self._rows(_of_sale, pos=pos)]
        one, whole = wanted[0], sum(nets)
        # Of what is given back, the part that had been paid by QRIS.
        paid = one.qris if one.first_qris is None else divide_half_up(whole * one.first_qris, one.worth)
        parts = shared_by_lines(abs(paid), [abs(net) for net in nets])
        return [(row, parts[row.line] if whole > 0 else -parts[row.line]) for row in wanted]

    def _asked(self, asked: _Asked, until: date, consignors: Collection[str] | None) -> list[tuple[Any, ...]]:
        given = {"until": until.isoformat()}
        if consignors is None:
            return self._tuples(self._prepare(asked.everybody), given)
        found: list[tuple[Any, ...]] = []
        for length, some in in_lists("consignors", consignors):
            found += self._tuples(self._prepare(asked.some, length), given | some)
        return found


def _rates_of(outlets: Sequence[OutletRevised]) -> tuple[_Rate, ...]:
    made: list[_Rate] = []
    for outlet in (each for each in outlets if each.qris_rates):
        rates = sorted(outlet.qris_rates, key=lambda one: one.since)
        ends = [*(one.since for one in rates[1:]), _NEVER]
        made += [
            _Rate(outlet.code, rate.since.isoformat(), end.isoformat(), rate.free_up_to, rate.basis_points)
            for rate, end in zip(rates, ends, strict=True)
            if rate.basis_points
        ]
    return tuple(made)


@lru_cache(maxsize=8)
def _questions(rates: tuple[_Rate, ...]) -> tuple[_Asked, _Asked]:
    """Return what was paid wholly by QRIS, summed per day and rate, and the lines of what was paid so in part."""
    cases = [
        (
            and_(
                _outlet == literal(rate.outlet),
                _day >= literal(rate.since),
                _day < literal(rate.before),
                func.abs(_paid) > literal(rate.free_up_to),
            ),
            literal(rate.basis_points),
        )
        for rate in rates
    ]
    rate = case(*cases, else_=literal(0)).label("rate")
    named = (lines.c.consignor, _day.label("day"), rate)
    every = (
        select(*named, _net.label("net"))
        .select_from(_source)
        .where(*_open, _paid != 0, func.abs(_paid) >= func.abs(_worth))
    )
    mixed = (
        select(
            *named, lines.c.pos, lines.c.line, sales.c.qris, _first.c.qris.label("first_qris"), _worth.label("worth")
        )
        .select_from(_source)
        .where(*_open, _paid != 0, func.abs(_paid) < func.abs(_worth))
    )
    return (
        _Asked(_per_day(every), _per_day(every.where(_some))),
        _Asked(_costing(mixed), _costing(mixed.where(_some))),
    )


def _per_day(found: Select[Any]) -> Select[Any]:
    each = found.subquery("each")
    return (
        select(each.c.consignor, each.c.day, each.c.rate, func.sum(each.c.net).label("amount"))
        .where(each.c.rate != 0)
        .group_by(each.c.consignor, each.c.day, each.c.rate)
    )


def _costing(found: Select[Any]) -> Select[Any]:
    each = found.subquery("each")
    return select(*each.c).where(each.c.rate != 0).order_by(each.c.pos, each.c.line)
