"""The hand-over list of a real kind: every cell of it is understood."""

from __future__ import annotations

import csv
from importlib import resources
from pathlib import Path

import openpyxl
import pytest

from gallery_pos.reading import (
    header_key,
    is_blank,
    name_key,
    read_amount,
    read_best_before,
    read_district,
    read_nib,
    read_optional,
    read_phone,
    read_quantity,
    read_text,
    tidy_name,
)

WORKBOOK = Path(__file__).parent.parent / "data" / "serah-terima-galeri.xlsx"
HEADER_ROW = 4


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    book = openpyxl.load_workbook(WORKBOOK)
    _, *lines = book["DATA GALERI"].iter_rows(min_row=HEADER_ROW, values_only=True)
    headers = [header_key(str(cell.value)) for cell in book["DATA GALERI"][HEADER_ROW]]
    book.close()
    return [dict(zip(headers, line, strict=True)) for line in lines if not is_blank(line[0])]


@pytest.fixture(scope="module")
def districts() -> list[str]:
    text = (resources.files("assets") / "regions" / "kecamatan-karawang.csv").read_text("utf-8")
    return [row["nama"] for row in csv.DictReader(text.splitlines())]


def test_there_are_thirty_districts(districts: list[str]) -> None:
    assert len(set(districts)) == 30


def test_every_price_phone_date_and_stock_is_understood(rows: list[dict[str, object]], districts: list[str]) -> None:
    assert len(rows) == 97
    for row in rows:
        assert read_amount(row["hargajual"]) % 500 == 0
        assert read_phone(row["nohpwa"]).startswith("628")
        assert read_district(row["kecamatan"], districts) in districts
        read_best_before(row["kedaluwarsa"])
    assert sum(read_quantity(row["sisastok"]) for row in rows) == 948


def test_thirty_two_smes_agree_with_themselves(rows: list[dict[str, object]]) -> None:
    profiles: dict[str, set[tuple[object, ...]]] = {}
    for row in rows:
        name = str(row["namaumkm"])
        nib = read_optional(read_nib, row["nib"])
        profile = (tidy_name(name), read_phone(row["nohpwa"]), nib and nib.number)
        profiles.setdefault(name_key(name), set()).add(profile)
    assert len(profiles) == 32
    assert all(len(profile) == 1 for profile in profiles.values())


def test_text_that_tries_to_be_a_formula_stays_text(rows: list[dict[str, object]]) -> None:
    notes = {read_text(row["ket"]) for row in rows}
    assert {'=HYPERLINK("http://contoh","klik")', "<b>lihat nota</b>"} <= notes
