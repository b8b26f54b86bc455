"""What was written once and is never changed: the journal and what follows from it in goods and money."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData, UniqueConstraint

from db.tables.columns import blob, number, table, text

facts = MetaData()

terminals = table(
    "terminals",
    facts,
    text("origin", primary_key=True),
    number("epoch", primary_key=True, autoincrement=False),
    blob("public_key"),
    text("since"),
    blob("signature"),
)
"""Who signs: one row per terminal and epoch, written with its first document and signed by its own key."""

journal = table(
    "journal",
    facts,
    number("pos", primary_key=True, autoincrement=False),
    blob("id", unique=True),
    text("origin"),
    number("epoch"),
    number("seq"),
    text("kind"),
    number("version"),
    text("number"),
    text("outlet"),
    text("business_date"),
    text("posted_at"),
    text("user_code"),
    blob("body"),
    blob("prev_hash"),
    blob("hash"),
    blob("signature"),
    UniqueConstraint("origin", "epoch", "seq", name="uq_journal_seq"),
    UniqueConstraint("outlet", "origin", "kind", "number", name="uq_journal_number"),
    ForeignKeyConstraint(["origin", "epoch"], ["terminals.origin", "terminals.epoch"], name="fk_journal_terminal"),
)
"""Every document. ``pos`` is the order in this database, gapless; all other columns are hashed or the hash itself."""

stock_moves = table(
    "stock_moves",
    facts,
    number("pos", primary_key=True, autoincrement=False),
    number("n", primary_key=True, autoincrement=False),
    text("product"),
    text("lot"),
    text("consignor"),
    number("quantity"),
    text("source"),
    text("target"),
    CheckConstraint("quantity > 0", name="ck_stock_moves_quantity"),
    ForeignKeyConstraint(
        ["pos"], ["journal.pos"], name="fk_stock_moves_journal", deferrable=True, initially="DEFERRED"
    ),
)
"""Pieces from one place to another, the ``n``-th consequence of document ``pos``."""

postings = table(
    "postings",
    facts,
    number("pos", primary_key=True, autoincrement=False),
    number("n", primary_key=True, autoincrement=False),
    text("account"),
    text("party"),
    number("amount"),
    ForeignKeyConstraint(["pos"], ["journal.pos"], name="fk_postings_journal", deferrable=True, initially="DEFERRED"),
)
"""Signed rupiah on accounts; those of one document sum to zero."""
