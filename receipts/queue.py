"""Print jobs on their way: one owner thread for each printer, so that a dead one never holds up anything else.

What is known of a job is written down before and after each attempt (:mod:`gallery_pos.printing`): a crash between the
two leaves it "unknown", and nobody gets two receipts without a person having looked.
"""

from __future__ import annotations

import logging
import queue
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from gallery_pos.documents import now
from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr
from gallery_pos.printing import PrintState
from receipts.devices.common import PartlySent

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from gallery_pos.printing import PrintJob, PrintStore
    from receipts.devices.common import Device

_log = logging.getLogger(__name__)

ATTEMPTS = 3
"""Times that a job is tried by itself, while nothing of it has reached the printer."""
KEPT = timedelta(days=30)
"""How long the bytes of a sent job are kept: until nobody asks any more what was on the paper."""
PAUSE = 2.0
"""Seconds between two attempts."""


class PrintQueue:
    """Sends jobs to printers and keeps their states in a store.

    ``device`` finds the way to a printer by its name and raises DeviceTrouble for one that is not set up. ``changed`` is
    called from a printer's thread with each job whose state changed, and must return at once. No method waits for a
    printer.
    """

    def __init__(
        self,
        store: PrintStore,
        device: Callable[[str], Device],
        changed: Callable[[PrintJob], None],
        *,
        attempts: int = ATTEMPTS,
        pause: float = PAUSE,
    ) -> None:
        """Start with no thread; a printer gets its own with its first job."""
        self._store = store
        self._device = device
        self._changed = changed
        self._attempts = attempts
        self._pause = pause
        self._owners: dict[str, _Owner] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()

    def submit(self, job: PrintJob) -> PrintJob:
        """Keep a job and send it when its printer is free; the same job again changes nothing.

        Raises StorageTrouble where it cannot be kept, and RuntimeError after :meth:`close`.
        """
        kept = self._store.add(job)
        if kept.state is PrintState.QUEUED:
            self._enqueue(kept)
        return kept

    def retry(self, job_id: UUID) -> PrintJob:
        """Send a failed or unknown job once more, as the same job. A sent or queued one is left alone.

        A job that makes no sense later (the drawer) is left alone as well. Raises KeyError for an unknown job.
        """
        job = self._known(job_id)
        if job.once or job.state not in {PrintState.FAILED, PrintState.UNKNOWN}:
            return job
        job = self._store.mark(job_id, PrintState.QUEUED, attempts=job.attempts)
        self._changed(job)
        self._enqueue(job)
        return job

    def confirm(self, job_id: UUID) -> PrintJob:
        """Note that a person has seen the paper of an unknown job."""
        job = self._known(job_id)
        if job.state is not PrintState.UNKNOWN:
            return job
        job = self._store.mark(job_id, PrintState.SENT, attempts=job.attempts)
        self._changed(job)
        return job

    def resume(self) -> list[PrintJob]:
        """After a start: send what was queued, and return what a person has to look at (failed or unknown).

        Pulses for the drawer are not sent any more: nobody stands at it now. Of what was sent long ago the bytes are
        forgotten.
        """
        self._store.forget_sent(now() - KEPT)
        waiting: list[PrintJob] = []
        for job in self._store.unfinished():
            if job.state is not PrintState.QUEUED:
                waiting.append(job)
            elif job.once:
                late = tr("Program ditutup sebelum laci dibuka.")
                waiting.append(self._store.mark(job.id, PrintState.FAILED, attempts=job.attempts, message=late))
            else:
                self._enqueue(job)
        return waiting

    def close(self, timeout: float = 5.0) -> bool:
        """Let each printer end the job in hand; what is queued stays queued for the next start.

        Returns whether all of them ended within ``timeout`` seconds.
        """
        self._closing.set()
        with self._lock:
            owners = list(self._owners.values())
        for owner in owners:
            owner.jobs.put(None)
        for owner in owners:
            owner.thread.join(timeout)
        return not any(owner.thread.is_alive() for owner in owners)

    def _known(self, job_id: UUID) -> PrintJob:
        job = self._store.find(job_id)
        if job is None:
            raise KeyError(job_id)
        return job

    def _enqueue(self, job: PrintJob) -> None:
        with self._lock:
            if self._closing.is_set():
                raise RuntimeError("the queue is closed")
            owner = self._owners.get(job.printer)
            if owner is None:
                owner = self._owners[job.printer] = _Owner(self._run, job.printer)
        owner.jobs.put(job)

    def _run(self, jobs: queue.SimpleQueue[PrintJob | None]) -> None:
        away = False
        while (job := jobs.get()) is not None and not self._closing.is_set():
            # Two thousand slips for a printer that is gone are told at once, not after hours of trying each.
            tries = 1 if job.once or (away and not jobs.empty()) else self._attempts
            try:
                away = self._print(job, tries)
            except Exception:  # noqa: BLE001 -- the thread must outlive a store that cannot write: the next job may fare better
                _log.exception("the state of print job %s could not be written", job.id)

    def _print(self, job: PrintJob, tries: int) -> bool:
        """Try until the job is sent, may be on paper, or has failed often enough; return whether it failed.

        A job that was handed in twice is found sent (or with a person) the second time, and left alone.
        """
        if self._known(job.id).state is not PrintState.QUEUED:
            return False
        for attempt in range(1, tries + 1):
            job = self._store.mark(job.id, PrintState.UNKNOWN, attempts=job.attempts + 1)
            state, message = self._attempt(job)
            again = state is PrintState.FAILED and attempt < tries and not self._closing.is_set()
            job = self._store.mark(
                job.id, PrintState.QUEUED if again else state, attempts=job.attempts, message=message
            )
            self._changed(job)
            if not again or self._closing.wait(self._pause):
                break
        return job.state is PrintState.FAILED

    def _attempt(self, job: PrintJob) -> tuple[PrintState, str]:
        try:
            self._device(job.printer).send(job.data, job.title)
        except PartlySent as trouble:
            return PrintState.UNKNOWN, trouble.message
        except DeviceTrouble as trouble:
            return PrintState.FAILED, trouble.message
        except Exception:  # noqa: BLE001 -- see below
            # A bug in the way to a printer must not end the thread that serves it; it is logged as the bug it is.
            _log.exception("printing job %s", job.id)
            return PrintState.UNKNOWN, tr("Ada kesalahan saat mencetak. Lihat kertasnya sebelum mencetak lagi.")
        return PrintState.SENT, ""


class _Owner:
    """The one thread that talks to a printer, and its jobs."""

    def __init__(self, run: Callable[[queue.SimpleQueue[PrintJob | None]], None], printer: str) -> None:
        self.jobs: queue.SimpleQueue[PrintJob | None] = queue.SimpleQueue()
        self.thread = threading.Thread(target=run, args=(self.jobs,), name=f"printer {printer}", daemon=True)
        self.thread.start()
