"""Every command: what it says to people, what it says to programs, and its exit code."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from commands import KINDS, SALES, Answer, Place, answer_of, gallery_pos, program, write_csv
from ui.cli.app import app

ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "Error",
    "Show this message",
    "[required]",
    "[default",
    "<bool>",
)


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each command a person can type with its words."""
    yield words, command
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*words, name))


COMMANDS = dict(commands(get_command(app)))
NAMES = (
    *("init", "import", "statements", "settle", "report", "report month", "list", "verify", "demo", "backup"),
    *("restore", "rebuild", "doctor", "agreement", "handover", "labels", "pay", "match"),
    *("month", "month status", "month close", "month pack", "report year", "check", "spot", "messages"),
)


def test_the_commands_are_those_of_the_design() -> None:
    assert {" ".join(words) for words in COMMANDS if words} == set(NAMES)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_indonesian_and_tells_of_every_option(words: tuple[str, ...]) -> None:
    answer = gallery_pos(*words, "--help")
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.split()[:2] == ["Cara", "pakai:"]
    assert [word for word in ENGLISH if word in answer.out] == []
    for parameter in COMMANDS[words].params:
        assert parameter.help
        assert parameter.opts[0] in answer.out or parameter.metavar in answer.out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("buka", "Perintah buka tidak ada."),
        ("report", "Perintahnya belum disebut."),
        ("list", "JENIS belum disebut."),
        ("list barang", "pilih: consignors, products"),
        ("list sales lagi", "Yang berlebih: lagi."),
        ("list sales --semua", "Pilihan --semua tidak ada."),
        ("list sales --json=ya", "Pilihan --json tidak memakai isi."),
        ("import barang x.csv", "pilih: consignors, products, goods-in, sales, visits, districts, handover."),
        ("import sales", "BERKAS belum disebut."),
        ("init", "--name belum disebut."),
        ("init --name", "Pilihan --name harus diikuti isinya."),
        ("init --name x --commission 120", "bukan persen antara 0 dan 100"),
        ("init --name x --database mysql://x", "tulis postgresql://"),
        ("statements --until 2024-05-31", "--out belum disebut."),
        ("statements --until kemarin --out o", "kemarin bukan tanggal"),
        ("statements --until 2024-05-31 --out o --format doc", "pilih: pdf, csv, json."),
        ("settle --out o --until 31", "31 bukan tanggal"),
        ("report month 2024-13 --out o", "2024-13 bukan bulan"),
        ("report month Mei --out o", "Mei bukan bulan"),
        ("report month 2024-05 --out o --format doc", "pilih: pdf, xlsx, csv, json."),
        ("verify --head xyz", "xyz bukan segel"),
        ("verify --head abc", "paling sedikit delapan"),
        ("import sales x.csv --decide nama", "tulis PERTANYAAN=JAWABAN"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_indonesian_and_ends_with_2(
    small_model: Place, tmp_path: Path, typed: str, said: str
) -> None:
    where = ("--data", tmp_path / "baru" if typed.startswith("init") else small_model.data)
    answer = gallery_pos(*where, *typed.split())
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.text
    assert "--help" in answer.err
    for_machines = gallery_pos(*where, "--json", *typed.split())
    assert for_machines.code == 2
    assert said in for_machines.json["message"]
    assert not (tmp_path / "baru").exists()


def test_a_command_that_nobody_named_is_missed() -> None:
    assert gallery_pos("--json").json["message"].startswith("Perintahnya belum disebut.")


def test_common_options_may_stand_anywhere(small: Place) -> None:
    first = gallery_pos("--data", small.data, "--json", "list", "outlets")
    assert gallery_pos("list", "--json", "outlets", "--data", small.data) == first
    assert gallery_pos("--json", "list", f"--data={small.data}", "outlets") == first
    assert first.json[0]["code"] == "GALERI"


def test_a_name_behind_two_dashes_is_a_name(small: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "--json", [SALES[0] | {"nomor": "9"}])
    assert small.ok("import", "sales", "--", "--json").text.endswith("Berkas sudah masuk.")


def test_without_a_gallery_every_command_says_where_to_begin(tmp_path: Path) -> None:
    out = ("--out", tmp_path / "hasil")
    for words in (
        *(("list", kind) for kind in KINDS),
        ("import", "sales", tmp_path),
        ("statements", "--until", "2024-05-31", *out),
        ("settle", "--until", "2024-05-31", *out),
        ("report", "month", "2024-05", *out),
        ("verify",),
        ("backup", tmp_path / "b.db"),
        ("restore", tmp_path / "b.db"),
        ("rebuild",),
    ):
        answer = gallery_pos("--data", tmp_path / "kosong", *words)
        assert answer.code == 2
        assert "gallery-pos init" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_every_command_works_for_people_and_for_programs(small: Place, tmp_path: Path) -> None:
    def both(*words: object) -> tuple[str, Any]:
        people = small.ok(*words)
        assert people.err == ""
        return people.text, small.ok(*words, "--json").json

    text, told = both("verify")
    assert text == "12 dokumen diperiksa: semuanya utuh dan cocok."
    assert told == {"documents": 12, "findings": []}

    text, told = both("statements", "--until", "31 Mei 2024", "--out", tmp_path / "a")
    assert text.startswith("2 pratinjau laporan penitip. Hak penitip seluruhnya Rp89.166.")
    assert [Path(file).name for file in told["files"]] == [
        *("LAPORAN-M1-2024-05-31.pdf", "LAPORAN-M2-2024-05-31.pdf", "semua.pdf")
    ]
    assert all(Path(file).read_bytes().startswith(b"%PDF") for file in told["files"])

    text, told = both("report", "month", "2024-05", "--out", tmp_path / "b")
    assert told == {"files": [str(tmp_path / "b" / "laporan-2024-05.pdf")]}
    assert text == told["files"][0]

    text, told = both("backup", tmp_path / "c.db")
    stored = f"12 dokumen serta 0 gambar dan pindaian tersimpan di {tmp_path / 'c.db'}."
    assert text.startswith(f"{stored} Kunci data pribadi tidak ikut di dalamnya: ")
    key = str(small.data / "pribadi.key")
    assert key in text
    carried = {"documents": 12, "attachments": 0, "missing": 0}
    assert told == {"file": str(tmp_path / "c.db"), **carried, "findings": [], "key": key}

    text, told = both("rebuild")
    assert text == "Semua daftar disusun ulang dari 12 dokumen."
    assert told == {"documents": 12}

    text, told = both("doctor")
    assert "✓ Buku galeri: Galeri Uji" in text
    assert {"what", "told", "well", "optional"} == set(told["facts"][0])

    file = write_csv(tmp_path / "d.csv", [SALES[0] | {"nomor": "9"}])
    text, told = both("import", "sales", file, "--dry-run")
    assert text.endswith("nilai bersih Rp45.000 Uji coba: belum ada yang masuk.")
    assert (told["imported"], told["dry_run"], told["counts"]["sales"]) == (False, True, 1)
    text, told = both("import", "sales", file)
    assert text.endswith("Berkas sudah masuk.")
    assert told["counts"] == {"rows": 1, "sales_same": 1}

    text, told = both("restore", tmp_path / "c.db")
    assert text.startswith("12 dokumen pulih. Buku yang lama disisihkan sebagai ")
    assert told["documents"] == 12


def test_a_new_gallery_tells_where_it_is(tmp_path: Path) -> None:
    made = gallery_pos("init", "--name", "Galeri [red]Uji", "--data", tmp_path / "a", "--commission", "12,5%")
    assert made.out == f"Galeri Galeri [red]Uji siap di {tmp_path / 'a'}.\n"
    told = gallery_pos("init", "--name", "Uji", "--data", tmp_path / "b", "--json").json
    assert told == {"folder": str(tmp_path / "b"), "name": "Uji", "sample": False}


def test_the_folder_that_nobody_names_is_the_systems_own(tmp_path: Path) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path), "PYTHONIOENCODING": "ascii"}
    made = answer_of(program("init", "--name", "Galeri “Ñusantara”", environment=environment))
    assert (made.code, made.out) == (0, f"Galeri Galeri “Ñusantara” siap di {tmp_path / 'galeri-pos'}.\n")
    listed = answer_of(program("list", "outlets", "--json", environment=environment))
    assert listed.json[0]["name"] == "Galeri “Ñusantara”"


def test_a_reader_that_goes_away_is_no_finding(small_model: Place) -> None:
    reading = program("--data", small_model.data, "list", "journal", "--json")
    assert reading.stdout is not None
    reading.stdout.close()
    reading.stdout = None
    assert answer_of(reading) == Answer(0, "", "")


def test_an_answer_that_cannot_be_written_is_told(small_model: Place) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        answer = answer_of(program("--data", small_model.data, "list", "journal", stdout=full))
    assert answer.code == 2
    assert "Hasilnya tidak bisa ditulis" in answer.err
    assert "Traceback" not in answer.err


def test_a_person_may_stop_a_command(small: Place, tmp_path: Path) -> None:
    rows = [SALES[0] | {"nomor": f"A{number}"} for number in range(20_000)]
    file = write_csv(tmp_path / "besar.csv", rows)
    before = small.state()
    # Who runs the tests in the background has interrupts ignored, and with him every program that he starts.
    heard = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nimport ui.cli\nui.cli.main()"
    working = program("--data", small.data, "import", "sales", file, script=heard)
    while not (small.data / "galeri.db-wal").exists():
        assert working.poll() is None
    working.send_signal(signal.SIGINT)
    answer = answer_of(working)
    assert answer.code == 130
    assert "Traceback" not in answer.err
    assert small.state() == before
    assert small.ok("verify")


def test_a_bug_is_told_apart_from_findings(small_model: Place) -> None:
    script = "import ui.cli, ui.cli.lists\nui.cli.lists._readers = lambda *_: 1 // 0\nui.cli.main()"
    answer = answer_of(program("--data", small_model.data, "list", "sales", script=script))
    assert answer.code == 70
    assert "ZeroDivisionError" in answer.err
    assert "Ada kesalahan di program ini." in answer.err


def test_nothing_typed_without_a_display_says_what_to_do(tmp_path: Path) -> None:
    hidden = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    for words in ((), ("--data", tmp_path)):
        answer = answer_of(program(*words, environment=hidden))
        assert answer.code == 2
        assert "gallery-pos demo" in answer.err
    assert list(tmp_path.iterdir()) == []
