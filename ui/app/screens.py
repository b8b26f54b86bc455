"""The places in the rail, in their order. A screen's module is imported when it is first shown, not before."""

from __future__ import annotations

from gallery_pos.documents import Role
from gallery_pos.language import tr_noop
from ui.app.actions import COUNTER, EVERYBODY, OFFICE
from ui.app.screen import ScreenSpec

_HOUSE = frozenset({Role.CASHIER, Role.MANAGER, Role.ADMIN, Role.AUDITOR})
_CASH = COUNTER | {Role.DINAS}
"""The Dinas sees the two tabs about makers' money there, not the drawer."""
_BOOKS = frozenset({Role.MANAGER, Role.DINAS, Role.ADMIN, Role.AUDITOR})

SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec(
        "till", tr_noop("Kasir", "layar"), "shopping-cart-simple", "ui.screens.kasir.screen:TillScreen", COUNTER
    ),
    ScreenSpec("intake", tr_noop("Titipan"), "handshake", "ui.screens.titipan:IntakeScreen", COUNTER),
    ScreenSpec(
        "consignors", tr_noop("Penitip", "banyak"), "users-three", "ui.screens.penitip:ConsignorsScreen", EVERYBODY
    ),
    ScreenSpec("products", tr_noop("Produk", "banyak"), "tag-simple", "ui.screens.produk:ProductsScreen", _HOUSE),
    ScreenSpec("stock", tr_noop("Stok"), "package", "ui.screens.stok:StockScreen", EVERYBODY),
    ScreenSpec("cash", tr_noop("Kas & Sif"), "wallet", "ui.screens.kas:CashScreen", _CASH),
    ScreenSpec("settlement", tr_noop("Penyelesaian"), "receipt", "ui.screens.penyelesaian:SettlementScreen", _BOOKS),
    ScreenSpec("reports", tr_noop("Laporan", "banyak"), "chart-bar", "ui.screens.laporan:ReportsScreen", OFFICE),
    ScreenSpec("outlets", tr_noop("Gerai", "banyak"), "storefront", "ui.screens.gerai:OutletsScreen", _BOOKS),
    ScreenSpec("guidance", tr_noop("Pembinaan"), "leaf", "ui.screens.pembinaan:GuidanceScreen", _BOOKS),
    ScreenSpec("settings", tr_noop("Pengaturan"), "gear-six", "ui.screens.pengaturan:SettingsScreen", EVERYBODY),
)

HOME = {Role.CASHIER: "till", Role.MANAGER: "till", Role.ADMIN: "till", Role.DINAS: "reports", Role.AUDITOR: "reports"}
"""Where each role begins."""
