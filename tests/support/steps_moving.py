"""What happens between outlets, for :mod:`machine`: transfers, in parts and with losses, and visits without a till."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from gallery_pos.desk import Done
from gallery_pos.documents import (
    Document,
    GoodsArrived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    LossReason,
    SaleCompleted,
    StocktakePosted,
    VisitRecorded,
)
from gallery_pos.ports import Posted
from gallery_pos.services.moving import Arriving, receive_transfer, write_off_transit
from gallery_pos.services.sending import Sending, send_goods
from gallery_pos.services.stock import Loss
from gallery_pos.services.visits import Seen, Visit, record_visit
from house import OUTLET
from machine import CORNER, UNATTENDED
from naive import Batch, check_sale_line, compensation
from steps_back_office import BackOffice
from steps_counter import outlets, picks

places = st.sampled_from([OUTLET, CORNER, UNATTENDED])


@dataclass
class OnTheWay:
    """A transfer, and how much of each lot has not come yet."""

    sent: GoodsSent
    left: Tally[str]


class Moving(BackOffice):
    """Everything that can happen in a gallery with several outlets."""

    def __init__(self) -> None:
        """Begin with nothing on its way."""
        super().__init__()
        self.on_the_way: list[OnTheWay] = []

    @rule(outlet=outlets, to=places, taken=st.lists(st.tuples(picks, picks), min_size=1, max_size=3))
    def send(self, outlet: str, to: str, taken: list[tuple[int, int]]) -> None:
        """Send pieces of some lots somewhere else, or nowhere."""
        here = self._here(outlet)
        if not here:
            return
        chosen = {lot: 1 + pieces % most for (lot, most), pieces in ((here[p % len(here)], q) for p, q in taken)}
        lines, id_ = [Sending(lot, pieces) for lot, pieces in chosen.items()], self.house.new_id()

        def step() -> Done[Posted]:
            return send_goods(self.desk("manager", outlet), to=to, lines=lines, id=id_)

        if to == outlet:
            self.refused(step, "transfer.same")
            return
        self.submit(step)
        sent: GoodsSent = self.written(GoodsSent)[0]
        for lot, pieces in chosen.items():
            batch = self.shelves.lots[lot]
            self.shelves.put(outlet, batch.product, lot, -pieces)
            self.owed.add(batch.maker, sent, 0, {batch.product: -pieces})
        self.on_the_way.append(OnTheWay(sent, Tally(chosen)))

    @precondition(lambda self: self.on_the_way)
    @rule(pick=picks, come=st.lists(picks, min_size=3, max_size=3), back=st.sampled_from([False, False, True]))
    def arrive(self, pick: int, come: list[int], back: bool) -> None:
        """Count what came of a transfer, all or some of it, there or back where it came from; or too much."""
        way = self.on_the_way[pick % len(self.on_the_way)]
        waiting = +way.left
        at = way.sent.outlet if back else way.sent.to
        came = {lot: more % (most + 2) for (lot, most), more in zip(waiting.items(), come, strict=False)}
        lines, id_ = [Arriving(lot, pieces) for lot, pieces in came.items()], self.house.new_id()

        def step() -> Done[Posted]:
            return receive_transfer(self.desk("cashier", at), sent=way.sent.id, lines=lines, id=id_)

        if not any(came.values()) or any(pieces > waiting[lot] for lot, pieces in came.items()):
            self.refused(step, "transfer.nothing", "transfer.too_many", "transfer.done")
            return
        self.submit(step)
        arrived: GoodsArrived = self.written(GoodsArrived)[0]
        assert {line.lot: line.sent for line in arrived.lines} == dict(waiting)
        for lot, pieces in came.items():
            if pieces:
                batch = self.shelves.lots[lot]
                self.shelves.put(at, batch.product, lot, pieces)
                self.owed.add(batch.maker, arrived, 0, {batch.product: pieces})
        way.left.subtract(came)

    @precondition(lambda self: any(+way.left for way in self.on_the_way))
    @rule(pick=picks, pieces=picks, reason=st.sampled_from(LossReason))
    def lose_on_the_way(self, pick: int, pieces: int, reason: LossReason) -> None:
        """Write off what will never arrive, borne as agreed."""
        way = [way for way in self.on_the_way if +way.left][pick % sum(bool(+way.left) for way in self.on_the_way)]
        lot, most = min((+way.left).items())
        quantity, id_, batch = 1 + pieces % most, self.house.new_id(), self.shelves.lots[lot]
        lost = [Loss(lot, quantity, reason)]
        self.submit(lambda: write_off_transit(self.desk("dinas"), sent=way.sent.id, lines=lost, id=id_))
        gone: GoodsWrittenOff = self.written(GoodsWrittenOff)[0]
        assert gone.outlet == way.sent.outlet
        borne = {
            LossReason.LOST: batch.terms.loss_bp,
            LossReason.DAMAGED: batch.terms.damage_bp,
            LossReason.EXPIRED: batch.terms.expiry_bp,
        }[reason]
        self.owed.add(batch.maker, gone, compensation(batch.terms, quantity, batch.price, borne))
        way.left[lot] -= quantity

    @precondition(lambda self: self.shelves.on_hand(UNATTENDED))
    @rule(found=st.lists(st.tuples(picks, picks, picks), min_size=1, max_size=3), cash=picks, qris=picks)
    def visit(self, found: list[tuple[int, int, int]], cash: int, qris: int) -> None:
        """Visit the corner: something is left, something goes back, something is missing, the rest was sold."""
        if not self.shelves.on_hand(UNATTENDED):
            return
        seen: list[Seen] = []
        missing: dict[str, int] = {}
        for product, (left, back, lost) in zip(sorted(self._products_there()), found, strict=False):
            there = self._there(product)
            returned = back % (there + 1)
            stands = left % (there - returned + 1)
            seen.append(Seen(product, stands, returned))
            missing[product] = lost % (there - returned - stands + 1)
        told = Visit(UNATTENDED, self.today, tuple(seen), cash=cash * 100, qris=qris * 100, missing=missing)
        id_ = self.house.new_id()
        self.submit(lambda: record_visit(self.desk("dinas"), told, id=id_))
        documents: list[Document] = self.written()
        visit = next(one for one in documents if isinstance(one, VisitRecorded))
        assert set(visit.documents) == {one.id for one in documents if one is not visit}
        worth = self._visited(seen, missing, documents)
        assert visit.difference == told.cash + told.qris - worth

    def _products_there(self) -> set[str]:
        return {self.shelves.lots[lot].product for lot in self.shelves.on_hand(UNATTENDED)}

    def _there(self, product: str) -> int:
        return sum(lot.left[UNATTENDED] for lot in self.shelves.lots.values() if lot.product == product)

    def _visited(self, seen: list[Seen], missing: dict[str, int], documents: list[Document]) -> int:
        """Take from the model's shelves what a visit says; return what was sold."""
        worth = 0
        sales = [one for one in documents if isinstance(one, SaleCompleted)]
        counts = [one for one in documents if isinstance(one, StocktakePosted)]
        for each in seen:
            gone = self._there(each.product) - each.left - each.returned
            lots = [lot for lot in self.shelves.lots.values() if lot.product == each.product]
            ending = sorted(lots, key=lambda lot: (lot.best_before or date.max, lot.received, lot.lot))
            for lot, pieces in self.shelves.take(UNATTENDED, each.product, each.returned, ending):
                batch = self.shelves.lots[lot]
                paper = next(
                    one for one in documents if isinstance(one, GoodsReturned) and one.consignor == batch.maker
                )
                assert (lot, pieces) in [(line.lot, line.quantity) for line in paper.lines]
                self.owed.add(batch.maker, paper, 0, {each.product: -pieces})
            sold = gone - missing[each.product]
            worth += self._sold_there(each.product, sold, sales)
            self._missing_there(each.product, missing[each.product], counts)
        return worth

    def _sold_there(self, product: str, sold: int, sales: list[SaleCompleted]) -> int:
        lots = self.shelves.order(UNATTENDED, product, self.today)
        terms = {lot.lot: lot.terms for lot in lots}
        taken = self.shelves.take(UNATTENDED, product, sold, lots)
        lines = [line for sale in sales for line in sale.lines if line.product == product]
        by_price: dict[int, list[tuple[str, int]]] = {}
        for lot, pieces in taken:
            by_price.setdefault(self.shelves.lots[lot].price, []).append((lot, pieces))
        assert [line.unit_price for line in lines] == list(by_price)
        for line, parts in zip(lines, by_price.values(), strict=True):
            due = check_sale_line(line, parts, terms)
            self.owed.add(line.consignor, sales[0], due, {product: -line.quantity})
        return sum(price * pieces for price, parts in by_price.items() for _, pieces in parts)

    def _missing_there(self, product: str, missing: int, counts: list[StocktakePosted]) -> None:
        lots = self.shelves.order(UNATTENDED, product, self.today)
        for lot, pieces in self.shelves.take(UNATTENDED, product, missing, lots):
            batch: Batch = self.shelves.lots[lot]
            owed = compensation(batch.terms, pieces, batch.price, batch.terms.loss_bp)
            assert [line.compensation for line in counts[0].lines if line.lot == lot] == [owed]
            self.owed.add(batch.maker, counts[0], owed, {product: -pieces})

    @invariant()
    def what_is_on_its_way_is_as_in_the_model(self) -> None:
        """Rule 3, between outlets."""
        for way in self.on_the_way:
            assert self.house.book.in_transit(way.sent.id) == dict(+way.left)
