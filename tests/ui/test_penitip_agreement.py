"""The rest of an agreement on screen: shares by price, outright purchase, grace, clauses, its paper and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commands import pdf_text
from gallery_pos.documents import AgreementRevised, ConsignorRevised, PriceModel
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.terms import Tier
from ui.dialogs.pdf import PdfDialog
from ui.dialogs.signing import SigningDialog
from ui.dialogs.template import TemplateDialog
from ui.main_window import MainWindow
from ui.papers.agreements import agreement_pdf_of
from ui.screens.penitip import ConsignorsScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.signature_pad import SignaturePad
from workroom import TODAY, Workroom, click, keys, open_workroom, press, show, shown

F12 = Qt.Key.Key_F12


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot, "ida")


def opened(room: Workroom, qtbot: QtBot, user: str) -> MainWindow:
    window = show(room, qtbot, "consignors", user)
    screen = screen_of(window)
    screen.open_consignor("M001")
    screen.page.show_tab(screen.page.agreement)
    return window


def screen_of(window: MainWindow) -> ConsignorsScreen:
    return shown(window, ConsignorsScreen)


def held(room: Workroom) -> AgreementRevised:
    found = room.gallery.book.agreement("M001")
    assert found
    return found


def maker(room: Workroom) -> ConsignorRevised:
    found = room.gallery.book.consignor("M001")
    assert found
    return found


def paper(room: Workroom, tmp_path: Path) -> str:
    file = tmp_path / "perjanjian.pdf"
    file.write_bytes(agreement_pdf_of(room.gallery, maker(room)))
    return " ".join(pdf_text(file).split())


def scribble(pad: SignaturePad) -> None:
    """Sign as a hand does: down, to and fro, up."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    for step in range(8):
        QTest.mouseMove(pad, QPoint(60 + 20 * step, 40 + 60 * (step % 2)))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(220, 40))


def test_tiers_grace_and_clauses_are_typed_and_printed(window: MainWindow, room: Workroom, tmp_path: Path) -> None:
    tab = screen_of(window).page.agreement
    price, share = tab.tiers.rows[0]
    price.setFocus()
    keys(price, "200rb")
    assert "isi harga" in tab.tiers.problem()
    keys(share, "10 %")
    keys(tab.end, "31 Des 2026")
    tab.more.grace.setValue(14)
    tab.more.clauses.setPlainText("Barang diganti setiap bulan.\n\nHarga termasuk kemasan.")
    press(window, F12)
    agreed = held(room)
    assert agreed.terms.tiers == (Tier(from_price=200_000, commission_bp=1_000),)
    assert agreed.grace_days == 14
    assert agreed.clauses == ("Barang diganti setiap bulan.", "Harga termasuk kemasan.")
    assert not screen_of(window).page.is_dirty()
    said = paper(room, tmp_path)
    for sentence in (
        "Untuk barang seharga Rp200.000 ke atas: 10 %.",
        "Barang masih diterima sampai 14 hari sesudahnya.",
        "Barang diganti setiap bulan.",
        "Harga termasuk kemasan.",
        "Dapur Nyi Imas",
        "meterai",
    ):
        assert sentence in said, sentence


def test_goods_bought_outright_are_said_in_what_the_gallery_pays(window: MainWindow, room: Workroom) -> None:
    tab = screen_of(window).page.agreement
    tab.model.choose(PriceModel.OUTRIGHT.value)
    tab.model.chosen.emit(PriceModel.OUTRIGHT.value)
    assert "saat barang diterima" in tab.meaning.words[0].text()
    press(window, F12)
    assert held(room).model is PriceModel.OUTRIGHT


def test_both_sign_on_the_screen_and_a_change_is_signed_anew(
    window: MainWindow, room: Workroom, tmp_path: Path
) -> None:
    tab = screen_of(window).page.agreement
    tab.paper.sign()
    dialog = window.findChild(SigningDialog)
    assert dialog
    primary = dialog.findChildren(ActionButton)[-1]
    assert not primary.isEnabled()
    scribble(dialog.pad)
    assert primary.isEnabled()
    click(primary)
    scribble(dialog.pad)
    click(primary)
    signatures = held(room).signatures
    assert [each.name for each in signatures] == ["Imas", "Ida"]
    assert all(room.gallery.drawn(each.picture).startswith(b"\x89PNG") for each in signatures)
    assert not [file for file in room.gallery.folder.pictures.iterdir() if b"PNG" in file.read_bytes()[:8]], "sealed"
    assert "Imas, Ida" in tab.paper.state.text()
    assert "Imas" in paper(room, tmp_path)
    revise_agreement(room.gallery.desk("ida"), consignor="M001", note="lain")
    assert held(room).signatures == ()


def test_a_slip_of_the_finger_is_no_signature(themed: QApplication, qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert pad.is_empty()
    scribble(pad)
    assert not pad.is_empty()
    assert pad.picture().hasAlphaChannel()
    pad.clear()
    assert pad.is_empty()


def test_the_gallery_words_its_own_agreement(room: Workroom, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(room, qtbot, "admin")
    screen_of(window).page.agreement.paper.reword()
    dialog = window.findChild(TemplateDialog)
    assert dialog
    (keep,) = dialog.findChildren(ActionButton)
    dialog.text.setPlainText("Antara {galeri} dan {usaha}.\n\n{syarat}\n\n{tidak_ada}")
    click(keep)
    assert "tidak_ada" in dialog.banner.text()
    dialog.text.setPlainText("Antara {galeri} dan {usaha}.\n\n{syarat}")
    click(keep)
    assert "Antara Galeri Coba dan Dapur Nyi Imas." in paper(room, tmp_path)


def test_who_has_no_agreement_gets_a_draft(room: Workroom, qtbot: QtBot, tmp_path: Path) -> None:
    window = show(room, qtbot, "consignors")
    screen = screen_of(window)
    screen.open_consignor("M002")
    screen.page.show_tab(screen.page.agreement)
    screen.page.agreement.paper.print_paper()
    dialog = window.findChild(PdfDialog)
    assert dialog
    other = room.gallery.book.consignor("M002")
    assert other
    file = tmp_path / "rancangan.pdf"
    file.write_bytes(agreement_pdf_of(room.gallery, other))
    assert "RANCANGAN" in pdf_text(file)


def test_agreements_that_end_soon_are_a_list(window: MainWindow, room: Workroom) -> None:
    revise_agreement(room.gallery.desk("ida"), consignor="M001", end=date(2026, 10, 20))
    listing = screen_of(window).listing
    listing.refresh()
    listing.ending.choose("soon")
    listing.arrange()
    assert [row.code for row in listing.list.model.shown()] == ["M001"]
    listing.ending.choose("ended")
    listing.arrange()
    assert [row.code for row in listing.list.model.shown()] == []
    assert date(2026, 10, 5) == TODAY
