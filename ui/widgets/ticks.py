"""A column of boxes to tick, in the look of every other check box, without a widget for each row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.app.theme import colour

_SIDE = 20


class TickDelegate(QStyledItemDelegate):
    """Draws a box, ticked where the cell has a word in it; the word itself is for search, export and screen readers."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        ticked, option.text = bool(option.text), ""
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        box = QRectF(0, 0, _SIDE, _SIDE)
        box.moveCenter(QPointF(QRectF(option.rect).center()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("primary" if ticked else "edge"), 1))
        painter.setBrush(colour("primary" if ticked else "card"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            painter.setPen(
                QPen(
                    colour("on_primary"), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                )
            )
            left, top = box.left(), box.top()
            painter.drawPolyline(
                QPolygonF([QPointF(left + 5, top + 10.5), QPointF(left + 8.5, top + 14), QPointF(left + 15, top + 6.5)])
            )
        painter.restore()
