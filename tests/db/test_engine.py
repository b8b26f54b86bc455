"""Opening a database: where, with which settings, and what a person is told when it cannot be."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from sqlalchemy.exc import IntegrityError

import careless
from db.book import SqlBook
from db.engine import Database, open_database, refuse_unfixed
from db.journal import SignedJournal
from db.locations import file_system, is_network, refuse_unsafe_place, synced_folder
from db.migrate import prepare
from db.signing import Terminal
from db.verify import verify
from gallery_pos.documents import ConsignorRevised
from gallery_pos.errors import StorageTrouble
from making import write
from shop import Shop, tell_everything


def consignor(number: int = 1) -> ConsignorRevised:
    return write(ConsignorRevised, code=f"M{number}", business_name="Usaha" * 50)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 5_000),
    ],
)
def test_every_connection_is_set_up(
    file: Database, monkeypatch: pytest.MonkeyPatch, pragma: str, value: object
) -> None:
    monkeypatch.setattr(careless, "waits", True)
    file.close()
    for _ in range(2):
        with file.engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_tables_are_strict(file: Database) -> None:
    with file.reading() as connection:
        listed = connection.exec_driver_sql("PRAGMA table_list").mappings().all()
    loose = [row["name"] for row in listed if row["type"] == "table" and not row["strict"]]
    assert [name for name in loose if not name.startswith(("sqlite_", "alembic_version"))] == []


def test_the_file_and_its_companions_belong_to_their_owner_only(file: Database, terminal: Terminal) -> None:
    SignedJournal(file, terminal).append(consignor())
    assert file.path is not None
    files = list(file.path.parent.glob(f"{file.path.name}*"))
    assert len(files) > 1


def test_a_new_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    database = open_database(tmp_path / "baru.db")
    prepare(database)
    rights = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("baru.db*")}
    database.close()
    assert rights == {0o600}


def test_with_a_key_the_file_is_noise_and_opens_with_that_key_only(tmp_path: Path, terminal: Terminal) -> None:
    path, key = tmp_path / "rahasia.db", bytes(range(32))
    database = open_database(path, key=key)
    prepare(database)
    shop = Shop(SignedJournal(database, terminal), SqlBook(database, terminal))
    shop.open()
    tell_everything(shop)
    database.close()
    assert b"SQLite format" not in path.read_bytes()
    assert b"Keripik" not in path.read_bytes()
    for wrong in (None, bytes(32)):
        with pytest.raises(StorageTrouble) as trouble:
            open_database(path, key=wrong)
        assert trouble.value.code == "storage.corrupt"
    again = open_database(path, key=key)
    assert verify(again) == []
    again.close()


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 44, 5), (3, 50, 6), (3, 45, 0)])
def test_a_sqlite_that_can_corrupt_the_file_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(StorageTrouble):
        refuse_unfixed(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (3, 44, 6), (3, 50, 7), (4, 0, 0)])
def test_a_fixed_sqlite_is_taken(version: tuple[int, ...]) -> None:
    refuse_unfixed(version)


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive",
        "OneDrive - Dinas Koperasi",
        "Dropbox",
        "Dropbox (Galeri)",
        "Google Drive",
        "My Drive",
        "iCloud Drive",
    ],
)
def test_a_synced_folder_is_refused(tmp_path: Path, folder: str) -> None:
    with pytest.raises(StorageTrouble) as trouble:
        refuse_unsafe_place(tmp_path / folder / "galeri.db")
    assert trouble.value.code == "storage.synced"
    assert folder in trouble.value.what
    assert synced_folder(PureWindowsPath(f"C:/Users/enah/{folder}/galeri.db")) == folder


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/galeri /mnt/nas cifs rw 0 0
server:/x /mnt/with\\040space nfs4 rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/mnt/nas/galeri.db", "cifs"),
        ("/mnt/nas/local/x/galeri.db", "ext4"),
        ("/mnt/with space/a", "nfs4"),
        ("/a", "ext4"),
    ],
)
def test_the_file_system_of_a_place_is_known(monkeypatch: pytest.MonkeyPatch, place: str, kind: str) -> None:
    monkeypatch.setattr(Path, "exists", lambda _self: True)
    monkeypatch.setattr(Path, "resolve", lambda self: self)
    assert file_system(Path(place), MOUNTS) == kind


def test_a_network_share_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert is_network(Path("\\\\server\\galeri\\galeri.db"))
    monkeypatch.setattr("db.locations.is_network", lambda _path: True)
    with pytest.raises(StorageTrouble) as trouble:
        open_database(tmp_path / "galeri.db")
    assert trouble.value.code == "storage.network"
    assert not (tmp_path / "galeri.db").exists()


def test_a_full_disk_refuses_what_is_new_and_keeps_what_was(file: Database, terminal: Terminal) -> None:
    journal, book = SignedJournal(file, terminal), SqlBook(file, terminal)
    journal.append(consignor(0))
    with file.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")
    kept = 1
    with pytest.raises(StorageTrouble) as trouble:  # noqa: PT012 -- the disk fills up at some point, not at a known one
        for number in range(1, 1_000):
            journal.append(consignor(number))
            kept += 1
    assert trouble.value.code == "storage.full"
    assert trouble.value.safe
    assert trouble.value.todo
    assert len(book.consignors()) == kept
    assert verify(file) == []
    with file.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert journal.append(consignor(5_000)).seq == kept + 1


def test_a_file_that_is_no_database_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "surat.db"
    path.write_bytes(b"bukan basis data" * 400)
    with pytest.raises(StorageTrouble) as trouble:
        open_database(path)
    assert trouble.value.code == "storage.corrupt"
    assert path.read_bytes().startswith(b"bukan")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble) as trouble:
        open_database(tmp_path / "tidak" / "ada" / "galeri.db")
    assert trouble.value.code == "storage.unavailable"


def test_a_locked_database_is_told(file: Database, terminal: Terminal) -> None:
    with file.engine.connect() as other:
        other.connection.driver_connection.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
        with file.reading() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1")
        with pytest.raises(StorageTrouble) as trouble:
            SignedJournal(file, terminal).append(consignor())
        other.connection.driver_connection.rollback()  # type: ignore[union-attr]
    assert trouble.value.code == "storage.locked"
    assert SignedJournal(file, terminal).append(consignor()).seq == 1


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(StorageTrouble) as trouble:
        open_database("postgresql://nobody@127.0.0.1:1/galeri?connect_timeout=2")
    assert trouble.value.code == "storage.disconnected"


def test_a_bug_of_ours_stays_a_bug(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES ('a', '1'), ('a', '1')")


def test_a_read_sees_one_state_while_others_write(database: Database, terminal: Terminal) -> None:
    from threading import Thread

    journal, book = SignedJournal(database, terminal), SqlBook(database, terminal)
    with database.reading():
        assert book.consignor("M1") is None
        writer = Thread(target=journal.append, args=(consignor(1),))
        writer.start()
        writer.join()
        if database.on_sqlite:
            assert book.consignor("M1") is None
    assert book.consignor("M1") is not None


def test_the_counter_starts_without_heavy_libraries(prepared_file: Path, tmp_path: Path) -> None:
    shutil.copy(prepared_file, tmp_path / "galeri.db")
    script = (
        "import sys\n"
        "from db.engine import open_database\nfrom db.migrate import prepare\nfrom db.journal import SignedJournal\n"
        "from db.book import SqlBook\nfrom db.drafts import Drafts\nfrom db.prints import Prints\n"
        f"database = open_database({str(tmp_path / 'galeri.db')!r})\nprepare(database)\n"
        "heavy = {'alembic', 'psycopg', 'sqlalchemy.orm', 'argon2'} & set(sys.modules)\n"
        "print(*sorted(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")
