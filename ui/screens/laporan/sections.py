"""The parts of the overview: large figures that open, and charts."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_percent, format_period, format_rupiah
from gallery_pos.language import tr
from ui.app.theme import colour
from ui.app.tokens import GRID, RADIUS
from ui.widgets.card import TotalCard
from ui.widgets.chart import BarChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.reports import MissingDay
    from gallery_pos.periods import Period
    from ui.papers.reports import Report
    from ui.screens.laporan.reading import Found

_COLUMNS = 4
_NAMED = 3
_WHOLE = 10_000


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
            "owed": tr("Terutang hari ini"),
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

    def show_found(self, found: Found) -> None:
        """Show the figures of a report and how its sales compare."""
        report, totals = found.report, found.report.totals
        money = {row.method: row.amount for row in report.by_method}
        cash = money.pop("tunai", 0)
        sold = tr("{count} struk, {pieces} barang").format(
            count=format_count(totals.sales_count), pieces=format_count(totals.pieces)
        )
        self._tell("net", totals.net, f"{sold}\n{compared(totals.net, found.before.net, found.before_span)}")
        self._tell("due", totals.due, tr("dibayarkan {amount}").format(amount=format_rupiah(totals.paid)))
        self._tell("commission", totals.commission, tr("iuran {amount}").format(amount=format_rupiah(totals.fees)))
        makers = sum(1 for row in report.owed if row.balance > 0)
        self._tell("owed", totals.owed, tr("kepada {count} penitip, sekarang").format(count=format_count(makers)))
        self._tell("cash", cash)
        qris = tr("QRIS {amount}").format(amount=format_rupiah(money.get("qris", 0)))
        self._tell("cashless", sum(money.values()), qris)
        counted = tr("{count} sif").format(count=format_count(totals.shifts))
        if found.visits:
            visits = tr("{count} kunjungan").format(count=format_count(len(found.visits)))
            counted = f"{counted}, {visits}"
        self._tell("variance", totals.over_short, counted)
        missing = report.days_without_closing
        self._cards["missing"].show_amount(format_count(len(missing)), _days(missing))

    def _tell(self, name: str, amount: int, hint: str = "") -> None:
        self._cards[name].show_amount(format_rupiah(amount), hint)


def compared(amount: int, before: int, span: Period) -> str:
    """Return how an amount compares with the one of the span before, in percent of that."""
    days = format_period(span.start, span.end)
    if before <= 0:
        return tr("{days}: {amount}").format(days=days, amount=format_rupiah(before))
    change = round((amount - before) * _WHOLE / before)
    sign = "+" if change > 0 else ""
    return tr("{change} dari {days}").format(change=f"{sign}{format_percent(change)}", days=days)


def _days(missing: Sequence[MissingDay]) -> str:
    shown = ", ".join(f"{row.outlet} {row.business_date.day}/{row.business_date.month}" for row in missing[:_NAMED])
    return shown + (" …" if len(missing) > _NAMED else "")


class Charts(QWidget):
    """By day, by maker, by category, by outlet: bars for the glance, their tables behind a button."""

    def __init__(self) -> None:
        super().__init__()
        self.days = BarChart(tr("Per hari"))
        self.makers = BarChart(tr("Per penitip"))
        self.categories = BarChart(tr("Per kategori"))
        self.outlets = BarChart(tr("Per gerai"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.days)
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        grid.addWidget(self.makers, 0, 0, 2, 1)
        grid.addWidget(self.categories, 0, 1)
        grid.addWidget(self.outlets, 1, 1)
        column.addLayout(grid)
        for chart, height in ((self.days, 260), (self.makers, 460), (self.categories, 220), (self.outlets, 220)):
            chart.setMinimumHeight(height)

    def show_report(self, report: Report) -> None:
        """Show the bars of a report; one outlet alone needs no bars by outlet."""
        self.days.show_days([(date.fromisoformat(row.key), row.net) for row in report.by_day])
        self.makers.show_names([(row.name, row.net) for row in report.by_consignor])
        self.categories.show_names([(row.name or tr("(tidak diisi)"), row.net) for row in report.by_category])
        self.outlets.show_names([(row.name, row.net) for row in report.by_outlet])
