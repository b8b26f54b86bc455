"""The queue on screen: applying, the next step in place with its reason, the history, and the list for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.entry import entry_history, list_queue
from gallery_pos.documents import EntryDecided, EntryState, Holder
from gallery_pos.services.entry import apply_for_display, decide_entry, state_of
from gallery_pos.services.papers import record_paper
from ui.dialogs.pdf import PdfDialog
from ui.screens.pembinaan.apply_dialog import ApplyDialog
from ui.screens.pembinaan.history_dialog import HistoryDialog
from ui.screens.pembinaan.queue import QueueTab
from ui.screens.pembinaan.step_dialog import StepDialog
from workroom import TODAY, Workroom, keys, open_workroom, press, pump, show


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    record_paper(
        room.gallery.desk("ida"), holder=Holder.CONSIGNOR, subjects=["M002"], paper="NIB", number="9999321500142"
    )
    yield room
    room.close()


def tab_of(room: Workroom, qtbot: QtBot, user: str = "ida") -> QueueTab:
    window = show(room, qtbot, "guidance", user)
    screen: Any = window.current()
    tab = screen.show_tab("queue")
    assert isinstance(tab, QueueTab)
    tab.refresh()
    pump()
    return tab


def opened(tab: QueueTab, kind: type[Any]) -> Any:
    pump()
    (dialog,) = [each for each in tab.window().findChildren(kind) if each.isVisible()]
    return dialog


def applied(room: Workroom, *products: str, days_ago: int = 0) -> None:
    for product in products:
        apply_for_display(room.gallery.desk("ida"), product=product, on=TODAY - timedelta(days_ago))


def states(room: Workroom) -> dict[str, str]:
    return {row.product: row.state for row in list_queue(room.gallery.database)}


def test_several_apply_at_once_for_an_earlier_day_by_keyboard(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0004")
    tab = tab_of(room, qtbot)
    press(tab.window(), Qt.Key.Key_F12)
    dialog = opened(tab, ApplyDialog)
    assert [row.code for row in dialog.list.model.shown()] == ["P0003", "P0002", "P0001"]
    press(dialog, Qt.Key.Key_F12)
    assert "Pilih barangnya" in dialog.banner.text()
    press(dialog.list.search_box, Qt.Key.Key_Down)
    table = dialog.list.table
    press(table, Qt.Key.Key_Space)
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Space)
    dialog.on.selectAll()
    keys(dialog.on, "1/10/2026")
    press(dialog, Qt.Key.Key_F12)
    pump()
    rows = tab.list.list.model.shown()
    assert [(row.place, row.product) for row in rows] == [(1, "P0003"), (2, "P0002"), (3, "P0004")]
    assert rows[0].applied_on == TODAY - timedelta(4)


def test_a_day_that_has_not_come_is_refused_and_nothing_is_written(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    tab.apply()
    dialog = opened(tab, ApplyDialog)
    dialog.ticks.tick_all_or_none()
    dialog.on.set_value(TODAY + timedelta(1))
    press(dialog, Qt.Key.Key_F12)
    assert "belum tiba" in dialog.banner.text()
    assert states(room) == {}


def test_from_step_to_step_with_keys_and_reasons(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0003", "P0004", days_ago=3)
    tab = tab_of(room, qtbot)
    press(tab.list.list.search_box, Qt.Key.Key_Down)
    press(tab.window(), Qt.Key.Key_F8)
    dialog = opened(tab, StepDialog)
    keys(dialog.reason, "berkas lengkap")
    press(dialog, Qt.Key.Key_F12)
    pump()
    assert states(room) == {"P0003": "checking", "P0004": "applied"}
    for state in (EntryState.CURATION, EntryState.READY):
        tab.list.list.select("P0003")
        tab.window().activateWindow()
        qtbot.waitUntil(tab.window().isActiveWindow)
        press(tab.window(), Qt.Key.Key_F8)
        dialog = opened(tab, StepDialog)
        if state is EntryState.READY:
            press(dialog, Qt.Key.Key_F12)
            assert dialog.isVisible()
            keys(dialog.reason, "sudah dikurasi di Dinas")
        press(dialog, Qt.Key.Key_F12)
        pump()
        assert state_of(room.gallery.book, "P0003") is state
    assert [row.product for row in tab.list.list.model.shown()] == ["P0004"]


def test_several_take_one_step_or_none(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0001", "P0003")
    for code in ("P0001", "P0003"):
        decide_entry(room.gallery.desk("ida"), product=code, state=EntryState.CHECKING)
    tab = tab_of(room, qtbot)
    tab.list.ticks.tick_all_or_none()
    tab._ahead()
    dialog = opened(tab, StepDialog)
    press(dialog, Qt.Key.Key_F12)
    assert "belum bisa dikurasi" in dialog.banner.text()
    assert set(states(room).values()) == {"checking"}


def test_a_referral_names_what_is_missing_and_prints_the_letter(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0001")
    decide_entry(room.gallery.desk("ida"), product="P0001", state=EntryState.CHECKING)
    tab = tab_of(room, qtbot)
    tab.list.list.select("P0001")
    press(tab.window(), Qt.Key.Key_F9)
    dialog = opened(tab, StepDialog)
    assert "NIB" in dialog.reason.text()
    press(dialog, Qt.Key.Key_F12)
    pump()
    step = room.gallery.book.latest(EntryDecided, "P0001")
    assert step is not None
    assert (step.state, step.missing) == (EntryState.REFERRED, ("NIB", "P-IRT"))
    assert opened(tab, PdfDialog).pages.pdf.startswith(b"%PDF")


def test_buttons_offer_only_what_may_follow(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0003")
    tab = tab_of(room, qtbot)
    assert tab.acts is not None
    tab.list.list.select("P0003")
    assert tab.acts["queue.ahead"].isEnabled()
    assert tab.acts["queue.ahead"].text() == "Cek legalitas…"
    assert not tab.acts["queue.refer"].isEnabled()
    assert tab.acts["queue.withdraw"].isEnabled()


def test_the_history_tells_who_when_and_why(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0003", days_ago=2)
    decide_entry(room.gallery.desk("ida"), product="P0003", state=EntryState.CHECKING, reason="berkas masuk")
    decide_entry(room.gallery.desk("dewi"), product="P0003", state=EntryState.WITHDRAWN, reason="kemasan rusak")
    apply_for_display(room.gallery.desk("ida"), product="P0003")
    steps = entry_history(room.gallery.database, "P0003")
    assert [(step.state, step.decided_by, step.reason) for step in steps] == [
        ("applied", "Ida", ""),
        ("checking", "Ida", "berkas masuk"),
        ("withdrawn", "Dewi", "kemasan rusak"),
        ("applied", "Ida", ""),
    ]
    assert steps[0].business_date == TODAY - timedelta(2)
    tab = tab_of(room, qtbot)
    tab.list.list.select("P0003")
    press(tab.window(), Qt.Key.Key_F7)
    assert len(opened(tab, HistoryDialog).list.model.rows()) == 4


def test_the_list_is_printed_for_anybody_and_says_nothing_private(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0001", "P0003")
    tab = tab_of(room, qtbot, "tatang")
    press(tab.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = opened(tab, PdfDialog)
    document = dialog.pages.paper
    text = "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    for words in ("Opak Ketan", "Dapur Nyi Imas", "Klari", "Mikro", "oleh Ida"):
        assert words in text
    for private in ("Elis", "6281234567890", "0812", "3215010101900001"):
        assert private not in text


def test_who_may_not_curate_reads_only(room: Workroom, qtbot: QtBot) -> None:
    applied(room, "P0003")
    tab = tab_of(room, qtbot, "tatang")
    assert tab.acts is not None
    shown = {
        name for name in ("queue.ahead", "queue.refer", "queue.apply", "queue.print") if tab.acts[name].isVisible()
    }
    assert shown == {"queue.print"}


def test_same_day_keeps_the_order_of_writing_and_the_earlier_day_comes_first(room: Workroom) -> None:
    applied(room, "P0004", "P0001", days_ago=1)
    applied(room, "P0003", days_ago=9)
    decide_entry(room.gallery.desk("ida"), product="P0004", state=EntryState.CHECKING)
    assert [(row.place, row.product) for row in list_queue(room.gallery.database)] == [
        (1, "P0003"),
        (2, "P0004"),
        (3, "P0001"),
    ]
