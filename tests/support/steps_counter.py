"""What happens at the counter, for :mod:`machine`."""

from __future__ import annotations

import copy
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from msgspec.structs import replace

from gallery_pos.cart import Cart, add, set_discount, set_price, set_quantity
from gallery_pos.desk import Done
from gallery_pos.documents import (
    CashMoved,
    CashReason,
    Document,
    MarkdownBasis,
    MarkdownPlanRevised,
    MarkdownStep,
    Method,
    SaleCompleted,
    SaleLine,
    ShiftClosed,
    ShiftOpened,
    Tender,
)
from gallery_pos.errors import NeedsApproval
from gallery_pos.ports import Posted
from gallery_pos.services.access import Approval
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.importing import apply, plan_import
from gallery_pos.services.markdowns import revise_plan
from gallery_pos.services.refunds import refund_sale
from gallery_pos.services.shifts import close_shift, move_cash, open_shift
from gallery_pos.sheets import Sheet, SheetRow
from gallery_pos.terms import Bearer, Terms
from house import OUTLET
from machine import CORNER, TILLS, Gallery
from naive import Sold, check_sale_line, in_coins, rounded

outlets = st.sampled_from([OUTLET, OUTLET, CORNER])
tills = st.sampled_from(TILLS)
sums = st.sampled_from([0, 500, 20_000, 200_000])
picks = st.integers(0, 10**6)
YES = Approval(by="admin", reason="boleh")


class Wish(NamedTuple):
    """What a buyer wants and how he pays: goods with pieces, more of the first, discounts, another price, tenders."""

    goods: list[tuple[int, int]]
    more_of_first: int
    percent_off_first: int
    percent_off_all: int
    price: int | None
    how: str
    cashless: int
    over: int


wishes = st.builds(
    Wish,
    goods=st.lists(st.tuples(picks, st.integers(1, 6)), min_size=1, max_size=4),
    more_of_first=st.sampled_from([0, 0, 1, 7]),
    percent_off_first=st.one_of(st.just(0), st.integers(0, 60)),
    percent_off_all=st.one_of(st.just(0), st.integers(0, 40)),
    price=st.one_of(st.none(), st.integers(0, 20_000)),
    how=st.sampled_from(["cash", "qris", "transfer", "kartu", "mixed"]),
    cashless=picks,
    over=sums,
)


def pays(net: int, wish: Wish) -> list[Tender]:
    """Return tenders for a cart: without notes, with notes, or both."""
    cashless = {"cash": 0, "mixed": wish.cashless % (net + 1)}.get(wish.how, net)
    tenders = []
    if cashless:
        method = Method.QRIS if wish.how == "mixed" else Method(wish.how)
        tenders.append(Tender(method=method, amount=cashless))
    if wish.how in {"cash", "mixed"} and net > cashless:
        tenders.append(Tender(method=Method.CASH, amount=in_coins(net - cashless) + wish.over or 1_000))
    return tenders


class Counter(Gallery):
    """Drawers, sales, refunds, and sales from elsewhere."""

    def _where(self, pick: int) -> tuple[str, str]:
        """Return outlet and till, mostly of an open drawer."""
        anywhere = [(outlet, till) for outlet in (OUTLET, CORNER) for till in TILLS]
        choices = sorted(self.drawers) * 6 + anywhere
        return choices[pick % len(choices)]

    @rule(outlet=outlets, till=tills, opening=sums)
    def open_a_shift(self, outlet: str, till: str, opening: int) -> None:
        """Open a drawer, or be told that it is open."""
        desk, id_ = self.desk("cashier", outlet, till), self.house.new_id()
        if (outlet, till) in self.drawers:
            self.refused(lambda: open_shift(desk, opening_float=opening, id=id_), "shift.open")
            return
        self.submit(lambda: open_shift(self.desk("cashier", outlet, till), opening_float=opening, id=id_))
        self.written(ShiftOpened)
        self.drawers[outlet, till] = opening

    @precondition(lambda self: self.drawers)
    @rule(pick=picks, over=st.sampled_from([0, 0, -500, 1_000]))
    def close_a_shift(self, pick: int, over: int) -> None:
        """Count a drawer, right or wrong."""
        outlet, till = sorted(self.drawers)[pick % len(self.drawers)]
        counted, id_ = max(self.drawers[outlet, till] + over, 0), self.house.new_id()
        self.submit(lambda: close_shift(self.desk("cashier", outlet, till), counted=counted, id=id_))
        closed: ShiftClosed = self.written(ShiftClosed)[0]
        assert (closed.expected, closed.counted) == (self.drawers.pop((outlet, till)), counted)
        assert closed.difference == closed.counted - closed.expected

    @rule(where=picks, reason=st.sampled_from(CashReason), amount=sums)
    def move_some_cash(self, where: int, reason: CashReason, amount: int) -> None:
        """Put notes in or take them out."""
        outlet, till = self._where(where)
        if reason is CashReason.DRAWER_OPENED:
            amount = 0
        id_, out = self.house.new_id(), reason in {CashReason.DROP, CashReason.EXPENSE}

        def step() -> Done[Posted]:
            return move_cash(self.desk("cashier", outlet, till), reason=reason, amount=amount, note="catatan", id=id_)

        held = self.drawers.get((outlet, till))
        if held is None or (out and amount > held) or (not amount and reason is not CashReason.DRAWER_OPENED):
            self.refused(step, "shift.closed", "shift.not_enough", "cash.amount")
            return
        self.submit(step)
        self.written(CashMoved)
        self.drawers[outlet, till] += -amount if out else amount

    @rule(
        pick=picks,
        basis=st.sampled_from(MarkdownBasis),
        days=st.sampled_from([0, 3, 14, 40]),
        percent=st.integers(1, 90),
        bearer=st.sampled_from(Bearer),
        active=st.sampled_from([True, True, False]),
    )
    def plan_markdowns(
        self, pick: int, basis: MarkdownBasis, days: int, percent: int, bearer: Bearer, *, active: bool
    ) -> None:
        """Make goods cheaper, all of them or one product, or change or stop one of the two plans that there are."""
        codes = sorted(self.products)
        plan = revise_plan(
            self.desk(),
            code=f"RP0{1 + pick % 2}",
            name="Obral",
            basis=basis,
            steps=(MarkdownStep(days=days, basis_points=percent * 100),),
            bearer=bearer,
            products=(codes[pick % len(codes)],) if pick % 3 else (),
            active=active,
        ).value
        self.written(MarkdownPlanRevised)
        self.plans[plan.code] = plan

    @rule(where=picks, wish=wishes)
    def sell(self, where: int, wish: Wish) -> None:
        """Scan, perhaps discount or change a price, take the money in any way; ask a superior only where needed."""
        outlet, till = self._where(where)
        cart = self._cart(outlet, wish)
        tenders = pays(cart.net, wish)

        def step(approval: Approval | None = None) -> Done[Posted]:
            return complete_sale(self.desk("cashier", outlet, till), cart=cart, tenders=tenders, approval=approval)

        if (outlet, till) not in self.drawers:
            self.refused(step, "shift.closed")
            return
        approval = None
        try:
            step()
        except NeedsApproval:
            approval = YES
            step(approval)
        sale: SaleCompleted = self.written(SaleCompleted)[0]
        self.sent.append((partial(step, approval), self.house.number(sale)))
        gone_off = self._sold(sale, [line.list_price for line in cart.lines])
        planned = sum(line.markdown for line in sale.lines)
        large = (cart.gross - cart.net - planned) * 5 > cart.gross
        changed = any(line.unit_price != line.list_price for line in cart.lines)
        assert (approval is not None) == (gone_off or large or changed)
        assert sale.approved_by == ("admin" if approval else "")
        in_notes = sum(tender.amount for tender in tenders if tender.method is Method.CASH)
        cashless = sum(tender.amount for tender in tenders) - in_notes
        total = cashless + in_coins(cart.net - cashless) if in_notes else cart.net
        assert (sale.total, sale.change) == (total, in_notes + cashless - total)
        self.drawers[outlet, till] += total - cashless

    def _cart(self, outlet: str, wish: Wish) -> Cart:
        cart, codes = Cart(id=self.house.new_id()), sorted(self.products)
        for pick, quantity in wish.goods:
            product = self.products[codes[pick % len(codes)]]
            lots = self.house.book.lots(outlet, [product.code])
            plans, on = self.house.book.latest_of_all(MarkdownPlanRevised), self.today
            cart = add(cart, product, maker="x", lots=lots, on=on, quantity=quantity, plans=plans, outlet=outlet)
        cart = set_quantity(cart, 0, cart.lines[0].quantity + wish.more_of_first)
        if wish.price is not None:
            cart = set_price(cart, 0, wish.price)
        cart = set_discount(cart, 0, cart.lines[0].net * wish.percent_off_first // 100)
        return set_discount(cart, None, sum(line.net for line in cart.lines) * wish.percent_off_all // 100)

    def _sold(self, sale: SaleCompleted, labels: list[int | None]) -> bool:
        """Take what was sold from the model's shelves; tell whether any of it was expired."""
        gone_off = False
        for line, label in zip(sale.lines, labels, strict=True):
            lots = self.shelves.order(sale.outlet, line.product, sale.business_date, label)
            if sale.reference:
                lots = [lot for lot in lots if lot.received <= sale.business_date]
            terms = {lot.lot: lot.terms for lot in lots} | {"": self.terms_now(line.product)}
            if line.plan:
                terms = self._borne(line, terms)
            taken = self.shelves.take(sale.outlet, line.product, line.quantity, lots)
            days = {lot.lot: lot.best_before for lot in lots}
            gone_off |= any((day := days.get(lot)) is not None and day < sale.business_date for lot, _ in taken)
            due = check_sale_line(line, taken, terms)
            self.owed.add(line.consignor, sale, due, {line.product: -line.quantity})
        self.sold.append(Sold(sale, self.house.number(sale)))
        return gone_off

    def _borne(self, line: SaleLine, terms: dict[str, Terms]) -> dict[str, Terms]:
        """Return the terms with the plan's bearer, having checked what the plan took off."""
        plan = self.plans[line.plan]
        (step,) = plan.steps
        assert plan.active
        assert not plan.products or line.product in plan.products
        off = rounded(Decimal(line.unit_price) * step.basis_points / 10_000)
        assert line.markdown == line.quantity * off <= line.discount
        return {lot: replace(each, discount_bearer=plan.bearer) for lot, each in terms.items()}

    @precondition(lambda self: any(sold.left() for sold in self.sold))
    @rule(where=picks, pick=picks, pieces=st.lists(picks, min_size=1, max_size=3), method=st.sampled_from(Method))
    def refund(self, where: int, pick: int, pieces: list[int], method: Method) -> None:
        """Take goods back of any sale that has some left, at any till."""
        outlet, till = self._where(where)
        candidates = [sold for sold in self.sold if sold.left()]
        sold, id_ = candidates[pick % len(candidates)], self.house.new_id()
        left = sold.left()
        chosen = {line: 1 + many % most for many, (line, most) in zip(pieces, left.items(), strict=False)}

        def step() -> Done[Posted]:
            desk = self.desk("cashier", outlet, till)
            return refund_sale(desk, id=id_, sale=sold.number, pieces=chosen, method=method, reason="salah beli")

        tried = copy.deepcopy(sold)
        net = sum(money for _, money, _ in tried.give_back(chosen).values())
        total = in_coins(sold.paid_back + net) - in_coins(sold.paid_back) if method is Method.CASH else net
        held = self.drawers.get((outlet, till))
        if held is None or (method is Method.CASH and total > held):
            self.refused(step, "shift.closed", "shift.not_enough")
            return
        self.submit(step)
        refund, *followed = self.written()
        changed = sold.give_back(chosen)
        sold.check(refund, changed, cash=method is Method.CASH)
        for (line, lot), (quantity, _, due) in changed.items():
            sold_line = sold.sale.lines[line]
            self.shelves.put(outlet, sold_line.product, lot, quantity)
            self.owed.add(sold_line.consignor, refund, -due, {sold_line.product: quantity})
        self.drawers[outlet, till] += -total if method is Method.CASH else 0
        self.follows(followed)

    def follows(self, documents: list[Document]) -> None:
        """Take what a refund brought with it into the model; nothing but for makers who were merged."""
        assert documents == []

    @rule(
        outlet=outlets,
        days_ago=st.integers(0, 12),
        rows=st.lists(
            st.tuples(picks, st.integers(1, 5), st.integers(1, 20_000), st.booleans()), min_size=1, max_size=4
        ),
    )
    def sales_from_a_paper_list(self, outlet: str, days_ago: int, rows: list[tuple[int, int, int, bool]]) -> None:
        """Import receipts of one line each, then the same file again."""
        codes, day = sorted(self.products), self.today - timedelta(days=days_ago)
        header = SheetRow(1, ("nomor", "waktu", "gerai", "kode_produk", "jumlah", "harga_satuan", "metode"))
        lines = [
            SheetRow(
                2 + n,
                (
                    f"K{self.house.new_id().int:x}",
                    f"{day.isoformat()}T08:{n:02}:00",
                    outlet,
                    codes[pick % len(codes)],
                    quantity,
                    price,
                    "qris" if cashless else "tunai",
                ),
            )
            for n, (pick, quantity, price, cashless) in enumerate(rows)
        ]
        sheet = Sheet(file="daftar.csv", name="", rows=(header, *lines))
        apply(self.desk(), plan_import(self.desk(), "sales", [sheet]))
        for sale in self.written(*[SaleCompleted] * len(rows)):
            assert sale.shift is None
            assert sale.total == sum(line.quantity * line.unit_price for line in sale.lines)
            self._sold(sale, [None])
        assert apply(self.desk(), plan_import(self.desk(), "sales", [sheet])).value == []
        assert self.written() == []
