from __future__ import annotations

import csv
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.errors import BadInput, DeviceTrouble, Problem, RuleBroken, StorageTrouble
from ui.app.crash import CRASH_NAME, LOG_NAME, CrashHooks
from ui.app.error_dialogs import MessageDialog, write_problems
from ui.app.feedback import Feedback
from ui.app.table_view import TableView
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.toast import Toast

PROBLEMS = (
    Problem(2, "harga_jual", "1.5", "tidak jelas", "titipan.csv"),
    Problem(0, "kode", "=1+1", "rumus", "titipan.csv", "Lembar1"),
)
FULL = StorageTrouble("disk", "Disk penuh.", safe="Keranjang tetap ada.", todo="Kosongkan disk.")


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        self.inner = QWidget()
        self.deep = QLabel("x", self.inner)
        layout = QVBoxLayout(self)
        layout.addWidget(self.banner)
        layout.addWidget(self.inner)
        self.resize(900, 500)


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def feedback(window: Window) -> Feedback:
    feedback = Feedback()
    feedback.set_window(window)
    return feedback


def shown(feedback: Feedback) -> MessageDialog:
    (dialog,) = feedback.dialogs
    return dialog


def press(dialog: MessageDialog, text: str) -> None:
    next(button for button in dialog.findChildren(Button) if button.text() == text).click()


def test_a_broken_rule_appears_in_place(window: Window, feedback: Feedback) -> None:
    feedback.show(RuleBroken("x", "Harga nol.", safe="Belum ada yang berubah.", todo="Tulis harganya."), window.deep)
    assert window.banner.text() == "Harga nol. Belum ada yang berubah. Tulis harganya."
    assert feedback.dialogs == []


def test_a_broken_rule_without_a_place_gets_a_dialog(feedback: Feedback) -> None:
    feedback.show(RuleBroken("x", "Harga nol."))
    assert shown(feedback).text() == "Harga nol."


def test_trouble_says_what_happened_what_is_safe_and_what_to_do(feedback: Feedback) -> None:
    feedback.show(FULL)
    dialog = shown(feedback)
    assert dialog.text() == "Disk penuh. Keranjang tetap ada. Kosongkan disk."
    assert dialog.isVisible()
    assert all(word not in dialog.text() for word in ("Error", "Exception", "disk full"))


def test_details_fold_out(qtbot: QtBot, feedback: Feedback) -> None:
    try:
        raise FULL
    except StorageTrouble as error:
        feedback.show(error)
    dialog = shown(feedback)
    (box,) = dialog.findChildren(QPlainTextEdit)
    assert not box.isVisible()
    press(dialog, "Rincian teknis")
    assert box.isVisible()
    assert "StorageTrouble" in box.toPlainText()


def test_bad_input_lists_every_problem(feedback: Feedback) -> None:
    feedback.show(BadInput("x", "Berkas belum dapat diterima.", PROBLEMS, todo="Betulkan."))
    dialog = shown(feedback)
    assert "2 hal perlu dibetulkan" in dialog.text()
    assert "Belum ada yang berubah." in dialog.text()
    (table,) = dialog.findChildren(TableView)
    assert [[table.model.index(row, column).data() for column in range(4)] for row in range(2)] == [
        ["2", "harga_jual", "1.5", "tidak jelas"],
        ["", "kode", "=1+1", "rumus"],
    ]


def test_the_list_of_problems_can_be_saved(feedback: Feedback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "masalah.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted), ""))
    feedback.show(BadInput("x", "Berkas belum dapat diterima.", PROBLEMS))
    press(shown(feedback), "Simpan daftar…")
    with wanted.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["titipan.csv", "", "2", "harga_jual", "1.5", "tidak jelas"]
    assert rows[2] == ["titipan.csv", "Lembar1", "", "kode", "'=1+1", "rumus"], "text is never a formula"


def test_a_list_that_cannot_be_saved_is_no_bug(
    feedback: Feedback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none").touch()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "x.csv"), ""))
    feedback.show(BadInput("x", "Berkas belum dapat diterima.", PROBLEMS))
    press(feedback.dialogs[0], "Simpan daftar…")
    assert "x.csv tidak bisa disimpan" in feedback.dialogs[1].text()


def test_a_bug_is_logged_under_the_number_that_is_shown(feedback: Feedback, caplog: pytest.LogCaptureFixture) -> None:
    numbers: list[str] = []
    feedback.bug_met.connect(numbers.append)
    with feedback.guard():
        raise KeyError("lot")
    assert numbers[0] in shown(feedback).text()
    (record,) = caplog.records
    assert numbers[0] in record.getMessage()
    assert record.exc_info
    assert "Keranjang dan semua yang sudah tersimpan tetap ada" in shown(feedback).text()


def test_a_bug_that_comes_again_and_again_does_not_bury_the_counter(
    qtbot: QtBot, feedback: Feedback, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(50):
        feedback.show(ValueError("x"))
    assert len(feedback.dialogs) == 1
    assert len(caplog.records) == 50
    with qtbot.waitSignal(shown(feedback).destroyed):
        press(shown(feedback), "Lanjutkan")
    feedback.show(ValueError("x"))
    assert len(feedback.dialogs) == 1
    assert shown(feedback).isVisible()


def test_enter_closes_a_message_and_no_message_has_a_default_button(qtbot: QtBot, feedback: Feedback) -> None:
    feedback.show(DeviceTrouble("x", "Kertas habis."))
    dialog = shown(feedback)
    assert not any(button.isDefault() or button.autoDefault() for button in dialog.findChildren(Button))
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_toasts_come_back_close_and_act(qtbot: QtBot, window: Window, feedback: Feedback) -> None:
    printed: list[int] = []
    first = feedback.toast("Tersimpan", ("Cetak lagi", lambda: printed.append(1)))
    assert isinstance(first, Toast)
    feedback.toast("Tersimpan")
    toasts = feedback._toasts
    assert toasts is not None
    assert toasts.texts() == ["Tersimpan"]
    for number in range(5):
        feedback.toast(f"Pesan {number}", ("Lihat", lambda: printed.append(2)))
    assert toasts.texts() == ["Pesan 2", "Pesan 3", "Pesan 4"]
    last = window.findChildren(Toast)[-1]
    (button,) = last.findChildren(Button)
    button.click()
    assert printed == [2]
    assert toasts.texts() == ["Pesan 2", "Pesan 3"]
    (seen,) = [toast for toast in window.findChildren(Toast) if toast.isVisible()]
    assert seen.text == "Pesan 3", "the one before comes back"
    assert window.rect().contains(seen.geometry())


def test_without_a_window_good_news_is_simply_not_shown(qapp: QApplication) -> None:
    assert Feedback().toast("Tersimpan") is None


@pytest.fixture
def hooks(feedback: Feedback, tmp_path: Path) -> Iterator[CrashHooks]:
    hooks = CrashHooks(tmp_path, feedback.show_from_anywhere)
    hooks.install()
    yield hooks
    hooks.remove()


def test_what_nobody_catches_is_logged_and_shown(
    qtbot: QtBot, feedback: Feedback, hooks: CrashHooks, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    error = ValueError("nobody caught me")
    sys.excepthook(ValueError, error, None)
    qtbot.waitUntil(lambda: bool(feedback.dialogs))

    def work() -> None:
        raise ArithmeticError("on another thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    log = tmp_path / LOG_NAME
    qtbot.waitUntil(lambda: "on another thread" in log.read_text(encoding="utf-8"))
    assert "nobody caught me" in log.read_text(encoding="utf-8")
    assert (tmp_path / CRASH_NAME).exists()


def test_qt_s_own_complaints_go_to_the_log(hooks: CrashHooks, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("something about a font")
    assert [(record.name, record.levelno) for record in caplog.records] == [("qt", logging.WARNING)]


def test_a_keyboard_interrupt_ends_the_program_as_ever(
    feedback: Feedback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: ended.append(kind))
    hooks = CrashHooks(tmp_path, feedback.show_from_anywhere)
    hooks.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    hooks.remove()
    QApplication.processEvents()
    assert ended == [KeyboardInterrupt]
    assert feedback.dialogs == []


def test_the_hooks_can_be_taken_out_again(feedback: Feedback, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    hooks = CrashHooks(tmp_path, feedback.show_from_anywhere)
    hooks.install()
    assert sys.excepthook is not before[0]
    hooks.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_problems_are_written_for_spreadsheets(tmp_path: Path) -> None:
    write_problems(tmp_path / "x.csv", PROBLEMS)
    written = (tmp_path / "x.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert b",'=1+1," in written
    with pytest.raises(StorageTrouble):
        write_problems(tmp_path / "x.csv" / "y.csv", PROBLEMS)
