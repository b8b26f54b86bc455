"""Likely duplicates: what speaks for one maker, what against, and that nothing is compared with itself."""

from __future__ import annotations

from hypothesis import given, strategies as st

from gallery_pos.duplicates import LEAST, Maker, Pair, alike, likely_duplicates

names = st.text(alphabet="abcdefghijklmnop BUudKPT.&'", max_size=24)
makers = st.lists(
    st.builds(
        Maker,
        st.uuids().map(str),
        names,
        names,
        st.sampled_from(["", "Klari", "Pedes"]),
        st.sampled_from(["", "1234567890123", "9999999999999"]),
        st.sampled_from(["", "x", "y"]),
    ),
    max_size=25,
    unique_by=lambda maker: maker.code,
)


def pairs(*those: Maker) -> list[Pair]:
    return likely_duplicates(those)


def test_titles_legal_forms_marks_and_order_do_not_make_another_maker() -> None:
    for other in ("UD. Dapur Bu Enah", "dapur ibu enah", "Enah, Dapur", "DAPUR  ENAH"):
        (pair,) = pairs(Maker("M1", "Dapur Bu Enah"), Maker("M2", other))
        assert (pair.one, pair.other, pair.reasons[0]) == ("M1", "M2", "nama sama")


def test_a_slip_of_the_finger_is_found() -> None:
    (pair,) = pairs(Maker("M1", "Keripik Singkong Sukaenah"), Maker("M2", "Kripik Singkong Sukaenah"))
    assert pair.reasons[0].startswith("nama mirip 9")
    (pair,) = pairs(Maker("M1", "Sumberrejeki"), Maker("M2", "Sumberejeki"))
    assert pair.score > LEAST


def test_a_nib_is_one_business_whatever_it_is_called() -> None:
    (pair,) = pairs(
        Maker("M1", "Batik Tarum", "Elis", "Klari", nib="1234567890123"),
        Maker("M2", "Rumah Mode Elisa", "Dadang", "Pedes", nib="1234567890123"),
    )
    assert (pair.score, pair.reasons[0]) == (100, "NIB sama")


def test_a_telephone_is_a_strong_sign_and_a_likely_name_makes_it_stronger() -> None:
    (far,) = pairs(Maker("M1", "Batik Tarum", phone="x"), Maker("M2", "Opak Ketan", phone="x"))
    (near,) = pairs(Maker("M1", "Batik Tarum", phone="x"), Maker("M2", "Batik Tarumm", phone="x"))
    assert LEAST < far.score < near.score
    assert far.reasons == ("telepon sama",)


def test_another_owner_or_another_nib_speaks_against_it() -> None:
    assert pairs(Maker("M1", "Opak Ketan", "Imas Rosmawati"), Maker("M2", "Opak Ketan", "Dadang Suhendar")) == []
    assert pairs(Maker("M1", "Opak Ketan", nib="1" * 13), Maker("M2", "Opak Ketan", nib="2" * 13)) == []
    same = pairs(
        Maker("M1", "Opak Ketan", "Imas Rosmawati", "Klari"), Maker("M2", "Opak Ketann", "Rosmawati, Imas", "klari")
    )
    assert [pair.reasons[1:] for pair in same] == [("pemilik mirip", "sekecamatan")]


def test_a_word_that_many_have_does_not_pair_them() -> None:
    many = [Maker(f"M{n}", f"Batik {chr(97 + n % 26) * 5}{chr(97 + n // 26) * 5}") for n in range(300)]
    assert likely_duplicates(many) == []


def test_one_maker_is_compared_with_all_and_the_likeliest_is_named() -> None:
    others = [Maker("M1", "Dapur Enok"), Maker("M2", "Dapur Ibu Enah"), Maker("M3", "Batik Tarum")]
    found = alike(Maker("", "Dapur Bu Enah"), others)
    assert found
    assert (found.one, found.other) == ("", "M2")
    assert alike(Maker("", "Gula Aren Asli"), others) is None


@given(those=makers)
def test_each_pair_is_of_two_makers_and_stands_once_the_likeliest_first(those: list[Maker]) -> None:
    found = likely_duplicates(those)
    codes = {maker.code for maker in those}
    assert all(pair.one < pair.other and {pair.one, pair.other} <= codes for pair in found)
    assert len({(pair.one, pair.other) for pair in found}) == len(found)
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    assert all(LEAST <= pair.score <= 100 and pair.reasons for pair in found)


@given(those=makers)
def test_the_order_in_which_makers_come_changes_nothing(those: list[Maker]) -> None:
    assert likely_duplicates(those) == likely_duplicates(those[::-1])


def test_progress_is_told_and_may_stop_it() -> None:
    told: list[tuple[int, int]] = []
    makers_ = [Maker(f"M{n}", f"Nama {n}") for n in range(100)]
    likely_duplicates(makers_, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0
    assert len(told) < 100
