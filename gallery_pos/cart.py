"""The cart at the counter: pure, frozen, and on disk from its first line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from gallery_pos.documents import Buyer, Method, OutletRevised, Tender, new_id
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.lots import first_expired_first_out, is_expired
from gallery_pos.markdowns import markdown_for
from gallery_pos.money import MOST_RUPIAH, allocate, round_cash, share
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.documents import MarkdownPlanRevised, ProductRevised
    from gallery_pos.ports import Lot

MOST_PIECES = 9_999
"""More pieces than this on one line is a slip of the finger or a scanner gone wild."""


class CartLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One product at one price; ``expired`` says that only expired lots are left of it.

    ``discount`` is what the cashier gave on the line; ``markdown`` what the plan ``plan`` takes off each piece, borne by
    ``bearer``, who then bears the line's other discounts too.
    """

    product: str
    name: str
    consignor: str
    maker: str
    unit_price: int
    list_price: int
    quantity: int = 1
    discount: int = 0
    expired: bool = False
    markdown: int = 0
    plan: str = ""
    bearer: Bearer | None = None

    @property
    def gross(self) -> int:
        """Pieces times price, in rupiah."""
        return self.quantity * self.unit_price

    @property
    def marked_down(self) -> int:
        """What the plan takes off the whole line, in rupiah."""
        return self.quantity * self.markdown

    @property
    def net(self) -> int:
        """What the buyer owes for the line before a discount on the cart."""
        return self.gross - self.marked_down - self.discount


class Cart(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a buyer is about to buy. Its ``id`` becomes the sale's, so that paying twice makes one sale."""

    id: UUID = msgspec.field(default_factory=new_id)
    lines: tuple[CartLine, ...] = ()
    discount: int = 0
    buyer: Buyer = Buyer.GENERAL
    buyer_name: str = ""
    note: str = ""

    @property
    def pieces(self) -> int:
        """Pieces on all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def gross(self) -> int:
        """All lines before any discount, in rupiah."""
        return sum(line.gross for line in self.lines)

    @property
    def net(self) -> int:
        """All lines after all discounts, before tax and rounding, in rupiah."""
        return sum(line.net for line in self.lines) - self.discount

    @property
    def given(self) -> int:
        """What the cashier took off, on lines and on the whole; markdown plans are not his doing."""
        return self.gross - self.net - sum(line.marked_down for line in self.lines)

    @property
    def makers(self) -> int:
        """How many different consignors the cart pays."""
        return len({line.consignor for line in self.lines})

    def line_discounts(self) -> list[int]:
        """Return each line's discount with its part of the cart's, spread by what each line costs."""
        own = [line.marked_down + line.discount for line in self.lines]
        if not self.discount:
            return own
        spread = allocate(self.discount, [line.net for line in self.lines])
        return [off + part for off, part in zip(own, spread, strict=True)]


class Due(msgspec.Struct, frozen=True):
    """What is to be paid: ``total`` = cart net + ``tax`` + ``rounding``, all rupiah."""

    net: int
    tax: int
    rounding: int

    @property
    def total(self) -> int:
        """What the buyer pays."""
        return self.net + self.tax + self.rounding


def add(
    cart: Cart,
    product: ProductRevised,
    *,
    maker: str,
    lots: Sequence[Lot],
    on: date,
    quantity: int = 1,
    plans: Sequence[MarkdownPlanRevised] = (),
    outlet: str = "",
) -> Cart:
    """Add pieces of a product at the prices of the lots they will come from, less what ``plans`` take off them here.

    The price frozen at intake counts (it is on the label); pieces that no lot holds cost the product's own price.
    Raises RuleBroken (``cart.quantity``, ``cart.inactive``).
    """
    if not product.active:
        raise RuleBroken(
            "cart.inactive",
            tr("{name} sudah tidak dijual.").format(name=product.name),
            todo=tr("Aktifkan lagi di layar Produk bila memang dijual."),
        )
    _checked(quantity)
    already = sum(line.quantity for line in cart.lines if line.product == product.code)
    for lot, pieces in _taken(lots, on, already, quantity):
        off = markdown_for(plans, lot, outlet, on) if lot else None
        line = CartLine(
            product=product.code,
            name=product.name,
            consignor=product.consignor,
            maker=maker,
            unit_price=lot.price if lot else product.price,
            list_price=lot.price if lot else product.price,
            quantity=pieces,
            expired=lot is not None and is_expired(lot, on),
            markdown=off.amount if off else 0,
            plan=off.plan if off else "",
            bearer=off.bearer if off else None,
        )
        cart = _add_line(cart, line)
    return cart


def _taken(lots: Sequence[Lot], on: date, already: int, quantity: int) -> list[tuple[Lot | None, int]]:
    """Return where the next ``quantity`` pieces come from after the ``already`` taken ones; None is no lot."""
    found: list[tuple[Lot | None, int]] = []
    for lot in first_expired_first_out(lots, on):
        skipped = min(already, lot.on_hand)
        already -= skipped
        pieces = min(lot.on_hand - skipped, quantity)
        if pieces > 0:
            found.append((lot, pieces))
            quantity -= pieces
    if quantity > 0:
        found.append((None, quantity))
    return found


def _add_line(cart: Cart, new: CartLine) -> Cart:
    """Add pieces to the line that is sold alike, or a new line."""
    for index, line in enumerate(cart.lines):
        if msgspec.structs.replace(line, quantity=new.quantity, discount=0) == new:
            return set_quantity(cart, index, line.quantity + new.quantity)
    return msgspec.structs.replace(cart, lines=(*cart.lines, new))


def _checked(quantity: int) -> int:
    if not 0 < quantity <= MOST_PIECES:
        raise RuleBroken(
            "cart.quantity",
            tr("Jumlah {quantity} tidak bisa dijual sekaligus.").format(quantity=quantity),
            safe=tr("Keranjang tidak berubah."),
            todo=tr("Isi jumlah antara 1 dan {most}.").format(most=MOST_PIECES),
        )
    return quantity


def _with_line(cart: Cart, index: int, line: CartLine) -> Cart:
    if line.net < 0:
        line = msgspec.structs.replace(line, discount=line.gross - line.marked_down)
    lines = (*cart.lines[:index], line, *cart.lines[index + 1 :])
    return _capped(msgspec.structs.replace(cart, lines=lines))


def _capped(cart: Cart) -> Cart:
    """Keep the discount on the cart within what its lines cost."""
    most = sum(line.net for line in cart.lines)
    return cart if cart.discount <= most else msgspec.structs.replace(cart, discount=most)


def set_quantity(cart: Cart, index: int, quantity: int) -> Cart:
    """Change the pieces of a line; 0 takes the line out. Raises RuleBroken (``cart.quantity``)."""
    if quantity == 0:
        return remove(cart, index)
    return _with_line(cart, index, msgspec.structs.replace(cart.lines[index], quantity=_checked(quantity)))


def remove(cart: Cart, index: int) -> Cart:
    """Take a line out."""
    lines = cart.lines[:index] + cart.lines[index + 1 :]
    return _capped(msgspec.structs.replace(cart, lines=lines))


def set_price(cart: Cart, index: int, unit_price: int) -> Cart:
    """Sell a line at another price than its label says; the line keeps both, and no plan counts any more.

    Raises RuleBroken (``cart.price``).
    """
    if not 0 <= unit_price <= MOST_RUPIAH:
        raise RuleBroken(
            "cart.price",
            tr("Harga harus antara nol dan satu triliun rupiah."),
            safe=tr("Keranjang tidak berubah."),
        )
    line = msgspec.structs.replace(cart.lines[index], unit_price=unit_price, markdown=0, plan="", bearer=None)
    return _with_line(cart, index, line)


def set_discount(cart: Cart, index: int | None, discount: int) -> Cart:
    """Give a discount in rupiah on a line, or on the whole cart where ``index`` is None.

    Raises RuleBroken (``cart.discount``) for less than nothing or more than it costs.
    """
    line = cart.lines[index] if index is not None else None
    most = line.gross - line.marked_down if line else sum(each.net for each in cart.lines)
    if not 0 <= discount <= most:
        raise RuleBroken(
            "cart.discount",
            tr("Potongan harus antara nol dan harga barangnya."),
            safe=tr("Keranjang tidak berubah."),
        )
    if index is None or line is None:
        return msgspec.structs.replace(cart, discount=discount)
    return _with_line(cart, index, msgspec.structs.replace(line, discount=discount))


def tax_on(net: int, outlet: OutletRevised, on: date) -> int:
    """Return the PPN on ``net`` at the rate in force on a day; 0 where none is (most galleries are not PKP)."""
    rates = [rate for rate in outlet.tax_rates if rate.since <= on]
    return share(net, max(rates, key=lambda rate: rate.since).basis_points) if rates else 0


def due(cart: Cart, outlet: OutletRevised, on: date, tenders: Sequence[Tender] = ()) -> Due:
    """Return what is to be paid. Only the part paid in cash is rounded, and only where there is any."""
    tax = tax_on(cart.net, outlet, on)
    exact = cart.net + tax
    if not any(tender.method is Method.CASH for tender in tenders):
        return Due(cart.net, tax, 0)
    cash = exact - sum(tender.amount for tender in tenders if tender.method is not Method.CASH)
    if cash <= 0:
        return Due(cart.net, tax, 0)
    rounding = round_cash(cash, outlet.rounding_step, down=outlet.rounding_down) - cash
    return Due(cart.net, tax, rounding)
