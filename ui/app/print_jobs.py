"""What the printer owes: its light in the top bar, the list behind it, and pictures of papers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.printing import PrintJob, PrintState
from ui.app.formats import moment
from ui.app.tokens import GRID
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.status import Status, StatusLight
from ui.widgets.text import Badge, Label, Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from ui.app.printing import Compose, Printing


def show_light(light: StatusLight, printing: Printing) -> None:
    """Let the light in the top bar say how the printer is doing; connect ``printing.changed`` to it."""
    jobs = printing.jobs()
    stuck = [job for job in jobs if job.state in (PrintState.FAILED, PrintState.UNKNOWN) and not _on_its_way(job)]
    if stuck:
        words = tr("{count} belum tercetak").format(count=format_count(len(stuck)))
        light.show_status(Status.TROUBLE, words, stuck[-1].message or words)
    elif not printing.is_set_up():
        light.show_status(Status.OFF, tr("Tanpa printer"), tr("Komputer ini belum punya printer struk."))
    elif jobs:
        light.show_status(Status.ATTENTION, tr("Mencetak…"), jobs[-1].message or tr("Menunggu printer."))
    else:
        light.show_status(Status.OK, tr("Printer"), tr("Printer siap."))


def _on_its_way(job: PrintJob) -> bool:
    """Tell whether a job is only unknown while its bytes are travelling."""
    return job.state is PrintState.UNKNOWN and not job.message


def state_words(state: PrintState) -> tuple[str, Tone]:
    """Return what a state is called, and its tone."""
    words = {
        PrintState.QUEUED: tr("menunggu"),
        PrintState.FAILED: tr("gagal"),
        PrintState.UNKNOWN: tr("mungkin tercetak"),
        PrintState.SENT: tr("terkirim"),
    }
    tones: dict[PrintState, Tone] = {
        PrintState.QUEUED: "info",
        PrintState.FAILED: "danger",
        PrintState.UNKNOWN: "attention",
        PrintState.SENT: "good",
    }
    return words[state], tones[state]


_SHOWN = 30
"""So many papers are listed one by one."""
_SOON_MS = 200


def _order(job: PrintJob) -> bool:
    """Return what puts papers first that somebody has to look for: they may be out."""
    return job.state is not PrintState.UNKNOWN or _on_its_way(job)


class PrintJobsDialog(Dialog):
    """The list of papers that are not out for certain, each with what can be done about it."""

    def __init__(self, printing: Printing, timezone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(
            tr("Antrean cetak"),
            parent,
            hint=tr("Transaksinya sudah tersimpan; di sini hanya kertasnya yang belum pasti keluar."),
            enter_closes=True,
        )
        self.setMinimumSize(640, 420)
        self._printing = printing
        self._timezone = timezone
        self._column = ScrollColumn()
        self._empty = EmptyState(tr("Tidak ada yang menunggu"), tr("Semua kertas sudah dikirim ke printer."))
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self._column, 1)
        self._all = self.add_button(tr("Cetak semua lagi"), self._print_all, icon_name="printer")
        self.add_primary(tr("Tutup"), self.accept)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._show)
        printing.changed.connect(self._changed)
        self._show()

    def _changed(self) -> None:
        """Show it at once; where many wait, once for all that happens in a moment."""
        if len(self._printing.jobs()) > _SHOWN:
            self._soon.start()
        else:
            self._show()

    def _print_all(self) -> None:
        """Send everything that failed for certain once more, in its order; what may be on paper waits for eyes."""
        for job in self._failed():
            self._printing.retry(job)

    def _failed(self) -> list[PrintJob]:
        return [job for job in self._printing.jobs() if job.state is PrintState.FAILED]

    def _show(self) -> None:
        jobs = self._printing.jobs()
        self._empty.setVisible(not jobs)
        self._column.setVisible(bool(jobs))
        while item := self._column.body.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._all.setVisible(len(self._failed()) > 1)
        for job in sorted(jobs, key=_order)[:_SHOWN]:
            self._column.body.addWidget(self._card(job))
        if len(jobs) > _SHOWN:
            more = tr("dan {count} kertas lagi di antrean").format(count=format_count(len(jobs) - _SHOWN))
            self._column.body.addWidget(Label(more, "soft"))
        self._column.body.addStretch(1)

    def _card(self, job: PrintJob) -> Card:
        card = Card()
        head = QHBoxLayout()
        card.body.addLayout(head)
        head.addWidget(Label(job.title, "strong", wrap=True), 1)
        head.addWidget(Label(moment(job.queued_at, self._timezone), "soft"))
        head.addWidget(Badge(*state_words(job.state)))
        if job.message:
            card.add(Label(job.message, "soft", wrap=True))
        buttons = QHBoxLayout()
        card.body.addLayout(buttons)
        buttons.addStretch(1)
        if job.state is PrintState.FAILED:
            buttons.addWidget(Button(tr("Cetak lagi"), partial(self._printing.retry, job), icon_name="printer"))
        elif job.state is PrintState.UNKNOWN and not _on_its_way(job):
            seen = Button(tr("Kertasnya sudah keluar"), partial(self._printing.confirm, job), icon_name="check")
            again = Button(tr("Cetak ulang (SALINAN)"), partial(self._printing.print_copy_of, job), icon_name="printer")
            buttons.addWidget(seen)
            buttons.addWidget(again)
        return card


class PaperDialog(Dialog):
    """A paper exactly as the printer would print it."""

    def __init__(self, title: str, parent: QWidget, *, on_print: Callable[[], object] | None = None) -> None:
        """``on_print`` adds a button that prints; without it the picture is all there is."""
        super().__init__(title, parent, enter_closes=on_print is None)
        self.setMinimumSize(520, 400)
        self.resize(620, max(400, parent.height() - 40))
        self._picture = QLabel(tr("Menyiapkan gambar…"))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        holder = QWidget()
        holder.setProperty("surface", "ground")
        column = QVBoxLayout(holder)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(self._picture)
        column.addStretch(1)
        area.setWidget(holder)
        self.body.addWidget(area, 1)
        self.add_cancel(tr("Tutup"))
        if on_print is not None:
            self._on_print = on_print
            self.add_primary(tr("Cetak"), self._print)

    def show_picture(self, png: bytes) -> None:
        """Show the picture when it is ready."""
        picture = QPixmap()
        picture.loadFromData(png, "PNG")
        self._picture.setPixmap(picture)

    def _print(self) -> None:
        self._on_print()
        self.accept()


def show_paper(
    printing: Printing,
    compose: Compose,
    title: str,
    parent: QWidget,
    on_print: Callable[[], object] | None = None,
) -> PaperDialog:
    """Open the picture of a paper over ``parent``."""
    dialog = PaperDialog(title, parent, on_print=on_print)
    printing.preview(compose, dialog, dialog.show_picture)
    dialog.open()
    return dialog
