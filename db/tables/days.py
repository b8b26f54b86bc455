"""What an outlet's day shows beside its sales, and where in the journal a month lies. A calendar and a month's closing read it."""

from __future__ import annotations

from db.tables.columns import number, table, text, whole
from db.tables.records import read

outlet_days = table(
    "outlet_days",
    read,
    text("outlet", primary_key=True),
    text("business_date", primary_key=True),
    number("pos"),
    whole("received"),
    whole("opened"),
    whole("visits"),
    whole("counted"),
    whole("paid"),
)
"""Pieces that came in, shifts opened, visits, counts posted, and rupiah paid to makers less what came back."""

months = table("months", read, text("month", primary_key=True), number("pos"), number("minus_first"))
"""Where the documents of a month ("2026-10") lie in the journal: ``pos`` is the last, ``minus_first`` the first one times
minus one, because what only rises may come in any order."""
