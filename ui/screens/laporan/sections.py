"""The parts of the overview: large figures that open, the month in sentences, and charts."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_date, format_month, format_percent, format_period, format_rupiah
from gallery_pos.language import tr
from gallery_pos.periods import Period, month_range
from ui.app.theme import colour
from ui.app.tokens import GRID, RADIUS
from ui.papers.glance import change_bp
from ui.papers.report_words import overpaid
from ui.widgets.card import Card, TotalCard
from ui.widgets.chart import Bar, BarChart
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.reports import MissingDay
    from ui.papers.glance import Glance
    from ui.papers.reports import Report
    from ui.screens.laporan.reading import Found

_COLUMNS = 4
_NAMED = 3
_SENTENCES = 6


class OpenCard(TotalCard):
    """A figure that opens what it is made of: by a click, or by Enter and the space bar.

    Signals:
        asked(): it wants to be opened.
    """

    asked = Signal()

    def __init__(self, caption: str) -> None:
        super().__init__(caption)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Buka rinciannya"))
        self.setAccessibleName(caption)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("primary"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class Figures(QWidget):
    """The span in eight figures, each a way to its table.

    Signals:
        asked(str): the figure with this name wants to be opened.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        names = {
            "net": tr("Penjualan bersih"),
            "due": tr("Hak penitip"),
            "commission": tr("Komisi galeri"),
            "owed": tr("Terutang pada akhir masa"),
            "cash": tr("Tunai"),
            "cashless": tr("Nontunai"),
            "variance": tr("Selisih kas"),
            "missing": tr("Hari tanpa tutup sif"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2 * GRID)
        self._cards = {name: OpenCard(text) for name, text in names.items()}
        for at, (name, card) in enumerate(self._cards.items()):
            card.asked.connect(partial(self.asked.emit, name))
            grid.addWidget(card, at // _COLUMNS, at % _COLUMNS)
            grid.setColumnStretch(at % _COLUMNS, 1)

    def said(self, name: str) -> str:
        """Return what a figure says, "" before anything was read."""
        return self._cards[name].amount.text()

    def show_glance(self, glance: Glance) -> None:
        """Show the figures of a span and how its sales compare."""
        totals = glance.totals
        money = {row.method: row.amount for row in glance.by_method}
        cash = money.pop("tunai", 0)
        sold = tr("{count} struk, {pieces} barang").format(
            count=format_count(totals.sales_count), pieces=format_count(totals.pieces)
        )
        before = Period(glance.before_since, glance.before_until)
        self._tell("net", totals.net, f"{sold}\n{compared(totals.net, glance.before.net, before)}")
        self._tell("due", totals.due, tr("dibayarkan {amount}").format(amount=format_rupiah(totals.paid)))
        self._tell("commission", totals.commission, tr("iuran {amount}").format(amount=format_rupiah(totals.fees)))
        self._tell("owed", totals.owed, tr("pada {day}").format(day=format_date(glance.until)))
        self._tell("cash", cash)
        qris = tr("QRIS {amount}").format(amount=format_rupiah(money.get("qris", 0)))
        self._tell("cashless", sum(money.values()), qris)
        self._tell("variance", totals.over_short, tr("{count} sif").format(count=format_count(totals.shifts)))
        missing = glance.missing
        self._cards["missing"].show_amount(format_count(len(missing)), _days(missing))

    def show_found(self, found: Found) -> None:
        """Say beside the figures what the whole report knows of them."""
        report, totals = found.report, found.report.totals
        owed = [row for row in report.owed if row.balance > 0]
        late = sum(row.days_60 + row.days_90 + row.older for row in owed)
        on = tr("{count} penitip pada {day}").format(count=format_count(len(owed)), day=format_date(report.until))
        old = tr("lebih dari 30 hari {amount}").format(amount=format_rupiah(late))
        more = old if late else overpaid(row.balance for row in report.owed) or old
        self._tell("owed", totals.owed, f"{on}\n{more}")
        counted = tr("{count} sif").format(count=format_count(totals.shifts))
        if report.visits:
            visits = tr("{count} kunjungan").format(count=format_count(len(report.visits)))
            counted = f"{counted}, {visits}"
        self._tell("variance", totals.over_short, counted)

    def _tell(self, name: str, amount: int, hint: str = "") -> None:
        self._cards[name].show_amount(format_rupiah(amount), hint)


def compared(amount: int, before: int, span: Period) -> str:
    """Return how an amount compares with the one of the span before, in percent of that."""
    days = format_period(span.start, span.end)
    change = change_bp(amount, before)
    if change is None:
        return tr("{days}: {amount}").format(days=days, amount=format_rupiah(before))
    sign = "+" if change > 0 else ""
    return tr("{change} dari {days}").format(change=f"{sign}{format_percent(change)}", days=days)


def _days(missing: Sequence[MissingDay]) -> str:
    shown = ", ".join(f"{row.outlet} {row.business_date.day}/{row.business_date.month}" for row in missing[:_NAMED])
    return shown + (" …" if len(missing) > _NAMED else "")


class Words(Card):
    """The span in sentences, in the order in which a head of office asks."""

    def __init__(self) -> None:
        super().__init__(tr("Dalam kalimat"))
        self._lines = [Label("", wrap=True) for _ in range(_SENTENCES)]
        for line in self._lines:
            self.add(line)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show as many as there is room for."""
        for line, text in zip(self._lines, (*sentences, *[""] * _SENTENCES), strict=False):
            line.setText(text)


class Charts(QWidget):
    """By day, by month, by outlet, by maker, by category: bars for the glance, their tables behind a button.

    Signals:
        day_asked(date), month_asked(str), row_asked(str, str): this day, this month, the row with this key of the table
            by this is wanted.
    """

    day_asked = Signal(object)
    month_asked = Signal(str)
    row_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.days = BarChart(tr("Per hari"))
        self.months = BarChart(tr("Bulan demi bulan"))
        self.outlets = BarChart(tr("Per gerai"))
        self.makers = BarChart(tr("Per penitip"))
        self.categories = BarChart(tr("Per kategori"))
        self._keys: dict[str, dict[str, str]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.days)
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        grid.addWidget(self.months, 0, 0)
        grid.addWidget(self.outlets, 0, 1)
        grid.addWidget(self.makers, 1, 0)
        grid.addWidget(self.categories, 1, 1)
        for at in (0, 1):
            grid.setColumnStretch(at, 1)
        column.addLayout(grid)
        self.days.setMinimumHeight(260)
        self.days.opened.connect(lambda bar: self.day_asked.emit(bar.day))
        self.months.opened.connect(lambda bar: self.month_asked.emit(self._keys["months"][bar.name]))
        for name, chart in (("outlets", self.outlets), ("makers", self.makers), ("categories", self.categories)):
            chart.opened.connect(partial(self._open, name))

    def _open(self, name: str, bar: Bar) -> None:
        self.row_asked.emit(name, self._keys[name][bar.name])

    def show_glance(self, glance: Glance) -> None:
        """Show the bars that are known first; one month alone needs no bars by month, one outlet none by outlet."""
        self.days.show_days([(date.fromisoformat(row.key), row.net) for row in glance.by_day])
        sums: dict[str, int] = {}
        for row in glance.months:
            sums[row.month] = sums.get(row.month, 0) + row.net
        words = {month: _short(month) for month in sums}
        self._keys["months"] = {words[month]: month for month in sums}
        self.months.show_months([(words[month], net) for month, net in sums.items()])
        self._show("outlets", self.outlets, [(row.key, row.name, row.net) for row in glance.by_outlet])

    def show_report(self, report: Report) -> None:
        """Show the other bars of a report."""
        self._show("makers", self.makers, [(row.key, row.name, row.net) for row in report.by_consignor])
        categories = [(row.key, row.name or tr("(tidak diisi)"), row.net) for row in report.by_category]
        self._show("categories", self.categories, categories)

    def _show(self, name: str, chart: BarChart, rows: Sequence[tuple[str, str, int]]) -> None:
        self._keys[name] = {words: key for key, words, _ in rows}
        chart.show_names([(words, net) for _, words, net in rows])


def _short(month: str) -> str:
    """Return a month for below a column: "Okt 26"."""
    name, year = format_month(month_range(month).start).rsplit(" ", 1)
    return f"{name[:3]} {year[2:]}"
