"""When goods were last sold: what has stood on the shelf for long."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.projections.lines import SOLD
from db.tables.money import lines

if TYPE_CHECKING:
    from db.engine import Database


def last_sold(database: Database, *, outlet: str | None = None) -> dict[str, date]:
    """Return the last day on which each product was sold, at one outlet or anywhere."""
    wanted = (
        select(lines.c.product, func.max(lines.c.business_date))
        .where(lines.c.movement == SOLD)
        .group_by(lines.c.product)
    )
    if outlet is not None:
        wanted = wanted.where(lines.c.outlet == outlet)
    with database.reading() as connection:
        return {str(product): date.fromisoformat(day) for product, day in connection.execute(wanted)}
