"""Backups are checked as copies; a restore starts a new epoch and keeps the old file."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from db import backup
from db.backup import back_up, check
from db.book import SqlBook
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.migrate import prepare
from db.queries.books import count_documents, list_journal
from db.restore import restore
from db.signing import Terminal
from db.verify import verify
from gallery_pos.documents import ConsignorRevised
from gallery_pos.errors import StorageTrouble
from making import write
from shop import Shop, tell_everything


def test_a_backup_holds_everything_and_verifies(shop: Shop, database: Database, tmp_path: Path) -> None:
    tell_everything(shop)
    made = back_up(database, tmp_path / "cadangan" / "a.db")
    assert made.findings == ()
    assert made.documents == count_documents(database)
    copy = open_database(made.path)
    prepare(copy)
    assert verify(copy) == []
    assert list_journal(copy) == list_journal(database)
    copy.close()
    names = {path.name for path in made.path.parent.iterdir()}
    assert names <= {"a.db", "a.db-wal", "a.db-shm"}


def test_a_backup_replaces_the_one_before_only_when_it_is_whole(
    shop: Shop, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.db"
    back_up(database, target)
    before = target.read_bytes()

    def broken(*_: object, **__: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "check", broken)
    tell_everything(shop)
    with pytest.raises(StorageTrouble) as trouble:
        back_up(database, target)
    assert trouble.value.code == "backup.failed"
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.glob("a.db*")] == ["a.db"]


def test_a_damaged_or_foreign_file_is_no_backup(tmp_path: Path, file: Database) -> None:
    damaged = tmp_path / "rusak.db"
    back_up(file, damaged)
    content = bytearray(damaged.read_bytes())
    content[4096:8192] = bytes(4096)
    damaged.write_bytes(content)
    empty = tmp_path / "kosong.db"
    empty.write_bytes(b"")
    letter = tmp_path / "surat.db"
    letter.write_bytes(b"surat" * 1_000)
    for path in (damaged, empty, letter, tmp_path / "tidak-ada.db"):
        with pytest.raises(StorageTrouble):
            check(path)


def test_a_tampered_backup_says_so(shop: Shop, file: Database, tmp_path: Path, terminal: Terminal) -> None:
    other = Shop(SignedJournal(file, terminal), SqlBook(file, terminal))
    other.open()
    made = back_up(file, tmp_path / "a.db")
    copy = open_database(made.path)
    with copy.transaction() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_no_update")
        connection.exec_driver_sql("UPDATE journal SET user_code = 'lain' WHERE pos = 2")
    copy.close()
    _, findings = check(made.path)
    assert [finding.number for finding in findings] == ["MD-PG-GALERI-A-000001"]


def test_a_backup_while_the_till_works_is_one_state(file: Database, tmp_path: Path, terminal: Terminal) -> None:
    journal = SignedJournal(file, terminal)
    stop = Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            journal.append(write(ConsignorRevised, code=f"M{number}", business_name="x"))

    writer = Thread(target=work)
    writer.start()
    try:
        made = [back_up(file, tmp_path / f"{number}.db") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    for one in made:
        copy = open_database(one.path)
        assert verify(copy) == []
        copy.close()


def test_a_restore_goes_back_keeps_the_old_file_and_starts_a_new_epoch(
    tmp_path: Path, file: Database, terminal: Terminal
) -> None:
    assert file.path is not None
    shop = Shop(SignedJournal(file, terminal), SqlBook(file, terminal))
    shop.open()
    made = back_up(file, tmp_path / "a.db")
    lost = shop.receive("P1", 5)
    file.close()

    restored = restore(made.path, file.path, terminal)
    assert restored.documents == made.documents
    assert (restored.terminal.origin, restored.terminal.epoch) == ("A", 2)
    assert restored.kept is not None

    database = open_database(file.path)
    prepare(database)
    again = Shop(SignedJournal(database, restored.terminal), SqlBook(database, restored.terminal))
    assert again.book.document(lost.document.id) is None
    assert again.receive("P1", 5).number != lost.number
    assert verify(database, pinned=restored.terminal.pinned) == []
    database.close()

    old = open_database(restored.kept)
    assert count_documents(old) == made.documents + 1
    old.close()


def test_a_restore_over_a_ruined_file_works_too(tmp_path: Path, file: Database, terminal: Terminal) -> None:
    SignedJournal(file, terminal).append(write(ConsignorRevised, code="M1", business_name="x"))
    made = back_up(file, tmp_path / "a.db")
    ruined = tmp_path / "galeri" / "galeri.db"
    ruined.parent.mkdir()
    ruined.write_bytes(b"api" * 3_000)
    restored = restore(made.path, ruined, terminal.next_epoch())
    assert restored.terminal.epoch == 3
    assert restored.kept is not None
    assert restored.kept.read_bytes().startswith(b"api")
    database = open_database(ruined)
    assert verify(database) == []
    database.close()


def test_what_is_no_backup_changes_nothing(tmp_path: Path, file: Database, terminal: Terminal) -> None:
    assert file.path is not None
    SignedJournal(file, terminal).append(write(ConsignorRevised, code="M1", business_name="x"))
    letter = tmp_path / "surat.db"
    letter.write_bytes(b"surat" * 1_000)
    with pytest.raises(StorageTrouble):
        restore(letter, file.path, terminal)
    assert count_documents(file) == 1


def test_an_encrypted_gallery_has_encrypted_backups(tmp_path: Path, terminal: Terminal) -> None:
    key = bytes(range(32))
    database = open_database(tmp_path / "galeri.db", key=key)
    prepare(database)
    SignedJournal(database, terminal).append(write(ConsignorRevised, code="M1", business_name="Rahasia"))
    made = back_up(database, tmp_path / "a.db")
    database.close()
    assert b"Rahasia" not in made.path.read_bytes()
    assert check(made.path, key=key) == (1, ())
    with pytest.raises(StorageTrouble):
        check(made.path)


def test_a_backup_may_go_where_a_database_may_not(file: Database, tmp_path: Path, terminal: Terminal) -> None:
    assert file.path is not None
    SignedJournal(file, terminal).append(write(ConsignorRevised, code="M1", business_name="x"))
    made = back_up(file, tmp_path / "OneDrive - Dinas" / "a.db")
    assert made.documents == 1
    assert made.path.stat().st_mode & 0o077 == 0
    file.close()
    assert restore(made.path, file.path, terminal).documents == 1
