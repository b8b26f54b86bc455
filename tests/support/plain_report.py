"""The report once more, as plainly as it can be told: loops over the documents of a journal, no sums that anybody kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from gallery_pos.documents import (
    AdjustmentPosted,
    ConsignorRevised,
    Document,
    FeeCharged,
    GoodsArrived,
    GoodsReceived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    PayoutMade,
    ProductRevised,
    SaleCompleted,
    SaleRefunded,
    StocktakePosted,
)

Trade = SaleCompleted | SaleRefunded


class PlainReport:
    """What documents say about a span of days."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = list(documents)
        self.products = {d.code: d for d in self.documents if isinstance(d, ProductRevised)}
        self.makers = {d.code: d for d in self.documents if isinstance(d, ConsignorRevised)}

    def trades(self, since: date, until: date, outlet: str | None = None) -> Iterator[tuple[int, Trade]]:
        """Yield sales with 1 and refunds with -1."""
        for document in self.documents:
            here = outlet in {None, document.outlet} and since <= document.business_date <= until
            if isinstance(document, Trade) and here:
                yield (1 if isinstance(document, SaleCompleted) else -1), document

    def by(
        self, key: Callable[[Trade, str, str], str], since: date, until: date, outlet: str | None = None
    ) -> dict[str, tuple[int, ...]]:
        """Return pieces, gross, discount, commission and due of trade, by something of document, maker and product."""
        sums: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
        for sign, document in self.trades(since, until, outlet):
            for line in document.lines:
                mine = sums[key(document, line.consignor, line.product)]
                for part in line.allocations:
                    figures = (part.quantity, part.gross, part.discount, part.commission, part.due)
                    mine[:] = [old + sign * new for old, new in zip(mine, figures, strict=True)]
        return {name: tuple(figures) for name, figures in sums.items()}

    def methods(self, since: date, until: date) -> Counter[str]:
        """Return money by method."""
        sums: Counter[str] = Counter()
        for sign, document in self.trades(since, until):
            for tender in document.tenders:
                sums[tender.method.value] += sign * tender.amount
            if isinstance(document, SaleCompleted):
                sums["tunai"] -= document.change
        return sums

    def account(self, maker: str, until: date) -> Iterator[tuple[date, int, bool]]:
        """Yield what a maker is owed more by each document up to a day, and whether that is a new debt."""
        for document in self.documents:
            if document.business_date <= until and (said := _of_trade(document, maker) or _of_office(document, maker)):
                yield document.business_date, *said

    def owed(self, until: date) -> dict[str, int]:
        """Return what makers are owed at the end of a day."""
        sums = {maker: sum(amount for _, amount, _ in self.account(maker, until)) for maker in self.makers}
        return {maker: amount for maker, amount in sums.items() if amount}

    def ages(self, maker: str, until: date) -> tuple[date | None, list[int]]:
        """Return since when a maker is owed and the rupiah by age, paying what is oldest first, rupiah by rupiah."""
        came = sorted((day, amount) for day, amount, new in self.account(maker, until) if new and amount > 0)
        paid = sum(amount for _, amount in came) - self.owed(until).get(maker, 0)
        parts, since = [0, 0, 0, 0], None
        for day, amount in came:
            left = max(amount - max(paid, 0), 0)
            paid -= amount
            if left:
                since = since or day
                old = (until - day).days
                parts[0 if old <= 30 else 1 if old <= 60 else 2 if old <= 90 else 3] += left
        return since, parts

    def shelves(self, until: date) -> Counter[tuple[str, str]]:
        """Return the pieces of each product at each outlet at the end of a day."""
        here: Counter[tuple[str, str]] = Counter()
        for document in self.documents:
            if document.business_date <= until:
                for product, pieces in _moved(document):
                    here[document.outlet, product] += pieces
        return Counter({key: pieces for key, pieces in here.items() if pieces > 0})

    def sellers(self, since: date, until: date) -> set[tuple[str, str, str]]:
        """Return outlet, product and maker of whatever was sold, also where it came back."""
        return {
            (document.outlet, line.product, line.consignor)
            for sign, document in self.trades(since, until)
            if sign > 0
            for line in document.lines
        }


def _of_trade(document: Document, maker: str) -> tuple[int, bool] | None:
    if isinstance(document, Trade):
        due = sum(part.due for line in document.lines if line.consignor == maker for part in line.allocations)
        return (due, True) if isinstance(document, SaleCompleted) else (-due, False)
    if isinstance(document, GoodsWrittenOff | StocktakePosted):
        return sum(line.compensation for line in document.lines if line.consignor == maker), True
    return None


def _of_office(document: Document, maker: str) -> tuple[int, bool] | None:
    if isinstance(document, FeeCharged | PayoutMade) and document.consignor == maker:
        return -document.amount, False
    if isinstance(document, AdjustmentPosted) and document.consignor == maker:
        return document.amount, True
    return None


def _moved(document: Document) -> list[tuple[str, int]]:
    """Return products and pieces that came to the document's outlet, below zero for those that left it."""
    if isinstance(document, GoodsArrived):
        return [(line.product, line.arrived) for line in document.lines]
    if isinstance(document, StocktakePosted):
        return [(line.product, line.counted - line.expected) for line in document.lines]
    if isinstance(document, GoodsReceived | SaleRefunded):
        return [(line.product, line.quantity) for line in document.lines]
    if isinstance(document, GoodsWrittenOff) and document.sent is not None:
        return []
    if isinstance(document, GoodsWrittenOff | GoodsReturned | GoodsSent | SaleCompleted):
        return [(line.product, -line.quantity) for line in document.lines]
    return []


def spans(first: date, last: date) -> list[tuple[date, date]]:
    """Return spans to look at: everything, nothing, a day, and one that ends before the last day."""
    middle = first + (last - first) // 2
    return [(first, last), (last + timedelta(1), last + timedelta(9)), (middle, middle), (first, middle)]
