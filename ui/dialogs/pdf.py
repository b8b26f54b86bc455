"""A PDF as it will be printed: look, keep, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from gallery_pos.language import tr
from ui.app.saving import ask_where, told_saved
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace

_DPI = 200
_POINTS = 72
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


class PdfDialog(Dialog):
    """Shows ``data``; ``name`` is the file name it is kept under, without its ending.

    Signals:
        printed(): it went to a printer.
    """

    printed = Signal()

    def __init__(self, place: Workplace, parent: QWidget, title: str, name: str, data: bytes) -> None:
        super().__init__(title, parent)
        self.resize(820, 700)
        self._place, self._name, self._data = place, name, data
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        view = QPdfView(self)
        view.setDocument(self.document)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.body.addWidget(view, 1)
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
        if QPrintDialog(printer, self).exec():
            print_pages(self.document, printer)
            self.printed.emit()
            self.accept()


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


def _write(path: Path, data: bytes) -> Path:
    from receipts.files import save

    return save(path, data)
