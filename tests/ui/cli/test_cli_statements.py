"""Statements of any files are what plain arithmetic on their rows says, month after month."""

from __future__ import annotations

import csv
import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from commands import Place, write_csv, write_xlsx
from csv_model import Books, Row
from gallery_pos.documents import Method
from gallery_pos.services.payouts import pay
from made_trade import deliveries, goods, makers, trade
from ui.folder import DataFolder
from ui.gallery import open_gallery

SUMS = ("opening", "gross", "discount", "commission", "due", "fees", "adjustments", "paid", "closing")


def same(found: list[dict[str, Any]], wanted: dict[str, Row], *, numbered: bool) -> None:
    """Compare statements with the model's, and each of their own sums."""
    assert [one["consignor"] for one in found] == list(wanted)
    for one in found:
        assert one["due"] == one["gross"] - one["discount"] - one["commission"]
        assert one["closing"] == one["opening"] + one["due"] - one["fees"] + one["adjustments"] - one["paid"]
        for line in one["goods"]:
            minus = line["sold"] + line["returned"] + line["written_off"]
            plus = line["received"] + line["refunded"] + line["transferred"] + line["variance"]
            assert line["closing"] == line["opening"] + plus - minus
        assert (one["number"] is not None) is numbered
        assert {**one, "number": ""} == {**wanted[one["consignor"]], "number": ""}


def import_month(place: Place, books: Books, folder: Path, files: dict[str, list[Row]]) -> None:
    """Hand the same rows to the program and to the model."""
    takes = {"consignors": books.consignors, "products": books.product_list}
    takes |= {"goods-in": books.goods_in, "sales": books.sales}
    for kind, rows in files.items():
        if kind == "sales":
            table = [list(rows[0]), *(list(row.values()) for row in rows)]
            place.ok("import", kind, write_xlsx(folder / f"{kind}.xlsx", table))
        else:
            place.ok("import", kind, write_csv(folder / f"{kind}.csv", rows, delimiter=";", newline="\r\n"))
        takes[kind](rows)


@pytest.mark.parametrize("seed", range(2))
def test_months_of_trade_are_settled_as_plain_arithmetic_says(empty: Place, tmp_path: Path, seed: int) -> None:
    dice, books = random.Random(seed), Books()
    products = goods(dice)
    import_month(empty, books, tmp_path, {"consignors": makers(), "products": products})
    seen: list[dict[str, Any]] = []
    for at, (month, until) in enumerate(
        (
            (date(2024, 5, 1), date(2024, 5, 31)),
            (date(2024, 6, 1), date(2024, 6, 30)),
            (date(2024, 7, 1), date(2024, 7, 15)),
        )
    ):
        if at:  # prices and shares change; what is on the shelf keeps what was agreed for it
            for product in products:
                if product["harga_titip"] == "" and dice.random() < 0.3:
                    product["komisi_persen"] = dice.choice(["5", "30"])
            import_month(empty, books, tmp_path, {"products": [dict(product) for product in products]})
        files = {"goods-in": deliveries(dice, products, month)}
        files["sales"] = trade(dice, products, month, 30, refunds=0.2 + 0.3 * at)
        import_month(empty, books, tmp_path, files)
        out = tmp_path / f"{until}"
        empty.ok("statements", "--until", until, "--out", out, "--format", "json")
        previewed = json.loads((out / "statements.json").read_text("utf-8"))
        same(previewed, books.statements(until), numbered=False)
        answer = empty.ok("settle", "--until", until, "--out", out, "--format", "csv", "--json").json
        same(answer["statements"], books.settle(until), numbered=True)
        compare_csv(out, answer["statements"])
        pay_some(empty, books, dice, until + timedelta(days=1))
        seen += answer["statements"]
    assert any(one["opening"] < 0 for one in seen), "no debt was carried forward"
    assert all(any(one[name] for one in seen) for name in SUMS if name != "adjustments")
    assert empty.ok("verify").code == 0


def pay_some(place: Place, books: Books, dice: random.Random, day: date) -> None:
    """Pay some of what is owed, on the day after the statement."""
    gallery = open_gallery(DataFolder(place.data), clock=lambda: datetime(day.year, day.month, day.day, 3, tzinfo=UTC))
    try:
        desk = gallery.desk()
        for maker, told in books.told.items():
            if told.closing > 1 and dice.random() < 0.5:
                amount = dice.randint(1, told.closing)
                if amount <= gallery.book.balance(maker):
                    pay(desk, consignor=maker, amount=amount, method=Method.TRANSFER)
                    books.pay(maker, amount, desk.today())
    finally:
        gallery.close()


def compare_csv(out: Path, statements: list[dict[str, Any]]) -> None:
    """Both files say what the statements say."""
    with (out / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ("consignor", "business_name", "number", "from", "until", *SUMS)
    assert rows == [{name: str(one[name]) for name in names} for one in statements]
    with (out / "statement-products.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    wanted = [
        {"consignor": one["consignor"], **{name: str(value) for name, value in line.items()}}
        for one in statements
        for line in one["products"]
    ]
    assert lines == wanted
