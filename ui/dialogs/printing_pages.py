"""The pages of a PDF go to a printer: as large as they fit, or to the millimetre; a printer that is gone is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QProgressDialog

from gallery_pos.errors import DeviceTrouble, RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtWidgets import QWidget

    Step = Callable[[int, int], object]
    """Called with how many pages are out of how many; raises to stop."""

_DPI = 200
_FINEST = 600
_POINTS = 72
_KEEP = Qt.AspectRatioMode.KeepAspectRatio
_APPEARS_AFTER_MS = 700


class PrintProgress:
    """How many pages are out, with Cancel; appears only where it takes a while. Raises RuleBroken (``print.stopped``)."""

    def __init__(self, parent: QWidget) -> None:
        self._dialog = QProgressDialog(tr("Mencetak…"), tr("Batal"), 0, 0, parent)
        self._dialog.setWindowTitle(tr("Mencetak…"))
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(_APPEARS_AFTER_MS)

    def __enter__(self) -> Step:
        return self._step

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._dialog.reset()
        self._dialog.deleteLater()

    def _step(self, done: int, total: int) -> None:
        self._dialog.setMaximum(total)
        self._dialog.setValue(done)  # lets Cancel be pressed
        words = tr("Halaman {number} dari {count}")
        self._dialog.setLabelText(words.format(number=format_count(done + 1), count=format_count(total)))
        if self._dialog.wasCanceled():
            raise RuleBroken(
                "print.stopped",
                tr("Cetakan dihentikan sesudah {count} halaman.").format(count=format_count(done)),
                safe=tr("Dokumennya tetap tersimpan dan belum dihitung tercetak."),
                todo=tr("Cetak lagi kapan saja."),
            )


def print_pages(document: QPdfDocument, printer: QPrinter, step: Step | None = None) -> None:
    """Paint every page onto the printer's paper, as large as it fits. Raises DeviceTrouble (``print.gone``)."""

    def paint(painter: QPainter, page: int) -> None:
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * _DPI / _POINTS), round(points.height() * _DPI / _POINTS))
        picture = document.render(page, size)
        scaled = picture.size().scaled(painter.viewport().size(), _KEEP)
        painter.drawImage(QRectF(0, 0, scaled.width(), scaled.height()), picture)

    _each_page(document, printer, paint, step)


def print_exactly(document: QPdfDocument, printer: QPrinter, step: Step | None = None) -> None:
    """Paint every page at its own size from the corner of the paper, dot for dot as fine as the printer is.

    Raises DeviceTrouble (``print.gone``).
    """
    dots = min(printer.resolution(), _FINEST)
    scale = printer.resolution() / _POINTS

    def paint(painter: QPainter, page: int) -> None:
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * dots / _POINTS), round(points.height() * dots / _POINTS))
        picture = document.render(page, size)
        painter.drawImage(QRectF(0, 0, points.width() * scale, points.height() * scale), picture)

    _each_page(document, printer, paint, step)


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


def _each_page(
    document: QPdfDocument, printer: QPrinter, paint: Callable[[QPainter, int], None], step: Step | None
) -> None:
    count = document.pageCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise _gone(0)
    try:
        for page in range(count):
            if step:
                step(page, count)
            if page and not printer.newPage():
                raise _gone(page)
            paint(painter, page)
            if printer.printerState() is QPrinter.PrinterState.Error:
                raise _gone(page)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _gone(pages: int) -> DeviceTrouble:
    return DeviceTrouble(
        "print.gone",
        tr("Printer berhenti menerima sesudah {count} halaman.").format(count=format_count(pages))
        if pages
        else tr("Printer tidak menerima apa pun."),
        safe=tr("Dokumennya tetap tersimpan dan belum dihitung tercetak."),
        todo=tr("Periksa kabel, kertas dan antrean printer itu, lalu cetak lagi; atau simpan sebagai PDF."),
    )
