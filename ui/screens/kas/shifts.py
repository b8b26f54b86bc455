"""The drawer that is open here, and every shift there was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from db.queries.books import document_by_number
from db.queries.shifts import ShiftRow, list_shifts
from db.queries.treasury import share_of_shift
from gallery_pos.documents import ShiftClosed
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSpec
from ui.app.differences import difference_column, difference_words
from ui.app.formats import moment
from ui.app.page import Page
from ui.app.print_jobs import show_paper
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.kas.dialogs import CloseShiftDialog, MoveCashDialog, OpenShiftDialog
from ui.widgets.card import Card, TotalCard
from ui.widgets.empty import EmptyState
from ui.widgets.toast import ToastAction

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen

_SHOWN_DAYS = 400
_SPECS = (
    ActionSpec("cash.open", tr_noop("Buka sif"), "F12", "lock-open"),
    ActionSpec("cash.close", tr_noop("Hitung dan tutup sif"), "F10", "lock"),
    ActionSpec("cash.move", tr_noop("Kas masuk/keluar"), "F9", "arrows-down-up"),
    ActionSpec("cash.slip", tr_noop("Lihat slip"), "F8", "receipt"),
)


class ShiftsTab(Page):
    """Opens, moves cash, counts and closes; below it the shifts of this outlet with their Z slips."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self._row = QHBoxLayout()
        self._row.setSpacing(2 * GRID)
        self.state = TotalCard(tr("Sif"))
        self.sales = TotalCard(tr("Penjualan sif ini"))
        self.cashless = TotalCard(tr("Nontunai"))
        self.moved = TotalCard(tr("Kas masuk dan keluar"))
        for card in (self.state, self.sales, self.cashless, self.moved):
            self._row.addWidget(card, 1)
        self.body.addLayout(self._row)
        self.body.addWidget(self._list(), 1)
        self.equip(
            _SPECS,
            {
                "cash.open": self.open_shift,
                "cash.close": self.close_shift,
                "cash.move": self.move_cash,
                "cash.slip": self.show_slip,
            },
        )
        self.add_footer("cash.slip")
        self.add_footer("cash.move")
        self.add_footer("cash.close", primary=True)
        self.add_footer("cash.open", primary=True)

    def _list(self) -> Card:
        zone = self.place.desk().timezone
        columns: tuple[Column[ShiftRow], ...] = (
            Column(
                tr_noop("Dibuka"),
                lambda row: row.opened_at,
                text=lambda row: moment(row.opened_at, zone),
                width=152,
                firm=True,
            ),
            Column(tr_noop("Nomor"), lambda row: row.closed_number or row.number, Kind.CODE, stretch=True),
            Column(tr_noop("Kasir"), lambda row: self._names.get(row.user, row.user), width=130),
            Column(tr_noop("Struk"), lambda row: row.sales_count, Kind.NUMBER, width=64),
            Column(tr_noop("Penjualan"), lambda row: row.sales, Kind.MONEY),
            Column(tr_noop("Dihitung"), lambda row: row.counted, Kind.MONEY),
            difference_column(),
        )
        self._names = {user.code: user.name for user in self.place.gallery.book.users()}
        empty = EmptyState(tr("Belum ada sif"), tr("Tekan F12 untuk membuka sif pertama."))
        self.list: TableView[ShiftRow] = TableView(
            columns,
            lambda row: row.id,
            empty,
            name=tr("sif"),
            search=tr("Cari nomor atau kasir"),
            on_export=exporter(self.place, self),
        )
        self.list.activated.connect(lambda _row: self.show_slip())
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        return card

    def refresh(self) -> None:
        """Read the open drawer now, and the shifts off the UI thread."""
        desk = self.place.desk()
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        is_open = drawer is not None
        acts = self.acts
        if acts is None:
            raise RuntimeError
        acts["cash.open"].setVisible(not is_open)
        for name in ("cash.close", "cash.move"):
            acts[name].setVisible(is_open)
        if drawer is None:
            self.state.show_amount(tr("Tertutup"), tr("Buka sif untuk mulai menerima uang."))
            for card in (self.sales, self.cashless, self.moved):
                card.show_amount("–")
        else:
            totals, since = drawer.totals, moment(drawer.opened.posted_at, desk.timezone)
            who = self._names.get(drawer.opened.user, drawer.opened.user)
            self.state.show_amount(tr("Terbuka"), tr("{who}, sejak {since}").format(who=who, since=since))
            self.sales.show_amount(
                format_rupiah(totals.sales - totals.refunded),
                tr("{sales} struk, {refunds} pengembalian").format(
                    sales=format_count(totals.sales_count), refunds=format_count(totals.refunds_count)
                ),
            )
            cashless = sum(amount for method, amount in totals.tenders.items() if method != "tunai")
            self.cashless.show_amount(format_rupiah(cashless), tr("QRIS, transfer, kartu"))
            lent = tr("Modal {amount}").format(amount=format_rupiah(drawer.opened.opening_float))
            paid = tr("ke penitip {amount}").format(amount=format_rupiah(totals.payouts))
            self.moved.show_amount(
                format_rupiah(totals.cash_in - totals.cash_out - totals.payouts),
                f"{lent}, {paid}" if totals.payouts else lent,
            )
        since_day = desk.today() - timedelta(days=_SHOWN_DAYS)
        self.host.read(
            lambda: list_shifts(self.place.gallery.database, outlet=desk.outlet, since=since_day), self.list.show_rows
        )

    def entered(self) -> None:
        """Begin with the search."""
        self.list.search_box.setFocus()

    def open_shift(self) -> None:
        """Ask for the float."""
        OpenShiftDialog(self.place, self, self._opened).open()

    def _opened(self, posted: Posted) -> None:
        self.refresh()
        self.place.feedback.toast(
            tr("Sif {number} terbuka.").format(number=posted.number),
            (tr("Ke Kasir"), lambda: self.host.open_screen("till")),
        )

    def move_cash(self) -> None:
        """Ask how much, which way and why."""
        MoveCashDialog(self.place, self, self._moved).open()

    def _moved(self, posted: Posted) -> None:
        self.refresh()
        self._print(posted)
        self.place.feedback.toast(tr("{number} tercatat.").format(number=posted.number), self._slip_button(posted))

    def close_shift(self) -> None:
        """Count blind, then say what the books expected."""
        CloseShiftDialog(self.place, self, self._closed).open()

    def _closed(self, posted: Posted) -> None:
        self.refresh()
        self._print(posted)
        closed = posted.document
        if isinstance(closed, ShiftClosed):
            words, tone = difference_words(closed.difference)
            more = tr("Dihitung {counted}, seharusnya {expected}. Slip {number}.").format(
                counted=format_rupiah(closed.counted), expected=format_rupiah(closed.expected), number=posted.number
            )
            share = share_of_shift(self.place.gallery.database, closed.shift)
            whose = tr("Dari uang penjualan sif ini milik penitip {makers}, milik galeri {gallery}.").format(
                makers=format_rupiah(share.makers), gallery=format_rupiah(share.gallery)
            )
            more = f"{more} {whose}"
            self.host.banner.say(
                tr("Sif ditutup. {words}").format(words=words), more, "good" if tone == "good" else "attention"
            )
        self._show(posted)

    def _print(self, posted: Posted) -> None:
        if self.place.printing.is_set_up():
            self.place.printing.print_document(posted)

    def _slip_button(self, posted: Posted) -> ToastAction:
        return tr("Lihat slip"), lambda: self._show(posted)

    def show_slip(self) -> None:
        """Show the slip of the shift that the cursor is on."""
        row = self.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih sifnya dulu."))
            return
        if row.closed_number is None:
            self.host.banner.say(tr("Sif ini masih terbuka."), tr("Slip Z keluar sesudah sif ditutup."))
            return
        posted = document_by_number(self.place.gallery.database, row.closed_number)
        if posted is not None:
            self._show(posted)

    def _show(self, posted: Posted) -> None:
        printing = self.place.printing
        again = (lambda: printing.print_document(posted, again=True)) if printing.is_set_up() else None
        show_paper(printing, printing.slip_of(posted), posted.number, self.window(), again)
