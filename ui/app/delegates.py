"""How cells look that are more than words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.app.tables import Column, Kind, ToneRole
from ui.app.theme import colour, font

_BADGES = {
    "good": ("primary_tint", "on_primary_tint"),
    "attention": ("attention_tint", "on_attention_tint"),
    "danger": ("danger_tint", "on_danger_tint"),
    "info": ("info_tint", "on_info_tint"),
}


class CodeDelegate(QStyledItemDelegate):
    """Shortens in the middle."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class BadgeDelegate(QStyledItemDelegate):
    """Draws a cell's word in a pill of its tone."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        if not text:
            return
        ground, ink = _BADGES.get(str(index.data(ToneRole)), ("ground", "ink_soft"))
        face = font(13, QFont.Weight.Medium)
        room = QRectF(option.rect).adjusted(11, 0, -11, 0)
        metrics = QFontMetricsF(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 20)
        pill = QRectF(room.left(), room.center().y() - 12, metrics.horizontalAdvance(shown) + 20, 24)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("card" if option.state & QStyle.StateFlag.State_Selected else ground))
        painter.drawRoundedRect(pill, 12, 12)
        painter.setPen(colour(ink))
        painter.setFont(face)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()


def dress(table: QTableView, columns: Sequence[Column[Any]]) -> None:
    """Give each column of a table the delegate that draws its kind."""
    made = {Kind.BADGE: BadgeDelegate(table), Kind.CODE: CodeDelegate(table)}
    for at, column in enumerate(columns):
        if column.kind in made:
            table.setItemDelegateForColumn(at, made[column.kind])
