"""The gallery changes hands on the screen: three people sign, one paper and one signed file say what was there."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commands import pdf_text
from db.signing import signed_by
from gallery_pos.documents import OperatorHandedOver
from gallery_pos.ports import Posted
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.shifts import close_shift
from ui.dialogs.pdf import PdfDialog
from ui.dialogs.signing import SigningDialog
from ui.papers.handing_over import hand_over_file, hand_over_pdf
from ui.screens.gerai import OutletsScreen
from ui.screens.gerai.hand_over_dialog import HandOverDialog
from ui.screens.gerai.handovers import HandOversTab
from ui.widgets.buttons import ActionButton, Button
from workroom import Workroom, click, open_workroom, sell, show, shown


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 10), IntakeLine("P0002", 5))
    sell(room, ("P0001", 2))
    yield room
    room.close()


def begin(room: Workroom, qtbot: QtBot) -> tuple[HandOversTab, HandOverDialog]:
    window = show(room, qtbot, "outlets", "admin")
    screen = shown(window, OutletsScreen)
    screen.receive(("handovers", None))
    tab = screen.findChild(HandOversTab)
    assert tab
    return tab, tab.begin()


def all_sign_on_paper(dialog: HandOverDialog) -> None:
    (signing,) = dialog.findChildren(SigningDialog)
    (on_paper,) = [button for button in signing.findChildren(Button) if button.text() == "Di kertas saja"]
    for _ in range(3):
        click(on_paper)


def name_all(dialog: HandOverDialog) -> None:
    dialog.giver.setText("Sahabat UMKM")
    dialog.taker.setText("Dinas Koperasi")
    dialog.witness.setText("Bappeda")


def handed(room: Workroom) -> Posted:
    last = room.gallery.book.latest(OperatorHandedOver, "GALERI")
    assert last
    posted = room.gallery.book.document(last.id)
    assert posted
    return posted


def test_it_goes_from_one_operator_to_the_next(room: Workroom, qtbot: QtBot, tmp_path: Path) -> None:
    close_shift(room.gallery.desk("kiki"), counted=30_000)
    count_at_once(room.gallery.desk("ida"), counted={"P0001": 8, "P0002": 5})
    tab, dialog = begin(room, qtbot)
    (go,) = dialog.findChildren(ActionButton)
    click(go)
    assert dialog.findChild(SigningDialog) is None
    name_all(dialog)
    dialog.questions.setPlainText("Rak besi milik siapa?\nUang listrik Juni")
    click(go)
    all_sign_on_paper(dialog)
    posted = handed(room)
    told = posted.document
    assert isinstance(told, OperatorHandedOver)
    assert (told.giver, told.taker, told.pieces) == ("Sahabat UMKM", "Dinas Koperasi", 13)
    assert told.questions == ("Rak besi milik siapa?", "Uang listrik Juni")
    assert told.stocktake
    assert [row.number for row in tab.list.list.model.shown()] == [posted.number]
    assert tab.window().findChild(PdfDialog)
    file = tmp_path / "ba.pdf"
    file.write_bytes(hand_over_pdf(room.gallery, posted))
    said = " ".join(pdf_text(file).split())
    for words in ("Sahabat UMKM", "13 barang senilai", "Dapur Nyi Imas", "Rp25.500", "Rak besi", "Brankas", told.head):
        assert words in said, words


def test_the_signed_file_is_whole_and_says_who_signed_it(room: Workroom, qtbot: QtBot) -> None:
    close_shift(room.gallery.desk("kiki"), counted=30_000)
    _, dialog = begin(room, qtbot)
    name_all(dialog)
    dialog.note.setText("gudang disegel")
    (go,) = dialog.findChildren(ActionButton)
    click(go)
    all_sign_on_paper(dialog)
    made = hand_over_file(room.gallery, handed(room))
    assert made == hand_over_file(room.gallery, handed(room))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files["MANIFEST.json"])
    assert manifest["files"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if not name.startswith("MANIFEST")
    }
    digest = hashlib.sha256(files["MANIFEST.json"]).digest()
    key = bytes.fromhex(manifest["public_key"])
    assert key == room.gallery.terminal.public_key
    assert signed_by(key, bytes.fromhex(files["MANIFEST.sig"].decode()), digest)
    rows = json.loads(files["jurnal.json"])
    assert [row["number"] for row in rows][-2] == manifest["number"]


def test_an_open_drawer_is_closed_first(room: Workroom, qtbot: QtBot) -> None:
    _, dialog = begin(room, qtbot)
    name_all(dialog)
    (go,) = dialog.findChildren(ActionButton)
    click(go)
    assert dialog.findChild(SigningDialog) is None
    dialog.note.setText("mendadak")
    click(go)
    all_sign_on_paper(dialog)
    assert "masih terbuka" in dialog.banner.text()
    assert room.gallery.book.latest(OperatorHandedOver, "GALERI") is None
