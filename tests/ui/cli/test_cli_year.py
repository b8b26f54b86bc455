"""The year's report: twelve months, every maker's turnover for his tax, in four forms that say the same."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from commands import Place, pdf_text, write_csv
from csv_model import Books
from gallery_pos.formatting import format_rupiah
from made_trade import deliveries, goods, makers, trade


class Year:
    """A gallery with two months of a year and one of the next, and the model that was told the same."""

    def __init__(self, place: Place, folder: Path) -> None:
        dice = random.Random(11)
        self.place, self.books, products = place, Books(), goods(random.Random(5))
        months = (date(2024, 3, 1), date(2024, 11, 1), date(2025, 1, 1))
        sales = [row for month in months for row in trade(dice, products, month, 25, refunds=0.2)]
        files = {"consignors": makers(), "products": products}
        files |= {"goods-in": deliveries(dice, products, months[0]), "sales": sales}
        takes = (self.books.consignors, self.books.product_list, self.books.goods_in, self.books.sales)
        for (kind, rows), take in zip(files.items(), takes, strict=True):
            place.ok("import", kind, write_csv(folder / f"{kind}.csv", rows))
            take(rows)


@pytest.fixture(scope="module")
def year(empty_model: Place, tmp_path_factory: pytest.TempPathFactory) -> Year:
    folder = tmp_path_factory.mktemp("tahun")
    return Year(empty_model.copy(folder / "data"), folder)


def write(year: Year, out: Path, form: str) -> list[Path]:
    answer = year.place.ok("report", "year", "2024", "--out", out, "--format", form, "--json")
    return [Path(file) for file in answer.json["files"]]


def told(year: Year, out: Path) -> dict[str, Any]:
    (file,) = write(year, out, "json")
    report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return report


def test_every_makers_turnover_is_that_of_plain_arithmetic(year: Year, tmp_path: Path) -> None:
    report = told(year, tmp_path)
    gross: Counter[str] = Counter()
    by_month: Counter[tuple[str, int]] = Counter()
    for month in range(1, 13):
        for event in year.books.traded(f"2024-{month:02}", ""):
            gross[event.maker] += event.gross
            by_month[event.maker, month] += event.gross
    assert {row["consignor"]: row["gross"] for row in report["makers"]} == dict(gross)
    for row in report["makers"]:
        assert row["months"] == [by_month[row["consignor"], month] for month in range(1, 13)]
        assert row["due"] == row["gross"] - row["discount"] - row["commission"]
    assert report["totals"]["gross"] == sum(gross.values())
    assert sum(row["gross"] for row in report["by_district"]) == sum(gross.values())
    assert {row["month"] for row in report["months"]} == {"2024-03", "2024-11"}


def test_its_tables_and_its_paper_say_the_same(year: Year, tmp_path: Path, qapp: QApplication) -> None:
    report = told(year, tmp_path)
    files = {path.stem.removeprefix("laporan-2024-"): path for path in write(year, tmp_path, "csv")}
    rows = list(csv.reader(StringIO(files["omzet-penitip"].read_text("utf-8"), newline="")))[1:]
    assert [(row[0], int(row[6])) for row in rows] == [(row["consignor"], row["gross"]) for row in report["makers"]]
    assert len(list(csv.reader(StringIO(files["bulan"].read_text("utf-8"), newline="")))) == 13
    (book,) = write(year, tmp_path, "xlsx")
    sheets = load_workbook(book)
    assert len(sheets.sheetnames) == len(files)
    for sheet in sheets:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
    words = pdf_text(write(year, tmp_path, "pdf")[0])
    assert "Tahun 2024" in words
    for row in report["makers"]:
        assert format_rupiah(row["gross"]) in words


@pytest.mark.parametrize("text", ["24", "abcd", "0000", "2024-05"])
def test_what_is_no_year_is_refused(year: Year, tmp_path: Path, text: str) -> None:
    answer = year.place("report", "year", text, "--out", tmp_path)
    assert answer.code == 2
    assert "bukan tahun" in answer.err
