"""Data folders that are not what they should be: nothing is made up, nothing is lost, nothing is left behind."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from commands import KINDS, SALES, Place, answer_of, gallery_pos, program, write_csv
from limits import bound_by_permissions, full_disk, read_only

MAY = ("--until", "2024-05-31")


def test_everything_in_it_is_for_its_owner_only(sample: Place, small: Place, tmp_path: Path) -> None:
    small.ok("settle", *MAY, "--out", tmp_path / "a")
    small.ok("backup", small.data / "cadangan" / "a.db")
    small.ok("restore", small.data / "cadangan" / "a.db")
    for place in (sample, small):
        for path in place.data.rglob("*"):
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    assert stat.S_IMODE(small.data.stat().st_mode) == 0o700


def test_a_folder_takes_one_gallery_only(small: Place) -> None:
    before = small.state()
    answer = small("init", "--name", "Lain")
    assert answer.code == 2
    assert "sudah ada galeri. Galeri itu tidak berubah." in answer.err
    assert small.state() == before


@pytest.mark.parametrize(
    "more",
    [
        ("--name", "   "),
        ("--name", "x", "--terminal", ""),
        ("--name", "x", "--terminal", "../A"),
        ("--name", "x", "--commission", "101"),
        ("--name", "x", "--database", "mysql://x"),
        ("--name", "x", "--database", "postgresql://tiada@127.0.0.1:1/x"),
    ],
)
def test_a_gallery_that_cannot_be_made_leaves_nothing(tmp_path: Path, more: tuple[str, ...]) -> None:
    answer = gallery_pos("--data", tmp_path / "a" / "b", "init", *more)
    assert answer.code == 2
    assert answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Dinas", "Dropbox (Pribadi)", "Google Drive", "Nextcloud"])
def test_a_synced_folder_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    answer = gallery_pos("--data", tmp_path / name / "galeri", "init", "--name", "x")
    assert answer.code == 2
    assert f"folder sinkronisasi ({name})" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_network_share_is_refused(small: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.locations.file_system", lambda *_: "cifs")
    for words in (("list", "sales"), ("verify",)):
        answer = small(*words)
        assert answer.code == 2
        assert "folder jaringan" in answer.err
        assert "PostgreSQL" in answer.err


def test_a_sample_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ui.books.sample.populate", fail)
    answer = gallery_pos("--data", tmp_path / "a" / "b", "init", "--name", "x", "--sample")
    assert answer.code == 2
    assert "tidak bisa dibuat atau ditulisi. Belum ada yang berubah." in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [50, 60_000, 200_000])
def test_a_full_disk_leaves_no_half_gallery(tmp_path: Path, size: int) -> None:
    answer = answer_of(program("--data", tmp_path / "a", "init", "--name", "x", preexec_fn=full_disk(size)))
    assert answer.code == 2
    assert "penuh" in answer.err or "ruang" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_things_in_it_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "a.txt").write_text("lama")
    assert (
        gallery_pos("--data", tmp_path, "init", "--name", "x", "--database", "postgresql://t@127.0.0.1:1/x").code == 2
    )
    assert [path.name for path in tmp_path.rglob("*")] == ["log", "a.txt"]
    place = Place(tmp_path)
    place.ok("init", "--name", "x")
    assert (tmp_path / "log" / "a.txt").read_text() == "lama"


def test_books_without_the_machine_file_are_never_written_over(small: Place) -> None:
    before = small.state()
    (small.data / "mesin.toml").unlink()
    keys = (small.data / "terminal.key").read_bytes()
    answer = small("init", "--name", "Baru")
    assert answer.code == 2
    assert "sudah ada buku galeri, tetapi berkas mesin.toml hilang" in answer.err
    assert (small.data / "terminal.key").read_bytes() == keys
    assert small.state() == before


def test_what_a_power_cut_left_of_a_new_gallery_is_no_obstacle(empty: Place) -> None:
    (empty.data / "mesin.toml").unlink()
    (empty.data / "galeri.db").write_bytes(b"")
    empty.ok("init", "--name", "Baru")
    assert [row["name"] for row in empty.rows("outlets")] == ["Baru"]
    assert empty.ok("verify")


@pytest.mark.parametrize("content", [None, b""], ids=["gone", "emptied"])
def test_books_that_are_gone_are_told_and_not_replaced(small: Place, content: bytes | None) -> None:
    file = small.data / "galeri.db"
    file.unlink() if content is None else file.write_bytes(content)
    for words in (("verify",), ("rebuild",), *(("list", kind) for kind in KINDS)):
        answer = small(*words)
        assert answer.code == 2
        assert "Buku galeri ini hilang" in answer.err
    assert small("doctor").code == 2
    assert not file.exists() or not file.read_bytes()


def test_a_journal_that_was_emptied_is_a_finding(small: Place) -> None:
    small.without_guards()
    for table in ("journal", "postings", "stock_moves", "terminals"):
        small.sql(f"DELETE FROM {table}")
    small.ok("rebuild")
    answer = small("verify")
    assert answer.code == 1
    assert "jurnal kosong, padahal galeri ini pernah dibuat" in answer.out


def test_damaged_books_are_told_and_left_alone(small: Place) -> None:
    file = small.data / "galeri.db"
    whole = file.read_bytes()
    for content in (b"halo" * 999, whole[:50_000], whole[:8_192] + os.urandom(40_000) + whole[48_192:]):
        file.write_bytes(content)
        for words in (("list", "sales"), ("verify",), ("backup", small.data / "b.db")):
            answer = small(*words)
            assert answer.code == 2
            assert "rusak" in answer.err
            assert "Pulihkan dari cadangan" in answer.err
        assert file.read_bytes() == content
    assert small("doctor").code == 2


def test_books_of_a_newer_program_are_not_touched(small: Place) -> None:
    small.sql("UPDATE alembic_version SET version_num = '9999'")
    before = (small.data / "galeri.db").read_bytes()
    for words in (("list", "sales"), ("verify",), ("rebuild",)):
        answer = small(*words)
        assert answer.code == 2
        assert "versi program yang lebih baru. Data tidak kami ubah." in answer.err
    assert (small.data / "galeri.db").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("terminal.key", None, "Kunci terminal terminal.key"),
        ("terminal.key", b"{}", "Kunci terminal terminal.key"),
        ("terminal.key", b'{"origin":"A","epoch":1,"private":"AAAA"}', "Kunci terminal terminal.key"),
        ("mesin.toml", b"x = [", "mesin.toml tidak bisa dibaca"),
        ("mesin.toml", b'origin = "B"\noutlet = "GALERI"\n', "bukan milik galeri ini"),
        ("mesin.toml", b'origin = 1\noutlet = "GALERI"\n', "mesin.toml tidak bisa dibaca"),
    ],
)
def test_a_key_or_a_machine_file_that_is_not_right(small: Place, name: str, content: bytes | None, said: str) -> None:
    before = small.state()
    (small.data / name).unlink() if content is None else (small.data / name).write_bytes(content)
    for words in (("list", "sales"), ("verify",)):
        answer = small(*words)
        assert answer.code == 2
        assert said in answer.err
        assert "Buku galeri tidak berubah." in answer.err
    assert small("doctor").code == 2
    assert small.state() == before


def test_without_the_key_of_personal_data_the_books_work_and_no_person_is_half_taken_in(
    small: Place, tmp_path: Path
) -> None:
    (small.data / "pribadi.key").unlink()
    before = small.state()
    row = {"kode": "M9", "nama_usaha": "Baru", "telepon": "081234567890"}
    answer = small("import", "consignors", write_csv(tmp_path / "a.csv", [row]))
    assert answer.code == 2
    assert "Kunci data pribadi" in answer.err
    assert small.state() == before
    assert small.ok("verify")
    assert "✗ Kunci data pribadi" in small("doctor").out
    small.ok("import", "consignors", write_csv(tmp_path / "b.csv", [row | {"telepon": ""}]))


def test_an_outlet_that_nobody_knows_lets_nothing_be_written(small: Place, tmp_path: Path) -> None:
    (small.data / "mesin.toml").write_text('origin = "A"\noutlet = "TIADA"\n', encoding="utf-8")
    before = small.state()
    for words in (
        ("import", "consignors", write_csv(tmp_path / "a.csv", [{"kode": "M9", "nama_usaha": "Baru"}])),
        ("settle", *MAY, "--out", tmp_path),
    ):
        answer = small(*words)
        assert (answer.code, answer.text) == (2, "Gerai TIADA tidak dikenal.")
    assert small.state() == before


def test_a_folder_that_may_only_be_read(small: Place, tmp_path: Path) -> None:
    makers = write_csv(tmp_path / "a.csv", [{"kode": "M9", "nama_usaha": "Baru"}])
    small.ok("backup", tmp_path / "b.db")
    before, held = small.state(), sorted(small.data.rglob("*"))
    with read_only(small.data):
        for words in (("import", "consignors", makers), ("list", "sales"), ("restore", tmp_path / "b.db")):
            answer = answer_of(program("--data", small.data, *words, preexec_fn=bound_by_permissions))
            assert answer.code == 2
            assert "tidak bisa ditulis" in answer.err
            assert "tetap aman" in answer.err or "tidak berubah" in answer.err
        made = answer_of(program("--data", small.data / "baru", "init", "--name", "x", preexec_fn=bound_by_permissions))
        assert made.code == 2
        assert "tidak bisa dibuat atau ditulisi. Belum ada yang berubah." in made.err
    assert sorted(small.data.rglob("*")) == held
    assert small.state() == before
    assert small.ok("verify")


def test_a_place_for_results_that_may_only_be_read(small: Place, tmp_path: Path) -> None:
    before, out = small.state(), tmp_path / "terkunci"
    out.mkdir()
    wrong = write_csv(tmp_path / "a.csv", [SALES[0] | {"jumlah": "x"}])
    with read_only(out):
        for words in (
            ("settle", *MAY, "--out", out),
            ("report", "month", "2024-05", "--out", out),
            ("backup", out / "b.db"),
            ("import", "sales", wrong, "--marked", out / "tanda.xlsx"),
        ):
            answer = answer_of(program("--data", small.data, *words, preexec_fn=bound_by_permissions))
            assert answer.code == 2, answer
            assert re.search("tidak bisa (ditulis|disimpan)", answer.err)
    assert list(out.iterdir()) == []
    assert small.state() == before


@pytest.mark.parametrize("room", ["none", "a little"])
def test_on_a_full_disk_nothing_is_half_done_and_nothing_is_lost(small: Place, tmp_path: Path, room: str) -> None:
    many = write_csv(tmp_path / "a.csv", [SALES[0] | {"nomor": f"A{number}"} for number in range(300)])
    small.ok("backup", tmp_path / "lama.db")
    before, held = small.state(), {path.name for path in small.data.iterdir()}
    size = 4_000 if room == "none" else (small.data / "galeri.db").stat().st_size - 50_000
    for words in (("import", "sales", many), ("backup", tmp_path / "baru.db"), ("restore", tmp_path / "lama.db")):
        answer = answer_of(program("--data", small.data, *words, preexec_fn=full_disk(size)))
        assert answer.code == 2, answer
        assert "penuh" in answer.err
        assert "tetap aman" in answer.err or "tidak berubah" in answer.err
        assert small.state() == before
        assert {path.name for path in small.data.iterdir()} == held
    assert [path.name for path in tmp_path.glob("*.db*")] == ["lama.db"]
    assert small.ok("verify")
    small.ok("import", "sales", many)


def test_statements_cut_short_by_a_full_disk_are_finished_by_asking_again(small: Place, tmp_path: Path) -> None:
    words = ("settle", *MAY, "--out", tmp_path / "hasil")
    cut = answer_of(program("--data", small.data, *words, preexec_fn=full_disk(60_000)))
    assert cut.code == 2
    assert "penuh" in cut.err
    assert small.ok("verify")
    assert len(small.ok(*words, "--json").json["statements"]) == 2
    assert len(small.rows("statements")) == 2
    assert small.ok("verify")


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    for place in (tmp_path / "berkas", tmp_path / "berkas" / "lagi", Path("/proc/galeri")):
        assert gallery_pos("--data", place, "init", "--name", "x").code == 2
        assert gallery_pos("--data", place, "list", "sales").code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["berkas"]
