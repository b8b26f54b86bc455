"""F7: the carts that were put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.formats import moment
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.screens.kasir.keeping import HeldCart
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QWidget

    from ui.screens.kasir.dialogs import Scan


class RecallDialog(Dialog):
    """The list, the newest first; Enter takes the chosen one up again, which posts nothing.

    Signals:
        recalled(HeldCart): take this one up.
    """

    recalled = Signal(object)

    def __init__(self, held: Sequence[HeldCart], timezone: ZoneInfo, scan: Scan, parent: QWidget) -> None:
        super().__init__(tr("Keranjang yang ditahan"), parent)
        self.setMinimumSize(640, 420)
        self.on_scan = scan
        columns: tuple[Column[HeldCart], ...] = (
            Column(tr_noop("Waktu"), lambda row: row.at, text=lambda row: moment(row.at, timezone), width=170),
            Column(tr_noop("Nama"), lambda row: row.label or row.cart.lines[0].name, stretch=True),
            Column(tr_noop("Barang"), lambda row: row.cart.pieces, Kind.NUMBER, width=84),
            Column(
                tr_noop("Total"), lambda row: row.cart.net, Kind.MONEY, text=lambda row: format_rupiah(row.cart.net)
            ),
        )
        empty = EmptyState(tr("Tidak ada keranjang yang ditahan"), tr("Tekan F6 untuk menahan keranjang."))
        self.list: TableView[HeldCart] = TableView(columns, lambda row: row.cart.id, empty, search=None)
        self.list.show_rows(held)
        self.list.activated.connect(lambda _row: self._recall())
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.body.addWidget(card, 1)
        self.add_cancel()
        if held:
            self.add_primary(tr("Ambil"), self._recall)
            self.list.select(held[0].cart.id)
            self.list.setFocus()

    def _recall(self) -> None:
        held = self.list.current()
        if held is not None:
            self.recalled.emit(held)
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._recall()
        else:
            super().keyPressEvent(event)
