"""What tests of the business share: records to start from and strategies that make documents of every kind."""

from __future__ import annotations

import types
import typing
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from hypothesis import strategies as st

from gallery_pos.documents import (
    Document,
    Method,
    OutletRevised,
    ProductRevised,
    SaleCompleted,
    SaleLine,
    Tender,
    new_id,
)
from gallery_pos.lots import Taken, allocations
from gallery_pos.money import FULL
from gallery_pos.ports import Lot
from gallery_pos.terms import Bearer, Terms

_D = TypeVar("_D", bound=Document)

DAY = date(2026, 10, 7)
MOMENT = datetime(2026, 10, 7, 3, 15, tzinfo=UTC)

basis_points = st.integers(0, FULL)
rupiah = st.one_of(st.integers(0, 2_000), st.integers(0, 10**7), st.sampled_from([500, 1_000, 15_000, 1_250_000_000]))
prices = st.one_of(st.integers(1, 50), st.integers(1, 10**7), st.sampled_from([500, 3_350, 15_000, 99_999]))


def write(kind: type[_D], **fields: Any) -> _D:
    """Make a document as a desk would, on :data:`DAY`."""
    header: dict[str, Any] = {"outlet": "G", "business_date": DAY, "posted_at": MOMENT, "user": "enah"}
    return kind(**{"id": new_id(), **header, **fields})


def an_outlet(**fields: Any) -> OutletRevised:
    """The gallery's own outlet, with cash totals rounded to 100."""
    return write(OutletRevised, **{"code": "G", "name": "Galeri UMKM", "main": True, **fields})


def a_product(**fields: Any) -> ProductRevised:
    """Keripik singkong of one maker."""
    plain = {"code": "P1", "name": "Keripik Singkong", "consignor": "M1", "price": 15_000}
    return write(ProductRevised, **{**plain, **fields})


def a_lot(**fields: Any) -> Lot:
    """Ten bags of it, received on :data:`DAY`."""
    plain: dict[str, Any] = {
        "lot": "L1",
        "product": "P1",
        "consignor": "M1",
        "on_hand": 10,
        "price": 15_000,
        "terms": Terms(commission_bp=2_000),
        "received": DAY,
        "best_before": None,
    }
    return Lot(**{**plain, **fields})


@st.composite
def all_terms(draw: st.DrawFn, price: int = 15_000) -> Terms:
    """Every price model and mixture, every bearer, every share; harga titip also above the selling price."""
    model = draw(st.sampled_from(["percentage", "fixed", "fee", "mixture"]))
    fixed = draw(st.integers(0, price * 3 // 2)) if model in {"fixed", "mixture"} else None
    return Terms(
        commission_bp=draw(basis_points) if model in {"percentage", "mixture"} else 0,
        consignor_price=fixed,
        discount_bearer=draw(st.sampled_from(Bearer)),
        loss_bp=draw(basis_points),
        damage_bp=draw(basis_points),
        expiry_bp=draw(basis_points),
    )


@st.composite
def takings(draw: st.DrawFn, price: int = 15_000, most: int = 5) -> list[Taken]:
    """What a line takes from up to ``most`` lots, some with the same terms, perhaps a rest without a lot."""
    kinds = draw(st.lists(all_terms(price), min_size=1, max_size=3))
    lots = [f"L{n}" for n in range(draw(st.integers(1, most)))]
    taken = [Taken(lot, draw(st.integers(1, 40)), draw(st.sampled_from(kinds))) for lot in lots]
    if draw(st.booleans()):
        taken.append(Taken("", draw(st.integers(1, 5)), draw(st.sampled_from(kinds))))
    return taken


@st.composite
def sale_lines(draw: st.DrawFn, consignor: str = "M1") -> SaleLine:
    """A line of a sale, its amounts split over its lots as checkout does it."""
    price = draw(prices)
    taken = draw(takings(price))
    quantity = sum(part.quantity for part in taken)
    discount = draw(st.integers(0, quantity * price)) if draw(st.booleans()) else 0
    return SaleLine(
        product=f"P-{consignor}",
        name="Keripik Singkong",
        consignor=consignor,
        maker="Dapur Bu Enah",
        quantity=quantity,
        unit_price=price,
        discount=discount,
        allocations=allocations(taken, unit_price=price, discount=discount),
    )


@st.composite
def sales(draw: st.DrawFn) -> SaleCompleted:
    """A sale of one to four lines with tax, rounding, several tenders and change: as the counter writes it."""
    lines = tuple(draw(sale_lines(draw(st.sampled_from(["M1", "M2", "M3"])))) for _ in range(draw(st.integers(1, 4))))
    net = sum(line.net for line in lines)
    tax = draw(st.integers(0, net // 5))
    rounding = draw(st.integers(-min(50, net + tax), 50))
    total = net + tax + rounding
    methods = draw(st.lists(st.sampled_from(Method), min_size=1, max_size=3, unique=True))
    cashless = [method for method in methods if method is not Method.CASH]
    left, tenders = total, []
    for method in cashless:
        amount = left if method is cashless[-1] and Method.CASH not in methods else draw(st.integers(0, left))
        left -= amount
        tenders.append(Tender(method=method, amount=amount))
    change = 0
    if Method.CASH in methods:
        change = draw(st.sampled_from([0, 50, 15_000]))
        tenders.append(Tender(method=Method.CASH, amount=left + change))
    return write(
        SaleCompleted,
        shift=draw(st.sampled_from([None, UUID(int=7)])),
        lines=lines,
        tenders=tuple(tender for tender in tenders if tender.amount),
        total=total,
        tax=tax,
        rounding=rounding,
        change=change,
    )


_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(-(2**53) + 1, 2**53 - 1),
    str: st.text(max_size=12),
    bool: st.booleans(),
    UUID: st.uuids(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


def structs_within(kinds: tuple[Any, ...]) -> set[type[msgspec.Struct]]:
    """Return these structs and all that stand in their fields."""
    found: set[type[msgspec.Struct]] = set()
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            found |= {kind} | structs_within(tuple(field.type for field in msgspec.structs.fields(kind)))
        else:
            found |= structs_within(typing.get_args(kind))
    return found


@cache
def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Make any value that a field of this type may hold, whether or not it makes sense: for reading and writing."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.builds(kind, **{field.name: anything(field.type) for field in msgspec.structs.fields(kind)})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        return st.one_of(*(anything(one) for one in arguments))
    if origin is tuple:
        return st.lists(anything(arguments[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(anything(arguments[0]), anything(arguments[1]), max_size=2)
    raise TypeError(f"no strategy for {kind}")
