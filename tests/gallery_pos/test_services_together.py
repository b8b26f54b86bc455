"""Two people at once on one database: what each did is there once, and nothing was given away twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest

from db.verify import verify
from gallery_pos.cart import Cart, add
from gallery_pos.documents import Method, ReturnReason, SaleCompleted, Tender, new_id
from gallery_pos.errors import RuleBroken
from gallery_pos.ports import Posted
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.count_posting import post_stocktake
from gallery_pos.services.count_review import by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, session, submit_part
from gallery_pos.services.intake import IntakeLine, TakeBack, receive_goods, return_goods
from gallery_pos.services.payouts import pay
from gallery_pos.services.settlement import issue_statements
from gallery_pos.services.shifts import open_shift
from house import OUTLET, House

_T = TypeVar("_T")

MANY = 15


@pytest.fixture(params=["galleries", pytest.param("server_galleries", marks=pytest.mark.postgres)])
def both(request: pytest.FixtureRequest) -> Iterator[House]:
    """A gallery with two tills, on SQLite and on PostgreSQL."""
    house = request.getfixturevalue(request.param).new("AB")
    yield house
    assert verify(house.database) == []
    house.close()


def at_once(step: Callable[[str], _T]) -> list[_T]:
    """Do the same at both tills at the same moment."""
    start = Barrier(2)

    def begin(till: str) -> _T:
        start.wait(timeout=30)
        return step(till)

    with ThreadPoolExecutor(2) as people:
        return list(people.map(begin, "AB"))


def test_the_last_pieces_are_sold_once(both: House) -> None:
    keripik = both.keripik(MANY)
    lots = both.book.lots(OUTLET)

    def sell_all_day(till: str) -> list[Posted]:
        desk = both.desk("cashier", till=till)
        open_shift(desk, opening_float=0)
        sold = []
        for _ in range(MANY):
            cart = add(Cart(), keripik, maker="x", lots=lots, on=desk.today())
            tenders = [Tender(method=Method.CASH, amount=15_000)]
            sold.append(complete_sale(desk, cart=cart, tenders=tenders).value)
        return sold

    both_days = [posted for day in at_once(sell_all_day) for posted in day]
    taken: Counter[str] = Counter()
    for posted in both_days:
        for line in both.written(SaleCompleted, posted).lines:
            taken.update({part.lot: part.quantity for part in line.allocations})
    assert taken == {lots[0].lot: MANY, "": MANY}
    assert both.on_hand(keripik) == -MANY
    assert both.book.balance(keripik.consignor) == 2 * MANY * 12_000
    assert len({posted.number for posted in both_days}) == 2 * MANY


def test_goods_go_back_once(both: House) -> None:
    keripik = both.keripik(10)
    (lot,) = both.book.lots(OUTLET)

    def take_all(till: str) -> str:
        line = TakeBack(lot.lot, 10, ReturnReason.ENDED)
        try:
            return_goods(both.desk(till=till), consignor=keripik.consignor, lines=[line])
        except RuleBroken as refusal:
            return refusal.code
        return "done"

    assert sorted(at_once(take_all)) == ["done", "stock.too_many"]


def test_a_balance_is_paid_once(both: House) -> None:
    keripik = both.keripik(10)
    both.shift()
    both.sell((keripik, 10))

    def pay_all(till: str) -> str:
        try:
            pay(both.desk(till=till), consignor=keripik.consignor, amount=120_000, method=Method.TRANSFER)
        except RuleBroken as refusal:
            return refusal.code
        return "done"

    assert sorted(at_once(pay_all)) == ["done", "pay.too_much"]
    assert both.book.balance(keripik.consignor) == 0


def test_everybody_gets_one_statement(both: House) -> None:
    for name in ("A", "B", "C", "D"):
        both.receive(both.product(both.maker(name)), 1)
    until = both.desk().today()

    def issue(till: str) -> list[str]:
        try:
            return [one.number for one in issue_statements(both.desk(till=till), until=until).value]
        except RuleBroken as refusal:
            return [refusal.code]

    told = {number for numbers in at_once(issue) for number in numbers}
    assert len(told - {"statement.nothing"}) == 4
    assert len(both.book.last_statements()) == 4


def test_new_products_never_share_a_code_or_a_barcode(both: House) -> None:
    maker = both.maker()

    def make(till: str) -> list[tuple[str, str]]:
        desk = both.desk(till=till)
        made = [revise_product(desk, name=f"{till} {n}", consignor=maker.code, price=1_000).value for n in range(MANY)]
        return [(product.code, product.barcodes[0]) for product in made]

    made = [one for some in at_once(make) for one in some]
    assert len({code for code, _ in made}) == len({barcode for _, barcode in made}) == 2 * MANY


def test_one_form_sent_by_two_is_one_document(both: House) -> None:
    keripik = both.keripik(1)
    id_ = new_id()

    def receive(till: str) -> bool:
        lines = [IntakeLine(keripik.code, 5)]
        return receive_goods(both.desk(till=till), consignor=keripik.consignor, lines=lines, id=id_).value.fresh

    assert sorted(at_once(receive)) == [False, True]
    assert both.on_hand(keripik) == 6


def test_a_part_is_handed_in_once_and_a_count_is_posted_once(both: House) -> None:
    keripik = both.keripik(10)
    begun = start_stocktake(both.desk("cashier")).value.document
    part = session(both.book, begun.id).started.parts[0]
    papers = {"A": 9, "B": 8}

    def hand_in(till: str) -> str:
        found = [Found(keripik.code, papers[till], both.book.newest(), both.book.newest())]
        try:
            return submit_part(both.desk("cashier", till=till), stocktake=begun.id, part=part, found=found).value.number
        except RuleBroken as refusal:
            return refusal.code

    said = at_once(hand_in)
    assert said.count("count.taken") == 1
    left = papers["AB"[1 - said.index("count.taken")]]
    borne = by_terms(review(both.desk(), begun.id))

    def post(till: str) -> str:
        try:
            return post_stocktake(both.desk(till=till), stocktake=begun.id, borne=borne).value.number
        except RuleBroken as refusal:
            return refusal.code

    assert at_once(post).count("count.posted") == 1
    assert both.on_hand(keripik) == left
    assert both.book.balance(keripik.consignor) == (10 - left) * 12_000
