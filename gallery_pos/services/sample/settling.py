"""What makers are told and paid: weekly, every two weeks, monthly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gallery_pos.barcode import receipt_code
from gallery_pos.documents import (
    Acknowledgement,
    DisputeOutcome,
    MessageKind,
    MessageWay,
    Method,
    PayoutMade,
    SettlementPeriod,
    SizeClass,
    StatementIssued,
)
from gallery_pos.periods import period_containing
from gallery_pos.services.access import Approval
from gallery_pos.services.acknowledging import acknowledge
from gallery_pos.services.disputes import answer_dispute, last_day, open_dispute
from gallery_pos.services.payouts import pay
from gallery_pos.services.sample.stage import DINAS, MANAGER
from gallery_pos.services.settlement import adjust, charge_fee, issue_statements, preview
from gallery_pos.services.telling import Subject, tell_maker

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.ports import Posted
    from gallery_pos.services.sample.stage import Stage

_MONTHLY_ON = 2
"""Monthly statements are issued on this day of the next month."""

LEFT_IN_DRAWER = 150_000
"""Rupiah that stay for change; larger payouts come from the safe."""

COIN = 100
"""No smaller coin is paid out; what is below it stays in the maker's favour."""

SLOW_TO_COLLECT = frozenset({"M018", "M022"})
"""Makers who leave their money in the gallery for weeks."""


SILENT = frozenset({"M004", "M013", "M026"})
"""Makers who never say that their money arrived."""
_NOT_YET_TOLD = 7
"""Of statements of the last days nobody was told yet: there is a round left to make."""
_CONFIRMED_AFTER = 2
"""Days after which the others do."""


@dataclass(frozen=True, slots=True)
class _Owed:
    consignor: str
    amount: int
    statement: UUID
    on: date


class Settling:
    """Statements, fees, corrections and payouts."""

    def __init__(self, stage: Stage) -> None:
        """Settle on ``stage``."""
        self._stage = stage
        self._random = stage.random
        self._waiting: list[_Owed] = []
        self._unconfirmed: list[tuple[date, Posted, str]] = []
        self._questions: dict[str, UUID] = {}
        self.statements = 0

    def due(self, day: date) -> dict[date, list[str]]:
        """Return whose statements are issued on a day, by their cut-off date."""
        by_cut_off: dict[date, list[str]] = {}
        for maker in self._stage.makers.values():
            monthly = maker.settlement is SettlementPeriod.MONTHLY
            looked_at = day - timedelta(days=_MONTHLY_ON - 1) if monthly else day
            period = period_containing(looked_at, maker.settlement, agreed=self._stage.start)
            if looked_at == period.start:
                by_cut_off.setdefault(period.start - timedelta(days=1), []).append(maker.code)
        return by_cut_off

    def issue(self, until: date, codes: list[str]) -> None:
        """Issue these makers' statements up to a day, as far as there is anything to tell."""
        desk = self._stage.at(MANAGER)
        telling = [figures.consignor for figures in preview(desk, until=until, consignors=codes)]
        if not telling:
            return
        for posted in issue_statements(desk, until=until, consignors=telling).value:
            statement = posted.document
            assert isinstance(statement, StatementIssued)  # noqa: S101 -- issue_statements posts nothing else
            self.statements += 1
            figures = statement.figures
            if not self._is_fresh(desk.today()):
                subject = Subject(figures.consignor, MessageKind.STATEMENT, about=statement.id)
                tell_maker(desk, subject=subject, way=self._way(figures.consignor), id=desk.make_id())
            if figures.closing <= 0:
                continue
            later = self._random.randint(24, 34) if figures.consignor in SLOW_TO_COLLECT else self._random.randint(0, 4)
            day = desk.today() + timedelta(days=later)
            # What an earlier statement left unpaid stands in the closing balance of this one.
            day = min([day, *(owed.on for owed in self._waiting if owed.consignor == figures.consignor)])
            self._waiting = [owed for owed in self._waiting if owed.consignor != figures.consignor]
            self._waiting.append(_Owed(figures.consignor, figures.closing, statement.id, day))

    def _is_fresh(self, day: date) -> bool:
        """Tell whether statements of a day are so new that the story ends before anybody was told of them."""
        return day >= self._stage.today - timedelta(days=_NOT_YET_TOLD)

    def _way(self, consignor: str) -> MessageWay:
        return MessageWay.WHATSAPP if self._stage.makers[consignor].phone else MessageWay.IN_PERSON

    def confirm(self) -> None:
        """Write down who sent the code of his kuitansi back; some never do."""
        desk = self._stage.at(MANAGER)
        today = desk.today()
        answering = [waiting for waiting in self._unconfirmed if waiting[0] <= today]
        self._unconfirmed = [waiting for waiting in self._unconfirmed if waiting[0] > today]
        for _, posted, owner in answering:
            payout = posted.document
            if isinstance(payout, PayoutMade) and payout.consignor not in SILENT:
                code = receipt_code(posted.hash)
                way = Acknowledgement.CODE
                acknowledge(desk, payout=payout.id, way=way, by=owner, code=code, id=desk.make_id())

    def question(self, consignor: str, reason: str, amount: int) -> None:
        """Write down what a maker questions about his last statement."""
        desk = self._stage.at(MANAGER)
        last = desk.book.last_statement(consignor)
        if last is None:
            return
        figures = last[0].figures
        product = figures.products[0].product if figures.products else ""
        form = desk.make_id()
        approval = Approval(by=DINAS, reason="Penitip baru membaca laporannya")
        late = desk.today() > last_day(desk.book, last[0])
        asked = open_dispute(
            desk,
            statement=last[0].id,
            product=product,
            reason=reason,
            amount=amount,
            approval=approval if late else None,
            id=form,
        )
        self._questions[consignor] = asked.value.document.id

    def answer(self, consignor: str, answer: str, correction: int) -> None:
        """Answer what a maker questioned."""
        if (asked := self._questions.get(consignor)) is None:
            return
        desk = self._stage.at(DINAS)
        outcome = DisputeOutcome.UPHELD if correction else DisputeOutcome.REJECTED
        form = desk.make_id()
        answer_dispute(desk, dispute=asked, outcome=outcome, answer=answer, correction=correction, id=form)

    def needs(self) -> tuple[int, int]:
        """Return what is paid today in cash and by transfer, in rupiah."""
        today = self._stage.desk.today()
        paying = [self._to_pay(owed) for owed in self._waiting if owed.on <= today]
        return sum(amount for amount, cash in paying if cash), sum(amount for amount, cash in paying if not cash)

    def _to_pay(self, owed: _Owed) -> tuple[int, bool]:
        """Return how much of what is owed is paid, and whether in cash."""
        maker = self._stage.makers[owed.consignor]
        amount = min(owed.amount, self._stage.desk.book.balance(owed.consignor))
        # Whoever stopped is paid to the last rupiah.
        stopped = owed.consignor in self._stage.absent
        cash = maker.size_class is SizeClass.MICRO and amount < 1_500_000 and not stopped
        return max(0, amount - amount % COIN if cash else amount), cash

    def pay_due(self) -> None:
        """Pay whom it is time to pay: small makers in cash where the drawer has enough, the others by transfer."""
        desk = self._stage.at(MANAGER)
        today = desk.today()
        paying = [owed for owed in self._waiting if owed.on <= today]
        self._waiting = [owed for owed in self._waiting if owed.on > today]
        for owed in paying:
            maker = self._stage.makers[owed.consignor]
            amount, cash = self._to_pay(owed)
            if amount <= 0:
                continue
            drawer = desk.book.open_shift(desk.outlet, desk.origin)
            paid = pay(
                desk,
                consignor=owed.consignor,
                amount=amount,
                method=Method.CASH if cash else Method.TRANSFER,
                reference="" if cash else f"TRF{self._random.randrange(10**8):08d}",
                statement=owed.statement,
                received_by=maker.owner,
                from_drawer=drawer is not None and drawer.expected > amount + LEFT_IN_DRAWER,
                id=desk.make_id(),
            )
            self._unconfirmed.append((today + timedelta(days=_CONFIRMED_AFTER), paid.value, maker.owner))

    def extra_fee(self, consignor: str, amount: int, reason: str) -> None:
        """Charge a maker for a service."""
        desk = self._stage.at(MANAGER)
        charge_fee(desk, consignor=consignor, amount=amount, reason=reason, id=desk.make_id())

    def correct(self, consignor: str, amount: int, reason: str) -> None:
        """Correct what is owed, by the Dinas."""
        desk = self._stage.at(DINAS)
        adjust(desk, consignor=consignor, amount=amount, reason=reason, id=desk.make_id())
