"""Makers who registered twice, for :mod:`machine`: a second record, and its merge into the first one or the other way."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from gallery_pos.desk import Done
from gallery_pos.documents import (
    AdjustmentPosted,
    ConsignorsMerged,
    Document,
    GoodsReceived,
    GoodsReturned,
    ProductRevised,
)
from gallery_pos.ports import Posted
from gallery_pos.services.merging import merge_consignors
from gallery_pos.terms import AgreedTerms
from house import OUTLET
from naive import Batch
from steps_counter import picks
from steps_moving import Moving

_MOST_TWINS = 2


class Merging(Moving):
    """Everything that can happen in a gallery in which people register twice."""

    def __init__(self) -> None:
        """Begin with everybody registered once."""
        super().__init__()
        self.twins: dict[str, str] = {}
        self.closed: set[str] = set()

    def _maker(self, pick: int) -> str:
        """Only records that are open take part in new things."""
        here = sorted(self.agreed.keys() - self.closed)
        return here[pick % len(here)]

    @precondition(lambda self: len(self.twins) < _MOST_TWINS)
    @rule(pick=picks, price=st.integers(500, 30_000), share=st.sampled_from([0, 1_500, 3_000]))
    def register_again(self, pick: int, price: int, share: int) -> None:
        """Register a maker once more, under other terms, with a product and some pieces of it."""
        first, terms = self._maker(pick), AgreedTerms(commission_bp=share)
        maker = self.house.maker(f"Kembaran {first}", terms=terms)
        self.agreed[maker.code] = terms
        product = self.house.product(maker, f"Barang kedua {first}", price)
        self.products[product.code] = product
        self.twins[maker.code] = first
        self.written()
        self.receive(OUTLET, sorted(self.agreed.keys() - self.closed).index(maker.code), [(False, 6, 30)], 0)

    @precondition(lambda self: self.twins)
    @rule(pick=picks, other_way=st.booleans())
    def merge(self, pick: int, other_way: bool) -> None:
        """Make one of two records again; goods on their way are waited for."""
        twin = sorted(self.twins)[pick % len(self.twins)]
        gone, stays = (self.twins[twin], twin) if other_way else (twin, self.twins[twin])
        id_ = self.house.new_id()

        def step() -> Done[Posted]:
            return merge_consignors(self.desk("manager"), duplicate=gone, into=stays, reason="orang yang sama", id=id_)

        waiting = (lot for way in self.on_the_way for lot in +way.left)
        if any(self.shelves.lots[lot].maker == gone for lot in waiting):
            self.refused(step, "merge.transit", "merge.transfer")
            return
        if gone in self.at_bank:
            self.refused(step, "merge.transfer")
            return
        self.submit(step)
        *documents, merged = self.written()
        assert isinstance(merged, ConsignorsMerged)
        self.closed.add(gone)
        del self.twins[twin]
        now = {gone: stays}
        self.twins = {now.get(other, other): now.get(first, first) for other, first in self.twins.items()}
        self.follows(documents)
        assert not any(batch.maker == gone and +batch.left for batch in self.shelves.lots.values())
        assert self.owed.balance(gone) == 0

    def follows(self, documents: list[Document]) -> None:
        """Take what moved from closed records into the model: the same pieces, price, terms and age under another name."""
        went: list[tuple[str, Batch, int]] = []
        for document in documents:
            if isinstance(document, GoodsReturned):
                assert document.consignor in self.closed
                for line in document.lines:
                    batch = self.shelves.lots[line.lot]
                    self.shelves.put(document.outlet, line.product, line.lot, -line.quantity)
                    self.owed.add(document.consignor, document, 0, {line.product: -line.quantity})
                    went.append((document.outlet, batch, line.quantity))
            elif isinstance(document, GoodsReceived):
                for came in document.lines:
                    outlet, old, pieces = went.pop(0)
                    made = Batch(
                        came.lot,
                        came.product,
                        document.consignor,
                        came.price,
                        came.terms,
                        old.received,
                        came.best_before,
                    )
                    told = (document.outlet, came.quantity, made.product, made.price, made.terms, made.best_before)
                    assert told == (outlet, pieces, old.product, old.price, old.terms, old.best_before)
                    made.left[outlet] = pieces
                    self.shelves.lots[came.lot] = made
                    self.owed.add(document.consignor, document, 0, {came.product: pieces})
            elif isinstance(document, AdjustmentPosted):
                self.owed.add(document.consignor, document, document.amount)
            elif isinstance(document, ProductRevised):
                self.products[document.code] = document
        assert went == []
