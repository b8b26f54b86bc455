"""What F3 to F10 do: each asks what it must know and changes the cart, or posts and says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gallery_pos.documents import CashReason, Method, SaleRefunded, new_id
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.shifts import move_cash, open_drawer_of
from ui.app.print_jobs import show_paper
from ui.screens.kasir.dialogs import (
    AskDialog,
    BuyerDialog,
    DiscountDialog,
    DrawerDialog,
    HoldDialog,
    PriceDialog,
    QuantityDialog,
)
from ui.screens.kasir.recall import RecallDialog
from ui.screens.kasir.refund import RefundDialog
from ui.screens.kasir.till import Removed, Till

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.screens.kasir.keeping import HeldCart
    from ui.workplace import Workplace


class Commands(QObject):
    """The commands of one counter. ``near`` is the widget beside which broken rules appear."""

    def __init__(self, place: Workplace, till: Till, near: QWidget, scan: Callable[[str], bool]) -> None:
        super().__init__(near)
        self._place = place
        self._till = till
        self._near = near
        self._scan = scan
        self._drawer_id = new_id()

    def _ask(self, dialog: AskDialog, answered: Callable[[], object]) -> None:
        """Open a question; what goes wrong with the answer appears beside the cart."""

        def take() -> None:
            with self._place.feedback.guard(self._near):
                answered()

        dialog.answered.connect(take)
        dialog.open()

    def _line_wanted(self) -> bool:
        """Say so where no line is chosen."""
        if self._till.line() is None:
            self._place.feedback.toast(tr("Pindai atau pilih barangnya dulu."), tone="attention")
            return False
        return True

    def quantity(self) -> None:
        """F3."""
        line, index = self._till.line(), self._till.chosen
        if not self._line_wanted() or line is None:
            return
        dialog = QuantityDialog(line, self._scan, self._near.window())

        def answered() -> None:
            if dialog.quantity():
                self._till.set_quantity(index, dialog.quantity())
            else:
                self._till.choose(index)
                self.remove()

        self._ask(dialog, answered)

    def discount(self) -> None:
        """F4."""
        if not self._line_wanted():
            return
        index = self._till.chosen
        dialog = DiscountDialog(self._till.cart, self._till.line(), self._scan, self._near.window())
        self._ask(dialog, lambda: self._till.set_discount(index if dialog.for_line() else None, dialog.discount()))

    def price(self) -> None:
        """F5."""
        line, index = self._till.line(), self._till.chosen
        if not self._line_wanted() or line is None:
            return
        allowed = self._place.may(Act.CHANGE_PRICE)
        dialog = PriceDialog(line, self._scan, self._near.window(), allowed=allowed)
        self._ask(dialog, lambda: self._till.set_price(index, dialog.price()))

    def hold(self) -> None:
        """F6."""
        if not self._line_wanted():
            return
        dialog = HoldDialog(self._till.cart, self._scan, self._near.window())

        def answered() -> None:
            self._till.hold(dialog.label())
            self._place.feedback.toast(tr("Keranjang ditahan. Ambil lagi dengan F7."))

        self._ask(dialog, answered)

    def recall(self) -> None:
        """F7."""
        with self._place.feedback.guard(self._near):
            held = self._till.held()
            timezone = self._place.desk().timezone
            dialog = RecallDialog(held, timezone, self._scan, self._near.window())
            dialog.recalled.connect(self._recalled)
            dialog.open()

    def _recalled(self, held: HeldCart) -> None:
        with self._place.feedback.guard(self._near):
            if self._till.recall(held):
                self._place.feedback.toast(tr("Keranjang sebelumnya ikut ditahan."), tone="info")

    def refund(self, code: str = "") -> None:
        """F8; ``code`` is a receipt that was scanned already."""
        with self._place.feedback.guard(self._near):
            open_drawer_of(self._place.desk())
            dialog = RefundDialog(self._place, self._near.window())
            dialog.refunded.connect(self._refunded)
            dialog.open()
            if code:
                dialog.on_scan(code)

    def _refunded(self, posted: Posted) -> None:
        refund = posted.document
        if not isinstance(refund, SaleRefunded):
            raise TypeError(posted.number)
        printing = self._place.printing
        if any(tender.method is Method.CASH for tender in refund.tenders):
            printing.open_drawer()
        words = tr("Pengembalian {number} tersimpan: {total} dibayarkan ke pembeli.").format(
            number=posted.number, total=format_rupiah(refund.total)
        )
        if printing.is_set_up():
            printing.print_document(posted)
            self._place.feedback.toast(words, (tr("Cetak lagi"), lambda: printing.print_document(posted, again=True)))
        else:
            self._place.feedback.toast(words, (tr("Lihat bukti"), partial(self._show_slip, posted)))

    def _show_slip(self, posted: Posted) -> None:
        printing = self._place.printing
        show_paper(printing, printing.slip_of(posted), posted.number, self._near.window())

    def drawer(self) -> None:
        """F9."""
        with self._place.feedback.guard(self._near):
            open_drawer_of(self._place.desk())
            self._drawer_id = new_id()
            dialog = DrawerDialog(self._scan, self._near.window())
            self._ask(dialog, lambda: self._open_drawer(dialog.reason()))

    def _open_drawer(self, reason: str) -> None:
        done = move_cash(self._place.desk(), reason=CashReason.DRAWER_OPENED, amount=0, note=reason, id=self._drawer_id)
        self._place.announce(done, self._near)
        self._place.printing.open_drawer()
        self._place.feedback.toast(tr("Pembukaan laci dicatat sebagai {number}.").format(number=done.value.number))

    def buyer(self) -> None:
        """F10."""
        cart = self._till.cart
        dialog = BuyerDialog(cart.buyer, cart.buyer_name, self._scan, self._near.window())
        self._ask(dialog, lambda: self._till.set_buyer(dialog.buyer(), dialog.name()))

    def remove(self) -> None:
        """Delete: the line goes, and can be called back."""
        self.removed(self._till.remove())

    def put_aside(self) -> None:
        """What is past its date leaves the cart; the books have it on the pull list already."""
        removed = self._till.remove()
        if removed is not None:
            words = tr("Sisihkan {name}: sudah ada di daftar tarik layar Titipan.").format(name=removed.line.name)
            self._place.feedback.toast(words, (tr("Urungkan"), lambda: self._till.bring_back(removed)), tone="neutral")

    def removed(self, removed: Removed | None) -> None:
        """Say that a line went, with the way back."""
        if removed is not None:
            words = tr("{name} dibuang dari keranjang").format(name=removed.line.name)
            self._place.feedback.toast(words, (tr("Urungkan"), lambda: self._till.bring_back(removed)), tone="neutral")
