"""Months: what the books have of one, whether it is closed, and how far its report is.

What reads them is loaded when somebody asks: a till starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from db.book.base import Reader
from db.tables.columns import at_most
from db.tables.records import revisions
from gallery_pos.documents import MonthClosed

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import ChainHead, MonthFigures
    from gallery_pos.months import MonthFacts
    from gallery_pos.report_clock import MonthState

_closed = at_most(
    select(revisions.c.pos).where(
        revisions.c.kind == bindparam("kind"),
        revisions.c.code == bindparam("code"),
    ),
    1,
)


class Months(Reader):
    """Months and their closings."""

    def month(self, outlet: str, month: str) -> MonthFacts | None:
        """Return what there is of a month ("2026-10") of an outlet."""
        from db.queries.month_facts import lives, month_facts

        life = lives(self._database).get(outlet)
        return month_facts(self._database, life, month) if life else None

    def month_closed(self, outlet: str, month: str) -> bool:
        """Tell whether a month of an outlet is closed."""
        return self._value(_closed, kind=MonthClosed.__name__, code=f"{outlet}/{month}") is not None

    def month_figures(self, outlet: str, month: str) -> MonthFigures:
        """Return the figures of a month as the books give them now."""
        from db.queries.months import month_figures

        return month_figures(self._database, outlet, month)

    def month_heads(self, outlet: str, month: str) -> tuple[ChainHead, ...]:
        """Return the last document up to a month's end of every chain that ever wrote for the outlet."""
        from db.queries.months import month_heads

        return month_heads(self._database, outlet, month)

    def month_state(self, outlet: str, month: str, today: date) -> MonthState | None:
        """Return how far the report of a month is."""
        from db.queries.months import month_state

        return month_state(self._database, outlet, month, today=today)
