"""A surat titip with goods whose papers are missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.documents import GateOverridden
from gallery_pos.legality_defaults import GROUPS, PAPERS
from gallery_pos.services.legality import revise_gate
from intake_hands import enter, whose
from ui.screens.titipan import IntakeScreen
from ui.screens.titipan.grid_model import MarkRole
from ui.screens.titipan.rows import Cell
from ui.widgets.pin import PinDialog
from workroom import TODAY, Workroom, open_workroom, press

F12 = Qt.Key.Key_F12


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    revise_gate(room.gallery.desk("ida"), since=TODAY, papers=PAPERS, groups=GROUPS)
    yield room
    room.close()


@pytest.mark.parametrize("user", ["ida", "kiki"])
def test_the_form_says_so_and_a_superior_lets_it_pass(room: Workroom, qtbot: QtBot, user: str) -> None:
    window = room.window("intake", user)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen = window.current()
    assert isinstance(screen, IntakeScreen)
    page = screen.receive_page
    whose(window, "nyi")
    enter(window, "opak")
    assert "Opak Ketan: NIB, P-IRT belum ada" in page.banner.text()
    assert page.grid.rows.index(0, Cell.PRODUCT).data(MarkRole) == "attention"
    enter(window, "3")
    enter(window)
    press(window, F12)
    assert "GoodsReceived" not in room.kinds()
    (dialog,) = window.findChildren(PinDialog)
    dialog._who.setCurrentIndex(dialog._who.findData("ida"))
    dialog._reason.setText("surat menyusul")
    dialog._on_entered("222222")
    assert room.kinds().count("GoodsReceived") == 1
    passed = room.gallery.book.latest(GateOverridden, "P0001")
    assert passed is not None
    assert (passed.missing, passed.approved_by, passed.user) == (("NIB", "P-IRT"), "ida", user)
    assert screen.done_page.isVisible()
