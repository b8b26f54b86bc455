"""The list of products, with their pictures, prices and pieces here and elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStyledItemDelegate, QVBoxLayout, QWidget

from db.queries.records import ProductRow, list_products
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox
from ui.widgets.thumbs import ThumbDelegate

if TYPE_CHECKING:
    from ui.gallery import Gallery
    from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Row:
    """A product with its pieces at this outlet; ``product.on_hand`` counts all outlets."""

    product: ProductRow
    here: int

    @property
    def elsewhere(self) -> int:
        """Pieces at other outlets."""
        return self.product.on_hand - self.here

    @property
    def terms(self) -> str:
        """Terms of its own, in a few letters; "" where the agreement counts."""
        if self.product.consignor_price is not None:
            return tr("titip {amount}").format(amount=format_rupiah(self.product.consignor_price))
        return "" if self.product.commission_bp is None else format_percent(self.product.commission_bp)


def read_rows(gallery: Gallery) -> list[Row]:
    """Return every product. Touches no widget."""
    here = {row.code: row.on_hand for row in list_products(gallery.database, outlet=gallery.machine.outlet)}
    return [Row(row, here.get(row.code, 0)) for row in list_products(gallery.database)]


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        "",
        lambda row: row.product.picture,
        Kind.BADGE,
        width=52,
        search=False,
        sort_key=lambda row: not row.product.picture,
        tip=lambda row: row.product.name,
    ),
    Column(
        tr_noop("Produk"),
        lambda row: row.product.name,
        stretch=True,
        tip=lambda row: f"{row.product.name}\n{row.product.code}",
    ),
    Column(tr_noop("Penitip"), lambda row: row.product.business_name, width=170),
    Column(tr_noop("Kategori"), lambda row: row.product.category, width=110),
    Column(tr_noop("Harga jual"), lambda row: row.product.price, Kind.MONEY),
    Column(tr_noop("Syarat"), lambda row: row.terms, width=104, search=False),
    Column(tr_noop("Di sini"), lambda row: row.here, Kind.NUMBER, width=74),
    Column(tr_noop("Lain"), lambda row: row.elsewhere, Kind.NUMBER, width=60, tip=lambda _row: tr("Di gerai lain")),
    Column(tr_noop("Terjual"), lambda row: row.product.sold, Kind.NUMBER, width=76),
    Column(tr_noop("Kode"), lambda row: f"{row.product.code} {row.product.barcodes}".strip(), width=104),
)
_ACTIVE, _STOPPED, _ALL = "active", "stopped", "all"


class _FirstWord(QStyledItemDelegate):
    """Shows the code alone; search, tool tip and export have the barcodes behind it."""

    def displayText(self, value: Any, _locale: Any) -> str:
        return str(value).partition(" ")[0]


class ProductList(QWidget):
    """Search, sort and filter.

    Signals:
        opened(str): the code of a product that is to be looked at.
    """

    opened = Signal(str)

    def __init__(self, place: Workplace, first: Button | None, parent: QWidget | None = None) -> None:
        """``first`` is the button of the empty state."""
        super().__init__(parent)
        self._place = place
        self.banner = Banner()
        hint = tr("Buat produk pertama, atau impor daftarnya lewat Pengaturan.")
        self.list: TableView[Row] = TableView(
            COLUMNS,
            lambda row: row.product.code,
            EmptyState(tr("Belum ada produk"), hint, first),
            name=tr("produk"),
            search=tr("Cari nama, kode, barcode, penitip"),
            on_export=exporter(place, self),
        )
        self.list.table.setItemDelegateForColumn(0, ThumbDelegate(place.gallery.folder.pictures, self))
        self.list.table.setItemDelegateForColumn(len(COLUMNS) - 1, _FirstWord(self))
        self.category = FilterBox(tr("Semua kategori"), tr("Kategori"))
        self.consignor = FilterBox(tr("Semua penitip"), tr("Penitip"))
        self.active = Segments([(_ACTIVE, tr("Aktif")), (_STOPPED, tr("Tidak aktif")), (_ALL, tr("Semua"))])
        for box in (self.category, self.consignor):
            box.chosen.connect(self._arrange)
        self.active.chosen.connect(self._arrange)
        self.list.activated.connect(lambda row: self.opened.emit(row.product.code))
        filters = QHBoxLayout()
        filters.setSpacing(GRID)
        filters.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        for widget in (self.category, self.consignor, self.active):
            filters.addWidget(widget)
        filters.addStretch(1)
        card = Card()
        card.set_tight()
        card.body.addLayout(filters)
        card.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(card, 1)
        self._arrange()

    def refresh(self) -> None:
        """Read the list again."""
        gallery = self._place.gallery
        self._place.runner.run(self, lambda: read_rows(gallery), self._show)

    def show_consignor(self, code: str) -> None:
        """Show only what one consignor makes."""
        if self.consignor.findData(code) < 0:
            maker = self._place.gallery.book.consignor(code)
            self.consignor.addItem(maker.business_name if maker else code, code)
        self.consignor.choose(code)
        self._arrange()

    def _show(self, rows: list[Row]) -> None:
        self.category.offer(sorted({(row.product.category,) * 2 for row in rows if row.product.category}))
        makers = {row.product.consignor: row.product.business_name for row in rows}
        self.consignor.offer(sorted(makers.items(), key=lambda item: item[1].casefold()))
        self.list.show_rows(rows)

    def _arrange(self) -> None:
        category, maker, active = self.category.value(), self.consignor.value(), self.active.choice()

        def keep(row: Row) -> bool:
            product = row.product
            return (
                category in {None, product.category}
                and maker in {None, product.consignor}
                and (active == _ALL or product.active == (active == _ACTIVE))
            )

        self.list.set_filter(keep)
