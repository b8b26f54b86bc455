"""Money beyond the drawer, and files of the bank beside the books, in words of a gallery."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from db.queries.held import held
from db.queries.match_items import list_items, open_items
from db.queries.matching import list_mutations, open_lines
from db.queries.qris_missing import list_qris_missing
from db.queries.shifts import list_shifts
from db.queries.treasury import list_movements, share_of_shift, treasury
from db.verify import verify
from gallery_pos.desk import Desk
from gallery_pos.documents import (
    DifferenceReason,
    Holding,
    Method,
    MoneyMoved,
    MutationLine,
    MutationsImported,
    Tender,
    new_id,
)
from gallery_pos.errors import NeedsApproval, RuleBroken
from gallery_pos.matching import propose
from gallery_pos.services.access import Approval
from gallery_pos.services.matching import accept, match_by_hand, post_difference, state_of, undo_match
from gallery_pos.services.shifts import close_shift
from gallery_pos.services.treasury import move_money, own_money, take_back
from house import House


def code(error: pytest.ExceptionInfo[RuleBroken]) -> str:
    return error.value.code


def trading(house: House) -> Desk:
    """Return the manager's desk of a gallery that sold 60.000 for cash and 90.000 by QRIS, and closed its shift."""
    goods = house.keripik(20)
    house.shift(0)
    house.sell((goods, 4), tenders=[Tender(method=Method.CASH, amount=60_000)], user="cashier")
    house.sell((goods, 6), user="cashier")
    close_shift(house.desk("cashier"), counted=60_000)
    return house.desk()


def bank_says(desk: Desk, *lines: MutationLine, account: Holding = Holding.QRIS) -> UUID:
    posted = desk.journal.append(desk.write(MutationsImported, account=account, lines=lines, sha256=new_id().hex))
    return posted.document.id


def test_what_is_there_is_the_makers_and_the_gallerys_to_the_last_rupiah(house: House) -> None:
    desk = trading(house)
    found = treasury(house.database, on=desk.today())
    assert found.held == found.owed + found.own == 150_000
    assert found.owed == -desk.book.accounts()["payable"]
    assert sum(cause.amount for cause in found.causes) == found.own == own_money(desk)
    assert sum(place.makers for place in found.places) == found.owed
    assert {place.account: place.there for place in found.places if place.there} == {"safe": 60_000, "qris": 90_000}


def test_a_deposit_needs_the_money_and_is_taken_back_by_its_opposite(house: House) -> None:
    desk = trading(house)
    with pytest.raises(RuleBroken) as error:
        move_money(desk, source=Holding.SAFE, target=Holding.BANK, amount=60_001, reference="S1")
    assert code(error) == "treasury.not_enough"
    assert "Rp60.000" in error.value.what
    form = new_id()
    moved = move_money(desk, source=Holding.SAFE, target=Holding.BANK, amount=60_000, reference="S1", id=form).value
    again = move_money(desk, source=Holding.SAFE, target=Holding.BANK, amount=60_000, reference="S1", id=form).value
    assert again.document.id == moved.document.id
    assert desk.book.accounts()["bank"] == 60_000
    take_back(desk, movement=moved.document.id, reason="salah slip")
    assert desk.book.accounts().get("bank", 0) == 0
    with pytest.raises(RuleBroken) as error:
        take_back(desk, movement=moved.document.id, reason="lagi")
    assert code(error) == "treasury.taken_back"
    rows = list_movements(house.database)
    assert [(row.reversed, bool(row.reverses)) for row in rows] == [(False, True), (True, False)]


def test_qris_is_paid_out_with_its_cost_and_taken_back_with_it(house: House) -> None:
    desk = trading(house)
    moved = move_money(desk, source=Holding.QRIS, target=Holding.BANK, amount=90_000, cost=300).value
    assert desk.book.accounts()["bank"] == 89_700
    assert desk.book.accounts()["channel_costs"] == 300
    take_back(desk, movement=moved.document.id, reason="keliru")
    accounts = desk.book.accounts()
    assert (accounts.get("bank", 0), accounts["qris"], accounts.get("channel_costs", 0)) == (0, 90_000, 0)


def test_taking_more_than_the_gallerys_share_needs_a_yes_and_shows_since_when_and_why(house: House) -> None:
    desk = trading(house)
    own = own_money(desk)
    move_money(desk, source=Holding.SAFE, target=Holding.OWNER, amount=own, note="komisi")
    assert own_money(desk) == 0
    taking: dict[str, Any] = {"source": Holding.SAFE, "target": Holding.OWNER, "amount": 10_000, "note": "pinjam"}
    with pytest.raises(NeedsApproval) as error:
        move_money(desk, **taking)
    assert "uang penitip" in error.value.what
    move_money(desk, **taking, approval=Approval("admin", "pinjam seminggu"))
    found = treasury(house.database, on=desk.today())
    assert (found.own, found.short_since) == (-10_000, desk.today())
    assert "owner" in {cause.account for cause in found.worse}


def test_money_put_in_is_taken_back_no_deeper_into_the_makers_than_it_is_taken_out(house: House) -> None:
    desk = trading(house)
    put_in = move_money(desk, source=Holding.OWNER, target=Holding.SAFE, amount=20_000, note="modal").value
    move_money(desk, source=Holding.SAFE, target=Holding.OWNER, amount=own_money(desk), note="komisi dan modal")
    with pytest.raises(NeedsApproval) as error:
        take_back(desk, movement=put_in.document.id, reason="modalnya keliru")
    assert "uang penitip" in error.value.what
    back = take_back(desk, movement=put_in.document.id, reason="keliru", approval=Approval("admin", "memang keliru"))
    moved = back.value.document
    assert isinstance(moved, MoneyMoved)
    assert (moved.approved_by, own_money(desk)) == ("admin", -20_000)


def test_a_line_that_is_explained_waits_for_nothing_in_the_report_either(house: House) -> None:
    desk = trading(house)
    today, day = desk.today(), MutationLine(day=desk.today(), amount=-6_500, description="BIAYA ADM")
    mutations = bank_says(desk, day, MutationLine(day=today, amount=12_000), account=Holding.BANK)

    def waiting() -> int:
        return next(row.waiting for row in held(house.database, since=today, until=today) if row.account == "bank")

    assert waiting() == 2
    post_difference(
        desk, account=Holding.BANK, reason=DifferenceReason.BANK_FEE, note="biaya bulanan", line=(mutations, 0)
    )
    assert waiting() == len(open_lines(house.database, Holding.BANK)) == 1
    undo_match(desk, mutations=mutations, line=0, reason="keliru")
    assert waiting() == 2


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"source": Holding.SAFE, "target": Holding.SAFE, "amount": 1}, "treasury.same"),
        ({"source": Holding.SAFE, "target": Holding.BANK, "amount": 0}, "treasury.amount"),
        ({"source": Holding.SAFE, "target": Holding.BANK, "amount": 10, "cost": 1}, "treasury.cost"),
        ({"source": Holding.QRIS, "target": Holding.BANK, "amount": 10, "cost": 10}, "treasury.cost"),
        ({"source": Holding.SAFE, "target": Holding.OWNER, "amount": 10}, "treasury.note"),
    ],
)
def test_slips_of_the_hand_are_refused(house: House, given: dict[str, Any], wrong: str) -> None:
    with pytest.raises(RuleBroken) as error:
        move_money(trading(house), **given)
    assert code(error) == wrong


def test_a_shift_says_whose_its_money_is(house: House) -> None:
    desk = trading(house)
    (row,) = list_shifts(house.database)
    share = share_of_shift(house.database, row.id)
    assert (share.taken, share.cash) == (150_000, 60_000)
    assert share.makers == -desk.book.accounts()["payable"]
    assert share.makers + share.gallery == 150_000


def test_qris_that_never_arrived_is_a_list_by_itself_until_it_is_explained(house: House) -> None:
    desk = trading(house)
    (item,) = list_items(house.database, Holding.QRIS, since=desk.today())
    bank_says(desk, MutationLine(day=desk.today(), amount=77_000))
    (missing,) = list_qris_missing(house.database, on=desk.today())
    assert (missing.amount, missing.covered, missing.document) == (90_000, True, item.document)
    with pytest.raises(NeedsApproval):
        post_difference(
            desk, account=Holding.QRIS, reason=DifferenceReason.NEVER_ARRIVED, note="gagal", document=item.document
        )
    post_difference(
        desk,
        account=Holding.QRIS,
        reason=DifferenceReason.NEVER_ARRIVED,
        note="gagal",
        document=item.document,
        approval=Approval("admin", "sudah dicek"),
    )
    assert list_qris_missing(house.database, on=desk.today()) == []
    assert desk.book.accounts().get("qris", 0) == 0
    assert verify(house.database) == []


def test_a_match_is_made_once_undone_and_made_again(house: House) -> None:
    desk = trading(house)
    mutations = bank_says(desk, MutationLine(day=desk.today(), amount=90_000))
    found = propose(open_lines(house.database, Holding.QRIS), open_items(house.database, Holding.QRIS))
    accept(desk, account=Holding.QRIS, proposals=found)
    with pytest.raises(RuleBroken) as error:
        accept(desk, account=Holding.QRIS, proposals=found)
    assert code(error) == "match.used"
    undo_match(desk, mutations=mutations, line=0, reason="bukan ini")
    with pytest.raises(RuleBroken) as error:
        undo_match(desk, mutations=mutations, line=0, reason="lagi")
    assert code(error) == "match.not_matched"
    (item,) = list_items(house.database, Holding.QRIS, since=desk.today())
    match_by_hand(desk, account=Holding.QRIS, lines=[(mutations, 0)], documents=[item.document])
    (row,) = list_mutations(house.database)
    assert (row.done, row.confidence) == (True, 100)
    assert verify(house.database) == []


def test_sums_must_be_equal_and_what_differs_is_posted_with_its_reason(house: House) -> None:
    desk = trading(house)
    mutations = bank_says(
        desk, MutationLine(day=desk.today(), amount=89_000), MutationLine(day=desk.today(), amount=50)
    )
    (item,) = list_items(house.database, Holding.QRIS, since=desk.today())
    with pytest.raises(RuleBroken, match=r"-Rp1\.000"):
        match_by_hand(desk, account=Holding.QRIS, lines=[(mutations, 0)], documents=[item.document])
    said: dict[str, Any] = {"account": Holding.QRIS, "reason": DifferenceReason.WRONG_AMOUNT, "note": "salah ketik"}
    post_difference(desk, **said, line=(mutations, 0), document=item.document)
    assert desk.book.accounts()["qris"] == 89_000
    undo_match(desk, mutations=mutations, line=0, reason="keliru")
    assert desk.book.accounts()["qris"] == 90_000
    assert not state_of(desk).is_done((mutations, 0))
    post_difference(desk, account=Holding.QRIS, reason=DifferenceReason.INTEREST, note="bunga", line=(mutations, 1))
    assert desk.book.accounts()["qris"] == 90_050
