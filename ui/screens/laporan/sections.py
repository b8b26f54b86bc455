"""The parts of the report: large figures, charts, and the tables behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QTabWidget, QVBoxLayout, QWidget

from db.queries.reports import BuyerRow, MethodRow, MissingDay, TradeRow
from db.queries.sales import SaleRow
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.formats import moment
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.card import TotalCard
from ui.widgets.chart import BarChart
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.reports import Report
    from ui.workplace import Workplace

_COLUMNS = 4
_V = TypeVar("_V", bound=QWidget)


class Figures(QWidget):
    """The month in eight figures."""

    def __init__(self) -> None:
        super().__init__()
        names = {
            "net": tr("Penjualan bersih"),
            "due": tr("Hak penitip"),
            "commission": tr("Komisi galeri"),
            "owed": tr("Masih terutang"),
            "cash": tr("Tunai"),
            "cashless": tr("Nontunai"),
            "variance": tr("Selisih kas"),
            "missing": tr("Hari tanpa tutup sif"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2 * GRID)
        self._cards = {name: TotalCard(text) for name, text in names.items()}
        for at, card in enumerate(self._cards.values()):
            grid.addWidget(card, at // _COLUMNS, at % _COLUMNS)

    def show_report(self, report: Report) -> None:
        """Show the figures of a report."""
        totals = report.totals
        money = {row.method: row.amount for row in report.by_method}
        cash = money.pop("tunai", 0)
        self._tell(
            "net",
            totals.net,
            tr("{count} struk, {pieces} barang").format(
                count=format_count(totals.sales_count), pieces=format_count(totals.pieces)
            ),
        )
        self._tell("due", totals.due, tr("dibayarkan {amount}").format(amount=format_rupiah(totals.paid)))
        self._tell("commission", totals.commission, tr("iuran {amount}").format(amount=format_rupiah(totals.fees)))
        makers = sum(1 for row in report.owed if row.balance > 0)
        self._tell("owed", totals.owed, tr("kepada {count} penitip, sekarang").format(count=format_count(makers)))
        self._tell("cash", cash)
        self._tell(
            "cashless", sum(money.values()), tr("QRIS {amount}").format(amount=format_rupiah(money.get("qris", 0)))
        )
        self._tell("variance", totals.over_short, tr("{count} sif").format(count=format_count(totals.shifts)))
        missing = report.days_without_closing
        self._cards["missing"].show_amount(format_count(len(missing)), _days(missing))

    def _tell(self, name: str, amount: int, hint: str = "") -> None:
        self._cards[name].show_amount(format_rupiah(amount), hint)


def _days(missing: Sequence[MissingDay]) -> str:
    shown = ", ".join(f"{row.outlet} {row.business_date.day}/{row.business_date.month}" for row in missing[:3])
    return shown + (" …" if len(missing) > 3 else "")  # noqa: PLR2004 -- as many as are shown


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
        """Show the bars of a report."""
        self.days.show_days([(date.fromisoformat(row.key), row.net) for row in report.by_day])
        self.makers.show_names([(row.name, row.net) for row in report.by_consignor])
        self.categories.show_names([(row.name or tr("(tidak diisi)"), row.net) for row in report.by_category])
        self.outlets.show_names([(row.name, row.net) for row in report.by_outlet])


class Tables(QTabWidget):
    """Every figure of the report in tables.

    Signals:
        day_asked(date): the sales of this day are wanted.
    """

    day_asked = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._days = self._trade(tr("Per hari"), tr_noop("Tanggal"), by_day=True)
        self._days.activated.connect(lambda row: self.day_asked.emit(date.fromisoformat(row.key)))
        self._makers = self._trade(tr("Per penitip"), tr_noop("Penitip"))
        self._categories = self._trade(tr("Per kategori"), tr_noop("Kategori"))
        self._outlets = self._trade(tr("Per gerai"), tr_noop("Gerai"))
        self._classes = self._trade(tr("Per kelas usaha"), tr_noop("Kelas"))
        methods: tuple[Column[MethodRow], ...] = (
            Column(tr_noop("Cara bayar"), lambda row: row.method.capitalize(), stretch=True),
            Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=160),
        )
        self._methods = self._add(tr("Cara bayar"), TableView(methods, lambda row: row.method, _nothing(), search=None))
        buyers: tuple[Column[BuyerRow], ...] = (
            Column(tr_noop("Pembeli"), lambda row: row.buyer, stretch=True),
            Column(tr_noop("Struk"), lambda row: row.count, Kind.NUMBER),
            Column(tr_noop("Jumlah", "uang"), lambda row: row.total, Kind.MONEY, width=160),
        )
        self._buyers = self._add(tr("Pembeli"), TableView(buyers, lambda row: row.buyer, _nothing(), search=None))

    def _add(self, title: str, table: _V) -> _V:
        self.addTab(table, title)
        return table

    def _trade(self, title: str, by: str, *, by_day: bool = False) -> TableView[TradeRow]:
        columns: tuple[Column[TradeRow], ...] = (
            Column(
                by,
                lambda row: date.fromisoformat(row.key) if by_day else row.name or tr("(tidak diisi)"),
                Kind.DATE if by_day else Kind.TEXT,
                stretch=True,
            ),
            Column(tr_noop("Potong"), lambda row: row.pieces, Kind.NUMBER),
            Column(tr_noop("Kotor"), lambda row: row.gross, Kind.MONEY, width=128),
            Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY),
            Column(tr_noop("Bersih"), lambda row: row.net, Kind.MONEY, width=128),
            Column(tr_noop("Komisi"), lambda row: row.commission, Kind.MONEY),
            Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY, width=128),
        )
        export = exporter(self._place, self)
        return self._add(
            title, TableView(columns, lambda row: row.key, _nothing(), name=title, search="", on_export=export)
        )

    def show_report(self, report: Report) -> None:
        """Show the tables of a report."""
        self._days.show_rows(report.by_day)
        self._makers.show_rows(report.by_consignor)
        self._categories.show_rows(report.by_category)
        self._outlets.show_rows(report.by_outlet)
        self._classes.show_rows(report.by_size_class)
        self._methods.show_rows(report.by_method)
        self._buyers.show_rows(report.by_buyer)


def _nothing() -> EmptyState:
    return EmptyState(tr("Tidak ada penjualan"), tr("Pilih hari atau bulan yang lain."))


def sales_table(place: Workplace, near: QWidget, on_open: Callable[[SaleRow], object]) -> TableView[SaleRow]:
    """Return the list of single sales; a row opens its document."""
    zone = place.desk().timezone
    columns: tuple[Column[SaleRow], ...] = (
        Column(tr_noop("Waktu"), lambda row: row.time, text=lambda row: moment(row.time, zone), width=160),
        Column(tr_noop("Nomor"), lambda row: row.number, width=170),
        Column(tr_noop("Gerai"), lambda row: row.outlet, width=110),
        Column(tr_noop("Kasir"), lambda row: row.cashier, stretch=True),
        Column(tr_noop("Barang"), lambda row: row.pieces, Kind.NUMBER),
        Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY),
        Column(tr_noop("Total"), lambda row: row.total, Kind.MONEY, width=128),
        Column(
            tr_noop("Cara bayar"), lambda row: ", ".join(name for name, paid in row.methods.items() if paid), width=130
        ),
    )
    table: TableView[SaleRow] = TableView(
        columns,
        lambda row: row.id,
        _nothing(),
        name=tr("penjualan"),
        search=tr("Cari nomor, kasir, pembeli"),
        on_export=exporter(place, near),
    )
    table.activated.connect(on_open)
    return table


def span_words(since: date, until: date) -> str:
    """Return the days of a report in words."""
    return format_date(since) if since == until else f"{format_date(since)} – {format_date(until)}"
