"""Whether a closed month still stands as it was closed: every document sealed as it was, none gone, the sums the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, select

from db.canonical import chain_hash
from db.numbers import PREFIX, count_of, number_for
from db.queries.months import month_figures
from db.tables.days import months
from db.tables.facts import journal, postings
from db.tables.records import numbering, revisions
from db.tables.takings import ledger_days
from gallery_pos.documents import MonthClosed
from gallery_pos.formatting import format_count, format_iso_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.month_words import FIGURES
from gallery_pos.periods import month_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from sqlalchemy.engine import Connection, RowMapping

    from db.engine import Database
    from db.verify import Head

_span = select(-months.c.minus_first, months.c.pos).where(months.c.month == bindparam("month"))
_between = journal.c.pos.between(bindparam("first"), bindparam("last"))
_here = (
    _between,
    journal.c.outlet == bindparam("outlet"),
    journal.c.business_date.between(bindparam("since"), bindparam("until")),
)
_rows = select(journal).where(*_here).order_by(journal.c.pos)
_numbered = (
    select(*(journal.c[name] for name in ("pos", "outlet", "origin", "epoch", "kind", "number", "business_date")))
    .where(_between)
    .order_by(journal.c.pos)
)
_pos_of = select(journal.c.pos).where(journal.c.id == bindparam("id"))
_at = select(journal.c.hash, journal.c.number, journal.c.business_date).where(
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
_counted = select(numbering.c.origin, numbering.c.epoch, numbering.c.last).where(
    numbering.c.outlet == bindparam("outlet"), numbering.c.kind == MonthClosed.__name__
)
_closings = (
    select(journal.c.number)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == MonthClosed.__name__, journal.c.outlet == bindparam("outlet"))
)
_OF_THE_GALLERY = frozenset({"paid", "fees", "owed"})
"""Figures that other outlets may still change while their month is open."""
_MOST_NUMBERS = 20
"""So many missing numbers of one kind are told one by one."""
_ACCOUNTS = {
    "cash": tr_noop("tunai", "angka"),
    "safe": tr_noop("brankas"),
    "bank": tr_noop("bank"),
    "qris": tr_noop("QRIS"),
    "card": tr_noop("kartu", "angka"),
    "payable": tr_noop("hak penitip"),
    "commission": tr_noop("komisi"),
    "fees": tr_noop("iuran"),
}


class _Place(NamedTuple):
    """Where a month of an outlet lies: its days, and the journal's positions from its first document to its closing."""

    values: dict[str, Any]
    whole: dict[str, int]


def month_changes(
    database: Database, outlet: str, month: str, closed: MonthClosed | None, *, witnessed: Iterable[Head] = ()
) -> list[str]:
    """Return in words what was changed of a month behind the program's back, with numbers and dates; nothing if all is well.

    ``closed`` is its closing, None where there is none: then only a closing that is gone is told, which the numbers or
    the heads that were ``witnessed`` outside remember. It reads the month alone, and not what follows from each
    document: verifying everything does that.
    """
    with database.reading() as connection:
        if closed is None:
            return [*_lost_closings(connection, outlet, witnessed)]
        place = _place(connection, outlet, month, closed)
        found = [
            *_changed(connection, place),
            *_gone(connection, place),
            *_heads(connection, closed),
            *_booked_otherwise(connection, place),
        ]
    now = month_figures(database, outlet, month)
    words = tr("{name} ditutup {told}, sekarang {now}")
    return found + [
        words.format(name=tr(FIGURES[name]), told=format_count(told), now=format_count(made))
        for name in closed.figures.__struct_fields__
        if name not in _OF_THE_GALLERY and (told := getattr(closed.figures, name)) != (made := getattr(now, name))
    ]


def _place(connection: Connection, outlet: str, month: str, closed: MonthClosed) -> _Place:
    period = month_range(month)
    closing = connection.execute(_pos_of, {"id": closed.id.bytes}).scalar_one()
    first, last = connection.execute(_span, {"month": month}).first() or (closing, closing)
    days = {"since": period.start.isoformat(), "until": period.end.isoformat()}
    return _Place({"first": first, "last": last, "outlet": outlet, **days}, {"first": first, "last": closing})


def _named(row: RowMapping) -> str:
    """Return a document as people look for it: its number and its date."""
    return f"{row['number']} ({format_iso_date(row['business_date'])})"


def _changed(connection: Connection, place: _Place) -> Iterator[str]:
    for row in connection.execute(_rows, place.values).mappings():
        if row["hash"] != chain_hash(dict(row)):
            yield tr("{document}: isinya tidak sama dengan yang disegel").format(document=_named(row))


def _gone(connection: Connection, place: _Place) -> Iterator[str]:
    """Name what is missing between the first document of the month and its closing, of whatever outlet."""
    counts: dict[tuple[str, str, int, str], int] = defaultdict(int)
    before = place.whole["first"] - 1
    for row in connection.execute(_numbered, place.whole).mappings():
        if row["pos"] != before + 1:
            words = tr("{count} catatan hilang tepat sebelum {document}")
            yield words.format(count=format_count(row["pos"] - before - 1), document=_named(row))
        before, kind = row["pos"], row["kind"]
        if kind in PREFIX:
            series = (row["outlet"], row["origin"], row["epoch"], kind)
            count, last = count_of(row["number"]), counts[series]
            for lost in range(last + 1, min(count, last + _MOST_NUMBERS + 1)) if last else ():
                number = number_for(kind, row["outlet"], row["origin"], row["epoch"], lost)
                yield tr("{number}: catatan dengan nomor ini hilang").format(number=number)
            counts[series] = count


def _heads(connection: Connection, closed: MonthClosed) -> Iterator[str]:
    for head in closed.heads:
        place = {"origin": head.origin, "epoch": head.epoch, "seq": head.seq}
        there = connection.execute(_at, place).mappings().first()
        if there is None:
            words = tr("catatan terakhir komputer {origin} waktu bulan ini ditutup (urutan {seq}) tidak ada lagi")
            yield words.format(origin=head.origin, seq=format_count(head.seq))
        elif there["hash"].hex() != head.hash:
            words = tr("{document}: bukan catatan yang disegel waktu bulan ini ditutup; rantainya ditulis ulang")
            yield words.format(document=_named(there))


def _booked_otherwise(connection: Connection, place: _Place) -> Iterator[str]:
    booked = {str(account): int(amount) for account, amount in connection.execute(_booked, place.values)}
    told = {str(account): int(amount) for account, amount in connection.execute(_told, place.values)}
    other = [name for name in sorted(booked.keys() | told.keys()) if booked.get(name, 0) != told.get(name, 0)]
    if other:
        words = tr("catatan uang bulan ini tidak sama dengan jumlah per harinya: {names}")
        yield words.format(names=", ".join(tr(_ACCOUNTS[name]) if name in _ACCOUNTS else name for name in other))


def _lost_closings(connection: Connection, outlet: str, witnessed: Iterable[Head]) -> Iterator[str]:
    """Name the closings of an outlet that its numbers or the witness remember, and the journal has no more."""
    kind = MonthClosed.__name__
    known = {
        number_for(kind, outlet, origin, epoch, count)
        for origin, epoch, last in connection.execute(_counted, {"outlet": outlet}).all()
        for count in range(1, last + 1)
    }
    known |= {head.number for head in witnessed if head.number.startswith(f"{PREFIX[kind]}-{outlet}-")}
    there = set(connection.execute(_closings, {"outlet": outlet}).scalars())
    for number in sorted(known - there):
        yield tr("{number}: penutupan bulan dengan nomor ini pernah ada, tetapi hilang").format(number=number)
