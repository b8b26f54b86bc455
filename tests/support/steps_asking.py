"""What statements bring with them and what makers say of them: fees of trade, stands that are shared, questions."""

from __future__ import annotations

from collections import Counter as Tally
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from gallery_pos.desk import Done
from gallery_pos.documents import (
    AdjustmentPosted,
    DisputeAnswered,
    DisputeOpened,
    DisputeOutcome,
    FeeCharged,
    FeeType,
    OutletRevised,
    StatementIssued,
)
from gallery_pos.fees import Sharing
from gallery_pos.ports import Posted
from gallery_pos.services.consignors import current_code
from gallery_pos.services.disputes import answer_dispute, open_dispute
from gallery_pos.services.event_fees import charge_event
from gallery_pos.services.events import close_event, plan_event
from steps_back_office import BackOffice
from steps_counter import YES, picks

_DAYS_TO_ASK = 14
_MOST_STANDS = 2


class Asking(BackOffice):
    """Everything that can happen about statements, for :mod:`machine`."""

    def __init__(self) -> None:
        """Begin before anybody was told anything."""
        super().__init__()
        self.last: dict[str, StatementIssued] = {}
        self.asked: dict[UUID, str] = {}
        self.answered: set[UUID] = set()
        self.stands = 0

    def _told(self, statement: StatementIssued) -> None:
        """Hold the fees that came with a statement against what was sold, and remember it to be questioned."""
        maker, until = statement.figures.consignor, statement.figures.until
        waiting = {event.document for event in self.owed.waiting(maker, until)}
        charged: Tally[FeeType] = Tally()
        for id_ in waiting:
            if (fee := self.fee_papers.get(id_)) is not None:
                charged[fee.type] += fee.amount
        assert charged[FeeType.ITEM] == self.purse.piece_fees(maker, waiting)
        exact = self.purse.qris_fees(maker, waiting, self.rates)
        assert abs(charged[FeeType.QRIS] - exact) <= 1, (charged, exact)
        super()._told(statement)
        self.last[maker] = statement

    @precondition(lambda self: self.last)
    @rule(pick=picks, amount=st.sampled_from([0, 5_000]))
    def question(self, pick: int, amount: int) -> None:
        """Question a statement; late ones are let through by a superior."""
        statement, id_ = self.last[sorted(self.last)[pick % len(self.last)]], self.house.new_id()
        late = (self.today - statement.business_date).days > _DAYS_TO_ASK
        self.submit(
            lambda: open_dispute(
                self.desk("manager"), statement=statement.id, reason="kurang", amount=amount, approval=YES, id=id_
            )
        )
        asked: DisputeOpened = self.written(DisputeOpened)[0]
        assert asked.approved_by == ("admin" if late else "")
        self.asked[asked.id] = statement.figures.consignor

    @precondition(lambda self: self.asked)
    @rule(pick=picks, outcome=st.sampled_from(DisputeOutcome), correction=st.sampled_from([0, 0, 5_000, -700]))
    def answer(self, pick: int, outcome: DisputeOutcome, correction: int) -> None:
        """Answer a question once; what is put right is owed to whoever the maker is now."""
        asked, id_ = sorted(self.asked)[pick % len(self.asked)], self.house.new_id()

        def step() -> Done[Posted]:
            desk = self.desk("manager")
            return answer_dispute(
                desk, dispute=asked, outcome=outcome, answer="sudah dicek", correction=correction, id=id_
            )

        if asked in self.answered or (correction and outcome is DisputeOutcome.REJECTED):
            self.refused(step, "dispute.answered", "dispute.correction")
            return
        self.submit(step)
        *corrected, answered = self.written()
        assert isinstance(answered, DisputeAnswered)
        assert [each.amount for each in corrected if isinstance(each, AdjustmentPosted)] == [correction][
            : bool(correction)
        ]
        for each in corrected:
            self.owed.add(current_code(self.house.book, self.asked[asked]), each, correction)
        self.answered.add(asked)

    @precondition(lambda self: self.stands < 2)
    @rule(fee=st.sampled_from([1, 10_000, 100_001]), how=st.sampled_from(Sharing))
    def share_a_stand(self, fee: int, how: Sharing) -> None:
        """Share a stand at which nobody sold anything: to the rupiah, and once."""
        self.stands += 1
        makers = sorted({self._maker(pick) for pick in range(len(self.agreed))})
        desk, today = self.desk("admin"), self.today
        event = plan_event(
            desk, name=f"Bazar {self.stands}", starts=today, ends=today, stand_fee=fee, participants=makers
        )
        self.written(OutletRevised)
        charge_event(self.desk("manager"), event=event.value.code, sharing=how)
        fees = [each for each in self.written() if isinstance(each, FeeCharged)]
        amounts = [each.amount for each in fees] + [0] * (len(makers) - len(fees))
        assert sum(amounts) == fee
        assert max(amounts) - min(amounts) <= 1
        assert {each.type for each in fees} == {FeeType.EVENT}
        self.refused(lambda: charge_event(self.desk("manager"), event=event.value.code, sharing=how), "event.charged")
        close_event(desk, code=event.value.code)
        self.written(OutletRevised)

    def end_of_the_month(self) -> None:
        """Do what ends every run; then one question is asked and answered."""
        super().end_of_the_month()
        if self.last:
            self.question(0, 5_000)
            self.answer(len(self.asked) - 1, DisputeOutcome.UPHELD, 5_000)
