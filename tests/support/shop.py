"""A small gallery that writes documents straight into the journal, without services: for tests of the storage."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from gallery_pos.documents import (
    GALLERY,
    Acknowledgement,
    AdjustmentPosted,
    AgreementRevised,
    ArrivedLine,
    BatchLine,
    CashMoved,
    CashReason,
    ConsignorRevised,
    ConsignorsMerged,
    ConsignorsToldApart,
    CountedLine,
    Criterion,
    CurationDecided,
    CurationRoundRevised,
    CurationScored,
    DisputeAnswered,
    DisputeOpened,
    DisputeOutcome,
    Document,
    EntryDecided,
    EntryState,
    ExpectedLine,
    FeeCharged,
    FoundLine,
    GateOverridden,
    GateRevised,
    GoodsArrived,
    GoodsReceived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    Holder,
    LegalityRecorded,
    LossReason,
    MarkdownBasis,
    MarkdownPlanRevised,
    MarkdownStep,
    Method,
    OperatorHandedOver,
    OutletRevised,
    PartCounted,
    PayoutAcknowledged,
    PayoutBatchDropped,
    PayoutBatchPrepared,
    PayoutMade,
    PayoutReversed,
    ProductRevised,
    ReceivedLine,
    RefundedLine,
    RegionListRevised,
    ReturnedLine,
    ReturnReason,
    Role,
    SaleCompleted,
    SaleLine,
    SaleRefunded,
    Score,
    SentLine,
    ShiftClosed,
    ShiftOpened,
    StatementIssued,
    StocktakeCancelled,
    StocktakePosted,
    StocktakeStarted,
    TemplateRevised,
    Tender,
    TurnPlanned,
    UserRevised,
    Verdict,
    VisitLine,
    VisitRecorded,
    WrittenOffLine,
    new_id,
)
from gallery_pos.lots import Taken, allocations
from gallery_pos.statement import figures
from gallery_pos.terms import AgreedTerms, Bearer, Terms
from making import DAY, MOMENT
from money_story import tell_of_money
from month_story import tell_of_the_month

if TYPE_CHECKING:
    from db.book import SqlBook
    from db.journal import SignedJournal
    from gallery_pos.ports import Posted

_D = TypeVar("_D", bound=Document)

OUTLET = "GALERI"
CORNER = "POJOK"
TERMS = Terms(commission_bp=2_000)


class Shop:
    """Writes what a gallery writes; every method posts one document and returns it as posted."""

    def __init__(self, journal: SignedJournal, book: SqlBook, *, day: date = DAY) -> None:
        """Write to ``journal``, look up in ``book``."""
        self.journal = journal
        self.book = book
        self.day = day
        self.moment = MOMENT
        self.shift: UUID | None = None
        self._lots = 0

    def make(self, kind: type[_D], **fields: Any) -> _D:
        """Make a document as the till would, one second after the one before."""
        self.moment += timedelta(seconds=1)
        header: dict[str, Any] = {"id": new_id(), "outlet": OUTLET, "business_date": self.day, "user": "enah"}
        return kind(**{**header, "posted_at": self.moment, **fields})

    def post(self, kind: type[_D], **fields: Any) -> Posted:
        """Write a document."""
        return self.journal.append(self.make(kind, **fields))

    def open(self) -> None:
        """Write the master data: an outlet, a user, two makers, three products."""
        self.post(OutletRevised, code=OUTLET, name="Galeri UMKM", main=True, region="Karawang")
        self.post(UserRevised, code="enah", name="Enah", role=Role.MANAGER)
        self.post(AgreementRevised, consignor=GALLERY, terms=AgreedTerms(commission_bp=2_000))
        for code, name in (("M1", "Dapur Bu Enah"), ("M2", "Batik Rumpun Padi")):
            self.post(ConsignorRevised, code=code, business_name=name, owner="Enah", district="Telukjambe", nib="123")
        self.post(AgreementRevised, consignor="M1", terms=AgreedTerms(commission_bp=1_500), monthly_fee=50_000)
        for code, name, maker, price in (
            ("P1", "Keripik Singkong", "M1", 15_000),
            ("P2", "Sambal Lada", "M1", 20_000),
            ("P3", "Syal Batik", "M2", 99_999),
        ):
            barcodes = (f"899000000000{code[1]}", f"21000000000{code[1]}0")
            self.post(
                ProductRevised,
                code=code,
                name=name,
                consignor=maker,
                price=price,
                barcodes=barcodes,
                category="Makanan",
            )

    def receive(self, product: str, quantity: int, *, best_before: date | None = None) -> Posted:
        """Take in a lot."""
        record = self.book.product(product)
        assert record is not None
        self._lots += 1
        line = ReceivedLine(
            lot=f"L{self._lots}",
            product=product,
            name=record.name,
            quantity=quantity,
            price=record.price,
            terms=TERMS,
            best_before=best_before,
        )
        return self.post(GoodsReceived, consignor=record.consignor, lines=(line,), delivered_by="Enah")

    def give_back(self, lot: str, quantity: int) -> Posted:
        """Return pieces of a lot to their maker."""
        held = self.book.lot(lot, OUTLET)
        assert held is not None
        line = ReturnedLine(lot=lot, product=held.product, name="x", quantity=quantity, reason=ReturnReason.SLOW)
        return self.post(GoodsReturned, consignor=held.consignor, lines=(line,))

    def send(self, lot: str, quantity: int, to: str = CORNER) -> Posted:
        """Send pieces of a lot to another outlet."""
        held = self.book.lot(lot, OUTLET)
        assert held is not None
        line = SentLine(lot=lot, product=held.product, name="x", consignor=held.consignor, quantity=quantity)
        return self.post(GoodsSent, to=to, lines=(line,))

    def arrive(self, sent: Posted, pieces: int) -> Posted:
        """Let pieces of what was sent arrive; the rest stays on its way."""
        assert isinstance(sent.document, GoodsSent)
        (line,) = sent.document.lines
        came = ArrivedLine(
            lot=line.lot,
            product=line.product,
            name="x",
            consignor=line.consignor,
            sent=line.quantity,
            arrived=pieces,
        )
        fields = {"outlet": sent.document.to, "sent": sent.document.id, "source": OUTLET}
        return self.post(GoodsArrived, lines=(came,), **fields)

    def visit(self, product: str, cash: int = 500) -> Posted:
        """Find one piece at the corner as the books say, and money that nobody asked for."""
        line = VisitLine(product=product, name="x", consignor="M1", expected=1, left=1)
        return self.post(VisitRecorded, outlet=CORNER, lines=(line,), cash=cash, difference=cash)

    def write_off(self, lot: str, quantity: int, compensation: int = 10_000, sent: Posted | None = None) -> Posted:
        """Lose pieces of a lot, on the shelf or on the way."""
        held = self.book.lot(lot, OUTLET)
        assert held is not None
        line = WrittenOffLine(
            lot=lot,
            product=held.product,
            name="x",
            consignor=held.consignor,
            quantity=quantity,
            reason=LossReason.DAMAGED,
            gallery_bp=5_000,
            compensation=compensation,
        )
        way = sent.document.id if sent else None
        return self.post(GoodsWrittenOff, lines=(line,), approved_by="dinas", note="jatuh", sent=way)

    def count(self, lot: str, found: int, compensation: int = 0) -> Posted:
        """Count a lot: ``found`` more or less than the books say."""
        held = self.book.lot(lot, OUTLET)
        assert held is not None
        line = CountedLine(
            lot=lot,
            product=held.product,
            name="x",
            consignor=held.consignor,
            expected=held.on_hand,
            counted=held.on_hand + found,
            compensation=compensation,
        )
        return self.post(StocktakePosted, lines=(line,), counted_by=("enah",))

    def start(self, opening: int = 200_000) -> Posted:
        """Open the drawer."""
        posted = self.post(ShiftOpened, opening_float=opening)
        self.shift = posted.document.id
        return posted

    def cash(self, amount: int, reason: CashReason = CashReason.TOP_UP) -> Posted:
        """Move cash."""
        return self.post(CashMoved, shift=self.shift, reason=reason, amount=amount, note="kembalian")

    def line(self, product: str, quantity: int, discount: int = 0) -> SaleLine:
        """Return a line that takes from the lots there are and, where they end, from none."""
        record = self.book.product(product)
        assert record is not None
        taken, left = [], quantity
        for lot in sorted(self.book.lots(OUTLET, [product]), key=lambda one: one.lot):
            pieces = min(lot.on_hand, left)
            if pieces:
                taken.append(Taken(lot.lot, pieces, lot.terms))
                left -= pieces
        if left:
            taken.append(Taken("", left, TERMS))
        return SaleLine(
            product=product,
            name=record.name,
            consignor=record.consignor,
            maker="Dapur",
            quantity=quantity,
            unit_price=record.price,
            discount=discount,
            allocations=allocations(taken, unit_price=record.price, discount=discount),
        )

    def sale(self, *lines: SaleLine, method: Method = Method.CASH, change: int = 0, **fields: Any) -> SaleCompleted:
        """Make a sale without writing it."""
        total = sum(line.net for line in lines)
        tenders = (Tender(method=method, amount=total + change),)
        shift = {"shift": self.shift} | fields
        return self.make(SaleCompleted, lines=lines, tenders=tenders, total=total, change=change, **shift)

    def sell(self, product: str, quantity: int = 1, *, discount: int = 0, **fields: Any) -> Posted:
        """Sell one product."""
        return self.journal.append(self.sale(self.line(product, quantity, discount), **fields))

    def refund(self, sale: Posted, *, method: Method = Method.CASH) -> Posted:
        """Take the first line of a sale back, whole."""
        assert isinstance(sale.document, SaleCompleted)
        sold = sale.document.lines[0]
        line = RefundedLine(
            line=0,
            product=sold.product,
            name=sold.name,
            consignor=sold.consignor,
            maker=sold.maker,
            quantity=sold.quantity,
            unit_price=sold.unit_price,
            discount=sold.discount,
            allocations=sold.allocations,
        )
        tenders = (Tender(method=method, amount=line.net),) if line.net else ()
        return self.post(
            SaleRefunded,
            sale=sale.document.id,
            shift=self.shift,
            lines=(line,),
            tenders=tenders,
            total=line.net,
            reason="rusak",
        )

    def close(self, difference: int = -500) -> Posted:
        """Count the drawer and close the shift."""
        drawer = self.book.open_shift(OUTLET, "A")
        assert drawer is not None
        self.shift = None
        return self.post(
            ShiftClosed,
            shift=drawer.opened.id,
            opening_float=drawer.opened.opening_float,
            expected=drawer.expected,
            counted=drawer.expected + difference,
            difference=difference,
            totals=drawer.totals,
            perpetual=self.book.perpetual("A"),
            previous_head=self.book.head()[1],
        )

    def fee(self, consignor: str = "M1", amount: int = 50_000, period: str = "2026-10") -> Posted:
        """Charge a shelf fee."""
        return self.post(FeeCharged, consignor=consignor, amount=amount, reason="iuran", period=period)

    def adjust(self, consignor: str = "M1", amount: int = 7_000) -> Posted:
        """Correct what is owed."""
        return self.post(AdjustmentPosted, consignor=consignor, amount=amount, reason="salah hitung")

    def settle(self, consignor: str = "M1", until: date | None = None) -> Posted | None:
        """Issue a statement, where there is anything to tell and none told of this day already, as the service does."""
        maker = self.book.consignor(consignor)
        assert maker is not None
        day = until or self.day
        with self.journal.transaction():
            waiting = self.book.unsettled(day, [consignor])
            last = self.book.last_statement(consignor)
            previous = last[0] if last else None
            if not waiting or (previous and previous.figures.until >= day):
                return None
            return self.post(
                StatementIssued,
                figures=figures(maker, waiting[0], previous, day),
                documents=self.book.contributing(consignor, day),
                previous=previous.id if previous else None,
            )

    def pay(self, consignor: str = "M1", amount: int = 5_000, method: Method = Method.CASH) -> Posted:
        """Pay a maker."""
        shift = self.shift if method is Method.CASH else None
        return self.post(PayoutMade, consignor=consignor, amount=amount, method=method, shift=shift, received_by="Enah")


def tell_everything(shop: Shop) -> None:
    """Write at least one document of every kind, with two shifts, two statements, loose goods and an import."""
    shop.receive("P1", 20, best_before=date(2026, 12, 1))
    shop.receive("P1", 5, best_before=date(2026, 11, 1))
    shop.receive("P2", 10)
    shop.receive("P3", 3)
    shop.start()
    first = shop.sell("P1", 22, discount=1_000)
    shop.sell("P3", 4, method=Method.QRIS)
    several = shop.sale(shop.line("P1", 1), shop.line("P2", 2, 333), shop.line("P3", 1), change=1)
    shop.journal.append(several)
    shop.cash(50_000)
    shop.cash(-20_000, CashReason.DROP)
    shop.cash(0, CashReason.DRAWER_OPENED)
    shop.write_off("L3", 1)
    shop.count("L3", -1, compensation=16_000)
    shop.fee()
    shop.settle("M1")
    shop.refund(first)
    shop.close()
    shop.day += timedelta(days=1)
    shop.start(100_000)
    shop.sell("P2", 3)
    shop.sell("P2", 1, shift=None, reference="LAMA-1", method=Method.TRANSFER)
    shop.give_back("L2", 2)
    shop.count("L1", 1)
    sent = shop.send("L3", 2)
    shop.arrive(sent, 1)
    shop.write_off("L3", 1, 8_000, sent)
    shop.visit("P2")
    shop.adjust("M2")
    shop.pay("M1")
    shop.pay("M2", 3_000, Method.TRANSFER)
    tell_of_payouts(shop)
    shop.settle("M2")
    shop.close(difference=0)
    shop.settle("M1")
    shop.start(0)
    shop.sell("P1", 1, buyer_name="Dinas Koperasi")
    shop.post(GateRevised, since=shop.day)
    shop.post(LegalityRecorded, holder=Holder.PRODUCT, subject="P1", paper="P-IRT", number="1", issued=shop.day)
    shop.post(GateOverridden, product="P1", missing=("Halal",), reason="pameran", until=shop.day, approved_by="enah")
    tell_of_makers_and_shelves(shop)
    tell_of_money(shop)
    tell_of_the_month(shop)


def tell_of_makers_and_shelves(shop: Shop) -> None:
    """Write what no money and no goods follow from: wording, plans, counts, the queue, curation, turns, a hand-over."""
    today = shop.day
    shop.post(ConsignorsMerged, duplicate="M2", into="M1", reason="dua kali daftar")
    shop.post(ConsignorsToldApart, one="M1", other="M3", reason="dua saudara")
    shop.post(TemplateRevised, code="agreement", text="Antara {galeri} dan {usaha}.")
    shop.post(RegionListRevised, districts=("Garut Kota", "Wanaraja"))
    steps = (MarkdownStep(days=30, basis_points=1_000),)
    plan = {"code": "RP01", "name": "Obral", "basis": MarkdownBasis.AGE, "bearer": Bearer.SHARED}
    shop.post(MarkdownPlanRevised, steps=steps, **plan)
    expected = ExpectedLine(lot="L1", product="P1", name="Keripik", consignor="M1", expected=1)
    count = shop.post(StocktakeStarted, lines=(expected,), scope="semua", parts=("rak depan",)).document
    found = FoundLine(product="P1", name="Keripik", counted=1)
    shop.post(PartCounted, stocktake=count.id, part="rak depan", lines=(found,), counted_by="enah")
    shop.post(StocktakeCancelled, stocktake=count.id, reason="hujan")
    shop.post(EntryDecided, product="P1", state=EntryState.APPLIED, applied_on=today)
    taste = Criterion(code="rasa", name="Rasa", weight=1)
    panel = {"code": "K01", "name": "Kurasi", "on": today, "panel": ("Bu Leoni",), "products": ("P1",)}
    shop.post(CurationRoundRevised, criteria=(taste,), **panel)
    points = (Score(criterion="rasa", points=80),)
    shop.post(CurationScored, round="K01", product="P1", curator="Bu Leoni", scores=points)
    shop.post(CurationDecided, round="K01", product="P1", verdict=Verdict.PASS, score=8_000)
    shop.post(TurnPlanned, code="G1", shelf="A", consignor="M1", since=today, until=today)
    shop.post(OperatorHandedOver, giver="Mitra", taker="Dinas", witness="Bappeda")


def tell_of_payouts(shop: Shop) -> None:
    """Write what becomes of payouts: confirmed, taken back, sent to the bank in a file; and what a maker questions."""
    paid = shop.pay("M1", 700)
    back = {"consignor": "M1", "amount": 700, "method": Method.CASH, "shift": shop.shift}
    shop.post(PayoutReversed, payout=paid.document.id, reason="salah orang", approved_by="enah", **back)
    confirmed = shop.pay("M1", 800)
    by_code = {"way": Acknowledgement.CODE, "code": "7K3QX9M2PD", "by": "Bu Enah"}
    shop.post(PayoutAcknowledged, payout=confirmed.document.id, consignor="M1", **by_code)
    lines = (BatchLine(consignor="M1", amount=900), BatchLine(consignor="M2", amount=1_000))
    batch = shop.post(PayoutBatchPrepared, lines=lines, until=shop.day).document
    transfer = {"amount": 900, "method": Method.TRANSFER, "reference": "TRX-9", "batch": batch.id}
    shop.post(PayoutMade, consignor="M1", **transfer)
    shop.post(PayoutBatchDropped, batch=batch.id, reason="rekening salah")
    last = shop.book.last_statement("M1")
    assert last is not None
    told = last[0]
    line = {"statement": told.id, "document": told.documents[0], "product": "P1"}
    asked = shop.post(DisputeOpened, consignor="M1", reason="terjual tiga, bukan dua", amount=12_000, **line).document
    correction = shop.adjust("M1").document
    answered = {"outcome": DisputeOutcome.PARTLY, "answer": "satu memang terlewat", "correction": correction.id}
    shop.post(DisputeAnswered, dispute=asked.id, consignor="M1", **answered)
