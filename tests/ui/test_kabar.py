"""Kabar and Periksa kode: driven with keys as a person would, on the real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from db.private import Personal
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import MakerTold, MessageKind, MessageWay, Method
from gallery_pos.formatting import format_receipt_code
from gallery_pos.message_texts import NAMES, default_text, template_code, wording
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.payouts import pay
from gallery_pos.services.settlement import issue_statements
from gallery_pos.services.telling import Subject
from gallery_pos.services.templates import revise_template
from receipts.paper import Paper, to_text
from ui.app.reminders import read_reminders
from ui.dialogs.check_code import CheckCodeDialog
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.news.wording import WordingDialog
from ui.screens.penitip import ConsignorsScreen
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.news import NewsTab
from workroom import TODAY, Workroom, pump, sell, show, shown

F3, F4, F7, F9, F12 = Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_F12


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened."""
    opened: list[str] = []

    def opening(url: QUrl) -> bool:
        opened.append(url.toEncoded().toStdString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opening)
    return opened


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    """Two makers with a statement each; both have a mobile number."""
    bare.receive("M001", IntakeLine("P0001", 20, TODAY + timedelta(days=90)))
    bare.receive("M002", IntakeLine("P0003", 2))
    sell(bare, ("P0001", 2), ("P0003", 1))
    for code, phone in (("M001", "6281234567890"), ("M002", "6281234567891")):
        bare.gallery.personal.change(code, Personal(phone=phone), by="ida")
    issue_statements(bare.gallery.desk("ida"), until=TODAY)
    return bare


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with Penyelesaian in front."""
    window = show(room, qtbot, "settlement")
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.reject()


def kabar(window: MainWindow) -> NewsTab:
    tab = shown(window, SettlementScreen).show_tab("news")
    assert isinstance(tab, NewsTab)
    pump()
    window.activateWindow()
    tab.entered()
    pump()
    return tab


def told(room: Workroom, subject: Subject) -> MakerTold | None:
    found = room.gallery.book.latest(MakerTold, subject.record)
    return found if found is not None and not found.withdrawn else None


def test_enter_enter_tells_everybody(room: Workroom, window: MainWindow, links: list[str]) -> None:
    tab = kabar(window)
    rows = tab.list.list.model.shown()
    assert len(rows) == 2
    for _ in rows:
        QTest.keyClick(tab.list.list.table, Qt.Key.Key_Return)
        pump()
    assert [link.partition("?")[0] for link in links] == [f"https://wa.me/628123456789{row.end[-1]}" for row in rows]
    assert all("%0A" in link and " " not in link for link in links)
    for row in rows:
        document = told(room, row.subject)
        assert document is not None
        assert (document.way, document.user) == (MessageWay.WHATSAPP, "ida")
    assert not tab.list.list.model.shown()
    assert "2 dari 2" in tab.says.text()


def test_every_letter_of_a_text_reaches_whatsapp(room: Workroom, window: MainWindow, links: list[str]) -> None:
    kind, text = (
        MessageKind.STATEMENT,
        "Halo {usaha} & keluarga 🎉 #1, 100 % + 5 = ?\nbaris ke-2: “https://a.b/?q=1&r=2”",
    )
    revise_template(room.gallery.desk(), code=template_code(kind), text=text, names=NAMES[kind])
    tab = kabar(window)
    tab.refresh()
    row = tab.list.list.current()
    assert row is not None
    tab.send()
    (link,) = links
    assert parse_qs(urlsplit(link).query)["text"] == [text.format(usaha=row.business_name)]


def test_a_telephone_is_looked_up_on_record_once_a_round(room: Workroom, window: MainWindow, links: list[str]) -> None:
    tab = kabar(window)
    first = tab.list.list.current()
    assert first is not None
    before = len(room.gallery.personal.views(first.subject.consignor))
    tab.send()
    tab.list.which.choose("all")
    tab.list.arrange()
    tab.list.list.select(first.subject.record)
    tab.send()
    assert len(links) == 2
    assert len(room.gallery.personal.views(first.subject.consignor)) == before + 1


def test_telling_is_taken_back(room: Workroom, window: MainWindow, links: list[str]) -> None:
    tab = kabar(window)
    first = tab.list.list.current()
    assert first is not None
    tab.send()
    assert links
    tab.list.which.choose("done")
    tab.list.arrange()
    tab.list.list.select(first.subject.record)
    QTest.keyClick(tab, F7)
    pump()
    assert told(room, first.subject) is None


def test_who_has_no_mobile_is_told_by_paper(room: Workroom, window: MainWindow, links: list[str]) -> None:
    room.gallery.personal.change("M001", Personal(), by="ida")
    tab = kabar(window)
    tab.refresh()
    pump()
    (without,) = tab.list.without_whatsapp()
    tab.list.list.select(without.subject.record)
    tab.send()
    assert not links
    assert "belum punya nomor WhatsApp" in tab.host.banner.text()
    QTest.keyClick(tab, F9)
    (menu,) = [one for one in tab.findChildren(QMenu) if one.isVisible()]
    sheet, slips, calls = menu.actions()
    assert not slips.isEnabled(), "no receipt printer here"
    menu.close()
    for choice in (sheet, calls):
        choice.trigger()
        pump()
        paper = next(one for one in window.findChildren(PdfDialog) if one.isVisible())
        assert paper.pages.pdf.startswith(b"%PDF")
        paper.reject()
    assert told(room, without.subject) is None, "only what was printed was told"
    tab._printed((without,))
    document = told(room, without.subject)
    assert document is not None
    assert document.way is MessageWay.PAPER


def test_slips_for_those_without_whatsapp_count_as_told_by_paper(
    room: Workroom, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = kabar(window)
    row = tab.list.list.current()
    assert row is not None
    made: list[Paper] = []
    monkeypatch.setattr(tab.place.printing, "print_paper", lambda compose: made.append(compose(32, 0)))
    tab.print_slips((row,))
    printed = to_text(made[0])
    assert row.business_name in printed
    assert printed.rstrip().endswith("[CUT]")
    assert "*" not in printed
    document = told(room, row.subject)
    assert document is not None
    assert (document.way, document.user) == (MessageWay.PAPER, "ida")


def test_another_way_and_the_text_alone(room: Workroom, window: MainWindow) -> None:
    tab = kabar(window)
    first = tab.list.list.current()
    assert first is not None
    QTest.keyClick(tab, F4)
    assert QGuiApplication.clipboard().text() == tab.text.toPlainText() != ""
    tab.tell_by(MessageWay.IN_PERSON)
    document = told(room, first.subject)
    assert document is not None
    assert document.way is MessageWay.IN_PERSON


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_has_its_list(window: MainWindow, kind: MessageKind) -> None:
    tab = kabar(window)
    tab.receive(kind.value)
    pump()
    assert tab.week.isVisible() is (kind is MessageKind.SOLD)
    assert all(row.subject.message is kind for row in tab.list.list.model.rows())


def test_a_text_is_worded_anew_with_what_it_will_look_like(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settlement", user="admin")
    tab = kabar(window)
    tab.reword()
    (dialog,) = window.findChildren(WordingDialog)
    dialog.text.setPlainText("Sampurasun {usaha}: {nama_lengkap}")
    assert "Dapur Bu Enah" in dialog.preview.toPlainText()
    dialog._save()
    assert "{nama_lengkap}" in dialog.banner.text()
    dialog.text.setPlainText("Sampurasun {usaha}\n{daftar}")
    dialog._save()
    pump()
    assert wording(room.gallery.book, MessageKind.STATEMENT) == "Sampurasun {usaha}\n{daftar}"
    assert wording(room.gallery.book, MessageKind.SOLD) == default_text(MessageKind.SOLD)
    assert tab.text.toPlainText().startswith("Sampurasun ")


def test_the_top_bar_reminds_of_those_who_were_not_told(room: Workroom, window: MainWindow, links: list[str]) -> None:
    def counts() -> list[int]:
        return [each.count for each in read_reminders(room.place()) if each.what == ("news", "statement")]

    assert counts() == [2]
    tab = kabar(window)
    tab.send()
    assert counts() == [1]
    assert links


def test_a_code_that_is_read_out_says_what_paper_it_is_of(room: Workroom, window: MainWindow) -> None:
    paid = pay(room.gallery.desk("ida"), consignor="M001", amount=10_000, method=Method.TRANSFER, reference="B").value
    QTest.keyClick(shown(window, SettlementScreen), F3)
    pump()
    (dialog,) = window.findChildren(CheckCodeDialog)
    spoken = format_receipt_code(receipt_code(paid.hash)).lower().replace("0", "o").replace("1", "i")
    dialog.code.setText(f" {spoken} ")
    pump()
    assert dialog.found is not None
    assert dialog.found.number == paid.number
    assert "10.000" in dialog.says.text() + dialog.facts.text()


def test_any_paper_is_found_and_a_wrong_code_is_said_to_be_wrong(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "consignors")
    screen = shown(window, ConsignorsScreen)
    note = room.receive("M001", IntakeLine("P0001", 1))
    dialog = screen.check_code()
    dialog.code.setText(receipt_code(note.hash))
    pump()
    assert dialog.found is not None
    assert dialog.found.number == note.number
    good = receipt_code(note.hash)
    dialog.code.setText(good[:-1] + ("A" if good[-1] != "A" else "B"))
    pump()
    assert dialog.found is None
    assert "salah ketik" in dialog.banner.text()
    dialog.code.setText(receipt_code(b"\x17" * 32))
    pump()
    assert dialog.found is None
    assert "Tidak ada dokumen" in dialog.banner.text()
    dialog.reject()
