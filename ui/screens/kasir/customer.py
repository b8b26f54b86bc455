"""What the buyer sees on a second screen: the goods, the total, the QRIS code, the change. It takes no keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gallery_pos.documents import Method
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.screens.kasir.cart_list import CartList
from ui.screens.kasir.marks import Mark
from ui.screens.kasir.qris_card import QrisCard
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label
from ui.widgets.total import BigTotal

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised
    from ui.screens.kasir.done_page import Sold
    from ui.screens.kasir.screen import TillScreen
    from ui.screens.kasir.till import Till


def second_screen(window: QWidget) -> QScreen | None:
    """Return a screen that ``window`` is not on, None where there is only one."""
    return next((each for each in QGuiApplication.screens() if each is not window.screen()), None)


class CustomerDisplay(QWidget):
    """A window of its own without a frame; it never takes the focus from the counter."""

    def __init__(self, outlet: OutletRevised, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setProperty("surface", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setWindowTitle(tr("Layar pembeli"))
        self._outlet = outlet
        self._list = CartList()
        self._list.setEnabled(False)
        self._total = BigTotal(tr("Total"))
        self._qris = QrisCard(for_buyer=True)
        self._change = BigTotal(tr("Kembalian"))
        self._thanks = Label("", "title", align=Qt.AlignmentFlag.AlignCenter, wrap=True)
        self._pages = QStackedWidget()
        for page in (self._welcome(), self._cart(), self._card_of(self._qris), self._done()):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(Label(outlet.name, "title", align=Qt.AlignmentFlag.AlignCenter))
        layout.addWidget(self._pages, 1)

    def _welcome(self) -> QWidget:
        return EmptyState(tr("Selamat datang"), tr("Setiap barang di sini karya seorang perajin."))

    def _cart(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        goods = Card()
        goods.set_tight()
        goods.add(self._list, 1)
        row.addWidget(goods, 1)
        row.addWidget(self._card_of(self._total), 1)
        return page

    def _done(self) -> QWidget:
        card = self._card_of(self._change)
        card.add(self._thanks)
        return card

    @staticmethod
    def _card_of(widget: QWidget) -> Card:
        card = Card()
        card.add(widget, 1)
        return card

    # -- what happens at the counter

    def show_cart(self, till: Till, total: int) -> None:
        """Show the goods so far, or a welcome."""
        cart = till.cart
        self._list.show_lines(cart.lines, [mark & Mark.DISCOUNT for mark in till.marks()], -1)
        self._list.scrollToBottom()
        self._total.show_amount(total, tr("{count} barang").format(count=format_count(cart.pieces)))
        self._pages.setCurrentIndex(1 if cart.lines else 0)

    def show_qris(self, amount: int) -> None:
        """Show the code to pay with."""
        self._qris.show_amount(self._outlet, amount, amount)
        self._pages.setCurrentIndex(2)

    def show_sold(self, sold: Sold) -> None:
        """Show the change and a word of thanks."""
        caption = tr("Kembalian") if sold.sale.change else tr("Lunas")
        self._change.show_amount(sold.sale.change or sold.sale.total, caption=caption)
        self._thanks.setText(self._outlet.thanks or tr("Terima kasih sudah membeli karya UMKM."))
        self._pages.setCurrentIndex(3)

    def page(self) -> str:
        """Return ``welcome``, ``cart``, ``qris`` or ``done``."""
        return ("welcome", "cart", "qris", "done")[self._pages.currentIndex()]

    def fill(self, screen: QScreen) -> None:
        """Show itself over the whole of a screen; ``showFullScreen`` would ask for the focus."""
        self.setGeometry(screen.geometry())
        self.show()


class CustomerSide(QObject):
    """Keeps the buyer's screen, where there is one, in step with the counter."""

    def __init__(self, counter: TillScreen) -> None:
        super().__init__(counter)
        self._counter = counter
        self.display: CustomerDisplay | None = None
        counter.till.changed.connect(self.refresh)
        counter.pay.changed.connect(self.refresh)

    def toggle(self, screen: QScreen | None) -> None:
        """Open the buyer's window on a screen, or close it; without a second screen nothing happens."""
        if self.display is not None:
            self.display.close()
            self.display.deleteLater()
            self.display = None
        elif screen is not None and (outlet := self._counter.till.outlet()) is not None:
            self.display = CustomerDisplay(outlet, self._counter)
            self.refresh()
            self.display.fill(screen)

    def refresh(self) -> None:
        """Show what the counter is at."""
        counter, display = self._counter, self.display
        if display is None:
            return
        page, sold = counter.page(), counter.done.sold
        if page == "done" and sold is not None:
            display.show_sold(sold)
        elif page == "pay" and counter.pay.method is Method.QRIS:
            display.show_qris(counter.pay.amount())
        else:
            display.show_cart(counter.till, counter.till.total())
