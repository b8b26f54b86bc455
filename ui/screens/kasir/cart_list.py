"""The lines of the cart: how many, what, by whom, for how much, and what is special about them.

Painted by a delegate, so that sixty lines cost no more than six. The chosen line opens up and shows buttons for fingers;
the keyboard has +, − and Delete.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from ui.app.icons import icon
from ui.app.theme import colour, font
from ui.app.tokens import CONTROL_HEIGHT, GRID, RADIUS
from ui.screens.kasir.cart_model import LINE_ROLE, CartModel, ShownLine

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from gallery_pos.cart import CartLine
    from ui.screens.kasir.marks import Mark

    Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROW = 56
_SECOND = 20
_MARKS = 26
_BUTTONS = CONTROL_HEIGHT + GRID
_ROOMY = 280
"""Pixels of height from which the chosen line shows its buttons."""
_COUNT = 52
"""Width of the column with the number of pieces."""
_BUTTON = 56


class Touch(Enum):
    """What the buttons of the chosen line do."""

    LESS = auto()
    MORE = auto()
    QUANTITY = auto()
    REMOVE = auto()


_ICONS = {Touch.LESS: "minus", Touch.MORE: "plus", Touch.QUANTITY: "hash", Touch.REMOVE: "trash-simple"}


@cache
def _name_font() -> QFont:
    return font(15, QFont.Weight.Medium)


@cache
def _amount_font() -> QFont:
    return font(16, QFont.Weight.Bold)


@cache
def _count_font() -> QFont:
    return font(18, QFont.Weight.Bold)


@cache
def _small_font() -> QFont:
    return font(13)


@cache
def _pill_font() -> QFont:
    return font(12, QFont.Weight.Medium)


class CartDelegate(QStyledItemDelegate):
    """Paints a line and hears taps on the buttons of the chosen one.

    Signals:
        touched(int, Touch): a button of the line at this row.
    """

    touched = Signal(int, object)

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.chosen = -1
        self.fresh = -1
        self.roomy = True

    def _open(self, index: Index) -> bool:
        """Tell whether the line shows its buttons: not where they would push the other lines out of sight."""
        return self.roomy and self._chosen(index)

    def _chosen(self, index: Index) -> bool:
        """Not the view's current row: that changes with the press, and the release would hit a button by accident."""
        return index.row() == self.chosen

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        shown: ShownLine = index.data(LINE_ROLE)
        width = self._view.viewport().width()
        height = _ROW + (_MARKS if shown.mark else 0) + (_BUTTONS if self._open(index) else 0)
        if self._chosen(index) and self._second(shown.line, width - _COUNT - 3 * GRID):
            height += _SECOND
        return QSize(width, height)

    def _second(self, line: CartLine, room: int) -> str:
        """Return what of a name does not fit beside its amount and gets a line of its own while it is chosen."""
        amount = QFontMetrics(_amount_font()).horizontalAdvance(format_rupiah(line.net)) + GRID
        metrics = QFontMetrics(_name_font())
        words, first = line.name.split(), ""
        while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= room - amount:
            first = f"{first} {words.pop(0)}".strip()
        return " ".join(words) if first else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: ShownLine = index.data(LINE_ROLE)
        chosen = self._chosen(index)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self.fresh:
            painter.fillRect(box, colour("attention_tint"))
        elif chosen:
            painter.fillRect(box, colour("primary_tint"))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), colour("primary"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colour("line"))
        inside = QRect(box.left() + _COUNT + GRID, box.top() + 6, box.width() - _COUNT - 3 * GRID, 24)
        second = self._second(shown.line, inside.width()) if chosen else ""
        self._draw_count(painter, box, shown.line)
        self._draw_words(painter, inside, shown.line, second)
        if shown.mark:
            self._draw_pills(painter, inside.translated(0, _ROW - 10 + (_SECOND if second else 0)), shown)
        if self._open(index):
            for touch, place in button_places(box).items():
                self._draw_button(painter, touch, place)
        painter.restore()

    @staticmethod
    def _draw_count(painter: QPainter, box: QRect, line: CartLine) -> None:
        painter.setPen(colour("ink"))
        painter.setFont(_count_font())
        count = QRect(box.left() + 6, box.top() + 6, _COUNT - 6, 44)
        painter.drawText(count, Qt.AlignmentFlag.AlignCenter, format_count(line.quantity))

    def _draw_words(self, painter: QPainter, top: QRect, line: CartLine, second: str) -> None:
        """Draw name and amount, what of the name goes on below them, then the maker and the price of one."""
        amount = format_rupiah(line.net)
        painter.setFont(_amount_font())
        painter.drawText(top, _RIGHT, amount)
        taken = painter.fontMetrics().horizontalAdvance(amount) + GRID
        painter.setFont(_name_font())
        first = line.name.removesuffix(second).strip() if second else line.name
        self._draw_elided(painter, top.adjusted(0, 0, -taken, 0), first)
        below = top.translated(0, 23)
        if second:
            self._draw_elided(painter, top.translated(0, _SECOND), second)
            below.translate(0, _SECOND)
        painter.setFont(_small_font())
        painter.setPen(colour("ink_soft"))
        each = f"@ {format_rupiah(line.unit_price)}"
        painter.drawText(below, _RIGHT, each)
        taken = painter.fontMetrics().horizontalAdvance(each) + GRID
        self._draw_elided(painter, below.adjusted(0, 0, -taken, 0), tr("karya: {maker}").format(maker=line.maker))

    @staticmethod
    def _draw_elided(painter: QPainter, room: QRect, words: str) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)

    @staticmethod
    def _draw_pills(painter: QPainter, room: QRect, shown: ShownLine) -> None:
        painter.setFont(_pill_font())
        metrics = QFontMetrics(painter.font())
        left = room.left()
        for words, tone in shown.pills():
            width = min(metrics.horizontalAdvance(words) + 16, room.right() - left)
            if width < 2 * GRID:
                return
            pill = QRect(left, room.top(), width, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(f"{tone}_tint"))
            painter.drawRoundedRect(pill, 10, 10)
            painter.setPen(colour(f"on_{tone}_tint"))
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - 12)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, elided)
            left += width + 6

    @staticmethod
    def _draw_button(painter: QPainter, touch: Touch, place: QRect) -> None:
        painter.setPen(colour("edge"))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        ink = "danger_text" if touch is Touch.REMOVE else "ink"
        middle = QRect(0, 0, 20, 20)
        middle.moveCenter(place.center())
        icon(_ICONS[touch], ink).paint(painter, middle)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and self._open(index)
        ):
            for touch, place in button_places(option.rect).items():
                if place.contains(event.position().toPoint()):
                    self.touched.emit(index.row(), touch)
                    return True
        return super().editorEvent(event, model, option, index)


def button_places(box: QRect) -> dict[Touch, QRect]:
    """Return where the buttons of a chosen line are inside the line's rectangle."""
    top = box.bottom() - _BUTTONS + 2
    left = box.left() + _COUNT + GRID
    places = {
        touch: QRect(left + n * (_BUTTON + GRID), top, _BUTTON, CONTROL_HEIGHT)
        for n, touch in enumerate((Touch.LESS, Touch.MORE, Touch.QUANTITY))
    }
    places[Touch.REMOVE] = QRect(box.right() - GRID - _BUTTON, top, _BUTTON, CONTROL_HEIGHT)
    return places


class CartList(QListView):
    """The view. It takes no focus by tabbing: keys reach the cart from anywhere on the screen.

    Signals:
        chosen(int): a person tapped a line.
        button_touched(int, Touch): a button of the chosen line.
    """

    chosen = Signal(int)
    button_touched = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_of_lines = CartModel(self)
        self.setModel(self.model_of_lines)
        self.delegate = CartDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Isi keranjang"))
        self.clicked.connect(self._on_clicked)
        self.delegate.touched.connect(self.button_touched)

    def show_lines(self, lines: tuple[CartLine, ...], marks: list[Mark], chosen: int) -> None:
        """Show these lines with one chosen, and bring that one into sight."""
        self.delegate.chosen = chosen
        self.model_of_lines.show_lines(lines, marks)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        index = self.model_of_lines.index(chosen) if chosen >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if chosen >= 0:
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.delegate.roomy = event.size().height() >= _ROOMY
        super().resizeEvent(event)

    def flash(self, row: int) -> None:
        """Paint a line in another colour for a moment, -1 for none: it shows where a scan went."""
        self.delegate.fresh = row
        self.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        """A second tap on a line asks for its number, where there is no room for its buttons."""
        if index.row() == self.delegate.chosen and not self.delegate.roomy:
            self.button_touched.emit(index.row(), Touch.QUANTITY)
        self.chosen.emit(index.row())
