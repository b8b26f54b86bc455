"""A span of days to look at: this month, the last one, this year, everything, or any two days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gallery_pos.language import tr
from gallery_pos.periods import Period, month_of
from ui.app.tokens import GRID
from ui.widgets.edits import DateEdit
from ui.widgets.filters import FilterBox

_FIRST = date(1990, 1, 1)
_LAST = date(2100, 12, 31)
_OWN = "own"


class PeriodBox(QWidget):
    """Chooses a period.

    Signals:
        chosen(): another one.
    """

    chosen = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.box = FilterBox(tr("Semua waktu"), tr("Masa"))
        self.box.offer(
            (
                ("month", tr("Bulan ini")),
                ("before", tr("Bulan lalu")),
                ("year", tr("Tahun ini")),
                (_OWN, tr("Pilih tanggal…")),
            )
        )
        self.since, self.until = DateEdit(), DateEdit()
        self.since.setAccessibleName(tr("Dari tanggal"))
        self.until.setAccessibleName(tr("Sampai tanggal"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for widget in (self.box, self.since, self.until):
            row.addWidget(widget)
        for field in (self.since, self.until):
            field.setMaximumWidth(150)
            field.value_changed.connect(lambda _day: self.chosen.emit())
        self.box.chosen.connect(self._on_chosen)
        self._follow()

    def period(self) -> Period:
        """Return what is chosen; a day that is not written is no limit."""
        today = self._today()
        match self.box.value():
            case "month":
                return month_of(today)
            case "before":
                return month_of(today.replace(day=1) - timedelta(days=1))
            case "year":
                return Period(today.replace(month=1, day=1), today.replace(month=12, day=31))
            case "own":
                return Period(self.since.value() or _FIRST, self.until.value() or _LAST)
        return Period(_FIRST, _LAST)

    def choose(self, value: str | None) -> None:
        """Choose without telling anybody."""
        self.box.choose(value)
        self._follow()

    def _on_chosen(self) -> None:
        self._follow()
        self.chosen.emit()

    def _follow(self) -> None:
        own = self.box.value() == _OWN
        self.since.setVisible(own)
        self.until.setVisible(own)
