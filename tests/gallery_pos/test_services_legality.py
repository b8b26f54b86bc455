"""The gate: what it stops, what a superior lets pass, and what it never touches."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from db.queries.legality import GateRow, GateState, gate_list
from db.queries.papers import list_papers, papers_ending, passed_without
from db.verify import verify
from gallery_pos.documents import (
    GateOverridden,
    Holder,
    LegalityGroup,
    LegalityRecorded,
    LegalityStatus,
    Need,
    PaperKind,
    PaperRule,
    ProductRevised,
    Scan,
)
from gallery_pos.errors import NeedsApproval, RuleBroken
from gallery_pos.legality import Fault
from gallery_pos.legality_defaults import GROUPS, PAPERS
from gallery_pos.services.access import Act, Approval
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.services.legality import MOST_DAYS, assess_all, override_gate, revise_gate, rules_of
from gallery_pos.services.papers import LONGEST_NUMBER, MOST_SCANS, record_paper
from house import House, refused

YES = Approval(by="manager", reason="pameran besok, P-IRT menyusul")


def turn_on(house: House, since: date | None = None) -> None:
    """Turn the gate on, today unless told otherwise."""
    revise_gate(house.desk(), since=since or house.desk().today(), papers=PAPERS, groups=GROUPS)


def food(house: House, *, nib: str = "9999321500142") -> ProductRevised:
    """Make crackers that need NIB and P-IRT (it is not October 18th yet)."""
    maker = house.maker()
    revise_consignor(house.desk(), code=maker.code, nib=nib)
    product = house.product(maker)
    return house.revise(product, category="Makanan")


def record(house: House, product: ProductRevised, paper: str = "P-IRT", **fields: Any) -> LegalityRecorded:
    """Record a paper of a product."""
    fields = {"number": "2063215010014-30"} | fields
    done = record_paper(house.desk(), holder=Holder.PRODUCT, subjects=[product.code], paper=paper, **fields)
    return done.value[0]


def bring(house: House, product: ProductRevised, approval: Approval | None = None, user: str = "manager") -> None:
    """Let the maker bring three pieces."""
    lines = [IntakeLine(product.code, 3)]
    receive_goods(house.desk(user), consignor=product.consignor, lines=lines, approval=approval)


def listed(house: House) -> dict[str, GateRow]:
    """Return the list of the gate by product."""
    return {row.product: row for row in gate_list(house.database, on=house.desk().today())}


# ------------------------------------------------------------------------------------------------------ what it stops


def test_nothing_is_stopped_until_the_gallery_says_so(house: House) -> None:
    opak = food(house, nib="")
    bring(house, opak)
    turn_on(house, since=house.desk().today() + timedelta(1))
    bring(house, opak)
    house.wait(1)
    with pytest.raises(NeedsApproval):
        bring(house, opak)


@pytest.mark.parametrize("user", ["cashier", "manager"])
def test_goods_without_papers_do_not_come_in_unless_a_superior_says_so_aloud(house: House, user: str) -> None:
    opak = food(house)
    turn_on(house)
    with pytest.raises(NeedsApproval) as question:
        bring(house, opak, user=user)
    assert question.value.acts == (Act.OPEN_GATE,)
    assert "Keripik Singkong: P-IRT belum ada" in question.value.what
    assert house.on_hand(opak) == 0
    bring(house, opak, YES, user=user)
    passed = house.book.latest(GateOverridden, opak.code)
    assert passed is not None
    assert (passed.missing, passed.reason, passed.approved_by) == (("P-IRT",), YES.reason, "manager")
    assert passed.until == house.desk().today()
    bring(house, opak, user=user)  # for the rest of the day
    house.wait(1)
    with pytest.raises(NeedsApproval):
        bring(house, opak, user=user)
    assert house.on_hand(opak) == 6
    assert not verify(house.database)


def test_a_superior_must_be_one_and_have_a_reason(house: House) -> None:
    opak = food(house)
    turn_on(house)
    with refused("access.approver"):
        bring(house, opak, Approval(by="cashier", reason="tidak apa-apa"))
    with refused("access.reason"):
        bring(house, opak, Approval(by="manager", reason=" "))
    assert house.book.latest(GateOverridden, opak.code) is None


def test_with_its_papers_it_comes_in_and_is_sold(house: House) -> None:
    opak = food(house)
    turn_on(house)
    record(house, opak, expires=house.desk().today() + timedelta(100))
    bring(house, opak)
    house.shift()
    house.sell((opak, 2), user="cashier")
    house.wait(101)
    record(house, opak, "Halal", number="ID32110000000200725")
    with pytest.raises(NeedsApproval) as question:
        house.sell((opak, 1))
    assert "P-IRT habis berlaku" in question.value.what


def test_the_till_asks_too_and_writes_who_let_it_pass(house: House) -> None:
    opak = food(house)
    bring(house, opak)
    turn_on(house)
    house.shift()
    with pytest.raises(NeedsApproval) as question:
        house.sell((opak, 1), user="cashier")
    assert question.value.acts == (Act.OPEN_GATE,)
    sale = house.sell((opak, 1), user="cashier", approval=YES)
    assert sale.approved_by == "manager"
    again = house.sell((opak, 1), user="cashier")
    assert again.approved_by == ""
    today = house.desk().today()
    (row,) = passed_without(house.database, since=today, until=today)
    assert (row.product, row.name, row.missing, row.approved_by) == (opak.code, opak.name, ("P-IRT",), "manager")
    assert passed_without(house.database, since=today + timedelta(1), until=today + timedelta(9)) == []


def test_one_more_paper_that_is_missing_was_not_meant(house: House) -> None:
    opak = food(house)
    turn_on(house)
    override_gate(house.desk(), product=opak.code, until=house.desk().today() + timedelta(30), approval=YES)
    bring(house, opak)
    revise_consignor(house.desk(), code=opak.consignor, nib="")
    with pytest.raises(NeedsApproval) as question:
        bring(house, opak)
    assert "NIB, P-IRT belum ada" in question.value.what


def test_an_override_ends_and_needs_something_to_let_pass(house: House) -> None:
    opak = food(house)
    turn_on(house)
    today = house.desk().today()
    for until in (today - timedelta(1), today + timedelta(MOST_DAYS + 1)):
        with refused("gate.until"):
            override_gate(house.desk(), product=opak.code, until=until, approval=YES)
    with refused("product.unknown"):
        override_gate(house.desk(), product="P999", until=today, approval=YES)
    with pytest.raises(NeedsApproval):
        override_gate(house.desk(), product=opak.code, until=today)
    record(house, opak)
    with refused("gate.nothing"):
        override_gate(house.desk(), product=opak.code, until=today, approval=YES)


# --------------------------------------------------------------------------------------------------------- the papers


def test_a_certificate_names_many_products_and_is_written_once_each(house: House) -> None:
    opak = food(house)
    other = revise_product(house.desk(), name="Opak Pedas", consignor=opak.consignor, price=16_000).value
    told: dict[str, Any] = {"holder": Holder.PRODUCT, "paper": "Halal", "number": "ID32110000000200725"}
    done = record_paper(house.desk(), subjects=[opak.code, other.code, opak.code], **told)
    assert [paper.subject for paper in done.value] == [opak.code, other.code]
    assert record_paper(house.desk(), subjects=[opak.code], **told).value == ()


@pytest.mark.parametrize("number", ["12", "NIB 12", "99993215001420", "belum"])
def test_a_nib_has_thirteen_digits(house: House, number: str) -> None:
    maker = food(house).consignor
    with pytest.raises(RuleBroken, match="13 angka") as refused:
        record_paper(house.desk(), holder=Holder.CONSIGNOR, subjects=[maker], paper="NIB", number=number)
    assert refused.value.code == "paper.number"
    record_paper(house.desk(), holder=Holder.CONSIGNOR, subjects=[maker], paper="NIB", number="NIB 9999 3215 00142")


def test_what_cannot_be_recorded(house: House) -> None:
    opak = food(house)
    today = house.desk().today()
    for fields, code in (
        ({"number": " "}, "paper.empty"),
        ({"number": "1" * (LONGEST_NUMBER + 1)}, "paper.number"),
        ({"number": "12\x0034"}, "paper.number"),
        ({"issued": today + timedelta(1)}, "paper.issued"),
        ({"issued": today, "expires": today - timedelta(1)}, "paper.expires"),
        ({"issued": date(1026, 1, 1)}, "paper.day"),
        ({"expires": date(2926, 1, 1)}, "paper.day"),
        ({"scans": [Scan(file="a", name="b")] * (MOST_SCANS + 1)}, "paper.scans"),
        ({"paper": "Izin desa"}, "paper.kind"),
        ({"paper": "NIB"}, "paper.kind"),
    ):
        with refused(code):
            record(house, opak, **fields)
    with refused("product.unknown"):
        record_paper(house.desk(), holder=Holder.PRODUCT, subjects=["P999"], paper="Halal", number="1")
    with refused("consignor.unknown"):
        record_paper(house.desk(), holder=Holder.CONSIGNOR, subjects=["M999"], paper="NIB", number="9999321500142")
    with refused("access.denied"):
        record_paper(house.desk("cashier"), holder=Holder.PRODUCT, subjects=[opak.code], paper="Halal", number="1")
    assert house.book.latest_of_all(LegalityRecorded) == []
    record(house, opak, number="", status=LegalityStatus.IN_PROCESS)
    record(house, opak, "Halal", number="", scans=[Scan(file="a" * 64, name="halal.pdf")])


def test_numbers_in_the_data_count_as_papers_until_they_are_recorded(house: House) -> None:
    opak = food(house)
    assert "P-IRT" in {
        finding.paper for finding in assess_all(house.book, [opak], house.desk().today())[opak.code].stopping
    }
    opak = house.revise(opak, permits={"p-irt": "2063215010014-30"})
    assert assess_all(house.book, [opak], house.desk().today())[opak.code].stopping == ()
    assert [(row.paper, row.recorded) for row in list_papers(house.database, subject=opak.code)] == [("P-IRT", False)]
    record(house, opak, status=LegalityStatus.REVOKED)
    (finding,) = assess_all(house.book, [opak], house.desk().today())[opak.code].stopping
    assert finding.fault is Fault.REVOKED
    assert [(row.paper, row.recorded) for row in list_papers(house.database, subject=opak.code)] == [("P-IRT", True)]
    house.revise(opak, permits={})
    assert [row.recorded for row in list_papers(house.database, subject=opak.code)] == [True]
    assert not verify(house.database)


def test_papers_that_end_soon(house: House) -> None:
    opak = food(house)
    today = house.desk().today()
    record(house, opak, expires=today + timedelta(30))
    record(house, opak, "Halal", number="ID32110000000200725", expires=today + timedelta(61))
    record(house, opak, "SNI", expires=today - timedelta(3))
    record(house, opak, "PSAT-PDUK", expires=today, status=LegalityStatus.REVOKED)
    assert [row.paper for row in papers_ending(house.database, on=today)] == ["SNI", "P-IRT"]
    assert [row.paper for row in papers_ending(house.database, on=today, within=14)] == ["SNI"]


# ----------------------------------------------------------------------------------------------------------- the list


def test_the_list_says_what_the_gate_says(each_house: House) -> None:
    house = each_house
    today = house.desk().today()
    good, missing, ending, passed, unknown = (food(house) for _ in range(5))
    for product in (good, ending, unknown):
        record(house, product, expires=today + timedelta(30 if product is ending else 400))
        record(house, product, "Halal", number="ID32110000000200725")
    house.revise(unknown, category="Lain-lain")
    gone = food(house)
    house.revise(gone, active=False)
    bring(house, missing)
    found = listed(house)
    assert not any(row.enforced for row in found.values())
    turn_on(house)
    override_gate(house.desk(), product=passed.code, until=today + timedelta(7), approval=YES)
    found = listed(house)
    assert {code: row.state for code, row in found.items()} == {
        missing.code: GateState.STOPPED,
        ending.code: GateState.COMING,
        passed.code: GateState.PASSED,
        unknown.code: GateState.UNKNOWN,
    }
    row = found[missing.code]
    assert (row.missing, row.since, row.on_hand, row.enforced) == (("P-IRT",), today, 3, True)
    assert [finding.fault for finding in row.findings] == [Fault.MISSING, Fault.COMING]
    assert found[ending.code].since == today + timedelta(31)
    assert found[passed.code].until == today + timedelta(7)


def test_the_list_and_the_gate_agree_on_every_product(house: House) -> None:
    """The database only finds whom to look at; nobody may be overlooked."""
    day = house.desk().today()
    made = []
    for number, paper in enumerate(("", "P-IRT", "NIB", "Halal")):
        for ends in (-1, 0, 13, 61):
            product = food(house, nib="1234567890123" if number % 2 else "")
            house.revise(
                product,
                animal_material=bool(ends % 2),
                non_halal=ends == 0,
                category="Kriya" if ends == 13 else "Makanan",
            )
            if paper in {"P-IRT", "Halal"}:
                record(house, product, paper, expires=day + timedelta(ends))
            made.append(product.code)
    for later in (0, 1, 12, 13, 61, 62):
        on = day + timedelta(later)
        truth = assess_all(house.book, house.book.products(made), on)
        stopped = {row.product for row in gate_list(house.database, on=on) if row.state is GateState.STOPPED}
        assert stopped == {code for code, found in truth.items() if found.stopping}


# ---------------------------------------------------------------------------------------------------------- the rules


def test_a_gallery_may_change_every_rule(house: House) -> None:
    opak = food(house)
    halal_later = [
        LegalityGroup(code="semua", name="Semua", words=("makanan",), rules=(PaperRule(paper="X", need=Need.REQUIRED),))
    ]
    own = [PaperKind(code="X", name="Surat desa", holder=Holder.CONSIGNOR)]
    revise_gate(house.desk(), since=house.desk().today(), papers=own, groups=halal_later)
    assert rules_of(house.book).groups == tuple(halal_later)
    with pytest.raises(NeedsApproval) as question:
        bring(house, opak)
    assert "Surat desa belum ada" in question.value.what
    record_paper(house.desk(), holder=Holder.CONSIGNOR, subjects=[opak.consignor], paper="X", number="12/2026")
    bring(house, opak)


def test_a_table_that_makes_no_sense_is_refused(house: House) -> None:
    desk = house.desk()
    kind = PaperKind(code="X", name="Surat desa", holder=Holder.CONSIGNOR)
    group = LegalityGroup(code="semua", name="Semua")
    bad = PaperRule(paper="Y", need=Need.REQUIRED)
    for papers, groups, code in (
        ((), (group,), "gate.empty"),
        ((kind,), (), "gate.empty"),
        ((kind, kind), (group,), "gate.twice"),
        ((kind,), (LegalityGroup(code="semua", name=" "),), "gate.name"),
        ((kind,), (LegalityGroup(code="semua", name="S", rules=(bad,)),), "gate.paper"),
        ((PaperKind(code="X", name="S", holder=Holder.CONSIGNOR, pattern="("),), (group,), "gate.pattern"),
    ):
        with refused(code):
            revise_gate(desk, since=None, papers=papers, groups=groups)
    with refused("access.denied"):
        revise_gate(house.desk("cashier"), since=None, papers=PAPERS, groups=GROUPS)
