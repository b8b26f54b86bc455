"""Backups from the command line: a copy that is whole, books that come back, and files that are no backup."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from commands import KINDS, SALES, Place, answer_of, gallery_pos, program, write_csv
from till import desk_in, work_a_day

MAY = ("--until", "2024-05-31", "--format", "json")


def bare(backup: Path) -> Path:
    """Return the books in a backup as a file of their own, as backups were before pictures came along."""
    with ZipFile(backup) as archive:
        found = backup.with_name(f"lama-{backup.stem}.db")
        found.write_bytes(archive.read("galeri.db"))
    return found


def lists(place: Place) -> dict[str, object]:
    """Everything that is listed."""
    return {kind: place.rows(kind) for kind in KINDS}


def test_what_was_backed_up_comes_back_whole_and_what_came_later_is_named(small: Place, tmp_path: Path) -> None:
    before, backup = lists(small), tmp_path / "stik" / "cadangan Mei.zip"
    made = small.ok("backup", backup, "--json").json
    assert (made["file"], made["documents"], made["findings"]) == (str(backup), 12, [])
    small.ok("settle", *MAY, "--out", tmp_path / "a")
    slip = work_a_day(small.data, ["P1"])
    later = [row["number"] for row in small.rows("journal")][12:]
    told = small.ok("restore", backup, "--json").json
    assert (told["documents"], told["findings"]) == (12, [])
    assert told["lost"] == [number for number in later if number.startswith(("LP-", "Z-"))]
    assert slip.number in told["lost"]
    assert lists(small) == before
    assert small.ok("verify").code == 0
    kept = Path(told["kept"])
    assert kept.parent == small.data
    assert slip.number in str(sqlite3.connect(kept).execute("SELECT number FROM journal").fetchall())


def test_numbers_that_stand_on_paper_are_never_given_again(small: Place, tmp_path: Path) -> None:
    small.ok("backup", tmp_path / "a.db")
    small.ok("settle", *MAY, "--out", tmp_path / "a")
    slip = work_a_day(small.data, ["P1"])
    told = {row["number"] for row in small.rows("journal")}
    small.ok("restore", tmp_path / "a.db")
    left = {row["number"] for row in small.rows("journal")}
    small.ok("settle", *MAY, "--out", tmp_path / "b")
    again = work_a_day(small.data, ["P1"])
    assert again.number != slip.number
    assert {row["number"] for row in small.rows("journal")} & told == left
    assert small.ok("verify", "--head", again.hash.hex())
    assert small("verify", "--head", slip.hash.hex()).code == 1, "the paper of a lost shift still tells of it"


def test_a_new_folder_takes_the_books_of_another_computer_and_goes_on_with_them(small: Place, tmp_path: Path) -> None:
    small.ok("backup", tmp_path / "a.db")
    new = Place(tmp_path / "baru")
    told = new.ok("restore", tmp_path / "a.db", "--key", small.data / "pribadi.key", "--json").json
    assert (told["documents"], told["lost"], told["findings"]) == (12, [], [])
    assert lists(new) == lists(small)
    files = write_csv(tmp_path / "jual.csv", [*SALES, SALES[0] | {"nomor": "9"}])
    assert new.ok("import", "sales", files, "--json").json["counts"]["sales"] == 1
    assert new.ok("verify")
    assert len(new.rows("sales")) == len(small.rows("sales")) + 1


def test_a_backup_replaces_an_older_one_and_nothing_else(small: Place, tmp_path: Path) -> None:
    backup = tmp_path / "a.db"
    small.ok("backup", backup)
    small.ok("import", "sales", write_csv(tmp_path / "jual.csv", [SALES[0] | {"nomor": "9"}]))
    assert small.ok("backup", backup, "--json").json["documents"] == 13
    letter = tmp_path / "surat.txt"
    letter.write_text("Yth. Dinas")
    for other in (tmp_path, letter, small.data / "galeri.db", small.data / "terminal.key"):
        answer = small("backup", other)
        assert answer.code == 2
        assert "sudah ada dan bukan cadangan" in answer.err
    assert letter.read_text() == "Yth. Dinas"
    assert small.ok("verify")


def _foreign(path: Path, whole: bytes) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE catatan (isi TEXT)")
    connection.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path, whole: path.write_bytes(b""),
        lambda path, whole: path.write_text("ini surat, bukan cadangan" * 300),
        lambda path, whole: path.write_bytes(whole[: len(whole) // 2]),
        lambda path, whole: path.write_bytes(whole[:8_192] + bytes(8_192) + whole[16_384:]),
        lambda path, whole: path.mkdir(),
        lambda path, whole: None,
        _foreign,
    ],
    ids=["empty", "letter", "half", "holes", "folder", "missing", "foreign"],
)
def test_what_is_no_backup_is_refused_and_changes_nothing(
    small: Place, tmp_path: Path, spoil: Callable[[Path, bytes], object]
) -> None:
    small.ok("backup", tmp_path / "baik.db")
    spoil(tmp_path / "a.db", (tmp_path / "baik.db").read_bytes())
    before, held = small.state(), sorted(path.name for path in small.data.iterdir())
    answer = small("restore", tmp_path / "a.db")
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith(("Salinan a.db rusak atau bukan data galeri.", "Berkas cadangan a.db tidak ada."))
    assert "Buku galeri tidak berubah." in answer.err
    assert small("restore", tmp_path / "a.db", "--json").json["error"].startswith("backup.")
    assert small.state() == before
    assert sorted(path.name for path in small.data.iterdir()) == held


def test_a_backup_of_a_newer_program_is_left_alone(small: Place, tmp_path: Path) -> None:
    small.ok("backup", tmp_path / "a.db")
    newer = bare(tmp_path / "a.db")
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = small.state()
    answer = small("restore", newer)
    assert answer.code == 2
    assert "versi program yang lebih baru" in answer.err
    assert small.state() == before


def test_a_backup_that_was_changed_comes_back_with_its_finding(small: Place, tmp_path: Path) -> None:
    small.ok("backup", tmp_path / "a.db")
    backup = bare(tmp_path / "a.db")
    with sqlite3.connect(backup) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("UPDATE journal SET user_code = 'lain' WHERE pos = 5")
    connection.close()
    answer = small("restore", backup)
    assert answer.code == 1
    number = small.rows("journal")[4]["number"]
    assert re.search(rf"{number} \(.+\): isinya tidak sama dengan yang disegel", answer.out)


def test_books_that_somebody_has_open_are_not_replaced(small: Place, tmp_path: Path) -> None:
    small.ok("backup", tmp_path / "a.db")
    before = small.state()
    with desk_in(small.data):
        answer = answer_of(program("--data", small.data, "restore", tmp_path / "a.db"))
    assert answer.code == 2
    assert "sedang dipakai" in answer.err
    assert small.state() == before


def test_books_that_are_lost_come_back_into_the_folder_and_into_a_new_one(small: Place, tmp_path: Path) -> None:
    small.ok("backup", tmp_path / "a.db")
    before = lists(small)
    (small.data / "galeri.db").write_bytes(b"api" * 9_000)
    assert "Pulihkan dari cadangan" in small("verify").err
    small.ok("restore", tmp_path / "a.db")
    assert lists(small) == before
    shutil.rmtree(small.data)
    assert gallery_pos("--data", small.data, "init", "--name", "Lagi").code == 0
    small.ok("restore", tmp_path / "a.db")
    assert lists(small) == before


def test_a_backup_from_before_pictures_came_along_is_taken(small: Place, tmp_path: Path) -> None:
    small.ok("backup", tmp_path / "a.zip")
    before = lists(small)
    told = small.ok("restore", bare(tmp_path / "a.zip"), "--json").json
    assert (told["documents"], told["attachments"], told["findings"]) == (12, 0, [])
    assert lists(small) == before


def test_pictures_come_along_and_those_that_are_not_there_are_counted(sample: Place, tmp_path: Path) -> None:
    old, new = sample.copy(tmp_path / "lama"), Place(tmp_path / "baru")
    pictures = {file.name: file.read_bytes() for file in (old.data / "gambar").iterdir()}
    gone = min(pictures)
    (old.data / "gambar" / gone).unlink()
    made = old.ok("backup", tmp_path / "a.zip", "--json").json
    assert (made["attachments"], made["missing"]) == (len(pictures) - 1, 1)
    assert "1 gambar dan pindaian tidak ada di komputer ini" in old.ok("backup", tmp_path / "a.zip").out
    (old.data / "gambar" / gone).write_bytes(pictures[gone])
    old.ok("backup", tmp_path / "a.zip")
    told = new.ok("restore", tmp_path / "a.zip", "--json").json
    assert (told["attachments"], told["practice"], told["findings"]) == (len(pictures), True, [])
    assert {file.name: file.read_bytes() for file in (new.data / "gambar").iterdir()} == pictures
    assert "practice = true" in (new.data / "mesin.toml").read_text("utf-8"), "its papers go on saying LATIHAN"


def test_practice_and_the_real_books_never_take_each_others_place(small: Place, sample: Place, tmp_path: Path) -> None:
    practice = sample.copy(tmp_path / "latihan")
    practice.ok("backup", tmp_path / "latihan.zip")
    small.ok("backup", tmp_path / "asli.zip")
    for place, file, why in (
        (small, "latihan.zip", "Cadangan itu dari galeri latihan"),
        (practice, "asli.zip", "Di sini galeri latihan"),
    ):
        before = place.state()
        answer = place("restore", tmp_path / file)
        assert answer.code == 2
        assert why in answer.err
        assert place.state() == before
    assert "Ini galeri latihan." in practice.ok("restore", tmp_path / "latihan.zip").out
