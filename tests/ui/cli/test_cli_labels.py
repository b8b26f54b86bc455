"""Labels from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import Place


def test_labels_of_everything_products_and_a_note(sample: Place, tmp_path: Path) -> None:
    out = tmp_path / "label.pdf"
    told = json.loads(sample.ok("--json", "labels", "--all", "--sheet", "tj-108", "--out", str(out)).out)
    on_hand = sum(row["on_hand"] for row in sample.rows("lots") if row["outlet"] == "GALERI" and row["on_hand"] > 0)
    assert (told["sheet"], told["labels"], told["sheets"]) == ("TJ-108", on_hand, -(-on_hand // 40))
    assert out.read_bytes().startswith(b"%PDF")
    note = next(row["number"] for row in sample.rows("journal") if row["kind"] == "GoodsReceived")
    said = sample.ok("labels", "--note", note, "--sheet", "L.03", "--start", "30", "--copies", "1", "--out", str(out))
    assert "A4 L.03." in said.out
    code = sample.rows("products")[0]["code"]
    two = sample.ok(
        "--json", "labels", "--product", code.lower(), "--copies", "2", "--sheet", "R-33x15", "--out", str(out)
    )
    assert json.loads(two.out)["labels"] % 2 == 0


def test_papers_are_listed(empty: Place) -> None:
    assert "Tom & Jerry 121" in empty.ok("labels", "--list").out
    rows = json.loads(empty.ok("--json", "labels", "--list").out)
    assert {"TJ-103", "TJ-107", "TJ-108", "TJ-121", "L.02", "L.05", "R-33x15"} <= {row["code"] for row in rows}
    assert next(row["per_sheet"] for row in rows if row["code"] == "TJ-107") == 30


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--all", "--sheet", "TJ-999"), "Kertas label TJ-999 tidak dikenal"),
        (("--note", "ST-0", "--sheet", "L.03"), "Surat titip ST-0 tidak ada"),
        (("--product", "P9999", "--sheet", "L.03"), "Produk P9999 tidak dikenal"),
        (("--all", "--sheet", "L.03", "--start", "31"), "Label ke-31 tidak ada"),
        (("--all", "--product", "P0001", "--sheet", "L.03"), "pilih salah satu"),
        (("--sheet", "L.03"), "pilih salah satu"),
        (("--all",), "--sheet belum disebut"),
        (("--all", "--sheet", "L.03", "--copies", "0"), "--copies: tulis 1 sampai 5.000"),
    ],
)
def test_what_cannot_be_printed_is_told(sample: Place, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    out = tmp_path / "label.pdf"
    run = sample("labels", *arguments, "--out", str(out))
    assert run.code == 2
    assert said in run.err
    assert not out.exists()


def test_an_empty_shelf_has_no_labels(empty: Place, tmp_path: Path) -> None:
    run = empty("labels", "--all", "--sheet", "L.03", "--out", str(tmp_path / "label.pdf"))
    assert (run.code, "Jumlah label harus antara 1 dan 100.000" in run.err) == (2, True)
