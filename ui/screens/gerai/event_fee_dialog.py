"""The fee of a stand, shared among those who took part: shown maker by maker before it is charged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from gallery_pos.errors import RuleBroken
from gallery_pos.fees import Sharing
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.event_fees import charge_event, event_shares
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.documents import OutletRevised
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 900, 520

_Row = tuple[str, str, int, str]
"""Code and name of a maker, his part in rupiah, and how it came about."""

_COLUMNS: tuple[Column[_Row], ...] = (
    Column(tr_noop("Kode"), lambda row: row[0], width=76, firm=True),
    Column(tr_noop("Penitip"), lambda row: row[1], width=170),
    Column(tr_noop("Hitungan"), lambda row: row[3], stretch=True, tip=lambda row: row[3]),
    Column(tr_noop("Jumlah", "uang"), lambda row: row[2], Kind.MONEY, width=120),
)


class EventFeeDialog(Dialog):
    """Shares the fee equally or by sales, and charges it once.

    Signals:
        charged(int): so many makers were charged.
    """

    charged = Signal(int)

    def __init__(self, place: Workplace, parent: QWidget, event: OutletRevised) -> None:
        super().__init__(
            tr("Bagi sewa stan {name}").format(name=event.name),
            parent.window(),
            hint=tr("Tercetak di laporan masing-masing penitip, lengkap dengan hitungannya."),
        )
        self.spread(_WIDTH, _HEIGHT)
        self._place, self._event = place, event
        self.how = Segments(
            [(Sharing.EQUAL.value, tr("Dibagi rata")), (Sharing.SALES.value, tr("Menurut penjualan di acara"))]
        )
        self.list: TableView[_Row] = TableView(
            _COLUMNS,
            lambda row: row[0],
            EmptyState(tr("Belum ada yang dibagi")),
            name=event.code,
            search=tr("Cari penitip"),
            on_export=exporter(place, self),
        )
        self.says = Label("", "strong", wrap=True)
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.how)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.says)
        self.add_cancel()
        self.primary = self.add_primary(tr("Tagihkan"), self._charge)
        self.how.chosen.connect(lambda _key: self.read())
        self.read()

    def sharing(self) -> Sharing:
        """Return how it is shared."""
        return Sharing(self.how.choice())

    def read(self) -> None:
        """Show each part."""
        self.banner.clear()
        book = self._place.gallery.book
        try:
            shares = event_shares(self._place.desk(), event=self._event.code, sharing=self.sharing())
        except RuleBroken as error:
            self.banner.say(error.what, error.todo, tone="attention")
            self.primary.setEnabled(False)
            return
        names = {code: found.business_name for code, _ in shares if (found := book.consignor(code))}
        rows = [(code, names.get(code, code), charge.amount, charge.reason) for code, charge in shares]
        self.list.show_rows(rows)
        total = tr("{count} penitip, seluruhnya {amount}.")
        self.says.setText(
            total.format(count=format_count(len(rows)), amount=format_rupiah(sum(row[2] for row in rows)))
        )

    def _charge(self) -> None:
        with self._place.feedback.guard(self):
            done = charge_event(self._place.desk(), event=self._event.code, sharing=self.sharing())
            self._place.announce(done)
            self.charged.emit(len(done.value))
            self.accept()
