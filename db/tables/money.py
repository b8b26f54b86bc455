"""Trade and money as they stand. Amounts are rupiah; ``amount`` is always signed for the consignor."""

from __future__ import annotations

from sqlalchemy import Index

from db.tables.columns import blob, maybe_blob, maybe_number, maybe_text, number, table, text, whole
from db.tables.records import read

lines = table(
    "lines",
    read,
    number("pos", primary_key=True, autoincrement=False),
    number("line", primary_key=True, autoincrement=False),
    text("consignor"),
    text("product"),
    text("movement"),
    text("outlet"),
    text("business_date"),
    whole("quantity"),
    whole("gross"),
    whole("discount"),
    whole("commission"),
    whole("amount"),
    text("detail", server_default=""),
    maybe_number("statement"),
)
"""Everything that concerns a consignor, line by line; ``statement`` is the position of the one that settled it.

``movement``: sold, refunded, received, returned, written_off, variance, transferred (``quantity`` > 0, but the last two
are signed), and with ``product`` "" fee, adjustment, compensation, payout. Money of refunds is negative. ``amount`` is what the gallery owes more.
"""
Index(
    "ix_lines_statement",
    lines.c.statement,
    lines.c.consignor,
    lines.c.product,
    lines.c.movement,
    lines.c.business_date,
    lines.c.quantity,
    lines.c.gross,
    lines.c.discount,
    lines.c.commission,
    lines.c.amount,
)
_entry = lines.c.product == ""
Index("ix_lines_entries", lines.c.consignor, lines.c.pos, sqlite_where=_entry)
_transferred = lines.c.movement == "transferred"
Index("ix_lines_transferred", lines.c.consignor, lines.c.pos, sqlite_where=_transferred)
_marked_down = (lines.c.detail != "") & (lines.c.discount != 0)
Index(
    "ix_lines_marked_down",
    lines.c.statement,
    lines.c.consignor,
    lines.c.product,
    lines.c.detail,
    lines.c.movement,
    lines.c.business_date,
    lines.c.discount,
    sqlite_where=_marked_down,
)
Index(
    "ix_lines_day",
    lines.c.business_date,
    lines.c.outlet,
    lines.c.movement,
    lines.c.consignor,
    lines.c.product,
    lines.c.quantity,
    lines.c.gross,
    lines.c.discount,
    lines.c.commission,
    lines.c.amount,
)

days = table(
    "days",
    read,
    text("consignor", primary_key=True),
    text("business_date", primary_key=True),
    text("outlet", primary_key=True),
    number("pos"),
    whole("received"),
    whole("pieces"),
    whole("gross"),
    whole("discount"),
    whole("commission"),
    whole("amount"),
    whole("credited"),
)
"""Sums of :data:`lines` per consignor, day and outlet; ``pieces`` and money are sales less refunds.

``credited`` is what the gallery came to owe: all amounts above zero but payouts that were reversed, for those bring an
older debt back.
"""
Index("ix_days_day", days.c.business_date)

sales = table(
    "sales",
    read,
    number("pos", primary_key=True, autoincrement=False),
    blob("id"),
    text("number"),
    text("code"),
    text("kind"),
    text("outlet"),
    text("origin"),
    maybe_blob("shift"),
    text("business_date"),
    text("posted_at"),
    text("user_code"),
    whole("lines"),
    whole("pieces"),
    whole("gross"),
    whole("discount"),
    whole("tax"),
    whole("rounding"),
    whole("total"),
    whole("tunai"),
    whole("qris"),
    whole("transfer"),
    whole("kartu"),
    text("buyer"),
    text("buyer_name"),
    text("reference"),
    maybe_blob("refund_of"),
    text("note"),
)
"""Sales, and refunds with every amount negative; per method what came in less change."""
Index("ix_sales_number", sales.c.number)
Index("ix_sales_code", sales.c.code)
Index("ix_sales_day", sales.c.business_date, sales.c.pos)
Index("ix_sales_shift", sales.c.shift)
_refund = sales.c.refund_of.is_not(None)
Index("ix_sales_refund_of", sales.c.refund_of, sqlite_where=_refund)
_imported = sales.c.reference != ""
Index("ix_sales_reference", sales.c.outlet, sales.c.reference, sqlite_where=_imported)

SHIFT_TOTALS = (
    *("sales", "sales_count", "pieces", "gross", "discount", "tax", "rounding", "refunded", "refunds_count"),
    *("cash_in", "cash_out", "payouts", "drawer_opened"),
    *("in_tunai", "in_qris", "in_transfer", "in_kartu", "out_tunai", "out_qris", "out_transfer", "out_kartu"),
)

shifts = table(
    "shifts",
    read,
    blob("id", primary_key=True),
    number("pos"),
    text("number"),
    text("outlet"),
    text("origin"),
    text("user_code"),
    text("business_date"),
    text("opened_at"),
    number("opened_pos"),
    whole("opening_float"),
    *(whole(name) for name in SHIFT_TOTALS),
    maybe_number("closed_pos"),
    maybe_text("closed_at"),
    maybe_text("closed_number"),
    maybe_number("expected"),
    maybe_number("counted"),
    maybe_number("difference"),
)
Index("ix_shifts_terminal", shifts.c.outlet, shifts.c.origin, shifts.c.closed_pos)

statements = table(
    "statements",
    read,
    number("pos", primary_key=True, autoincrement=False),
    blob("id", unique=True),
    text("number"),
    text("consignor"),
    text("since"),
    text("until"),
    text("business_date"),
    whole("opening"),
    whole("gross"),
    whole("discount"),
    whole("commission"),
    whole("due"),
    whole("fees"),
    whole("adjustments"),
    whole("paid_before"),
    whole("closing"),
)
Index("ix_statements_consignor", statements.c.consignor, statements.c.pos)

payouts = table(
    "payouts",
    read,
    number("pos", primary_key=True, autoincrement=False),
    blob("id"),
    text("number"),
    text("consignor"),
    text("business_date"),
    text("method"),
    number("amount"),
    text("reference"),
    maybe_blob("statement"),
    text("received_by"),
    maybe_blob("batch"),
    maybe_number("reversed"),
    maybe_number("acknowledged"),
)
"""``reversed`` and ``acknowledged`` are the positions of the documents that say so."""
Index("ix_payouts_id", payouts.c.id)
Index("ix_payouts_consignor", payouts.c.consignor, payouts.c.pos)
Index("ix_payouts_statement", payouts.c.statement)
_unconfirmed = payouts.c.acknowledged.is_(None)
Index("ix_payouts_unconfirmed", payouts.c.business_date, sqlite_where=_unconfirmed)

transfers = table(
    "transfers",
    read,
    blob("batch", primary_key=True),
    text("consignor", primary_key=True),
    number("pos"),
    number("amount"),
    maybe_blob("statement"),
    maybe_number("paid"),
    maybe_number("dropped"),
)
"""The lines of files made for the bank: open until ``paid`` or ``dropped``, the positions of the documents that say so."""
_open_transfer = transfers.c.paid.is_(None) & transfers.c.dropped.is_(None)
Index("ix_transfers_open", transfers.c.consignor, sqlite_where=_open_transfer)

balances = table(
    "balances",
    read,
    text("account", primary_key=True),
    text("party", primary_key=True),
    number("pos"),
    whole("amount"),
)
"""The sum of all postings per account and party; debit > 0."""
