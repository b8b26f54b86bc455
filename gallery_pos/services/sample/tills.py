"""Days at the counter: the drawer, buyers, discounts, goods that come back."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.cart import Cart, add, due, set_discount, set_price
from gallery_pos.documents import Buyer, CashReason, Denomination, MarkdownPlanRevised, Method, Tender
from gallery_pos.lots import is_expired
from gallery_pos.money import share
from gallery_pos.services.access import Approval
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.refunds import refund_sale
from gallery_pos.services.sample.days import (
    basket,
    buyer_of,
    cash_for,
    denominations,
    method_for,
    one_too_many,
    order,
)
from gallery_pos.services.sample.stage import MANAGER
from gallery_pos.services.shifts import close_shift, move_cash, open_shift

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gallery_pos.desk import Desk
    from gallery_pos.documents import SaleCompleted
    from gallery_pos.ports import Posted
    from gallery_pos.services.sample.days import Habits, Wish
    from gallery_pos.services.sample.stage import Stage

FLOAT = 300_000
CORNER_FLOAT = 150_000
FULL_DRAWER = 1_100_000
"""With more rupiah than this in the drawer, what is above the kept part goes to the safe."""
KEPT = 400_000

_COMPANIES = ("Koperasi Pegawai Contoh", "PT Contoh Maju Bersama", "Bagian Umum Kantor Contoh", "Hotel Contoh Indah")
_EXPENSES = (
    (20_000, "Galon air minum"),
    (45_000, "Kantong belanja kertas"),
    (12_000, "Fotokopi formulir titip"),
    (15_000, "Sabun cuci tangan dan tisu"),
    (30_000, "Kertas struk 58 mm"),
)
_REASONS = ("Kemasan bocor", "Salah ukuran", "Pembeli salah ambil rasa", "Jahitan lepas", "Segel sudah terbuka")
_BARGAIN_EVERY, _DENTED_EVERY, _LOOSE_EVERY, _REFUND_EVERY, _SPLIT_EVERY = 181, 151, 397, 58, 29
"""Each so many sales there is one of these, so that the sample always shows them."""


class _Sold(NamedTuple):
    number: str
    sale: SaleCompleted
    outlet: str
    day: date


class Tills:
    """Everything that happens at the tills of all outlets."""

    def __init__(self, stage: Stage) -> None:
        """Sell on ``stage``."""
        self._stage = stage
        self._random = stage.random
        self._recent: deque[_Sold] = deque(maxlen=40)
        self._shelves: dict[str, Counter[str]] = {}
        self.sales = 0
        self.refunds = 0

    def open(self, user: str, outlet: str) -> None:
        """Open the drawer with its float and look what can be sold today."""
        desk = self._stage.at(user, outlet)
        open_shift(desk, opening_float=FLOAT if outlet == self._stage.main else CORNER_FLOAT, id=desk.make_id())
        shelf: Counter[str] = Counter()
        for lot in desk.book.lots(outlet):
            if not is_expired(lot, desk.today()):
                shelf[lot.product] += lot.on_hand
        self._shelves[outlet] = shelf

    def close(self, user: str, outlet: str) -> None:
        """Count blind and close; seldom there is a little too much or too little."""
        desk = self._stage.at(user, outlet)
        drawer = desk.book.open_shift(outlet, desk.origin)
        expected = drawer.expected if drawer else 0
        counted = max(0, expected + self._difference())
        notes = [Denomination(value, count) for value, count in denominations(counted)]
        short = counted < expected
        close_shift(
            desk, denominations=notes, note="Kembalian kurang, sudah dicari" if short else "", id=desk.make_id()
        )

    def _difference(self) -> int:
        if self._random.random() < 0.86:
            return 0
        return self._random.choice((-10_000, -5_000, -2_000, -1_000, -1_000, -500, 500, 1_000, 2_000, 5_000))

    def tend(self, user: str, outlet: str) -> None:
        """Take what is too much out of the drawer, and pay what the day needs."""
        desk = self._stage.at(user, outlet)
        drawer = desk.book.open_shift(outlet, desk.origin)
        expected = drawer.expected if drawer else 0
        if expected > FULL_DRAWER:
            spare = (expected - KEPT) // 100_000 * 100_000
            self._move(desk, CashReason.DROP, spare, "Setor ke brankas")
            expected -= spare
        if outlet != self._stage.main:
            return
        chance = self._random.random()
        amount, what = self._random.choice(_EXPENSES)
        if chance < 0.22 and expected >= amount:
            self._move(desk, CashReason.EXPENSE, amount, what)
        elif chance < 0.30:
            self._move(desk, CashReason.TOP_UP, 100_000, "Uang receh untuk kembalian")
        elif chance < 0.36:
            self._move(desk, CashReason.DRAWER_OPENED, 0, "Tukar uang pembeli")

    def _move(self, desk: Desk, reason: CashReason, amount: int, note: str) -> None:
        move_cash(desk, reason=reason, amount=amount, note=note, id=desk.make_id())

    def serve(self, user: str, outlet: str, habits: Habits) -> None:
        """Sell one basket of what is on the shelf."""
        shelf = self._shelves[outlet]
        assortment = self._stage.assortment(outlet)
        buyer = buyer_of(self._random, habits)
        if (self.sales + 1) % _LOOSE_EVERY == 0:
            wishes = one_too_many(shelf, assortment)
        elif buyer is Buyer.COMPANY:
            wishes = order(self._random, shelf, assortment)
        else:
            wishes = basket(self._random, shelf, assortment)
        for wish in wishes:
            shelf[wish.product] = max(0, shelf[wish.product] - wish.quantity)
        if wishes:
            self.sell(self._stage.at(user, outlet), wishes, buyer)

    def sell(self, desk: Desk, wishes: Sequence[Wish], buyer: Buyer) -> None:
        """Ring up these goods and take the money."""
        cart = Cart(id=desk.make_id(), buyer=buyer)
        if buyer is Buyer.COMPANY:
            cart = Cart(id=cart.id, buyer=buyer, buyer_name=self._random.choice(_COMPANIES))
        plans = desk.book.latest_of_all(MarkdownPlanRevised)
        today, lots = desk.today(), desk.book.lots(desk.outlet, [wish.product for wish in wishes])
        for product in desk.book.products([wish.product for wish in wishes]):
            wish = next(wish for wish in wishes if wish.product == product.code)
            there = [lot for lot in lots if lot.product == product.code]
            here = [lot for lot in there if not is_expired(lot, today)]
            # Nobody sells what is past its date, not even where the shelf is one short of what is asked for.
            most = sum(lot.on_hand for lot in here) if len(here) < len(there) else wish.quantity
            if quantity := min(wish.quantity, most):
                maker = self._stage.makers[product.consignor].name
                cart = add(
                    cart,
                    product,
                    maker=maker,
                    lots=here,
                    on=today,
                    quantity=quantity,
                    plans=plans,
                    outlet=desk.outlet,
                )
        if not cart.lines:
            return
        self.sales += 1
        cart, approval = self._reduced(cart)
        posted = complete_sale(desk, cart=cart, tenders=self._tenders(desk, cart), approval=approval).value
        self._remember(desk, posted)

    def _remember(self, desk: Desk, posted: Posted) -> None:
        sale: SaleCompleted = posted.document  # type: ignore[assignment]  # complete_sale posts nothing else
        self._recent.append(_Sold(posted.number, sale, desk.outlet, desk.today()))

    def _reduced(self, cart: Cart) -> tuple[Cart, Approval | None]:
        """Return the cart with what it costs less, and who said yes where a cashier may not decide alone."""
        if self.sales % _BARGAIN_EVERY == 0:
            off = min(share(cart.lines[0].gross, 2_500), cart.lines[0].net)
            return set_discount(cart, 0, off), Approval(MANAGER, "Obral barang lama")
        if self.sales % _DENTED_EVERY == 0:
            lower = share(cart.lines[0].unit_price, 9_000) // 500 * 500
            return set_price(cart, 0, lower), Approval(MANAGER, "Kemasan penyok")
        chance = self._random.random()
        if chance < 0.025:
            return set_discount(cart, 0, share(cart.lines[0].gross, 1_000) // 100 * 100), None
        if cart.gross > 150_000 and chance < 0.14:
            return set_discount(cart, None, 5_000 if cart.gross < 300_000 else 10_000), None
        return cart, None

    def _tenders(self, desk: Desk, cart: Cart) -> list[Tender]:
        random, outlet = self._random, desk.book.outlet(desk.outlet)
        assert outlet is not None  # noqa: S101 -- the story made it
        exact = due(cart, outlet, desk.today()).total
        if self.sales % _SPLIT_EVERY == 0 and exact > 40_000:
            qris = Tender(method=Method.QRIS, amount=exact // 2 // 1_000 * 1_000, reference=self._reference())
            rest = due(cart, outlet, desk.today(), [qris, Tender(method=Method.CASH, amount=1)]).total - qris.amount
            return [qris, Tender(method=Method.CASH, amount=cash_for(random, rest))]
        method = Method.TRANSFER if cart.buyer is Buyer.COMPANY else method_for(random, exact)
        if method is not Method.CASH:
            return [Tender(method=method, amount=exact, reference=self._reference())]
        total = due(cart, outlet, desk.today(), [Tender(method=Method.CASH, amount=1)]).total
        return [Tender(method=Method.CASH, amount=cash_for(random, total))]

    def _reference(self) -> str:
        return f"{self._random.randrange(10**6):06d}"

    def wants_refund(self) -> bool:
        """Tell whether it is time that something comes back."""
        return self.sales // _REFUND_EVERY > self.refunds

    def take_back(self, user: str, outlet: str) -> None:
        """Give one piece of a recent sale back, in cash or by QRIS as it was paid."""
        desk = self._stage.at(user, outlet)
        drawer = desk.book.open_shift(outlet, desk.origin)
        for sold in reversed(self._recent):
            cash = sold.sale.tenders[0].method is Method.CASH
            total = sold.sale.lines[0].net
            if sold.outlet != outlet or (cash and (drawer is None or drawer.expected < total)):
                continue
            self._recent.remove(sold)
            self.refunds += 1
            refund_sale(
                desk,
                id=desk.make_id(),
                sale=sold.number,
                pieces={0: 1},
                method=Method.CASH if cash else Method.TRANSFER,
                reason=self._random.choice(_REASONS),
                reference="" if cash else self._reference(),
            )
            return
