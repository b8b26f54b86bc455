"""Rule 1, beyond the drawer: matches and differences speak of lines and documents that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from db.tables.facts import journal
from db.verify.findings import BALANCE, Finding, about
from gallery_pos.documents import DifferencePosted, Holding, MatchUndone, MutationsImported, MutationsMatched
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.engine import Connection

_Row = dict[str, Any]
_PAGE = 500
_known = select(journal.c.id).where(journal.c.id.in_(bindparam("ids", expanding=True)))


class MatchCheck:
    """Remembers mutation files while the journal goes by, and asks at the end for the documents that were named."""

    def __init__(self) -> None:
        """Start before the first document."""
        self._files: dict[UUID, tuple[Holding, int]] = {}
        self._named: dict[bytes, _Row] = {}

    def row(self, row: _Row, document: object) -> Iterator[Finding]:
        """Yield where a document speaks of a line that no file has."""
        if isinstance(document, MutationsImported):
            self._files[document.id] = (document.account, len(document.lines))
        elif isinstance(document, MutationsMatched):
            lines = {(match.mutations, match.line) for match in document.matches}
            if not all(self._has(document.account, *line) for line in lines):
                yield about(BALANCE, row, tr("mencocokkan mutasi yang tidak ada di berkas mana pun"))
            for match in document.matches:
                self._named.setdefault(match.document.bytes, row)
        elif isinstance(document, MatchUndone):
            if not self._has(document.account, document.mutations, document.line):
                yield about(BALANCE, row, tr("mencocokkan mutasi yang tidak ada di berkas mana pun"))
        elif isinstance(document, DifferencePosted):
            if document.mutations is not None and not self._has(document.account, document.mutations, document.line):
                yield about(BALANCE, row, tr("mencocokkan mutasi yang tidak ada di berkas mana pun"))
            if document.document is not None:
                self._named.setdefault(document.document.bytes, row)

    def _has(self, account: Holding, mutations: UUID, line: int) -> bool:
        known = self._files.get(mutations)
        return known is not None and known[0] is account and 0 <= line < known[1]

    def end(self, connection: Connection) -> Iterator[Finding]:
        """Yield what was matched with a document that is not there."""
        named = list(self._named)
        for at in range(0, len(named), _PAGE):
            page = named[at : at + _PAGE]
            found = set(connection.execute(_known, {"ids": page}).scalars())
            for missing in page:
                if missing not in found:
                    yield about(BALANCE, self._named[missing], tr("dicocokkan dengan catatan yang tidak ada di buku"))
