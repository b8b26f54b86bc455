"""Outlets as they stand: what is there and on its way, the last visit; events as records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import case, func, select

from db.canonical import document_of
from db.queries.rows import plain, total
from db.tables.facts import journal
from db.tables.goods import lots, stock, transit
from db.tables.records import outlets, revisions
from gallery_pos.documents import OutletRevised, VisitRecorded

if TYPE_CHECKING:
    from db.engine import Database


class PlaceRow(msgspec.Struct, frozen=True):
    """An outlet with what is there, what is on its way to it, and when somebody was there last."""

    code: str
    name: str
    type: str
    main: bool
    attended: bool
    active: bool
    region: str
    on_hand: int
    products: int
    value: int
    incoming: int
    last_visit: date | None
    starts: date | None
    ends: date | None


_events = (
    select(journal)
    .join(outlets, outlets.c.pos == journal.c.pos)
    .where(outlets.c.type == "event")
    .order_by(journal.c.business_date.desc(), journal.c.pos.desc())
)


_there = (
    select(
        stock.c.outlet,
        total(stock.c.on_hand).label("on_hand"),
        func.count(case((stock.c.on_hand > 0, stock.c.product)).distinct()).label("products"),
        total(stock.c.on_hand * func.coalesce(lots.c.price, 0)).label("value"),
    )
    .outerjoin(lots, lots.c.lot == stock.c.lot)
    .group_by(stock.c.outlet)
    .subquery()
)
_coming = (
    select(transit.c.target, total(transit.c.quantity - transit.c.arrived - transit.c.lost).label("incoming"))
    .where(transit.c.quantity > transit.c.arrived + transit.c.lost)
    .group_by(transit.c.target)
    .subquery()
)
_last = (
    select(revisions.c.code, func.max(journal.c.business_date).label("last_visit"))
    .join(journal, journal.c.pos == revisions.c.pos)
    .where(revisions.c.kind == VisitRecorded.__name__)
    .group_by(revisions.c.code)
    .subquery()
)
_places = (
    select(
        *(outlets.c[name] for name in ("code", "name", "type", "main", "attended", "active", "region")),
        func.coalesce(_there.c.on_hand, 0).label("on_hand"),
        func.coalesce(_there.c.products, 0).label("products"),
        func.coalesce(_there.c.value, 0).label("value"),
        func.coalesce(_coming.c.incoming, 0).label("incoming"),
        _last.c.last_visit,
        journal.c.body,
    )
    .join(journal, journal.c.pos == outlets.c.pos)
    .outerjoin(_there, _there.c.outlet == outlets.c.code)
    .outerjoin(_coming, _coming.c.target == outlets.c.code)
    .outerjoin(_last, _last.c.code == outlets.c.code)
    .order_by(outlets.c.main.desc(), outlets.c.code)
)


def list_places(database: Database) -> list[PlaceRow]:
    """Return all outlets, the gallery's own first, with what is there and on its way there."""
    rows = plain(database, _places)
    for row in rows:
        told = msgspec.json.decode(row.pop("body"))
        row |= {"starts": told.get("starts"), "ends": told.get("ends")}
    return msgspec.convert(rows, list[PlaceRow], strict=False)


def event_records(database: Database) -> list[OutletRevised]:
    """Return the events as they are now, the one planned or changed last first."""
    found = [document_of(row) for row in plain(database, _events)]
    return [one for one in found if isinstance(one, OutletRevised)]
