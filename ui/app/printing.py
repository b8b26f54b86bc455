"""Printing from the screens: slips are composed and queued off the UI thread, and nothing ever waits for a printer.

The queue itself, with one owner thread a printer, is :mod:`receipts.queue`; its rows are kept by :mod:`db.prints`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from gallery_pos.documents import new_id, now
from gallery_pos.errors import DeviceTrouble, Trouble
from gallery_pos.language import tr
from gallery_pos.printing import PrintJob, PrintState
from ui.app.slips import slip

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.ports import Posted
    from receipts.devices.common import Device
    from receipts.escpos import Model
    from receipts.paper import Paper
    from receipts.printers import Printer
    from receipts.queue import PrintQueue
    from ui.app.feedback import Feedback
    from ui.app.settings import PrinterSettings, SettingsStore
    from ui.gallery import Gallery

RECEIPTS = "struk"
"""The name of the receipt printer, also in sentences about it."""
_WIDE_MM = 80

Compose = Callable[[int, int], "Paper"]
"""Makes a paper for so many columns, as the n-th copy (0: the original)."""


def printer_of(settings: PrinterSettings) -> Printer | None:
    """Return the printer as the settings describe it, None where there is none."""
    from receipts.printers import Connection, Printer

    if settings.kind == "none" or not settings.address.strip():
        return None
    return Printer(
        name=RECEIPTS,
        connection=Connection(settings.kind),
        address=settings.address.strip(),
        port=settings.port,
        model=model_of(settings),
    )


def model_of(settings: PrinterSettings) -> Model:
    """Return what the printer can do. QR codes go as pictures: every printer has those."""
    from receipts.escpos import NARROW_MODEL, WIDE_MODEL, Model

    columns = (WIDE_MODEL if settings.paper == _WIDE_MM else NARROW_MODEL).columns
    return Model(columns=columns, cutter=settings.cut, native_qr=False, drawer_pin=2 if settings.drawer else 0)


class Printing(QObject):
    """The receipt printer of this machine, for every screen.

    Signals:
        changed(): the state of the printer or of a job; redraw lights and lists.
        job_changed(PrintJob): one job is in another state now.
    """

    changed = Signal()
    job_changed = Signal(object)
    _told = Signal(object)
    _lost = Signal(object)
    _made = Signal(object, object, object)

    def __init__(
        self,
        gallery: Gallery,
        settings: SettingsStore,
        feedback: Feedback,
        parent: QObject | None = None,
        *,
        device: Callable[[Printer], Device] | None = None,
    ) -> None:
        """``device`` finds the way to a printer; by default the real one."""
        super().__init__(parent)
        self._gallery = gallery
        self._settings = settings
        self._feedback = feedback
        self._device = device
        self._unfinished: dict[UUID, PrintJob] = {}
        self._queue: PrintQueue | None = None
        self._maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="paper")
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._lost.connect(self._on_lost, Qt.ConnectionType.QueuedConnection)
        self._made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)
        settings.listen(lambda _settings: self.changed.emit())

    # -- what screens ask for

    def is_set_up(self) -> bool:
        """Tell whether this machine has a receipt printer."""
        settings = self._settings.current.printer
        return settings.kind != "none" and bool(settings.address.strip())

    def print_document(self, posted: Posted, *, again: bool = False) -> None:
        """Print the slip of a document as often as the settings say; ``again`` makes it the next SALINAN of it."""
        self._off(lambda: self._submit_document(posted, again=again))

    def print_paper(self, compose: Compose) -> None:
        """Print a slip that is of no document, once."""
        self._off(lambda: self._submit(compose, None, 0))

    def open_drawer(self) -> None:
        """Open the drawer, where one hangs on the printer: a job of its own that is never sent late."""
        if self.is_set_up() and self._settings.current.printer.drawer:
            self._off(self._submit_pulse)

    def preview(self, compose: Compose, owner: QObject, show: Callable[[bytes], object]) -> None:
        """Give ``show`` the picture (PNG) of exactly what the printer would print, on the UI thread."""
        from receipts.preview import png

        model = model_of(self._settings.current.printer)

        self._off(lambda: png(compose(model.columns, 0), model), owner, show)

    def slip_of(self, posted: Posted) -> Compose:
        """Return how the slip of a document is made."""
        return lambda columns, copy: slip(self._gallery, posted, width=columns, copy=copy)

    # -- jobs that a person has to look at

    def jobs(self) -> list[PrintJob]:
        """Return what is not on paper for certain, the oldest first."""
        return sorted(self._unfinished.values(), key=lambda job: job.queued_at)

    def retry(self, job: PrintJob) -> None:
        """Send a job that failed for certain once more, as it is."""
        self._off(lambda: self._ready().retry(job.id))

    def confirm(self, job: PrintJob) -> None:
        """Note that somebody has seen the paper of a job."""
        self._off(lambda: self._ready().confirm(job.id))

    def print_copy_of(self, job: PrintJob) -> None:
        """Print an unknown job once more, marked SALINAN where it is a document, since it may be on paper already."""

        def copied() -> None:
            posted = self._gallery.book.document(job.document) if job.document else None
            if posted is None:
                self._ready().retry(job.id)
                return
            self._ready().confirm(job.id)
            self._submit_document(posted, again=True)

        self._off(copied)

    # -- beginning and end

    def resume(self) -> None:
        """After a start: send what was queued and learn what has to be looked at."""

        def resumed() -> None:
            for job in self._ready().resume():
                self._told.emit(job)

        self._off(resumed)

    def wait(self) -> None:
        """Wait until everything asked for so far is composed and queued; for tests and the demo."""
        self._maker.submit(lambda: None).result()

    def close(self) -> None:
        """Let the job in hand end; what is queued is sent after the next start."""
        self._maker.shutdown(wait=True)
        if self._queue is not None:
            self._queue.close()

    # -- off the UI thread

    def _off(
        self, job: Callable[[], Any], owner: QObject | None = None, then: Callable[[Any], object] | None = None
    ) -> None:
        """Do it on the thread that composes; then call back on the UI thread where the owner still lives."""
        future: Future[Any] = self._maker.submit(job)
        future.add_done_callback(lambda done: self._made.emit(done, owner or self, then))

    def _on_made(self, done: Future[Any], owner: QObject, then: Callable[[Any], object] | None) -> None:
        if not isValid(owner):
            return
        if error := done.exception():
            self._feedback.show(error, owner)
        elif then is not None:
            then(done.result())

    def _ready(self) -> PrintQueue:
        if self._queue is None:
            from receipts.queue import PrintQueue

            self._queue = PrintQueue(self._gallery.prints, self._way, self._told.emit)
        return self._queue

    def _way(self, _name: str) -> Device:
        """Return the way to the printer as it is set up now, not as it was when the job was made."""
        from receipts.printers import device_of

        printer = printer_of(self._settings.current.printer)
        if printer is None:
            raise DeviceTrouble(
                "printer.none",
                tr("Komputer ini belum punya printer struk."),
                safe=tr("Transaksi sudah tersimpan."),
                todo=tr("Atur printernya di Pengaturan, lalu cetak lagi."),
            )
        return (self._device or device_of)(printer)

    def _submit_document(self, posted: Posted, *, again: bool) -> None:
        document = posted.document.id
        before = self._gallery.prints.of_document(document) if again else ()
        copy = max((job.copy for job in before), default=0) + 1 if again else 0
        self._submit(self.slip_of(posted), document, copy)

    def _submit(self, compose: Compose, document: UUID | None, copy: int) -> None:
        """Queue the paper; where the settings want more than one of a document, the others are marked as its copies."""
        from receipts.escpos import encode

        settings = self._settings.current.printer
        model = model_of(settings)
        copies = range(copy, copy + (1 if copy or document is None else settings.copies))
        for each in copies:
            paper = compose(model.columns, each)
            self._queue_up(paper.title, encode(paper, model), document, each)

    def _submit_pulse(self) -> None:
        from receipts.escpos import drawer_pulse

        pulse = drawer_pulse(model_of(self._settings.current.printer))
        self._queue_up(tr("Buka laci"), pulse, None, 0, once=True)

    def _queue_up(self, title: str, data: bytes, document: UUID | None, copy: int, *, once: bool = False) -> None:
        job = PrintJob(
            id=new_id(),
            printer=RECEIPTS,
            title=title,
            data=data,
            queued_at=now(),
            document=document,
            copy=copy,
            once=once,
        )
        self._told.emit(job)
        try:
            self._ready().submit(job)
        except Trouble:
            self._lost.emit(job.id)
            raise

    def _on_lost(self, job_id: UUID) -> None:
        """A job that could not even be written down is no job; why has been presented."""
        self._unfinished.pop(job_id, None)
        self.changed.emit()

    def _on_told(self, job: PrintJob) -> None:
        if job.state is PrintState.SENT or (job.once and job.state is not PrintState.QUEUED):
            self._unfinished.pop(job.id, None)
        else:
            self._unfinished[job.id] = job
        self.job_changed.emit(job)
        self.changed.emit()
