"""What each outlet has of each product."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.queries.stock import StockRow, list_stock
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.list_page import ListPage, OutletFilter
from ui.app.tables import Column, Kind
from ui.widgets.buttons import Segments
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

LOW = 3
"""Pieces at or under which a product is nearly sold out."""
_ALL, _LOW, _OUT, _LOOSE = "all", "low", "out", "loose"


def state(row: StockRow) -> str:
    """Return what is to be said about a level, "" where all is well."""
    if row.loose:
        return _LOOSE
    if row.on_hand <= 0:
        return _OUT
    return _LOW if row.on_hand <= LOW else ""


def words(row: StockRow) -> str:
    """Return the state of a level in words."""
    found = state(row)
    if found == _LOOSE:
        return tr("{count} tanpa lot").format(count=format_count(row.loose))
    return {_OUT: tr("Habis"), _LOW: tr("Hampir habis")}.get(found, "")


_TONES = {_LOOSE: "danger", _OUT: "neutral", _LOW: "attention"}

COLUMNS: tuple[Column[StockRow], ...] = (
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.product}"),
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=180),
    Column(tr_noop("Gerai"), lambda row: row.outlet, width=120),
    Column(tr_noop("Ada"), lambda row: row.on_hand, Kind.NUMBER, width=66),
    Column(tr_noop("Keadaan"), words, Kind.BADGE, tone=lambda row: _TONES.get(state(row), "neutral"), width=140),
    Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER, width=76),
    Column(tr_noop("Harga"), lambda row: row.price, Kind.MONEY),
    Column(tr_noop("Nilai di rak"), lambda row: row.value, Kind.MONEY),
)


class LevelsPage(ListPage[StockRow]):
    """Search, sort and filter; the lots of a row that is opened are to be looked at."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: (row.outlet, row.product, row.consignor),
            EmptyState(tr("Belum ada barang"), tr("Terima titipan pertama di layar Titipan.")),
            name=tr("stok"),
            search=tr("Cari barang atau penitip"),
            parent=parent,
        )
        self.outlet = OutletFilter(place)
        self.category = FilterBox(tr("Semua kategori"), tr("Kategori"))
        self.which = Segments(
            [(_ALL, tr("Semua")), (_LOW, tr("Hampir habis")), (_OUT, tr("Habis")), (_LOOSE, tr("Tanpa lot"))]
        )
        self._totals = Label("", "strong")
        self.add_below(self._totals)
        self.list.model.modelReset.connect(self._say)
        self.add_filters(self.outlet, self.category, self.which)

    def show_product(self, code: str) -> None:
        """Show one product wherever it stands."""
        product = self.place.gallery.book.product(code)
        self.outlet.choose(None)
        self.category.choose(None)
        self.which.choose(_ALL)
        self.list.search_box.setText(product.name if product else code)
        self.arrange()

    def read_rows(self) -> list[StockRow]:
        return list_stock(self.place.gallery.database)

    def offer(self, rows: Sequence[StockRow]) -> None:
        self.category.offer(sorted({(row.category,) * 2 for row in rows if row.category}))

    def keeper(self) -> Callable[[StockRow], bool]:
        outlet, category, which = self.outlet.value(), self.category.value(), self.which.choice()
        self.list.hide_column("Gerai", hidden=outlet is not None)
        return lambda row: (
            outlet in {None, row.outlet} and category in {None, row.category} and which in {_ALL, state(row)}
        )

    def arrange(self) -> None:
        super().arrange()
        self._say()

    def _say(self) -> None:
        shown = self.list.model.shown()
        self._totals.setText(
            tr("{pieces} barang · nilai jual {value}").format(
                pieces=format_count(sum(row.on_hand for row in shown)),
                value=format_rupiah(sum(row.value for row in shown)),
            )
        )
