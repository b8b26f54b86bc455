"""The list of consignors: what is agreed, what is here, what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.records import ConsignorRow, list_consignors
from gallery_pos.documents import PriceModel
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.names import MODELS
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox

if TYPE_CHECKING:
    from ui.workplace import Workplace


def agreed(row: ConsignorRow) -> str:
    """Return what is agreed with a consignor, in a few letters."""
    model = PriceModel(row.model) if row.model else PriceModel.PERCENTAGE
    parts = []
    if model is PriceModel.FIXED_NET:
        parts.append(tr(MODELS[model]))
    elif row.commission_bp is not None and (row.commission_bp or model is PriceModel.PERCENTAGE):
        parts.append(format_percent(row.commission_bp))
    if row.monthly_fee:
        parts.append(tr("iuran {amount}").format(amount=format_rupiah(row.monthly_fee)))
    return " + ".join(parts)


COLUMNS: tuple[Column[ConsignorRow], ...] = (
    Column(
        tr_noop("Penitip"),
        lambda row: row.business_name,
        stretch=True,
        tip=lambda row: f"{row.business_name}\n{row.code}",
    ),
    Column(tr_noop("Pemilik"), lambda row: row.owner, width=160),
    Column(tr_noop("Kecamatan"), lambda row: row.district, width=140),
    Column(tr_noop("Perjanjian"), agreed, width=150, search=False),
    Column(tr_noop("Produk"), lambda row: row.products, Kind.NUMBER, width=72),
    Column(tr_noop("Di rak"), lambda row: row.on_hand, Kind.NUMBER, width=70),
    Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER, width=76),
    Column(tr_noop("Terutang"), lambda row: row.owed, Kind.MONEY),
    Column(tr_noop("Kode"), lambda row: row.code, width=100),
)
_OWED, _MINUS, _NONE = "owed", "minus", "none"
_ACTIVE, _STOPPED, _ALL = "active", "stopped", "all"


def _side(owed: int) -> str:
    """Return on which side of nothing a balance is."""
    return _OWED if owed > 0 else _MINUS if owed < 0 else _NONE


class ConsignorList(QWidget):
    """Search, sort and filter.

    Signals:
        opened(str): the code of a consignor who is to be looked at.
    """

    opened = Signal(str)

    def __init__(self, place: Workplace, first: Button | None, parent: QWidget | None = None) -> None:
        """``first`` is the button of the empty state."""
        super().__init__(parent)
        self._place = place
        self.banner = Banner()
        hint = tr("Daftarkan penitip pertama, atau impor daftarnya lewat Pengaturan.")
        self.list: TableView[ConsignorRow] = TableView(
            COLUMNS,
            lambda row: row.code,
            EmptyState(tr("Belum ada penitip"), hint, first),
            name=tr("penitip"),
            search=tr("Cari nama, pemilik, kecamatan, kode"),
            on_export=exporter(place, self),
        )
        self.district = FilterBox(tr("Semua kecamatan"), tr("Kecamatan"))
        self.owed = FilterBox(tr("Semua saldo"), tr("Saldo"))
        self.owed.offer(((_OWED, tr("Terutang")), (_MINUS, tr("Kurang dari nol")), (_NONE, tr("Nol"))))
        self.active = Segments([(_ACTIVE, tr("Aktif")), (_STOPPED, tr("Tidak aktif")), (_ALL, tr("Semua"))])
        for box in (self.district, self.owed):
            box.chosen.connect(self._arrange)
        self.active.chosen.connect(self._arrange)
        self.list.activated.connect(lambda row: self.opened.emit(row.code))
        filters = QHBoxLayout()
        filters.setSpacing(GRID)
        filters.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        for widget in (self.district, self.owed, self.active):
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
        database = self._place.gallery.database
        self._place.runner.run(self, lambda: list_consignors(database), self._show)

    def _show(self, rows: list[ConsignorRow]) -> None:
        self.district.offer(sorted({(row.district,) * 2 for row in rows if row.district}))
        self.list.show_rows(rows)

    def _arrange(self) -> None:
        district, owed, active = self.district.value(), self.owed.value(), self.active.choice()

        def keep(row: ConsignorRow) -> bool:
            return (
                district in {None, row.district}
                and owed in {None, _side(row.owed)}
                and (active == _ALL or row.active == (active == _ACTIVE))
            )

        self.list.set_filter(keep)
