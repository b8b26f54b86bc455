"""A PDF as it will be printed: look, keep, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from gallery_pos.language import tr
from ui.app.saving import ask_where, told_saved
from ui.widgets.dialog import Dialog
from ui.widgets.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace

_DPI = 200
_FINEST = 600
_POINTS = 72
_WIDTH = 900
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class PdfDialog(Dialog):
    """Shows ``data``; ``name`` is the file name it is kept under, without its ending.

    Signals:
        printed(): it went to a printer.
    """

    printed = Signal()

    def __init__(
        self, place: Workplace, parent: QWidget, title: str, name: str, data: bytes, *, exact: bool = False
    ) -> None:
        """``exact`` prints to the millimetre on paper of the pages' own size: labels have their place on a sheet."""
        super().__init__(title, parent)
        self._exact = exact
        self.spread(_WIDTH, parent.height())
        self._place, self._name, self._data = place, name, data
        self.pages = Pages()
        self.pages.show_pdf(data)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.pages, 1)
        self.add_cancel(tr("Tutup"))
        self.add_button(tr("Simpan PDF…"), self._keep, icon_name="download-simple")
        self.add_primary(tr("Cetak"), self._print)

    def _keep(self) -> None:
        path = ask_where(self, self._name, "pdf")
        if path is not None:
            self._place.runner.run(self, lambda: _write(path, self._data), lambda saved: told_saved(self._place, saved))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        if self._exact:
            set_paper(self.pages.paper, printer)
        if QPrintDialog(printer, self).exec():
            (print_exactly if self._exact else print_pages)(self.pages.paper, printer)
            self.printed.emit()
            self.accept()


def show_pdf(
    place: Workplace,
    near: QWidget,
    make: Callable[[], bytes],
    *,
    title: str,
    name: str,
    on_printed: Callable[[], object] | None = None,
) -> None:
    """Make a PDF off the UI thread, then open it over the window that ``near`` stands in."""
    place.runner.run(
        near, make, lambda data: open_pdf(place, near, data, title=title, name=name, on_printed=on_printed)
    )


def open_pdf(
    place: Workplace,
    near: QWidget,
    data: bytes,
    *,
    title: str,
    name: str,
    on_printed: Callable[[], object] | None = None,
) -> None:
    """Open a PDF over the window that ``near`` stands in."""
    dialog = PdfDialog(place, near.window(), title, name, data)
    if on_printed is not None:
        dialog.printed.connect(lambda: on_printed())  # noqa: PLW0108 -- Qt would not keep the owner of a method alive
    dialog.open()


def print_pages(document: QPdfDocument, printer: QPrinter) -> None:
    """Paint every page onto the printer's paper, as large as it fits."""
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * _DPI / _POINTS), round(points.height() * _DPI / _POINTS))
        picture = document.render(page, size)
        room = painter.viewport()
        scaled = picture.size().scaled(room.size(), _KEEP)
        painter.drawImage(QRectF(0, 0, scaled.width(), scaled.height()), picture)
    painter.end()


def set_paper(document: QPdfDocument, printer: QPrinter) -> None:
    """Tell a printer that its paper has the size of the first page, without margins."""
    points = document.pagePointSize(0)
    layout = QPageLayout(
        QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch),
        QPageLayout.Orientation.Portrait,
        QMarginsF(),
        QPageLayout.Unit.Point,
    )
    printer.setPageLayout(layout)
    printer.setFullPage(True)


def print_exactly(document: QPdfDocument, printer: QPrinter) -> None:
    """Paint every page at its own size from the corner of the paper, dot for dot as fine as the printer is."""
    dots = min(printer.resolution(), _FINEST)
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        points = document.pagePointSize(page)
        picture = document.render(
            page, QSize(round(points.width() * dots / _POINTS), round(points.height() * dots / _POINTS))
        )
        scale = printer.resolution() / _POINTS
        painter.drawImage(QRectF(0, 0, points.width() * scale, points.height() * scale), picture)
    painter.end()


def _write(path: Path, data: bytes) -> Path:
    from receipts.files import save

    return save(path, data)
