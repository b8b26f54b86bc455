"""Consequences: what each document does to stock and money, as pure functions of the document alone.

Both are double entry. A stock move takes a quantity > 0 from one place to another; money postings of a document sum
to zero.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.accounts import (
    BANK,
    CASH,
    CHANNEL_COSTS,
    CLEARING,
    COMMISSION,
    CORRECTIONS,
    EXPENSES,
    FEES,
    LOSSES,
    OTHER_INCOME,
    OVER_SHORT,
    OWNER,
    PAYABLE,
    PURCHASES,
    ROUNDING,
    SAFE,
    TAX,
)
from gallery_pos.documents import (
    AdjustmentPosted,
    CashMoved,
    CashReason,
    DifferencePosted,
    DifferenceReason,
    Document,
    FeeCharged,
    GoodsArrived,
    GoodsReceived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    Holding,
    Method,
    MoneyMoved,
    PayoutMade,
    PayoutReversed,
    SaleCompleted,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
    StocktakePosted,
    VisitRecorded,
)
from gallery_pos.visits import tendered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

CONSIGNOR = "consignor"
CUSTOMER = "customer"
LOST = "lost"
TRANSIT = "transit"


class Move(NamedTuple):
    """``quantity`` > 0 pieces of a lot (``""``: sold without one) from ``source`` to ``target``.

    A place is an outlet's code with ``outlet:`` before it, or one of consignor, customer, lost, transit.
    """

    product: str
    lot: str
    consignor: str
    quantity: int
    source: str
    target: str


class Posting(NamedTuple):
    """Signed rupiah on an account: debit > 0, credit < 0; ``party`` tells whose account it is."""

    account: str
    party: str
    amount: int


class Consequences(NamedTuple):
    """Everything that follows from one document."""

    moves: tuple[Move, ...]
    postings: tuple[Posting, ...]


def shelf(outlet: str) -> str:
    """Return the place where goods of an outlet are."""
    return f"outlet:{outlet}"


def consequences(document: Document) -> Consequences:
    """Return the stock moves and the money postings that follow from ``document``; none for most kinds."""
    postings = tuple(posting for posting in _postings(document) if posting.amount)
    return Consequences(tuple(_moves(document)), postings)


@singledispatch
def _moves(_document: Document) -> Iterable[Move]:
    return ()


@_moves.register(GoodsReceived)
def _moves_of_goods_received(document: GoodsReceived) -> Iterator[Move]:
    for line in document.lines:
        yield Move(line.product, line.lot, document.consignor, line.quantity, CONSIGNOR, shelf(document.outlet))


@_moves.register(GoodsReturned)
def _moves_of_goods_returned(document: GoodsReturned) -> Iterator[Move]:
    for line in document.lines:
        yield Move(line.product, line.lot, document.consignor, line.quantity, shelf(document.outlet), CONSIGNOR)


@_moves.register(GoodsWrittenOff)
def _moves_of_goods_written_off(document: GoodsWrittenOff) -> Iterator[Move]:
    place = TRANSIT if document.sent else shelf(document.outlet)
    for line in document.lines:
        yield Move(line.product, line.lot, line.consignor, line.quantity, place, LOST)


@_moves.register(GoodsSent)
def _moves_of_goods_sent(document: GoodsSent) -> Iterator[Move]:
    for line in document.lines:
        yield Move(line.product, line.lot, line.consignor, line.quantity, shelf(document.outlet), TRANSIT)


@_moves.register(GoodsArrived)
def _moves_of_goods_arrived(document: GoodsArrived) -> Iterator[Move]:
    for line in document.lines:
        if line.arrived:
            yield Move(line.product, line.lot, line.consignor, line.arrived, TRANSIT, shelf(document.outlet))


@_moves.register(StocktakePosted)
def _moves_of_stocktake_posted(document: StocktakePosted) -> Iterator[Move]:
    here = shelf(document.outlet)
    for line in document.lines:
        found = line.counted - line.expected
        if found < 0:
            yield Move(line.product, line.lot, line.consignor, -found, here, LOST)
        elif found > 0:
            yield Move(line.product, line.lot, line.consignor, found, LOST, here)


@_moves.register(SaleCompleted)
def _moves_of_sale_completed(document: SaleCompleted) -> Iterator[Move]:
    here = shelf(document.outlet)
    for line in document.lines:
        for part in line.allocations:
            yield Move(line.product, part.lot, line.consignor, part.quantity, here, CUSTOMER)


@_moves.register(SaleRefunded)
def _moves_of_sale_refunded(document: SaleRefunded) -> Iterator[Move]:
    here = shelf(document.outlet)
    for line in document.lines:
        for part in line.allocations:
            yield Move(line.product, part.lot, line.consignor, part.quantity, CUSTOMER, here)


@singledispatch
def _postings(_document: Document) -> Iterable[Posting]:
    return ()


@_postings.register(GoodsReceived)
def _postings_of_goods_received(document: GoodsReceived) -> Iterator[Posting]:
    bought = bought_outright(document)
    yield Posting(PURCHASES, "", bought)
    yield Posting(PAYABLE, document.consignor, -bought)


def bought_outright(document: GoodsReceived) -> int:
    """Return what the gallery owes at once, in rupiah, for goods it buys; consigned goods are a stock move only."""
    return sum(line.quantity * (line.terms.consignor_price or 0) for line in document.lines if line.terms.outright)


def _money_account(method: Method, shift: UUID | None) -> tuple[str, str]:
    """Return account and party of money of this method; cash without a shift is in the safe."""
    if method is not Method.CASH:
        return CLEARING[method], ""
    return (CASH, shift.hex) if shift else (SAFE, "")


def _trade(document: SaleCompleted | SaleRefunded, sign: int, change: int) -> Iterator[Posting]:
    """Return a sale's postings, or with ``sign`` -1 a refund's: the sale reversed."""
    due: dict[str, int] = {}
    commission = 0
    for line in document.lines:
        for part in line.allocations:
            due[line.consignor] = due.get(line.consignor, 0) + part.due
            commission += part.commission
    for tender in document.tenders:
        yield Posting(*_money_account(tender.method, document.shift), sign * tender.amount)
    if change:
        yield Posting(*_money_account(Method.CASH, document.shift), -sign * change)
    for consignor, amount in due.items():
        yield Posting(PAYABLE, consignor, -sign * amount)
    yield Posting(COMMISSION, "", -sign * commission)
    yield Posting(TAX, "", -sign * document.tax)
    yield Posting(ROUNDING, "", -sign * document.rounding)


@_postings.register(SaleCompleted)
def _postings_of_sale_completed(document: SaleCompleted) -> Iterator[Posting]:
    return _trade(document, 1, document.change)


@_postings.register(SaleRefunded)
def _postings_of_sale_refunded(document: SaleRefunded) -> Iterator[Posting]:
    return _trade(document, -1, 0)


def _compensated(lines: Iterable[tuple[str, int]]) -> Iterator[Posting]:
    owed: dict[str, int] = {}
    for consignor, amount in lines:
        owed[consignor] = owed.get(consignor, 0) + amount
    for consignor, amount in owed.items():
        yield Posting(PAYABLE, consignor, -amount)
    yield Posting(LOSSES, "", sum(owed.values()))


@_postings.register(GoodsWrittenOff)
def _postings_of_goods_written_off(document: GoodsWrittenOff) -> Iterator[Posting]:
    return _compensated((line.consignor, line.compensation) for line in document.lines)


@_postings.register(StocktakePosted)
def _postings_of_stocktake_posted(document: StocktakePosted) -> Iterator[Posting]:
    return _compensated((line.consignor, line.compensation) for line in document.lines)


@_postings.register(ShiftOpened)
def _postings_of_shift_opened(document: ShiftOpened) -> Iterator[Posting]:
    yield Posting(CASH, document.id.hex, document.opening_float)
    yield Posting(SAFE, "", -document.opening_float)


_CASH_FROM = {
    CashReason.DROP: SAFE,
    CashReason.TOP_UP: SAFE,
    CashReason.EXPENSE: EXPENSES,
    CashReason.INCOME: OTHER_INCOME,
    CashReason.DRAWER_OPENED: SAFE,
}


@_postings.register(CashMoved)
def _postings_of_cash_moved(document: CashMoved) -> Iterator[Posting]:
    yield Posting(CASH, document.shift.hex, document.amount)
    yield Posting(_CASH_FROM[document.reason], "", -document.amount)


@_postings.register(ShiftClosed)
def _postings_of_shift_closed(document: ShiftClosed) -> Iterator[Posting]:
    yield Posting(CASH, document.shift.hex, -document.expected)
    yield Posting(OVER_SHORT, "", -document.difference)
    yield Posting(SAFE, "", document.counted)


@_postings.register(FeeCharged)
def _postings_of_fee_charged(document: FeeCharged) -> Iterator[Posting]:
    yield Posting(PAYABLE, document.consignor, document.amount)
    yield Posting(FEES, "", -document.amount)


@_postings.register(AdjustmentPosted)
def _postings_of_adjustment_posted(document: AdjustmentPosted) -> Iterator[Posting]:
    yield Posting(PAYABLE, document.consignor, -document.amount)
    yield Posting(CORRECTIONS, "", document.amount)


@_postings.register(PayoutMade)
def _postings_of_payout_made(document: PayoutMade) -> Iterator[Posting]:
    yield Posting(PAYABLE, document.consignor, document.amount)
    yield Posting(*_money_account(document.method, document.shift), -document.amount)


@_postings.register(PayoutReversed)
def _postings_of_payout_reversed(document: PayoutReversed) -> Iterator[Posting]:
    yield Posting(PAYABLE, document.consignor, -document.amount)
    yield Posting(*_money_account(document.method, document.shift), document.amount)


_HOLDING = {
    Holding.SAFE: SAFE,
    Holding.BANK: BANK,
    Holding.QRIS: CLEARING[Method.QRIS],
    Holding.CARD: CLEARING[Method.CARD],
    Holding.OWNER: OWNER,
}
_DIFFERENCE = {
    DifferenceReason.BANK_FEE: CHANNEL_COSTS,
    DifferenceReason.TAX: CHANNEL_COSTS,
    DifferenceReason.INTEREST: OTHER_INCOME,
}
"""The other side of a difference; what nobody can explain is over or short."""


@_postings.register(MoneyMoved)
def _postings_of_money_moved(document: MoneyMoved) -> Iterator[Posting]:
    yield Posting(_HOLDING[document.source], "", -document.amount)
    yield Posting(_HOLDING[document.target], "", document.amount - document.cost)
    yield Posting(CHANNEL_COSTS, "", document.cost)


@_postings.register(DifferencePosted)
def _postings_of_difference_posted(document: DifferencePosted) -> Iterator[Posting]:
    yield Posting(_HOLDING[document.account], "", document.amount)
    yield Posting(_DIFFERENCE.get(document.reason, OVER_SHORT), "", -document.amount)


@_postings.register(VisitRecorded)
def _postings_of_visit_recorded(document: VisitRecorded) -> Iterator[Posting]:
    """Return the money beyond what its sale took in: its tenders follow from what was sold, as :func:`tendered` says."""
    in_cash, by_qris = tendered(document.cash + document.qris - document.difference, document.qris)
    yield Posting(SAFE, "", document.cash - in_cash)
    yield Posting(CLEARING[Method.QRIS], "", document.qris - by_qris)
    yield Posting(OVER_SHORT, "", -document.difference)
