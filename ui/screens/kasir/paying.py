"""From the cart to the sale: what must be settled before money is taken, the one commit, and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gallery_pos.documents import Method, SaleCompleted
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.checkout import complete_sale, outlet_of, require_approval
from ui.app.approval import with_approval
from ui.screens.kasir.done_page import Sold
from ui.screens.kasir.payment import Payment

if TYPE_CHECKING:
    from gallery_pos.cart import Cart
    from gallery_pos.services.access import Approval
    from ui.screens.kasir.browse_page import BrowsePage
    from ui.screens.kasir.pay_page import PayPage
    from ui.screens.kasir.till import Till
    from ui.workplace import Workplace


class Paying(QObject):
    """Leads through the payment of one till.

    Signals:
        begun(): the cart may be paid; show the page.
        shift_wanted(): nobody opened the drawer yet.
        stopped(): back to the cart.
        sold(Sold): it is in the journal.
    """

    begun = Signal()
    shift_wanted = Signal()
    stopped = Signal()
    sold = Signal(object)

    def __init__(self, place: Workplace, till: Till, browse: BrowsePage, page: PayPage) -> None:
        super().__init__(page)
        self._place = place
        self._till = till
        self._browse = browse
        self._page = page
        self._approval: Approval | None = None
        self._approved: Cart | None = None
        self._asked: Cart | None = None

    def begin(self) -> None:
        """F12 on the cart: rights, superior and drawer first, so that nobody takes money in vain."""
        if not self._till.cart.lines:
            self._browse.banner.say(tr("Keranjang masih kosong."), tr("Pindai barang lebih dulu."), "attention")
            return
        desk = self._place.desk()
        with self._place.feedback.guard(self._browse):
            if desk.book.open_shift(desk.outlet, desk.origin) is None:
                self.shift_wanted.emit()
                return
            self._asked = self._till.cart
            if self._approved == self._till.cart:
                self._go(self._approval)
            else:
                with_approval(self._place, self._browse, self._go)

    def _go(self, approval: Approval | None) -> None:
        """Show the page, where the cart is still the one that was asked about."""
        if self._till.cart != self._asked:
            raise RuleBroken(
                "sale.changed",
                tr("Keranjang berubah selama persetujuan diminta."),
                safe=tr("Keranjang tetap tersimpan."),
                todo=tr("Periksa isinya, lalu tekan F12 lagi."),
            )
        desk = self._place.desk()
        require_approval(desk, cart=self._till.cart, approval=approval)
        self._approval, self._approved = approval, self._till.cart
        self._browse.banner.clear()
        self._page.begin(Payment(self._till.cart, outlet_of(desk), desk.today()))
        self.begun.emit()

    def finish(self) -> None:
        """F12 on the payment: take a part and ask for the rest, or take it all and write the sale."""
        page, payment = self._page, self._page.entered()
        if payment is None or page.payment is None:
            return
        if not page.payment.covers(page.method, page.amount()):
            page.go_on_with(payment)
            return
        with_approval(self._place, page, self._commit_of(payment))

    def _commit_of(self, payment: Payment) -> Callable[[Approval | None], None]:
        def commit(approval: Approval | None) -> None:
            self._commit(payment, approval or self._approval)

        return commit

    def _commit(self, payment: Payment, approval: Approval | None) -> None:
        """Write first, print second; the cart's id makes a second try the same sale."""
        try:
            done = complete_sale(self._place.desk(), cart=payment.cart, tenders=payment.tenders, approval=approval)
        except RuleBroken as refusal:
            if refusal.code != "shift.closed":
                raise
            self.stopped.emit()
            self.shift_wanted.emit()
            return
        sale = done.value.document
        if not isinstance(sale, SaleCompleted):
            raise TypeError(done.value.number)
        self._till.begin()
        self._approval = self._approved = None
        self._place.announce(done, self)
        if any(tender.method is Method.CASH for tender in sale.tenders):
            self._place.printing.open_drawer()
        if self._place.printing.is_set_up():
            self._place.printing.print_document(done.value)
        self.sold.emit(Sold(done.value, sale))
