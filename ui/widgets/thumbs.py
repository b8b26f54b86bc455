"""A column of small pictures, each read when its row first comes into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.app.icons import icon
from ui.app.theme import colour
from ui.app.tokens import RADIUS
from ui.attachments.pictures import thumbnail

if TYPE_CHECKING:
    from pathlib import Path

_SIDE = 32


class ThumbDelegate(QStyledItemDelegate):
    """Draws the picture whose name is the cell's text."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        name, option.text = option.text, ""
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        box = QRect(0, 0, _SIDE, _SIDE)
        box.moveCenter(option.rect.center())
        draw_picture(painter, box, self._folder, name)


def draw_picture(painter: QPainter, box: QRect, folder: Path, name: str) -> None:
    """Draw a picture into a box with round corners, or an icon where there is none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(box), RADIUS / 2, RADIUS / 2)
    found = thumbnail(folder, name, max(box.width(), box.height()) * 2)
    if found is None:
        painter.fillPath(path, colour("ground"))
        side = box.height() // 2
        inner = QRect(0, 0, side, side)
        inner.moveCenter(box.center())
        icon("image", "ink_off").paint(painter, inner)
    else:
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, found)
    painter.restore()


class PictureView(QWidget):
    """One picture, large."""

    def __init__(self, folder: Path, side: int = 180, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.name = ""
        self.setFixedSize(QSize(side, side))

    def show_picture(self, name: str) -> None:
        """Show another one; "" for none."""
        self.name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_picture(QPainter(self), self.rect(), self._folder, self.name)
