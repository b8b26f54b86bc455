"""The list of single receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.sales import SaleRow
from gallery_pos.language import tr, tr_noop
from ui.app.formats import moment
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.screens.laporan.columns import method_words
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace


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
        EmptyState(tr("Tidak ada penjualan"), tr("Pilih hari atau bulan yang lain.")),
        name=tr("penjualan"),
        search=tr("Cari nomor, kasir, cara bayar"),
        on_export=exporter(place, near),
    )
    table.activated.connect(on_open)
    return table
