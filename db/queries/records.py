"""Lists of master data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from db.queries.rows import fetch, total
from db.tables.goods import stock
from db.tables.money import balances, shifts
from db.tables.records import agreements, consignors, outlets, products, users
from gallery_pos.accounts import PAYABLE
from gallery_pos.documents import GALLERY

if TYPE_CHECKING:
    from db.engine import Database


class OutletRow(msgspec.Struct, frozen=True):
    """An outlet with the pieces on its shelves; ``open_shifts`` are drawers not closed yet."""

    code: str
    name: str
    type: str
    main: bool
    attended: bool
    active: bool
    region: str
    timezone: str
    on_hand: int
    open_shifts: int


class ConsignorRow(msgspec.Struct, frozen=True):
    """A consignor with what he has here and what he is owed; terms are the gallery's where he has none of his own."""

    code: str
    business_name: str
    owner: str
    district: str
    nib: str
    size_class: str
    since: date | None
    active: bool
    model: str | None
    commission_bp: int | None
    monthly_fee: int
    products: int
    on_hand: int
    sold: int
    owed: int
    ends: date | None
    """The last day of the agreement in force."""


class ProductRow(msgspec.Struct, frozen=True):
    """A product with the pieces of it, everywhere or at one outlet."""

    code: str
    name: str
    consignor: str
    business_name: str
    price: int
    category: str
    barcodes: str
    commission_bp: int | None
    consignor_price: int | None
    picture: str
    active: bool
    on_hand: int
    sold: int


class UserRow(msgspec.Struct, frozen=True):
    """A user."""

    code: str
    name: str
    role: str
    active: bool


_shelved = select(stock.c.outlet, total(stock.c.on_hand).label("on_hand")).group_by(stock.c.outlet).subquery()
_open_here = (
    select(func.count()).where(shifts.c.outlet == outlets.c.code, shifts.c.closed_pos.is_(None)).scalar_subquery()
)
_outlets = (
    select(
        *(outlets.c[name] for name in ("code", "name", "type", "main", "attended", "active", "region", "timezone")),
        func.coalesce(_shelved.c.on_hand, 0).label("on_hand"),
        _open_here.label("open_shifts"),
    )
    .outerjoin(_shelved, _shelved.c.outlet == outlets.c.code)
    .order_by(outlets.c.main.desc(), outlets.c.code)
)

_own, _default = agreements.alias("own"), agreements.alias("fallback")
_goods = (
    select(
        stock.c.consignor,
        total(stock.c.on_hand).label("on_hand"),
        total(stock.c.sold - stock.c.refunded).label("sold"),
    )
    .group_by(stock.c.consignor)
    .subquery()
)
_made = select(products.c.consignor, func.count().label("products")).where(products.c.active == 1)
_makers = _made.group_by(products.c.consignor).subquery()
_payable = select(balances).where(balances.c.account == PAYABLE).subquery()
_consignors = (
    select(
        *(consignors.c[name] for name in ("code", "business_name", "owner", "district", "nib", "size_class")),
        consignors.c.since,
        consignors.c.active,
        func.coalesce(_own.c.model, _default.c.model).label("model"),
        func.coalesce(_own.c.commission_bp, _default.c.commission_bp).label("commission_bp"),
        func.coalesce(_own.c.monthly_fee, _default.c.monthly_fee, 0).label("monthly_fee"),
        func.coalesce(_makers.c.products, 0).label("products"),
        func.coalesce(_goods.c.on_hand, 0).label("on_hand"),
        func.coalesce(_goods.c.sold, 0).label("sold"),
        func.coalesce(-_payable.c.amount, 0).label("owed"),
        func.coalesce(_own.c.ends, _default.c.ends).label("ends"),
    )
    .outerjoin(_own, _own.c.consignor == consignors.c.code)
    .outerjoin(_default, _default.c.consignor == GALLERY)
    .outerjoin(_makers, _makers.c.consignor == consignors.c.code)
    .outerjoin(_goods, _goods.c.consignor == consignors.c.code)
    .outerjoin(_payable, _payable.c.party == consignors.c.code)
    .order_by(consignors.c.code)
)

_users = select(users.c.code, users.c.name, users.c.role, users.c.active).order_by(users.c.code)


def list_outlets(database: Database) -> list[OutletRow]:
    """Return all outlets, the gallery's own first."""
    return fetch(database, _outlets, OutletRow)


def list_consignors(database: Database, *, code: str | None = None, active_only: bool = False) -> list[ConsignorRow]:
    """Return consignors by code."""
    statement = _consignors
    if code is not None:
        statement = statement.where(consignors.c.code == code)
    if active_only:
        statement = statement.where(consignors.c.active == 1)
    return fetch(database, statement, ConsignorRow)


def list_products(
    database: Database,
    *,
    consignor: str | None = None,
    outlet: str | None = None,
    active_only: bool = False,
) -> list[ProductRow]:
    """Return products by code; ``outlet`` limits what is counted on hand and as sold."""
    counted = select(
        stock.c.product,
        total(stock.c.on_hand).label("on_hand"),
        total(stock.c.sold - stock.c.refunded).label("sold"),
    )
    if outlet is not None:
        counted = counted.where(stock.c.outlet == outlet)
    if consignor is not None:
        counted = counted.where(stock.c.consignor == consignor)
    here = counted.group_by(stock.c.product).subquery()
    names = (
        "code",
        "name",
        "consignor",
        "price",
        "category",
        "barcodes",
        "commission_bp",
        "consignor_price",
        "picture",
    )
    statement = (
        select(
            *(products.c[name] for name in (*names, "active")),
            func.coalesce(consignors.c.business_name, products.c.consignor).label("business_name"),
            func.coalesce(here.c.on_hand, 0).label("on_hand"),
            func.coalesce(here.c.sold, 0).label("sold"),
        )
        .outerjoin(consignors, consignors.c.code == products.c.consignor)
        .outerjoin(here, here.c.product == products.c.code)
        .order_by(products.c.code)
    )
    if consignor is not None:
        statement = statement.where(products.c.consignor == consignor)
    if active_only:
        statement = statement.where(products.c.active == 1)
    return fetch(database, statement, ProductRow)


def categories(database: Database) -> list[str]:
    """Return the categories that active products have, by name."""
    statement = select(products.c.category).where(products.c.active == 1, products.c.category != "").distinct()
    with database.reading() as connection:
        return sorted(connection.execute(statement).scalars())


def list_users(database: Database) -> list[UserRow]:
    """Return all users by code."""
    return fetch(database, _users, UserRow)
