"""Spans of days as bars over weeks, a row for each place: a calendar that is read at a glance and walked with the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gallery_pos.formatting import SHORT_MONTHS, format_period
from gallery_pos.language import tr
from ui.app.theme import colour, font
from ui.widgets.text import plain_tip

WEEKS = 8
_WEEK = 7
_NAMES = 150
_HEAD = 34
_LANE = 30
_PAD = 6
_JUMP = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A bar: ``row`` is the place it stands in, both days included; ``tone`` good, info or neutral."""

    key: str
    row: str
    text: str
    since: date
    until: date
    tone: str = "info"


class WeekStrip(QWidget):
    """Left and right go week by week, up and down from bar to bar, Enter opens.

    Signals:
        selected(str): the key of the bar that is in front, "" for none.
        opened(str): Enter or a double click on a bar.
    """

    selected = Signal(str)
    opened = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.first = today - timedelta(today.weekday() + _WEEK)
        self._rows: tuple[tuple[str, str], ...] = ()
        self._spans: tuple[Span, ...] = ()
        self._lanes: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Kalender giliran"))

    # -- what is shown

    def show_spans(self, rows: Sequence[tuple[str, str]], spans: Sequence[Span]) -> None:
        """Show places (code and name) and what stands there; a bar whose place is gone has a row at the end."""
        known = {code for code, _ in rows}
        gone = sorted({span.row for span in spans} - known)
        self._rows = (*rows, *((code, code) for code in gone))
        self._spans = tuple(sorted(spans, key=lambda span: (span.since, span.until, span.text)))
        self._arrange()

    def current(self) -> str:
        """Return the key of the bar in front."""
        return self._current

    def select(self, key: str) -> None:
        """Bring a bar to the front, and the weeks that it is in into view."""
        span = self._find(key)
        self._current = span.key if span else ""
        if span and (span.until < self.first or span.since > self._last()):
            self.first = span.since - timedelta(span.since.weekday())
            self._arrange()
        self.setAccessibleDescription(_told(span) if span else "")
        self.update()
        self.selected.emit(self._current)

    def go(self, weeks: int) -> None:
        """Show so many weeks later, or earlier."""
        self.first += timedelta(weeks * _WEEK)
        self._arrange()

    def _last(self) -> date:
        return self.first + timedelta(WEEKS * _WEEK - 1)

    def _shown(self) -> list[Span]:
        last = self._last()
        return [span for span in self._spans if span.since <= last and span.until >= self.first]

    def _find(self, key: str) -> Span | None:
        return next((span for span in self._spans if span.key == key), None)

    def _arrange(self) -> None:
        """Put bars that overlap below each other."""
        self._lanes = {}
        self._counts = dict.fromkeys((code for code, _ in self._rows), 1)
        for code, _ in self._rows:
            ends: list[date] = []
            for span in (each for each in self._shown() if each.row == code):
                lane = next((at for at, end in enumerate(ends) if end < span.since), len(ends))
                ends[lane : lane + 1] = [span.until]
                self._lanes[span.key] = lane
            self._counts[code] = max(len(ends), 1)
        self.updateGeometry()
        self.update()

    # -- where things are

    def sizeHint(self) -> QSize:
        return QSize(700, _HEAD + sum(self._height(code) for code, _ in self._rows) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, self.sizeHint().height())

    def _height(self, code: str) -> int:
        return self._counts.get(code, 1) * _LANE + _PAD

    def _x(self, day: date) -> float:
        return _NAMES + (day - self.first).days * (self.width() - _NAMES) / (WEEKS * _WEEK)

    def _top(self, code: str) -> int:
        top = _HEAD
        for each, _ in self._rows:
            if each == code:
                break
            top += self._height(each)
        return top

    def _box(self, span: Span) -> QRectF:
        left = max(self._x(span.since), float(_NAMES))
        right = min(self._x(span.until + timedelta(1)), float(self.width()))
        top = self._top(span.row) + _PAD / 2 + self._lanes.get(span.key, 0) * _LANE
        return QRectF(left + 1, top + 2, max(right - left - 2, 4), _LANE - 4)

    def _at(self, x: float, y: float) -> Span | None:
        return next((span for span in self._shown() if self._box(span).contains(x, y)), None)

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_weeks(painter)
        self._draw_rows(painter)
        if self.first <= self._today <= self._last():
            x = self._x(self._today) + (self.width() - _NAMES) / (2 * WEEKS * _WEEK)
            painter.setPen(QPen(colour("danger"), 1.5))
            painter.drawLine(round(x), _HEAD - 6, round(x), self.height())
        for span in self._shown():
            self._draw_span(painter, span)
        painter.end()

    def _draw_weeks(self, painter: QPainter) -> None:
        painter.setFont(font(13))
        for week in range(WEEKS):
            monday = self.first + timedelta(week * _WEEK)
            x = self._x(monday)
            painter.setPen(colour("line"))
            painter.drawLine(round(x), _HEAD - 8, round(x), self.height())
            painter.setPen(colour("ink_soft"))
            words = f"{monday.day} {tr(SHORT_MONTHS[monday.month - 1])}"
            painter.drawText(QRectF(x + 4, 0, 90, _HEAD), Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_rows(self, painter: QPainter) -> None:
        painter.setFont(font(14, QFont.Weight.Medium))
        for code, whole in self._rows:
            name, top, height = whole, self._top(code), self._height(code)
            painter.setPen(colour("line"))
            painter.drawLine(0, top, self.width(), top)
            painter.setPen(colour("ink"))
            room = QRectF(12, top + 4, _NAMES - 20, height - 8)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            metrics = painter.fontMetrics()
            if metrics.boundingRect(room.toRect(), flags, name).height() > room.height():
                name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, flags, name)

    def _draw_span(self, painter: QPainter, span: Span) -> None:
        box, current = self._box(span), span.key == self._current
        fills = {"good": "primary_tint", "info": "info_tint", "neutral": "ground"}
        painter.setBrush(colour(fills.get(span.tone, "ground")))
        edge = colour("primary") if current else colour("edge")
        painter.setPen(QPen(edge, 2.5 if current and self.hasFocus() else 1.5 if current else 0.8))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(colour("ink_soft" if span.tone == "neutral" else "ink"))
        painter.setFont(font(13))
        room = box.adjusted(7, 0, -5, 0)
        words = painter.fontMetrics().elidedText(span.text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -_JUMP, Qt.Key.Key_PageDown: _JUMP}
        walks = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go(steps[key])
        elif key in walks:
            self._walk(walks[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        """Go to the next bar in sight, from row to row as they are read."""
        places = [code for code, _ in self._rows]
        spans = sorted(self._shown(), key=lambda span: (places.index(span.row), span.since, self._lanes[span.key]))
        keys = [span.key for span in spans]
        if keys:
            at = keys.index(self._current) + by if self._current in keys else 0
            self.select(keys[max(0, min(at, len(keys) - 1))])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        span = self._at(event.position().x(), event.position().y())
        self.select(span.key if span else "")
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        span = self._at(event.position().x(), event.position().y())
        if span is not None:
            self.opened.emit(span.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell the whole name and the days of the bar under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            span = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tip(_told(span)) if span else "", self)
            return True
        return super().event(event)


def _told(span: Span) -> str:
    return f"{span.text}\n{format_period(span.since, span.until)}"
