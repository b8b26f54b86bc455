"""A backup on another computer: who gets in, with the key of personal data and without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.backup import back_up
from db.private import Personal, private_key
from gallery_pos.documents import Holder, Role, Scan
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.services.access import revise_user
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.papers import record_paper
from ui.app.feedback import Feedback
from ui.app.settings import SettingsStore
from ui.app.tasks import InlineRunner
from ui.attachments.pictures import store_picture
from ui.attachments.scans import read_scan, store_scan
from ui.books.private_key import current_key, install_key, save_key
from ui.books.restoring import recover
from ui.first_run.assistant import FirstRun
from ui.first_run.restoring import RestoreDialog
from ui.folder import DataFolder
from ui.gallery import Gallery, create_gallery, open_gallery
from ui.screens.pengaturan.books import Books
from ui.sign_in import SignIn, has_administrator
from workroom import open_workroom

PASSWORD, PIN = "padi menguning 17", "135790"
SECRET = Personal(phone="6281234567890", nik="3215010101900001")


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a gallery whose administrator has a password and a PIN, its cashier a PIN; the key lies beside it."""
    old = create_gallery(DataFolder(tmp_path / "lama"), name="Galeri Lama", outlet="KRW")
    revise_user(old.desk(), code="asep", name="Asep", role=Role.ADMIN)
    revise_user(old.desk(), code="kiki", name="Kiki", role=Role.CASHIER)
    old.credentials.set_password("asep", PASSWORD)
    for code in ("asep", "kiki"):
        old.credentials.set_pin(code, PIN)
    old.personal.change("M001", SECRET, by="asep")
    save_key(old.folder, tmp_path / "kunci.key")
    back_up(old.database, tmp_path / "cadangan.db")
    old.close()
    return tmp_path / "cadangan.db"


@pytest.fixture
def new(tmp_path: Path) -> DataFolder:
    """The folder of a new computer."""
    folder = DataFolder(tmp_path / "baru")
    create_gallery(folder, name="Galeri Baru").close()
    return folder


@pytest.fixture
def moved(backup: Path, new: DataFolder) -> Iterator[Gallery]:
    """The backup on the new computer, without its key."""
    recover(new, backup)
    gallery = open_gallery(new)
    yield gallery
    gallery.close()


def sign_in(gallery: Gallery, qtbot: QtBot, who: str, secret: str) -> SignIn:
    dialog = SignIn(gallery, Feedback())
    qtbot.addWidget(dialog)
    dialog.choose(who)
    dialog._secret.setText(secret)
    dialog._enter()
    return dialog


def test_without_the_key_a_password_still_lets_in_and_a_pin_is_told_to_be_set_anew(
    moved: Gallery, qtbot: QtBot, themed: QApplication
) -> None:
    by_pin = sign_in(moved, qtbot, "asep", PIN)
    assert by_pin.user is None
    assert "PIN" in by_pin._tip.text()
    assert not by_pin._tip.isHidden()
    by_password = sign_in(moved, qtbot, "asep", PASSWORD)
    assert by_password.user is not None
    moved.credentials.set_pin("kiki", "246810")
    assert sign_in(moved, qtbot, "kiki", "246810").user is not None


def test_a_folder_with_nothing_in_it_becomes_the_gallery_of_the_backup(backup: Path, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "sama sekali" / "baru")
    done = recover(folder, backup, key=private_key(backup.with_name("kunci.key")))
    assert (done.kept, done.lost, done.findings) == (None, (), ())
    gallery = open_gallery(folder)
    assert (gallery.outlet().code, gallery.outlet().name) == ("KRW", "Galeri Lama")
    assert gallery.credentials.check_pin("asep", PIN)
    revise_user(gallery.desk(), code="enah", name="Enah", role=Role.CASHIER)
    assert gallery.terminal.epoch == 2, "papers of the old computer may bear later numbers"
    assert gallery.verify() == []
    gallery.close()


def test_what_cannot_be_restored_leaves_no_folder(backup: Path, tmp_path: Path) -> None:
    torn = tmp_path / "rusak.db"
    torn.write_bytes(backup.read_bytes()[:9_000])
    for file, key in ((backup, bytes(32)), (torn, None), (tmp_path / "tiada.db", None)):
        with pytest.raises((RuleBroken, StorageTrouble)):
            recover(DataFolder(tmp_path / "sama sekali" / "baru"), file, key=key)
        assert not (tmp_path / "sama sekali").exists()


def test_books_that_lost_their_machine_are_not_written_over(backup: Path, new: DataFolder) -> None:
    new.machine_file.unlink()
    with pytest.raises(StorageTrouble) as refused:
        recover(new, backup)
    assert refused.value.code == "folder.orphaned"
    assert new.database.exists()


def test_the_computer_stands_at_an_outlet_that_the_books_know(moved: Gallery) -> None:
    assert moved.outlet().code == "KRW"


def test_without_the_key_it_is_told_what_stays_closed(backup: Path, new: DataFolder) -> None:
    closed = recover(new, backup).closed
    assert (closed.pins, closed.persons) == (2, 1)


def test_with_the_key_everything_is_as_it_was(backup: Path, new: DataFolder) -> None:
    closed = recover(new, backup, key=private_key(backup.with_name("kunci.key"))).closed
    assert (closed.pins, closed.persons) == (0, 0)
    gallery = open_gallery(new)
    assert gallery.credentials.check_pin("asep", PIN)
    assert gallery.personal.look("M001", by="asep", reason="uji") == SECRET
    gallery.close()
    assert len(list(new.path.glob("pribadi-sebelum-*.key"))) == 1, "the other key is kept aside"


@pytest.mark.parametrize("content", ["ab" * 32, "bukan kunci", ""])
def test_a_wrong_key_is_refused_before_anything_changes(
    backup: Path, new: DataFolder, tmp_path: Path, content: str
) -> None:
    wrong = tmp_path / "salah.key"
    wrong.write_text(content)
    before = {path: path.read_bytes() for path in sorted(new.path.rglob("*")) if path.suffix in (".key", ".toml")}
    with pytest.raises((RuleBroken, StorageTrouble)) as refused:
        recover(new, backup, key=private_key(wrong))
    assert refused.value.todo
    assert {
        path: path.read_bytes() for path in sorted(new.path.rglob("*")) if path.suffix in (".key", ".toml")
    } == before
    assert list(new.path.glob("*.db")) == [new.database]
    gallery = open_gallery(new)
    assert gallery.outlet().name == "Galeri Baru"
    gallery.close()


def test_a_key_that_comes_later_opens_what_was_closed_and_keeps_what_came_since(moved: Gallery, tmp_path: Path) -> None:
    since = Personal(phone="6289999999999")
    moved.personal.change("M002", since, by="asep")
    moved.credentials.set_pin("kiki", "246810")
    closed = install_key(moved, (tmp_path / "kunci.key").read_text())
    assert closed.persons == 0
    assert closed.pins == 1, "Kiki's new one was mixed with the other key"
    assert moved.personal.look("M001", by="asep", reason="uji") == SECRET
    assert moved.personal.look("M002", by="asep", reason="uji") == since
    assert moved.credentials.check_pin("asep", PIN)
    with pytest.raises(RuleBroken):
        install_key(moved, "cd" * 32)
    assert moved.credentials.check_pin("asep", PIN)


def test_a_key_typed_from_paper_is_the_same_key(moved: Gallery, tmp_path: Path) -> None:
    key = private_key(tmp_path / "kunci.key").hex().upper()
    install_key(moved, "\n".join(key[at : at + 4] + " " for at in range(0, 64, 4)))
    assert moved.personal.look("M001", by="asep", reason="uji") == SECRET


def test_an_administrator_with_nothing_but_a_closed_pin_counts_as_none(backup: Path, new: DataFolder) -> None:
    old = open_gallery(DataFolder(backup.parent / "lama"))
    revise_user(old.desk(), code="enah", name="Enah", role=Role.ADMIN)
    revise_user(old.desk(), code="asep", name="Asep", role=Role.MANAGER)
    old.credentials.set_pin("enah", PIN)
    assert has_administrator(old)
    back_up(old.database, backup)
    old.close()
    recover(new, backup)
    gallery = open_gallery(new)
    assert not has_administrator(gallery)
    gallery.close()


def test_a_lost_key_keeps_nobody_with_a_password_out(moved: Gallery, qtbot: QtBot, themed: QApplication) -> None:
    moved.folder.private_key.unlink()
    moved.close()
    gallery = open_gallery(moved.folder)
    assert sign_in(gallery, qtbot, "asep", PASSWORD).user is not None
    with pytest.raises(StorageTrouble):
        gallery.credentials.set_pin("asep", PIN)
    install_key(gallery, (gallery.folder.path.parent / "kunci.key").read_text())
    assert gallery.credentials.check_pin("asep", PIN)
    gallery.close()


def test_a_password_of_digits_is_no_pin(moved: Gallery, qtbot: QtBot, themed: QApplication) -> None:
    moved.credentials.set_pin("asep", PIN)
    moved.credentials.set_password("asep", "1234567890")
    assert sign_in(moved, qtbot, "asep", "1234567890").user is not None


def test_the_copy_of_the_key_is_for_its_owner_only_and_never_takes_a_place(new: DataFolder, tmp_path: Path) -> None:
    save_key(new, tmp_path / "a" / "kunci.key")
    assert (tmp_path / "a" / "kunci.key").stat().st_mode & 0o077 == 0
    books = new.database.read_bytes()
    with pytest.raises(StorageTrouble):
        save_key(new, new.database)
    assert new.database.read_bytes() == books


def test_the_whole_gallery_moves_to_a_new_computer_on_the_screens(
    qapp: QApplication, qtbot: QtBot, themed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_workroom(tmp_path)
    folder = room.gallery.folder
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(0xFFE0B0)
    assert image.save(str(tmp_path / "nib.png"))
    logo = store_picture(folder.pictures, tmp_path / "nib.png", 200)
    revise_outlet(room.gallery.desk("admin"), code="GALERI", logo=logo)
    scan = store_scan(folder.pictures, tmp_path / "nib.png", private_key(folder.private_key))
    gone = Scan(file="0" * 64, name="hilang.pdf")
    record_paper(
        room.gallery.desk("ida"),
        holder=Holder.CONSIGNOR,
        subjects=["M001"],
        paper="NIB",
        number="9999321500142",
        scans=[scan, gone],
    )
    save_key(folder, tmp_path / "kunci.key")
    monkeypatch.setattr("ui.screens.pengaturan.books.ask_where", lambda *_: tmp_path / "galeri.zip")
    window = room.window("settings", "ida")
    qtbot.addWidget(window)
    told: list[str] = []
    monkeypatch.setattr(room.rooms[-1].feedback, "toast", lambda text, *_actions, **_how: told.append(text))
    (books,) = window.findChildren(Books)
    books.back_up()
    assert told == [
        "Tersimpan: galeri.zip",
        "1 gambar dan pindaian tidak ada di komputer ini, jadi tidak ikut; mungkin ada di komputer lain.",
    ]
    room.close()

    new = DataFolder(tmp_path / "komputer baru")
    first = FirstRun(new, SettingsStore(tmp_path / "pengaturan"), Feedback())
    qtbot.addWidget(first)
    monkeypatch.setattr(first, "_runner", InlineRunner(first._feedback.show))
    first._restore()
    dialog = first.findChild(RestoreDialog)
    assert dialog
    dialog.backup.setText(str(tmp_path / "galeri.zip"))
    dialog.go_on()
    assert "2 gambar dan pindaian ikut." in dialog._told.text()
    assert "tertutup" in dialog._told.text()
    dialog.go_on()
    gallery = first.gallery
    assert gallery is not None
    assert gallery.logo(gallery.outlet())
    with pytest.raises(StorageTrouble) as closed:
        read_scan(new.pictures, scan, current_key(new))
    assert closed.value.code == "scan.closed"
    install_key(gallery, (tmp_path / "kunci.key").read_text())
    assert QImage.fromData(read_scan(new.pictures, scan, current_key(new))).width() == 600
    assert gallery.verify() == []
    gallery.close()
