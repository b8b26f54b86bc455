"""Lines of mutation files, what they are matched with, and which of them wait."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.queries.rows import plain
from db.tables.facts import journal
from db.tables.records import revisions
from gallery_pos.documents import Holding
from gallery_pos.matched import KINDS, Matched, matched
from gallery_pos.matching import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.engine import Database


class LineRow(msgspec.Struct, frozen=True):
    """A line of a mutation file; ``matched_with`` are numbers of documents, "" where it waits."""

    mutations: UUID
    line: int
    account: str
    day: date
    time: str
    amount: int
    fee: int
    reference: str
    description: str
    file: str
    done: bool
    matched_with: str
    confidence: int | None
    difference: int

    @property
    def key(self) -> tuple[UUID, int]:
        """Return what names the line."""
        return self.mutations, self.line


_of_matching = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind.in_([kind.__name__ for kind in KINDS]))
    .order_by(journal.c.pos)
)


def state_of(database: Database) -> Matched:
    """Return every line that came in and what it is matched with."""
    return matched(document_of(row) for row in plain(database, _of_matching))


def list_mutations(database: Database, *, account: Holding | None = None) -> list[LineRow]:
    """Return the lines of mutation files, the newest first, with what they are matched with."""
    with database.reading():
        state = state_of(database)
        numbers = _numbers(database, {match.document for each in state.matches.values() for match in each})
    rows: list[LineRow] = []
    for key, (holding, line) in state.lines.items():
        if account is not None and holding is not account:
            continue
        found = state.matches.get(key, [])
        said = list(dict.fromkeys(numbers.get(match.document, "") for match in found))
        rows.append(
            LineRow(
                mutations=key[0],
                line=key[1],
                account=holding.value,
                day=line.day,
                time=line.time,
                amount=line.amount,
                fee=line.fee,
                reference=line.reference,
                description=line.description,
                file=state.files[key[0]].file,
                done=state.is_done(key),
                matched_with=said[0] if len(said) == 1 else f"{said[0]} +{len(said) - 1}" if said else "",
                confidence=min((match.confidence for match in found), default=None),
                difference=sum(one.amount for one in state.differences.get(key, ())),
            )
        )
    return sorted(rows, key=lambda row: (row.day, row.time, row.mutations, row.line), reverse=True)


def _numbers(database: Database, ids: Iterable[UUID]) -> dict[UUID, str]:
    wanted = [one.bytes for one in ids]
    found: dict[UUID, str] = {}
    numbers = select(journal.c.id, journal.c.number).where(journal.c.id.in_(bindparam("ids", expanding=True)))
    for at in range(0, len(wanted), 500):
        for row in plain(database, numbers, ids=wanted[at : at + 500]):
            found[UUID(bytes=row["id"])] = row["number"]
    return found


def open_lines(database: Database, account: Holding) -> list[Line]:
    """Return the lines of an account that wait, as the rules of matching take them."""
    return lines_waiting(state_of(database), account)


def lines_waiting(state: Matched, account: Holding) -> list[Line]:
    """As :func:`open_lines`, where it is known what stands."""
    return [
        Line(
            key=key,
            day=line.day,
            amount=line.amount,
            minutes=_minutes(line.time),
            fee=line.fee,
            reference=line.reference,
            description=line.description,
        )
        for key, (holding, line) in state.lines.items()
        if holding is account and not state.is_done(key)
    ]


def _minutes(time: str) -> int | None:
    return int(time[:2]) * 60 + int(time[3:5]) if time else None


def is_paid_out(state: Matched, account: Holding, document: UUID) -> bool:
    """Tell whether a document was found: in a file of its account, or in a sum that reached the bank."""
    return state.is_settled(account, document) or (
        account in {Holding.QRIS, Holding.CARD} and bool(state.lines_of.get((Holding.BANK, document)))
    )
