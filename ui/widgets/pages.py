"""The pages of a PDF inside a screen, as wide as the room allows, each drawn when it first comes into sight.

(QPdfView of PySide 6.12 crashes where it is destroyed together with its document.)
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.app.theme import colour
from ui.app.tokens import GRID


class _Page(QWidget):
    """One page, as high as its width wants."""

    def __init__(self, paper: QPdfDocument, number: int) -> None:
        super().__init__()
        self._paper = paper
        self._number = number
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def fit(self, width: int) -> None:
        """Become so wide."""
        points = self._paper.pagePointSize(self._number)
        self.setFixedHeight(max(1, round(width * points.height() / points.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatio()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._image.size() != wanted:
            self._image = self._paper.render(self._number, wanted)
            self._image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)  # paper is white in every theme
        painter.drawImage(0, 0, self._image)
        painter.setPen(colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Pages(QScrollArea):
    """Shows the PDF in :attr:`pdf`; nothing while that is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf = b""
        self._buffer = QBuffer(self)
        self.paper = QPdfDocument(self)
        self._pages: list[_Page] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_pdf(self, pdf: bytes) -> None:
        """Show other pages."""
        self.pdf = pdf
        self.paper.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.paper.load(self._buffer)
        column = QWidget()
        column.setProperty("surface", "none")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self._pages = [_Page(self.paper, number) for number in range(self.count())]
        for page in self._pages:
            layout.addWidget(page)
        layout.addStretch(1)
        self.setWidget(column)
        self._fit()

    def count(self) -> int:
        """Return how many pages there are."""
        return self.paper.pageCount()

    def _fit(self) -> None:
        for page in self._pages:
            page.fit(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
