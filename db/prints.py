"""Print jobs as rows: what was queued, sent, has failed, or may or may not be on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, update

from db.canonical import stamp
from db.tables.facts import journal
from db.tables.working import print_jobs
from gallery_pos.documents import SaleCompleted, SaleRefunded
from gallery_pos.printing import PrintJob, PrintState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.engine import Database

_insert = insert(print_jobs)
_one = select(print_jobs).where(print_jobs.c.id == bindparam("id"))
_ordered = select(print_jobs).order_by(print_jobs.c.queued_at, print_jobs.c.id)
_unfinished = _ordered.where(print_jobs.c.state != PrintState.SENT.value, print_jobs.c.origin == bindparam("origin"))
_of_document = _ordered.where(print_jobs.c.document == bindparam("document"))
_last_copies = (
    select(print_jobs.c.document, func.max(print_jobs.c.copy))
    .where(print_jobs.c.document.in_(bindparam("documents", expanding=True)))
    .group_by(print_jobs.c.document)
)
_MOST_ASKED = 10_000
_mark = (
    update(print_jobs)
    .where(print_jobs.c.id == bindparam("job"))
    .values(state=bindparam("to_state"), attempts=bindparam("so_many"), message=bindparam("told"))
)
_on_paper = [state.value for state in PrintState if state is not PrintState.FAILED]
_receipts = [kind.__name__ for kind in (SaleCompleted, SaleRefunded)]
_copies = (
    select(func.count())
    .select_from(print_jobs.join(journal, journal.c.id == print_jobs.c.document))
    .where(
        print_jobs.c.state.in_(_on_paper),  # the index begins with it
        print_jobs.c.queued_at >= bindparam("since"),
        print_jobs.c.copy > 0,
        journal.c.kind.in_(_receipts),
        journal.c.origin == bindparam("origin"),
    )
)
_long_sent = select(print_jobs.c.id.label("job")).where(
    print_jobs.c.state == PrintState.SENT.value,
    print_jobs.c.queued_at < bindparam("before"),
    func.length(print_jobs.c.data) > 0,
)
_forget = update(print_jobs).where(print_jobs.c.id == bindparam("job")).values(data=b"")


class Prints:
    """Implements :class:`gallery_pos.printing.PrintStore`; safe to call from any thread."""

    def __init__(self, database: Database, origin: str) -> None:
        """Keep the jobs of the terminal ``origin`` in ``database``, beside those of others on a shared server."""
        self._database = database
        self._origin = origin

    def add(self, job: PrintJob) -> PrintJob:
        """Keep a new job; the job that stands under its id already is returned."""
        with self._database.transaction() as connection:
            before = connection.execute(_one, {"id": job.id.bytes}).mappings().first()
            if before is not None:
                return _job(dict(before))
            connection.execute(_insert, {"origin": self._origin, **_row(job)})
            return job

    def add_all(self, jobs: Iterable[PrintJob]) -> None:
        """Keep new jobs, all or none."""
        rows = [{"origin": self._origin, **_row(job)} for job in jobs]
        if rows:
            with self._database.transaction() as connection:
                connection.execute(_insert, rows)

    def find(self, id: UUID) -> PrintJob | None:  # noqa: A002 -- the journal's own word
        """Return a job."""
        with self._database.reading() as connection:
            row = connection.execute(_one, {"id": id.bytes}).mappings().first()
        return None if row is None else _job(dict(row))

    def mark(self, id: UUID, state: PrintState, *, attempts: int, message: str = "") -> PrintJob:  # noqa: A002
        """Write down what is known of a job now and return it. Raises KeyError for an unknown job."""
        with self._database.transaction() as connection:
            values = {"job": id.bytes, "to_state": state.value, "so_many": attempts, "told": message}
            connection.execute(_mark, values)
            row = connection.execute(_one, {"id": id.bytes}).mappings().first()
            if row is None:
                raise KeyError(id)
            return _job(dict(row))

    def unfinished(self) -> Sequence[PrintJob]:
        """Return the jobs of this terminal that are queued, failed or unknown, the oldest first."""
        with self._database.reading() as connection:
            found = connection.execute(_unfinished, {"origin": self._origin}).mappings()
            return [_job(dict(row)) for row in found]

    def of_document(self, document: UUID) -> Sequence[PrintJob]:
        """Return the jobs of one document, the oldest first: how often it was printed, and how that went."""
        with self._database.reading() as connection:
            found = connection.execute(_of_document, {"document": document.bytes}).mappings()
            return [_job(dict(row)) for row in found]

    def last_copies(self, documents: Iterable[UUID]) -> dict[UUID, int]:
        """Return the number of the last copy, 0 for an original, of each document that was printed before."""
        wanted = [document.bytes for document in documents]
        found: dict[UUID, int] = {}
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _MOST_ASKED):
                some = {"documents": wanted[start : start + _MOST_ASKED]}
                found |= {UUID(bytes=document): copy for document, copy in connection.execute(_last_copies, some)}
        return found

    def receipt_copies(self, origin: str, *, since: datetime) -> int:
        """Return how many copies (SALINAN) of a terminal's receipts were printed, or are about to be, since a moment."""
        with self._database.reading() as connection:
            count: int = connection.execute(_copies, {"origin": origin, "since": stamp(since)}).scalar_one()
            return count

    def forget_sent(self, before: datetime) -> int:
        """Forget the bytes of jobs that were sent before a moment; return how many.

        The jobs stay: how often a document was printed is never forgotten.
        """
        with self._database.reading() as connection:  # nobody's sale waits while they are looked for
            found = [dict(row) for row in connection.execute(_long_sent, {"before": stamp(before)}).mappings()]
        if found:
            with self._database.transaction() as connection:
                connection.execute(_forget, found)
        return len(found)


def _row(job: PrintJob) -> dict[str, Any]:
    return {
        "id": job.id.bytes,
        "printer": job.printer,
        "title": job.title,
        "data": job.data,
        "queued_at": stamp(job.queued_at),
        "document": job.document.bytes if job.document else None,
        "copy": job.copy,
        "once": int(job.once),
        "state": job.state.value,
        "attempts": job.attempts,
        "message": job.message,
    }


def _job(row: Mapping[str, Any]) -> PrintJob:
    return PrintJob(
        id=UUID(bytes=row["id"]),
        printer=row["printer"],
        title=row["title"],
        data=row["data"],
        queued_at=datetime.fromisoformat(row["queued_at"]),
        document=UUID(bytes=row["document"]) if row["document"] else None,
        copy=row["copy"],
        once=bool(row["once"]),
        state=PrintState(row["state"]),
        attempts=row["attempts"],
        message=row["message"],
    )
