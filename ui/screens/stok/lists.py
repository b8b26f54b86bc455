"""The three lists of the shelf: products, lots, and what expires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.stock import Expiring, LotRow, StockRow
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.workplace import Workplace

ALL, EXPIRED = "all", "expired"
_STAGES = {EXPIRED: 0, "14": 14, "30": 30, "60": 60}


def stock_table(place: Workplace, near: QWidget) -> TableView[StockRow]:
    """Return the list of products by outlet."""
    columns: tuple[Column[StockRow], ...] = (
        Column(tr_noop("Produk"), lambda row: row.name, stretch=True),
        Column(tr_noop("Kode"), lambda row: row.product, width=84),
        Column(tr_noop("Penitip"), lambda row: row.business_name, width=180),
        Column(tr_noop("Kategori"), lambda row: row.category, width=110),
        Column(tr_noop("Gerai"), lambda row: row.outlet, width=110),
        Column(tr_noop("Harga"), lambda row: row.price, Kind.MONEY),
        Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER),
        Column(tr_noop("Ada"), lambda row: row.on_hand, Kind.NUMBER),
        Column(tr_noop("Nilai"), lambda row: row.value, Kind.MONEY, width=124),
        Column(
            tr_noop("Catatan"),
            lambda row: tr("{count} tanpa lot").format(count=format_count(row.loose)) if row.loose else "",
            Kind.BADGE,
            tone=lambda _row: "attention",
            tip=lambda row: tr("Terjual tanpa ada di buku; dicocokkan saat stok opname.") if row.loose else "",
        ),
    )
    empty = EmptyState(tr("Belum ada barang"), tr("Terima titipan pertama di layar Titipan."))
    return TableView(
        columns,
        lambda row: (row.outlet, row.product),
        empty,
        name=tr("stok"),
        search=tr("Cari barang, kode, penitip"),
        on_export=exporter(place, near),
    )


def lot_table(place: Workplace, near: QWidget) -> TableView[LotRow]:
    """Return the list of lots with where their pieces went."""
    columns: tuple[Column[LotRow], ...] = (
        Column(tr_noop("Produk"), lambda row: row.name, stretch=True),
        Column(tr_noop("Lot"), lambda row: row.lot, width=150),
        Column(tr_noop("Penitip"), lambda row: row.business_name, width=170),
        Column(tr_noop("Masuk"), lambda row: row.received_on, Kind.DATE),
        Column(tr_noop("Kedaluwarsa"), lambda row: row.best_before, Kind.DATE),
        Column(tr_noop("Diterima"), lambda row: row.received, Kind.NUMBER),
        Column(tr_noop("Terjual"), lambda row: row.sold - row.refunded, Kind.NUMBER),
        Column(tr_noop("Ditarik"), lambda row: row.returned, Kind.NUMBER),
        Column(tr_noop("Hilang/rusak"), lambda row: row.written_off - row.variance, Kind.NUMBER, width=110),
        Column(tr_noop("Sisa"), lambda row: row.on_hand, Kind.NUMBER),
    )
    empty = EmptyState(tr("Belum ada lot"), tr("Setiap baris surat titip menjadi satu lot."))
    return TableView(
        columns,
        lambda row: (row.outlet, row.lot),
        empty,
        name=tr("lot"),
        search=tr("Cari barang, lot, penitip"),
        on_export=exporter(place, near),
    )


class ExpiringList(QWidget):
    """Lots that expire soon or have, by how soon.

    Signals:
        chosen(str): the code of a lot that a person opened.
    """

    chosen = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.stage = Segments(
            [
                (ALL, tr("Semua")),
                (EXPIRED, tr("Lewat")),
                ("14", tr("14 hari")),
                ("30", tr("30 hari")),
                ("60", tr("60 hari")),
            ]
        )
        columns: tuple[Column[Expiring], ...] = (
            Column(tr_noop("Produk"), lambda row: row.lot.name, stretch=True),
            Column(tr_noop("Penitip"), lambda row: row.lot.business_name, width=180),
            Column(tr_noop("Gerai"), lambda row: row.lot.outlet, width=120),
            Column(tr_noop("Sisa"), lambda row: row.lot.on_hand, Kind.NUMBER),
            Column(tr_noop("Kedaluwarsa"), lambda row: row.lot.best_before, Kind.DATE),
            Column(
                tr_noop("Waktu"),
                lambda row: row.days,
                Kind.BADGE,
                text=_left,
                tone=lambda row: "danger" if row.days < 0 else "attention" if row.days <= _STAGES["14"] else "neutral",
                width=150,
            ),
        )
        empty = EmptyState(
            tr("Tidak ada yang hampir kedaluwarsa"), tr("Barang yang kurang dari 60 hari muncul di sini.")
        )
        self.list: TableView[Expiring] = TableView(
            columns,
            lambda row: (row.lot.outlet, row.lot.lot),
            empty,
            name=tr("kedaluwarsa"),
            search=tr("Cari barang atau penitip"),
            on_export=exporter(place, self),
        )
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        row.addWidget(self.stage)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self.stage.chosen.connect(self._filter)
        self.list.activated.connect(lambda found: self.chosen.emit(found.lot.lot))

    def show_rows(self, rows: Sequence[Expiring]) -> None:
        """Show other rows."""
        self.list.show_rows(rows)

    def _filter(self, key: str) -> None:
        if key == ALL:
            self.list.set_filter(None)
        elif key == EXPIRED:
            self.list.set_filter(lambda row: row.days < 0)
        else:
            self.list.set_filter(lambda row: 0 <= row.days <= _STAGES[key])


def _left(row: Expiring) -> str:
    if row.days < 0:
        return tr("lewat {days} hari").format(days=format_count(-row.days))
    return tr("hari ini") if not row.days else tr("{days} hari lagi").format(days=format_count(row.days))


def in_card(widget: QWidget) -> Card:
    """Return a list on a card of its own."""
    card = Card()
    card.set_tight()
    card.add(widget, 1)
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return card
