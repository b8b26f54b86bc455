"""Bar charts, each with its table a click away: a picture for the glance, figures for whoever must be sure.

pyqtgraph takes a third of a second to import, so it comes in when the first chart has been shown, after everything else.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from textwrap import wrap
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.theme import font, tokens
from ui.app.tokens import GRID
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState

_MOST_NAMES = 12
_THOUSAND = 1_000
_MILLION = 1_000_000
_BAR = 0.64
_LEAST_DAYS, _LEAST_NAMES = 7, 4
"""Room for so many bars where there are fewer: a day by itself is a bar, not a wall."""
_BEHIND = -1000
_TICK_SIZE = 12
_NAME_LETTERS = 24
_LEAST_HEIGHT, _NAME_HEIGHT, _AROUND = 220, 36, 104
_AFTER_PAINT_MS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its amount in rupiah, and the day where it stands for one."""

    name: str
    amount: int
    day: date | None = None


_COLUMNS: tuple[Column[Bar], ...] = (
    Column(tr_noop("Keterangan"), lambda bar: bar.name, sort_key=lambda bar: bar.day or bar.name, stretch=True),
    Column(tr_noop("Jumlah", "uang"), lambda bar: bar.amount, Kind.MONEY),
)


class BarChart(Card):
    """A card with bars by day (standing) or by name (lying, largest first), and a button that shows the table.

    Signals:
        opened(Bar): a row of the table wants to be opened.
    """

    opened = Signal(object)

    def __init__(self, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, hint, parent)
        self._bars: tuple[Bar, ...] = ()
        self._lying = False
        self._plot: Any = None
        self._dressed = ""
        self._waited = False
        self._switch = IconButton("table", tr("Tampilkan tabel"), self.toggle_table)
        if self.header is not None:
            self.header.add(self._switch)
        self._empty = EmptyState(tr("Belum ada penjualan"), tr("Grafik tampil setelah ada yang terjual."))
        self._picture = QWidget()
        room = QVBoxLayout(self._picture)
        room.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedLayout()
        for page in (self._picture, self._empty):
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._empty)
        self.body.addLayout(self._pages, 1)
        self.setMinimumHeight(200)

    @cached_property
    def table(self) -> TableView[Bar]:
        """The figures, made when somebody first wants them."""
        made: TableView[Bar] = TableView(
            _COLUMNS, lambda bar: (bar.day, bar.name), EmptyState(tr("Belum ada penjualan")), search=None
        )
        made.activated.connect(self.opened.emit)
        made.show_rows(self._bars)
        self._pages.addWidget(made)
        return made

    def show_days(self, days: Sequence[tuple[date, int]]) -> None:
        """Show an amount in rupiah for each day, in order."""
        self._show(tuple(Bar(format_date(day), amount, day) for day, amount in days), lying=False)

    def show_names(self, names: Sequence[tuple[str, int]]) -> None:
        """Show an amount in rupiah for each name, the largest at the top; the table has those that find no room."""
        ordered = sorted(names, key=lambda pair: -pair[1])
        self._show(tuple(Bar(name, amount) for name, amount in ordered), lying=True)
        shown = min(len(ordered), _MOST_NAMES)
        self.setMinimumHeight(max(_LEAST_HEIGHT, _AROUND + shown * _NAME_HEIGHT))

    def show_months(self, months: Sequence[tuple[str, int]]) -> None:
        """Show an amount in rupiah for each month, in order, standing."""
        self._show(tuple(Bar(name, amount) for name, amount in months), lying=False)

    def toggle_table(self) -> None:
        """Change between the picture and its table."""
        as_table = self._pages.currentWidget() is not self.table
        self._switch.setToolTip(tr("Tampilkan grafik") if as_table else tr("Tampilkan tabel"))
        self._switch.set_icon("chart-bar" if as_table else "table")
        self._pages.setCurrentWidget(self.table if as_table else self._first_page())

    def _first_page(self) -> QWidget:
        return self._picture if any(bar.amount for bar in self._bars) else self._empty

    def _show(self, bars: tuple[Bar, ...], *, lying: bool) -> None:
        self._bars, self._lying = bars, lying
        if "table" in vars(self):
            self.table.show_rows(bars)
        if self._pages.currentWidget() in {self._picture, self._empty}:
            self._pages.setCurrentWidget(self._first_page())
        self._dressed = ""
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        """Draw anew, where the bars or the theme are others than when it was last done."""
        if self._dressed == tokens().name or self._first_page() is self._empty:
            return
        if "pyqtgraph" not in sys.modules and not self._waited:
            self._waited = True
            QTimer.singleShot(_AFTER_PAINT_MS, self, self._draw)
            return
        self._dressed = tokens().name
        if self._plot is None:
            self._plot = self._make_plot()
            layout = self._picture.layout()
            if layout is not None:
                layout.addWidget(self._plot)
        self._plot.clear()
        self._plot.setBackground(tokens().card)
        if self._lying:
            self._draw_lying()
        else:
            self._draw_standing()

    def _make_plot(self) -> Any:
        import pyqtgraph

        plot = pyqtgraph.PlotWidget()
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setMenuEnabled(False)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return plot

    def _bar_item(self, **places: Any) -> Any:
        import pyqtgraph

        return pyqtgraph.BarGraphItem(brush=tokens().primary, pen=pyqtgraph.mkPen(None), **places)

    def _draw_standing(self) -> None:
        places = list(range(len(self._bars)))
        amounts = [bar.amount for bar in self._bars]
        self._plot.addItem(self._bar_item(x=places, height=amounts, width=_BAR))
        every = -(-len(self._bars) // (8 if self._bars[0].day else 13))
        days = [(at, _short_day(bar)) for at, bar in enumerate(self._bars) if at % every == 0]
        self._dress(bottom=days, left=_amount_ticks(max(amounts)), amounts="left")
        aside = max(_LEAST_DAYS - len(self._bars), 0) / 2
        self._plot.setXRange(-0.6 - aside, len(self._bars) - 0.4 + aside, padding=0)
        self._plot.setYRange(min(0, *amounts), max(amounts) * 1.06, padding=0)

    def _draw_lying(self) -> None:
        bars = self._bars[:_MOST_NAMES]
        places = [-at for at in range(len(bars))]
        amounts = [bar.amount for bar in bars]
        self._plot.addItem(self._bar_item(x0=0, y=places, width=amounts, height=_BAR))
        names = [(-at, _folded(bar.name)) for at, bar in enumerate(bars)]
        self._dress(bottom=_amount_ticks(max(amounts)), left=names, amounts="bottom")
        self._plot.setYRange(-max(len(bars), _LEAST_NAMES) + 0.4, 0.6, padding=0)
        self._plot.setXRange(min(0, *amounts), max(amounts) * 1.06, padding=0)

    def _dress(self, bottom: list[tuple[int, str]], left: list[tuple[int, str]], amounts: str) -> None:
        """Label both axes and draw a thin line across at each label of the axis that the amounts are on."""
        import pyqtgraph

        line = pyqtgraph.mkPen(tokens().line)
        metrics = QFontMetrics(font(_TICK_SIZE))
        for side, ticks in (("bottom", bottom), ("left", left)):
            axis = self._plot.getAxis(side)
            axis.setTicks([ticks])
            axis.setStyle(tickFont=font(_TICK_SIZE), tickLength=0, tickTextOffset=GRID, hideOverlappingLabels=False)
            axis.setTextPen(tokens().ink_soft)
            axis.setPen(line if side != amounts else pyqtgraph.mkPen(None))
            if side == amounts:
                for amount, _ in ticks:
                    across = pyqtgraph.InfiniteLine(amount, angle=0 if side == "left" else 90, pen=line)
                    across.setZValue(_BEHIND)
                    self._plot.addItem(across, ignoreBounds=True)
        # pyqtgraph drops labels that are wider than the axis was the last time.
        self._plot.getAxis("left").setWidth(
            max(metrics.horizontalAdvance(line) for _, text in left for line in text.split("\n")) + 2 * GRID
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._plot is not None and self.isVisible():
            self._draw()


def _short_day(bar: Bar) -> str:
    return bar.name if bar.day is None else format_date(bar.day).rpartition(" ")[0]


def _folded(name: str) -> str:
    """Return a name on two lines where one is too long for it; what is longer still the table tells."""
    if len(name) <= _NAME_LETTERS:
        return name
    lines = wrap(name, _NAME_LETTERS, max_lines=2, placeholder="…")
    return "\n".join(lines)


def _amount_ticks(largest: int) -> list[tuple[int, str]]:
    """Return three to six round amounts up to the largest, written short."""
    if largest <= 0:
        return [(0, format_rupiah(0))]
    step = next(
        size * factor
        for size in (10**power for power in range(16))
        for factor in (1, 2, 5)
        if largest // (size * factor) <= 5  # noqa: PLR2004 -- more would not be read
    )
    return [(amount, short_amount(amount)) for amount in range(0, largest + 1, step)]


def short_amount(amount: int) -> str:
    """Write an amount for an axis: ``500``, ``25 rb``, ``1,5 jt``."""
    for size, unit in ((_MILLION, tr("jt")), (_THOUSAND, tr("rb"))):
        if amount >= size:
            whole, rest = divmod(amount * 10 // size, 10)
            return f"{format_count(whole)}{f',{rest}' if rest else ''} {unit}"
    return format_count(amount)
