"""The tables behind the figures, in the order in which a head of office asks; every row opens what it is made of."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from db.queries.compared import months_together
from db.queries.reports import By, TradeRow
from gallery_pos.language import tr, tr_noop
from gallery_pos.scorecard import Measure
from ui.app.column_filter import ColumnFilter
from ui.app.names import OUTLETS, SIZES
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column
from ui.papers.report_words import WAYS, called
from ui.screens.laporan import columns as c
from ui.screens.laporan.groups import GROUPS, MAKERS, MONEY, OUTLETS_GROUP, SALES, WATCH
from ui.widgets.empty import EmptyState
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence
    from uuid import UUID

    from ui.screens.laporan.reading import Found
    from ui.workplace import Workplace


class _Numbered(Protocol):
    """A row about a document."""

    @property
    def id(self) -> UUID: ...

    @property
    def number(self) -> str: ...


_R = TypeVar("_R")
_N = TypeVar("_N", bound=_Numbered)


class Tables(PageStack):
    """Every figure of the report in tables, one group in front.

    Signals:
        day_asked(date, str): the sales of this day are wanted, of an outlet or, for "", of those that are chosen.
        month_asked(str, str): those of this month, of an outlet or, for "", of those that are chosen.
        maker_asked(str), product_asked(str), outlet_asked(str): this one is.
        lines_asked(By, str, str): the sale lines behind the row with this key are, under this title.
        method_asked(str), buyer_asked(str): the receipts paid so, of this kind of buyer, are.
        document_asked(str): the document with this number is.
        score_asked(ScoreRow), report_asked(LateRow): the scorecard of an outlet, the state of its report is.
    """

    day_asked = Signal(object, str)
    maker_asked = Signal(str)
    product_asked = Signal(str)
    outlet_asked = Signal(str)
    month_asked = Signal(str, str)
    lines_asked = Signal(object, str, str)
    method_asked = Signal(str)
    buyer_asked = Signal(str)
    document_asked = Signal(str)
    score_asked = Signal(object)
    report_asked = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.groups: dict[str, QTabWidget] = {}
        for key in GROUPS:
            group = self.groups[key] = QTabWidget()
            group.setUsesScrollButtons(True)
            group.tabBar().setProperty("dense", True)
            self.addWidget(group)
        self._of_sales()
        self._of_money()
        self._of_outlets()
        self._of_counts()
        self._of_decisions()
        self._of_makers()

    def current(self) -> QWidget | None:
        """Return the table in front."""
        group = self.currentWidget()
        return group.currentWidget() if isinstance(group, QTabWidget) else None

    def show_group(self, key: str) -> None:
        """Bring a group to the front."""
        self.setCurrentWidget(self.groups[key])

    def show_table(self, table: QWidget) -> str:
        """Bring a table to the front; return its group."""
        key = next(key for key, group in self.groups.items() if group.indexOf(table) >= 0)
        self.show_group(key)
        self.groups[key].setCurrentWidget(table)
        return key

    def of_figure(self, name: str) -> TableView[Any]:
        """Return the table that a large figure is the sum of."""
        ways: dict[str, TableView[Any]] = {
            "net": self.days,
            "due": self.makers,
            "commission": self.makers,
            "owed": self.owed,
            "cash": self.money,
            "cashless": self.money,
            "variance": self.shifts,
            "missing": self.missing,
        }
        return ways[name]

    def of_measure(self, measure: Measure) -> TableView[Any] | None:
        """Return the table of what a figure of a scorecard is worked out of; None where another screen has it."""
        ways: dict[Measure, TableView[Any]] = {
            Measure.DAYS_TO_PAY: self.owed,
            Measure.ON_TIME: self.late,
            Measure.SHRINKAGE: self.variances,
            Measure.VARIANCE: self.shifts,
            Measure.SELLING: self.still,
        }
        return ways.get(measure)

    def show_found(self, found: Found) -> None:
        """Show the tables of a report."""
        report = found.report
        shown: tuple[tuple[TableView[Any], Sequence[Any]], ...] = (
            (self.days, report.by_day),
            (self.categories, report.by_category),
            (self.makers, report.by_consignor),
            (self.products, report.by_product),
            (self.channels, report.by_channel),
            (self.ways, report.by_way),
            (self.methods, report.by_method),
            (self.buyers, report.by_buyer),
            (self.money, report.money),
            (self.owed, report.owed),
            (self.scores, report.scorecards),
            (self.outlets, report.by_outlet),
            (self.late, report.late),
            (self.missing, report.days_without_closing),
            (self.months, [*reversed(report.months), *([] if report.outlet else _together(found))]),
            (self.shifts, report.shifts),
            (self.visits, report.visits),
            (self.variances, report.variances),
            (self.overrides, report.overrides),
            (self.corrections, report.corrections),
            (self.passed, report.passed_without_papers),
            (self.undone, report.undone),
            (self.copies, report.copies),
            (self.classes, report.reached_by_class),
            (self.districts, report.reached_by_district),
            (self.idle, report.idle_makers),
            (self.still, report.still_goods),
        )
        for table, rows in shown:
            table.show_rows(rows)

    # -- making them

    def _add(
        self,
        group: str,
        title: str,
        columns: Sequence[Column[_R]],
        key: Callable[[_R], Hashable],
        opened: Callable[[_R], object],
        *,
        nothing: tuple[str, str] | None = None,
    ) -> TableView[_R]:
        """Return a new table in a group; ``nothing`` is what it says where it has no rows, and why."""
        empty = EmptyState(*(nothing or (tr("Tidak ada penjualan"), tr("Pilih hari atau bulan yang lain."))))
        export = exporter(self._place, self)
        table: TableView[_R] = TableView(columns, key, empty, name=title, search="", on_export=export)
        table.activated.connect(opened)
        self.groups[group].addTab(table, title)
        return table

    def _numbered(self, title: str, columns: Sequence[Column[_N]], *, nothing: tuple[str, str]) -> TableView[_N]:
        """Return a table to watch, of documents; a row opens its own."""
        return self._add(WATCH, title, columns, lambda row: row.id, self._ask_document, nothing=nothing)

    def _ask_document(self, row: _Numbered) -> None:
        self.document_asked.emit(row.number)

    def _trade(self, title: str, by: By, words: str, *, names: Mapping[Any, str] | None = None) -> TableView[TradeRow]:
        """Return a table of trade whose rows open the lines behind them, under ``words`` with the name."""
        opened = partial(self._ask_lines, by, words, names or {})
        return self._add(SALES, title, c.trade_columns(title, names=names), lambda row: row.key, opened)

    def _ask_lines(self, by: By, title: str, names: Mapping[Any, str], row: Any) -> None:
        name = (called(names, row.key) if names else getattr(row, "name", row.key)) or tr(c.SPARE)
        self.lines_asked.emit(by, row.key, title.format(name=name))

    def _of_sales(self) -> None:
        self.days = self._add(
            SALES,
            tr("Hari"),
            c.trade_columns(tr_noop("Tanggal"), by_day=True),
            lambda row: row.key,
            lambda row: self.day_asked.emit(date.fromisoformat(row.key), ""),
        )
        self.categories = self._trade(tr("Kategori"), By.CATEGORY, tr("Kategori: {name}"))
        self.makers = self._trade(tr("Penitip"), By.CONSIGNOR, tr("Penitip: {name}"))
        self.products = self._trade(tr("Produk"), By.PRODUCT, tr("Produk: {name}"))
        self.channels = self._trade(tr("Jenis gerai"), By.CHANNEL, tr("Jenis gerai: {name}"), names=OUTLETS)
        self.ways = self._trade(tr("Cara dicatat"), By.WAY, tr("Cara dicatat: {name}"), names=WAYS)
        self.methods = self._add(
            SALES,
            tr("Cara bayar"),
            c.METHOD,
            lambda row: row.method,
            lambda row: self.method_asked.emit(row.method),
        )
        self.buyers = self._add(
            SALES, tr("Pembeli"), c.BUYER, lambda row: row.buyer, lambda row: self.buyer_asked.emit(row.buyer)
        )

    def _of_money(self) -> None:
        self.money = self._add(
            MONEY, tr("Uang"), c.HELD, lambda row: row.account, lambda row: self.method_asked.emit(_METHOD[row.account])
        )
        self.owed = self._add(
            MONEY,
            tr("Utang"),
            c.OWED,
            lambda row: row.consignor,
            lambda row: self.maker_asked.emit(row.consignor),
            nothing=(tr("Tidak ada yang terutang"), tr("Semua hak penitip sudah dibayar.")),
        )

    def _of_outlets(self) -> None:
        self.scores = self._add(
            OUTLETS_GROUP,
            tr("Rapor"),
            c.SCORES,
            lambda row: row.outlet,
            self.score_asked.emit,
            nothing=(tr("Belum ada yang bisa dinilai"), tr("Pilih bulan yang ada penjualannya.")),
        )
        self.outlets = self._add(
            OUTLETS_GROUP,
            tr("Penjualan"),
            c.trade_columns(tr_noop("Gerai")),
            lambda row: row.key,
            lambda row: self.outlet_asked.emit(row.key),
        )
        self.late = self._add(
            OUTLETS_GROUP,
            tr("Laporan gerai"),
            c.LATE,
            lambda row: (row.outlet, row.month),
            self.report_asked.emit,
            nothing=(tr("Belum ada yang harus dilaporkan"), tr("Laporan bulan ini belum jatuh tempo.")),
        )
        self.missing = self._add(
            OUTLETS_GROUP,
            tr("Tanpa tutup"),
            c.MISSING,
            lambda row: (row.outlet, row.business_date),
            lambda row: self.day_asked.emit(row.business_date, row.outlet),
            nothing=(tr("Semua hari tertutup"), tr("Tiap gerai sudah menghitung dan menutup sifnya.")),
        )
        self.months = self._add(
            OUTLETS_GROUP,
            tr("Bulan demi bulan"),
            c.MONTHS,
            lambda row: (row.month, row.outlet),
            lambda row: self.month_asked.emit(row.month, row.outlet),
        )

    def _of_counts(self) -> None:
        self.shifts = self._add(
            WATCH,
            tr("Selisih sif"),
            c.shift_columns(self._place),
            lambda row: row.id,
            lambda row: self.document_asked.emit(row.closed_number or row.number),
            nothing=(tr("Tidak ada sif"), tr("Pilih hari atau bulan yang lain.")),
        )
        self.visits = self._numbered(
            tr("Kunjungan", "banyak"),
            c.VISITS,
            nothing=(tr("Tidak ada kunjungan"), tr("Gerai tanpa penjaga dikunjungi lewat layar Gerai.")),
        )
        self.variances = self._add(
            WATCH,
            tr("Selisih stok"),
            c.VARIANCES,
            lambda row: (row.document, row.product, row.lot, row.reason),
            lambda row: self.document_asked.emit(row.stocktake),
            nothing=(
                tr("Tidak ada selisih stok"),
                tr("Belum ada stok opname pada hari-hari ini, atau semuanya cocok."),
            ),
        )

    def _of_decisions(self) -> None:
        self.overrides = self._add(
            WATCH,
            tr("Keputusan"),
            c.OVERRIDE,
            lambda row: (row.id, row.kind, row.goods),
            self._ask_document,
            nothing=(tr("Tidak ada keputusan di luar aturan"), tr("Semua harga dan potongan sesuai daftar.")),
        )
        self.corrections = self._add(
            WATCH,
            tr("Koreksi"),
            c.CORRECTED,
            lambda row: (row.id, row.cause),
            self._ask_document,
            nothing=(
                tr("Tidak ada koreksi"),
                tr("Saldo, barang dan uang tidak ada yang diubah dengan tangan."),
            ),
        )
        self.passed = self._numbered(
            tr("Izin tanpa dokumen"),
            c.PASSED,
            nothing=(tr("Tidak ada izin tanpa dokumen"), tr("Semua yang diterima dan dijual lengkap dokumennya.")),
        )
        self.undone = self._numbered(
            tr("Batal dan retur"),
            c.UNDO,
            nothing=(tr("Tidak ada yang dibatalkan"), tr("Semua yang terjual tetap terjual.")),
        )
        self.copies = self._numbered(
            tr("Salinan dan laci"),
            c.COPIES,
            nothing=(tr("Tidak ada salinan"), tr("Tidak ada struk yang dicetak ulang atau laci yang dibuka sendiri.")),
        )
        by, cashier = tr_noop("Oleh"), tr_noop("Kasir")
        people: dict[TableView[Any], str] = {self.shifts: cashier, self.copies: cashier}
        people |= dict.fromkeys((self.overrides, self.corrections, self.undone), by)
        for table, title in people.items():
            ColumnFilter(table, title, tr("Semua petugas"))

    def _of_makers(self) -> None:
        self.classes = self._add(
            MAKERS,
            tr("Kelas usaha"),
            c.reach_columns(tr_noop("Kelas"), SIZES),
            lambda row: row.key,
            partial(self._ask_lines, By.SIZE_CLASS, tr("Kelas usaha: {name}"), SIZES),
        )
        self.districts = self._add(
            MAKERS,
            tr("Kecamatan"),
            c.reach_columns(tr_noop("Kecamatan")),
            lambda row: row.key,
            partial(self._ask_lines, By.DISTRICT, tr("Kecamatan: {name}"), {}),
        )
        self.idle = self._add(
            MAKERS,
            tr("Tanpa penjualan"),
            c.IDLE,
            lambda row: row.consignor,
            lambda row: self.maker_asked.emit(row.consignor),
            nothing=(tr("Semua penitip menjual"), tr("Semua yang barangnya di rak ada penjualannya.")),
        )
        self.still = self._add(
            MAKERS,
            tr("Barang diam"),
            c.STILL,
            lambda row: (row.outlet, row.product, row.consignor),
            lambda row: self.product_asked.emit(row.product),
            nothing=(tr("Semua barang bergerak"), tr("Tidak ada barang yang berdiri tanpa terjual.")),
        )


_METHOD = {"cash": "tunai", "qris": "qris", "bank": "transfer", "card": "kartu"}


def _together(found: Found) -> Sequence[Any]:
    return list(reversed(months_together(found.report.months)))
