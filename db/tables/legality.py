"""Papers of makers and products, for lists that must be quick."""

from __future__ import annotations

from sqlalchemy import Index

from db.tables.columns import maybe_text, number, table, text, whole
from db.tables.records import read

papers = table(
    "papers",
    read,
    text("subject", primary_key=True),
    text("holder", primary_key=True),
    text("paper", primary_key=True),
    whole("recorded", primary_key=True),
    number("pos"),
    text("number"),
    maybe_text("issued"),
    maybe_text("expires"),
    text("status"),
    whole("scans"),
)
"""``recorded`` 0 is a number that only stands in the data of its holder; where there is 1 as well, that one counts."""
Index("ix_papers_expires", papers.c.expires, sqlite_where=papers.c.expires.is_not(None))
