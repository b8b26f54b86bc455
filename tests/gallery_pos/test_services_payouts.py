"""Money that arrives: many paid at once, by cash or by a file for the bank, taken back, and confirmed by the makers."""

from __future__ import annotations

import pytest

from db.verify import verify
from gallery_pos.agreement_words import agreement_sentences
from gallery_pos.barcode import receipt_code
from gallery_pos.desk import Done
from gallery_pos.documents import (
    Acknowledgement,
    Method,
    PayoutAcknowledged,
    PayoutBatchDropped,
    PayoutBatchPrepared,
    PayoutMade,
    PayoutReversed,
    ProductRevised,
    Tender,
    new_id,
)
from gallery_pos.errors import NeedsApproval, RuleBroken
from gallery_pos.ports import Posted
from gallery_pos.services import payout_batches
from gallery_pos.services.access import Approval
from gallery_pos.services.acknowledging import acknowledge
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.payables import Why, dues, pay_dues
from gallery_pos.services.payout_batches import drop_batch, prepare_batch, settle_batch
from gallery_pos.services.payouts import pay, reverse_payout
from gallery_pos.services.settlement import adjust
from gallery_pos.services.treasury import safe_warning
from gallery_pos.terms import AgreedTerms
from house import House, refused

YES = Approval(by="manager", reason="salah rekening")
CODE, PAPER, SCREEN, PROOF = (
    Acknowledgement.CODE,
    Acknowledgement.PAPER,
    Acknowledgement.SCREEN,
    Acknowledgement.PROOF,
)


def goods_of(house: House, name: str, **agreement: object) -> ProductRevised:
    """Let a maker leave ten pieces at 10,000 under 20 %."""
    maker = house.maker(name, **{"terms": AgreedTerms(commission_bp=2_000), **agreement})
    product = house.product(maker, f"Barang {name}", 10_000)
    house.receive(product, 10)
    return product


def amounts(house: House, **more: object) -> dict[str, tuple[int, Why | None]]:
    """Return what each maker would be paid today."""
    found = dues(house.desk(), until=house.desk().today(), **more)  # type: ignore[arg-type]
    return {due.consignor: (due.amount, due.why) for due in found}


# -------------------------------------------------------------------------------------------------- up to a day


def test_up_to_a_day_a_maker_gets_what_his_statement_says(each_house: House) -> None:
    batik = goods_of(each_house, "Batik")
    each_house.shift()
    each_house.sell((batik, 2))
    monday = each_house.desk().today()
    told = each_house.statement(batik.consignor)
    each_house.wait()
    each_house.sell((batik, 3))
    (due,) = dues(each_house.desk(), until=monday)
    assert (due.amount, due.statement, due.why) == (16_000, told.id, None)
    (later,) = dues(each_house.desk(), until=each_house.desk().today())
    assert (later.amount, later.balance, later.statement) == (40_000, 40_000, None)
    done = pay_dues(each_house.desk(), until=monday, method=Method.TRANSFER, reference="TRX-1")
    (payout,) = (each_house.written(PayoutMade, posted) for posted in done.value.payouts)
    assert (payout.amount, payout.statement, payout.reference) == (16_000, told.id, "TRX-1")
    assert dues(each_house.desk(), until=monday) == []
    again = pay_dues(each_house.desk(), until=monday, method=Method.TRANSFER, reference="TRX-1")
    assert again.value.payouts == ()
    assert each_house.book.balance(batik.consignor) == 24_000


def test_without_a_statement_a_maker_gets_what_came_about_by_then(each_house: House) -> None:
    batik = goods_of(each_house, "Batik")
    each_house.shift()
    each_house.sell((batik, 1))
    monday = each_house.desk().today()
    each_house.wait()
    each_house.sell((batik, 4))
    each_house.pay(batik.consignor, 3_000)
    (due,) = dues(each_house.desk(), until=monday)
    assert (due.amount, due.statement) == (5_000, None), "what was paid since counts, what was sold since does not"


def test_what_came_back_since_is_not_paid(house: House) -> None:
    batik = goods_of(house, "Batik")
    house.shift()
    sale = house.sell((batik, 3))
    monday = house.desk().today()
    house.statement(batik.consignor)
    house.wait()
    house.refund(sale, {0: 2})
    (due,) = dues(house.desk(), until=monday)
    assert due.amount == 8_000


def test_what_came_late_waits_for_the_statement_that_tells_it(house: House) -> None:
    batik = goods_of(house, "Batik")
    house.shift()
    house.sell((batik, 1))
    told = house.statement(batik.consignor)
    adjust(house.desk(), consignor=batik.consignor, amount=7_000, reason="lupa")
    (due,) = dues(house.desk(), until=house.desk().today())
    assert (due.amount, due.balance) == (told.figures.closing, told.figures.closing + 7_000)


def test_a_payout_taken_back_is_due_again(each_house: House) -> None:
    batik = goods_of(each_house, "Batik")
    each_house.shift()
    each_house.sell((batik, 2))
    monday = each_house.desk().today()
    told = each_house.statement(batik.consignor)
    each_house.wait()
    paid = each_house.pay(batik.consignor, 16_000)
    assert dues(each_house.desk(), until=monday) == []
    reverse_payout(each_house.desk(), payout=paid.id, approval=YES)
    (due,) = dues(each_house.desk(), until=monday)
    assert (due.amount, due.statement) == (16_000, told.id)
    each_house.statement(batik.consignor)
    (due,) = dues(each_house.desk(), until=each_house.desk().today())
    assert due.amount == 16_000


def test_who_owes_and_who_has_too_little_is_left_out(house: House) -> None:
    rich, poor, owes = (
        goods_of(house, "Kaya"),
        goods_of(house, "Kecil", minimum_payout=50_000),
        goods_of(house, "Minus"),
    )
    house.shift()
    house.sell((rich, 1), (poor, 1))
    adjust(house.desk(), consignor=owes.consignor, amount=-9_000, reason="barang kembali")
    assert amounts(house) == {
        rich.consignor: (8_000, None),
        poor.consignor: (8_000, Why.MINIMUM),
        owes.consignor: (-9_000, Why.OWES),
    }
    assert amounts(house, consignors=[poor.consignor]) == {poor.consignor: (8_000, Why.MINIMUM)}
    done = pay_dues(house.desk(), until=house.desk().today(), method=Method.TRANSFER).value
    assert [house.written(PayoutMade, one).consignor for one in done.payouts] == [rich.consignor]
    assert {due.consignor for due in done.left} == {poor.consignor, owes.consignor}
    house.sell((poor, 6))
    assert amounts(house)[poor.consignor] == (56_000, None)


def test_the_least_that_is_paid_is_agreed_for_all_or_for_one(house: House) -> None:
    revise_agreement(house.desk(), minimum_payout=20_000, dispute_days=7)
    usual = goods_of(house, "Biasa")
    own = house.book.agreement(usual.consignor)
    assert own is not None
    assert (own.minimum_payout, own.dispute_days) == (20_000, 7)
    told = " ".join(agreement_sentences(house.book, usual.consignor))
    assert "Yang kurang dari Rp20.000 dibayarkan bersama periode berikutnya." in told
    assert "Laporan boleh disanggah sampai 7 hari sejak terbit" in told
    house.shift()
    house.sell((usual, 2))
    assert amounts(house) == {usual.consignor: (16_000, Why.MINIMUM)}
    revise_agreement(house.desk(), consignor=usual.consignor, minimum_payout=0)
    assert amounts(house) == {usual.consignor: (16_000, None)}
    with refused("agreement.minimum"):
        revise_agreement(house.desk(), consignor=usual.consignor, minimum_payout=-1)
    with refused("agreement.dispute_days"):
        revise_agreement(house.desk(), consignor=usual.consignor, dispute_days=366)


def test_a_day_to_come_is_no_cut_off(house: House) -> None:
    tomorrow = house.wait()
    house.wait(-1)
    with refused("pay.future"):
        dues(house.desk(), until=tomorrow)


def test_one_who_cannot_be_paid_stops_nobody(house: House) -> None:
    first, second = goods_of(house, "Satu"), goods_of(house, "Dua")
    house.shift(0)
    house.sell((first, 1), tenders=[Tender(method=Method.CASH, amount=10_000)])
    house.sell((second, 5))
    today = house.desk().today()
    done = pay_dues(house.desk(), until=today, method=Method.CASH).value
    assert [house.written(PayoutMade, one).amount for one in done.payouts] == [8_000]
    assert [(one.due.consignor, one.error.code) for one in done.refused] == [(second.consignor, "shift.not_enough")]
    assert house.drawer().expected == 2_000
    assert "kurang Rp40.000" in safe_warning(house.desk(), amount=40_000)
    safe = pay_dues(house.desk(), until=today, method=Method.CASH, from_drawer=False).value
    assert [house.written(PayoutMade, one).shift for one in safe.payouts] == [None]
    assert "brankas kurang Rp40.000" in safe_warning(house.desk())


def test_cash_needs_an_open_drawer_before_anybody_is_paid(house: House) -> None:
    with refused("shift.closed"):
        pay_dues(house.desk(), until=house.desk().today(), method=Method.CASH)


def test_cancel_keeps_what_is_paid(house: House) -> None:
    for name in ("Satu", "Dua", "Tiga"):
        goods = goods_of(house, name)
        adjust(house.desk(), consignor=goods.consignor, amount=5_000, reason="saldo awal")

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pay_dues(house.desk(), until=house.desk().today(), method=Method.TRANSFER, progress=stop)
    assert sorted(amount for amount, _ in amounts(house).values()) == [5_000]


def test_paying_twice_says_when_it_was_paid(house: House) -> None:
    batik = goods_of(house, "Batik")
    house.shift()
    house.sell((batik, 1))
    paid = house.pay(batik.consignor, 8_000)
    with pytest.raises(RuleBroken, match=house.number(paid)) as refusal:
        house.pay(batik.consignor, 8_000)
    assert refusal.value.code == "pay.too_much"


# ---------------------------------------------------------------------------------------------- taken back


def test_cash_goes_back_where_it_can(each_house: House) -> None:
    batik = goods_of(each_house, "Batik")
    each_house.shift(50_000)
    each_house.sell((batik, 2))
    desk = each_house.desk()
    paid = [pay(desk, consignor=batik.consignor, amount=8_000, method=Method.CASH).value for _ in range(2)]
    assert each_house.drawer().expected == 34_000
    done = reverse_payout(desk, payout=paid[0].document.id, approval=YES, reason="salah orang")
    back = each_house.written(PayoutReversed, done.value)
    assert (back.amount, back.shift, back.approved_by) == (8_000, each_house.drawer().opened.id, "manager")
    assert back.reason == "salah orang; salah rekening"
    assert each_house.drawer().expected == 42_000
    safe = reverse_payout(desk, payout=paid[1].document.id, approval=YES, to_drawer=False)
    assert each_house.written(PayoutReversed, safe.value).shift is None
    assert each_house.drawer().expected == 42_000
    assert each_house.book.balance(batik.consignor) == 16_000
    assert verify(each_house.database) == []


def test_a_payout_is_taken_back_once_and_by_two(house: House) -> None:
    batik = goods_of(house, "Batik")
    house.shift()
    house.sell((batik, 1))
    paid, form = house.pay(batik.consignor, 8_000), new_id()
    with pytest.raises(NeedsApproval):
        reverse_payout(house.desk(), payout=paid.id)
    with refused("access.reason"):
        reverse_payout(house.desk(), payout=paid.id, approval=Approval(by="manager", reason=" "))
    with refused("access.denied"):
        reverse_payout(house.desk("cashier"), payout=paid.id, approval=YES)
    with refused("pay.unknown"):
        reverse_payout(house.desk(), payout=new_id(), approval=YES)
    for _ in range(2):
        done = reverse_payout(house.desk(), payout=paid.id, approval=YES, id=form)
    assert not done.value.fresh
    with refused("pay.reversed"):
        reverse_payout(house.desk(), payout=paid.id, approval=YES)
    with refused("pay.reversed"):
        acknowledge(house.desk(), payout=paid.id, way=CODE, code="x")
    assert house.book.balance(batik.consignor) == 8_000


def test_what_was_paid_in_needs_the_cash_to_go_back(house: House) -> None:
    maker = house.maker()
    adjust(house.desk(), consignor=maker.code, amount=-5_000, reason="barang kembali")
    house.shift(0)
    paid_in = pay(house.desk(), consignor=maker.code, amount=-5_000, method=Method.CASH).value
    assert house.drawer().expected == 5_000
    reverse_payout(house.desk(), payout=paid_in.document.id, approval=YES)
    assert house.drawer().expected == 0
    assert house.book.balance(maker.code) == -5_000


# ------------------------------------------------------------------------------------------- files for the bank


def prepared(house: House, *names: str, **more: object) -> tuple[PayoutBatchPrepared, list[str]]:
    """Let makers sell something each, and prepare transfers to all of them."""
    codes = []
    for name in names:
        goods = goods_of(house, name)
        house.sell((goods, 2))
        codes.append(goods.consignor)
    today = house.desk().today()
    done = prepare_batch(house.desk(), until=today, with_account=more.get("with_account", codes))  # type: ignore[arg-type]
    return house.written(PayoutBatchPrepared, done.value.posted), codes


def test_a_file_pays_nobody_and_what_the_bank_did_does(each_house: House) -> None:
    each_house.shift()
    batch, codes = prepared(each_house, "Satu", "Dua", "Tiga")
    assert [(line.consignor, line.amount) for line in batch.lines] == [(code, 16_000) for code in codes]
    assert all(each_house.book.balance(code) == 16_000 for code in codes)
    assert {why for _, why in amounts(each_house).values()} == {Why.IN_BATCH}
    with refused("pay.in_batch"):
        each_house.pay(codes[0], 1_000)
    with refused("batch.nothing"):
        prepare_batch(each_house.desk(), until=batch.until, with_account=codes)
    done = settle_batch(each_house.desk(), batch=batch.id, reference=" TRX-7 ", consignors=codes[:1])
    (payout,) = (each_house.written(PayoutMade, posted) for posted in done.value)
    assert (payout.consignor, payout.batch, payout.reference) == (codes[0], batch.id, "TRX-7")
    drop_batch(each_house.desk(), batch=batch.id, reason="rekening salah", consignors=codes[1:2])
    each_house.pay(codes[1], 1_000)
    settle_batch(each_house.desk(), batch=batch.id, reference="TRX-8")
    assert [each_house.book.balance(code) for code in codes] == [0, 15_000, 0]
    for act in (
        lambda: settle_batch(each_house.desk(), batch=batch.id, reference="TRX-9"),
        lambda: drop_batch(each_house.desk(), batch=batch.id, reason="lupa"),
    ):
        with refused("batch.closed"):
            act()
    lines = {line.consignor: (line.paid, line.dropped) for line in each_house.book.transfers(batch.id)}
    assert lines == {codes[0]: (True, False), codes[1]: (False, True), codes[2]: (True, False)}
    assert verify(each_house.database) == []


def test_who_has_no_account_is_named_and_left_out(house: House) -> None:
    house.shift()
    without = goods_of(house, "Tanpa Rekening")
    house.sell((without, 1))
    _, codes = prepared(house, "Satu")
    today = house.desk().today()
    assert amounts(house)[without.consignor] == (8_000, None), "nothing lost: he can be paid in cash"
    with refused("batch.nothing"):
        prepare_batch(house.desk(), until=today, with_account=codes)
    found = goods_of(house, "Dua")
    house.sell((found, 1))
    done = prepare_batch(house.desk(), until=today, with_account=[found.consignor]).value
    assert {(due.consignor, due.why) for due in done.left} == {
        (without.consignor, Why.NO_ACCOUNT),
        (codes[0], Why.IN_BATCH),
    }


def test_what_the_bank_did_is_a_fact_even_where_goods_came_back(house: House) -> None:
    house.shift()
    goods = goods_of(house, "Satu")
    sale = house.sell((goods, 2))
    today = house.desk().today()
    batch = prepare_batch(house.desk(), until=today, with_account=[goods.consignor]).value.posted.document
    house.refund(sale, {0: 1})
    settle_batch(house.desk(), batch=batch.id, reference="TRX-1")
    assert house.book.balance(goods.consignor) == -8_000
    assert amounts(house) == {goods.consignor: (-8_000, Why.OWES)}
    house.sell((goods, 3))
    assert amounts(house) == {goods.consignor: (16_000, None)}, "what was too much is kept back by itself"


def test_transfers_that_are_written_stay_where_the_rest_is_cancelled(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(payout_batches, "_AT_ONCE", 2)
    house.shift()
    batch, codes = prepared(house, "Satu", "Dua", "Tiga")

    class StoppedError(Exception):
        pass

    def stop(done: int, _of: int) -> None:
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        settle_batch(house.desk(), batch=batch.id, reference="TRX", progress=stop)
    assert sum(house.book.balance(code) == 0 for code in codes) == 2
    paid = settle_batch(house.desk(), batch=batch.id, reference="TRX").value
    assert len(paid) == 1
    assert [house.book.balance(code) for code in codes] == [0, 0, 0]


def test_each_step_of_a_file_sent_twice_counts_once(house: House) -> None:
    house.shift()
    goods = goods_of(house, "Satu")
    house.sell((goods, 2))
    today, forms = house.desk().today(), [new_id(), new_id()]
    for _ in range(2):
        done = prepare_batch(house.desk(), until=today, with_account=[goods.consignor], id=forms[0])
    assert not done.value.posted.fresh
    batch = done.value.posted.document.id
    for _ in range(2):
        dropped = drop_batch(house.desk(), batch=batch, reason="salah", id=forms[1]).value
    assert isinstance(dropped.document, PayoutBatchDropped)
    assert not dropped.fresh
    for slip in (
        lambda: settle_batch(house.desk(), batch=batch, reference=" "),
        lambda: drop_batch(house.desk(), batch=batch, reason=" "),
        lambda: settle_batch(house.desk(), batch=new_id(), reference="x"),
        lambda: settle_batch(house.desk("cashier"), batch=batch, reference="x"),
    ):
        with pytest.raises(Exception, match=r".") as refusal:
            slip()
        assert getattr(refusal.value, "code", "") in {
            "batch.reference",
            "batch.reason",
            "batch.unknown",
            "access.denied",
        }


# -------------------------------------------------------------------------------------------------- confirmed


@pytest.fixture
def payout(house: House) -> Posted:
    """A payout by transfer."""
    goods = goods_of(house, "Satu")
    house.shift()
    house.sell((goods, 2))
    done: Done[Posted] = pay(house.desk(), consignor=goods.consignor, amount=16_000, method=Method.TRANSFER)
    return done.value


def test_a_code_sent_back_confirms(house: House, payout: Posted) -> None:
    code = receipt_code(payout.hash)
    wrong = receipt_code(bytes(32))
    for typed in ("", "x", code[:-1], code[:-1] + ("0" if code[-1] != "0" else "1"), wrong):
        with refused("ack.code"):
            acknowledge(house.desk(), payout=payout.document.id, way=CODE, code=typed)
    typed = f" {code[:5].lower()}-{code[5:]} "
    done = acknowledge(house.desk(), payout=payout.document.id, way=CODE, code=typed, by="Bu Enah")
    confirmed = house.written(PayoutAcknowledged, done.value)
    assert (confirmed.code, confirmed.by, confirmed.attachment) == (code, "Bu Enah", "")
    with refused("ack.twice"):
        acknowledge(house.desk(), payout=payout.document.id, way=CODE, code=code)
    assert house.book.payout_state(payout.document.id).acknowledged


@pytest.mark.parametrize(
    ("way", "given", "code"),
    [
        (PAPER, {"by": "Bu Enah"}, "ack.attachment"),
        (SCREEN, {"by": "Bu Enah"}, "ack.attachment"),
        (PROOF, {}, "ack.attachment"),
        (PAPER, {"attachment": "ab"}, "ack.by"),
        (SCREEN, {"attachment": "ab", "by": " "}, "ack.by"),
    ],
)
def test_what_is_no_confirmation(
    house: House, payout: Posted, way: Acknowledgement, given: dict[str, str], code: str
) -> None:
    with refused(code):
        acknowledge(house.desk(), payout=payout.document.id, way=way, **given)  # type: ignore[arg-type]


def test_paper_screen_and_proof_confirm_and_a_form_sent_twice_counts_once(house: House, payout: Posted) -> None:
    form = new_id()
    for _ in range(2):
        done = acknowledge(house.desk(), payout=payout.document.id, way=PROOF, attachment="ab" * 32, id=form)
    assert not done.value.fresh
    cash = [pay(house.desk(), consignor=self_made, amount=1_000, method=Method.CASH).value for self_made in _two(house)]
    with refused("ack.proof"):
        acknowledge(house.desk(), payout=cash[0].document.id, way=PROOF, attachment="ab")
    for posted, way in zip(cash, (PAPER, SCREEN), strict=True):
        acknowledge(house.desk(), payout=posted.document.id, way=way, attachment="cd" * 32, by="Bu Enah")
    assert all(house.book.payout_state(posted.document.id).acknowledged for posted in cash)
    with refused("access.denied"):
        acknowledge(house.desk("cashier"), payout=payout.document.id, way=CODE)


def _two(house: House) -> list[str]:
    made = [goods_of(house, name).consignor for name in ("Dua", "Tiga")]
    for code in made:
        adjust(house.desk(), consignor=code, amount=1_000, reason="saldo awal")
    return made


def test_money_that_came_in_needs_no_confirmation(house: House) -> None:
    maker = house.maker()
    adjust(house.desk(), consignor=maker.code, amount=-5_000, reason="barang kembali")
    paid_in = house.pay(maker.code, -5_000)
    with refused("ack.paid_in"):
        acknowledge(house.desk(), payout=paid_in.id, way=CODE, code="x")
