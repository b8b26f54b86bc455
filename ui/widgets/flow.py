"""A layout that sets widgets like words: left to right, then on the next line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items keep their size hint; with ``stretch`` they all get one width, so that each line is filled like a grid."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, *, stretch: bool = False) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._stretch = stretch
        self._items: list[QLayoutItem] = []

    def clear(self) -> None:
        """Take every widget out and delete it."""
        while item := self.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if (widget := item.widget()) is None or not widget.isHidden()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Return the lines for a width: items, each with the width that it gets."""
        shown = self._shown()
        if self._stretch and shown:
            hint = max(item.sizeHint().width() for item in shown)
            columns = max(1, (width + self.spacing()) // (hint + self.spacing()))
            each = (width - (columns - 1) * self.spacing()) // columns
            return [[(item, each) for item in shown[at : at + columns]] for at in range(0, len(shown), columns)]
        lines: list[list[tuple[QLayoutItem, int]]] = []
        used = width + 1
        for item in shown:
            needed = item.sizeHint().width()
            if used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append((item, min(needed, width)))
            used += needed + self.spacing()
        return lines

    def _set(self, rect: QRect, *, really: bool) -> int:
        """Lay the lines out inside ``rect`` and return the height they take."""
        margins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        top = inside.top()
        lines = self._lines(inside.width())
        for line in lines:
            height = max(item.sizeHint().height() for item, _ in line)
            left = inside.left()
            for item, width in line:
                if really:
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
                left += width + self.spacing()
            top += height + self.spacing()
        return top - (self.spacing() if lines else 0) - rect.top() + margins.bottom()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._set(QRect(0, 0, width, 0), really=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._set(rect, really=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


class FlowBox(QWidget):
    """A widget whose things flow, always as high as their lines: also where what it stands in asks for no height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self)

    def event(self, event: QEvent) -> bool:
        """Take another height where other things are shown in here."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        self.setFixedHeight(self.flow.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
