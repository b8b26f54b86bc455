"""Which days the report is over: a month, a day, or any span of days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gallery_pos.formatting import format_month
from gallery_pos.language import tr
from gallery_pos.periods import Period, month_of, month_range
from gallery_pos.spans import span_words, step
from ui.app.tokens import GRID
from ui.widgets.buttons import Segments
from ui.widgets.edits import DateEdit
from ui.widgets.text import Label

_TODAY, _MONTH, _SPAN = "today", "month", "span"


class Days(QWidget):
    """Chooses the days; a month ends today at the latest.

    Signals:
        chosen(Period): these days are wanted now.
        refused(str): the dates make no span; why.
    """

    chosen = Signal(object)
    refused = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.span = Period(month_of(today()).start, today())
        self.kind = Segments([(_MONTH, tr("Bulan")), (_TODAY, tr("Hari")), (_SPAN, tr("Rentang"))])
        self._title = Label("", "heading")
        self.since, self.until = DateEdit(self.span.start), DateEdit(self.span.end)
        self.since.setAccessibleName(tr("Dari tanggal"))
        self.until.setAccessibleName(tr("Sampai tanggal"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for widget in (self.kind, self._title, self.since, self.until):
            row.addWidget(widget)
        for edit in (self.since, self.until):
            edit.setFixedWidth(136)
            edit.editingFinished.connect(self._read)
        self.kind.chosen.connect(self._choose_kind)
        self.setFocusProxy(self.kind)
        self._tell()

    def monthly(self) -> bool:
        """Return whether the span is a month, as far as it has come."""
        return self.kind.choice() == _MONTH

    def show_day(self, day: date) -> None:
        """Choose one day."""
        self.kind.choose(_SPAN)
        self.show_days(day, day)

    def show_month(self, month: str) -> None:
        """Choose a month ("2026-10"), as far as it has come."""
        self.kind.choose(_MONTH)
        self._show_month(month_range(month))

    def step(self, by: int) -> None:
        """Go one span back or on, never into the future."""
        span, today = step(self.span, by, monthly=self.monthly()), self._today()
        if span.start <= today:
            self.show_days(span.start, min(span.end, today))

    def show_days(self, since: date, until: date) -> None:
        """Choose these days, as the kind of span that is chosen."""
        self.span = Period(since, until)
        self.since.set_value(since)
        self.until.set_value(until)
        self._tell()
        self.chosen.emit(self.span)

    def _show_month(self, month: Period) -> None:
        self.show_days(month.start, max(min(month.end, self._today()), month.start))

    def _choose_kind(self, kind: str) -> None:
        if kind == _SPAN:
            self._tell()
            self._read()
        elif kind == _TODAY:
            self.show_days(self._today(), self._today())
        else:
            self._show_month(month_of(self.span.start))

    def _read(self) -> None:
        since, until = self.since.value(), self.until.value()
        if since is None or until is None or until < since:
            self.refused.emit(tr("Tanggal akhir harus sama dengan atau sesudah tanggal awal."))
        else:
            self.show_days(since, until)

    def _tell(self) -> None:
        span, custom = self.span, self.kind.choice() == _SPAN
        words = span_words(span.start, span.end)
        self._title.setText(format_month(span.start) if self.monthly() else words)
        self._title.setToolTip(words)
        self._title.setHidden(custom)
        for edit in (self.since, self.until):
            edit.setVisible(custom)
