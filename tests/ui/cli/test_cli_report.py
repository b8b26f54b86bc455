"""The month's report in its four forms: each says the same, and it is what plain arithmetic on the files says."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from commands import Place, pdf_text, write_csv
from csv_model import Books, Event, Row
from gallery_pos.formatting import format_rupiah
from made_trade import OTHER, deliveries, goods, makers, trade

MONTH = "2024-05"
TABLES = (
    "ringkasan",
    "hari",
    "gerai",
    "kategori",
    "penitip",
    "kelas",
    "cara-bayar",
    "pembeli",
    "utang",
    "terbuka",
    "izin-tanpa-dokumen",
    "produk",
    "kecamatan",
    "jenis-gerai",
    "cara-catat",
    "uang",
    "sif",
    "kunjungan",
    "selisih-stok",
    "keputusan",
    "koreksi",
    "batal-retur",
    "salinan",
    "jangkauan-kelas",
    "jangkauan-kecamatan",
    "penitip-tanpa-penjualan",
    "barang-diam",
    "laporan-gerai",
    "rapor",
    "bulan",
    "keterangan",
)
"""What the first eleven are called and say is what other programs rely on."""
TRADE = {"hari": "by_day", "gerai": "by_outlet", "kategori": "by_category", "penitip": "by_consignor"}
FIGURES = ("pieces", "gross", "discount", "net", "commission", "due")
SPARE = "(tidak diisi)"


class Month:
    """A gallery with a month and a little of the next, and the model that was told the same."""

    def __init__(self, place: Place, folder: Path) -> None:
        dice = random.Random(7)
        self.place, self.books, products = place, Books(), goods(random.Random(3))
        months = (date(2024, 5, 1), date(2024, 6, 1))
        self.sales = [row for month in months for row in trade(dice, products, month, 40, refunds=0.2)]
        files = {"consignors": makers(), "products": products}
        files |= {"goods-in": deliveries(dice, products, months[0]), "sales": self.sales}
        takes = (self.books.consignors, self.books.product_list, self.books.goods_in, self.books.sales)
        for (kind, rows), take in zip(files.items(), takes, strict=True):
            place.ok("import", kind, write_csv(folder / f"{kind}.csv", rows))
            take(rows)


@pytest.fixture(scope="module")
def month(empty_model: Place, tmp_path_factory: pytest.TempPathFactory) -> Month:
    folder = tmp_path_factory.mktemp("bulan")
    return Month(empty_model.copy(folder / "data"), folder)


def summed(events: Iterable[Event], key: Callable[[Event], str]) -> dict[str, tuple[int, ...]]:
    """Add up trade by something."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for event in events:
        pieces = event.quantity if event.kind == "sold" else -event.quantity
        net = event.gross - event.discount
        figures = (pieces, event.gross, event.discount, net, event.commission, event.due)
        mine = sums[key(event)]
        mine[:] = [old + new for old, new in zip(mine, figures, strict=True)]
    return {name: tuple(figures) for name, figures in sums.items()}


def write(month: Month, out: Path, form: str, *more: object, of: str = MONTH) -> list[Path]:
    answer = month.place.ok("report", "month", of, "--out", out, "--format", form, *more, "--json")
    files = [Path(file) for file in answer.json["files"]]
    assert sorted(out.glob(f"*.{form}")) == sorted(files)
    return files


def told(month: Month, out: Path, *more: object, of: str = MONTH) -> dict[str, Any]:
    (file,) = write(month, out, "json", *more, of=of)
    report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return report


def rows_of(report: dict[str, Any], name: str) -> dict[str, tuple[int, ...]]:
    return {row["key"]: tuple(row[figure] for figure in FIGURES) for row in report[name]}


@pytest.mark.parametrize("outlet", ["", "GALERI", OTHER])
def test_the_figures_are_those_of_plain_arithmetic(month: Month, tmp_path: Path, outlet: str) -> None:
    report = told(month, tmp_path, *(("--outlet", outlet.lower()) if outlet else ()))
    books = month.books
    events = books.traded(MONTH, outlet)
    assert len(events) > 20
    (whole,) = summed(events, lambda event: "").values()
    totals = report["totals"]
    assert tuple(totals[name] for name in FIGURES) == whole
    assert totals["total"] == totals["net"]
    assert {row["key"]: row for row in report["by_consignor"]}.keys() == {event.maker for event in events}
    for name, key in (
        ("by_day", lambda event: event.day.isoformat()),
        ("by_outlet", lambda event: event.outlet),
        ("by_consignor", lambda event: event.maker),
        ("by_category", lambda event: books.products[event.product]["kategori"]),
    ):
        assert rows_of(report, name) == summed(events, key), name
    assert {row["method"]: row["amount"] for row in report["by_method"] if row["amount"]} == paid(month.sales, outlet)


def paid(rows: list[Row], outlet: str) -> dict[str, int]:
    """Return what was paid in each way in the month."""
    sums: Counter[str] = Counter()
    for row in rows:
        if row["waktu"].startswith(MONTH) and outlet in {"", row["gerai"] or "GALERI"}:
            gross, discount = row["jumlah"] * row["harga_satuan"], int(row["diskon"] or 0)
            sums[row["metode"] or "tunai"] += gross - discount if gross > 0 else gross + discount
    return {method: amount for method, amount in sums.items() if amount}


def test_the_months_lie_side_by_side(month: Month, tmp_path: Path) -> None:
    may, june = told(month, tmp_path / "5"), told(month, tmp_path / "6", of="2024-06")
    for name in FIGURES:
        both = sum(report["totals"][name] for report in (may, june))
        assert both == sum(row[name] for report in (may, june) for row in report["by_outlet"])
    for report in (may, june):  # each as of its own last day
        assert report["totals"]["owed"] == sum(row["balance"] for row in report["owed"])
    assert may["totals"]["due"] == may["totals"]["owed"]
    assert may["totals"]["due"] + june["totals"]["due"] == june["totals"]["owed"]
    empty = told(month, tmp_path / "7", of="2024-07")
    assert [empty["totals"][name] for name in FIGURES] == [0] * len(FIGURES)
    assert empty["by_day"] == empty["by_consignor"] == []


@pytest.mark.parametrize("more", [(), ("--outlet", OTHER)], ids=["all", "one"])
def test_tables_for_other_programs_say_the_same(month: Month, tmp_path: Path, more: tuple[str, ...]) -> None:
    report = told(month, tmp_path, *more)
    files = write(month, tmp_path, "csv", *more)
    tables = {}
    for file, name in zip(files, TABLES, strict=True):
        assert file.name.startswith(f"laporan-{MONTH}")
        assert file.name.endswith(f"-{name}.csv")
        tables[name] = list(csv.reader(StringIO(file.read_bytes().decode("utf-8"), newline="")))[1:]
    for name, field in TRADE.items():
        wanted = [
            [row["key"] if name == "hari" else row["name"] or SPARE, *(str(row[figure]) for figure in FIGURES)]
            for row in report[field]
        ]
        assert tables[name] == wanted, name
    owed = [(row["consignor"], row["business_name"], row["since"] or "") for row in report["owed"]]
    assert [tuple(row[:3]) for row in tables["utang"]] == owed
    assert [int(row[4]) for row in tables["utang"]] == [row["balance"] for row in report["owed"]]
    assert tables["terbuka"] == [[row["outlet"], row["business_date"]] for row in report["days_without_closing"]]
    assert [int(row[1]) for row in tables["cara-bayar"]] == [row["amount"] for row in report["by_method"]]
    told_once = dict(tables["ringkasan"])
    assert int(told_once["Penjualan bersih"]) == report["totals"]["net"]
    assert int(told_once["Hak penitip"]) == report["totals"]["due"]

    (book,) = write(month, tmp_path, "xlsx", *more)
    sheets = load_workbook(book)
    assert len(sheets.sheetnames) == len(TABLES)
    for name, sheet in zip(TABLES, sheets, strict=True):
        if name == "rapor":  # shares and tenths: 0.985 in a workbook is 98.5 for other programs
            continue
        body = [["" if cell is None else plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)][1:]
        rows = len(tables[name])
        assert body[:rows] == tables[name], name
        if name in TRADE:  # and a last row with the sums
            (sums,) = body[rows:]
            assert sums[1:] == [str(report["totals"][figure]) for figure in FIGURES]


def plain(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def test_the_paper_says_the_same(month: Month, tmp_path: Path, qapp: QApplication) -> None:
    report = told(month, tmp_path)
    (file,) = write(month, tmp_path, "pdf")
    words = pdf_text(file).replace("−", "-")
    assert "Laporan Galeri Uji 1–31 Mei 2024" in words
    for name in ("gross", "net", "due", "commission", "owed"):
        assert format_rupiah(report["totals"][name]) in words
    for field in TRADE.values():
        for row in report[field]:
            figures = " ".join(format_rupiah(row[figure]).replace("−", "-") for figure in FIGURES[1:])
            assert f"{abs(row['pieces'])} {figures}" in words, row
