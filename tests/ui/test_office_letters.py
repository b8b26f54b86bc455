"""Statements after they were issued: printed again as a copy, sent by WhatsApp, each noted."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.queries.settlement import list_statements
from gallery_pos.documents import MakerTold, MessageKind, MessageWay
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.settlement import issue_statements
from gallery_pos.services.telling import Subject
from ui.app.sheets import next_copy, note_printed
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.news.dialog import NewsDialog
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.statements import StatementsTab
from workroom import TODAY, Workroom, pump, sell, show, shown


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 20))
    bare.receive("M002", IntakeLine("P0003", 2))
    sell(bare, ("P0001", 2), ("P0003", 1))
    issue_statements(bare.gallery.desk("ida"), until=TODAY)
    return bare


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> tuple[MainWindow, StatementsTab]:
    window = show(room, qtbot, "settlement", user)
    tab = shown(window, SettlementScreen).tab()
    assert isinstance(tab, StatementsTab)
    return window, tab


def press(window: QWidget, key: Qt.Key) -> None:
    window.activateWindow()
    pump()
    QTest.keyClick(window, key)
    pump()


def told(room: Workroom, consignor: str) -> MakerTold | None:
    (last,) = list_statements(room.gallery.database, consignor=consignor)
    subject = Subject(consignor, MessageKind.STATEMENT, about=last.id)
    return room.gallery.book.latest(MakerTold, subject.record)


def test_a_statement_is_read_then_sent_by_whatsapp_and_both_are_remembered(
    room: Workroom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[str] = []

    def opening(url: QUrl) -> bool:
        urls.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opening)
    window, screen = opened(room, qtbot)
    looks = len(room.gallery.personal.views("M001"))
    screen.list.select("M001")
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(NewsDialog)
    assert not urls
    assert len(room.gallery.personal.views("M001")) == looks, "reading the text looks nobody's number up"
    press(dialog, Qt.Key.Key_F12)
    (url,) = urls
    assert url.startswith("https://wa.me/6281234567890")
    assert "Rp25.500" in unquote(url)
    seen = room.gallery.personal.views("M001")[0]
    assert (seen.user, "kabar" in seen.reason) == ("ida", True)
    remembered = told(room, "M001")
    assert remembered is not None
    assert remembered.way is MessageWay.WHATSAPP
    press(window, Qt.Key.Key_F7)
    again = next(one for one in window.findChildren(NewsDialog) if one.isVisible())
    assert "Sudah dikabari: WhatsApp" in again.banner.text()


def test_whatsapp_that_does_not_open_tells_nobody(
    room: Workroom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window, screen = opened(room, qtbot)
    screen.list.select("M001")
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(NewsDialog)
    press(dialog, Qt.Key.Key_F12)
    assert "tidak bisa dibuka" in dialog.banner.text()
    assert told(room, "M001") is None
    dialog.tell_by(MessageWay.PHONE)
    remembered = told(room, "M001")
    assert remembered is not None
    assert remembered.way is MessageWay.PHONE


def test_a_maker_without_a_number_is_told_about_and_the_text_can_be_copied(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    screen.list.select("M002")
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(NewsDialog)
    press(dialog, Qt.Key.Key_F12)
    assert "belum punya nomor" in dialog.banner.text()
    dialog._copy()
    assert "Batik Tarum" in QApplication.clipboard().text()


def test_who_may_not_see_numbers_gets_the_text_alone(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot, "tatang")
    screen.list.select("M001")
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(NewsDialog)
    press(dialog, Qt.Key.Key_F12)
    assert dialog.isVisible()
    assert not [view for view in room.gallery.personal.views("M001") if view.user == "tatang"]


def test_the_text_of_a_statement_that_was_printed_or_sent_before_says_salinan(
    room: Workroom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    window, screen = opened(room, qtbot)
    marks = []
    screen.list.select("M001")
    for _ in range(2):
        press(window, Qt.Key.Key_F7)
        dialog = next(one for one in window.findChildren(NewsDialog) if one.isVisible())
        marks.append("SALINAN ke-1" in dialog.text.toPlainText())
        press(dialog, Qt.Key.Key_F12)
    assert marks == [False, True]
    (last,) = list_statements(room.gallery.database, consignor="M001")
    posted = room.gallery.book.document(last.id)
    assert posted is not None
    for copy in range(2):
        note_printed(room.gallery, posted, "L", copy)
    press(window, Qt.Key.Key_F7)
    dialog = next(one for one in window.findChildren(NewsDialog) if one.isVisible())
    assert "SALINAN ke-2" in dialog.text.toPlainText()


def test_the_second_print_of_a_statement_is_a_copy(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    screen.list.select("M001")
    (last,) = list_statements(room.gallery.database, consignor="M001")
    press(window, Qt.Key.Key_F8)
    (paper,) = window.findChildren(PdfDialog)
    assert paper.pages.count() == 1
    assert next_copy(room.gallery, last.id) == 0
    paper.printed.emit()
    paper.close()
    assert next_copy(room.gallery, last.id) == 1


def test_the_last_statements_of_those_ticked_are_one_paper_and_copies_from_then_on(
    room: Workroom, qtbot: QtBot
) -> None:
    window, screen = opened(room, qtbot)
    screen.ticks.button.click()
    assert len(screen.ticks.ticked()) == 2
    for marked in (False, True):
        press(window, Qt.Key.Key_F8)
        paper = next(one for one in window.findChildren(PdfDialog) if one.isVisible())
        texts = [paper.pages.paper.getAllText(page).text() for page in range(paper.pages.count())]
        assert ["Dapur Nyi Imas" in texts[0], "Batik Tarum" in texts[1]] == [True, True]
        assert all(("SALINAN ke-1" in text) is marked for text in texts)
        paper.printed.emit()
        paper.close()
