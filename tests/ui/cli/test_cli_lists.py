"""What is listed for other programs: arrays of objects with the agreed kinds of names and values."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from commands import KINDS, Place, gallery_pos, write_csv
from ui.cli.month_lists import OF_SPAN, OF_TODAY, SHOWN

ROUGH_KEYS = {
    "consignors": {"code", "business_name", "owner", "district", "size_class", "model", "commission_bp", "owed"},
    "products": {"code", "name", "consignor", "price", "consignor_price", "commission_bp", "barcodes", "on_hand"},
    "lots": {"lot", "product", "consignor", "outlet", "received_on", "best_before", "received", "on_hand", "sold"},
    "stock": {"outlet", "product", "consignor", "on_hand", "sold", "price", "value"},
    "outlets": {"code", "name", "type", "main", "active", "timezone", "on_hand"},
    "sales": {"number", "time", "business_date", "outlet", "gross", "discount", "total", "methods", "reference"},
    "statements": {"number", "consignor", "from", "until", "opening", "gross", "due", "fees", "paid", "closing"},
    "transfers": {"number", "sent_on", "source", "target", "pieces", "arrived", "lost", "in_transit", "id"},
    "visits": {
        "number",
        "business_date",
        "outlet",
        "sold",
        "missing",
        "returned",
        "cash",
        "qris",
        "value",
        "difference",
    },
    "months": {"month", "outlet", "name", "state", "due_on", "late_days", "closed_on", "sent_on", "net"},
    "journal": {"seq", "number", "kind", "outlet", "business_date", "posted_at", "user", "id", "hash"},
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
DAYS = {"business_date", "received_on", "best_before", "from", "until", "since", "due_on", "closed_on", "sent_on"}
MOMENTS = {"time", "posted_at"}
AMOUNTS = {"price", "owed", "total", "gross", "discount", "commission", "due", "fees", "paid", "closing", "value"}


@pytest.mark.parametrize("kind", KINDS)
def test_rows_have_english_keys_whole_rupiah_and_iso_days(sample: Place, kind: str) -> None:
    rows = sample.rows(kind)
    assert len(rows) > 2
    for row in rows:
        assert set(row) >= ROUGH_KEYS[kind]
        assert list(row) == list(rows[0])
        for name, value in row.items():
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
            assert not isinstance(value, float)
            if name in DAYS and value is not None:
                date.fromisoformat(value)
            if name in MOMENTS:
                assert MOMENT.fullmatch(value)
                assert datetime.fromisoformat(value).utcoffset() == timedelta(0)
            if name in AMOUNTS:
                assert type(value) is int


@pytest.mark.parametrize("kind", KINDS)
def test_people_see_a_table_with_whole_cells_under_indonesian_titles(sample: Place, kind: str) -> None:
    lines = sample.ok("list", kind).out.splitlines()
    assert len(lines) == len(sample.rows(kind)) + 1
    assert "…" not in "".join(lines)
    assert "_" not in lines[0]
    starts = [match.start() for match in re.finditer(r"(?<=  )\S|^\S", lines[0])]
    assert len(starts) > 5
    assert max(map(len, lines)) < 250


def test_what_is_listed_hangs_together(sample: Place) -> None:
    stock, lots, outlets = sample.rows("stock"), sample.rows("lots"), sample.rows("outlets")
    products, consignors, sales = sample.rows("products"), sample.rows("consignors"), sample.rows("sales")
    on_hand = sum(row["on_hand"] for row in stock)
    assert on_hand == sum(row["on_hand"] for row in products) == sum(row["on_hand"] for row in consignors)
    assert on_hand == sum(row["on_hand"] for row in outlets)
    assert on_hand == sum(row["on_hand"] for row in lots) + sum(row["loose"] for row in stock)
    for row in lots:
        gone = row["sold"] - row["refunded"] + row["returned"] + row["written_off"] - row["transferred"]
        assert row["received"] == row["on_hand"] + gone - row["variance"]
    for row in sales:
        assert row["total"] == row["gross"] - row["discount"] + row["tax"] + row["rounding"]
        assert sum(row["methods"].values()) == row["total"]
    for row in sample.rows("statements"):
        assert row["due"] == row["gross"] - row["discount"] - row["commission"]
        assert row["closing"] == row["opening"] + row["due"] - row["fees"] + row["adjustments"] - row["paid"]
        assert row["unpaid"] == row["closing"] - row["paid_since"]
    journal = sample.rows("journal")
    assert [row["seq"] for row in journal] == list(range(1, len(journal) + 1))
    assert len({row["hash"] for row in journal}) == len(journal)
    assert {row["number"] for row in sales} <= {row["number"] for row in journal}


def test_an_empty_gallery_lists_nothing(empty_model: Place) -> None:
    for kind in ("consignors", "products", "lots", "stock", "sales", "statements"):
        assert empty_model.rows(kind) == []
        assert empty_model.ok("list", kind).text == "Belum ada isinya."


def test_names_cannot_steer_a_terminal_nor_break_a_row(empty: Place, tmp_path: Path) -> None:
    hostile = "Dapur\x1b[2J\x1b]0;x\x07 [red]Imas[/red] :smile: 美味 =1+1"
    empty.ok("import", "consignors", write_csv(tmp_path / "a.csv", [{"kode": "M1", "nama_usaha": hostile}]))
    (row,) = empty.rows("consignors")
    assert "[red]Imas[/red] :smile: 美味 =1+1" in row["business_name"]
    shown = empty.ok("list", "consignors").out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert len(shown.splitlines()) == 2
    assert "[red]Imas[/red] :smile: 美味 =1+1" in shown


def test_likely_duplicates_are_pairs_with_a_score_and_reasons(sample: Place) -> None:
    (pair,) = sample.rows("duplicates")
    assert (pair["code"], pair["other_code"]) == ("M003", "M036")
    assert 75 <= pair["score"] <= 100
    assert pair["reasons"].startswith("telepon sama")
    assert "M036" in sample.ok("list", "duplicates").out


SHELF_KEYS = {
    "expiring": "outlet lot product name consignor business_name best_before days_left on_hand value bearer expiry_bp",
    "movers": "outlet product name business_name on_hand sold days lasts_days suggested speed oldest",
    "markdowns": "code name basis off bearer outlet consignor products start end active pieces",
    "pull": "lot product name business_name outlet received_on best_before on_hand reason note",
}


@pytest.mark.parametrize("kind", SHELF_KEYS)
def test_life_on_the_shelf_is_listed(sample: Place, kind: str) -> None:
    rows = sample.rows(kind)
    assert rows
    assert all(set(SHELF_KEYS[kind].split()) <= row.keys() for row in rows)
    assert len(sample.ok("list", kind).out.splitlines()) == len(rows) + 1


def test_what_expires_is_soonest_first_and_what_moves_is_most_urgent_first(sample: Place) -> None:
    left = [row["days_left"] for row in sample.rows("expiring")]
    assert left == sorted(left)
    assert max(left) <= 60
    movers = sample.rows("movers")
    wanted = [row["suggested"] > 0 for row in movers]
    assert wanted == sorted(wanted, reverse=True)
    assert {row["speed"] for row in movers} >= {"fast", "steady", "slow"}
    (plan,) = sample.rows("markdowns")
    assert (plan["bearer"], plan["active"]) == ("shared", True)
    assert {row["reason"] for row in sample.rows("pull")} >= {"expired"}


@pytest.mark.parametrize("kind", sorted([*OF_SPAN, *OF_TODAY]))
def test_what_the_screens_of_the_month_list_is_listed_here_too(sample: Place, kind: str) -> None:
    rows = sample.rows(kind)
    told = sample.ok("list", kind).out.splitlines()
    assert len(told) == (len(rows) + 1 if rows else 1)
    for row in rows:
        assert set(SHOWN[kind].split()) <= set(row)


def test_a_month_is_listed_by_itself_where_a_kind_has_days(sample: Place) -> None:
    days = [date.fromisoformat(row["business_date"]) for row in sample.rows("shifts")]
    assert len({day.month for day in days}) == 2
    month = f"{min(days):%Y-%m}"
    found = sample.ok("list", "shifts", "--month", month, "--json").json
    assert {row["business_date"][:7] for row in found} == {month}
    assert len(found) == sum(f"{day:%Y-%m}" == month for day in days)
    measures = [row["measure"] for row in sample.ok("list", "scorecards", "--month", month, "--json").json]
    assert len(set(measures)) == 6


@pytest.mark.parametrize(
    ("typed", "said"),
    [("products --month 2026-10", "hanya untuk shifts, held"), ("shifts --month Mei", "Mei bukan bulan")],
)
def test_a_month_that_is_none_or_has_no_sense_is_told(sample: Place, typed: str, said: str) -> None:
    answer = gallery_pos("--data", sample.data, "list", *typed.split())
    assert answer.code == 2
    assert said in answer.text
