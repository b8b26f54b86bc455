"""Screens and dialogs come up before the books were read, take what is typed and scanned meanwhile, and then show it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.engine import Database
from db.queries.curation import list_rounds
from db.queries.entry import list_turns
from gallery_pos.documents import EntryState, Holder, OutletKind, Shelf
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.entry import apply_for_display, decide_entry
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.papers import record_paper
from gallery_pos.services.turns import revise_shelves
from gallery_pos.terms import ItemTerms
from ui.app.tasks import InlineRunner
from ui.screens.gerai import OutletsScreen
from ui.screens.gerai.hand_over_dialog import HandOverDialog
from ui.screens.gerai.moves import MovesTab
from ui.screens.pembinaan.round_dialog import RoundDialog
from ui.screens.pembinaan.turn_dialog import TurnDialog
from ui.screens.titipan import IntakeScreen
from ui.screens.titipan.grid_model import DUE
from ui.screens.titipan.receive import ReceivePage
from ui.widgets.dialog import Dialog
from ui.workplace import Workplace
from workroom import Workroom, keys, open_workroom, press, pump, show, shown

F12 = Qt.Key.Key_F12


class Slow(InlineRunner):
    """Runs nothing before it is told to."""

    def __init__(self) -> None:
        super().__init__(lambda error, _owner: pytest.fail(str(error)))
        self.waiting: list[Callable[[], None]] = []

    def _start(self, order: Any, work: Callable[[], Any]) -> None:
        self.waiting.append(lambda: InlineRunner._start(self, order, work))

    def go_on(self) -> None:
        """Run what waits."""
        waiting, self.waiting = self.waiting, []
        for each in waiting:
            each()
        pump()


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 20), IntakeLine("P0002", 10))
    desk = room.gallery.desk("ida")
    revise_shelves(desk, shelves=(Shelf(code="A", name="Rak depan", slots=2),))
    revise_outlet(room.gallery.desk("admin"), code="POJOK", name="Pojok Klari", type=OutletKind.CORNER, attended=False)
    record_paper(desk, holder=Holder.CONSIGNOR, subjects=["M002"], paper="NIB", number="9999321500142")
    for code in ("P0003", "P0004"):
        apply_for_display(desk, product=code)
        decide_entry(desk, product=code, state=EntryState.CHECKING)
        decide_entry(desk, product=code, state=EntryState.CURATION)
    yield room
    room.close()


@pytest.fixture
def slow() -> Slow:
    return Slow()


def place(room: Workroom, slow: Slow, user: str = "ida") -> Workplace:
    return replace(room.place(user), runner=slow)


def _reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each read of the books from here on."""
    found: list[str] = []
    real = Database.reading

    def reading(self: Database) -> Any:
        found.append("read")
        return real(self)

    monkeypatch.setattr(Database, "reading", reading)
    return found


def opened(dialog: Dialog, qtbot: QtBot) -> Dialog:
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_a_round_is_planned_once_it_is_known_who_waits(
    room: Workroom, qtbot: QtBot, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(room, qtbot, "guidance")
    seat = place(room, slow)
    reads = _reads(monkeypatch)
    dialog = RoundDialog(seat, window)
    opened(dialog, qtbot)
    assert reads == []
    keys(dialog.name, "Kurasi")
    keys(dialog.panel, "Leoni")
    press(dialog, F12)
    assert list_rounds(room.gallery.database) == [], "nobody is in it yet"
    slow.go_on()
    assert [row.product for row in dialog.ticks.ticked()] == ["P0003", "P0004"]
    press(dialog, F12)
    (row,) = list_rounds(room.gallery.database)
    assert (row.name, row.candidates) == ("Kurasi", 2)


def test_a_turn_is_planned_once_the_makers_are_there(room: Workroom, qtbot: QtBot, slow: Slow) -> None:
    dialog = TurnDialog(place(room, slow), show(room, qtbot, "guidance"))
    opened(dialog, qtbot)
    press(dialog, F12)
    assert list_turns(room.gallery.database) == []
    slow.go_on()
    current = dialog.list.current()
    assert current is not None
    press(dialog, F12)
    (turn,) = list_turns(room.gallery.database)
    assert turn.consignor == current.code


def test_a_hand_over_is_signed_once_the_books_were_read(room: Workroom, qtbot: QtBot, slow: Slow) -> None:
    dialog = HandOverDialog(place(room, slow, "admin"), show(room, qtbot, "outlets", "admin"))
    opened(dialog, qtbot)
    for field in (dialog.giver, dialog.taker, dialog.witness, dialog.note):
        keys(field, "Sahabat")
    words = "30 barang senilai"
    press(dialog, F12)
    assert not dialog.findChildren(Dialog)
    assert not any(words in label for label in labels(dialog))
    slow.go_on()
    assert any(words in label for label in labels(dialog))
    assert not any("Membaca" in label for label in labels(dialog))
    press(dialog, F12)
    assert dialog.findChildren(Dialog)


def labels(dialog: Dialog) -> list[str]:
    from ui.widgets.text import Label

    return [label.text() for label in dialog.findChildren(Label) if label.isVisible()]


def test_what_is_scanned_before_the_shelf_was_read_is_sent_too(
    room: Workroom, qtbot: QtBot, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(room, qtbot, "outlets")
    screen = shown(window, OutletsScreen)
    screen.place.runner = slow
    tab = screen.show_tab("moves")
    assert isinstance(tab, MovesTab)
    press(window, F12)
    for code in ("P0001", "P0001", "P0004"):
        assert tab.on_scan(code)
    assert tab.send.form.pieces == {}
    slow.go_on()
    slow.go_on()
    assert tab.send.form.pieces == {"P0001": 2}
    assert "Dompet Batik tidak ada" in screen.banner.text()
    assert tab.on_scan("P0002")
    assert tab.send.form.pieces == {"P0001": 2, "P0002": 1}


def test_a_note_that_is_typed_goes_on_while_its_products_are_read_again(
    room: Workroom, qtbot: QtBot, slow: Slow
) -> None:
    window = show(room, qtbot, "intake")
    screen = shown(window, IntakeScreen)
    page = screen.receive_page
    page.choose_consignor("M001")
    page.on_scan("P0001")
    screen.place.runner = slow
    revise_product(room.gallery.desk("ida"), code="P0001", terms=ItemTerms(consignor_price=10_000))
    page.refresh()
    page.on_scan("P0002")
    assert [line.product for line in page.form.lines] == ["P0001", "P0002"]
    assert dues(page) == ["Rp12.750", "Rp17.000"]
    slow.go_on()
    assert dues(page) == ["Rp10.000", "Rp17.000"]


def dues(page: ReceivePage) -> list[str]:
    """Return what the table says the consignor gets for each row."""
    rows = page.grid.rows
    return [str(rows.index(at, DUE).data()) for at in range(len(page.form.lines))]
