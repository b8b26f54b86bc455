"""Print jobs: what a printer was asked to put on paper and how that went.

A sale is committed first and printed second. A job is a row with a state, so that a dead printer never blocks, undoes
or doubles a sale; the paper is made in ``receipts``, the rows are kept by ``db``, and they meet in this contract.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence


class PrintState(StrEnum):
    """What is known of a job.

    ``UNKNOWN`` stands from the first byte until the printer took the last one: a job found so after a crash or a broken
    line may or may not be on paper, and a person has to look. ``FAILED`` is certain: nothing reached the printer.
    """

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class PrintJob(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes for one printer. The ``id`` stays the same through every retry, so that a job is one piece of paper.

    ``printer`` is its name in the settings of this machine, ``document`` what is printed, ``copy`` > 0 the number of
    the copy (SALINAN). ``once`` is for what makes no sense later: a pulse that opens the drawer is never retried.
    ``message`` says in plain words what went wrong. ``queued_at`` is UTC. ``data`` is empty once the job was sent long ago.
    """

    id: UUID
    printer: str
    title: str
    data: bytes
    queued_at: datetime
    document: UUID | None = None
    copy: int = 0
    once: bool = False
    state: PrintState = PrintState.QUEUED
    attempts: int = 0
    message: str = ""


class PrintStore(Protocol):
    """Where jobs are kept. It is called from the printers' threads as well as from the screens."""

    def add(self, job: PrintJob) -> PrintJob:
        """Keep a new job; idempotent on ``id``: the job that stands under it already is returned."""

    def find(self, id: UUID) -> PrintJob | None:  # noqa: A002 -- the journal's own word
        """Return a job."""

    def mark(self, id: UUID, state: PrintState, *, attempts: int, message: str = "") -> PrintJob:  # noqa: A002
        """Write down what is known of a job now and return it. Raises KeyError for an unknown job."""

    def unfinished(self) -> Sequence[PrintJob]:
        """Return this terminal's jobs that are queued, failed or unknown, the oldest first."""

    def forget_sent(self, before: datetime) -> int:
        """Forget the bytes of jobs that were sent before a moment, but not the jobs; return how many."""
