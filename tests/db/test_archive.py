"""A backup as one file: the books with every picture and scan, whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from db import archive, backup
from db.archive import is_archive
from db.backup import back_up
from db.book import SqlBook
from db.carrying import write_whole
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.marks import is_for_practice, mark_for_practice
from db.migrate import prepare
from db.queries.attachments import named_attachments
from db.queries.books import count_documents
from db.restore import restore
from db.sealed_files import digest, keep_sealed, read_attachment, reseal_files, sealed_path
from db.signing import Terminal
from db.verify import verify
from gallery_pos.documents import (
    AgreementRevised,
    ConsignorRevised,
    Holder,
    LegalityRecorded,
    ProductRevised,
    Scan,
    Signature,
    VisitRecorded,
)
from gallery_pos.errors import StorageTrouble
from gallery_pos.terms import AgreedTerms
from making import write
from shop import Shop, tell_everything

KEY = bytes(range(32))
PICTURE, SCAN = b"gambar opak", b"%PDF ktp"


@pytest.fixture
def gallery(shop: Shop, database: Database, tmp_path: Path) -> Database:
    """Books with a past, and a picture and a sealed scan beside them."""
    tell_everything(shop)
    (tmp_path / "gambar").mkdir()
    (tmp_path / "gambar" / digest(PICTURE)).write_bytes(PICTURE)
    keep_sealed(tmp_path / "gambar", SCAN, KEY)
    return database


def restored(made: Path, to: Path, terminal: Terminal, key: bytes | None = KEY) -> int:
    return restore(made, to / "galeri.db", terminal, attachments=to / "gambar", private_key=key).attachments


def test_everything_comes_back_and_scans_stay_sealed(gallery: Database, tmp_path: Path, terminal: Terminal) -> None:
    made = back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar")
    assert (made.attachments, made.findings) == (2, ())
    assert made.path.stat().st_mode & 0o077 == 0
    assert is_archive(made.path)
    with ZipFile(made.path) as file:
        assert all(SCAN not in file.read(name) for name in file.namelist()), "who finds the stick reads no paper"
    new = tmp_path / "baru"
    assert restored(made.path, new, terminal, None) == 2
    assert read_attachment(new / "gambar", digest(PICTURE), None) == PICTURE
    assert read_attachment(new / "gambar", digest(SCAN), None) is None
    assert read_attachment(new / "gambar", digest(SCAN), KEY) == SCAN
    books = open_database(new / "galeri.db")
    prepare(books)
    assert count_documents(books) == made.documents
    assert verify(books) == []
    books.close()


def test_what_is_there_and_whole_stays_and_what_is_torn_is_mended(
    gallery: Database, tmp_path: Path, terminal: Terminal
) -> None:
    made = back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar")
    new = tmp_path / "baru"
    (new / "gambar").mkdir(parents=True)
    (new / "gambar" / digest(PICTURE)).write_bytes(b"sobek")
    keep_sealed(new / "gambar", SCAN, KEY)
    reseal_files(new / "gambar", KEY, bytes(32))
    before = sealed_path(new / "gambar", digest(SCAN)).read_bytes()
    restored(made.path, new, terminal, bytes(32))
    assert (new / "gambar" / digest(PICTURE)).read_bytes() == PICTURE
    assert sealed_path(new / "gambar", digest(SCAN)).read_bytes() == before, "the key of this computer opens it"


def test_torn_and_foreign_files_stay_at_home(gallery: Database, tmp_path: Path) -> None:
    (tmp_path / "gambar" / digest(b"lain")).write_bytes(b"sobek")
    (tmp_path / "gambar" / "Thumbs.db").write_bytes(b"x")
    assert back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar").attachments == 2


def test_a_gallery_without_pictures_has_a_backup_too(shop: Shop, database: Database, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "a.zip", attachments=tmp_path / "tidak ada")
    assert made.attachments == 0
    assert is_archive(made.path)


@pytest.mark.parametrize("left", [0.2, 0.7, 0.999])
def test_one_that_was_cut_short_changes_nothing(
    left: float, gallery: Database, tmp_path: Path, terminal: Terminal
) -> None:
    made = back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar")
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: int(len(whole) * left)])
    new = tmp_path / "baru"
    with pytest.raises(StorageTrouble) as trouble:
        restored(made.path, new, terminal)
    assert trouble.value.code == "backup.damaged"
    assert [path for path in new.rglob("*") if path.is_file()] == []


def forged(path: Path, books: bytes, name: str, content: bytes) -> Path:
    with ZipFile(path, "w", ZIP_STORED) as file:
        file.writestr("galeri.db", books)
        file.writestr(f"gambar/{digest(b'satu')}", b"satu")
        file.writestr(name, content)
    return path


def test_a_picture_that_is_not_what_its_name_says_takes_the_others_back(
    gallery: Database, tmp_path: Path, terminal: Terminal
) -> None:
    with ZipFile(back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar").path) as file:
        books = file.read("galeri.db")
    new = tmp_path / "baru"
    with pytest.raises(StorageTrouble) as trouble:
        restored(forged(tmp_path / "b.zip", books, f"gambar/{'0' * 64}", b"lain"), new, terminal)
    assert trouble.value.code == "backup.damaged"
    assert [path for path in new.rglob("*") if path.is_file()] == []
    assert restored(forged(tmp_path / "c.zip", books, "gambar/../../jahat", b"x"), new, terminal) == 1
    assert not (tmp_path / "jahat").exists()


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_while_it_is_made_leaves_the_one_before(
    gallery: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar")
    before = made.path.read_bytes()
    monkeypatch.setattr(backup, "pack", full)
    with pytest.raises(StorageTrouble) as trouble:
        back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar")
    assert trouble.value.code == "backup.failed"
    assert made.path.read_bytes() == before
    assert list(tmp_path.glob("cadangan-*")) == []


def test_a_full_disk_while_it_comes_back_changes_nothing(
    gallery: Database, tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar")
    new = tmp_path / "baru"
    restored(made.path, new, terminal)
    for path in (new / "gambar").iterdir():
        path.unlink()

    def second(path: Path, data: bytes) -> None:
        if list(path.parent.iterdir()):
            full()
        write_whole(path, data)

    monkeypatch.setattr(archive, "write_whole", second)
    with pytest.raises(StorageTrouble) as trouble:
        restored(made.path, new, terminal)
    assert trouble.value.code == "backup.failed"
    assert list((new / "gambar").iterdir()) == []
    assert sorted(path.name for path in new.glob("*.db*")) == ["galeri.db"]


def test_another_zip_is_no_backup_and_is_never_replaced(gallery: Database, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "foto.zip", "w") as file:
        file.writestr("liburan.jpg", b"x")
    before = (tmp_path / "foto.zip").read_bytes()
    with pytest.raises(StorageTrouble) as trouble:
        back_up(gallery, tmp_path / "foto.zip", attachments=tmp_path / "gambar")
    assert trouble.value.code == "backup.other"
    assert (tmp_path / "foto.zip").read_bytes() == before


def test_an_erased_file_is_left_out_while_it_is_made(gallery: Database, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> None:
        told.append((done, whole))
        for path in (tmp_path / "gambar").iterdir():
            path.unlink()

    assert back_up(gallery, tmp_path / "a.zip", attachments=tmp_path / "gambar", progress=progress).attachments == 1
    assert told == [(1, 2)]


def test_the_mark_of_practice_comes_along(gallery: Database, tmp_path: Path) -> None:
    assert not is_for_practice(gallery)
    mark_for_practice(gallery)
    copy = open_database(back_up(gallery, tmp_path / "a.db").path)
    assert is_for_practice(copy)
    copy.close()


def test_the_books_name_what_is_shown_and_what_is_personal(database: Database, terminal: Terminal) -> None:
    journal = SignedJournal(database, terminal)
    book = SqlBook(database, terminal)
    for document in (
        write(ProductRevised, code="P1", name="Opak", consignor="M1", price=5_000, picture="lama"),
        write(ProductRevised, code="P1", name="Opak", consignor="M1", price=5_000, picture="baru"),
        write(ConsignorRevised, code="M1", business_name="Dapur", picture="wajah"),
        write(
            LegalityRecorded,
            holder=Holder.CONSIGNOR,
            subject="M1",
            paper="NIB",
            scans=(Scan(file="nib", name="nib.pdf"), Scan(file="wajah", name="wajah.jpg")),
        ),
        write(
            AgreementRevised,
            consignor="M1",
            terms=AgreedTerms(commission_bp=1_000),
            signatures=(Signature(role="Penitip", name="Imas", picture="paraf"), Signature(role="Galeri", name="Ida")),
        ),
        write(VisitRecorded, lines=(), cash=0, pictures=("kotak",)),
    ):
        journal.append(document)
    assert book.product("P1") is not None
    named = named_attachments(database)
    assert named.wanted == {"baru", "wajah", "nib", "paraf", "kotak"}
    assert named.personal == {"nib", "paraf"}, "what is shown openly elsewhere cannot be a secret here"
