"""Goods that come, go back, spoil, break, get lost and are counted."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from gallery_pos.documents import LossReason, ReturnReason
from gallery_pos.lots import is_expired
from gallery_pos.services.count_posting import post_stocktake
from gallery_pos.services.count_review import by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, submit_part
from gallery_pos.services.intake import IntakeLine, TakeBack, receive_goods, return_goods
from gallery_pos.services.sample.lists import FRESH_DAYS
from gallery_pos.services.sample.stage import ATTENDED, CASHIER, MANAGER, UNATTENDED
from gallery_pos.services.stock import Loss, write_off

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.desk import Desk
    from gallery_pos.ports import Lot
    from gallery_pos.services.sample.lists import Goods, Maker
    from gallery_pos.services.sample.stage import Stage

SLOW_DAYS = 50
"""What nobody took in so many days may go home."""

_PARTS = ("Rak depan", "Rak belakang")
_SHARE = {ATTENDED: 0.3, UNATTENDED: 0.12}
"""How much of the gallery's own turnover a corner has, by product."""


class Supply:
    """Everything that happens to the shelves besides selling."""

    def __init__(self, stage: Stage) -> None:
        """Work on ``stage``."""
        self._stage = stage
        self._random = stage.random

    def deliver(self, maker: Maker, outlet: str) -> None:
        """A maker comes: what is past its date goes back or is written off, and the shelf is filled up."""
        desk = self._stage.at(MANAGER, outlet)
        mine = [goods for goods in self._stage.assortment(outlet) if goods.maker == maker.code]
        lots = self._lots(desk, mine)
        self._clear_expired(desk, maker, lots)
        on_hand: Counter[str] = Counter()
        for lot in lots:
            if not is_expired(lot, desk.today()):
                on_hand[lot.product] += lot.on_hand
        lines = [line for goods in mine if (line := self._line(desk, maker, goods, on_hand[goods.code]))]
        if lines:
            by = maker.owner if self._random.random() < 0.8 else f"Keluarga {maker.owner}"
            receive_goods(desk, consignor=maker.code, lines=lines, delivered_by=by, id=desk.make_id())

    def _lots(self, desk: Desk, goods: Sequence[Goods]) -> list[Lot]:
        return sorted(desk.book.lots(desk.outlet, [one.code for one in goods]), key=lambda lot: (lot.received, lot.lot))

    def _line(self, desk: Desk, maker: Maker, goods: Goods, on_hand: int) -> IntakeLine | None:
        """Return how many pieces come: enough until after the next visit, and more than one of what is small."""
        weeks = max(maker.every, FRESH_DAYS if desk.outlet != self._stage.main else 1) / 7
        spare = 1.0 if goods.fresh else 1.5
        target = ceil(goods.weekly * _SHARE.get(desk.outlet, 1) * weeks * spare + 1)
        missing = target - on_hand
        if missing < target / 3:
            return None
        least = max(missing, 2 if goods.price < 100_000 else 1)
        best_before = None
        if goods.keeps is not None:
            best_before = desk.today() + timedelta(days=goods.keeps - self._random.randint(0, goods.keeps // 5))
        return IntakeLine(goods.code, least, best_before=best_before, condition="baik")

    def _clear_expired(self, desk: Desk, maker: Maker, lots: Sequence[Lot]) -> None:
        expired = [lot for lot in lots if is_expired(lot, desk.today())]
        shared = [lot for lot in expired if lot.terms.expiry_bp]
        if shared:
            lines = [Loss(lot.lot, lot.on_hand, LossReason.EXPIRED) for lot in shared]
            write_off(desk, lines=lines, note="Kedaluwarsa, dimusnahkan bersama penitip", id=desk.make_id())
        back = [TakeBack(lot.lot, lot.on_hand, ReturnReason.EXPIRED) for lot in expired if not lot.terms.expiry_bp]
        if back:
            return_goods(desk, consignor=maker.code, lines=back, collected_by=maker.owner, id=desk.make_id())

    def send_home(self, maker: Maker, outlet: str, reason: ReturnReason, *, oldest: int = 0) -> None:
        """Give back what has been here for ``oldest`` days and more; all of it where that is 0."""
        desk = self._stage.at(MANAGER, outlet)
        mine = [goods for goods in self._stage.assortment(outlet) if goods.maker == maker.code]
        latest = desk.today() - timedelta(days=oldest)
        lines = [TakeBack(lot.lot, lot.on_hand, reason) for lot in self._lots(desk, mine) if lot.received <= latest]
        if lines:
            return_goods(desk, consignor=maker.code, lines=lines, collected_by=maker.owner, id=desk.make_id())

    def lose(self, words: str, pieces: int, reason: LossReason, note: str) -> None:
        """Write off some pieces of the first thing on the gallery's shelf whose name holds ``words``."""
        desk = self._stage.at(MANAGER)
        named = [goods for goods in self._stage.goods.values() if words in goods.name]
        lots = self._lots(desk, named)
        if lots:
            loss = Loss(lots[0].lot, min(pieces, lots[0].on_hand), reason)
            write_off(desk, lines=[loss], note=note, id=desk.make_id())

    def count(self, outlet: str, wrong: int) -> None:
        """Count a whole outlet, two people a part each; ``wrong`` products differ by a piece from what the books say."""
        desk = self._stage.at(MANAGER, outlet)
        counted: Counter[str] = Counter()
        for lot in desk.book.lots(outlet):
            counted[lot.product] += lot.on_hand
        small = sorted(code for code, pieces in counted.items() if pieces > 1)
        differing = self._random.sample(small, min(wrong, len(small)))
        for number, code in enumerate(differing):
            counted[code] += 1 if number == 0 else -1
        begun = start_stocktake(desk, parts=_PARTS, note="Stok opname bulanan", id=desk.make_id()).value.document
        codes = sorted(counted)
        half = len(codes) // 2
        for part, person, mine in zip(_PARTS, (MANAGER, CASHIER), (codes[:half], codes[half:]), strict=True):
            found = [Found(code, counted[code]) for code in mine]
            submit_part(desk, stocktake=begun.id, part=part, found=found, counted_by=person, id=desk.make_id())
        post_stocktake(
            desk,
            stocktake=begun.id,
            borne=by_terms(review(desk, begun.id)),
            absent_gone=False,
            note="Stok opname bulanan",
            id=desk.make_id(),
        )
