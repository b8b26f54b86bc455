"""A button with a picture, for goods without a barcode: big enough for a finger, readable from a step away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.app.icons import icon
from ui.app.theme import colour, font
from ui.app.tokens import GRID, RADIUS
from ui.widgets.drawn_button import DrawnButton
from ui.widgets.text import plain_tip

_PICTURE = 72
_PADDING = GRID
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Tile(DrawnButton):
    """Picture, name (two lines at most), a small line and an amount. ``clicked`` as any button."""

    def __init__(
        self,
        name: str,
        small: str = "",
        amount: str = "",
        picture: QPixmap | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._small, self._amount = name, small, amount
        self._picture = picture if picture is not None and not picture.isNull() else None
        self.setText(name)
        self.setAccessibleName(f"{name}, {small}, {amount}")
        self.setToolTip(plain_tip(f"{name}\n{small}".strip()))

    def sizeHint(self) -> QSize:
        return QSize(136, _PICTURE + 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "primary" if self.hasFocus() or self.over else "line"
        painter.setPen(QPen(colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(colour("primary_tint" if self.isDown() else "card"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        inside = self.rect().adjusted(_PADDING + 1, _PADDING + 1, -_PADDING - 1, -_PADDING - 1)
        self._draw_picture(painter, QRect(inside.left(), inside.top(), inside.width(), _PICTURE))
        self._draw_words(painter, inside.adjusted(0, _PICTURE + 6, 0, 0))

    def _draw_picture(self, painter: QPainter, room: QRect) -> None:
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(room), RADIUS - 2, RADIUS - 2)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(room, colour("sunken"))
        if self._picture is None:
            side = 32
            middle = QRect(room.center().x() - side // 2, room.center().y() - side // 2, side, side)
            icon("package", "ink_off").paint(painter, middle)
        else:
            scaled = self._picture.scaled(
                room.size() * self.devicePixelRatio(),
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            width, height = (room.size() * self.devicePixelRatio()).toTuple()
            left, top = (scaled.width() - width) // 2, (scaled.height() - height) // 2
            painter.drawPixmap(room, scaled, QRect(left, top, width, height))
        painter.restore()

    def _draw_words(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(colour("ink" if self.isEnabled() else "ink_off"))
        painter.setFont(font(14, QFont.Weight.Medium))
        metrics = painter.fontMetrics()
        line = metrics.lineSpacing()
        for index, words in enumerate(_two_lines(self._name, room.width(), metrics.horizontalAdvance)):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), room.top() + index * line, room.width(), line), 0, shown)
        bottom = QRect(room.left(), room.bottom() - line, room.width(), line)
        painter.setFont(font(14, QFont.Weight.Bold))
        painter.drawText(bottom, _LEFT, self._amount)
        painter.setFont(font(12))
        painter.setPen(colour("ink_soft"))
        small = painter.fontMetrics().elidedText(self._small, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(bottom.translated(0, -line), _LEFT, small)


def _two_lines(text: str, width: int, advance: Callable[[str], int]) -> list[str]:
    """Break ``text`` after the last word that fits on the first line; a single long word stays on one."""
    words = text.split()
    first = ""
    while words and (not first or advance(f"{first} {words[0]}") <= width):
        first = f"{first} {words.pop(0)}".strip()
    return [first, " ".join(words)] if words else [first]
