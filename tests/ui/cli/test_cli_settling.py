"""Statements in the cases that people quarrel about, in figures small enough to work out by hand."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from commands import CONSIGNORS, GOODS, PRODUCTS, Place, pdf_text, write_csv

MAY, JUNE = "2024-05-31", "2024-06-30"
KEYS = (
    *("consignor", "business_name", "number", "from", "until", "opening", "gross", "discount", "commission", "due"),
    *("fees", "adjustments", "paid", "closing", "products", "goods"),
)
PRODUCT_KEYS = ("product", "name", "quantity", "gross", "discount", "commission", "due")
GOODS_KEYS = (
    *("product", "opening", "received", "sold", "refunded", "returned", "written_off", "transferred", "variance"),
    "closing",
)


def sell(place: Place, folder: Path, *rows: tuple[str, str, str, int, int]) -> None:
    names = ("nomor", "waktu", "kode_produk", "jumlah", "harga_satuan")
    file = write_csv(folder / "jual.csv", [dict(zip(names, row, strict=True)) for row in rows])
    place.ok("import", "sales", file)


def settle(place: Place, folder: Path, until: str, *more: object) -> dict[str, dict[str, Any]]:
    place.ok("settle", "--until", until, "--out", folder, "--format", "json", *more)
    made = json.loads((folder / "statements.json").read_text("utf-8"))
    return {one["consignor"]: one for one in made}


def test_the_file_has_exactly_the_agreed_names_in_their_order(small: Place, tmp_path: Path) -> None:
    made = settle(small, tmp_path, MAY)
    assert list(made) == ["M1", "M2"]
    for one in made.values():
        assert tuple(one) == KEYS
        assert [tuple(line) for line in one["products"]] == [PRODUCT_KEYS]
        assert [tuple(line) for line in one["goods"]] == [GOODS_KEYS]
    header = (
        "consignor,business_name,number,from,until,opening,gross,discount,commission,due,fees,adjustments,paid,closing"
    )
    small.ok("settle", "--until", MAY, "--out", tmp_path, "--format", "csv")
    lines = (tmp_path / "statements.csv").read_text("utf-8").splitlines()
    assert lines == [
        header,
        "M1,Dapur Nyi Imas,LP-GALERI-A-000001,2024-05-01,2024-05-31,0,75000,0,15000,60000,0,0,0,60000",
        "M2,Kopi Loji,LP-GALERI-A-000002,2024-05-01,2024-05-31,0,33333,0,4167,29166,0,0,0,29166",
    ]
    assert (tmp_path / "statement-products.csv").read_text("utf-8").splitlines() == [
        "consignor,product,name,quantity,gross,discount,commission,due",
        "M1,P1,Opak Ketan,5,75000,0,15000,60000",
        "M2,P2,Kopi Bubuk,1,33333,0,4167,29166",
    ]


def test_what_comes_back_after_the_statement_is_taken_off_the_next_one_and_a_debt_is_carried(
    small: Place, tmp_path: Path
) -> None:
    before = settle(small, tmp_path, MAY)
    assert (before["M1"]["closing"], before["M2"]["closing"]) == (60_000, 29_166)
    sell(
        small,
        tmp_path,
        ("3", "2024-06-02T09:00", "P1", -3, 15_000),
        ("3", "2024-06-02T09:00", "P1", 1, 15_000),
        ("4", "2024-06-03T09:00", "P2", -2, 33_333),
    )
    june = settle(small, tmp_path, JUNE)
    told = june["M1"]
    assert (told["opening"], told["gross"], told["commission"], told["due"]) == (60_000, -30_000, -6_000, -24_000)
    assert (told["closing"], told["from"]) == (36_000, "2024-06-01")
    assert told["products"][0]["quantity"] == -2
    assert {name: told["goods"][0][name] for name in ("opening", "sold", "refunded", "closing")} == {
        "opening": 45,
        "sold": 1,
        "refunded": 3,
        "closing": 47,
    }
    assert june["M2"]["due"] == -66_666 + 8_333
    assert june["M2"]["closing"] == 29_166 - 58_333 == -29_167
    july = settle(small, tmp_path, "2024-07-31")
    assert (july["M2"]["opening"], july["M2"]["closing"], july["M2"]["due"]) == (-29_167, -29_167, 0)
    assert small.ok("verify")


def test_what_comes_late_stands_on_the_next_statement(small: Place, tmp_path: Path) -> None:
    settle(small, tmp_path, MAY)
    sell(small, tmp_path, ("9", "2024-05-30T23:59:59", "P1", 1, 10_000))
    june = settle(small, tmp_path, JUNE)
    assert (june["M1"]["gross"], june["M1"]["closing"], june["M1"]["from"]) == (10_000, 68_000, "2024-06-01")


def test_a_day_ends_where_the_gallery_is(small: Place, tmp_path: Path) -> None:
    sell(
        small,
        tmp_path,
        ("9", "2024-05-31T23:59:59", "P1", 1, 10_000),
        ("10", "2024-06-01T00:00:00", "P1", 1, 1_000),
        ("11", "2024-05-31T16:59:59+00:00", "P1", 1, 100),
        ("12", "2024-05-31T17:00:00Z", "P1", 1, 10),
    )
    assert settle(small, tmp_path, MAY)["M1"]["gross"] == 75_000 + 10_100
    assert settle(small, tmp_path, JUNE)["M1"]["gross"] == 1_010


def test_goods_that_only_came_in_are_told_without_money(empty: Place, tmp_path: Path) -> None:
    for kind, rows in (("consignors", CONSIGNORS), ("products", PRODUCTS), ("goods-in", GOODS)):
        empty.ok("import", kind, write_csv(tmp_path / f"{kind}.csv", rows))
    made = settle(empty, tmp_path, MAY)
    assert [one["closing"] for one in made.values()] == [0, 0]
    assert [one["products"] for one in made.values()] == [[], []]
    assert [one["goods"][0]["received"] for one in made.values()] == [50, 20]
    assert empty("settle", "--until", JUNE, "--out", tmp_path).code == 2


def test_one_maker_may_be_settled_alone(small: Place, tmp_path: Path) -> None:
    assert list(settle(small, tmp_path, "2024-05-10", "--consignor", " m1 ")) == ["M1"]
    assert [row["consignor"] for row in small.rows("statements")] == ["M1"]
    made = settle(small, tmp_path, MAY)
    assert (made["M1"]["from"], made["M1"]["opening"], made["M1"]["due"]) == ("2024-05-11", 36_000, 24_000)
    assert (made["M2"]["from"], made["M2"]["closing"]) == ("2024-05-01", 29_166)
    answer = small("settle", "--until", MAY, "--out", tmp_path, "--consignor", "M9")
    assert (answer.code, answer.text) == (2, "Penitip M9 tidak dikenal.")


def test_a_preview_issues_nothing_and_says_what_issuing_says(small: Place, tmp_path: Path) -> None:
    before = small.state()
    small.ok("statements", "--until", MAY, "--out", tmp_path, "--format", "json")
    previewed = json.loads((tmp_path / "statements.json").read_text("utf-8"))
    assert small.state() == before
    assert [one["number"] for one in previewed] == [None, None]
    issued = list(settle(small, tmp_path, MAY).values())
    assert [one["number"] for one in issued] == ["LP-GALERI-A-000001", "LP-GALERI-A-000002"]
    assert [one | {"number": None} for one in issued] == previewed
    small.ok("statements", "--until", MAY, "--out", tmp_path / "lagi", "--format", "json")
    assert json.loads((tmp_path / "lagi" / "statements.json").read_text("utf-8")) == []


def test_settling_again_issues_nothing_and_writes_the_same(small: Place, tmp_path: Path) -> None:
    first = settle(small, tmp_path / "a", MAY)
    state = small.state()
    again = small.ok("settle", "--until", MAY, "--out", tmp_path / "b", "--format", "json")
    assert again.text.startswith("0 laporan penitip terbit. 2 sudah terbit sebelumnya; ditulis lagi.")
    assert json.loads((tmp_path / "b" / "statements.json").read_text("utf-8")) == list(first.values())
    assert small.state() == state
    sell(small, tmp_path, ("9", "2024-05-30", "P1", 1, 10_000))
    assert list(settle(small, tmp_path / "c", MAY, "--consignor", "M1")) == ["M1"]
    assert small.ok("verify")


def test_what_has_not_happened_yet_is_not_settled(small: Place, tmp_path: Path) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date()
    answer = small("settle", "--until", tomorrow, "--out", tmp_path)
    assert (answer.code, answer.text) == (2, "Tanggal batas belum lewat. Pilih tanggal hari ini atau sebelumnya.")
    assert small.rows("statements") == []
    assert small("settle", "--until", "2024-04-30", "--out", tmp_path).code == 2
    earlier = settle(small, tmp_path, MAY)
    assert small("settle", "--until", "2024-05-15", "--out", tmp_path).code == 2
    assert len(small.rows("statements")) == len(earlier)


@pytest.mark.parametrize("command", ["statements", "settle"])
def test_a_folder_that_cannot_be_written_stops_it_before_anything_is_issued(
    small: Place, tmp_path: Path, command: str
) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    before = small.state()
    for out in (tmp_path / "berkas", tmp_path / "berkas" / "lagi", Path("/proc/hasil")):
        answer = small(command, "--until", MAY, "--out", out)
        assert answer.code == 2
        assert answer.err.startswith(f"Folder {out} tidak bisa ditulisi. Belum ada yang berubah.")
    assert small("report", "month", "2024-05", "--out", tmp_path / "berkas").code == 2
    assert small.state() == before
    assert (tmp_path / "berkas").read_text() == "bukan folder"


def test_papers_have_the_names_that_were_agreed_and_the_figures(
    small: Place, tmp_path: Path, qapp: QApplication
) -> None:
    out = tmp_path / "hasil akhir Mei (ñ)"
    small.ok("settle", "--until", MAY, "--out", out)
    assert sorted(file.name for file in out.iterdir()) == [
        *("LAPORAN-M1-2024-05-31.pdf", "LAPORAN-M2-2024-05-31.pdf", "semua.pdf")
    ]

    first, whole = pdf_text(out / "LAPORAN-M1-2024-05-31.pdf"), pdf_text(out / "semua.pdf")
    for text in ("Dapur Nyi Imas", "LP-GALERI-A-000001", "75.000", "15.000", "60.000"):
        assert text in first
        assert text in whole
    assert "Kopi Loji" in whole
    assert "Kopi Loji" not in first
    assert "29.166" in whole


def test_papers_written_again_say_salinan_and_files_for_programs_count_as_none(
    small: Place, tmp_path: Path, qapp: QApplication
) -> None:
    paper = "LAPORAN-M1-2024-05-31.pdf"
    small.ok("settle", "--until", MAY, "--out", tmp_path / "json", "--format", "json")
    (tmp_path / "penuh" / paper).mkdir(parents=True)
    assert small("settle", "--until", MAY, "--out", tmp_path / "penuh").code == 2, (
        "a run that fails has handed out nothing"
    )
    for time, mark in (("a", ""), ("b", "SALINAN ke-1"), ("c", "SALINAN ke-2")):
        small.ok("settle", "--until", MAY, "--out", tmp_path / time)
        for name in (paper, "semua.pdf"):
            text = pdf_text(tmp_path / time / name)
            assert ("SALINAN" in text) is bool(mark)
            assert mark in text


def test_codes_that_no_file_can_be_named_after_lose_no_paper(empty: Place, tmp_path: Path) -> None:
    codes = ("M/1", "M_1", "m:1", "..", "Ñ 美")
    makers = [{"kode": code, "nama_usaha": f"Usaha <b>{code}</b> & =1+1"} for code in codes]
    goods = [
        {"kode": f"P{at}", "nama": "Barang", "kode_penitip": code, "harga_jual": "1rb"} for at, code in enumerate(codes)
    ]
    empty.ok("import", "consignors", write_csv(tmp_path / "a.csv", makers))
    empty.ok("import", "products", write_csv(tmp_path / "b.csv", goods))
    sell(empty, tmp_path, *((str(at), "2024-05-02", f"P{at}", 1, 1_000) for at in range(len(codes))))
    out = tmp_path / "hasil"
    files = empty.ok("settle", "--until", MAY, "--out", out, "--json").json["files"]
    assert len(set(files)) == len(codes) + 1
    assert {Path(file).parent for file in files} == {out}
    assert all(re.fullmatch(r"LAPORAN-[\w.-]+|semua", Path(file).stem) for file in files)
    assert len(list(out.iterdir())) == len(files)
    empty.ok("settle", "--until", MAY, "--out", out, "--format", "csv")
    assert "\nM/1,Usaha <b>M/1</b> & =1+1," in (out / "statements.csv").read_text("utf-8")
