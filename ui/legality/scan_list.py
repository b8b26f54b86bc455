"""The scans of a paper in a form: attached from files or dragged here, opened, taken off again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.private import private_key
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.papers import MOST_SCANS
from ui.app.tokens import GRID
from ui.attachments.scans import ENDINGS, store_scan
from ui.legality.viewer import show_scan
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from gallery_pos.documents import Scan
    from ui.workplace import Workplace


class ScanList(QFrame):
    """A file is looked into and kept as soon as it is attached; it counts once the paper is saved.

    Signals:
        edited(): one more, or one less.
    """

    edited = Signal()

    def __init__(self, place: Workplace, whose: str, parent: QWidget | None = None) -> None:
        """``whose`` is the code of the maker who is recorded as looked at when one is opened."""
        super().__init__(parent)
        self._place, self._whose = place, whose
        self.scans: list[Scan] = []
        self.setAcceptDrops(True)
        self.setProperty("surface", "sunken")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._hint = Label(tr("Seret PDF atau foto ke sini, atau pilih berkasnya."), "small", wrap=True)
        self._attach = Button(tr("Lampirkan…"), self.choose, icon_name="paperclip", size="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(self._rows)
        column.addWidget(self._hint)
        column.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignLeft)

    def show_scans(self, scans: tuple[Scan, ...]) -> None:
        """Show these; nobody is told."""
        self.scans = list(scans)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for scan in self.scans:
            self._rows.addWidget(self._row(scan))
        self._attach.setEnabled(len(self.scans) < MOST_SCANS)

    def _row(self, scan: Scan) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(ElidedLabel(scan.name), 1)
        if self._place.may(Act.SEE_PRIVATE):
            layout.addWidget(IconButton("eye", tr("Buka {name}").format(name=scan.name), partial(self._open, scan)))
        layout.addWidget(IconButton("x", tr("Lepas {name}").format(name=scan.name), partial(self._take_off, scan)))
        return row

    def _open(self, scan: Scan) -> None:
        show_scan(self._place, self, scan, whose=self._whose)

    def _take_off(self, scan: Scan) -> None:
        self.show_scans(tuple(each for each in self.scans if each is not scan))
        self.edited.emit()

    def choose(self) -> None:
        """Ask for files."""
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        names, _ = QFileDialog.getOpenFileNames(self.window(), tr("Lampirkan pindaian"), "", f"PDF, JPG, PNG ({kinds})")
        self.attach([Path(name) for name in names])

    def attach(self, sources: list[Path]) -> None:
        """Look into files and keep them, one after another."""
        folder = self._place.gallery.folder
        with self._place.feedback.guard(self):
            key = private_key(folder.private_key)
            for source in sources:
                self._place.runner.run(self, partial(store_scan, folder.pictures, source, key), self._add)

    def _add(self, scan: Scan) -> None:
        if len(self.scans) < MOST_SCANS and scan.file not in {each.file for each in self.scans}:
            self.show_scans((*self.scans, scan))
            self.edited.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.attach([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
