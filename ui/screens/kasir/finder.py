"""The field where a cashier types what no scanner reads, and what is found while he types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from ui.app.icons import icon
from ui.app.theme import colour, font
from ui.app.tokens import GRID

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from db.queries.search import ProductHit

    Index = QModelIndex | QPersistentModelIndex

_HIT_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW = 60
_TIMES = re.compile(r"([0-9]{1,6})\*")
_LOOKS_LIKE_BARCODE = re.compile(r"[0-9]{8,14}")


@cache
def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return font(size, weight)


class FindField(QLineEdit):
    """Search and scan field. Keys that belong to the cart while the field is empty are handed on.

    Signals:
        searched(str): other words to look for, as one types.
        entered(str): Enter; the text as it stands.
        times_typed(int): ``3*`` before a scan.
        arrowed(int): up (-1) or down (1).
        line_key(str): ``+``, ``-`` or ``delete`` while the field is empty.
    """

    searched = Signal(str)
    entered = Signal(str)
    times_typed = Signal(int)
    arrowed = Signal(int)
    line_key = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Pindai, atau ketik nama, kode, penitip"))
        self.setAccessibleName(tr("Cari atau pindai barang"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(120)
        self.addAction(icon("barcode", "ink_soft"), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._on_text)

    def _on_text(self, text: str) -> None:
        if match := _TIMES.fullmatch(text.strip()):
            self.clear()
            self.times_typed.emit(int(match[1]))
        else:
            self.searched.emit(text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            self.arrowed.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text().strip())
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif not self.text() and (name := _LINE_KEYS.get(key)):
            if not event.isAutoRepeat():  # a key that somebody leans on must not empty the cart
                self.line_key.emit(name)
        else:
            super().keyPressEvent(event)


_LINE_KEYS = {Qt.Key.Key_Plus: "+", Qt.Key.Key_Minus: "-", Qt.Key.Key_Delete: "delete"}


def looks_like_barcode(text: str) -> bool:
    """Tell whether somebody typed a number from a label, which no search by words must answer."""
    return _LOOKS_LIKE_BARCODE.fullmatch(text) is not None


class HitModel(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[ProductHit, ...] = ()

    def show_hits(self, hits: Sequence[ProductHit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def hit(self, row: int) -> ProductHit | None:
        """Return the hit at a row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row()) if index.isValid() else None
        if hit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.name}, {hit.maker}, {format_rupiah(hit.price)}"
        return hit if role == _HIT_ROLE else None


class HitDelegate(QStyledItemDelegate):
    """Name and price above, maker, code and what is on hand below."""

    def __init__(self, current: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._current = current

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: ProductHit = index.data(_HIT_ROLE)
        box: QRect = option.rect
        painter.save()
        if index.row() == self._current():
            painter.fillRect(box, colour("primary_tint"))
            painter.fillRect(QRect(box.left(), box.top(), 4, box.height()), colour("primary"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), colour("line"))
        top = QRect(box.left() + 2 * GRID, box.top() + 7, box.width() - 4 * GRID, 24)
        self._draw_row(painter, top, hit.name, format_rupiah(hit.price), strong=True)
        on_hand = tr("sisa {count}").format(count=format_count(hit.on_hand)) if hit.on_hand > 0 else tr("stok kosong")
        maker = tr("karya: {maker}").format(maker=hit.maker)
        self._draw_row(painter, top.translated(0, 23), f"{maker}  ·  {hit.code}", on_hand, strong=False)
        painter.restore()

    @staticmethod
    def _draw_row(painter: QPainter, room: QRect, left: str, right: str, *, strong: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour("ink" if strong else "ink_soft"))
        painter.setFont(_font(15, QFont.Weight.Bold) if strong else _font(13))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, right)
        free = room.width() - painter.fontMetrics().horizontalAdvance(right) - 2 * GRID
        painter.setFont(_font(15, QFont.Weight.Medium) if strong else _font(13))
        shown = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, free)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, shown)


class HitList(QListView):
    """What was found, one of it current: Enter takes that one. It has no focus of its own.

    Signals:
        picked(ProductHit): a tap, or Enter in the field.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = HitModel(self)
        self.setModel(self._model)
        self.setItemDelegate(HitDelegate(lambda: self.currentIndex().row(), self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Hasil pencarian"))
        self.clicked.connect(lambda index: self.pick(index.row()))

    def show_hits(self, hits: Sequence[ProductHit]) -> None:
        """Show other hits, the first of them current."""
        self._model.show_hits(hits)
        self._go(0)

    def count(self) -> int:
        """Return how many there are."""
        return self._model.rowCount()

    def step(self, by: int) -> None:
        """Make the next or the one before current."""
        self._go(max(0, min(self.currentIndex().row() + by, self.count() - 1)))

    def pick(self, row: int | None = None) -> None:
        """Take the hit at a row, or the current one."""
        hit = self._model.hit(self.currentIndex().row() if row is None else row)
        if hit is not None:
            self.picked.emit(hit)

    def _go(self, row: int) -> None:
        index = self._model.index(row)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        self.viewport().update()
