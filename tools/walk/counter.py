"""What happens at the tills: shifts, carts, money, goods that come back."""

from __future__ import annotations

from datetime import timedelta

from gallery_pos.cart import Cart, add, set_discount, set_price, tax_on
from gallery_pos.documents import CashReason, MarkdownPlanRevised, Method, Tender
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.importing import apply, plan_import
from gallery_pos.services.refunds import find_sale, refund_sale
from gallery_pos.services.shifts import close_shift, move_cash, open_shift
from gallery_pos.sheets import Sheet, SheetRow
from tools.walk.ground import MAIN, Walk

_REMEMBERED = 400


def open_a_shift(walk: Walk) -> None:
    """Open a drawer."""
    open_the_drawer(walk, *walk.till())


def open_the_drawer(walk: Walk, outlet: str, till: str) -> None:
    """Open this drawer."""
    open_shift(walk.desk("cashier", outlet, till), opening_float=walk.random.choice([0, 200_000, 500_000]))


def close_a_shift(walk: Walk) -> None:
    """Count a drawer, right or wrong."""
    outlet, till = walk.till()
    close_the_drawer(walk, outlet, till)


def close_the_drawer(walk: Walk, outlet: str, till: str) -> None:
    """Count this drawer where it is open."""
    desk = walk.desk("cashier", outlet, till)
    drawer = desk.book.open_shift(outlet, till)
    if drawer is not None:
        close_shift(desk, counted=max(drawer.expected + walk.random.choice([0, 0, 0, -500, 2_000]), 0))


def move_some_cash(walk: Walk) -> None:
    """Put notes in or take them out."""
    outlet, till = walk.till()
    reason = walk.random.choice(list(CashReason))
    amount = 0 if reason is CashReason.DRAWER_OPENED else walk.random.randint(1, 100) * 1_000
    walk.asking(
        lambda yes: move_cash(
            walk.desk("cashier", outlet, till), reason=reason, amount=amount, note="catatan", approval=yes
        )
    )


def sell(walk: Walk) -> None:
    """Scan a cart, sometimes with another price or a discount, and take the money in any way."""
    dice, (outlet, till) = walk.random, walk.till()
    desk = walk.desk("cashier", outlet, till)
    here = sorted({lot.product for lot in walk.lots(outlet)}) or [one.code for one in walk.goods()]
    if dice.random() < 0.03:
        here = [one.code for one in walk.goods()]  # something that the books do not have on the shelf
    cart = Cart(id=desk.make_id())
    plans = desk.book.latest_of_all(MarkdownPlanRevised)
    for product in desk.book.products(dice.sample(here, min(len(here), dice.randint(1, 4)))):
        lots = desk.book.lots(outlet, [product.code])
        pieces = dice.choice([1, 1, 1, 2, 3, 7])
        cart = add(cart, product, maker="x", lots=lots, on=desk.today(), quantity=pieces, plans=plans, outlet=outlet)
    if cart.lines and dice.random() < 0.05:
        cart = set_price(cart, 0, dice.randint(0, 30_000))
    if cart.lines and dice.random() < 0.1:
        cart = set_discount(cart, 0, cart.lines[0].net * dice.randint(0, 50) // 100)
    if dice.random() < 0.1:
        cart = set_discount(cart, None, sum(line.net for line in cart.lines) * dice.randint(0, 40) // 100)
    here_now = desk.book.outlet(outlet)
    tax = tax_on(cart.net, here_now, desk.today()) if here_now else 0
    tenders = _tenders(walk, cart.net + tax)
    done = walk.asking(lambda yes: complete_sale(desk, cart=cart, tenders=tenders, approval=yes))
    walk.sold = [*walk.sold[-_REMEMBERED:], done.value.number]


def _tenders(walk: Walk, due: int) -> list[Tender]:
    """Return how a buyer pays: notes with change, nothing but a code, or some of both."""
    dice = walk.random
    cashless = dice.choice([0, 0, due, dice.randint(0, due)])
    method = dice.choice([Method.QRIS, Method.TRANSFER, Method.CARD])
    tenders = [Tender(method=method, amount=cashless)] if cashless else []
    if due > cashless:
        notes = -(cashless - due) // 500 * 500 + 500
        tenders.append(Tender(method=Method.CASH, amount=notes + dice.choice([0, 0, 500, 20_000])))
    return tenders


def sales_of_a_paper_list(walk: Walk) -> None:
    """Take in what was sold by hand while the power was out: receipts of one line each, days old."""
    dice, desk = walk.random, walk.desk()
    day = desk.today() - timedelta(dice.randint(0, 12))
    rows = [SheetRow(1, ("nomor", "waktu", "gerai", "kode_produk", "jumlah", "harga_satuan", "metode"))]
    for at, product in enumerate(dice.sample(walk.goods(), min(3, len(walk.goods())))):
        how = dice.choice(["tunai", "qris"])
        when = f"{day.isoformat()}T08:{at:02}:00"
        rows.append(
            SheetRow(2 + at, (desk.make_id().hex, when, MAIN, product.code, dice.randint(1, 4), product.price, how))
        )
    apply(desk, plan_import(desk, "sales", [Sheet(file="daftar.csv", name="", rows=tuple(rows))]))


def refund(walk: Walk) -> None:
    """Take some of a sale back, at any till."""
    if not walk.sold:
        return
    outlet, till = walk.till()
    desk, number = walk.desk("cashier", outlet, till), walk.random.choice(walk.sold)
    found = find_sale(desk, number)
    left = {
        at: line.quantity - (found.given_back[at].refunded if at in found.given_back else 0)
        for at, line in enumerate(found.sale.lines)
    }
    pieces = {at: walk.random.randint(1, most) for at, most in left.items() if most and walk.random.random() < 0.7}
    method, id_ = walk.random.choice([Method.CASH, Method.CASH, Method.QRIS, Method.TRANSFER]), desk.make_id()
    walk.asking(
        lambda yes: refund_sale(
            desk, id=id_, sale=number, pieces=pieces, method=method, reason="salah beli", approval=yes
        )
    )
