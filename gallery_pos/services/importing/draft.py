"""A plan in the making: what every kind of file needs while it is worked out."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from gallery_pos.closed_months import closed_reason
from gallery_pos.documents import Document
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.report_clock import month_of_day
from gallery_pos.services.importing.findings import Findings
from gallery_pos.services.importing.known import Known
from gallery_pos.services.importing.plan import Choice, Plan, Question

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.desk import Desk
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Sheet

_D = TypeVar("_D", bound=Document)

_NAMESPACE = uuid.UUID("6f0d3d0e-5d0c-5c55-9d0e-2f5a1c2b7e41")
"""Under which documents from files get their ids: the same rows make the same document on any machine."""


def id_of(*parts: str) -> uuid.UUID:
    """Return the id of the document that a file's rows make, from what identifies it."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join(parts))


class Draft:
    """Gathers documents, private data, counts, findings and questions."""

    def __init__(self, desk: Desk, sheets: Sequence[Sheet], decisions: Mapping[str, str]) -> None:
        """Work for ``desk`` on the sheets of a file, with the answers that a person gave so far."""
        self.desk = desk
        self.findings = Findings(sheets)
        self._sheets = sheets
        self.counts: Counter[str] = Counter()
        self.private: dict[str, dict[str, str]] = {}
        self.known = Known(self)
        self._documents: list[Document] = []
        self._questions: list[Question] = []
        self._decisions = decisions
        self._closed: dict[tuple[str, str], bool] = {}

    def write(self, kind: type[_D], **fields: Any) -> _D:
        """Add a document to the plan."""
        document = self.desk.write(kind, **fields)
        self.add(document)
        return document

    def add(self, document: Document) -> None:
        """Add a document that is made already."""
        self._documents.append(document)

    def may_add(self, row: Row, field: str, outlet: str, day: date) -> bool:
        """Refuse a row of a day whose month is closed at an outlet, and say what to do instead."""
        month = month_of_day(day)
        closed = self._closed.get((outlet, month))
        if closed is None:
            closed = self._closed[outlet, month] = self.desk.book.month_closed(outlet, month)
        if closed:
            reason = tr("{closed} Catat dengan tanggal hari ini, atau buat koreksi.")
            self.findings.problem(row, field, reason.format(closed=closed_reason(outlet, month, format_date(day))))
        return not closed

    def ask(self, key: str, text: str, choices: Sequence[Choice], rows: Iterable[Row]) -> str | None:
        """Return what a person decided, None (and the question noted) where nobody has yet."""
        answer = self._decisions.get(key, self._decisions.get(key.partition(":")[0]))
        allowed = [choice.key for choice in choices]
        if answer in allowed:
            return answer
        if answer is not None:
            reason = tr("bukan salah satu pilihan: {choices}").format(choices=", ".join(allowed))
            self.findings.answer(key, answer, reason)
        places = tuple((row.sheet.name, row.number) for row in rows)
        self._questions.append(Question(key, text, tuple(choices), places))
        return None

    def plan(self, kind: str, head: tuple[int, str]) -> Plan:
        """Return the finished plan; with problems or open questions it has no documents."""
        problems, questions = self.findings.problems, tuple(self._questions)
        whole = not problems and not questions
        return Plan(
            kind=kind,
            sheets=self._sheets,
            decisions=dict(self._decisions),
            head=head,
            documents=tuple(self._documents) if whole else (),
            private=self.private if whole else {},
            counts=dict(self.counts),
            warnings=self.findings.warnings,
            problems=problems,
            problem_count=self.findings.problem_count,
            questions=questions,
        )
