"""The money of a month: it is deposited, paid out by the provider, compared with the bank's file, and reaches the makers."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from db.queries.match_items import list_items, open_items
from db.queries.matching import open_lines
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import (
    Acknowledgement,
    DifferenceReason,
    DisputeOutcome,
    Holding,
    Method,
)
from gallery_pos.fees import Sharing
from gallery_pos.matching import propose
from gallery_pos.reading.bank_amounts import Style
from gallery_pos.services.acknowledging import acknowledge
from gallery_pos.services.disputes import answer_dispute, open_dispute
from gallery_pos.services.event_fees import charge_event
from gallery_pos.services.importing.mutations import plan_mutations
from gallery_pos.services.matching import accept, post_difference, take_in_mutations
from gallery_pos.services.payables import pay_dues
from gallery_pos.services.payout_batches import drop_batch, prepare_batch, settle_batch
from gallery_pos.services.payouts import reverse_payout
from gallery_pos.services.settlement import charge_fee, issue_statements
from gallery_pos.services.treasury import ACCOUNTS, move_money, take_back
from gallery_pos.sheets import Cell, Sheet, SheetRow
from tools.walk.ground import EVENT, YES, Walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from gallery_pos.ports import Posted

_LEFT_OUT = 0.06
"""How much of what the books say the bank does not."""
_A_MONTH = timedelta(31)
_TAKEN_BACK, _CONFIRMED, _EXPLAINED = 0.08, 0.85, 3


def move_money_about(walk: Walk) -> None:
    """Bring cash to the bank, let QRIS and cards be paid out less what they cost, or undo such a thing."""
    dice, desk = walk.random, walk.desk()
    source = dice.choice([Holding.SAFE, Holding.QRIS, Holding.CARD])
    there = desk.book.accounts().get(ACCOUNTS[source], 0)
    amount = there * dice.choice([30, 100]) // 100
    cost = 0 if source is Holding.SAFE else amount * 7 // 1_000
    done = walk.asking(
        lambda yes: move_money(desk, source=source, target=Holding.BANK, amount=amount, cost=cost, approval=yes)
    )
    if dice.random() < 0.1:
        take_back(desk, movement=done.value.document.id, reason="salah catat")


def charge(walk: Walk) -> None:
    """Charge one maker something agreed aside, and those of the event their part of the stand."""
    dice = walk.random
    maker = dice.choice(walk.makers()).code
    walk.attempt(charge_fee, consignor=maker, amount=dice.randint(1, 20) * 1_000, reason="Kemasan")
    walk.attempt(charge_event, event=EVENT, sharing=dice.choice(list(Sharing)))


def settle(walk: Walk, until: date) -> None:
    """Issue everybody's statement of the month, and pay: some by a file for the bank, some in cash, the rest one by one."""
    issue_statements(walk.desk(), until=until)
    codes = [maker.code for maker in walk.makers()]
    some = walk.random.sample(codes, len(codes) // 3)
    walk.tried(lambda one: _by_file(one, until))
    walk.attempt(pay_dues, until=until, method=Method.CASH, consignors=some, from_drawer=False)
    walk.attempt(pay_dues, until=until, method=Method.TRANSFER, reference=f"TRF {until}")


def _by_file(walk: Walk, until: date) -> None:
    codes = [maker.code for maker in walk.makers()]
    known = walk.random.sample(codes, len(codes) // 2)
    batch = prepare_batch(walk.desk(), until=until, with_account=known).value.posted.document.id
    lines = [line.consignor for line in walk.book.transfers(batch)]
    settle_batch(walk.desk(), batch=batch, reference="BATCH", consignors=lines[: len(lines) // 2 + 1])
    if len(lines) > 1:
        drop_batch(walk.desk(), batch=batch, reason="rekening ditolak")


def after_paying(walk: Walk, payouts: Sequence[Posted]) -> None:
    """Take some payouts back; most others are confirmed by the code on their kuitansi."""
    for posted in payouts:
        chance, payout = walk.random.random(), posted.document.id
        if chance < _TAKEN_BACK:
            walk.attempt(reverse_payout, payout=payout, reason="salah orang", to_drawer=False, approval=YES)
        elif chance < _CONFIRMED:
            code = receipt_code(posted.hash)
            walk.attempt(acknowledge, payout=payout, way=Acknowledgement.CODE, code=code)


def question(walk: Walk, statements: Sequence[UUID]) -> None:
    """Two makers question their statements: one is right and gets a correction, the other is not."""
    dice = walk.random
    for outcome in (DisputeOutcome.UPHELD, DisputeOutcome.REJECTED):
        told = dice.choice(statements)
        asked = open_dispute(walk.desk(), statement=told, reason="jumlahnya kurang", amount=5_000, approval=YES)
        answer_dispute(
            walk.desk(),
            dispute=asked.value.document.id,
            outcome=outcome,
            answer="sudah dihitung ulang",
            correction=dice.randint(1, 20) * 500 if outcome is DisputeOutcome.UPHELD else 0,
            approval=YES,
        )


def compare_with_files(walk: Walk) -> None:
    """Take the provider's and the bank's files in: most of what the books say, and something they do not know."""
    for account in (Holding.QRIS, Holding.BANK):
        _compare(walk, account)


def _compare(walk: Walk, account: Holding) -> None:
    today = walk.desk().today()
    name = f"{account.value}-{today}.csv"
    sheets = [Sheet(file=name, name="", rows=_what_the_bank_says(walk, account))]
    known = sha256(name.encode()).hexdigest()
    plan = plan_mutations(walk.desk(), sheets, account=account, sha256=known, style=Style.DOTS)
    take_in_mutations(walk.desk(), plan)
    lines, items = open_lines(walk.database, account), open_items(walk.database, account)
    accept(walk.desk(), account=account, proposals=propose(lines, items))
    for line in open_lines(walk.database, account)[:_EXPLAINED]:
        why = DifferenceReason.BANK_FEE if line.amount < 0 else DifferenceReason.INTEREST
        walk.attempt(post_difference, account=account, reason=why, note="menurut bank", line=line.key, approval=YES)


def _what_the_bank_says(walk: Walk, account: Holding) -> tuple[SheetRow, ...]:
    dice, today = walk.random, walk.desk().today()
    known = list_items(walk.database, account, since=today - _A_MONTH)
    kept = [one for one in known if dice.random() >= _LEFT_OUT]
    told: list[tuple[Cell, ...]] = [(one.day, "mutasi", one.amount, one.reference or one.number) for one in kept]
    extra = dice.choice([-6_500, 12_345])
    told.append((today, "biaya" if extra < 0 else "bunga", extra, "LAIN"))
    cells: list[tuple[Cell, ...]] = [("Tanggal", "Keterangan", "Jumlah", "Referensi"), *told]
    return tuple(SheetRow(at, row) for at, row in enumerate(cells, start=1))
