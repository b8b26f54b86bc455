"""Taking the money: a cart becomes a sale, once, whatever happens to keys, power and network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gallery_pos.agreements import terms_under
from gallery_pos.cart import Cart, due
from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import GALLERY, Method, SaleCompleted, SaleLine, Tender
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.lots import Shelf, Taken, allocations, borne
from gallery_pos.money import FULL, MOST_RUPIAH
from gallery_pos.services.access import Act, Approval, approved_all, noted, require
from gallery_pos.services.legality import Stopped, gate_question, stopped, write_passed
from gallery_pos.services.shifts import open_drawer_of
from gallery_pos.services.taking_part import questions_about
from gallery_pos.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gallery_pos.documents import OutletRevised, ProductRevised
    from gallery_pos.ports import Book, Posted

LARGE_DISCOUNT_BP = 2_000
"""A discount of more than this share of a cart asks for a superior."""

_SOLD = Changes.SALES | Changes.STOCK | Changes.SHIFTS | Changes.SETTLEMENT


def current_terms(book: Book, product: ProductRevised) -> Terms:
    """Return the terms that goods of this product would come in under today."""
    own, default = book.agreement(product.consignor), book.agreement(GALLERY)
    return terms_under(own, default, product.terms, product.price)


def outlet_of(desk: Desk) -> OutletRevised:
    """Return the outlet of the desk. Raises RuleBroken (``outlet.unknown``)."""
    outlet = desk.book.outlet(desk.outlet)
    if outlet is None:
        raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=desk.outlet))
    return outlet


def complete_sale(
    desk: Desk, *, cart: Cart, tenders: Sequence[Tender], approval: Approval | None = None
) -> Done[Posted]:
    """Sell the cart and take the tenders; the sale has the cart's id, so a second call returns the first sale.

    Lots are taken first expired first out with their frozen terms; what the books do not have is sold all the same
    and flagged. Raises RuleBroken (``sale.empty``, ``sale.short``, ``sale.over``, ``sale.tender``,
    ``shift.closed``) and NeedsApproval (``access.approval``) for a changed price, a large discount, expired goods, goods
    of which an event has none by the books and whose maker does not take part in it, and goods that the gate stops:
    these the superior lets pass for today.
    """
    if not cart.lines:
        raise RuleBroken("sale.empty", tr("Keranjang masih kosong."), todo=tr("Pindai barang lebih dulu."))
    with desk.journal.transaction():
        require(desk, Act.SELL)
        if before := desk.submitted(cart.id, SaleCompleted, lambda sale: _sells(sale, cart)):
            return Done(before, Changes.NONE)
        drawer = open_drawer_of(desk)
        today = desk.today()
        to_pay = due(cart, outlet_of(desk), today, tenders)
        change = _change(to_pay.total, tenders)
        taken = _take(desk, cart, today)
        products = desk.book.products({line.product for line in cart.lines})
        stopping = stopped(desk.book, products, today)
        sale = desk.write(
            SaleCompleted,
            id=cart.id,
            business_date=today,
            shift=drawer.opened.id,
            lines=_lines(_with_makers_now(desk.book, cart, products), taken),
            tenders=tuple(tenders),
            total=to_pay.total,
            tax=to_pay.tax,
            rounding=to_pay.rounding,
            change=change,
            buyer=cart.buyer,
            buyer_name=cart.buyer_name,
            approved_by=_approved_by(desk, cart, taken, stopping, approval),
            note=noted(cart.note, approval),
        )
        posted = desk.journal.append(sale)
        write_passed(desk, stopping, approval, today)
        return Done(posted, _SOLD | Changes.LEGALITY if stopping else _SOLD)


def _sells(sale: SaleCompleted, cart: Cart) -> bool:
    """Tell whether a sale is what this cart became: the same goods at the same prices and discounts."""
    wanted = [
        (line.product, line.quantity, line.unit_price, discount)
        for line, discount in zip(cart.lines, cart.line_discounts(), strict=True)
    ]
    return wanted == [(line.product, line.quantity, line.unit_price, line.discount) for line in sale.lines]


def _change(total: int, tenders: Sequence[Tender]) -> int:
    """Return the change; only cash may be more than what is left to pay."""
    if any(tender.amount <= 0 for tender in tenders) and total:
        raise RuleBroken("sale.tender", tr("Jumlah pembayaran harus lebih dari nol."))
    if any(tender.amount > max(total, MOST_RUPIAH) for tender in tenders):
        raise RuleBroken("sale.tender", tr("Jumlah pembayarannya terlalu besar."))
    paid = sum(tender.amount for tender in tenders)
    cashless = sum(tender.amount for tender in tenders if tender.method is not Method.CASH)
    if paid < total:
        raise RuleBroken(
            "sale.short",
            tr("Uang yang diterima masih kurang."),
            safe=tr("Keranjang tidak berubah, uang belum dicatat."),
            todo=tr("Tambah pembayaran sampai lunas."),
        )
    if cashless > total:
        raise RuleBroken(
            "sale.over",
            tr("Pembayaran nontunai melebihi total."),
            safe=tr("Keranjang tidak berubah, uang belum dicatat."),
            todo=tr("Isi nontunai paling banyak sebesar totalnya."),
        )
    return paid - total


def require_approval(desk: Desk, *, cart: Cart, approval: Approval | None = None) -> None:
    """Raise what :func:`complete_sale` would raise for want of a superior; nothing is written."""
    _approved_by(desk, cart, _take(desk, cart, desk.today()), stopped_in(desk, cart), approval)


def stopped_in(desk: Desk, cart: Cart) -> list[Stopped]:
    """Return the products of a cart that the gate stops today."""
    return stopped(desk.book, desk.book.products({line.product for line in cart.lines}), desk.today())


def _approved_by(
    desk: Desk,
    cart: Cart,
    taken: Sequence[Sequence[Taken]],
    stopping: Sequence[Stopped],
    approval: Approval | None,
) -> str:
    """Ask for a superior where the cart has what a cashier may not decide alone."""
    questions: dict[Act, str] = {}
    if any(line.unit_price != line.list_price for line in cart.lines):
        questions[Act.CHANGE_PRICE] = tr("Harga diubah dari label.")
    if cart.given * FULL > cart.gross * LARGE_DISCOUNT_BP:
        questions[Act.LARGE_DISCOUNT] = tr("Potongan lebih dari 20 % perlu persetujuan.")
    past = [line.name for line, parts in zip(cart.lines, taken, strict=True) if any(part.expired for part in parts)]
    if past:
        questions[Act.SELL_EXPIRED] = tr("Sudah kedaluwarsa: {products}.").format(
            products=", ".join(dict.fromkeys(past))
        )
    if stopping:
        questions[Act.OPEN_GATE] = gate_question(stopping)
    loose = {line.consignor for line, parts in zip(cart.lines, taken, strict=True) if any(not p.lot for p in parts)}
    if loose:
        questions |= questions_about(desk.book, desk.outlet, loose)
    return approved_all(desk, questions, approval, aloud=(Act.OPEN_GATE, Act.MOVE, Act.SELL_EXPIRED))


def _take(desk: Desk, cart: Cart, on: date) -> list[list[Taken]]:
    """Return for each line what it takes from the lots that are here now, whatever there was when it was scanned."""
    shelf = Shelf(desk.book.lots(desk.outlet, {line.product for line in cart.lines}))
    taken: list[list[Taken]] = []
    for line in cart.lines:
        missing = shelf.left(line.product) < line.quantity
        without_lot = _terms_now(desk.book, line.product) if missing else Terms()
        taken.append(shelf.take(line.product, line.quantity, on, without_lot, line.list_price))
    return taken


def _terms_now(book: Book, code: str) -> Terms:
    (product,) = book.products({code})
    return current_terms(book, product)


def _with_makers_now(book: Book, cart: Cart, products: Iterable[ProductRevised]) -> Cart:
    """Return the cart with the makers that its goods have now: two of them may have been merged since it was filled."""
    makers = {product.code: product.consignor for product in products}
    if all(line.consignor == makers.get(line.product, line.consignor) for line in cart.lines):
        return cart
    lines = []
    for line in cart.lines:
        code = makers.get(line.product, line.consignor)
        maker = book.consignor(code)
        lines.append(msgspec.structs.replace(line, consignor=code, maker=maker.business_name if maker else code))
    return msgspec.structs.replace(cart, lines=tuple(lines))


def _lines(cart: Cart, taken: Sequence[Sequence[Taken]]) -> tuple[SaleLine, ...]:
    return tuple(
        SaleLine(
            product=line.product,
            name=line.name,
            consignor=line.consignor,
            maker=line.maker,
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount=discount,
            allocations=allocations(borne(parts, line.bearer), unit_price=line.unit_price, discount=discount),
            list_price=line.list_price if line.list_price != line.unit_price else None,
            cart_discount=discount - line.discount - line.marked_down,
            markdown=line.marked_down,
            plan=line.plan,
        )
        for line, discount, parts in zip(cart.lines, cart.line_discounts(), taken, strict=True)
    )
