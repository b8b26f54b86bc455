"""Fair entry as lists: the queue and how each product came where it is, and turns on shelves."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, or_, select

from db.canonical import document_of
from db.tables.facts import journal
from db.tables.records import consignors, outlets, products, revisions, users
from gallery_pos.documents import (
    CurationDecided,
    EntryDecided,
    EntryState,
    TurnPlanned,
)
from gallery_pos.fair_entry import WAITING

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from db.engine import Database


class QueueRow(msgspec.Struct, frozen=True):
    """A product that applied: ``place`` among those that wait, by ``applied_on`` and then by who was written down first.

    None where it waits no more. ``since`` is the day of its last step, ``missing`` the papers that a referral asked for.
    """

    place: int | None
    product: str
    name: str
    consignor: str
    business_name: str
    district: str
    size_class: str
    category: str
    applied_on: date
    state: str
    since: date
    reason: str
    missing: tuple[str, ...]
    user: str
    decided_by: str


class StepRow(msgspec.Struct, frozen=True):
    """One step of a product: into a state, or the verdict of a curation round (``round`` its code, else "")."""

    id: UUID
    number: str
    business_date: date
    posted_at: datetime
    state: str
    verdict: str
    round: str
    score: int | None
    reason: str
    missing: tuple[str, ...]
    user: str
    decided_by: str


class TurnRow(msgspec.Struct, frozen=True):
    """A turn on a shelf; ``product_names`` is empty where it is for everything that the maker brings."""

    code: str
    outlet: str
    outlet_name: str
    shelf: str
    shelf_name: str
    consignor: str
    business_name: str
    since: date
    until: date
    products: tuple[str, ...]
    product_names: tuple[str, ...]
    note: str
    cancelled: bool


# ----------------------------------------------------------------------------------------------------------- the queue

_newest = (
    select(func.max(revisions.c.pos).label("pos"), func.min(revisions.c.pos).label("first"))
    .where(revisions.c.kind == bindparam("kind"))
    .group_by(revisions.c.code)
    .subquery()
)
_latest = select(_newest.c.first, journal).join(journal, journal.c.pos == _newest.c.pos).order_by(journal.c.pos)
_goods = (
    select(
        products.c.code,
        products.c.name,
        products.c.category,
        products.c.consignor,
        func.coalesce(consignors.c.business_name, products.c.consignor).label("business_name"),
        func.coalesce(consignors.c.district, "").label("district"),
        func.coalesce(consignors.c.size_class, "").label("size_class"),
    )
    .outerjoin(consignors, consignors.c.code == products.c.consignor)
    .where(products.c.code.in_(select(revisions.c.code).where(revisions.c.kind == EntryDecided.__name__)))
)
_people = select(users.c.code, users.c.name)


def list_queue(database: Database) -> list[QueueRow]:
    """Return every product that applied: first those that wait, in the order of their applications, then the others."""
    with database.reading() as connection:
        last = [(row["first"], document_of(dict(row))) for row in _rows(connection, EntryDecided)]
        goods = goods_that_applied(connection)
        people = _names(connection)
    told = [(applied_on(step), first, step) for first, step in last if isinstance(step, EntryDecided)]
    told.sort(key=lambda each: (each[2].state not in WAITING, each[0], each[1]))
    return [
        _queued(at if step.state in WAITING else None, step, goods.get(step.product), people)
        for at, (_on, _first, step) in enumerate(told, start=1)
    ]


def goods_that_applied(connection: Connection) -> dict[str, Any]:
    """Return what the list of goods says of every product that ever applied, by its code."""
    return {row["code"]: row for row in connection.execute(_goods).mappings()}


def applied_on(step: EntryDecided) -> date:
    """Return the day of the application that a step belongs to."""
    return step.applied_on or step.business_date


def _queued(place: int | None, step: EntryDecided, goods: Any, people: dict[str, str]) -> QueueRow:
    """Return the row; ``goods`` None: the product is not in the list of goods."""
    return QueueRow(
        place=place,
        product=step.product,
        name=goods["name"] if goods else step.product,
        consignor=goods["consignor"] if goods else "",
        business_name=goods["business_name"] if goods else "",
        district=goods["district"] if goods else "",
        size_class=goods["size_class"] if goods else "",
        category=goods["category"] if goods else "",
        applied_on=applied_on(step),
        state=step.state.value,
        since=step.business_date,
        reason=step.reason,
        missing=step.missing,
        user=step.user,
        decided_by=people.get(step.user, step.user),
    )


_steps = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(
        or_(
            (revisions.c.kind == EntryDecided.__name__) & (revisions.c.code == bindparam("product")),
            (revisions.c.kind == CurationDecided.__name__) & revisions.c.code.endswith(bindparam("tail")),
        )
    )
    .order_by(journal.c.pos)
)


def entry_history(database: Database, product: str) -> list[StepRow]:
    """Return every step of a product and every verdict on it, the oldest first."""
    with database.reading() as connection:
        rows = [dict(row) for row in connection.execute(_steps, {"product": product, "tail": f"/{product}"}).mappings()]
        people = _names(connection)
    found = [(row["number"], document_of(row)) for row in rows]
    return [
        _told(number, step, people.get(step.user, step.user))
        for number, step in found
        if isinstance(step, EntryDecided | CurationDecided) and step.product == product
    ]


def _told(number: str, step: EntryDecided | CurationDecided, name: str) -> StepRow:
    verdict = step if isinstance(step, CurationDecided) else None
    state = step if isinstance(step, EntryDecided) else None
    day = applied_on(state) if state and state.state is EntryState.APPLIED else step.business_date
    return StepRow(
        id=step.id,
        number=number,
        business_date=day,
        posted_at=step.posted_at,
        state=state.state.value if state else "",
        verdict=verdict.verdict.value if verdict else "",
        round=verdict.round if verdict else "",
        score=verdict.score if verdict else None,
        reason=step.reason,
        missing=state.missing if state else (),
        user=step.user,
        decided_by=name,
    )


def _rows(connection: Connection, kind: type[Any]) -> list[Any]:
    return list(connection.execute(_latest, {"kind": kind.__name__}).mappings())


def documents(connection: Connection, kind: type[Any]) -> list[Any]:
    """Return the latest document of every record of a kind, in the order they were written."""
    return [document_of(dict(row)) for row in _rows(connection, kind)]


def _names(connection: Connection) -> dict[str, str]:
    return {row.code: row.name for row in connection.execute(_people)}


# ---------------------------------------------------------------------------------------------------------------- turns


def list_turns(database: Database, *, outlet: str | None = None) -> list[TurnRow]:
    """Return every turn, also those that were cancelled, in the order they begin."""
    with database.reading() as connection:
        turns: list[TurnPlanned] = documents(connection, TurnPlanned)
        named = {
            row.code: row.business_name
            for row in connection.execute(select(consignors.c.code, consignors.c.business_name))
        }
        goods = (
            {row.code: row.name for row in connection.execute(select(products.c.code, products.c.name))}
            if turns
            else {}
        )
        places = {row["code"]: document_of(dict(row)) for row in connection.execute(_places).mappings()}
    rows = [_turn(one, named, goods, places.get(one.outlet)) for one in turns if outlet in {None, one.outlet}]
    return sorted(rows, key=lambda row: (row.since, row.shelf, row.business_name.casefold()))


_places = select(outlets.c.code, journal).join(journal, journal.c.pos == outlets.c.pos)


def _turn(one: TurnPlanned, named: dict[str, str], goods: dict[str, str], place: Any) -> TurnRow:
    shelves = {shelf.code: shelf.name for shelf in place.shelves} if place else {}
    return TurnRow(
        code=one.code,
        outlet=one.outlet,
        outlet_name=place.name if place else one.outlet,
        shelf=one.shelf,
        shelf_name=shelves.get(one.shelf, one.shelf),
        consignor=one.consignor,
        business_name=named.get(one.consignor, one.consignor),
        since=one.since,
        until=one.until,
        products=one.products,
        product_names=tuple(goods.get(code, code) for code in one.products),
        note=one.note,
        cancelled=one.cancelled,
    )
