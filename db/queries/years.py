"""A calendar year: every maker's turnover month by month, for his own tax and for classes and districts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, func, or_, select

from db.queries.rows import total
from db.tables.money import days
from db.tables.records import consignors

if TYPE_CHECKING:
    from db.engine import Database

MONTHS = 12


class YearRow(msgspec.Struct, frozen=True):
    """A maker's year, in rupiah, sales less refunds: ``months`` are gross, ``gross - discount - commission = due``.

    ``gross`` is his turnover before the gallery's share, which is what his own tax is on.
    """

    consignor: str
    business_name: str
    owner: str
    size_class: str
    district: str
    pieces: int
    gross: int
    discount: int
    commission: int
    due: int
    months: tuple[int, ...]


_TRADE = ("pieces", "gross", "discount", "commission")
_month = func.substr(days.c.business_date, 6, 2)
_year = (
    select(
        days.c.consignor,
        _month.label("month"),
        *(total(days.c[name]).label(name) for name in _TRADE),
    )
    .where(
        days.c.business_date >= bindparam("since"),
        days.c.business_date <= bindparam("until"),
        or_(*(days.c[name] != 0 for name in _TRADE)),
    )
    .group_by(days.c.consignor, _month)
    .order_by(days.c.consignor, _month)
)
_makers = select(
    consignors.c.code,
    consignors.c.business_name,
    consignors.c.owner,
    func.coalesce(consignors.c.size_class, "").label("size_class"),
    func.coalesce(consignors.c.district, "").label("district"),
)


def turnover(database: Database, year: int, *, outlet: str | None = None) -> list[YearRow]:
    """Return what every maker sold in a calendar year, by code; makers who sold nothing are left out."""
    wanted = _year if outlet is None else _year.where(days.c.outlet == outlet)
    span = {"since": date(year, 1, 1).isoformat(), "until": date(year, 12, 31).isoformat()}
    months: dict[str, list[int]] = {}
    sums: dict[str, list[int]] = {}
    with database.reading() as connection:
        for code, month, pieces, gross, discount, commission in connection.execute(wanted, span):
            months.setdefault(code, [0] * MONTHS)[int(month) - 1] = int(gross)
            mine = sums.setdefault(code, [0] * 4)
            figures = (int(pieces), int(gross), int(discount), int(commission))
            mine[:] = [a + b for a, b in zip(mine, figures, strict=True)]
        known = {row.code: row for row in connection.execute(_makers)}
    rows = []
    for code, (pieces, gross, discount, commission) in sorted(sums.items()):
        maker = known.get(code)
        due = gross - discount - commission
        rows.append(
            YearRow(
                consignor=code,
                business_name=maker.business_name if maker else code,
                owner=maker.owner if maker else "",
                size_class=maker.size_class if maker else "",
                district=maker.district if maker else "",
                pieces=pieces,
                gross=gross,
                discount=discount,
                commission=commission,
                due=due,
                months=tuple(months[code]),
            )
        )
    return rows
