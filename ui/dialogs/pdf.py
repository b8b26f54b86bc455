"""A PDF as it will be printed: look, keep, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from gallery_pos.language import tr
from ui.app.saving import ask_where, told_saved
from ui.dialogs.printing_pages import PrintProgress, print_exactly, print_pages, set_paper
from ui.widgets.dialog import Dialog
from ui.widgets.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace

_WIDTH = 900


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
            self.print_with(printer)

    def print_with(self, printer: QPrinter) -> None:
        """Print with a printer that a person chose; what did not go out whole does not count as printed."""
        with self._place.feedback.guard(self), PrintProgress(self) as progress:
            (print_exactly if self._exact else print_pages)(self.pages.paper, printer, progress)
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


def _write(path: Path, data: bytes) -> Path:
    from receipts.files import save

    return save(path, data)
