"""Kasir, put together: the pages at the left, the cart at the right, the keys at the bottom, and where scans go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from shiboken6 import isValid

from db.queries.search import search_products
from gallery_pos.desk import Changes
from gallery_pos.documents import Method
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.screen import Screen
from ui.screens.kasir import actions
from ui.screens.kasir.after_sale import AfterSale
from ui.screens.kasir.browse_page import BrowsePage
from ui.screens.kasir.cart_list import Touch
from ui.screens.kasir.cart_panel import CartPanel
from ui.screens.kasir.commands import Commands
from ui.screens.kasir.customer import CustomerSide, second_screen
from ui.screens.kasir.done_page import DonePage, Sold
from ui.screens.kasir.keeping import CartKeeper
from ui.screens.kasir.keys import KeyStrip
from ui.screens.kasir.live import live_actions
from ui.screens.kasir.pay_page import MOST_QUICK, PayPage
from ui.screens.kasir.paying import Paying
from ui.screens.kasir.scans import Scans
from ui.screens.kasir.tiles import read_offer
from ui.screens.kasir.till import Till
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from db.queries.search import ProductHit
    from gallery_pos.errors import Trouble
    from ui.main_window import MainWindow
    from ui.workplace import Workplace

_RIGHT_WIDTH = (300, 520)
_BREATH_MS = 700
"""After a sale F12 does nothing for so long: a hurried second press must not hide the change."""


class TillScreen(Screen):
    """The counter.

    Signals:
        kept_badly(Trouble): a cart could not be written to disk yet.
    """

    kinds = (
        Changes.PRODUCTS
        | Changes.STOCK
        | Changes.CONSIGNORS
        | Changes.OUTLETS
        | Changes.SHIFTS
        | Changes.SALES
        | Changes.LEGALITY
    )
    specs = actions.SELL

    kept_badly = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.keeper = CartKeeper(place.gallery.drafts, self._tell_trouble)
        self.kept_badly.connect(self._on_kept_badly)
        self.destroyed.connect(self.keeper.close)
        self.till = Till(place.desk, self.keeper, self)
        self.browse = BrowsePage(self._search)
        self.pay = PayPage()
        self.done = DonePage()
        self.cart = CartPanel(self.till)
        self.scans = Scans(place, self.till, self.browse)
        self.browse.is_known = self.scans.is_known
        self.browse.gate.serve(place)
        self.commands = Commands(place, self.till, self.browse, self.on_scan)
        self.paying = Paying(place, self.till, self.browse, self.pay)
        self.after = AfterSale(place, self.done)
        self.customer = CustomerSide(self)
        self._pages = PageStack()
        for page in (self.browse, self.pay, self.done):
            self._pages.addWidget(page)
        self._sets = live_actions(self)
        self.strip = KeyStrip()
        self._lines = 0
        self._lay_out()
        self._connect()
        self.show_page("sell")
        with place.feedback.guard(self):
            self._restore()

    # -- putting it together

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(self.body.spacing())
        halves.addWidget(self._pages, 11)
        halves.addWidget(self.cart, 9)
        self.cart.setMinimumWidth(_RIGHT_WIDTH[0])
        self.cart.setMaximumWidth(_RIGHT_WIDTH[1])
        self.body.addLayout(halves, 1)
        self.body.addWidget(self.strip)
        primary = {"sell": "till.pay", "pay": "pay.finish", "done": "done.next"}
        for name, live in self._sets.items():
            self.strip.add_page(name, [live[spec.id] for spec in live.specs])
            self.cart.add_primary(name, live[primary[name]])
        for name in ("done.again", "done.show", "done.copy"):
            self.done.add_action(self._sets["done"][name])

    def _connect(self) -> None:
        browse, till = self.browse, self.till
        browse.camera_panel.scanned.connect(self.on_scan)
        browse.field.arrowed.connect(self._on_arrow)
        browse.field.line_key.connect(self._on_line_key)
        browse.tiles.category_chosen.connect(lambda _name: self._read_tiles())
        browse.gate.opened.connect(browse.start)
        self.scans.receipt_scanned.connect(self.commands.refund)
        self.scans.aside_wanted.connect(self.commands.put_aside)
        self.scans.new_product_wanted.connect(lambda code: self.open_screen("products", ("barcode", code)))
        till.times_changed.connect(browse.show_times)
        till.touched.connect(lambda _row: browse.banner.clear())
        till.changed.connect(self._on_cart)
        self.cart.buyer_asked.connect(self.commands.buyer)
        self.cart.line_touched.connect(self._on_touch)
        self.cart.last_asked.connect(partial(self.show_page, "done"))
        self.paying.begun.connect(partial(self.show_page, "pay"))
        self.paying.stopped.connect(partial(self.show_page, "sell"))
        self.paying.shift_wanted.connect(partial(browse.gate.look, urgent=True))
        self.paying.sold.connect(self._on_sold)
        self.pay.changed.connect(self._on_pay_changed)

    # -- which page is in front

    def page(self) -> str:
        """Return ``sell``, ``pay`` or ``done``."""
        return ("sell", "pay", "done")[self._pages.currentIndex()]

    def show_page(self, name: str) -> None:
        """Bring a page to the front with its keys and its one big button."""
        self._pages.setCurrentIndex(("sell", "pay", "done").index(name))
        self.actions_by_id = self._sets[name]
        self.strip.show_page(name)
        self.cart.show_primary(name)
        self.cart.set_locked(name == "pay")
        self.customer.refresh()
        if name == "sell":
            self.browse.start()
        elif name == "pay":
            self.pay.start()
        else:
            self.setFocus()

    def entered(self) -> None:
        self._look_at_drawer()
        if self.page() == "sell":
            self.browse.start()

    def refresh(self) -> None:
        self._read_tiles()
        self.browse.search_again()
        self.till.look_again()
        self._look_at_drawer()

    def _read_tiles(self) -> None:
        gallery, category = self.place.gallery, self.browse.tiles.category()
        outlet = gallery.machine.outlet
        self.read(
            lambda: read_offer(gallery.database, gallery.folder.pictures, outlet=outlet, category=category),
            self.browse.tiles.show_offer,
        )

    def _restore(self) -> None:
        sold = self.till.restore()
        if sold is not None:
            posted = self.place.gallery.book.document(sold)
            number = posted.number if posted else ""
            words = tr("Penjualan terakhir sudah tersimpan sebagai {number}.").format(number=number)
            self.place.feedback.toast(words, tone="info")
        elif self.till.cart.lines:
            self.place.feedback.toast(tr("Keranjang yang belum dibayar dipulihkan."), tone="info")

    # -- what comes onto the cart

    def on_scan(self, code: str) -> bool:
        """Take a scan, whatever has the focus; True, for it is always answered here."""
        if self.page() == "pay" and self.pay.is_busy():
            self.scans.beep()
            words = tr("Kode {code} belum masuk keranjang.").format(code=code)
            self.pay.banner.say(words, tr("Selesaikan pembayaran ini, atau kembali dengan Esc."), "attention")
            return True
        paying = self.page() == "pay"
        if self.page() == "done":
            self.show_page("sell")
        taken = self.scans.take(code)
        if paying and taken:
            self.paying.begin()
        elif paying:
            self.show_page("sell")
        return True

    def _search(self, words: str) -> Sequence[ProductHit]:
        gallery = self.place.gallery
        return search_products(gallery.database, words, outlet=gallery.machine.outlet, limit=40)

    # -- keys and fingers on the cart

    def _on_arrow(self, by: int) -> None:
        if not self.browse.step(by):
            self.till.choose(self.till.chosen + by)

    def _on_line_key(self, name: str) -> None:
        with self.place.feedback.guard(self.browse):
            if name == "delete":
                self.commands.remove()
            else:
                self.commands.removed(self.till.count(1 if name == "+" else -1))

    def _on_touch(self, touch: Touch) -> None:
        if touch is Touch.QUANTITY:
            self.commands.quantity()
        else:
            self._on_line_key({Touch.LESS: "-", Touch.MORE: "+", Touch.REMOVE: "delete"}[touch])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever is typed with the focus on nothing that takes it goes where it is meant to go."""
        if self.page() == "pay":
            self.pay.take_key(event)
            return
        if self.page() == "done" and event.text().isprintable() and event.text():
            self.show_page("sell")
        if self.page() == "sell":
            self.browse.take_key(event)

    # -- the drawer, the payment, the camera

    def _look_at_drawer(self) -> None:
        with self.place.feedback.guard(self.browse):
            self.browse.gate.look()

    def _on_cart(self) -> None:
        """A new cart begins after a sale: what was shown of the one before makes room; what was said of goods goes too."""
        lines = len(self.till.cart.lines)
        if lines < self._lines:
            self.browse.banner.clear()
        self._lines = lines
        if self.till.cart.lines and self.page() == "done":
            self.show_page("sell")

    def _on_pay_changed(self) -> None:
        live = self._sets["pay"]
        live["pay.finish"].setText(self.pay.next_words())
        live["pay.finish"].setIconText(tr("Selesai"))
        amounts = self.pay.quick_amounts() if self.pay.method is Method.CASH else ()
        for n in range(MOST_QUICK):
            action: QAction = live[f"pay.quick{n}"]
            action.setEnabled(n < len(amounts))
            words = format_count(amounts[n]) if n < len(amounts) else "–"
            action.setIconText(tr("Pas") if amounts and not n else words)

    def _on_sold(self, sold: Sold) -> None:
        self.after.show_sold(sold)
        self.cart.show_last(sold.short)
        self.show_page("done")
        go_on = self._sets["done"]["done.next"]
        go_on.setEnabled(False)
        QTimer.singleShot(_BREATH_MS, go_on, lambda: go_on.setEnabled(True))
        self._read_tiles()

    def _tell_trouble(self, trouble: Trouble) -> None:
        """Called on the keeper's thread, which may live a moment longer than the screen."""
        if isValid(self):
            self.kept_badly.emit(trouble)

    def _on_kept_badly(self, trouble: Trouble) -> None:
        words = tr("Keranjang belum tersimpan ke disk dan dicoba lagi terus. {reason}").format(reason=trouble.what)
        self.place.feedback.toast(words, tone="attention")

    # -- the window around it

    def show_help(self) -> None:
        """Show every key that works now."""
        if (window := self._main_window()) is not None:
            window.show_help()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or give it back; a second screen becomes the buyer's."""
        if (window := self._main_window()) is not None:
            window.toggle_full_screen()
            self.customer.toggle(second_screen(window))

    def _main_window(self) -> MainWindow | None:
        from ui.main_window import MainWindow

        window = self.window()
        return window if isinstance(window, MainWindow) else None

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever makes the next counter (another cashier, another language) reads the carts from the disk."""
        super().hideEvent(event)
        self.browse.camera_panel.stop()
        self.keeper.flush()
