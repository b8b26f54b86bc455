"""A month as a calendar that is read at a glance: each day in a box with a sign, a tint and a few words.

Walked with the arrows (Page up and down by months), Shift or a drag takes several days, Enter or a double click opens one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gallery_pos.formatting import WEEKDAYS, format_date, format_weekday
from gallery_pos.language import tr
from ui.app.icons import icon
from ui.app.theme import colour, font
from ui.widgets.text import plain_tip

_WEEK = 7
_HEAD = 24
_GAP = 4
_LEAST, _MOST = 28, 92
_ROWS = 6
_SIGN = 18
_ONE_LINE, _TWO_LINES = 40, 58
"""From these heights on a box has room for one line of words, or two."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day: ``sign`` is an icon, ``tone`` good, info, attention, danger or neutral; ``words`` stand under the number.

    ``short`` takes the place of the last of them where that has no room: half an amount would be another amount.
    A ``faint`` day has nothing to say; ``told`` is the whole of it in words, for the tool tip and for screen readers.
    """

    day: date
    sign: str = ""
    tone: str = "neutral"
    words: tuple[str, ...] = ()
    short: str = ""
    told: str = ""
    faint: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    fill: str
    ink: str
    edge: str


_LOOKS = {
    "good": _Look("primary_tint", "on_primary_tint", "primary_tint"),
    "info": _Look("info_tint", "on_info_tint", "info_tint"),
    "attention": _Look("attention_tint", "on_attention_tint", "attention"),
    "danger": _Look("danger_tint", "on_danger_tint", "danger"),
    "neutral": _Look("sunken", "ink_soft", "line"),
}


class MonthGrid(QWidget):
    """Shows one month, Monday first.

    Signals:
        moved(): another day is in front, or others are taken.
        opened(date): Enter or a double click on a day.
        month_asked(int): so many months on, or back.
    """

    moved = Signal()
    opened = Signal(object)
    month_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: Mapping[date, Cell] = {}
        self._first = date.min
        self._today = date.min
        self._current = date.min
        self._anchor = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Kalender bulan"))

    # -- what is shown

    def show_month(self, cells: Sequence[Cell], today: date) -> None:
        """Show the days of a month, in their order; the day in front stays where it is in it."""
        self._cells = {cell.day: cell for cell in cells}
        self._first, self._today = cells[0].day, today
        if self._current not in self._cells:
            self._current = today if today in self._cells else self._first
            self._anchor = self._current
        if self._anchor not in self._cells:
            self._anchor = self._current
        self._tell()

    def current(self) -> date:
        """Return the day in front."""
        return self._current

    def taken(self) -> list[date]:
        """Return the days that are taken, the one in front at least."""
        first, last = sorted((self._anchor, self._current))
        return [first + timedelta(number) for number in range((last - first).days + 1)]

    def select(self, first: date, last: date | None = None) -> None:
        """Bring a day to the front, or take the days from one to another."""
        if first in self._cells and (last or first) in self._cells:
            self._anchor, self._current = first, last or first
            self._tell()

    def cell(self) -> Cell | None:
        """Return what the day in front says."""
        return self._cells.get(self._current)

    def _tell(self) -> None:
        found = self.cell()
        self.setAccessibleDescription(found.told if found else "")
        self.update()
        self.moved.emit()

    # -- where things are

    def sizeHint(self) -> QSize:
        return QSize(640, _HEAD + _ROWS * 68)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, _HEAD + _ROWS * _LEAST)

    def _rows(self) -> int:
        return (self._first.weekday() + len(self._cells) + _WEEK - 1) // _WEEK

    def _box(self, day: date) -> QRect:
        at = self._first.weekday() + (day - self._first).days
        row, column = divmod(at, _WEEK)
        left, right = column * self.width() // _WEEK, (column + 1) * self.width() // _WEEK
        height = min(max((self.height() - _HEAD) // max(self._rows(), 1), _LEAST), _MOST)
        return QRect(left, _HEAD + row * height, right - left - _GAP, height - _GAP)

    def _at(self, x: int, y: int) -> date | None:
        return next((day for day in self._cells if self._box(day).contains(x, y)), None)

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(13, QFont.Weight.Medium))
        painter.setPen(colour("ink_soft"))
        for number, name in enumerate(WEEKDAYS):
            left, right = number * self.width() // _WEEK, (number + 1) * self.width() // _WEEK
            box = QRect(left + 8, 0, right - left - 12, _HEAD - 4)
            words = painter.fontMetrics().elidedText(tr(name), Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        taken = set(self.taken()) if self._cells else set()
        for cell in self._cells.values():
            self._draw(painter, cell, taken=cell.day in taken)
        painter.end()

    def _draw(self, painter: QPainter, cell: Cell, *, taken: bool) -> None:
        box, look = self._box(cell.day), _LOOKS[cell.tone]
        painter.setBrush(Qt.BrushStyle.NoBrush if cell.faint else colour(look.fill))
        painter.setPen(QPen(colour("line" if cell.faint else look.edge), 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._draw_number(painter, cell, box)
        if cell.sign:
            where = QRect(box.right() - _SIGN - 5, box.top() + 3, _SIGN, _SIGN)
            icon(cell.sign, look.ink).paint(painter, where)
        self._draw_words(painter, cell, box)
        if taken:
            front = cell.day == self._current
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("primary"), 2.5 if front and self.hasFocus() else 1.6))
            painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    def _draw_number(self, painter: QPainter, cell: Cell, box: QRect) -> None:
        ink = "ink_off" if cell.faint else _LOOKS[cell.tone].ink if cell.tone != "neutral" else "ink"
        today = cell.day == self._today
        painter.setFont(font(15, QFont.Weight.Bold if today else QFont.Weight.Medium))
        number = str(cell.day.day)
        width = painter.fontMetrics().horizontalAdvance(number)
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("primary"))
            painter.drawRoundedRect(QRectF(box.left() + 5, box.top() + 3, width + 10, 20), 10, 10)
            ink = "on_primary"
        painter.setPen(colour(ink))
        painter.drawText(box.left() + 10, box.top() + 19, number)

    def _draw_words(self, painter: QPainter, cell: Cell, box: QRect) -> None:
        """Draw as many lines of words as there is room for, from the bottom up."""
        painter.setFont(font(12))
        painter.setPen(colour("ink_off" if cell.faint else _LOOKS[cell.tone].ink))
        lines = cell.words[: (box.height() >= _ONE_LINE) + (box.height() >= _TWO_LINES)]
        for number, words in enumerate(reversed(lines)):
            line = QRect(box.left() + 8, box.bottom() - 18 - number * 15, box.width() - 14, 15)
            fits = painter.fontMetrics().horizontalAdvance(words) <= line.width()
            said = words if fits or words != cell.words[-1] else cell.short or words
            shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_WEEK,
            Qt.Key.Key_Down: _WEEK,
            Qt.Key.Key_Home: -self._current.weekday(),
            Qt.Key.Key_End: _WEEK - 1 - self._current.weekday(),
        }
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._go(steps[key], extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in months:
            self.month_asked.emit(months[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cells:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _go(self, days: int, *, extend: bool) -> None:
        """Go so many days on; past the month's end to the next one, unless days are being taken."""
        if not self._cells:
            return
        first, last = self._first, max(self._cells)
        wanted = self._current + timedelta(days)
        if not extend and not first <= wanted <= last:
            self._current = self._anchor = wanted
            self.month_asked.emit(1 if wanted > last else -1)
            return
        self._current = min(max(wanted, first), last)
        if not extend:
            self._anchor = self._current
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._at(round(event.position().x()), round(event.position().y()))
        if day is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._current = day
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = day
        self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._at(round(event.position().x()), round(event.position().y()))
        if day is not None and event.buttons() & Qt.MouseButton.LeftButton and day != self._current:
            self._current = day
            self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self._at(round(event.position().x()), round(event.position().y()))
        if day is not None:
            self.opened.emit(day)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tip(self._cells[day].told) if day else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def day_words(day: date) -> str:
    """Return a day with its name: "Rabu, 7 Okt 2026"."""
    return f"{format_weekday(day)}, {format_date(day)}"
