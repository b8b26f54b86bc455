"""The tables behind the figures; every row of them opens what it is made of."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from db.queries.moving import VisitRow
from db.queries.papers import PassedRow
from db.queries.reports import BuyerRow, By, MethodRow, MissingDay, TradeRow
from db.queries.sales import SaleRow
from db.queries.settlement import OwedRow
from db.queries.shifts import ShiftRow
from db.queries.stocktakes import VarianceRow
from gallery_pos.documents import LossReason
from gallery_pos.formatting import format_percent
from gallery_pos.language import tr, tr_noop
from ui.app.formats import moment
from ui.app.names import BUYERS, LOSS_REASONS, METHODS, SIZES, named
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.screens.kas.differences import difference_column
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from gallery_pos.documents import SizeClass
    from ui.screens.laporan.reading import Found
    from ui.workplace import Workplace

_R = TypeVar("_R")


class Tables(QTabWidget):
    """Every figure of the report in tables.

    Signals:
        day_asked(date): the sales of this day are wanted.
        maker_asked(str), outlet_asked(str): this maker, this outlet is.
        lines_asked(By, str, str): the sale lines behind the row with this key are, under this title.
        method_asked(str), buyer_asked(str): the receipts paid so, of this kind of buyer, are.
        document_asked(str): the document with this number is.
    """

    day_asked = Signal(object)
    maker_asked = Signal(str)
    outlet_asked = Signal(str)
    lines_asked = Signal(object, str, str)
    method_asked = Signal(str)
    buyer_asked = Signal(str)
    document_asked = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.setUsesScrollButtons(True)
        self.tabBar().setProperty("dense", True)
        self.days = self._trade(tr("Hari"), tr_noop("Tanggal"), by_day=True)
        self.makers = self._trade(tr("Penitip"), tr_noop("Penitip"))
        self.products = self._trade(tr("Produk"), tr_noop("Produk"))
        self.categories = self._trade(tr("Kategori"), tr_noop("Kategori"))
        self.outlets = self._trade(tr("Gerai"), tr_noop("Gerai"))
        self.classes = self._trade(tr("Kelas usaha"), tr_noop("Kelas"), names=SIZES)
        self.methods = self._methods()
        self.buyers = self._buyers()
        self.owed = self._owed()
        self.shifts = self._shifts()
        self.visits = self._visits()
        self.variances = self._variances()
        self.missing = self._missing()
        self.passed = self._passed()
        self.days.activated.connect(lambda row: self.day_asked.emit(date.fromisoformat(row.key)))
        self.makers.activated.connect(partial(self._ask_lines, By.CONSIGNOR, tr("Penitip: {name}"), {}))
        self.products.activated.connect(partial(self._ask_lines, By.PRODUCT, tr("Produk: {name}"), {}))
        self.outlets.activated.connect(lambda row: self.outlet_asked.emit(row.key))
        self.categories.activated.connect(partial(self._ask_lines, By.CATEGORY, tr("Kategori: {name}"), {}))
        self.classes.activated.connect(partial(self._ask_lines, By.SIZE_CLASS, tr("Kelas usaha: {name}"), SIZES))
        self.methods.activated.connect(lambda row: self.method_asked.emit(row.method))
        self.buyers.activated.connect(lambda row: self.buyer_asked.emit(row.buyer))
        self.owed.activated.connect(lambda row: self.maker_asked.emit(row.consignor))
        self.shifts.activated.connect(lambda row: self.document_asked.emit(row.closed_number or row.number))
        self.visits.activated.connect(lambda row: self.document_asked.emit(row.number))
        self.variances.activated.connect(lambda row: self.document_asked.emit(row.stocktake))
        self.missing.activated.connect(lambda row: self.day_asked.emit(row.business_date))
        self.passed.activated.connect(lambda row: self.document_asked.emit(row.number))

    def _ask_lines(self, by: By, title: str, names: Mapping[Any, str], row: TradeRow) -> None:
        name = named(names, row.name) or tr("(tidak diisi)")
        self.lines_asked.emit(by, row.key, title.format(name=name))

    def show_found(self, found: Found) -> None:
        """Show the tables of a report."""
        report = found.report
        self.days.show_rows(report.by_day)
        self.makers.show_rows(report.by_consignor)
        self.products.show_rows(found.products)
        self.categories.show_rows(report.by_category)
        self.outlets.show_rows(report.by_outlet)
        self.classes.show_rows(report.by_size_class)
        self.methods.show_rows(report.by_method)
        self.buyers.show_rows(report.by_buyer)
        self.owed.show_rows(report.owed)
        self.shifts.show_rows(found.shifts)
        self.visits.show_rows(found.visits)
        self.variances.show_rows(found.variances)
        self.missing.show_rows(report.days_without_closing)
        self.passed.show_rows(report.passed_without_papers)

    # -- making them

    def _add(
        self, title: str, columns: Sequence[Column[_R]], key: Callable[[_R], Hashable], empty: EmptyState | None = None
    ) -> TableView[_R]:
        export = exporter(self._place, self)
        table: TableView[_R] = TableView(columns, key, empty or _nothing(), name=title, search="", on_export=export)
        self.addTab(table, title)
        return table

    def _trade(
        self, title: str, by: str, *, by_day: bool = False, names: Mapping[SizeClass, str] | None = None
    ) -> TableView[TradeRow]:
        def name(row: TradeRow) -> object:
            if by_day:
                return date.fromisoformat(row.key)
            return (named(names, row.name) if names else row.name) or tr("(tidak diisi)")

        columns: tuple[Column[TradeRow], ...] = (
            Column(by, name, Kind.DATE if by_day else Kind.TEXT, stretch=True),
            Column(tr_noop("Potong"), lambda row: row.pieces, Kind.NUMBER),
            Column(tr_noop("Kotor"), lambda row: row.gross, Kind.MONEY, width=128),
            Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY),
            Column(tr_noop("Bersih"), lambda row: row.net, Kind.MONEY, width=128),
            Column(tr_noop("Komisi"), lambda row: row.commission, Kind.MONEY),
            Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY, width=128),
        )
        return self._add(title, columns, lambda row: row.key)

    def _methods(self) -> TableView[MethodRow]:
        columns: tuple[Column[MethodRow], ...] = (
            Column(tr_noop("Cara bayar"), lambda row: method_words(row.method), stretch=True),
            Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=160),
        )
        return self._add(tr("Cara bayar"), columns, lambda row: row.method)

    def _buyers(self) -> TableView[BuyerRow]:
        columns: tuple[Column[BuyerRow], ...] = (
            Column(tr_noop("Pembeli"), lambda row: named(BUYERS, row.buyer), stretch=True),
            Column(tr_noop("Struk"), lambda row: row.count, Kind.NUMBER),
            Column(tr_noop("Jumlah", "uang"), lambda row: row.total, Kind.MONEY, width=160),
        )
        return self._add(tr("Pembeli"), columns, lambda row: row.buyer)

    def _owed(self) -> TableView[OwedRow]:
        columns: tuple[Column[OwedRow], ...] = (
            Column(tr_noop("Kode"), lambda row: row.consignor, width=70, firm=True),
            Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
            Column(tr_noop("Sejak"), lambda row: row.since, Kind.DATE),
            Column(tr_noop("Belum dilaporkan"), lambda row: row.balance - row.unpaid, Kind.MONEY, width=150),
            Column(tr_noop("Belum dibayar"), lambda row: row.unpaid, Kind.MONEY, width=130),
            Column(tr_noop("Saldo"), lambda row: row.balance, Kind.MONEY, width=130),
        )
        empty = EmptyState(tr("Tidak ada yang terutang"), tr("Semua hak penitip sudah dibayar."))
        return self._add(tr("Utang"), columns, lambda row: row.consignor, empty)

    def _shifts(self) -> TableView[ShiftRow]:
        zone = self._place.desk().timezone
        names = {user.code: user.name for user in self._place.gallery.book.users()}
        columns: tuple[Column[ShiftRow], ...] = (
            Column(
                tr_noop("Dibuka"),
                lambda row: row.opened_at,
                text=lambda row: moment(row.opened_at, zone),
                width=152,
                firm=True,
            ),
            Column(tr_noop("Gerai"), lambda row: row.outlet, stretch=True),
            Column(tr_noop("Kasir"), lambda row: names.get(row.user, row.user), width=110),
            Column(tr_noop("Penjualan"), lambda row: row.sales, Kind.MONEY, width=106),
            Column(tr_noop("Seharusnya"), lambda row: row.expected, Kind.MONEY, width=106),
            Column(tr_noop("Dihitung"), lambda row: row.counted, Kind.MONEY, width=106),
            difference_column(),
        )
        empty = EmptyState(tr("Tidak ada sif"), tr("Pilih hari atau bulan yang lain."))
        return self._add(tr("Selisih sif"), columns, lambda row: row.id, empty)

    def _visits(self) -> TableView[VisitRow]:
        columns: tuple[Column[VisitRow], ...] = (
            Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
            Column(tr_noop("Gerai"), lambda row: row.outlet_name, stretch=True),
            Column(tr_noop("Oleh"), lambda row: row.visited_by, width=130),
            Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER),
            Column(tr_noop("Hilang"), lambda row: row.missing, Kind.NUMBER),
            Column(tr_noop("Nilai terjual"), lambda row: row.value, Kind.MONEY),
            Column(tr_noop("Uang"), lambda row: row.cash + row.qris, Kind.MONEY),
            Column(tr_noop("Selisih"), lambda row: row.difference, Kind.MONEY),
        )
        empty = EmptyState(tr("Tidak ada kunjungan"), tr("Gerai tanpa penjaga dikunjungi lewat layar Gerai."))
        return self._add(tr("Kunjungan", "banyak"), columns, lambda row: row.id, empty)

    def _variances(self) -> TableView[VarianceRow]:
        columns: tuple[Column[VarianceRow], ...] = (
            Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
            Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
            Column(tr_noop("Penitip"), lambda row: row.business_name, width=160),
            Column(
                tr_noop("Selisih"),
                lambda row: row.difference,
                Kind.NUMBER,
                text=lambda row: f"{row.difference:+d}",
                tone=lambda row: "danger" if row.difference < 0 else "good",
            ),
            Column(tr_noop("Nilai jual"), lambda row: row.value, Kind.MONEY),
            Column(tr_noop("Penanggung"), _bearer_words, width=170),
            Column(tr_noop("Ganti rugi"), lambda row: row.compensation, Kind.MONEY),
        )
        empty = EmptyState(
            tr("Tidak ada selisih stok"), tr("Belum ada stok opname pada hari-hari ini, atau semuanya cocok.")
        )
        return self._add(
            tr("Selisih stok"), columns, lambda row: (row.document, row.product, row.lot, row.reason), empty
        )

    def _missing(self) -> TableView[MissingDay]:
        columns: tuple[Column[MissingDay], ...] = (
            Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=160),
            Column(tr_noop("Gerai"), lambda row: row.outlet, stretch=True),
        )
        empty = EmptyState(tr("Semua hari tertutup"), tr("Tiap gerai sudah menghitung dan menutup sifnya."))
        return self._add(tr("Tanpa tutup"), columns, lambda row: (row.outlet, row.business_date), empty)

    def _passed(self) -> TableView[PassedRow]:
        columns: tuple[Column[PassedRow], ...] = (
            Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=110),
            Column(tr_noop("Produk"), lambda row: row.name, stretch=True),
            Column(tr_noop("Penitip"), lambda row: row.business_name, width=160),
            Column(tr_noop("Yang kurang"), lambda row: ", ".join(row.missing), width=120),
            Column(tr_noop("Alasan"), lambda row: row.reason, stretch=True),
            Column(tr_noop("Sampai"), lambda row: row.until, Kind.DATE, width=110),
            Column(tr_noop("Disetujui oleh"), lambda row: row.approver, width=130),
        )
        empty = EmptyState(tr("Tidak ada izin tanpa dokumen"), tr("Semua yang diterima dan dijual lengkap dokumennya."))
        return self._add(tr("Izin tanpa dokumen"), columns, lambda row: row.id, empty)


def _bearer_words(row: VarianceRow) -> str:
    """Return why pieces are gone and which part the gallery pays, "" where nobody bears anything."""
    if row.gallery_bp is None or not row.reason:
        return ""
    return tr("{reason}, galeri {share}").format(
        reason=tr(LOSS_REASONS[LossReason(row.reason)]), share=format_percent(row.gallery_bp)
    )


def method_words(method: str) -> str:
    """Return what people call a way to pay."""
    return named(METHODS, method)


def _nothing() -> EmptyState:
    return EmptyState(tr("Tidak ada penjualan"), tr("Pilih hari atau bulan yang lain."))


def sales_table(place: Workplace, near: QWidget, on_open: Callable[[SaleRow], object]) -> TableView[SaleRow]:
    """Return the list of single sales; a row opens its document."""
    zone = place.desk().timezone
    names = {user.code: user.name for user in place.gallery.book.users()}
    columns: tuple[Column[SaleRow], ...] = (
        Column(tr_noop("Waktu"), lambda row: row.time, text=lambda row: moment(row.time, zone), width=152, firm=True),
        Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, stretch=True),
        Column(tr_noop("Gerai"), lambda row: row.outlet, width=90),
        Column(tr_noop("Kasir"), lambda row: names.get(row.cashier, row.cashier), width=110),
        Column(tr_noop("Barang"), lambda row: row.pieces, Kind.NUMBER, width=68),
        Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY, width=96),
        Column(tr_noop("Total"), lambda row: row.total, Kind.MONEY),
        Column(
            tr_noop("Cara bayar"),
            lambda row: ", ".join(method_words(name) for name, paid in row.methods.items() if paid),
            width=96,
        ),
    )
    table: TableView[SaleRow] = TableView(
        columns,
        lambda row: row.id,
        _nothing(),
        name=tr("penjualan"),
        search=tr("Cari nomor, kasir, cara bayar"),
        on_export=exporter(place, near),
    )
    table.activated.connect(on_open)
    return table
