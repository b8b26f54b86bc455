"""The list of consignors: what is agreed, what is here, what is owed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.queries.records import ConsignorRow, list_consignors
from gallery_pos.documents import PriceModel
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.consignors import former_codes
from ui.app.list_page import ActiveFilter, ListPage
from ui.app.names import MODELS
from ui.app.tables import Column, Kind
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox

if TYPE_CHECKING:
    from datetime import date

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
    Column(tr_noop("Pemilik"), lambda row: row.owner, width=160, room=1_000),
    Column(tr_noop("Kecamatan"), lambda row: row.district, width=140),
    Column(tr_noop("Perjanjian"), agreed, width=150, search=False),
    Column(tr_noop("Produk"), lambda row: row.products, Kind.NUMBER, width=72),
    Column(tr_noop("Di rak"), lambda row: row.on_hand, Kind.NUMBER, width=70),
    Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER, width=76),
    Column(tr_noop("Terutang"), lambda row: row.owed, Kind.MONEY),
    Column(tr_noop("Perjanjian sampai"), lambda row: row.ends, Kind.DATE, room=1_000),
)
SOON_DAYS = 30
"""An agreement that ends within so many days is ending soon."""
_SOON, _ENDED = "soon", "ended"
_OWED, _MINUS, _NONE = "owed", "minus", "none"


def _side(owed: int) -> str:
    """Return on which side of nothing a balance is."""
    return _OWED if owed > 0 else _MINUS if owed < 0 else _NONE


def _ends(ends: date | None, today: date) -> str:
    """Return whether an agreement has ended or does so soon, "" for neither."""
    if ends is None or (ends - today).days > SOON_DAYS:
        return ""
    return _ENDED if ends < today else _SOON


class ConsignorList(ListPage[ConsignorRow]):
    """Search, sort and filter; a row that is opened is a consignor who is to be looked at."""

    def __init__(self, place: Workplace, first: Button | None, parent: QWidget | None = None) -> None:
        """``first`` is the button of the empty state."""
        self._former: dict[str, tuple[str, ...]] = {}
        hint = tr("Daftarkan penitip pertama, atau impor daftarnya lewat Pengaturan.")
        super().__init__(
            place,
            (*COLUMNS, Column(tr_noop("Kode"), lambda row: row.code, text=self._codes, width=100, room=1_200)),
            lambda row: row.code,
            EmptyState(tr("Belum ada penitip"), hint, first),
            name=tr("penitip"),
            search=tr("Cari nama, pemilik, kecamatan, kode"),
            parent=parent,
        )
        self.district = FilterBox(tr("Semua kecamatan"), tr("Kecamatan"))
        self.owed = FilterBox(tr("Semua saldo"), tr("Saldo"))
        self.owed.offer(((_OWED, tr("Terutang")), (_MINUS, tr("Kurang dari nol")), (_NONE, tr("Nol"))))
        self.ending = FilterBox(tr("Semua perjanjian"), tr("Perjanjian"))
        self.ending.offer(
            ((_SOON, tr("Berakhir dalam {days} hari").format(days=SOON_DAYS)), (_ENDED, tr("Sudah berakhir")))
        )
        self.active = ActiveFilter()
        self.add_filters(self.district, self.owed, self.ending, self.active)

    def _codes(self, row: ConsignorRow) -> str:
        """Return a maker's code, with those of the records that were merged into him: they find him too."""
        return " · ".join((row.code, *self._former.get(row.code, ())))

    def read_rows(self) -> list[ConsignorRow]:
        self._former = former_codes(self.place.gallery.book)
        return list_consignors(self.place.gallery.database)

    def offer(self, rows: Sequence[ConsignorRow]) -> None:
        self.district.offer(sorted({(row.district,) * 2 for row in rows if row.district}))

    def keeper(self) -> Callable[[ConsignorRow], bool]:
        district, owed, active = self.district.value(), self.owed.value(), self.active.wants()
        ending, today = self.ending.value(), self.place.desk().today()

        def wanted(row: ConsignorRow) -> bool:
            return (
                district in {None, row.district}
                and owed in {None, _side(row.owed)}
                and ending in {None, _ends(row.ends, today)}
                and row.active in active
            )

        return wanted
