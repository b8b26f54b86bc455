"""Texts for makers from the command line: as a file that only its owner reads."""

from __future__ import annotations

import csv
import json
import stat
import sys
from itertools import cycle
from pathlib import Path

import pytest

from commands import Place
from gallery_pos.documents import MessageKind
from ui.folder import DataFolder
from ui.gallery import open_gallery

MAY = "2024-05-31"


def test_texts_are_written_as_csv_json_and_text(small: Place, tmp_path: Path) -> None:
    small.ok("settle", "--until", MAY, "--out", tmp_path)
    out = tmp_path / "kabar.json"
    said = small.ok("messages", "--kind", "statement", "--out", out, "--json").json
    assert (said["kind"], said["messages"], said["file"]) == ("statement", 2, str(out))
    made = json.loads(out.read_text("utf-8"))
    assert [one["code"] for one in made] == ["M1", "M2"]
    assert all("LP-GALERI-A-00000" in one["text"] for one in made)
    assert said["with_link"] == sum(1 for one in made if one["link"])
    small.ok("messages", "--kind", "statement", "--out", tmp_path / "kabar.csv")
    with (tmp_path / "kabar.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Teks"] for row in rows] == [one["text"] for one in made]
    small.ok("messages", "--kind", "statement", "--out", tmp_path / "kabar.txt")
    plain = (tmp_path / "kabar.txt").read_text("utf-8")
    assert all(one["text"] in plain for one in made)


@pytest.mark.parametrize(("kind", "ending"), list(zip(MessageKind, cycle(["csv", "json", "txt"]))))
def test_where_nobody_is_to_be_told_a_file_without_texts_says_so(
    small: Place, tmp_path: Path, kind: MessageKind, ending: str
) -> None:
    out = tmp_path / f"kabar.{ending}"
    said = small.ok("messages", "--kind", kind, "--until", "2001-01-01", "--out", out, "--json").json
    assert (said["kind"], said["messages"], said["with_link"]) == (kind, 0, 0)
    whole = out.read_text("utf-8-sig")
    assert {"csv": whole.startswith("Kode,Penitip"), "json": whole.strip() == "[]", "txt": not whole}[ending]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_the_file_is_for_its_owner_only(small: Place, tmp_path: Path) -> None:
    out = tmp_path / "kabar.csv"
    small.ok("messages", "--kind", "sold", "--until", MAY, "--out", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_each_telephone_that_is_written_was_looked_at_on_record(small: Place, tmp_path: Path) -> None:
    small.ok("messages", "--kind", "sold", "--until", MAY, "--out", tmp_path / "kabar.json")
    made = json.loads((tmp_path / "kabar.json").read_text("utf-8"))
    gallery = open_gallery(DataFolder(small.data))
    try:
        looked = {view.consignor for view in gallery.personal.views() if "kabar" in view.reason}
    finally:
        gallery.close()
    assert looked >= {one["code"] for one in made if one["phone"]}


def test_bad_kinds_and_endings_are_refused_with_a_sentence(small: Place, tmp_path: Path) -> None:
    unknown = small("messages", "--kind", "gosip", "--out", tmp_path / "x.csv")
    assert (unknown.code, "pilih: sold" in unknown.err) == (2, True)
    refused = small("messages", "--kind", "sold", "--out", tmp_path / "x.pdf")
    assert (refused.code, ".csv, .json, atau .txt" in refused.err) == (2, True)
    assert not (tmp_path / "x.pdf").exists()
