"""Counting while the counter sells: sessions, parts, several people, what is missing and who bears it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from db import read_model
from db.queries.variances import list_variances
from db.verify import verify
from gallery_pos.documents import (
    AsideLine,
    Covers,
    LossReason,
    PartCounted,
    ProductRevised,
    ReturnReason,
    Shelf,
    StocktakePosted,
    StocktakeStarted,
    TurnPlanned,
)
from gallery_pos.errors import NeedsApproval
from gallery_pos.services.access import Approval
from gallery_pos.services.count_posting import post_stocktake
from gallery_pos.services.count_review import Borne, Remark, Review, bear, by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, cancel_stocktake, session, submit_part
from gallery_pos.services.intake import TakeBack, return_goods
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.stock import Loss, write_off
from house import OUTLET, House, refused

YES = Approval(by="manager", reason="dilihat sendiri")
WHOLE = "Seluruhnya"


def begin(house: House, **wanted: Any) -> StocktakeStarted:
    return house.written(StocktakeStarted, start_stocktake(house.desk("cashier"), **wanted).value)


def hand_in(house: House, count: StocktakeStarted, part: str = WHOLE, /, **more: Any) -> PartCounted:
    done = submit_part(house.desk("cashier"), stocktake=count.id, part=part, **more)
    return house.written(PartCounted, done.value)


def found(house: House, *goods: tuple[ProductRevised, int]) -> list[Found]:
    """Count goods at this moment, as a scanner does."""
    mark = house.book.newest()
    return [Found(product.code, pieces, mark, mark) for product, pieces in goods]


def look(house: House, count: StocktakeStarted, **more: Any) -> Review:
    return review(house.desk(), count.id, **more)


def post(house: House, count: StocktakeStarted, *borne: Borne, **more: Any) -> StocktakePosted:
    borne = borne or tuple(by_terms(look(house, count)))
    return house.written(StocktakePosted, post_stocktake(house.desk(), stocktake=count.id, borne=borne, **more).value)


def differences(told: Review) -> dict[str, int]:
    return {row.standing.product: row.standing.difference for row in told.rows if row.standing.difference}


# --------------------------------------------------------------------------------------- while the counter sells


def test_the_counter_sells_before_during_and_after_the_count(each_house: House) -> None:
    house = each_house
    keripik = house.keripik(20)
    house.shift()
    count = begin(house)
    assert [(line.expected, line.product) for line in count.lines] == [(20, keripik.code)]
    house.sell((keripik, 2))  # before anybody came to that shelf
    counted = found(house, (keripik, 16))  # two are missing
    house.sell((keripik, 3))  # after its pieces were counted, before the part was handed in
    hand_in(house, count, found=counted)
    house.sell((keripik, 1))
    (row,) = look(house, count).rows
    assert (row.standing.frozen, row.standing.moved, row.standing.expected) == (20, -2, 18)
    assert (row.standing.counted, row.standing.difference, row.standing.certain) == (16, -2, True)
    assert (row.value, row.unexplained, row.due) == (-30_000, 2, 24_000)
    posted = post(house, count)
    assert house.on_hand(keripik) == 12
    assert (posted.stocktake, posted.counted_by, posted.scope) == (count.id, ("cashier",), "Seluruh gerai")
    assert [(line.reason, line.gallery_bp, line.compensation) for line in posted.lines] == [
        (LossReason.LOST, 10_000, 24_000)
    ]
    house.sell((keripik, 12))
    assert house.on_hand(keripik) == 0


def test_goods_that_come_go_back_and_are_returned_meanwhile(house: House) -> None:
    keripik = house.keripik(10)
    house.shift()
    sale = house.sell((keripik, 2))
    count = begin(house)
    house.receive(keripik, 5)
    house.refund(sale, {0: 1})
    counted = found(house, (keripik, 14))  # 8 + 5 + 1
    hand_in(house, count, found=counted)
    lot = house.book.lots(OUTLET)[0]
    return_goods(house.desk(), consignor=keripik.consignor, lines=[TakeBack(lot.lot, 3, ReturnReason.SLOW)])
    house.refund(sale, {0: 1})
    assert differences(look(house, count)) == {}
    post(house, count)
    assert house.on_hand(keripik) == 12


def test_a_sale_between_two_scans_is_never_a_loss_and_the_row_says_that_it_is_doubtful(house: House) -> None:
    keripik = house.keripik(10)
    house.shift()
    count = begin(house)
    first = house.book.newest()
    house.sell((keripik, 1))  # of those counted already, or of those not yet counted
    last = house.book.newest()
    for pieces in (9, 10):
        before = session(house.book, count.id).parts.get(WHOLE)
        hand_in(house, count, found=[Found(keripik.code, pieces, first, last)], replaces=before.id if before else None)
        (row,) = look(house, count).rows
        assert (row.standing.difference, row.standing.certain) == (0, False)


def test_a_note_written_late_and_a_loss_noted_meanwhile_are_not_counted_twice(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    counted = found(house, (keripik, 14))  # five stand there without a note, one is missing
    hand_in(house, count, found=counted)
    from gallery_pos.services.intake import IntakeLine, receive_goods

    yesterday = house.desk().today() - timedelta(days=1)
    receive_goods(
        house.desk(), consignor=keripik.consignor, lines=[IntakeLine(keripik.code, 5)], business_date=yesterday
    )
    assert differences(look(house, count)) == {keripik.code: -1}
    write_off(house.desk(), lines=[Loss(house.book.lots(OUTLET)[0].lot, 1, LossReason.LOST)])
    assert differences(look(house, count)) == {}
    assert house.on_hand(keripik) == 14


def test_two_counts_of_the_same_goods_charge_a_loss_once(house: House) -> None:
    keripik = house.keripik(10)
    whole, maker = begin(house), begin(house, covers=Covers.CONSIGNOR, code=keripik.consignor)
    for count in (whole, maker):
        hand_in(house, count, found=found(house, (keripik, 9)))
    post(house, whole)
    assert differences(look(house, maker)) == {}
    post(house, maker)
    assert house.on_hand(keripik) == 9
    assert house.book.balance(keripik.consignor) == 12_000


# ------------------------------------------------------------------------------------------------- several people


def test_several_people_count_parts_and_a_product_may_stand_in_two(house: House) -> None:
    keripik = house.keripik(10)
    sirup = house.product(house.maker("Kebun Pak Ujang"), "Sirup", 25_000)
    house.receive(sirup, 4)
    count = begin(house, parts=("Rak depan", "Gudang"))
    assert session(house.book, count.id).waiting == ("Rak depan", "Gudang")
    hand_in(house, count, "Rak depan", found=found(house, (keripik, 6), (sirup, 4)), counted_by="Bu Tati")
    with refused("count.parts_open"):
        post(house, count)
    hand_in(house, count, "Gudang", found=found(house, (keripik, 4)), counted_by="manager")
    told = look(house, count)
    assert differences(told) == {}
    assert {row.standing.product: row.counted_by for row in told.rows} == {
        keripik.code: ("Bu Tati", "manager"),
        sirup.code: ("Bu Tati",),
    }
    assert post(house, count).counted_by == ("Bu Tati", "manager")


def test_two_people_on_one_shelf_the_second_is_told_and_may_replace_on_purpose(each_house: House) -> None:
    house = each_house
    keripik = house.keripik(10)
    count = begin(house, parts=("Rak depan", "Gudang"))
    first = hand_in(house, count, "Rak depan", found=found(house, (keripik, 9)))
    again: dict[str, Any] = {
        "stocktake": count.id,
        "part": "Rak depan",
        "found": found(house, (keripik, 10)),
        "counted_by": "manager",
    }
    with refused("count.taken"):
        submit_part(house.desk(till="A"), **again)
    assert session(house.book, count.id).parts["Rak depan"].id == first.id
    submit_part(house.desk(), **again, replaces=first.id)
    with refused("count.taken"):  # a third who looked at the first paper
        submit_part(house.desk(), **{**again, "found": found(house, (keripik, 3))}, replaces=first.id)
    assert differences(look(house, count)) == {}


def test_the_refusal_says_who_counted_when_and_how_much(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    hand_in(house, count, found=found(house, (keripik, 9)), counted_by="manager")
    with pytest.raises(Exception, match=r"Seluruhnya sudah dihitung Manager pada 5 Okt 2026 pukul 09.00: 9 barang"):
        hand_in(house, count, found=[])


def test_a_part_handed_in_twice_is_one(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    id_, counted = house.new_id(), found(house, (keripik, 9))
    hand_in(house, count, found=counted, id=id_)
    again = submit_part(house.desk("cashier"), stocktake=count.id, part=WHOLE, found=counted, id=id_)
    assert not again.value.fresh
    with refused("journal.id_reused"):
        hand_in(house, count, found=[], id=id_)


def test_what_has_no_known_code_is_put_aside_and_never_lost(house: House) -> None:
    house.keripik(10)
    count = begin(house, parts=("Rak depan", "Gudang"))
    hand_in(house, count, "Rak depan", found=[], aside=[AsideLine(code="8991234567890", pieces=2)])
    aside = [AsideLine(code="8991234567890", pieces=1), AsideLine(code="X", pieces=0)]
    hand_in(house, count, "Gudang", found=[], aside=aside)
    assert [(line.code, line.pieces) for line in look(house, count).aside] == [("8991234567890", 3)]


# ----------------------------------------------------------------------------------------------- what is counted


def test_one_maker_in_a_minute(house: House) -> None:
    keripik = house.keripik(10)
    sirup = house.product(house.maker("Kebun Pak Ujang"), "Sirup", 25_000)
    house.receive(sirup, 4)
    count = begin(house, covers=Covers.CONSIGNOR, code=keripik.consignor)
    assert (count.scope, {line.product for line in count.lines}) == ("Titipan Dapur Bu Enah", {keripik.code})
    with refused("count.foreign"):
        hand_in(house, count, found=found(house, (sirup, 1)))
    new = house.product(house.book.consignor(keripik.consignor), "Opak", 10_000)  # type: ignore[arg-type]
    hand_in(house, count, found=found(house, (keripik, 10), (new, 2)))
    assert differences(look(house, count)) == {new.code: 2}
    post(house, count)
    assert (house.on_hand(keripik), house.on_hand(sirup), house.book.loose(OUTLET)) == (10, 4, {new.code: 2})


def test_a_category_a_shelf_and_some_products(house: House) -> None:
    keripik = house.revise(house.keripik(10), category="Makanan")
    sirup = house.product(house.maker("Kebun Pak Ujang"), "Sirup", 25_000)
    house.receive(sirup, 4)
    count = begin(house, covers=Covers.CATEGORY, code="Makanan")
    assert (count.scope, [line.product for line in count.lines]) == ("Kategori Makanan", [keripik.code])
    revise_outlet(house.desk("admin"), code=OUTLET, shelves=(Shelf(code="A", name="Depan"), Shelf(code="B", name="B")))
    today = house.desk().today()
    turn = house.desk().write(
        TurnPlanned, code="T1", shelf="A", consignor=sirup.consignor, since=today, until=today + timedelta(days=7)
    )
    house.journal.append(turn)
    count = begin(house, covers=Covers.SHELF, code="A")
    assert (count.scope, [line.product for line in count.lines]) == ("Rak Depan", [sirup.code])
    with refused("count.shelf_empty"):
        begin(house, covers=Covers.SHELF, code="B")
    with refused("count.shelf"):
        begin(house, covers=Covers.SHELF, code="Z")
    whole = begin(house, parts=("Depan", "B"))
    hand_in(house, whole, "B", found=found(house, (keripik, 3), (sirup, 0)))
    again = begin(house, covers=Covers.SHELF, code="B")
    assert [line.product for line in again.lines] == [keripik.code], "what was last counted there"
    hand_in(house, again, found=found(house, (keripik, 2)))
    later = begin(house, covers=Covers.SHELF, code="B")
    assert [line.product for line in later.lines] == [keripik.code], "also in a count of that shelf alone"
    house.sell((sirup, 4)) if house.shift() else None
    count = begin(house, covers=Covers.PRODUCTS, products=[sirup.code])
    assert [(line.product, line.expected) for line in count.lines] == [(sirup.code, 0)]
    assert count.scope == "Sirup"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"covers": Covers.PRODUCTS}, "count.empty"),
        ({"covers": Covers.PRODUCTS, "products": ["P999"]}, "count.unknown"),
        ({"covers": Covers.CONSIGNOR, "code": "M999"}, "count.consignor"),
        ({"covers": Covers.CATEGORY, "code": "Perahu"}, "count.category"),
        ({"parts": ("Rak", "rak")}, "count.parts"),
        ({"parts": ("x" * 61,)}, "count.parts"),
        ({"parts": tuple(str(n) for n in range(61))}, "count.parts"),
    ],
)
def test_what_cannot_be_begun(house: House, wanted: dict[str, Any], code: str) -> None:
    house.keripik(10)
    with refused(code):
        begin(house, **wanted)


def test_an_inspector_counts_nothing(house: House) -> None:
    with refused("access.denied"):
        start_stocktake(house.desk("auditor"))


def test_what_cannot_be_handed_in(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    for pieces in (-1, 1_000_001):
        with refused("count.pieces"):
            hand_in(house, count, found=[Found(keripik.code, pieces)])
    with refused("count.unknown"):
        hand_in(house, count, found=[Found("P999", 1)])
    with refused("count.twice"):
        hand_in(house, count, found=[Found(keripik.code, 1), Found(keripik.code, 2)])
    with refused("count.part"):
        hand_in(house, count, "Loteng", found=[])
    with refused("count.no_session"):
        submit_part(house.desk(), stocktake=UUID(int=9), part=WHOLE, found=[])
    revise_outlet(house.desk("admin"), code="POJOK", name="Pojok Klari")
    with refused("count.elsewhere"):
        submit_part(house.desk(outlet="POJOK"), stocktake=count.id, part=WHOLE, found=[])


# ------------------------------------------------------------------------------------------- bearers and posting


def test_nothing_is_posted_while_a_missing_piece_has_no_bearer(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    hand_in(house, count, found=found(house, (keripik, 7)))
    few, many = Borne(keripik.code, 2, LossReason.LOST), Borne(keripik.code, 4, LossReason.LOST)
    for borne in (few, many):
        with refused("count.unborne"):
            post(house, count, borne)
    with refused("count.share"):
        post(house, count, Borne(keripik.code, 3, LossReason.LOST, 10_001))
    assert house.on_hand(keripik) == 10


def test_pieces_of_one_product_go_in_several_ways(each_house: House) -> None:
    """Two lots under different terms: one lost as agreed, one broken and shared, one expired and the maker's own."""
    house = each_house
    keripik = house.product(house.maker(terms={"commission_bp": 2_000}))
    day = house.desk().today()
    soon, late = house.receive(keripik, 2, day + timedelta(10)), house.receive(keripik, 5, day + timedelta(30))
    count = begin(house)
    hand_in(house, count, found=found(house, (keripik, 4)))
    borne = (
        Borne(keripik.code, 1, LossReason.LOST),
        Borne(keripik.code, 1, LossReason.DAMAGED, 5_000),
        Borne(keripik.code, 1, LossReason.EXPIRED),
    )
    remarks = {keripik.code: Remark("jatuh dari rak", ("ab" * 32,))}
    preview = bear(look(house, count), borne, remarks)
    posted = post(house, count, *borne, remarks=remarks)
    assert posted.lines == preview
    told = {(line.lot, line.reason): (line.expected, line.counted, line.compensation) for line in posted.lines}
    assert told == {
        (soon, LossReason.LOST): (1, 0, 12_000),
        (soon, LossReason.DAMAGED): (1, 0, 6_000),
        (late, LossReason.EXPIRED): (5, 4, 0),
    }
    assert {(line.note, line.pictures) for line in posted.lines if line.note} == {("jatuh dari rak", ("ab" * 32,))}
    assert house.on_hand(keripik) == 4
    assert house.book.balance(keripik.consignor) == 18_000
    assert verify(house.database, pinned={}) == []


def test_what_was_sold_without_a_lot_needs_no_bearer(house: House) -> None:
    keripik = house.keripik(2)
    house.shift()
    house.sell((keripik, 3))
    house.receive(keripik, 10)
    count = begin(house)
    hand_in(house, count, found=found(house, (keripik, 8)))  # nine should be there
    assert look(house, count).unexplained == {keripik.code: 1}
    posted = post(house, count)
    assert [(line.expected, line.counted, line.reason) for line in posted.lines] == [
        (9, 8, LossReason.LOST),
        (1, 0, None),  # this one was sold,
        (-1, 0, None),  # when the books had none
    ]
    (row,) = list_variances(house.database)
    assert (row.difference, row.compensation) == (-1, 12_000)
    assert (house.on_hand(keripik), house.book.balance(keripik.consignor)) == (8, 2 * 12_000 + 12_000 + 12_000)


def test_what_was_found_nowhere_is_decided_on_before_it_is_posted(house: House) -> None:
    keripik = house.keripik(10)
    sirup = house.product(house.maker("Kebun Pak Ujang"), "Sirup", 25_000)
    house.receive(sirup, 4)
    house.receive(house.product(house.book.consignor(sirup.consignor), "Dodol"), 1)  # type: ignore[arg-type]
    count = begin(house)
    dodol = next(line.product for line in count.lines if line.name == "Dodol")
    hand_in(house, count, found=[*found(house, (keripik, 10)), Found(dodol, 0)])
    told = look(house, count)
    assert [row.name for row in told.absent] == ["Sirup"]
    borne = by_terms(told)
    with refused("count.absent"):
        post(house, count, *borne)
    left = look(house, count, absent_gone=False)
    assert left.unexplained == {dodol: 1}
    posted = post(house, count, *by_terms(left), absent_gone=False)
    assert sirup.code not in {line.product for line in posted.lines}
    assert house.on_hand(sirup) == 4


def test_a_superior_posts_and_cancels(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    hand_in(house, count, found=found(house, (keripik, 10)))
    with pytest.raises(NeedsApproval):
        post_stocktake(house.desk("cashier"), stocktake=count.id, borne=[])
    with pytest.raises(NeedsApproval):
        cancel_stocktake(house.desk("cashier"), stocktake=count.id, reason="salah mulai")
    done = post_stocktake(house.desk("cashier"), stocktake=count.id, borne=[], approval=YES, note="bulanan")
    posted = house.written(StocktakePosted, done.value)
    assert (posted.approved_by, posted.note) == ("manager", "bulanan; dilihat sendiri")


def test_a_count_is_posted_once_and_nothing_is_added_afterwards(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    hand_in(house, count, found=found(house, (keripik, 9)))
    id_, borne = house.new_id(), by_terms(look(house, count))
    for _ in range(2):
        done = post_stocktake(house.desk(), stocktake=count.id, borne=borne, id=id_)
    assert not done.value.fresh
    for again in (
        lambda: post_stocktake(house.desk(), stocktake=count.id, borne=borne),
        lambda: hand_in(house, count, found=[]),
        lambda: cancel_stocktake(house.desk(), stocktake=count.id, reason="x"),
    ):
        with refused("count.posted"):
            again()
    assert house.on_hand(keripik) == 9
    read_model.rebuild(house.database)
    assert session(house.book, count.id).posted is not None


def test_a_cancelled_count_counts_for_nothing(house: House) -> None:
    keripik = house.keripik(10)
    count = begin(house)
    hand_in(house, count, found=found(house, (keripik, 9)))
    with refused("count.reason"):
        cancel_stocktake(house.desk(), stocktake=count.id, reason=" ")
    id_ = house.new_id()
    for _ in range(2):
        done = cancel_stocktake(house.desk(), stocktake=count.id, reason="listrik padam", id=id_)
    assert not done.value.fresh
    with refused("count.cancelled"):
        post_stocktake(house.desk(), stocktake=count.id, borne=[])
    assert house.on_hand(keripik) == 10
