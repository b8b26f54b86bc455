"""Sums per day, so that a month is read from a few hundred rows however many sales there are. Amounts are rupiah."""

from __future__ import annotations

from sqlalchemy import Index

from db.tables.columns import number, table, text, whole
from db.tables.records import read

takings = table(
    "takings",
    read,
    text("business_date", primary_key=True),
    text("outlet", primary_key=True),
    text("taken", primary_key=True),
    text("buyer", primary_key=True),
    number("pos"),
    whole("sales"),
    whole("refunds"),
    whole("pieces"),
    whole("gross"),
    whole("discount"),
    whole("commission"),
    whole("tax"),
    whole("rounding"),
    whole("total"),
    whole("refunded"),
    whole("tunai"),
    whole("qris"),
    whole("transfer"),
    whole("kartu"),
)
"""Sales less refunds per day, outlet, way of taking (till, visit, list) and kind of buyer; refunds have the buyer "".

``pieces`` and money are less refunds; ``refunded`` is how much of ``gross - discount`` refunds took back.
"""

ledger_days = table(
    "ledger_days",
    read,
    text("business_date", primary_key=True),
    text("outlet", primary_key=True),
    text("account", primary_key=True),
    number("pos"),
    whole("debit"),
    whole("credit"),
)
"""Sums of the postings per day, outlet and account, both as amounts above zero; over all days they are the balances."""

decided = table(
    "decided",
    read,
    number("pos", primary_key=True, autoincrement=False),
    text("kind"),
    text("business_date"),
    text("outlet"),
)
"""The handful of documents that reports look into, for a person decided what they say.

Sales with a changed price or a discount beyond a plan; corrections of balances, goods and money that were made by hand.
"""
Index("ix_decided_day", decided.c.business_date)
