"""Month files on the command line: packed, checked, a paper found, and books that were changed by hand named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from commands import Answer, Place, gallery_pos
from db.signing import Terminal
from gallery_pos.barcode import receipt_code
from month_files import Months, Taken, chained, closed_months, kind


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Months]:
    made = closed_months(tmp_path_factory.mktemp("bulan"))
    yield made
    made.gallery.close()


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No key was ever seen."""
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: tmp_path / "ingatan")
    return tmp_path / "ingatan" / "kunci-galeri.json"


def place_of(months: Months) -> Place:
    return Place(months.gallery.folder.path)


def check(*arguments: object) -> Answer:
    return gallery_pos("check", *arguments)


def test_a_month_is_packed_and_checks_out_without_a_gallery(months: Months, tmp_path: Path, memory: Path) -> None:
    answer = place_of(months).ok("month", "pack", "2026-10", "--out", tmp_path)
    file = tmp_path / "bulan-GALERI-2026-10.galeri.zip"
    assert str(file) in answer.text.replace(" ", "") or file.name in answer.text
    told = check(file)
    assert told.code == 0
    assert "Semuanya cocok." in told.text
    assert "pertama kali" in told.text
    assert memory.exists()
    again = check(file, "--previous", months.september)
    assert again.code == 0
    assert "pertama kali" not in again.text


def test_the_answer_for_programs_names_everything(months: Months, tmp_path: Path) -> None:
    told = check(months.october, "--json").json
    assert told["findings"] == []
    assert told["month"] == "2026-10"
    assert told["figures"]["sales"] > 0
    assert {one["aspect"] for one in told["aspects"]} >= {"file", "chain", "numbers", "splits", "continuity"}
    packed = place_of(months).ok("month", "pack", "2026-10", "--out", tmp_path, "--json").json
    assert Path(packed["file"]).stat().st_size == packed["size"]


def test_an_open_month_and_no_month_are_refused(months: Months, tmp_path: Path) -> None:
    place = place_of(months)
    assert "belum ditutup" in place("month", "pack", "2026-11", "--out", tmp_path).text
    assert place("month", "pack", "Oktober", "--out", tmp_path).code == 2
    assert place("month", "pack", "2026-11", "--draft", "--out", tmp_path).code in {0, 2}
    assert list(tmp_path.glob("*2026-11.galeri.zip")) == []


def test_an_altered_file_ends_with_1_and_names_it(months: Months, tmp_path: Path) -> None:
    data = bytearray(months.october.read_bytes())
    data[len(data) // 2] ^= 1
    altered = tmp_path / "diubah.galeri.zip"
    altered.write_bytes(data)
    told = check(altered)
    assert told.code == 1
    assert "isi bagian ini diubah" in told.text
    assert check(altered, "--json").json["findings"]


def test_what_is_no_month_file_ends_with_2(tmp_path: Path) -> None:
    other = tmp_path / "foto.zip"
    other.write_bytes(b"bukan apa-apa")
    assert check(other).code == 2
    assert "bukan berkas bulan" in check(other).text
    assert check(other, "--json").json["error"] == "month_file.no_zip"
    assert check(tmp_path / "tidak-ada.zip").code == 2


@pytest.mark.parametrize("at", [0, 31, 43, 60, 200, 1_000, -1])
def test_a_byte_that_was_changed_anywhere_or_a_cut_ends_with_1_and_says_so(
    months: Months, tmp_path: Path, at: int
) -> None:
    data = bytearray(months.october.read_bytes())
    data[at] ^= 1
    (tmp_path / "diubah.zip").write_bytes(data)
    (tmp_path / "potong.zip").write_bytes(data[:at])
    for name in ("diubah.zip", "potong.zip"):
        told = check(tmp_path / name, "--json")
        assert told.code == 1, (name, told)
        assert told.json["findings"]
        assert check(tmp_path / name).out


def test_books_changed_by_hand_are_named_by_the_check(months: Months, tmp_path: Path) -> None:
    """Somebody changed a sale of the closed month in the database; the program packs what stands there."""
    place = place_of(months).copy(tmp_path / "data")
    place.without_guards()
    (number, body), *_ = place.sql(
        "SELECT number, body FROM journal WHERE kind = 'SaleCompleted' AND business_date LIKE '2026-10%' ORDER BY pos"
    )
    assert isinstance(body, bytes)
    content = json.loads(body)
    part = content["lines"][0]["allocations"][0]
    part["commission"] += 1_000
    part["due"] -= 1_000
    changed = json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    place.sql("UPDATE journal SET body = ? WHERE number = ?", changed, number)
    place.ok("month", "pack", "2026-10", "--out", tmp_path)
    told = check(tmp_path / "bulan-GALERI-2026-10.galeri.zip")
    assert told.code == 1
    assert re.search(rf"{number} \(.*2026\): isinya diubah", told.text)
    assert "tidak sama dengan hitungan ulangnya" in told.text


def test_another_key_is_a_finding_until_somebody_accepts_it(months: Months, tmp_path: Path) -> None:
    assert check(months.september).code == 0
    stranger = Terminal.create("A")
    taken = Taken.of(months.october.read_bytes())
    for place in (taken.manifest["signer"], taken.manifest["chains"][0]):
        place["public_key"] = stranger.public_key.hex()
    taken.rows = chained(taken.rows, taken.manifest["chains"][0]["before"], stranger.sign)
    forged = tmp_path / "palsu.galeri.zip"
    forged.write_bytes(taken.bound(stranger.sign))
    told = check(forged)
    assert told.code == 1
    assert "memakai kunci lain" in told.text
    assert check(forged, "--accept-key").code == 0
    assert check(forged).code == 0
    assert check(months.october).code == 1


def test_keys_that_cannot_be_read_are_trouble_with_words(months: Months, memory: Path) -> None:
    memory.parent.mkdir(parents=True)
    memory.write_text("{")
    told = check(months.october)
    assert told.code == 2
    assert "tidak bisa dibaca" in told.text


def test_a_paper_is_found_by_its_code(months: Months) -> None:
    rows = Taken.of(months.october.read_bytes()).rows
    sale = [row for row in rows if kind(row) == "SaleCompleted"][-1]
    code = receipt_code(bytes.fromhex(sale["hash"]))
    told = gallery_pos("spot", code, months.october)
    assert told.code == 0
    assert "dihitung dalam laporan" in told.text
    assert "hak penitip" in told.text
    assert gallery_pos("spot", code, months.october, "--json").json["lines"]
    missing = gallery_pos("spot", receipt_code(bytes(32)), months.october)
    assert missing.code == 1
    assert "tidak pernah dicatat" in missing.text
    wrong = gallery_pos("spot", "ABC", months.october)
    assert wrong.code == 2
    assert "bukan kode struk" in wrong.text
