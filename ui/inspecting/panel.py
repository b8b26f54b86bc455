"""The page of a check: drop a month file on it, read what holds and what does not, look for one paper, print it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.errors import GalleryError
from gallery_pos.formatting import format_count, format_month
from gallery_pos.language import tr, tr_noop
from gallery_pos.month_file.findings import ASPECTS, Finding, Report, sentence
from gallery_pos.month_file.spot import spot
from gallery_pos.periods import month_range
from gallery_pos.reading import Unreadable
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.inspecting.check import check_file, is_about_keys_only
from ui.inspecting.keys import KeyMemory
from ui.inspecting.parts import AspectList, SpotCard
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.empty import EmptyState
from ui.widgets.progress import ProgressDialog
from ui.widgets.stack import PageStack
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from gallery_pos.month_file.checking import Inspected
    from ui.app.table_view import Export
    from ui.app.tasks import Runner

_LEFT = 330
_FINDINGS, _SPOT = "findings", "spot"


def _day_of(row: Finding) -> date | None:
    """Return the date of the document; None where it has none, or a file says one that is none."""
    try:
        return date.fromisoformat(row.day)
    except ValueError:
        return None


COLUMNS: tuple[Column[Finding], ...] = (
    Column(tr_noop("Bagian"), lambda row: tr(ASPECTS[row.aspect][0]), width=130, room=620),
    Column(tr_noop("Nomor"), lambda row: row.number or "–", Kind.CODE, width=170),
    Column(tr_noop("Tanggal"), _day_of, Kind.DATE, width=108),
    Column(tr_noop("Apa yang tidak cocok"), lambda row: sentence(row.what), stretch=True, tip=lambda row: row.what),
)


class InspectPanel(QWidget):
    """Works with and without a gallery: it opens files and remembers keys, nothing else.

    Attributes:
        banner: what the check said in one sentence.
        inspected: the last check, None before the first.

    Signals:
        checked(): another result stands here, or none any more.
    """

    checked = Signal()

    def __init__(self, runner: Runner, *, memory: KeyMemory | None = None, on_export: Export | None = None) -> None:
        """``runner`` does the work off the UI thread; ``memory`` is the person's own; ``on_export`` writes the findings."""
        super().__init__()
        self.setAcceptDrops(True)
        self._runner, self._memory = runner, memory or KeyMemory()
        self.inspected: Inspected | None = None
        self._path: Path | None = None
        self._previous: Path | None = None
        self.banner = Banner()
        self.aspects, self.spot = AspectList(), SpotCard()
        self.spot.asked.connect(self._look_up)
        self.findings: TableView[Finding] = TableView(
            COLUMNS,
            lambda row: (row.aspect, row.number, row.what),
            EmptyState(tr("Tidak ada temuan"), tr("Semua yang diperiksa cocok.")),
            name=tr("temuan"),
            search=tr("Cari nomor atau kata"),
            on_export=on_export,
        )
        self.notes = Label("", "soft", wrap=True)
        self._pages = PageStack()
        pick = Button(tr("Buka berkas…"), self.pick, kind="primary", icon_name="folder-open")
        self.empty = EmptyState(
            tr("Periksa berkas bulan"),
            tr("Seret berkas .galeri.zip ke sini, atau buka. Tidak ada yang diubah, dan tidak perlu internet."),
            pick,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        self._pages.addWidget(self._framed(self.empty))
        self._result = self._make_result()
        self._pages.addWidget(self._result)

    @staticmethod
    def _framed(widget: QWidget) -> QWidget:
        card = Card()
        card.add(widget, 1)
        return card

    def _make_result(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        left = ScrollColumn()
        left.setFixedWidth(_LEFT)
        left.body.addWidget(self.aspects)
        left.body.addWidget(self.notes)
        left.body.addStretch(1)
        listed = Card()
        listed.set_tight()
        listed.add(self.findings, 1)
        looking = ScrollColumn()
        looking.body.addWidget(self.spot)
        looking.body.addStretch(1)
        self._sides = PageStack()
        for side in (listed, looking):
            self._sides.addWidget(side)
        self.side = Segments([(_FINDINGS, tr("Temuan")), (_SPOT, tr("Cocokkan satu kertas"))])
        self.side.chosen.connect(self._show_side)
        choice = QHBoxLayout()
        choice.addWidget(self.side)
        choice.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GRID + 4)
        right.addLayout(choice)
        right.addWidget(self._sides, 1)
        row.addWidget(left)
        row.addLayout(right, 1)
        return page

    def show_side(self, side: str) -> None:
        """Show the findings, or the search for one paper."""
        self.side.choose(side)
        self._show_side(side)

    def _show_side(self, side: str) -> None:
        self._sides.setCurrentIndex(int(side == _SPOT))
        if side == _SPOT:
            self.spot.code.setFocus()

    # -- opening files

    def pick(self) -> None:
        """Ask for a month file and check it."""
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Buka berkas bulan"), "", tr("Berkas bulan (*.zip)"))
        if name:
            self.open(Path(name))

    def pick_previous(self) -> None:
        """Ask for the file of the month before, and check again with it."""
        if self._path is None:
            self.banner.say(tr("Buka berkas bulannya dulu."))
            return
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Berkas bulan lalu"), "", tr("Berkas bulan (*.zip)"))
        if name:
            self.open(self._path, Path(name))

    def open(self, path: Path, previous: Path | None = None) -> None:
        """Check a file, with the one of the month before where it is given; the result is shown when it is there."""
        task = self._runner.run_long(
            self,
            lambda progress: check_file(path, self._memory, previous=previous, progress=progress),
            lambda inspected: self._show(path, previous, inspected),
            self._failed,
        )
        ProgressDialog(task, tr("Memeriksa {file}").format(file=path.name), self)

    def _failed(self, error: BaseException) -> None:
        """Say what a file is that is no month file; whatever else it is goes its own way."""
        if not isinstance(error, GalleryError):
            raise error
        self.inspected = None
        self._pages.setCurrentIndex(0)
        self.banner.say(error.what, f"{error.safe} {error.todo}".strip(), "danger")
        self.checked.emit()

    def _show(self, path: Path, previous: Path | None, inspected: Inspected) -> None:
        report = inspected.report
        self.inspected, self._path, self._previous = inspected, path, previous
        self.aspects.show_report(report)
        self.findings.show_rows(report.findings)
        self.notes.setText("\n\n".join(report.notes))
        self.notes.setVisible(bool(report.notes))
        self.spot.clear()
        self._say(report)
        self._pages.setCurrentIndex(1)
        self.show_side(_SPOT if report.holds else _FINDINGS)
        self.checked.emit()

    def _say(self, report: Report) -> None:
        names = {"outlet": report.outlet_name, "month": format_month(month_range(report.month).start)}
        facts = tr("{documents} catatan, {lines} baris penjualan · ditutup {number} · kunci {key}").format(
            documents=format_count(report.documents),
            lines=format_count(report.lines),
            number=report.closed or "–",
            key=report.key,
        )
        if report.holds:
            self.banner.say(tr("{outlet}, {month}: semuanya cocok").format(**names), facts, "good", closable=False)
            return
        total = format_count(sum(checked.findings for checked in report.aspects))
        told = tr("{outlet}, {month}: {count} temuan").format(count=total, **names)
        action = (tr("Terima kunci ini"), self._accept) if is_about_keys_only(report) else None
        self.banner.say(told, facts, "danger", action=action, closable=False)

    def _accept(self) -> None:
        """Take the key as the gallery's own, and check again."""
        if self.inspected is not None and self._path is not None:
            self._memory.accept(self.inspected.opened.manifest)
            self.open(self._path, self._previous)

    @property
    def previous_name(self) -> str:
        """The name of the file of the month before, "" where none was given."""
        return self._previous.name if self._previous else ""

    # -- one paper

    def on_scan(self, code: str) -> bool:
        """Look for a scanned paper; False before a file is open."""
        if self.inspected is None:
            return False
        self.show_side(_SPOT)
        self.spot.ask(code)
        return True

    def _look_up(self, code: str) -> None:
        inspected = self.inspected
        if inspected is not None:
            self._runner.run(self, lambda: spot(inspected, code), self.spot.show_spot, self._no_code)

    def _no_code(self, error: BaseException) -> None:
        if not isinstance(error, Unreadable):
            raise error
        self.spot.show_problem(sentence(f"{error}."))

    # -- drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open(path)


def _file_in(data: QMimeData) -> Path | None:
    """Return the one file that somebody drags; None for several, or for none."""
    places = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(places[0]) if len(places) == 1 else None
