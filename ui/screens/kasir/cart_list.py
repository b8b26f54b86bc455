"""The lines of the cart: how many, what, by whom, for how much, and what is special about them.

Painted by a delegate, so that sixty lines cost no more than six. The chosen line opens up and shows buttons for fingers;
the keyboard has +, − and Delete.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
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
from ui.screens.kasir.till import Mark

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from gallery_pos.cart import CartLine

    Index = QModelIndex | QPersistentModelIndex

_ROW = 56
_MARKS = 26
_BUTTONS = CONTROL_HEIGHT + GRID
_ROOMY = 280
"""Pixels of height from which the chosen line shows its buttons."""
_COUNT = 52
"""Width of the column with the number of pieces."""
_BUTTON = 56
_LINE_ROLE = Qt.ItemDataRole.UserRole + 1


class Touch(Enum):
    """What the buttons of the chosen line do."""

    LESS = auto()
    MORE = auto()
    QUANTITY = auto()
    REMOVE = auto()


_ICONS = {Touch.LESS: "minus", Touch.MORE: "plus", Touch.QUANTITY: "hash", Touch.REMOVE: "trash-simple"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its marks; ``pills`` are the words for them with their tones."""

    line: CartLine
    mark: Mark

    def pills(self) -> list[tuple[str, str]]:
        """Return (words, tone) for each mark."""
        found: list[tuple[str, str]] = []
        if Mark.EXPIRED in self.mark:
            found.append((tr("kedaluwarsa"), "danger"))
        if Mark.WITHOUT_LOT in self.mark:
            found.append((tr("belum di stok"), "attention"))
        if Mark.PRICE in self.mark:
            found.append((tr("harga label {price}").format(price=format_rupiah(self.line.list_price)), "attention"))
        if Mark.DISCOUNT in self.mark:
            found.append((tr("potongan {amount}").format(amount=format_rupiah(self.line.discount)), "info"))
        return found

    def spoken(self) -> str:
        """Return everything about the line in one sentence, for screen readers."""
        line = self.line
        words = tr("{count} {name}, karya {maker}, harga {price}, jumlah {total}").format(
            count=line.quantity,
            name=line.name,
            maker=line.maker,
            price=format_rupiah(line.unit_price),
            total=format_rupiah(line.net),
        )
        return ", ".join([words, *(words for words, _ in self.pills())])


class CartModel(QAbstractListModel):
    """The lines as the view gets them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ShownLine, ...] = ()

    def show_lines(self, lines: tuple[CartLine, ...], marks: list[Mark]) -> None:
        """Show these lines; what stays where it was is not built anew."""
        new = tuple(ShownLine(line, mark) for line, mark in zip(lines, marks, strict=True))
        old, self._shown = self._shown, self._shown
        common = min(len(old), len(new))
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._shown = new
            self.endInsertRows()
        elif len(new) < len(old):
            self.beginRemoveRows(QModelIndex(), len(new), len(old) - 1)
            self._shown = new
            self.endRemoveRows()
        else:
            self._shown = new
        other = [row for row in range(common) if old[row] != new[row]]
        if other:
            self.dataChanged.emit(self.index(other[0]), self.index(other[-1]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        shown = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.line.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return shown.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else shown.line.name
        return shown if role == _LINE_ROLE else None


class CartDelegate(QStyledItemDelegate):
    """Paints a line and hears taps on the buttons of the chosen one.

    Signals:
        touched(int, Touch): a button of the line at this row.
    """

    touched = Signal(int, object)

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.chosen = -1
        self.fresh = -1
        self.roomy = True

    def _open(self, index: Index) -> bool:
        """Tell whether the line shows its buttons: not where they would push the other lines out of sight."""
        return self.roomy and self._chosen(index)

    def _chosen(self, index: Index) -> bool:
        """Not the view's current row: that changes with the press, and the release would hit a button by accident."""
        return index.row() == self.chosen

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        shown: ShownLine = index.data(_LINE_ROLE)
        height = _ROW + (_MARKS if shown.mark else 0) + (_BUTTONS if self._open(index) else 0)
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: ShownLine = index.data(_LINE_ROLE)
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
        self._draw_words(painter, box, shown.line)
        if shown.mark:
            self._draw_pills(painter, box, shown)
        if self._open(index):
            for touch, place in button_places(box).items():
                self._draw_button(painter, touch, place)
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRect, line: CartLine) -> None:
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        top = QRect(box.left() + _COUNT + GRID, box.top() + 6, box.width() - _COUNT - 3 * GRID, 24)
        below = top.translated(0, 23)
        painter.setPen(colour("ink"))
        painter.setFont(font(18, QFont.Weight.Bold))
        count = QRect(box.left() + 6, box.top() + 6, _COUNT - 6, 44)
        painter.drawText(count, Qt.AlignmentFlag.AlignCenter, format_count(line.quantity))
        amount = format_rupiah(line.net)
        painter.setFont(font(16, QFont.Weight.Bold))
        painter.drawText(top, right, amount)
        taken = painter.fontMetrics().horizontalAdvance(amount) + GRID
        painter.setFont(font(15, QFont.Weight.Medium))
        self._draw_elided(painter, top.adjusted(0, 0, -taken, 0), left, line.name)
        painter.setFont(font(13))
        painter.setPen(colour("ink_soft"))
        each = f"@ {format_rupiah(line.unit_price)}"
        painter.drawText(below, right, each)
        taken = painter.fontMetrics().horizontalAdvance(each) + GRID
        maker = tr("karya: {maker}").format(maker=line.maker)
        self._draw_elided(painter, below.adjusted(0, 0, -taken, 0), left, maker)

    @staticmethod
    def _draw_elided(painter: QPainter, room: QRect, side: Qt.AlignmentFlag, words: str) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side, shown)

    @staticmethod
    def _draw_pills(painter: QPainter, box: QRect, shown: ShownLine) -> None:
        painter.setFont(font(12, QFont.Weight.Medium))
        metrics = QFontMetrics(painter.font())
        left = box.left() + _COUNT + GRID
        for words, tone in shown.pills():
            width = min(metrics.horizontalAdvance(words) + 16, box.right() - left - GRID)
            if width < 2 * GRID:
                return
            pill = QRect(left, box.top() + _ROW - 4, width, 20)
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
        self._model = CartModel(self)
        self.setModel(self._model)
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
        self._model.show_lines(lines, marks)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        index = self._model.index(chosen) if chosen >= 0 else QModelIndex()
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
