"""Papers as a list, those that run out, and what superiors let pass without theirs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import and_, bindparam, case, func, select

from db.canonical import document_of
from db.queries.rows import fetch
from db.tables.facts import journal
from db.tables.legality import papers
from db.tables.records import consignors, products, revisions, users
from gallery_pos.documents import GateOverridden, Holder, LegalityStatus
from gallery_pos.legality import EXPIRY_DAYS
from gallery_pos.legality_defaults import PIRT
from gallery_pos.legality_numbers import year_in

if TYPE_CHECKING:
    from db.engine import Database


class PaperRow(msgspec.Struct, frozen=True):
    """A paper of a product or a maker (``subject`` is the code); ``scans`` is how many pages were kept of it.

    ``recorded`` is False for a number that only stands in the data of its holder. ``number_until`` is the year until which
    the number itself says that the paper is good, where nobody wrote down its end: a reason to look, never to stop.
    """

    holder: str
    subject: str
    name: str
    consignor: str
    business_name: str
    paper: str
    number: str
    issued: date | None
    expires: date | None
    status: str
    recorded: bool
    scans: int
    number_until: int | None = None


class PassedRow(msgspec.Struct, frozen=True):
    """Goods that a superior (``approver`` is his name) let pass without papers (``missing``, by codes), until a day."""

    id: UUID
    number: str
    business_date: date
    outlet: str
    product: str
    name: str
    consignor: str
    business_name: str
    missing: tuple[str, ...]
    reason: str
    until: date
    approved_by: str
    approver: str
    user: str


_GOOD = (LegalityStatus.VALID, LegalityStatus.COMMITMENT)
_over = papers.alias("over")
_is_product = papers.c.holder == Holder.PRODUCT.value
_consignor = case((_is_product, products.c.consignor), else_=papers.c.subject)
_papers = (
    select(
        papers.c.holder,
        papers.c.subject,
        func.coalesce(case((_is_product, products.c.name), else_=consignors.c.business_name), papers.c.subject).label(
            "name"
        ),
        func.coalesce(_consignor, "").label("consignor"),
        func.coalesce(consignors.c.business_name, "").label("business_name"),
        *(papers.c[name] for name in ("paper", "number", "issued", "expires", "status", "recorded", "scans")),
    )
    .outerjoin(products, and_(_is_product, products.c.code == papers.c.subject))
    .outerjoin(consignors, consignors.c.code == _consignor)
    .outerjoin(
        _over,
        and_(
            papers.c.recorded == 0,
            _over.c.subject == papers.c.subject,
            _over.c.holder == papers.c.holder,
            _over.c.paper == papers.c.paper,
            _over.c.recorded == 1,
        ),
    )
    .where(_over.c.pos.is_(None))
    .order_by(papers.c.expires.is_(None), papers.c.expires, papers.c.holder, papers.c.subject, papers.c.paper)
)


def list_papers(
    database: Database, *, holder: Holder | None = None, subject: str | None = None, until: date | None = None
) -> list[PaperRow]:
    """Return the papers there are, those first that end first; ``until`` leaves only those that end by a day."""
    statement = _papers
    if holder is not None:
        statement = statement.where(papers.c.holder == holder.value)
    if subject is not None:
        statement = statement.where(papers.c.subject == subject)
    if until is not None:
        statement = statement.where(papers.c.expires.is_not(None), papers.c.expires <= until.isoformat())
    return [_with_hint(row) for row in fetch(database, statement, PaperRow)]


def _with_hint(row: PaperRow) -> PaperRow:
    until = None if row.expires is not None else year_in(row.paper, row.number)
    return row if until is None else msgspec.structs.replace(row, number_until=until)


def doubtful_papers(database: Database, *, on: date) -> int:
    """Return how many papers without a date of end have a number that says that they ended before this year."""
    ended = [
        papers.c.paper == PIRT,
        papers.c.expires.is_(None),
        papers.c.status.in_([status.value for status in _GOOD]),
        func.substr(papers.c.number, func.length(papers.c.number) - 1, 2) < f"{on.year % 100:02d}",
    ]
    with database.reading() as connection:
        numbers = connection.execute(_papers.with_only_columns(papers.c.number).order_by(None).where(*ended)).scalars()
        return sum(1 for number in numbers if (until := year_in(PIRT, number)) is not None and until < on.year)


def papers_ending(database: Database, *, on: date, within: int = EXPIRY_DAYS[0]) -> list[PaperRow]:
    """Return the valid papers whose last day is within so many days of a day or past, soonest first."""
    ending = list_papers(database, until=on + timedelta(within))
    return [row for row in ending if row.status in _GOOD]


_overrides = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(
        revisions.c.kind == GateOverridden.__name__,
        journal.c.business_date >= bindparam("since"),
        journal.c.business_date <= bindparam("until"),
    )
    .order_by(journal.c.pos)
)
_named = (
    select(products.c.code, products.c.name, products.c.consignor, consignors.c.business_name)
    .outerjoin(consignors, consignors.c.code == products.c.consignor)
    .where(products.c.code.in_(bindparam("codes", expanding=True)))
)


def passed_without(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[PassedRow]:
    """Return what superiors let pass from a day to a day (both included), in the order they did."""
    span: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat()}
    with database.reading() as connection:
        rows = [dict(row) for row in connection.execute(_overrides, span).mappings()]
        documents = [(row, document_of(row)) for row in rows if outlet in {None, row["outlet"]}]
        codes = sorted({document.product for _, document in documents if isinstance(document, GateOverridden)})
        names = {row[0]: tuple(row) for row in connection.execute(_named, {"codes": codes})}
        people = {row.code: row.name for row in connection.execute(select(users.c.code, users.c.name))}
    return [
        PassedRow(
            id=document.id,
            number=row["number"],
            business_date=document.business_date,
            outlet=document.outlet,
            product=document.product,
            name=named[1],
            consignor=named[2],
            business_name=named[3] or named[2],
            missing=document.missing,
            reason=document.reason,
            until=document.until,
            approved_by=document.approved_by,
            approver=people.get(document.approved_by, document.approved_by),
            user=document.user,
        )
        for row, document in documents
        if isinstance(document, GateOverridden)
        for named in (names.get(document.product, ("", document.product, "", "")),)
    ]
