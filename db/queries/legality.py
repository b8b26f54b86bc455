"""Which products the gate stops or soon will.

What is wrong is decided by :mod:`gallery_pos.legality` alone. The database only finds, quickly, the products that it has
to look at: those of which a paper that their group needs is not there, or not good for long.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select, tuple_

from db.canonical import document_of
from db.queries.rows import as_day, total
from db.tables.facts import journal
from db.tables.goods import stock
from db.tables.legality import papers
from db.tables.records import consignors, outlets, products, revisions
from gallery_pos.documents import GateOverridden, GateRevised, Holder, LegalityStatus, Need
from gallery_pos.legality import EXPIRY_DAYS, Fault, Finding, Paper, RuleTable, group_for, in_words, is_on, look_at
from gallery_pos.services.legality import covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection

    from db.engine import Database
    from gallery_pos.documents import LegalityGroup
    from gallery_pos.legality import Rules

_DAY = timedelta(days=1)


class GateState(StrEnum):
    """How a product stands at the gate."""

    STOPPED = "stopped"
    PASSED = "passed"
    """Its papers stop it, a superior lets it pass for a while."""
    COMING = "coming"
    """It will be stopped within :data:`EXPIRY_DAYS`."""
    UNKNOWN = "unknown"
    """Nobody said yet to which group it belongs."""


class GateRow(msgspec.Struct, frozen=True, kw_only=True):
    """A product that is stopped, will be, or would be; ``missing`` are codes of papers.

    ``since`` is the first day on which it is stopped, ``until`` the last one on which a superior lets it pass.
    ``enforced`` tells whether the gate is on: while it is off, nothing is really stopped.
    """

    product: str
    name: str
    consignor: str
    business_name: str
    category: str
    group: str
    state: GateState
    enforced: bool
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    since: date | None
    until: date | None
    on_hand: int

    @property
    def reasons(self) -> str:
        """What is wrong or soon will be, in words."""
        return in_words(self.findings)


class _Lacking(NamedTuple):
    """A product and one paper of which the database could not say that it is good; ``status`` None: there is none."""

    code: str
    name: str
    consignor: str
    business_name: str
    category: str
    legality_group: str
    animal_material: int
    non_halal: int
    paper: str
    status: str | None
    expires: str | None


def gate_list(database: Database, *, on: date, rules: Rules | None = None) -> list[GateRow]:
    """Return the products that are stopped on a day or soon after, and those of no known group, by maker and name.

    ``rules`` asks what another rule table would do; without them the gallery's own counts.
    """
    with database.reading() as connection:
        table = rules or rules_now(connection)
        passed = _latest(connection, GateOverridden)
        lacking = _lacking(connection, table, on)
        here = _on_hand(connection, list(lacking))
    look = _Look(table, on)
    found = [
        row
        for code, papers_of in lacking.items()
        if (row := look.row(papers_of, passed.get(code), here.get(code, 0))) is not None
    ]
    return sorted(found, key=lambda row: (row.business_name.casefold(), row.name.casefold(), row.product))


def rules_now(connection: Connection) -> Rules:
    """Return the gallery's rule table, the one it starts with where it never changed it."""
    return next(iter(_latest(connection, GateRevised).values()), RuleTable())


_of_kind = select(revisions.c.code, func.max(revisions.c.pos).label("pos")).group_by(revisions.c.code)


def _latest(connection: Connection, kind: type[Any]) -> dict[str, Any]:
    newest = _of_kind.where(revisions.c.kind == kind.__name__).subquery()
    wanted = select(newest.c.code.label("record"), journal).join(journal, journal.c.pos == newest.c.pos)
    return {row["record"]: document_of(dict(row)) for row in connection.execute(wanted).mappings()}


# -- the products to look at

_NOT_GOOD = [status.value for status in LegalityStatus if status is not LegalityStatus.VALID]
_recorded, _given = papers.alias("recorded"), papers.alias("given")
_in_kinds = and_(
    products.c.active == 1,
    tuple_(products.c.legality_group, products.c.category).in_(bindparam("kinds", expanding=True)),
)
_products = (
    select(
        products.c.code,
        products.c.name,
        products.c.consignor,
        func.coalesce(consignors.c.business_name, products.c.consignor),
        *(products.c[name] for name in ("category", "legality_group", "animal_material", "non_halal")),
    )
    .outerjoin(consignors, consignors.c.code == products.c.consignor)
    .where(_in_kinds)
)


def _without_good(holder: Holder) -> Select[Any]:
    """Return the products of some kinds of which one paper is not there, or not good for long."""
    subject = products.c.consignor if holder is Holder.CONSIGNOR else products.c.code

    def same(paper: Any, recorded: int) -> Any:
        return and_(
            paper.c.subject == subject,
            paper.c.holder == holder.value,
            paper.c.paper == bindparam("paper"),
            paper.c.recorded == recorded,
        )

    is_given = select(_given.c.pos).where(same(_given, 0)).exists()
    return (
        _products.add_columns(_recorded.c.status, _recorded.c.expires)
        .outerjoin(_recorded, same(_recorded, 1))
        .where(
            or_(
                _recorded.c.status.in_(_NOT_GOOD),
                _recorded.c.expires <= bindparam("soon"),
                and_(_recorded.c.pos.is_(None), ~is_given),
            )
        )
    )


_lacking_one = {holder: _without_good(holder) for holder in Holder}


def _lacking(connection: Connection, rules: Rules, on: date) -> dict[str, list[_Lacking]]:
    """Return by product what of its papers has to be looked at."""
    holders = {kind.code: kind.holder for kind in rules.papers}
    soon = (on + timedelta(EXPIRY_DAYS[0])).isoformat()
    found: dict[str, list[_Lacking]] = defaultdict(list)
    for paper, kinds in _needed(connection, rules).items():
        if paper in holders:
            told: dict[str, Any] = {"kinds": kinds, "paper": paper, "soon": soon}
            for row in connection.execute(_lacking_one[holders[paper]], told).all():
                found[row[0]].append(_Lacking._make((*row[:-2], paper, *row[-2:])))
        elif not paper:
            for row in connection.execute(_products, {"kinds": kinds}).all():
                found[row[0]].append(_Lacking._make((*row, "", None, None)))
    return found


def _needed(connection: Connection, rules: Rules) -> dict[str, list[tuple[str, str]]]:
    """Return by paper the goods that need it, by chosen group and category; under "" those that no group fits."""
    there = select(products.c.legality_group, products.c.category).where(products.c.active == 1).distinct()
    needed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for chosen, category in connection.execute(there).all():
        group = group_for(rules.groups, chosen, category)
        if group is None:
            needed[""].append((chosen, category))
            continue
        for rule in group.rules:
            if rule.need in {Need.REQUIRED, Need.CONDITIONAL}:
                needed[rule.paper].append((chosen, category))
    return needed


_AT_ONCE = 5_000
_pieces = (
    select(stock.c.product, total(stock.c.on_hand))
    .where(stock.c.outlet.in_(select(outlets.c.code)), stock.c.product.in_(bindparam("codes", expanding=True)))
    .group_by(stock.c.product)
)


def _on_hand(connection: Connection, codes: list[str]) -> dict[str, int]:
    """Return the pieces of products everywhere; both columns are named, so that the key of the table finds them."""
    found: dict[str, int] = {}
    for start in range(0, len(codes), _AT_ONCE):
        rows = connection.execute(_pieces, {"codes": codes[start : start + _AT_ONCE]}).all()
        found |= {code: int(here) for code, here in rows}
    return found


# -- what is told of one

_SOON = frozenset({Fault.COMING, Fault.EXPIRING, Fault.NO_GROUP})


class _Look:
    """Lets the rules look at one product after another."""

    def __init__(self, rules: Rules, on: date) -> None:
        self._rules = rules
        self._on = on
        self._enforced = is_on(rules, on)
        self._kinds = {kind.code: kind for kind in rules.papers}
        self._groups: dict[tuple[str, str], LegalityGroup | None] = {}

    def _group(self, goods: _Lacking) -> LegalityGroup | None:
        key = goods.legality_group, goods.category
        if key not in self._groups:
            self._groups[key] = group_for(self._rules.groups, *key)
        return self._groups[key]

    def row(self, lacking: list[_Lacking], passed: GateOverridden | None, on_hand: int) -> GateRow | None:
        """Return what is to be said of a product, None where all is well after all."""
        goods = lacking[0]
        group = self._group(goods)
        findings = tuple(self._findings(group, lacking)) if group else (Finding(Fault.NO_GROUP),)
        stopping = tuple(finding for finding in findings if finding.stops)
        told = stopping or findings
        if not told:
            return None
        missing = tuple(finding.paper for finding in told if finding.paper)
        let_pass = passed is not None and bool(stopping) and covers(passed, missing, self._on)
        state = GateState.STOPPED if stopping else GateState.COMING if group else GateState.UNKNOWN
        return GateRow(
            product=goods.code,
            name=goods.name,
            consignor=goods.consignor,
            business_name=goods.business_name,
            category=goods.category,
            group=group.name if group else "",
            state=GateState.PASSED if let_pass else state,
            enforced=self._enforced,
            missing=missing,
            findings=findings,
            since=self._since(told) if group else None,
            until=passed.until if passed is not None and let_pass else None,
            on_hand=on_hand,
        )

    def _findings(self, group: LegalityGroup, lacking: list[_Lacking]) -> Iterator[Finding]:
        wanted = {each.paper: each for each in lacking}
        for rule in group.rules:
            each, kind = wanted.get(rule.paper), self._kinds.get(rule.paper)
            if each is None or kind is None:
                continue
            paper = None
            if each.status is not None:
                status, expires = LegalityStatus(each.status), as_day(each.expires)
                paper = Paper(kind.holder, each.code, each.paper, status=status, expires=expires)
            finding = look_at(group, rule, kind, paper, each, self._on)
            if finding is not None and (finding.stops or finding.fault in _SOON):
                yield finding

    def _since(self, told: Iterable[Finding]) -> date | None:
        """Return the first day on which one of these stops the product: not before the gate itself is on."""
        ends = {Fault.EXPIRED, Fault.EXPIRING}
        days = [finding.day + _DAY if finding.day and finding.fault in ends else finding.day for finding in told]
        known = min((day for day in days if day is not None), default=None)
        if self._rules.since is None:
            return known
        return max(known, self._rules.since) if known is not None and None not in days else self._rules.since
