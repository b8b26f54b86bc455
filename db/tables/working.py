"""What is not a document: carts and forms not finished, private data, print jobs, and notes about this database."""

from __future__ import annotations

from sqlalchemy import Index, MetaData

from db.tables.columns import blob, maybe_blob, maybe_text, number, table, text, whole

working = MetaData()

meta = table("meta", working, text("name", primary_key=True), text("value"))
"""Notes of this database about itself, such as the version of its read tables."""

drafts = table(
    "drafts",
    working,
    blob("id", primary_key=True),
    text("origin"),
    text("kind"),
    text("state"),
    text("label"),
    blob("body"),
    text("updated_at"),
)
"""Carts and forms from their first line on, so that a power cut loses none."""
Index("ix_drafts_origin", drafts.c.origin, drafts.c.kind, drafts.c.state)

print_jobs = table(
    "print_jobs",
    working,
    blob("id", primary_key=True),
    text("origin"),
    text("printer"),
    text("title"),
    blob("data"),
    text("queued_at"),
    maybe_blob("document"),
    whole("copy"),
    whole("once"),
    text("state"),
    whole("attempts"),
    text("message"),
)
"""What a terminal's printers were asked for; of what was sent long ago only the bytes are forgotten."""
Index("ix_print_jobs_state", print_jobs.c.state, print_jobs.c.queued_at)

personal = table(
    "personal",
    working,
    text("consignor", primary_key=True),
    blob("sealed"),
    text("updated_at"),
)
"""What the law lets a person erase, encrypted with a key that is not in the database."""

personal_views = table(
    "personal_views",
    working,
    number("n", primary_key=True, autoincrement=False),
    text("consignor"),
    text("user_code"),
    text("act"),
    text("reason"),
    text("at"),
)
"""Who looked at, changed or erased whose personal data, and when."""

credentials = table(
    "credentials",
    working,
    text("user_code", primary_key=True),
    maybe_text("password"),
    maybe_text("pin"),
    whole("failed"),
    maybe_text("locked_until"),
)
"""Argon2 hashes and the count of wrong tries since the last right one."""
