"""Month files that nobody's program wrote: what makes no sense in them is told, and is no bug of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gallery_pos.month_file.checking import Inspected
from gallery_pos.month_file.spot import spot
from gallery_pos.reading import Unreadable
from month_files import Months, Taken, body, closed_months, kind, look, said
from ui.inspecting.parts import _facts


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Months]:
    made = closed_months(tmp_path_factory.mktemp("bulan"))
    yield made
    made.gallery.close()


def altered(months: Months, folder: Path, *, head: dict[str, Any] | None = None, **row: str) -> tuple[Inspected, str]:
    """Return the check of a file whose first sale has other fields, and the number that it had before."""
    taken = Taken.of(months.september.read_bytes())
    rows = taken.rows
    at = next(index for index, each in enumerate(rows) if kind(each) == "SaleCompleted")
    before = json.loads(rows[at]["head"])
    rows[at] = {**rows[at], "head": said({**before, **(head or {})}), **row}
    taken.rows = rows
    path = folder / "jahat.galeri.zip"
    path.write_bytes(taken.bound(months.sign))
    return look(path), str(before["number"])


def test_a_hash_that_is_none_makes_no_code(months: Months, tmp_path: Path) -> None:
    inspected, number = altered(months, tmp_path, hash="zz")
    found = spot(inspected, number)
    assert (found.found, found.finding, found.code) == (True, True, "")


def test_a_day_that_there_is_not_is_no_day(months: Months, tmp_path: Path) -> None:
    inspected, number = altered(months, tmp_path, head={"business_date": "kapan-kapan"})
    found = spot(inspected, number)
    assert (found.found, found.finding, found.day) == (True, True, "")
    assert number in _facts(found)


HUGE = int("9" * 4_200)


def test_a_number_that_nobody_can_count_is_told(months: Months, tmp_path: Path) -> None:
    taken = Taken.of(months.september.read_bytes())
    sale = next(row for row in taken.rows if kind(row) == "SaleCompleted")
    content = body(sale)
    content["lines"][0] |= {"quantity": HUGE, "unit_price": HUGE, "gross": HUGE}
    inspected, number = altered(months, tmp_path, body=said(content))
    assert (number, "isinya tidak bisa dibaca") in {(each.number, each.what) for each in inspected.report.findings}


def test_long_digits_in_a_text_are_no_number(months: Months, tmp_path: Path) -> None:
    taken = Taken.of(months.september.read_bytes())
    sale = next(row for row in taken.rows if kind(row) == "SaleCompleted")
    content = body(sale) | {"note": "rekening 12345678901234567890"}
    inspected, number = altered(months, tmp_path, body=said(content))
    found = {each.what for each in inspected.report.findings if each.number == number}
    assert "isinya tidak bisa dibaca" not in found
    assert found


def test_a_number_without_end_is_no_number_of_a_document(months: Months, tmp_path: Path) -> None:
    taken = Taken.of(months.september.read_bytes())
    sale = next(row for row in taken.rows if kind(row) == "SaleCompleted")
    stem = json.loads(sale["head"])["number"].rpartition("-")[0]
    inspected, _ = altered(months, tmp_path, head={"number": f"{stem}-{'1' * 5_000}"})
    assert any(each.what.startswith("nomornya bukan nomor") for each in inspected.report.findings)


def test_a_number_without_end_on_a_paper_is_none(months: Months, tmp_path: Path) -> None:
    inspected, number = altered(months, tmp_path)
    with pytest.raises(Unreadable):
        spot(inspected, f"{number.rpartition('-')[0]}-{'1' * 5_000}")
