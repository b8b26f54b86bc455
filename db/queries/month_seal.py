"""Whether a closed month still stands as it was closed: every document sealed as it was, none gone, the sums the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from db.canonical import chain_hash
from db.queries.months import month_figures
from db.tables.facts import journal, postings
from db.tables.takings import ledger_days
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.periods import month_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from db.engine import Database
    from gallery_pos.documents import MonthClosed

_here = (
    journal.c.outlet == bindparam("outlet"),
    journal.c.business_date.between(bindparam("since"), bindparam("until")),
)
_rows = select(journal).where(*_here).order_by(journal.c.pos)
_span = select(func.min(journal.c.pos), func.max(journal.c.pos)).where(*_here)
_written = select(func.count()).where(journal.c.pos.between(bindparam("first"), bindparam("last")))
_at = select(journal.c.hash).where(
    journal.c.origin == bindparam("origin"), journal.c.epoch == bindparam("epoch"), journal.c.seq == bindparam("seq")
)
_booked = (
    select(postings.c.account, func.sum(postings.c.amount))
    .join(journal, journal.c.pos == postings.c.pos)
    .where(*_here)
    .group_by(postings.c.account)
)
_told = (
    select(ledger_days.c.account, func.sum(ledger_days.c.debit - ledger_days.c.credit))
    .where(
        ledger_days.c.outlet == bindparam("outlet"),
        ledger_days.c.business_date.between(bindparam("since"), bindparam("until")),
    )
    .group_by(ledger_days.c.account)
)
_OF_THE_GALLERY = frozenset({"paid", "fees", "owed"})
"""Figures that other outlets may still change while their month is open."""


def broken_seals(database: Database, closed: MonthClosed) -> list[str]:
    """Return in words what is not as it was when the month was closed, with the documents' numbers; nothing if all is.

    It reads the month alone, and not what follows from each document: verifying everything does that.
    """
    period = month_range(closed.month)
    here = {"outlet": closed.outlet, "since": period.start.isoformat(), "until": period.end.isoformat()}
    with database.reading() as connection:
        found = [
            *_changed(connection, here),
            *_gone(connection, here),
            *_heads(connection, closed),
            *_booked_otherwise(connection, here),
        ]
    now = month_figures(database, closed.outlet, closed.month)
    changed = [
        name
        for name in closed.figures.__struct_fields__
        if name not in _OF_THE_GALLERY and getattr(now, name) != getattr(closed.figures, name)
    ]
    if changed:
        found.append(
            tr("angka bulan ini tidak sama lagi dengan saat ditutup: {names}").format(names=", ".join(changed))
        )
    return found


def _changed(connection: Connection, here: dict[str, str]) -> Iterator[str]:
    for row in connection.execute(_rows, here).mappings():
        if row["hash"] != chain_hash(dict(row)):
            yield tr("{number}: isinya tidak sama dengan yang disegel").format(number=row["number"])


def _gone(connection: Connection, here: dict[str, str]) -> Iterator[str]:
    first, last = connection.execute(_span, here).one()
    if first is None:
        return
    missing = last - first + 1 - int(connection.execute(_written, {"first": first, "last": last}).scalar_one())
    if missing:
        yield tr("{count} catatan hilang dari jurnal pada bulan ini").format(count=format_count(missing))


def _heads(connection: Connection, closed: MonthClosed) -> Iterator[str]:
    for head in closed.heads:
        place = {"origin": head.origin, "epoch": head.epoch, "seq": head.seq}
        there = connection.execute(_at, place).scalar_one_or_none()
        if there is None or there.hex() != head.hash:
            sentence = tr("catatan terakhir komputer {origin} pada bulan ini hilang atau diubah")
            yield sentence.format(origin=head.origin)


def _booked_otherwise(connection: Connection, here: dict[str, str]) -> Iterator[str]:
    booked = {str(account): int(amount) for account, amount in connection.execute(_booked, here)}
    told = {str(account): int(amount) for account, amount in connection.execute(_told, here)}
    for account in sorted(booked.keys() | told.keys()):
        if booked.get(account, 0) != told.get(account, 0):
            yield tr("catatan uang “{account}” tidak sama dengan jumlah per harinya").format(account=account)
