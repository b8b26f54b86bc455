"""The list of products, with their pictures, prices and pieces here and elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from db.queries.records import ProductRow, list_products
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.list_page import ActiveFilter, ListPage
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.widgets.buttons import Button
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
    Column(
        tr_noop("Lain"),
        lambda row: row.elsewhere,
        Kind.NUMBER,
        width=60,
        tip=lambda _row: tr("Di gerai lain"),
        room=1_000,
    ),
    Column(tr_noop("Terjual"), lambda row: row.product.sold, Kind.NUMBER, width=76),
    Column(tr_noop("Kode"), lambda row: f"{row.product.code} {row.product.barcodes}".strip(), width=104, room=1_200),
)


class _FirstWord(QStyledItemDelegate):
    """Shows the code alone; search, tool tip and export have the barcodes behind it."""

    def displayText(self, value: Any, _locale: Any) -> str:
        return str(value).partition(" ")[0]


class ProductList(ListPage[Row]):
    """Search, sort, filter and tick; a row that is opened is a product that is to be looked at."""

    def __init__(self, place: Workplace, first: Button | None, parent: QWidget | None = None) -> None:
        """``first`` is the button of the empty state."""
        self.ticks: Ticks[Row] = Ticks(_code)
        hint = tr("Buat produk pertama, atau impor daftarnya lewat Pengaturan.")
        super().__init__(
            place,
            (self.ticks.column(), *COLUMNS),
            _code,
            EmptyState(tr("Belum ada produk"), hint, first),
            name=tr("produk"),
            search=tr("Cari nama, kode, barcode, penitip"),
            parent=parent,
        )
        self.ticks.attach(self.list)
        self.list.table.setItemDelegateForColumn(1, ThumbDelegate(place.gallery.folder.pictures, self))
        self.list.table.setItemDelegateForColumn(len(COLUMNS), _FirstWord(self))
        self.category = FilterBox(tr("Semua kategori"), tr("Kategori"))
        self.consignor = FilterBox(tr("Semua penitip"), tr("Penitip"))
        self.active = ActiveFilter()
        self.add_filters(self.category, self.consignor, self.active)

    def show_consignor(self, code: str) -> None:
        """Show only what one consignor makes."""
        if self.consignor.findData(code) < 0:
            maker = self.place.gallery.book.consignor(code)
            self.consignor.addItem(maker.business_name if maker else code, code)
        self.consignor.choose(code)
        self.arrange()

    def read_rows(self) -> list[Row]:
        return read_rows(self.place.gallery)

    def offer(self, rows: Sequence[Row]) -> None:
        self.category.offer(sorted({(row.product.category,) * 2 for row in rows if row.product.category}))
        makers = {row.product.consignor: row.product.business_name for row in rows}
        self.consignor.offer(sorted(makers.items(), key=lambda item: item[1].casefold()))

    def keeper(self) -> Callable[[Row], bool]:
        category, maker, active = self.category.value(), self.consignor.value(), self.active.wants()
        return lambda row: (
            category in {None, row.product.category}
            and maker in {None, row.product.consignor}
            and row.product.active in active
        )


def _code(row: Row) -> str:
    return row.product.code
