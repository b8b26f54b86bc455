"""Books on a PostgreSQL server: the same commands, the same answers, several computers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from commands import KINDS, SALES, Place, answer_of, fill, gallery_pos, program, write_csv
from db.private import Personal
from gallery_pos.errors import RuleBroken
from servers import ServerDatabase
from ui.books.private_key import install_key
from ui.folder import DataFolder
from ui.gallery import open_gallery

pytestmark = pytest.mark.postgres
MAY = "2024-05-31"
OF_THIS_RUN = {"id", "hash", "posted_at", "lot"}
"""What differs between two galleries that were told the same; of a sale also its code, which is made of the hash."""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small gallery on a server: the name of a database to be copied, and its data folder beside it."""
    folder = tmp_path_factory.mktemp("server")
    with ServerDatabase() as url:
        place = Place(folder / "data")
        place.ok("init", "--name", "Galeri Uji", "--region", "Karawang", "--database", url)
        fill(place, folder)
        yield f"{make_url(url).database}|{place.data}"


@pytest.fixture
def place(served: str, tmp_path: Path) -> Iterator[Place]:
    """A copy of it."""
    template, _, data = served.partition("|")
    with ServerDatabase(template) as url:
        made = Place(Path(data)).copy(tmp_path / "data di sini")
        machine = made.data / "mesin.toml"
        machine.write_text(machine.read_text("utf-8").replace(template, str(make_url(url).database)), "utf-8")
        yield made


def url_of(place: Place) -> str:
    line = next(line for line in (place.data / "mesin.toml").read_text("utf-8").splitlines() if "database" in line)
    return line.partition(" = ")[2].strip('"')


def run(place: Place, statement: str) -> None:
    """Run SQL on the server behind the program's back, without its guards."""
    engine = create_engine(make_url(url_of(place)).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement))
    engine.dispose()


def same(kind: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    other = OF_THIS_RUN | ({"code"} if kind == "sales" else set())
    return [{name: value for name, value in row.items() if name not in other} for row in rows]


def test_nothing_of_the_books_lies_in_the_folder(place: Place) -> None:
    assert list(place.data.rglob("*.db*")) == []
    assert place.rows("outlets")[0]["name"] == "Galeri Uji"


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_listed_as_from_a_file(place: Place, small: Place, kind: str) -> None:
    rows = place.rows(kind)
    assert same(kind, rows) == same(kind, small.rows(kind))
    assert rows or kind in {"statements", "transfers", "visits"}


def test_statements_and_reports_say_what_those_of_a_file_say(place: Place, small: Place, tmp_path: Path) -> None:
    for name, one in (("server", place), ("file", small)):
        out = tmp_path / name
        one.ok("statements", "--until", MAY, "--out", out / "pratinjau", "--format", "json")
        one.ok("settle", "--until", MAY, "--out", out, "--format", "json")
        one.ok("settle", "--until", MAY, "--out", out, "--format", "csv")
        for form in ("json", "csv"):
            one.ok("report", "month", "2024-05", "--out", out, "--format", form)
    files = sorted(path.relative_to(tmp_path / "file") for path in (tmp_path / "file").rglob("*.*"))
    assert len(files) > 5
    for file in files:
        assert (tmp_path / "server" / file).read_bytes() == (tmp_path / "file" / file).read_bytes(), file
    assert len(json.loads((tmp_path / "server" / "statements.json").read_text("utf-8"))) == 2
    assert (place.ok("verify").out, place.ok("rebuild").out) == (small.ok("verify").out, small.ok("rebuild").out)


def test_papers_come_from_a_server_too(place: Place, tmp_path: Path) -> None:
    made = place.ok("settle", "--until", MAY, "--out", tmp_path, "--json").json["files"]
    made += place.ok("report", "month", "2024-05", "--out", tmp_path, "--json").json["files"]
    assert all(Path(file).read_bytes().startswith(b"%PDF") for file in made)


def test_a_file_with_one_bad_row_changes_nothing(place: Place, tmp_path: Path) -> None:
    before = place.rows("journal")
    bad = write_csv(tmp_path / "a.csv", [SALES[0] | {"nomor": "8"}, SALES[0] | {"nomor": "9", "jumlah": "x"}])
    answer = place("import", "sales", bad)
    assert answer.code == 2
    assert "baris 3, kolom jumlah" in answer.err
    assert place.rows("journal") == before


def test_what_was_changed_on_the_server_is_found_and_named(place: Place) -> None:
    number = place.rows("sales")[0]["number"]
    run(place, f"UPDATE journal SET user_code = 'lain' WHERE number = '{number}'")
    answer = place("verify")
    assert answer.code == 1
    assert re.search(rf"{number} \(.+\): isinya tidak sama dengan yang disegel", answer.out)


def test_a_backup_of_a_server_is_a_file_that_any_computer_takes(place: Place, tmp_path: Path) -> None:
    assert place.ok("backup", tmp_path / "a.db", "--json").json["documents"] == 12
    alone = Place(tmp_path / "sendiri")
    alone.ok("init", "--name", "Sendiri")
    alone.ok("restore", tmp_path / "a.db", "--key", place.data / "pribadi.key")
    for kind in KINDS:
        assert alone.rows(kind) == place.rows(kind)
    answer = place("restore", tmp_path / "a.db")
    assert answer.code == 2
    assert "ada di server" in answer.err


def test_a_second_computer_writes_under_its_own_name_and_both_are_proved(place: Place, tmp_path: Path) -> None:
    second = Place(tmp_path / "kedua")
    taken = second("init", "--name", "Kedua", "--database", url_of(place))
    assert taken.code == 2
    assert "Nama komputer A sudah dipakai di buku itu." in taken.err
    assert "--terminal B" in taken.err
    assert not second.data.exists()
    key = place.data / "pribadi.key"
    second.ok("init", "--name", "Kedua", "--database", url_of(place), "--terminal", "b", "--key", key)
    second.ok("import", "sales", write_csv(tmp_path / "a.csv", [SALES[0] | {"nomor": "9"}]))
    place.ok("import", "sales", write_csv(tmp_path / "b.csv", [SALES[0] | {"nomor": "10"}]))
    assert [row["name"] for row in place.rows("outlets")] == ["Galeri Uji"]
    assert {row["number"][:12] for row in place.rows("sales")} == {"JL-GALERI-A-", "JL-GALERI-B-"}
    assert place.rows("sales") == second.rows("sales")
    for one in (place, second):
        assert one.ok("verify").code == 0


def test_two_computers_that_took_one_name_before_either_wrote_do_not_spoil_the_books(
    place: Place, tmp_path: Path
) -> None:
    one, other = Place(tmp_path / "satu"), Place(tmp_path / "dua")
    for computer in (one, other):
        key = place.data / "pribadi.key"
        computer.ok("init", "--name", "Kedua", "--database", url_of(place), "--terminal", "B", "--key", key)
    one.ok("import", "sales", write_csv(tmp_path / "a.csv", [SALES[0] | {"nomor": "9"}]))
    answer = other("import", "sales", write_csv(tmp_path / "b.csv", [SALES[0] | {"nomor": "10"}]))
    assert answer.code == 2
    assert "Komputer lain sudah mencatat di buku ini dengan nama B." in answer.err
    assert place.ok("verify").code == 0
    assert len(place.rows("sales")) == 3


def test_a_second_computer_asks_for_the_key_of_the_first(place: Place, tmp_path: Path) -> None:
    second = Place(tmp_path / "kedua")
    words = ("init", "--name", "Kedua", "--database", url_of(place), "--terminal", "B")
    other = tmp_path / "lain.key"
    other.write_text("ab" * 32)
    for more, why in (
        ((), "sudah punya kunci data pribadi"),
        (("--key", other), "bukan kunci buku itu"),
        (("--key", tmp_path / "tiada.key"), "Kunci data pribadi tiada.key tidak ada atau rusak."),
    ):
        answer = second(*words, *more)
        assert answer.code == 2
        assert why in answer.err
        assert not second.data.exists()
    paper = tmp_path / "kertas.txt"
    paper.write_text(" ".join(re.findall("....", (place.data / "pribadi.key").read_text())).upper())
    with paper.open() as keyboard:
        typed = answer_of(program("--data", second.data, *words, "--key", "-", stdin=keyboard))
    assert typed.code == 0, typed.err
    assert (second.data / "pribadi.key").read_text() == (place.data / "pribadi.key").read_text()


def test_personal_data_is_never_written_under_another_key(place: Place, tmp_path: Path) -> None:
    second = Place(tmp_path / "kedua")
    key = place.data / "pribadi.key"
    second.ok("init", "--name", "Kedua", "--database", url_of(place), "--terminal", "B", "--key", key)
    (second.data / "pribadi.key").write_text("ab" * 32)
    mine = open_gallery(DataFolder(second.data))
    try:
        for refused in (
            lambda: mine.personal.change("M001", Personal(phone="6281"), by="asep"),
            lambda: mine.credentials.set_pin("asep", "135790"),
            lambda: install_key(mine, "cd" * 32),
        ):
            with pytest.raises(RuleBroken) as told:
                refused()
            assert told.value.code in {"key.foreign", "key.other"}
        assert "bukan kunci buku galeri ini" in second("doctor").out
        assert install_key(mine, key.read_text()).fits
        mine.personal.change("M001", Personal(phone="6281"), by="asep")
    finally:
        mine.close()
    first = open_gallery(DataFolder(place.data))
    assert first.personal.look("M001", by="asep", reason="uji").phone == "6281"
    first.close()


def test_nothing_for_practice_comes_into_the_real_books_of_a_server(place: Place, tmp_path: Path) -> None:
    words = ("init", "--name", "x", "--sample", "--database", url_of(place), "--terminal", "B")
    answer = Place(tmp_path / "kedua")(*words, "--key", place.data / "pribadi.key")
    assert answer.code == 2
    assert "buku yang sebenarnya" in answer.err


@pytest.mark.parametrize("words", [("list", "sales"), ("verify",), ("backup", "a.db"), ("rebuild",)])
def test_a_server_that_does_not_answer_is_told(place: Place, words: tuple[str, ...]) -> None:
    machine = place.data / "mesin.toml"
    machine.write_text(machine.read_text("utf-8").replace(url_of(place), "postgresql://x@127.0.0.1:1/x"), "utf-8")
    answer = place(*words)
    assert answer.code == 2
    assert answer.err.startswith("Sambungan ke server data terputus.")
    assert "✗ Buku galeri: Sambungan ke server data terputus." in place("doctor").out


def test_a_database_that_is_not_there_makes_no_gallery(place: Place, tmp_path: Path) -> None:
    url = make_url(url_of(place)).set(database="tiada").render_as_string(hide_password=False)
    answer = gallery_pos("--data", tmp_path / "baru", "init", "--name", "x", "--database", url)
    assert answer.code == 2
    assert "server" in answer.err
    assert not (tmp_path / "baru").exists()
