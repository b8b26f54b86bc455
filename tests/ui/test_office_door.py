"""The first things a person sees: the assistant of the first start and the sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.backup import back_up
from db.private import private_key
from gallery_pos.documents import Role
from gallery_pos.services.access import revise_user
from gallery_pos.services.shifts import open_shift
from ui import desktop
from ui.app.feedback import Feedback
from ui.app.settings import SettingsStore
from ui.app.tasks import InlineRunner
from ui.first_run import FirstRun
from ui.first_run.administrator import FirstAdministrator
from ui.first_run.restoring import RestoreDialog
from ui.folder import DataFolder
from ui.gallery import Gallery, create_gallery
from ui.sign_in import SignIn, has_administrator
from ui.widgets.person_tile import initials
from workroom import Workroom, open_workroom, pump

SECRET = "padi menguning 17"
F12 = Qt.Key.Key_F12


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    made = open_workroom(tmp_path)
    yield made
    made.close()


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def press(widget: QWidget, key: Qt.Key) -> None:
    widget.activateWindow()
    pump()
    QTest.keyClick(widget, key)
    pump()


# -- sign-in


def test_whoever_holds_the_shift_is_chosen_and_enters_with_a_pin_and_enter(room: Workroom, qtbot: QtBot) -> None:
    open_shift(room.gallery.desk("ida"), opening_float=0)
    dialog = SignIn(room.gallery, Feedback())
    shown(qtbot, dialog)
    assert dialog.chosen() == "ida"
    QTest.keyClicks(dialog.focusWidget(), "222222")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.user is not None
    assert dialog.user.code == "ida"


def test_a_wrong_pin_is_said_so_and_the_next_one_can_be_typed_at_once(room: Workroom, qtbot: QtBot) -> None:
    dialog = SignIn(room.gallery, Feedback())
    shown(qtbot, dialog)
    dialog.choose("ida")
    QTest.keyClicks(dialog.focusWidget(), "999999")
    press(dialog, F12)
    assert dialog.user is None
    assert "tidak cocok" in dialog.banner.text()
    QTest.keyClicks(dialog.focusWidget(), "222222")
    press(dialog, F12)
    assert dialog.user is not None


def test_the_real_books_tell_no_pin(room: Workroom, qtbot: QtBot) -> None:
    dialog = SignIn(room.gallery, Feedback())
    shown(qtbot, dialog)
    assert dialog._tip.isHidden()


@pytest.mark.parametrize(("name", "letters"), [("Ida", "I"), ("Rini Dwi Marlina", "RM"), ("", "?"), ("ida ida", "I")])
def test_initials_are_those_of_the_first_and_the_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


# -- a gallery in which nobody may administer


@pytest.fixture
def unmanned(themed: QApplication, tmp_path: Path) -> Iterator[Gallery]:
    made = create_gallery(DataFolder(tmp_path / "kosong"), name="Galeri Kosong")
    yield made
    made.close()


def answer(dialog: FirstAdministrator, name: str = "Asep Sunandar", secret: str = SECRET) -> None:
    dialog.page.name.setText(name)
    dialog.page.password.setText(secret)
    dialog.page.again.setText(secret)


def test_where_nobody_may_administer_the_first_administrator_is_asked_for_and_is_in(
    unmanned: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    def filled_in(dialog: FirstAdministrator) -> int:
        answer(dialog)
        dialog.page.pin.setText("135790")
        dialog.make()
        return dialog.result()

    monkeypatch.setattr(FirstAdministrator, "exec", filled_in)
    user = desktop._sign_in(unmanned, Feedback())
    assert user is not None
    assert (user.code, user.name, user.role, user.active) == ("admin", "Asep Sunandar", Role.ADMIN, True)
    assert unmanned.credentials.check_password("admin", SECRET)
    assert unmanned.credentials.check_pin("admin", "135790")
    assert has_administrator(unmanned)


def test_people_without_a_secret_are_no_administrators_and_keep_their_codes(unmanned: Gallery, qtbot: QtBot) -> None:
    revise_user(unmanned.desk(), code="Admin", name="Ida", role=Role.MANAGER)
    assert not has_administrator(unmanned)
    dialog = FirstAdministrator(unmanned, Feedback())
    shown(qtbot, dialog)
    assert dialog.page.code is not None
    answer(dialog)
    dialog.page.code.setText("admin")
    press(dialog, F12)
    assert dialog.user is None, "that is Ida's"
    dialog.page.code.setText("asep")
    press(dialog, F12)
    assert dialog.user is not None
    assert {user.code: user.role for user in unmanned.book.users()} == {"Admin": Role.MANAGER, "asep": Role.ADMIN}


def test_an_administrator_who_was_never_given_a_secret_gets_one(unmanned: Gallery, qtbot: QtBot) -> None:
    revise_user(unmanned.desk(), code="enah", name="Enah", role=Role.ADMIN)
    dialog = FirstAdministrator(unmanned, Feedback())
    shown(qtbot, dialog)
    assert dialog.page.code is not None
    assert (dialog.page.code.text(), dialog.page.name.text()) == ("enah", "Enah")
    answer(dialog, name="Enah", secret="pendek")
    press(dialog, F12)
    assert dialog.user is None
    answer(dialog, name="Enah")
    press(dialog, F12)
    assert dialog.user is not None
    assert [user.code for user in unmanned.book.users()] == ["enah"]
    assert unmanned.credentials.check_password("enah", SECRET)


# -- the first start


@pytest.fixture
def assistant(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[FirstRun]:
    made = FirstRun(DataFolder(tmp_path / "baru"), SettingsStore(tmp_path / "config"), Feedback())
    made._runner.close()
    made._runner = InlineRunner(made._feedback.show)
    shown(qtbot, made)
    yield made
    if made.gallery is not None:
        made.gallery.close()


def fill_in(assistant: FirstRun) -> None:
    """Answer everything up to the last page."""
    assistant.place.name.setText("Galeri Baru")
    press(assistant, F12)
    assistant.admin.name.setText("Asep Sunandar")
    assistant.admin.password.setText(SECRET)
    assistant.admin.again.setText(SECRET)
    press(assistant, F12)
    press(assistant, F12)


def test_back_keeps_what_was_filled_in_and_the_end_is_an_open_gallery(assistant: FirstRun) -> None:
    press(assistant, F12)
    assert assistant._stack.currentIndex() == 0, "a gallery has a name"
    fill_in(assistant)
    for _ in range(3):
        assistant.back()
    assert assistant.place.name.text() == "Galeri Baru"
    for _ in range(3):
        press(assistant, F12)
    press(assistant, F12)
    assert assistant.gallery is not None
    assert assistant.gallery.outlet().name == "Galeri Baru"
    assert assistant.gallery.credentials.check_password("admin", SECRET)


def test_a_file_with_problems_is_listed_and_leaves_nothing_behind(assistant: FirstRun, tmp_path: Path) -> None:
    wrong = tmp_path / "penitip.csv"
    wrong.write_text("kode,nama_usaha,komisi_persen\nM9,Dapur Baru,banyak\n", encoding="utf-8")
    fill_in(assistant)
    assistant.start.set_file(wrong)
    assistant.start._kind.setCurrentIndex(1)
    press(assistant, F12)
    (told,) = assistant._feedback.dialogs
    assert told.isVisible()
    told.accept()
    assert assistant.gallery is None
    assert not assistant._folder.exists()
    assistant.start.empty.setChecked(True)
    press(assistant, F12)
    assert assistant.gallery is not None, "the same answers make a gallery without the file"


def test_only_files_that_stand_alone_begin_a_gallery(assistant: FirstRun) -> None:
    kinds = {assistant.start._kind.itemData(at) for at in range(assistant.start._kind.count())}
    assert kinds == {"handover", "consignors"}


def test_escape_asks_once_before_it_throws_answers_away(assistant: FirstRun) -> None:
    assistant.place.name.setText("Galeri Baru")
    press(assistant, Qt.Key.Key_Escape)
    assert assistant.isVisible()
    press(assistant, Qt.Key.Key_Escape)
    assert not assistant.isVisible()
    assert not assistant._folder.exists()


def test_a_backup_from_the_old_computer_comes_back_and_is_opened(assistant: FirstRun, tmp_path: Path) -> None:
    old = create_gallery(DataFolder(tmp_path / "lama"), name="Galeri Lama", outlet="KRW")
    revise_user(old.desk(), code="asep", name="Asep", role=Role.ADMIN)
    old.credentials.set_pin("asep", "135790")
    back_up(old.database, tmp_path / "cadangan.db")
    old.close()
    assistant._old.click()
    dialog = assistant.findChild(RestoreDialog)
    assert dialog is not None
    press(dialog, F12)
    assert not assistant._folder.exists(), "no file was named"
    dialog.backup.setText(str(tmp_path / "cadangan.db"))
    dialog.key.setText("ab" * 32)
    press(dialog, F12)
    assert "bukan kunci buku itu" in dialog.banner.text()
    assert not assistant._folder.exists()
    dialog.key.setText(private_key(tmp_path / "lama" / "pribadi.key").hex())
    press(dialog, F12)
    assert "3 dokumen pulih" in dialog._told.text()
    assert assistant.gallery is None, "what came is read first"
    press(dialog, F12)
    assert assistant.gallery is not None
    assert assistant.gallery.outlet().code == "KRW"
    assert assistant.gallery.credentials.check_pin("asep", "135790")
    assert not assistant.isVisible()
