"""Turns on screen: shelves written in place, whoever waited longest first, the calendar with keys, ended turns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.entry import list_turns
from gallery_pos.documents import Shelf
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.turns import plan_turn, revise_shelves
from ui.screens.pembinaan.turn_dialog import CancelTurnDialog, TurnDialog
from ui.screens.pembinaan.turns import TurnsTab
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.week_strip import Span, WeekStrip
from workroom import TODAY, Workroom, click, keys, open_workroom, press, pump, show

SHELVES = (Shelf(code="A", name="Rak depan", slots=1), Shelf(code="B", name="Meja"))


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


def tab_of(room: Workroom, qtbot: QtBot, user: str = "ida") -> TurnsTab:
    window = show(room, qtbot, "guidance", user)
    screen: Any = window.current()
    tab = screen.show_tab("turns")
    assert isinstance(tab, TurnsTab)
    tab.refresh()
    pump()
    return tab


def opened(tab: TurnsTab, kind: type[Any]) -> Any:
    pump()
    (dialog,) = [each for each in tab.window().findChildren(kind) if each.isVisible()]
    return dialog


def turn(room: Workroom, consignor: str, first: int, last: int, shelf: str = "A") -> str:
    since, until = TODAY + timedelta(first), TODAY + timedelta(last)
    desk = room.gallery.desk("ida")
    return plan_turn(desk, shelf=shelf, consignor=consignor, since=since, until=until).value.code


def shelves(room: Workroom) -> tuple[Shelf, ...]:
    return room.gallery.outlet().shelves


def test_shelves_are_written_in_place(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    (empty,) = [each for each in tab.findChildren(EmptyState) if each.isVisible()]
    click(empty.findChildren(Button)[0])
    assert tab.shelves.isVisible()
    tab.show_page("calendar")
    press(tab.window(), Qt.Key.Key_F12)
    assert "Isi dulu rak" in tab.host.banner.text()
    table = tab.shelves
    assert table.isVisible()
    for row, name in enumerate(("Rak depan", "Meja  tengah")):
        cell = table.item(row, 0)
        assert cell is not None
        cell.setText(name)
    slots = table.item(0, 2)
    assert slots is not None
    slots.setText("3")
    assert shelves(room) == (Shelf(code="R1", name="Rak depan", slots=3), Shelf(code="R2", name="Meja tengah"))
    tab.show_page("calendar")
    assert not empty.isVisible()
    tab.show_page("shelves")
    slots = table.item(0, 2)
    assert slots is not None
    slots.setText("banyak")
    assert shelves(room)[0].slots == 3
    assert "Tempat di rak" in tab.host.banner.text()
    name_cell = table.item(1, 0)
    assert name_cell is not None
    name_cell.setText("")
    assert [shelf.code for shelf in shelves(room)] == ["R1"]


def test_a_shelf_with_turns_to_come_stays(room: Workroom, qtbot: QtBot) -> None:
    revise_shelves(room.gallery.desk("ida"), shelves=SHELVES)
    turn(room, "M001", 0, 9)
    tab = tab_of(room, qtbot)
    tab.show_page("shelves")
    cell = tab.shelves.item(0, 0)
    assert cell is not None
    cell.setText("")
    assert "masih dijanjikan" in tab.host.banner.text()
    assert len(shelves(room)) == 2
    again = tab.shelves.item(0, 0)
    assert again is not None
    assert again.text() == "Rak depan"


def test_who_waited_longest_is_offered_first_and_a_full_shelf_begins_later(room: Workroom, qtbot: QtBot) -> None:
    desk = room.gallery.desk("ida")
    revise_shelves(desk, shelves=SHELVES)
    revise_consignor(desk, code="M003", business_name="Sambal Ceu Kokom")
    turn(room, "M001", -60, -50)
    turn(room, "M002", -3, 10)
    tab = tab_of(room, qtbot)
    press(tab.window(), Qt.Key.Key_F12)
    dialog = opened(tab, TurnDialog)
    assert [(row.place, row.code) for row in dialog.list.model.shown()] == [(1, "M003"), (2, "M001"), (None, "M002")]
    assert dialog.since.value() == TODAY + timedelta(11)
    press(dialog, Qt.Key.Key_F12)
    pump()
    assert {(row.consignor, row.since) for row in list_turns(room.gallery.database)} >= {
        ("M003", TODAY + timedelta(11))
    }
    assert tab.strip.current()


def test_a_turn_is_planned_for_some_products_only(room: Workroom, qtbot: QtBot) -> None:
    revise_shelves(room.gallery.desk("ida"), shelves=SHELVES)
    tab = tab_of(room, qtbot)
    tab.plan()
    dialog = opened(tab, TurnDialog)
    dialog.list.select("M002")
    assert {choice.key for choice in dialog.products._found("")} == {"P0003", "P0004"}, "his own goods only"
    dialog.products.field.picked.emit("P0003")
    assert [choice.key for choice in dialog.products._found("")] == ["P0004"]
    dialog.list.select("M001")
    assert dialog.products.codes() == (), "what was another maker's is not his"
    dialog.list.select("M002")
    dialog.products.field.picked.emit("P0004")
    press(dialog, Qt.Key.Key_F12)
    pump()
    (row,) = list_turns(room.gallery.database)
    assert (row.consignor, row.products) == ("M002", ("P0004",))


def test_a_full_shelf_is_said_in_the_dialog(room: Workroom, qtbot: QtBot) -> None:
    revise_shelves(room.gallery.desk("ida"), shelves=SHELVES)
    turn(room, "M002", 0, 10)
    tab = tab_of(room, qtbot)
    tab.plan()
    dialog = opened(tab, TurnDialog)
    dialog.since.set_value(TODAY)
    press(dialog, Qt.Key.Key_F12)
    assert "sudah penuh" in dialog.banner.text()
    assert len(list_turns(room.gallery.database)) == 1


def test_the_calendar_is_walked_with_keys_and_a_turn_taken_back(room: Workroom, qtbot: QtBot) -> None:
    revise_shelves(room.gallery.desk("ida"), shelves=SHELVES)
    first, second = turn(room, "M001", 0, 6), turn(room, "M002", 2, 20, "B")
    tab = tab_of(room, qtbot)
    for key, expected in ((Qt.Key.Key_Down, first), (Qt.Key.Key_Down, second), (Qt.Key.Key_Up, first)):
        press(tab.strip, key)
        assert tab.strip.current() == expected
    assert "Dapur Nyi Imas di Rak depan" in tab._hint.text()
    begin = tab.strip.first
    press(tab.strip, Qt.Key.Key_Right)
    assert tab.strip.first == begin + timedelta(7)
    tab._cancel()
    dialog = opened(tab, CancelTurnDialog)
    press(dialog, Qt.Key.Key_F12)
    assert dialog.isVisible()
    keys(dialog.reason, "sakit")
    press(dialog, Qt.Key.Key_F12)
    pump()
    assert {row.code: row.cancelled for row in list_turns(room.gallery.database)} == {first: True, second: False}
    assert tab.strip._find(first) is None
    press(tab.strip, Qt.Key.Key_Down)
    press(tab.strip, Qt.Key.Key_Return)
    assert tab.list.isVisible()


def test_a_hundred_turns_at_once_find_their_lanes(qtbot: QtBot, themed: QApplication) -> None:
    strip = WeekStrip(TODAY)
    qtbot.addWidget(strip)
    name = "Kelompok Usaha Bersama Wanita Tani Mekar Jaya Sejahtera " * 3
    spans = [Span(str(n), "A", name, TODAY - timedelta(n), TODAY + timedelta(n)) for n in range(100)]
    strip.show_spans([("A", name)], [*spans, Span("gone", "Z", "rak lama", TODAY, TODAY)])
    strip.show()
    pump()
    assert len({strip._lanes[span.key] for span in spans}) == 100
    assert not strip._box(spans[0]).intersects(strip._box(spans[1]))
    assert strip._box(spans[99]).left() >= 0
    assert strip.sizeHint().height() > 100 * 20
    assert not strip.grab().isNull()


def test_auditors_look_and_change_nothing(room: Workroom, qtbot: QtBot) -> None:
    revise_shelves(room.gallery.desk("ida"), shelves=SHELVES)
    tab = tab_of(room, qtbot, "tatang")
    assert tab.acts is not None
    assert not tab.acts["turns.new"].isVisible()
    assert tab.shelves.rowCount() == 2
    cell = tab.shelves.item(0, 0)
    assert cell is not None
    assert not cell.flags() & Qt.ItemFlag.ItemIsEditable
