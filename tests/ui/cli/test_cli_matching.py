"""A file of the bank beside the sample gallery's three months."""

from __future__ import annotations

from pathlib import Path

from bank_files import LINES, STRANGE, write_bank_file
from commands import Place
from ui.folder import DataFolder
from ui.gallery import open_gallery


def bank_file_of(place: Place, folder: Path) -> Path:
    gallery = open_gallery(DataFolder(place.data))
    try:
        return write_bank_file(gallery.database, folder / "bca.csv")
    finally:
        gallery.close()


def test_two_hundred_lines_leave_exactly_the_twelve_that_are_in_no_book(sample: Place, tmp_path: Path) -> None:
    place = sample.copy(tmp_path / "data")
    bank = bank_file_of(place, tmp_path)
    answer = place("match", bank, "--account", "bank", "--bank", "BCA", "--json")
    assert answer.code == 1
    said = answer.json
    assert (said["lines"], len(said["matched"]), len(said["left"])) == (LINES, LINES - STRANGE, STRANGE)
    assert not any("SETTLEMENT" in line["description"] or "JL-" in line["description"] for line in said["left"])
    assert all(line["confidence"] >= 80 for line in said["matched"])
    again = place("match", bank, "--account", "bank")
    assert again.code == 2
    assert "berkas yang sama sudah masuk" in again.text
    missing = place.rows("qris-missing")
    assert sum(row["covered"] for row in missing) == 1, "one sale that the cashier marked as paid never arrived"
    assert len(place.rows("money")) > 10
    place.ok("verify")


def test_bad_files_say_what_is_wrong_and_nothing_comes_in(small: Place, tmp_path: Path) -> None:
    file = tmp_path / "bri.csv"
    file.write_text('Tanggal;Keterangan;Kredit\n01/07/2023;X;"25,000"\n', encoding="utf-8")
    before = small.state()
    answer = small("match", file, "--account", "bank")
    assert answer.code == 2
    assert "titik atau koma" in answer.text
    answer = small("match", tmp_path / "tidak-ada.csv", "--account", "bank")
    assert (answer.code, "tidak ada" in answer.text) == (2, True)
    assert small("match", file, "--account", "kas").code == 2
    assert small.state() == before
    answer = small("match", file, "--account", "bank", "--style", "commas")
    assert (answer.code, "1 tersisa" in answer.text) == (1, True)
