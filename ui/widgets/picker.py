"""A field that finds: type a few letters, arrow down, Enter. What is found hangs below the field, over the screen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMoveEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.app.icons import icon
from ui.app.theme import colour, font
from ui.app.tokens import GRID

Index = QModelIndex | QPersistentModelIndex

_ROW = 52
_MOST_SHOWN = 7
_CHOICE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be picked: ``text`` in bold, ``detail`` under it, ``amount`` at the right.

    ``icon`` marks a choice that makes something new.
    """

    key: Hashable
    text: str
    detail: str = ""
    amount: str = ""
    icon: str = ""


class Picker(QLineEdit):
    """A search field over a list of choices.

    Signals:
        picked(object): the key of what was picked.
        cleared(): the person emptied the field or typed over what was picked.
    """

    picked = Signal(object)
    cleared = Signal()

    def __init__(
        self, find: Callable[[str], Sequence[Choice]], placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        """``find`` returns what is offered for the words typed so far, also for none."""
        super().__init__(parent)
        self._find = find
        self._picked: Hashable | None = None
        self.setPlaceholderText(placeholder)
        self.addAction(icon("magnifying-glass", "ink_soft"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = _Hits()
        self.list.clicked.connect(self._on_clicked)
        self.textEdited.connect(self._on_edited)

    def key(self) -> Hashable | None:
        """Return the key of what is picked, None where nothing is."""
        return self._picked

    def show_picked(self, key: Hashable | None, text: str = "") -> None:
        """Show something as picked (None: nothing); nobody is told."""
        self._picked = key
        self.setText(text)
        self.setCursorPosition(0)
        self.close_list()

    def close_list(self) -> None:
        """Take the list away."""
        self.list.hide()

    def open_list(self) -> None:
        """Show what is found for the words in the field."""
        words = "" if self._picked is not None else self.text().strip()
        found = list(self._find(words))
        self.list.show_choices(found)
        if found and self.isVisible():
            self._place_list()
            self.list.show()
            self.list.raise_()
        else:
            self.list.hide()

    def _place_list(self) -> None:
        window = self.window()
        if self.list.parent() is not window:
            self.list.setParent(window)
            window.installEventFilter(self)
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        height = min(self.list.count(), _MOST_SHOWN) * _ROW + 4
        room = window.height() - corner.y() - GRID
        if room < min(height, 3 * _ROW):
            top = self.mapTo(window, QPoint(0, 0)).y()
            height = min(height, top - GRID)
            corner.setY(top - height - 2)
        else:
            height = min(height, room)
        self.list.setGeometry(corner.x(), corner.y(), max(self.width(), 280), height)

    def _on_edited(self) -> None:
        if self._picked is not None:
            self._picked = None
            self.cleared.emit()
        self.open_list()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        choice = self.list.choice(row)
        if choice is None:
            return
        self.close_list()
        if not choice.icon:
            self._picked = choice.key
            self.setText(choice.text)
        self.picked.emit(choice.key)

    def event(self, event: QEvent) -> bool:
        """While the list hangs there, Escape is for it and not for the screen."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.list.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shown = self.list.isVisible()
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if shown:
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.open_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shown:
                self._take(self.list.currentIndex().row())
            elif self._picked is not None:
                self.picked.emit(self._picked)
        elif key == Qt.Key.Key_Escape and shown:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.close_list()

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self.close_list()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self.list.isVisible():
            self._place_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.list.isVisible():
            self._place_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stands in the window: it goes along when that changes its size."""
        if event.type() == QEvent.Type.Resize and self.list.isVisible():
            self._place_list()
        return super().eventFilter(watched, event)


class _Choices(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.text, choice.detail, choice.amount) if part)
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        return choice if role == _CHOICE else None


class _Hits(QListView):
    """The list below the field; it never takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Choices(self)
        self.setModel(self._model)
        self.setItemDelegate(_HitDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setProperty("surface", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices, the first of them current."""
        self._model.beginResetModel()
        self._model.choices = list(choices)
        self._model.endResetModel()
        self._go(0)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._model.choices)

    def choice(self, row: int) -> Choice | None:
        """Return the choice at a row."""
        return self._model.choices[row] if 0 <= row < self.count() else None

    def step(self, by: int) -> None:
        """Make the next or the one before current."""
        self._go(max(0, min(self.currentIndex().row() + by, self.count() - 1)))

    def _go(self, row: int) -> None:
        index = self._model.index(row)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)


class _HitDelegate(QStyledItemDelegate):
    """Draws a choice: bold words, a soft line under them, an amount at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(_CHOICE)
        view = option.widget
        current = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        painter.save()
        if current:
            painter.fillRect(option.rect, colour("primary_tint"))
        room = option.rect.adjusted(GRID + 4, 4, -GRID - 4, -4)
        if choice.icon:
            side = 20
            icon(choice.icon, "primary_text").paint(painter, room.left(), room.center().y() - side // 2, side, side)
            room.setLeft(room.left() + side + GRID)
        if choice.amount:
            painter.setFont(font())
            painter.setPen(colour("ink"))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, choice.amount)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(choice.amount) - 2 * GRID)
        self._draw_words(painter, room, choice)
        painter.restore()

    @staticmethod
    def _draw_words(painter: QPainter, room: Any, choice: Choice) -> None:
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(15, QFont.Weight.Medium))
        painter.setPen(colour("primary_text" if choice.icon else "ink"))
        upper = room if not choice.detail else room.adjusted(0, 0, 0, -room.height() // 2)
        words = painter.fontMetrics().elidedText(choice.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(upper, left, words)
        if choice.detail:
            painter.setFont(font(13))
            painter.setPen(colour("ink_soft"))
            detail = painter.fontMetrics().elidedText(choice.detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room.adjusted(0, room.height() // 2, 0, 0), left, detail)
