"""Carts and forms that are not finished: on disk from their first line, so that a power cut loses none."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, select

from db.canonical import stamp
from db.tables.working import drafts
from db.upsert import insert_into
from gallery_pos.documents import now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.engine import Database


class DraftState(StrEnum):
    """Whether somebody works on it or put it aside."""

    OPEN = "open"
    HELD = "held"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is not a document yet; ``id`` is the id that the document will have.

    ``kind`` says which screen made it ("cart", "intake" ...), ``body`` is that screen's own JSON, ``label`` tells
    held ones apart. ``updated_at`` is UTC and set when it is saved.
    """

    id: UUID
    kind: str
    body: bytes
    state: DraftState = DraftState.OPEN
    label: str = ""
    updated_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)


_columns = ("id", "kind", "body", "state", "label", "updated_at")
_mine = select(*(drafts.c[name] for name in _columns)).where(drafts.c.origin == bindparam("origin"))
_by_state = _mine.where(drafts.c.kind == bindparam("kind"), drafts.c.state == bindparam("state")).order_by(
    drafts.c.updated_at, drafts.c.id
)
_all = (
    select(*(drafts.c[name] for name in _columns))
    .where(drafts.c.kind == bindparam("kind"), drafts.c.state == bindparam("state"))
    .order_by(drafts.c.updated_at, drafts.c.id)
)
_one = _mine.where(drafts.c.id == bindparam("id"))
_delete = delete(drafts).where(drafts.c.id == bindparam("draft_id"))


class Drafts:
    """The drafts of one terminal."""

    def __init__(self, database: Database, origin: str) -> None:
        """Keep the drafts of terminal ``origin`` in ``database``."""
        self._database = database
        self._origin = origin
        insert = insert_into(drafts, database.engine.dialect.name)
        changed = {name: insert.excluded[name] for name in ("kind", "body", "state", "label", "updated_at", "origin")}
        self._save = insert.on_conflict_do_update(index_elements=[drafts.c.id], set_=changed)

    def save(self, draft: Draft) -> None:
        """Write a draft to disk, replacing what stood under its id."""
        row = {
            "id": draft.id.bytes,
            "origin": self._origin,
            "kind": draft.kind,
            "state": draft.state.value,
            "label": draft.label,
            "body": draft.body,
            "updated_at": stamp(now()),
        }
        with self._database.transaction() as connection:
            connection.execute(self._save, row)

    def load_open(self, kind: str) -> list[Draft]:
        """Return the drafts that were being worked on, the one touched last at the end."""
        return self._of(kind, DraftState.OPEN)

    def held(self, kind: str) -> list[Draft]:
        """Return the drafts that were put aside, the oldest first."""
        return self._of(kind, DraftState.HELD)

    def everywhere(self, kind: str) -> list[Draft]:
        """Return the drafts that are being worked on at any terminal of these books, the one touched last at the end."""
        with self._database.reading() as connection:
            rows = connection.execute(_all, {"kind": kind, "state": DraftState.OPEN.value}).mappings()
            return [_draft(dict(row)) for row in rows]

    def get(self, id: UUID) -> Draft | None:  # noqa: A002 -- the journal's own word
        """Return one draft."""
        with self._database.reading() as connection:
            row = connection.execute(_one, {"origin": self._origin, "id": id.bytes}).mappings().first()
        return None if row is None else _draft(dict(row))

    def delete(self, id: UUID) -> None:  # noqa: A002
        """Forget a draft; inside a transaction of the journal this is kept or lost with the document it became."""
        with self._database.transaction() as connection:
            connection.execute(_delete, {"draft_id": id.bytes})

    def _of(self, kind: str, state: DraftState) -> list[Draft]:
        given = {"origin": self._origin, "kind": kind, "state": state.value}
        with self._database.reading() as connection:
            return [_draft(dict(row)) for row in connection.execute(_by_state, given).mappings()]


def _draft(row: Mapping[str, Any]) -> Draft:
    return Draft(
        id=UUID(bytes=row["id"]),
        kind=row["kind"],
        body=row["body"],
        state=DraftState(row["state"]),
        label=row["label"],
        updated_at=datetime.fromisoformat(row["updated_at"]),
    )
