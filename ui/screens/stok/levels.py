"""What each outlet has of each product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.stock import StockRow, list_stock
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
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


class LevelsPage(QWidget):
    """Search, sort and filter.

    Signals:
        opened(StockRow): a product whose lots are to be looked at.
    """

    opened = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.banner = Banner()
        self.list: TableView[StockRow] = TableView(
            COLUMNS,
            lambda row: (row.outlet, row.product, row.consignor),
            EmptyState(tr("Belum ada barang"), tr("Terima titipan pertama di layar Titipan.")),
            name=tr("stok"),
            search=tr("Cari barang atau penitip"),
            on_export=exporter(place, self),
        )
        self.outlet = FilterBox(tr("Semua gerai"), tr("Gerai"))
        self.category = FilterBox(tr("Semua kategori"), tr("Kategori"))
        self.which = Segments(
            [(_ALL, tr("Semua")), (_LOW, tr("Hampir habis")), (_OUT, tr("Habis")), (_LOOSE, tr("Tanpa lot"))]
        )
        self._totals = Label("", "strong")
        for box in (self.outlet, self.category):
            box.chosen.connect(self._arrange)
        self.which.chosen.connect(self._arrange)
        self.list.model.modelReset.connect(self._say)
        self.list.activated.connect(self.opened)
        self._lay_out()
        outlets = place.gallery.book.outlets()
        self.outlet.offer((outlet.code, outlet.name) for outlet in outlets)
        self.outlet.choose(place.gallery.machine.outlet)
        self.outlet.setVisible(len(outlets) > 1)
        self._arrange()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(GRID)
        filters.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        for widget in (self.outlet, self.category, self.which):
            filters.addWidget(widget)
        filters.addStretch(1)
        card = Card()
        card.set_tight()
        card.body.addLayout(filters)
        card.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(card, 1)
        layout.addWidget(self._totals)

    def refresh(self) -> None:
        """Read the levels again."""
        database = self._place.gallery.database
        self._place.runner.run(self, lambda: list_stock(database), self._show)

    def _show(self, rows: list[StockRow]) -> None:
        self.category.offer(sorted({(row.category,) * 2 for row in rows if row.category}))
        self.list.show_rows(rows)
        self._say()

    def _arrange(self) -> None:
        outlet, category, which = self.outlet.value(), self.category.value(), self.which.choice()
        self.list.set_filter(
            lambda row: (
                outlet in {None, row.outlet} and category in {None, row.category} and which in {_ALL, state(row)}
            )
        )
        self._say()

    def _say(self) -> None:
        shown = self.list.model.shown()
        self._totals.setText(
            tr("{pieces} barang · nilai jual {value}").format(
                pieces=format_count(sum(row.on_hand for row in shown)),
                value=format_rupiah(sum(row.value for row in shown)),
            )
        )
