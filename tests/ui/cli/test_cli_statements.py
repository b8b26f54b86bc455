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
from gallery_pos.services.settlement import pay
from ui.folder import DataFolder
from ui.gallery import open_gallery

SUMS = ("opening", "gross", "discount", "commission", "due", "fees", "adjustments", "paid", "closing")


def makers() -> list[Row]:
    """One of each kind of agreement."""
    told = (
        ("M1", "persen", "20", ""),
        ("M2", "persen", "12.5", ""),
        ("M3", "harga_titip", "", ""),
        ("M4", "iuran", "", "50000"),
        ("M5", "persen", "10", "25000"),
        ("M6", "", "", ""),
    )
    return [
        {"kode": code, "nama_usaha": f"Usaha {code}", "model": model, "komisi_persen": share, "iuran_bulanan": fee}
        for code, model, share, fee in told
    ]


def goods(dice: random.Random) -> list[Row]:
    """Three products of each maker: some with a harga titip, some with a percentage of their own, some with both."""
    rows = []
    for maker in range(1, 7):
        for at in range(2):
            price = dice.choice([500, 3_350, 9_999, 15_000, 33_333, 185_000])
            titip = price * dice.randint(60, 100) // 100 if maker == 3 or (at == 2 and maker != 6) else ""
            share = dice.choice(["", "15", "7.5"]) if at == 1 or (maker == 3 and at == 2) else ""
            rows.append(
                {
                    "kode": f"P{maker}{at}",
                    "nama": f"Barang {maker}{at}",
                    "kode_penitip": f"M{maker}",
                    "harga_jual": price,
                    "harga_titip": titip,
                    "komisi_persen": share,
                }
            )
    return rows


def deliveries(dice: random.Random, products: list[Row], month: date) -> list[Row]:
    """Goods for two places; each product's batches of a place differ in their dates, so that their order is clear."""
    rows = []
    for product in products:
        for outlet in ("", "Pojok Cikampek"):
            days = sorted(dice.sample(range(20), dice.randint(0, 2)))
            for at, day in enumerate(days):
                came = month + timedelta(days=day)
                best = came + timedelta(days=10 * (at + 1) + day) if dice.random() < 0.4 else None
                rows.append(
                    {
                        "tanggal": came.isoformat(),
                        "gerai": outlet,
                        "kode_penitip": product["kode_penitip"],
                        "kode_produk": product["kode"],
                        "jumlah": dice.randint(1, 12),
                        "kedaluwarsa": best.isoformat() if best else "",
                    }
                )
    return rows


def trade(dice: random.Random, products: list[Row], month: date, receipts: int, refunds: float) -> list[Row]:
    """Receipts of one to four lines, some going back, some both ways, at any time of the month."""
    rows = []
    for number in range(receipts):
        day, hour, minute = dice.randint(1, 28), dice.randint(8, 20), dice.randint(0, 59)
        at = f"{month:%Y-%m}-{day:02}T{hour:02}:{minute:02}:{number % 60:02}"
        outlet = dice.choice(["", "", "Pojok Cikampek"])
        back = dice.random() < refunds
        for product in dice.sample(products, dice.randint(1, 4)):
            price = product["harga_jual"] + dice.choice([0, 0, 0, 500, -100])
            count = dice.choice([1, 1, 2, 3, 7]) * (-1 if back and dice.random() < 0.8 else 1)
            cut = dice.randint(0, abs(count) * price) if dice.random() < 0.3 else ""
            rows.append(
                {
                    "nomor": f"{month:%m}{number:03}",
                    "waktu": at,
                    "gerai": outlet,
                    "kode_produk": product["kode"],
                    "jumlah": count,
                    "harga_satuan": price,
                    "diskon": cut,
                    "metode": dice.choice(["tunai", "qris", "transfer", "kartu", ""]),
                }
            )
    return rows


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
