"""What the rule table says of papers: groups, days, conditions, numbers. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import Holder, LegalityStatus
from gallery_pos.legality import (
    EXPIRY_DAYS,
    STOPPING,
    Fault,
    Paper,
    RuleTable,
    assess,
    bare_number,
    fault_of,
    given_code,
    group_for,
    is_on,
)
from gallery_pos.legality_defaults import GROUPS, HALAL_DUTY, PAPERS
from gallery_pos.legality_numbers import hint, number_warning

TABLE = RuleTable()
BEFORE, AFTER = HALAL_DUTY - timedelta(200), HALAL_DUTY
KINDS = {kind.code: kind for kind in PAPERS}


class Thing(NamedTuple):
    """A product as the rules see it."""

    category: str = ""
    legality_group: str = ""
    animal_material: bool = False
    non_halal: bool = False


def papers(*codes: str, **fields: object) -> list[Paper]:
    """Return a good paper of each kind."""
    return [Paper(KINDS[code].holder, "X", code, **fields) for code in codes]  # type: ignore[arg-type]


def stopped_by(thing: Thing, day: date, *codes: str) -> set[str]:
    """Return the kinds of papers that stop a thing that has these papers."""
    return {finding.paper for finding in assess(TABLE, thing, papers(*codes), day).stopping}


@pytest.mark.parametrize(
    ("group", "needs", "needs_once_halal_counts"),
    [
        ("pangan-kering", {"NIB", "P-IRT"}, {"NIB", "P-IRT", "Halal"}),
        ("pangan-khusus", {"NIB", "MD"}, {"NIB", "MD", "Halal"}),
        ("pangan-segera", {"NIB"}, {"NIB", "Halal"}),
        ("pangan-segar", {"NIB"}, {"NIB"}),
        ("jamu", {"NIB", "TR"}, {"NIB", "TR", "Halal"}),
        ("kosmetik", {"NIB", "NA"}, {"NIB", "NA", "Halal"}),
        ("kriya", {"NIB"}, {"NIB"}),
        ("fesyen", {"NIB"}, {"NIB"}),
        ("jasa", {"NIB"}, {"NIB"}),
    ],
)
def test_each_group_is_stopped_for_what_it_needs(
    group: str, needs: set[str], needs_once_halal_counts: set[str]
) -> None:
    thing = Thing(legality_group=group)
    assert stopped_by(thing, BEFORE) == needs
    assert stopped_by(thing, AFTER) == needs_once_halal_counts
    assert stopped_by(thing, AFTER, *needs_once_halal_counts) == set()


@pytest.mark.parametrize("group", ["kriya", "fesyen"])
def test_leather_needs_halal_and_cloth_does_not(group: str) -> None:
    assert stopped_by(Thing(legality_group=group, animal_material=True), AFTER, "NIB") == {"Halal"}
    assert stopped_by(Thing(legality_group=group, animal_material=True), BEFORE, "NIB") == set()


def test_what_says_that_it_is_not_halal_needs_no_certificate() -> None:
    thing = Thing(legality_group="pangan-kering", non_halal=True)
    assert stopped_by(thing, AFTER, "NIB", "P-IRT") == set()


def test_a_paper_that_will_be_required_soon_warns_before() -> None:
    day = HALAL_DUTY - timedelta(EXPIRY_DAYS[0])
    found = assess(TABLE, Thing(legality_group="pangan-kering"), papers("NIB", "P-IRT"), day)
    assert found.stopping == ()
    assert [(finding.fault, finding.day) for finding in found.warnings] == [(Fault.COMING, HALAL_DUTY)]
    assert "18 Okt 2026" in found.warnings[0].sentence
    assert assess(TABLE, Thing("Makanan"), papers("NIB", "P-IRT"), day - timedelta(1)).findings == ()


def test_frozen_food_may_not_lean_on_a_p_irt() -> None:
    found = assess(TABLE, Thing("Makanan beku"), papers("NIB", "P-IRT", "MD", "Halal"), AFTER)
    assert [finding.fault for finding in found.findings] == [Fault.NOT_ALLOWED]


def test_a_person_looks_where_the_program_cannot_know() -> None:
    found = assess(TABLE, Thing(legality_group="pangan-segar"), papers("NIB"), AFTER)
    assert [(finding.fault, finding.paper) for finding in found.findings] == [(Fault.ASK, "Halal")]
    assert assess(TABLE, Thing(legality_group="pangan-segar"), papers("NIB", "Halal"), AFTER).findings == ()


@pytest.mark.parametrize(
    ("category", "group"),
    [
        ("Makanan", "pangan-kering"),
        ("KUE  BASAH", "pangan-segera"),
        ("Makanan beku", "pangan-khusus"),
        ("Beras", "pangan-segar"),
        ("Jamu & herbal", "jamu"),
        ("Fashion", "fesyen"),
        ("Tas kulit", "fesyen"),
        ("Kerajinan tangan", "kriya"),
        ("Kosmetik", "kosmetik"),
        ("Kertas", ""),
        ("", ""),
    ],
)
def test_words_of_the_category_tell_the_group(category: str, group: str) -> None:
    found = group_for(GROUPS, "", category)
    assert (found.code if found else "") == group


def test_a_chosen_group_goes_before_words_and_an_unknown_one_asks() -> None:
    found = group_for(GROUPS, "jamu", "Makanan")
    assert found is not None
    assert found.code == "jamu"
    assert group_for(GROUPS, "lama", "Makanan") is None
    asked = assess(TABLE, Thing(), papers(), AFTER)
    assert [finding.fault for finding in asked.findings] == [Fault.NO_GROUP]
    assert asked.stopping == ()


@given(days=st.integers(-2_000, 2_000))
def test_a_paper_counts_on_its_last_day_and_not_after(days: int) -> None:
    paper = Paper(Holder.PRODUCT, "P1", "P-IRT", expires=AFTER + timedelta(days))
    fault = fault_of(paper, AFTER)
    assert (fault in STOPPING) == (days < 0)
    assert (fault is Fault.EXPIRING) == (0 <= days <= EXPIRY_DAYS[0])


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (LegalityStatus.VALID, None),
        (LegalityStatus.COMMITMENT, Fault.COMMITMENT),
        (LegalityStatus.IN_PROCESS, Fault.IN_PROCESS),
        (LegalityStatus.REVOKED, Fault.REVOKED),
    ],
)
def test_the_status_counts(status: LegalityStatus, fault: Fault | None) -> None:
    assert fault_of(Paper(Holder.PRODUCT, "P1", "MD", status=status), AFTER) is fault


def test_what_was_recorded_goes_before_a_number_in_the_data() -> None:
    given_number = Paper(Holder.PRODUCT, "P1", "P-IRT", number="1", recorded=False)
    revoked = Paper(Holder.PRODUCT, "P1", "P-IRT", number="1", status=LegalityStatus.REVOKED)
    thing = Thing(legality_group="pangan-kering")
    nib = papers("NIB")
    assert assess(TABLE, thing, [*nib, given_number], BEFORE).stopping == ()
    for both in ([given_number, revoked], [revoked, given_number]):
        (finding,) = assess(TABLE, thing, [*nib, *both], BEFORE).stopping
        assert finding.fault is Fault.REVOKED


def test_the_gate_stops_nothing_before_its_day() -> None:
    assert not is_on(TABLE, AFTER)
    assert not is_on(RuleTable(since=AFTER + timedelta(1)), AFTER)
    assert is_on(RuleTable(since=AFTER), AFTER)


def test_every_rule_names_a_kind_and_no_code_stands_twice() -> None:
    assert len(KINDS) == len(PAPERS)
    assert len({group.code for group in GROUPS}) == len(GROUPS)
    assert {rule.paper for group in GROUPS for rule in group.rules} <= set(KINDS)


# ------------------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.code)
def test_the_example_of_a_kind_looks_right(kind: object) -> None:
    assert number_warning(kind, kind.example) == ""  # type: ignore[arg-type, attr-defined]


@pytest.mark.parametrize(
    ("kind", "number", "odd"),
    [
        ("NIB", "0289010302776", False),
        ("NIB", "028901030277", True),
        ("P-IRT", "P-IRT 2153276010281-21", False),
        ("P-IRT", "P-IRT No. 215.3276.01.0281-21", False),
        ("P-IRT", "215327601028121", False),
        ("P-IRT", "12345", True),
        ("MD", "BPOM RI MD 867028042317", False),
        ("MD", "MD 271111000300341", False),
        ("MD", "MD 12", True),
        ("NA", "NA18171234567", False),
        ("TR", "POM TR 123456789", False),
        ("TR", "SD 123456789", False),
        ("Halal", "ID32110000474710722", False),
        ("Halal", "12345678901234", True),
        ("Merek", "IDM000123456", False),
        ("SNI", "apa saja", False),
        ("P-IRT", "", False),
    ],
)
def test_odd_numbers_are_warned_of(kind: str, number: str, odd: bool) -> None:
    assert bool(number_warning(KINDS[kind], number)) is odd


def test_a_p_irt_of_another_region_and_its_year_are_told() -> None:
    assert number_warning(KINDS["P-IRT"], "2063215010014-30", "3215") == ""
    assert "3276" in number_warning(KINDS["P-IRT"], "2153276010281-21", "3215")
    assert "2030" in hint(KINDS["P-IRT"], "2063215010014-30", None)
    assert "29 Feb 2024" not in hint(KINDS["MD"], "MD 867028042317", date(2024, 2, 29))
    assert "28 Feb 2029" in hint(KINDS["MD"], "MD 867028042317", date(2024, 2, 29))
    assert hint(KINDS["Halal"], "ID32110000474710722", None)
    assert hint(KINDS["SNI"], "", None) == ""


@pytest.mark.parametrize(
    ("word", "number", "code"),
    [
        ("P-IRT", "1", "P-IRT"),
        ("pirt", "1", "P-IRT"),
        ("SPP-IRT", "1", "P-IRT"),
        ("HALAL", "1", "Halal"),
        ("BPOM", "NA18259900001", "NA"),
        ("BPOM RI", "POM TR 123456789", "TR"),
        ("bpom", "MD 1", "MD"),
        ("Merek", "1", "Merek"),
        ("Izin desa", "1", "Izin desa"),
    ],
)
def test_people_spell_kinds_of_papers_in_many_ways(word: str, number: str, code: str) -> None:
    assert given_code(word, number) == code


@given(st.text(max_size=40))
def test_any_text_can_be_looked_at(text: str) -> None:
    for kind in PAPERS:
        number_warning(kind, text, "3215")
        hint(kind, text, None)
    assert bare_number(bare_number(text)) is not None
