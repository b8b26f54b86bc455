"""Makers paid many at once, by files for the bank, payouts taken back and confirmed, for :mod:`machine`."""

from __future__ import annotations

from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from gallery_pos.barcode import receipt_code
from gallery_pos.documents import (
    Acknowledgement,
    Method,
    PayoutAcknowledged,
    PayoutBatchDropped,
    PayoutBatchPrepared,
    PayoutMade,
    PayoutReversed,
)
from gallery_pos.services.access import Approval
from gallery_pos.services.acknowledging import acknowledge
from gallery_pos.services.consignors import current_code
from gallery_pos.services.payables import pay_dues
from gallery_pos.services.payout_batches import drop_batch, prepare_batch, settle_batch
from gallery_pos.services.payouts import reverse_payout
from steps_back_office import BackOffice
from steps_counter import picks

_PAYING = {"PayoutMade", "PayoutReversed"}
YES = Approval(by="admin", reason="salah orang")


class Paying(BackOffice):
    """Everything that can happen to money on its way to makers."""

    def __init__(self) -> None:
        """Begin before anybody was paid."""
        super().__init__()
        self.taken_back: set[UUID] = set()
        self.confirmed: set[UUID] = set()

    def _due(self, maker: str) -> int:
        """Return what a maker is to be paid up to today: what today's statement says, else all."""
        balance = self.owed.balance(maker)
        until, closing = self.statements.get(maker, (None, 0))
        if until != self.today:
            return balance
        told = self.owed.told.get(maker, set())
        since = [
            event.amount
            for event in self.owed.events.get(maker, ())
            if event.document not in told and self.kinds[event.document.bytes] in _PAYING
        ]
        return min(closing + sum(since), balance)

    def _payable(self) -> dict[str, int]:
        dues = {maker: self._due(maker) for maker in sorted(self.agreed) if maker not in self.at_bank}
        return {maker: due for maker, due in dues.items() if due > 0}

    @rule(where=picks, how=st.sampled_from(["drawer", "safe", "bank"]))
    def pay_everybody(self, where: int, how: str) -> None:
        """Pay all up to today; who cannot be paid stops nobody."""
        outlet, till = self._where(where)
        desk, payable = self.desk("dinas", outlet, till), self._payable()
        method = Method.TRANSFER if how == "bank" else Method.CASH
        held = self.drawers.get((outlet, till))
        if how == "drawer" and held is None:
            return
        done = pay_dues(desk, until=self.today, method=method, reference="x", from_drawer=how == "drawer").value
        paid: list[PayoutMade] = [one for one in self.written() if isinstance(one, PayoutMade)]
        expected = {}
        for maker, due in payable.items():
            if how == "drawer" and due > (held or 0):
                continue
            held = (held or 0) - due
            expected[maker] = due
        assert {one.consignor: one.amount for one in paid} == expected
        assert {one.due.consignor for one in done.refused} == payable.keys() - expected.keys()
        for one in paid:
            self.owed.add(one.consignor, one, -one.amount)
            if how == "drawer":
                self.drawers[outlet, till] -= one.amount

    # --------------------------------------------------------------------------------------- files for the bank

    @rule(pick=picks)
    def prepare_a_file(self, pick: int) -> None:
        """Prepare transfers to all but one maker, who has no account."""
        known = [maker for maker in sorted(self.agreed) if maker != self._maker(pick)]
        wanted = {maker: due for maker, due in self._payable().items() if maker in known}
        desk = self.desk("manager")

        def step() -> object:
            return prepare_batch(desk, until=self.today, with_account=known)

        if not wanted:
            self.refused(step, "batch.nothing")  # type: ignore[arg-type]
            return
        step()
        (batch,) = self.written(PayoutBatchPrepared)
        assert {line.consignor: line.amount for line in batch.lines} == wanted
        self.at_bank |= {maker: (batch.id, due) for maker, due in wanted.items()}

    def _some_at_bank(self, pick: int) -> tuple[UUID, dict[str, int]]:
        """Return a file, and the transfers of it that are chosen."""
        batch = min({each for each, _ in self.at_bank.values()})
        lines = {maker: amount for maker, (each, amount) in sorted(self.at_bank.items()) if each == batch}
        some = dict(list(lines.items())[: 1 + pick % len(lines)])
        return batch, some

    @precondition(lambda self: self.at_bank)
    @rule(pick=picks)
    def the_bank_did_it(self, pick: int) -> None:
        """Write down transfers, also where a balance has become smaller since."""
        batch, some = self._some_at_bank(pick)
        settle_batch(self.desk("dinas"), batch=batch, reference="TRX", consignors=list(some))
        paid = self.written(*[PayoutMade] * len(some))
        assert {one.consignor: one.amount for one in paid} == some
        for one in paid:
            self.owed.add(one.consignor, one, -one.amount)
            del self.at_bank[one.consignor]

    @precondition(lambda self: self.at_bank)
    @rule(pick=picks)
    def drop_transfers(self, pick: int) -> None:
        """Give transfers up."""
        batch, some = self._some_at_bank(pick)
        drop_batch(self.desk("manager"), batch=batch, reason="rekening salah", consignors=list(some))
        self.written(PayoutBatchDropped)
        for maker in some:
            del self.at_bank[maker]

    # ------------------------------------------------------------------------------------ afterwards

    def _payouts(self) -> list[UUID]:
        made = [event.document for events in self.owed.events.values() for event in events]
        return sorted({each for each in made if self.kinds[each.bytes] == "PayoutMade"})

    @rule(pick=picks, where=picks, to_drawer=st.booleans())
    def take_a_payout_back(self, pick: int, where: int, to_drawer: bool) -> None:
        """Reverse a payout once; it is owed again and the cash is where it was put."""
        made = self._payouts()
        if not made:
            return
        id_, (outlet, till) = made[pick % len(made)], self._where(where)
        posted = self.house.book.document(id_)
        assert posted is not None
        paid = posted.document
        assert isinstance(paid, PayoutMade)
        desk, in_cash = self.desk("manager", outlet, till), paid.method is Method.CASH

        def step() -> object:
            return reverse_payout(desk, payout=id_, to_drawer=to_drawer, approval=YES)

        held = self.drawers.get((outlet, till)) if to_drawer and in_cash else 10**15
        if id_ in self.taken_back or held is None or -paid.amount > held:
            self.refused(step, "pay.reversed", "shift.closed", "shift.not_enough")  # type: ignore[arg-type]
            return
        step()
        (back,) = self.written(PayoutReversed)
        self.taken_back.add(id_)
        self.owed.add(current_code(self.house.book, paid.consignor), back, paid.amount)
        if to_drawer and in_cash:
            self.drawers[outlet, till] += paid.amount

    @rule(pick=picks)
    def confirm_a_payout(self, pick: int) -> None:
        """Send the code of a kuitansi back, once."""
        made = self._payouts()
        if not made:
            return
        id_ = made[pick % len(made)]
        posted = self.house.book.document(id_)
        assert posted is not None
        paid = posted.document
        assert isinstance(paid, PayoutMade)

        def step() -> object:
            code = receipt_code(posted.hash)
            return acknowledge(self.desk("manager"), payout=id_, way=Acknowledgement.CODE, code=code)

        if id_ in self.taken_back | self.confirmed or paid.amount < 0:
            self.refused(step, "pay.reversed", "ack.twice", "ack.paid_in")  # type: ignore[arg-type]
            return
        step()
        self.written(PayoutAcknowledged)
        self.confirmed.add(id_)
