"""The pages of a PDF inside a screen, as wide as the room allows."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QWidget

from ui.app.tokens import GRID


class Pages(QPdfView):
    """Shows the PDF in :attr:`pdf`; nothing while that is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]  # None is as good as anywhere; the stub forgets it
        self.pdf = b""
        self.paper = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.setDocument(self.paper)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setPageSpacing(GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_pdf(self, pdf: bytes) -> None:
        """Show other pages."""
        self.paper.close()
        self._buffer.close()
        self.pdf = pdf
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.paper.load(self._buffer)

    def count(self) -> int:
        """Return how many pages there are."""
        return self.paper.pageCount()
