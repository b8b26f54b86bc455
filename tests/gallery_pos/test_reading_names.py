from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import SizeClass
from gallery_pos.reading import (
    Unreadable,
    header_key,
    name_key,
    read_choice,
    read_district,
    read_size_class,
    tidy_name,
)

DISTRICTS = ("Karawang Barat", "Karawang Timur", "Rawamerta", "Kota Baru", "Telukjambe Timur", "Telukjambe Barat")


@pytest.mark.parametrize(
    "same",
    [
        (
            "UD Nuraeni",
            "UD NURAENI",
            "  UD Nuraeni ",
            "ud  nuraeni",
            "UD\u00a0Nuraeni",
            "UDNuraeni",
            "UD\u200b Nuraeni",
        ),
        ("Kotabaru", "Kota Baru", "KOTA BARU"),
        ("Bandrek 10 sachet", "bandrek 10sachet"),
        ("Cafe\u0301 Enok", "Café Enok"),
    ],
)
def test_case_and_spaces_make_no_other_name(same: tuple[str, ...]) -> None:
    assert len({name_key(name) for name in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Keripik Nani", "Kripik Nani"),
        ("Isi 1 2", "Isi 12"),
        ("Jamu Bu Rina", "Jamu Bu Imas"),
        ("Kemeja L", "Kemeja XL"),
    ],
)
def test_other_letters_make_another_name(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Jamu Bu Asep ", "Jamu Bu Asep"),
        ("KERIPIK UJANG", "Keripik Ujang"),
        ("kriya  rina", "Kriya Rina"),
        ("cv rahmawati jaya", "CV Rahmawati Jaya"),
        ("UD NURAENI", "UD Nuraeni"),
        ("KUB UMKM BATU JAYA", "KUB UMKM Batu Jaya"),
        ("hj. enok", "Hj. Enok"),
        ("OLEH-OLEH KARAWANG", "Oleh-Oleh Karawang"),
        ("JUM'AT BERKAH", "Jum'at Berkah"),
        ("keripik pisang (asli) 150 gr", "Keripik Pisang (Asli) 150 gr"),
        ("KEMEJA BATIK XL 2 M", "Kemeja Batik XL 2 m"),
        ("kopi dan teh", "Kopi dan Teh"),
        ("BuAsep Snack", "BuAsep Snack"),
        ("Kaos Karawang Pangkal Perjuangan XL", "Kaos Karawang Pangkal Perjuangan XL"),
        ("", ""),
    ],
)
def test_names_are_shown_tidily(written: str, shown: str) -> None:
    assert tidy_name(written) == shown


@given(st.text())
def test_a_tidied_name_is_the_same_name_and_stays(text: str) -> None:
    tidied = tidy_name(text)
    assert name_key(tidied) == name_key(text)
    assert tidy_name(tidied) == tidied


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("No. HP / WA", "nohpwa"),
        ("kode_penitip", "kodepenitip"),
        (" Kode Penitip ", "kodepenitip"),
        ("P-IRT", "pirt"),
        ("Ket.", "ket"),
        ("Harga Jual (Rp)", "hargajualrp"),
        ("NAMA\nPRODUK", "namaproduk"),
    ],
)
def test_headers_are_compared_without_their_marks(header: str, key: str) -> None:
    assert header_key(header) == key


@pytest.mark.parametrize(
    ("written", "district"),
    [
        ("Kec. Rawamerta", "Rawamerta"),
        ("kecamatan rawamerta", "Rawamerta"),
        ("KARAWANG TIMUR", "Karawang Timur"),
        ("Kec. Karawang Timur", "Karawang Timur"),
        ("Kotabaru", "Kota Baru"),
        ("kota baru", "Kota Baru"),
        ("Teluk Jambe Timur", "Telukjambe Timur"),
    ],
)
def test_districts_are_found_in_every_spelling(written: str, district: str) -> None:
    assert read_district(written, DISTRICTS) == district


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Rawamertha", "mungkin Rawamerta"),
        ("Cilacap", "bukan nama kecamatan di sini"),
        ("Telukjambe", "mungkin Telukjambe"),
        ("Kec.", "bukan nama kecamatan"),
        ("", "kosong"),
        (None, "kosong"),
        (5, "tidak dikenal"),
        ("=A1", "rumus"),
    ],
)
def test_a_district_is_asked_for_but_never_guessed(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_district(written, DISTRICTS)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("mikro", SizeClass.MICRO),
        ("KECIL", SizeClass.SMALL),
        ("Usaha Menengah", SizeClass.MEDIUM),
        ("micro", SizeClass.MICRO),
    ],
)
def test_size_classes_are_understood(written: str, size: SizeClass) -> None:
    assert read_size_class(written) is size


@pytest.mark.parametrize("written", ["besar", "", None, 1])
def test_there_is_no_other_size_class(written: object) -> None:
    with pytest.raises(Unreadable):
        read_size_class(written)


def test_a_choice_that_is_unknown_names_the_known_ones_once() -> None:
    with pytest.raises(Unreadable, match=r"pilihannya: tunai, kartu$"):
        read_choice("cek", {"tunai": "cash", "cash": "cash", "kartu": "card"})
