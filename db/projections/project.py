"""Puts together everything that a document changes in the read tables."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from db.changes import Change, Filed, How
from db.numbers import count_of
from db.projections import counter, days, decided, goods, legality, master, records, settlement, takings
from gallery_pos import documents as d

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.entries import Consequences


def project(filed: Filed, follows: Consequences) -> Iterator[Change]:
    """Return the changes of one document; ``follows`` are its consequences in goods and money."""
    document = filed.document
    yield Change(
        How.RAISE,
        "numbering",
        {"outlet": document.outlet, "origin": filed.origin, "epoch": filed.epoch, "kind": document.kind},
        {"pos": filed.pos, "last": count_of(filed.number)},
    )
    yield from goods.stock_changes(filed, follows.moves)
    for posting in follows.postings:
        yield Change(
            How.ADD,
            "balances",
            {"account": posting.account, "party": posting.party},
            {"pos": filed.pos, "amount": posting.amount},
        )
    yield from takings.day_of_postings(filed, follows.postings)
    yield days.of_month(filed)
    yield from days.of_day(filed)
    yield from decided.of_person(filed)
    yield from _of(document, filed)


@singledispatch
def _of(document: d.Document, _filed: Filed) -> Iterator[Change]:
    raise NotImplementedError(document.kind)


_of.register(d.OutletRevised, master.of_outlet)
_of.register(d.ConsignorRevised, master.of_consignor)
_of.register(d.AgreementRevised, master.of_agreement)
_of.register(d.ProductRevised, master.of_product)
_of.register(d.UserRevised, master.of_user)
_of.register(d.GoodsReceived, goods.of_received)
_of.register(d.GoodsReturned, goods.of_returned)
_of.register(d.GoodsWrittenOff, goods.of_written_off)
_of.register(d.StocktakePosted, goods.of_stocktake)
_of.register(d.SaleCompleted, counter.of_sale)
_of.register(d.SaleRefunded, counter.of_refund)
_of.register(d.ShiftOpened, counter.of_shift_opened)
_of.register(d.CashMoved, counter.of_cash_moved)
_of.register(d.ShiftClosed, counter.of_shift_closed)
_of.register(d.FeeCharged, settlement.of_fee)
_of.register(d.AdjustmentPosted, settlement.of_adjustment)
_of.register(d.StatementIssued, settlement.of_statement)
_of.register(d.PayoutMade, settlement.of_payout)

for _kind in records.CODES:
    _of.register(_kind, records.of_record)
_of.register(d.LegalityRecorded, legality.of_paper)
_of.register(d.PayoutReversed, settlement.of_reversal)
_of.register(d.PayoutAcknowledged, settlement.of_acknowledgement)
_of.register(d.PayoutBatchPrepared, settlement.of_batch)
_of.register(d.PayoutBatchDropped, settlement.of_dropped_batch)

_of.register(d.GoodsSent, goods.of_sent)
_of.register(d.GoodsArrived, goods.of_arrived)
