"""The cart at the counter: what scans and keys do to it. It knows no widget; whatever shows it listens to its signals.

Every change is kept by the :class:`~ui.screens.kasir.keeping.CartKeeper` at once, so a power cut loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from gallery_pos import cart as carts
from gallery_pos.barcode import clean_scan, sku
from gallery_pos.cart import Cart, CartLine
from gallery_pos.documents import Buyer, MarkdownPlanRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.lots import is_expired
from gallery_pos.services.legality import stopped
from ui.screens.kasir.marks import Mark, marks_of

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.desk import Desk
    from gallery_pos.documents import OutletRevised, ProductRevised
    from gallery_pos.ports import Lot
    from ui.screens.kasir.keeping import CartKeeper, HeldCart


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was taken out, and the cart before, to bring it back."""

    before: Cart
    index: int

    @property
    def line(self) -> CartLine:
        """The line."""
        return self.before.lines[self.index]


class Till(QObject):
    """One cart, the line that is chosen, and the number typed before a scan (``3*``).

    Signals:
        changed(): the cart, its flags or the choice.
        touched(int): a line that just came or grew, to show where it went.
        times_changed(int): the number for the next scan; 1 is none.
    """

    changed = Signal()
    touched = Signal(int)
    times_changed = Signal(int)

    def __init__(self, desk: Callable[[], Desk], keeper: CartKeeper, parent: QObject | None = None) -> None:
        """``desk`` gives the desk of whoever is at the machine now."""
        super().__init__(parent)
        self._desk = desk
        self._keeper = keeper
        self._on_hand: dict[str, int] = {}
        self.stopped: dict[str, str] = {}
        """Why products on the cart may not be sold without a superior's yes, by their codes."""
        self.past: dict[str, int] = {}
        """Pieces on the shelf that are past their date, by the products that were scanned onto the cart."""
        self._makers: dict[str, str] = {}
        self._outlet: OutletRevised | None = None
        self.cart = Cart()
        self.chosen = -1
        self.times = 1

    # -- what comes onto the cart

    def scan(self, code: str) -> bool:
        """Add what a label says; False where no product has that code. Raises RuleBroken as :meth:`add`."""
        product = self.find(code)
        if product is None:
            return False
        self.add(product)
        return True

    def find(self, code: str) -> ProductRevised | None:
        """Return the product with this barcode or code, as a scanner sends or a person types it."""
        book, label = self._desk().book, clean_scan(code)
        product = book.product_by_barcode(label) if label else None
        if product is None and (tidy := sku(label)) and tidy != label:
            product = book.product_by_barcode(tidy)
        return product

    def add(self, product: ProductRevised) -> None:
        """Add the product, as often as was typed before. Raises RuleBroken (``cart.inactive``, ``cart.quantity``)."""
        desk = self._desk()
        lots = desk.book.lots(desk.outlet, {product.code})
        before = self.cart
        after = self._with(desk, product, lots, self.times)
        self._on_hand[product.code] = sum(lot.on_hand for lot in lots)
        self.past[product.code] = sum(lot.on_hand for lot in lots if is_expired(lot, desk.today()))
        self.stopped |= _stopped(desk, [product])
        self.set_times(1)
        self._become(after, _touched(before, after))
        self.touched.emit(self.chosen)

    def _with(self, desk: Desk, product: ProductRevised, lots: Sequence[Lot], quantity: int) -> Cart:
        """Return the cart with more pieces, at what the markdown plans of today leave of their prices."""
        return carts.add(
            self.cart,
            product,
            maker=self._maker(desk, product.consignor),
            lots=lots,
            on=desk.today(),
            quantity=quantity,
            plans=desk.book.latest_of_all(MarkdownPlanRevised),
            outlet=desk.outlet,
        )

    def _maker(self, desk: Desk, consignor: str) -> str:
        if consignor not in self._makers:
            record = desk.book.consignor(consignor)
            self._makers[consignor] = record.business_name if record else consignor
        return self._makers[consignor]

    def set_times(self, times: int) -> None:
        """Let the next scan count ``times``. Raises RuleBroken (``cart.quantity``) for more than a cart takes."""
        if not 0 < times <= carts.MOST_PIECES:
            raise RuleBroken(
                "cart.quantity",
                tr("Jumlah {quantity} tidak bisa dijual sekaligus.").format(quantity=times),
                todo=tr("Isi jumlah antara 1 dan {most}.").format(most=carts.MOST_PIECES),
            )
        if times != self.times:
            self.times = times
            self.times_changed.emit(times)

    # -- what is done to the chosen line

    def line(self) -> CartLine | None:
        """Return the chosen line."""
        return self.cart.lines[self.chosen] if 0 <= self.chosen < len(self.cart.lines) else None

    def choose(self, index: int) -> None:
        """Choose a line; outside the cart the nearest one."""
        index = max(0, min(index, len(self.cart.lines) - 1)) if self.cart.lines else -1
        if index != self.chosen:
            self.chosen = index
            self.changed.emit()

    def count(self, by: int) -> Removed | None:
        """Add pieces to the chosen line or take some away; return the line where none is left."""
        line = self.line()
        if line is None:
            return None
        if line.quantity + by <= 0:
            return self.remove()
        self.set_quantity(self.chosen, line.quantity + by)
        return None

    def set_quantity(self, index: int, quantity: int) -> None:
        """Set the pieces of a line; a larger number is priced as if it had been scanned. Raises RuleBroken."""
        line = self.cart.lines[index]
        more = quantity - line.quantity
        desk = self._desk()
        product = desk.book.product(line.product) if more > 0 and line.unit_price == line.list_price else None
        if product is None:
            self._become(carts.set_quantity(self.cart, index, quantity), index)
            return
        lots = desk.book.lots(desk.outlet, {line.product})
        self._become(self._with(desk, product, lots, more), index)

    def set_price(self, index: int, price: int) -> None:
        """Sell a line at another price. Raises RuleBroken (``cart.price``)."""
        self._become(carts.set_price(self.cart, index, price), index)

    def set_discount(self, index: int | None, discount: int) -> None:
        """Give a discount in rupiah on a line, or on the cart for None. Raises RuleBroken (``cart.discount``)."""
        self._become(carts.set_discount(self.cart, index, discount), self.chosen)

    def set_buyer(self, buyer: Buyer, name: str) -> None:
        """Say who buys."""
        self._become(msgspec.structs.replace(self.cart, buyer=buyer, buyer_name=name.strip()), self.chosen)

    def remove(self) -> Removed | None:
        """Take the chosen line out and return it, None where there is none."""
        if self.line() is None:
            return None
        removed = Removed(self.cart, self.chosen)
        self._become(carts.remove(self.cart, self.chosen), min(self.chosen, len(self.cart.lines) - 2))
        return removed

    def bring_back(self, removed: Removed) -> None:
        """Put a removed line back where it was; a cart that was paid or put aside in the meantime is left alone."""
        if self.cart.id != removed.before.id:
            return
        if self.cart == carts.remove(removed.before, removed.index):
            cart = removed.before
        else:
            lines = list(self.cart.lines)
            lines.insert(removed.index, removed.line)
            cart = msgspec.structs.replace(self.cart, lines=tuple(lines))
        self._become(cart, min(removed.index, len(cart.lines) - 1))

    # -- carts come and go

    def begin(self) -> None:
        """Start with an empty cart; what was on the one before is forgotten here, sold or thrown away."""
        self._keeper.forget(self.cart.id)
        self._show(Cart())

    def hold(self, label: str) -> None:
        """Put the cart aside under a name and start with an empty one."""
        if self.cart.lines:
            self._keeper.hold(self.cart, label.strip())
            self._show(Cart())

    def recall(self, held: HeldCart) -> bool:
        """Take a held cart up again, putting aside what is on this one; True where that was something."""
        had = bool(self.cart.lines)
        if had:
            self._keeper.hold(self.cart, "")
        self._keeper.save(held.cart)
        self._show(held.cart)
        return had

    def held(self) -> list[HeldCart]:
        """Return the carts put aside, the newest first."""
        return self._keeper.held()

    def restore(self) -> UUID | None:
        """Take up the cart that was open when the program ended; return the id of a sale that it had become already."""
        cart = self._keeper.restore()
        if cart is None:
            return None
        if self._desk().book.document(cart.id) is not None:
            self._keeper.forget(cart.id)
            return cart.id
        self._show(cart)
        return None

    def _show(self, cart: Cart) -> None:
        self.cart = cart
        self.chosen = len(cart.lines) - 1
        self.set_times(1)
        self._on_hand.clear()
        self.look_again()

    def look_again(self) -> None:
        """Read again what the books have of the goods on the cart."""
        desk = self._desk()
        self._makers.clear()
        self._outlet = None
        on_hand = dict.fromkeys((line.product for line in self.cart.lines), 0)
        if on_hand:
            for lot in desk.book.lots(desk.outlet, set(on_hand)):
                on_hand[lot.product] += lot.on_hand
        self._on_hand = on_hand
        self.stopped = _stopped(desk, desk.book.products(set(on_hand))) if on_hand else {}
        self.changed.emit()

    def _become(self, cart: Cart, chosen: int) -> None:
        self.cart = cart
        self.chosen = chosen if cart.lines else -1
        if cart.lines:
            self._keeper.save(cart)
        else:
            self._keeper.forget(cart.id)
        self.changed.emit()

    # -- what is shown of it

    def outlet(self) -> OutletRevised | None:
        """Return the outlet, as it was when the books were last looked at."""
        if self._outlet is None:
            desk = self._desk()
            self._outlet = desk.book.outlet(desk.outlet)
        return self._outlet

    def tax(self) -> int:
        """Return the PPN on the cart, in rupiah."""
        outlet = self.outlet()
        return carts.tax_on(self.cart.net, outlet, self._desk().today()) if outlet is not None else 0

    def total(self) -> int:
        """Return what the buyer is to pay before cash is rounded."""
        return self.cart.net + self.tax()

    def marks(self) -> list[Mark]:
        """Return per line what is special about it."""
        return marks_of(self.cart.lines, self._on_hand, self.stopped)


def _touched(before: Cart, after: Cart) -> int:
    """Return the last line that is new or another than before."""
    for index in range(len(after.lines) - 1, -1, -1):
        if index >= len(before.lines) or after.lines[index] != before.lines[index]:
            return index
    return len(after.lines) - 1


def _stopped(desk: Desk, products: Sequence[ProductRevised]) -> dict[str, str]:
    return {one.product: one.sentence for one in stopped(desk.book, products, desk.today())}
