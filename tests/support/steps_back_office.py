"""What happens in the back office, for :mod:`machine`: goods, master data, settling, and the computer itself."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from db import read_model
from gallery_pos.desk import Done
from gallery_pos.documents import (
    AdjustmentPosted,
    AgreementRevised,
    FeeCharged,
    GoodsReceived,
    GoodsReturned,
    GoodsWrittenOff,
    LossReason,
    Method,
    PartCounted,
    PayoutMade,
    PriceModel,
    ProductRevised,
    ReturnReason,
    StatementIssued,
    StocktakePosted,
    StocktakeStarted,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.ports import Posted
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.intake import IntakeLine, TakeBack, receive_goods, return_goods
from gallery_pos.services.payouts import pay
from gallery_pos.services.settlement import adjust, charge_fee, issue_statements, preview
from gallery_pos.services.stock import Loss, write_off
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms
from house import OUTLET
from machine import CORNER
from making import basis_points
from naive import Batch, compensation, count
from steps_counter import Counter, Wish, outlets, picks, sums
from steps_months import close_the_months

maybe_share = st.one_of(st.none(), basis_points)


class BackOffice(Counter):
    """Everything that can happen in a gallery."""

    @initialize(opening=sums)
    def the_first_morning(self, opening: int) -> None:
        """Begin with makers, something of each on the shelf, an open drawer, and first sales paid in each way."""
        self.makers_and_goods()
        self.open_a_shift(OUTLET, "A", opening)
        for pick in range(len(self.agreed)):
            self.receive(OUTLET, pick, [(False, 8, 30), (True, 5, None)], 0)
        for how in ("cash", "qris", "mixed", "transfer"):
            self.sell(0, Wish([(0, 1), (2, 2)], 0, 0, 0, None, how, cashless=1_000, over=0))

    def end_of_the_month(self) -> None:
        """Take something back of each sale, count, pay and tell everybody, and once more a day later; close all months."""
        if not self.products:
            return  # the run ended before its first morning
        if not self.drawers:
            self.open_a_shift(OUTLET, "A", 200_000)
        for method in (Method.CASH, Method.QRIS) * 2:
            for pick in range(sum(bool(sold.left()) for sold in self.sold)):
                self.refund(0, pick, [pick, 1, 0], method)
        for outlet in (OUTLET, CORNER):
            self.count_the_shelf(outlet, [(0, -2), (1, 0), (2, 1), (3, -1)])
        for days in (32, 1):
            self.house.wait(days)
            self.issue(None, 0)
            for pick in range(len(self.agreed)):
                self.pay_a_maker(pick, 100, 0, "safe")
        while self.drawers:
            self.close_a_shift(0, 0)
        close_the_months(self)

    def _maker(self, pick: int) -> str:
        return sorted(self.agreed)[pick % len(self.agreed)]

    # ---------------------------------------------------------------------------------------------------- goods

    @rule(
        outlet=outlets,
        pick=picks,
        lines=st.lists(
            st.tuples(st.booleans(), st.integers(1, 12), st.one_of(st.none(), st.integers(-3, 40))),
            min_size=1,
            max_size=3,
        ),
        days_ago=st.sampled_from([0, 0, 0, 5, 40]),
    )
    def receive(self, outlet: str, pick: int, lines: list[tuple[bool, int, int | None]], days_ago: int) -> None:
        """Take goods of a maker in, today or as written on an older paper."""
        maker, id_ = self._maker(pick), self.house.new_id()
        codes = [code for code, product in sorted(self.products.items()) if product.consignor == maker]
        day = self.today - timedelta(days=days_ago)
        wanted = [
            IntakeLine(
                codes[second % len(codes)], quantity, None if left is None else self.today + timedelta(days=left)
            )
            for second, quantity, left in lines
        ]
        self.submit(
            lambda: receive_goods(
                self.desk("cashier", outlet), consignor=maker, lines=wanted, business_date=day, id=id_
            )
        )
        came: GoodsReceived = self.written(GoodsReceived)[0]
        for line, asked in zip(came.lines, wanted, strict=True):
            assert (line.product, line.quantity, line.best_before) == (asked.product, asked.quantity, asked.best_before)
            assert (line.price, line.terms) == (self.products[line.product].price, self.terms_now(line.product))
            batch = Batch(line.lot, line.product, maker, line.price, line.terms, day, line.best_before)
            batch.left[outlet] = line.quantity
            self.shelves.lots[line.lot] = batch
            self.owed.add(maker, came, 0, {line.product: line.quantity})

    def _here(self, outlet: str) -> list[tuple[str, int]]:
        return sorted(self.shelves.on_hand(outlet).items())

    @precondition(lambda self: self.shelves.on_hand(OUTLET))
    @rule(outlet=outlets, pick=picks, pieces=picks, too_many=st.sampled_from([0, 0, 0, 1]))
    def give_back(self, outlet: str, pick: int, pieces: int, too_many: int) -> None:
        """Give pieces of a lot back to their maker, or fail to give more than there is."""
        here = self._here(outlet)
        if not here:
            return
        lot, most = here[pick % len(here)]
        quantity, id_, batch = (
            (most + 1) if too_many else 1 + pieces % most,
            self.house.new_id(),
            self.shelves.lots[lot],
        )

        def step() -> Done[Posted]:
            back = TakeBack(lot, quantity, ReturnReason.SLOW)
            return return_goods(self.desk("cashier", outlet), consignor=batch.maker, lines=[back], id=id_)

        if too_many:
            self.refused(step, "stock.too_many")
            return
        self.submit(step)
        went: GoodsReturned = self.written(GoodsReturned)[0]
        self.shelves.put(outlet, batch.product, lot, -quantity)
        self.owed.add(batch.maker, went, 0, {batch.product: -quantity})

    @precondition(lambda self: self.shelves.on_hand(OUTLET))
    @rule(outlet=outlets, pick=picks, pieces=picks, reason=st.sampled_from(LossReason), gallery=maybe_share)
    def lose(self, outlet: str, pick: int, pieces: int, reason: LossReason, gallery: int | None) -> None:
        """Write pieces of a lot off, borne as agreed or as decided for this case."""
        here = self._here(outlet)
        if not here:
            return
        lot, most = here[pick % len(here)]
        quantity, id_, batch = 1 + pieces % most, self.house.new_id(), self.shelves.lots[lot]
        loss = Loss(lot, quantity, reason, gallery)
        self.submit(lambda: write_off(self.desk("dinas", outlet), lines=[loss], id=id_))
        gone: GoodsWrittenOff = self.written(GoodsWrittenOff)[0]
        self.shelves.put(outlet, batch.product, lot, -quantity)
        borne = {
            LossReason.LOST: batch.terms.loss_bp,
            LossReason.DAMAGED: batch.terms.damage_bp,
            LossReason.EXPIRED: batch.terms.expiry_bp,
        }[reason]
        owed = compensation(batch.terms, quantity, batch.price, borne if gallery is None else gallery)
        self.owed.add(batch.maker, gone, owed, {batch.product: -quantity})

    @rule(outlet=outlets, found=st.lists(st.tuples(picks, st.integers(-4, 3)), min_size=1, max_size=4))
    def count_the_shelf(self, outlet: str, found: list[tuple[int, int]]) -> None:
        """Count some products: as the books say, less, or more."""
        codes, counted = sorted(self.products), {}
        for pick, more in found:
            doubtful = sorted(self.shelves.unaccounted(outlet)) * 3 + codes
            code = doubtful[pick % len(doubtful)]
            books = sum(lot.left[outlet] for lot in self.shelves.lots.values() if lot.product == code)
            counted[code] = max(books + self.shelves.loose[outlet, code] + more, 0)
        id_ = self.house.new_id()
        self.submit(lambda: count_at_once(self.desk("manager", outlet), counted=counted, id=id_))
        posted: StocktakePosted = self.written(StocktakeStarted, PartCounted, StocktakePosted)[-1]
        owed = count(self.shelves, outlet, counted, self.today, posted)
        moved: dict[str, Tally[str]] = {}
        for line in posted.lines:
            if line.counted != line.expected:
                moved.setdefault(line.consignor, Tally())[line.product] += line.counted - line.expected
        for maker in owed.keys() | moved.keys():
            self.owed.add(maker, posted, owed.get(maker, 0), dict(moved.get(maker, {})))

    # ---------------------------------------------------------------------------------------------- master data

    @rule(
        pick=picks,
        price=st.integers(1, 50_000),
        titip=st.one_of(st.none(), st.integers(0, 40_000)),
        commission=maybe_share,
    )
    def change_a_product(self, pick: int, price: int, titip: int | None, commission: int | None) -> None:
        """Give a product another price and other terms: for goods that come in from now on."""
        code = sorted(self.products)[pick % len(self.products)]
        terms = ItemTerms(consignor_price=titip, commission_bp=commission)
        revise_product(self.desk("manager"), code=code, price=price, terms=terms)
        self.products[code] = self.written(ProductRevised)[0]

    @rule(
        pick=picks,
        share=maybe_share,
        bearer=st.one_of(st.none(), st.sampled_from(Bearer)),
        losses=st.tuples(maybe_share, maybe_share, maybe_share),
        fees=st.tuples(st.sampled_from([0, 0, 25_000]), st.sampled_from([0, 0, 250]), st.sampled_from(Bearer)),
    )
    def agree_anew(
        self,
        pick: int,
        share: int | None,
        bearer: Bearer | None,
        losses: tuple[int | None, int | None, int | None],
        fees: tuple[int, int, Bearer],
    ) -> None:
        """Agree other terms with a maker; fees that fell due before are charged with it."""
        maker = self._maker(pick)
        (loss, damage, expiry), (fee, item_fee, qris_bearer) = losses, fees
        terms = AgreedTerms(
            commission_bp=share, discount_bearer=bearer, loss_bp=loss, damage_bp=damage, expiry_bp=expiry
        )
        model = PriceModel.FEE if fee else PriceModel.PERCENTAGE
        said = {"monthly_fee": fee, "item_fee": item_fee, "qris_bearer": qris_bearer}
        revise_agreement(self.desk("manager"), consignor=maker, model=model, terms=terms, **said)
        self.written(AgreementRevised)
        self.agreed[maker] = terms

    # ----------------------------------------------------------------------------------------------- settlement

    @rule(pick=picks, amount=st.sampled_from([-20_000, -1, 7, 150_000]))
    def correct(self, pick: int, amount: int) -> None:
        """Correct a balance."""
        maker, id_ = self._maker(pick), self.house.new_id()
        self.submit(lambda: adjust(self.desk("manager"), consignor=maker, amount=amount, reason="salah hitung", id=id_))
        self.owed.add(maker, self.written(AdjustmentPosted)[0], amount)

    @rule(
        pick=picks,
        amount=st.sampled_from([500, 30_000]),
        month=st.one_of(st.just(""), st.sampled_from(["2026-10", "2026-11"])),
    )
    def charge(self, pick: int, amount: int, month: str) -> None:
        """Charge a fee by hand, perhaps for a month that was charged already."""
        maker, id_ = self._maker(pick), self.house.new_id()

        def step() -> Done[Posted]:
            return charge_fee(
                self.desk("manager"), consignor=maker, amount=amount, reason="Bazar", period=month, id=id_
            )

        if (maker, month) in self.fees:
            self.refused(step, "fee.twice")
            return
        self.submit(step)
        self.written(FeeCharged)

    @rule(pick=st.one_of(st.none(), picks), days_ago=st.integers(0, 9))
    def issue(self, pick: int | None, days_ago: int) -> None:
        """Issue the statement of one maker or of all; it says what the model says."""
        until = self.today - timedelta(days=days_ago)
        named = None if pick is None else [self._maker(pick)]
        refusal = None
        try:
            shown = {told.consignor: told for told in preview(self.desk("dinas"), until=until, consignors=named)}
            issue_statements(self.desk("dinas"), until=until, consignors=named)
        except RuleBroken as error:
            refusal = error.code
        if refusal:
            assert refusal in {"statement.nothing", "statement.period"}
            assert self.written() == []
            if refusal == "statement.nothing":
                self._nobody_waits(named or self.agreed, until)
            return
        issued = [one for one in self.written() if isinstance(one, StatementIssued)]
        for statement in issued:
            self._told(statement)
            said = shown.pop(statement.figures.consignor)
            assert (said.closing, said.due, said.goods) == (
                statement.figures.closing,
                statement.figures.due,
                statement.figures.goods,
            )
        assert not shown
        self._nobody_waits(named or self.agreed, until)

    def _nobody_waits(self, makers: Iterable[str], until: date) -> None:
        for maker in makers:
            covered = maker in self.statements and self.statements[maker][0] >= until
            assert covered or not self.owed.waiting(maker, until)

    def _told(self, statement: StatementIssued) -> None:
        """Hold a statement against the model: rules 2 and 5."""
        told, maker = statement.figures, statement.figures.consignor
        before_until, opening = self.statements.get(maker, (None, 0))
        assert before_until is None or before_until < told.until
        waiting = self.owed.waiting(maker, told.until)
        assert set(statement.documents) == {event.document for event in waiting}
        trade = {"SaleCompleted", "SaleRefunded"}
        due = sum(event.amount for event in waiting if self.kinds[event.document.bytes] in trade)
        assert (told.opening, told.due) == (opening, due)
        assert told.closing == opening + sum(event.amount for event in waiting)
        pieces = self.told_pieces.setdefault(maker, Tally())
        for event in waiting:
            pieces.update(event.pieces)
        assert {line.product: line.closing for line in told.goods if line.closing} == {
            product: left for product, left in pieces.items() if left
        }
        self.owed.told.setdefault(maker, set()).update(statement.documents)
        self.statements[maker] = (told.until, told.closing)

    @rule(pick=picks, percent=st.integers(1, 110), where=picks, how=st.sampled_from(["drawer", "safe", "bank"]))
    def pay_a_maker(self, pick: int, percent: int, where: int, how: str) -> None:
        """Pay all, some or too much of what is owed; who owes pays in."""
        outlet, till = self._where(where)
        maker, id_ = self._maker(pick), self.house.new_id()
        owed = self.owed.balance(maker)
        amount = owed * percent // 100
        method = Method.TRANSFER if how == "bank" else Method.CASH

        def step() -> Done[Posted]:
            desk = self.desk("dinas", outlet, till)
            return pay(desk, consignor=maker, amount=amount, method=method, from_drawer=how == "drawer", id=id_)

        held = self.drawers.get((outlet, till)) if how == "drawer" else 10**15
        if maker in self.at_bank:
            self.refused(step, "pay.in_batch", "pay.amount", "pay.too_much")
            return
        if not amount or abs(amount) > abs(owed) or held is None or amount > held:
            self.refused(step, "pay.amount", "pay.too_much", "shift.closed", "shift.not_enough")
            return
        self.submit(step)
        self.owed.add(maker, self.written(PayoutMade)[0], -amount)
        if how == "drawer":
            self.drawers[outlet, till] -= amount

    # ------------------------------------------------------------------------------------- time and the computer

    @rule(days=st.integers(1, 25))
    def let_days_pass(self, days: int) -> None:
        """Come back later."""
        self.house.wait(days)

    @rule()
    def close_and_open_the_program(self) -> None:
        """Switch the computer off and on."""
        self.house.reopen()

    @rule()
    def make_the_read_tables_again(self) -> None:
        """Throw away all that can be made again from the journal: rule 7."""
        read_model.rebuild(self.house.database)

    @precondition(lambda self: self.sent)
    @rule(pick=picks)
    def send_something_twice(self, pick: int) -> None:
        """Submit an old form once more: it is there already, and nothing happens."""
        step, number = self.sent[-1 - pick % min(len(self.sent), 12)]
        again: Any = step().value
        assert (again.number, again.fresh) == (number, False)
        assert self.written() == []
