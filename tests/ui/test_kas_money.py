"""Uang titipan and Pencocokan: driven as a person would, on the real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from db.queries.matching import list_mutations
from gallery_pos.documents import Holding, Method, MutationLine, MutationsImported
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.shifts import close_shift, open_shift
from ui.app.reminders import read_reminders
from ui.main_window import MainWindow
from ui.screens.kas.difference_dialog import DifferenceDialog, UndoDialog
from ui.screens.kas.held import HeldTab
from ui.screens.kas.import_mutations import ImportMutationsDialog
from ui.screens.kas.matching import MatchingTab
from ui.screens.kas.move_money import MoveMoneyDialog, TakeBackDialog
from ui.screens.kas.screen import CashScreen
from workroom import TODAY, Workroom, pump, sell, show, shown, work_later

_D = TypeVar("_D", bound=QDialog)
F8, F9, F12 = Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F12


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    """A shift that sold something for cash and is closed."""
    bare.receive("M001", IntakeLine("P0001", 20))
    sell(bare, ("P0001", 2))
    desk = bare.gallery.desk("kiki")
    drawer = desk.book.open_shift(desk.outlet, desk.origin)
    assert drawer is not None
    close_shift(desk, counted=drawer.expected)
    return bare


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with Kas & Sif in front."""
    window = show(room, qtbot, "cash")
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.reject()


def press(widget: Any, key: Qt.Key) -> None:
    widget.activateWindow()
    pump()
    QTest.keyClick(widget, key)
    pump()


def front(window: MainWindow, kind: type[_D]) -> _D:
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def test_money_is_moved_refused_and_taken_back(room: Workroom, window: MainWindow) -> None:
    tab = shown(window, CashScreen).show_tab("held")
    assert isinstance(tab, HeldTab)
    pump()
    there = room.gallery.book.accounts()["safe"]
    assert tab.held.amount.text() == f"Rp{there:,}".replace(",", ".")
    press(window, F12)
    dialog = front(window, MoveMoneyDialog)
    dialog.amount.set_value(there + 1)
    press(dialog, F12)
    assert dialog.isVisible(), "more than is there"
    dialog.amount.set_value(there)
    dialog.reference.setText("SLIP-1")
    press(dialog, F12)
    assert room.gallery.book.accounts()["bank"] == there
    tab.take_back()
    pump()
    tab.list.select(tab.list.model.rows()[0].id)
    press(window, F8)
    back = front(window, TakeBackDialog)
    press(back, F12)
    assert back.isVisible(), "without a reason nothing is taken back"
    back.reason.setText("salah slip")
    press(back, F12)
    assert room.gallery.book.accounts().get("bank", 0) == 0


def test_the_dinas_sees_whose_money_is_where_but_no_drawer(room: Workroom, qtbot: QtBot) -> None:
    window = room.window("cash", "dewi")
    qtbot.addWidget(window)
    pump()
    screen = shown(window, CashScreen)
    assert [screen.bar.tabText(at) for at in range(screen.bar.count())] == ["Uang titipan", "Pencocokan"]
    assert isinstance(screen.show_tab("shifts"), HeldTab)
    assert isinstance(screen.show_tab("matching"), MatchingTab)


def test_qris_that_a_file_should_show_and_does_not_is_reminded_of(room: Workroom, window: MainWindow) -> None:
    place = room.place("ida")
    desk = room.gallery.desk("ida")
    lines = (MutationLine(day=TODAY, amount=7_777),)
    open_shift(room.gallery.desk("kiki"), opening_float=0)
    sell(room, ("P0001", 1), method=Method.QRIS)
    assert not [each for each in read_reminders(place) if each.screen == "cash"], "no file says anything of that day"
    room.gallery.journal.append(desk.write(MutationsImported, account=Holding.QRIS, lines=lines, sha256="1"))
    (told,) = [each for each in read_reminders(place) if each.screen == "cash"]
    assert (told.text, told.tone) == ("1 pembayaran QRIS belum sampai", "danger")
    screen = shown(window, CashScreen)
    screen.receive(told.what)
    tab = screen.tab()
    assert isinstance(tab, MatchingTab)
    assert tab.page() is tab.missing


def test_a_hurried_person_takes_a_file_in_once(
    room: Workroom, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bjb.csv"
    file.write_text(f"Tanggal;Keterangan;Debit;Kredit\n{TODAY:%d/%m/%Y};BIAYA ADM;15.000,00;\n", encoding="utf-8")
    tab = shown(window, CashScreen).show_tab("matching")
    assert isinstance(tab, MatchingTab)
    work_later(monkeypatch)
    left = tab.open.import_file()
    left.load(file)
    left.reject()
    pump()
    dialog = tab.open.import_file()
    dialog.load(file)
    pump()
    dialog._go.click()
    dialog._go.click()
    pump()
    assert room.kinds().count(MutationsImported.__name__) == 1
    assert shown(window, CashScreen).banner.text().startswith("0 cocok, 1 menunggu Anda.")

    file.write_text(file.read_text(encoding="utf-8").replace("15.000", "2.500"), encoding="utf-8")
    dialog = tab.open.import_file()
    dialog.load(file)
    pump()
    dialog.bank.setText("BJB")
    dialog.bank.editingFinished.emit()
    dialog._go.click()
    pump()
    assert room.kinds().count(MutationsImported.__name__) == 2, "who names the bank and clicks is not kept waiting"


def test_a_file_comes_in_is_explained_and_let_go(room: Workroom, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "bjb.csv"
    file.write_text(f"Tanggal;Keterangan;Debit;Kredit\n{TODAY:%d/%m/%Y};BIAYA ADM;15.000,00;\n", encoding="utf-8")
    tab = shown(window, CashScreen).show_tab("matching")
    assert isinstance(tab, MatchingTab)
    pump()
    press(window, F9)
    dialog = front(window, ImportMutationsDialog)
    dialog.bank.setText("BJB")
    dialog.load(file)
    pump()
    assert dialog.columns["debit"].currentText() == "Debit"
    assert dialog.rows.rowCount() == 1
    press(dialog, F12)
    assert not [each for each in window.findChildren(ImportMutationsDialog) if each.isVisible()]
    (line,) = tab.open.lines.model.rows()
    assert line.amount == -15_000
    tab.open.lines.select(line.key)
    press(window, F8)
    difference = front(window, DifferenceDialog)
    difference.note.setText("biaya bulanan")
    press(difference, F12)
    assert room.gallery.book.accounts()["bank"] == -15_000
    tab.show_page("done")
    pump()
    tab.done.list.select(line.key)
    press(window, F8)
    undo = front(window, UndoDialog)
    undo.reason.setText("bukan ini")
    press(undo, F12)
    assert room.gallery.book.accounts().get("bank", 0) == 0
    (row,) = list_mutations(room.gallery.database, account=Holding.BANK)
    assert not row.done
