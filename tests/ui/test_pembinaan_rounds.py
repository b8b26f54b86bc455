"""Curation on screen: a round planned, blind sheets typed with the keyboard, closed, decided, and its papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.queries.curation import list_rounds, round_sheet
from gallery_pos.documents import Criterion, CurationRoundRevised, EntryState, Holder
from gallery_pos.services.curation import revise_round, score_candidate, scores_of
from gallery_pos.services.entry import apply_for_display, decide_entry, state_of
from gallery_pos.services.papers import record_paper
from ui.dialogs.pdf import PdfDialog
from ui.screens.pembinaan.round_dialog import RoundDialog
from ui.screens.pembinaan.rounds import CurationTab
from ui.screens.pembinaan.verdict_dialog import VerdictDialog
from ui.widgets.dialog import Dialog
from workroom import Workroom, keys, open_workroom, press, pump, show

PANEL = ("Leoni", "Dadang")


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    desk = room.gallery.desk("ida")
    record_paper(desk, holder=Holder.CONSIGNOR, subjects=["M002"], paper="NIB", number="9999321500142")
    for code in ("P0003", "P0004"):
        apply_for_display(desk, product=code)
        decide_entry(desk, product=code, state=EntryState.CHECKING)
        decide_entry(desk, product=code, state=EntryState.CURATION)
    yield room
    room.close()


def tab_of(room: Workroom, qtbot: QtBot, user: str = "ida") -> CurationTab:
    window = show(room, qtbot, "guidance", user)
    screen: Any = window.current()
    tab = screen.show_tab("curation")
    assert isinstance(tab, CurationTab)
    tab.refresh()
    pump()
    return tab


def opened(tab: CurationTab, kind: type[Any]) -> Any:
    pump()
    (dialog,) = [each for each in tab.window().findChildren(kind) if each.isVisible()]
    return dialog


def active(tab: CurationTab, qtbot: QtBot) -> None:
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)


def typed(text: str, then: Qt.Key) -> None:
    """Type a number wherever the focus is, as a person does, and leave the cell."""
    pump()
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, QKeyEvent(QKeyEvent.Type.KeyPress, then, Qt.KeyboardModifier.NoModifier))
    pump()


def a_round(room: Workroom, **fields: Any) -> CurationRoundRevised:
    plain = {
        "name": "Kurasi Oktober",
        "panel": PANEL,
        "criteria": (Criterion(code="mutu", name="Mutu", weight=2), Criterion(code="harga", name="Harga", weight=1)),
        "products": ("P0003", "P0004"),
    }
    return revise_round(room.gallery.desk("ida"), **{**plain, **fields}).value


def given(room: Workroom, product: str, curator: str, mutu: int, harga: int) -> None:
    points = {"mutu": mutu, "harga": harga}
    score_candidate(room.gallery.desk("ida"), round_code="K01", product=product, curator=curator, points=points)


def test_a_round_is_planned_with_everybody_who_waits(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    press(tab.window(), Qt.Key.Key_F12)
    dialog = opened(tab, RoundDialog)
    press(dialog, Qt.Key.Key_F12)
    assert dialog.isVisible()
    keys(dialog.name, "Kurasi Oktober")
    keys(dialog.panel, "Leoni,  Dadang ,")
    dialog.quota.selectAll()
    keys(dialog.quota, "1")
    press(dialog, Qt.Key.Key_F12)
    pump()
    (row,) = list_rounds(room.gallery.database)
    assert (row.name, row.panel, row.quota, row.candidates, row.wanted) == ("Kurasi Oktober", PANEL, 1, 2, 4)
    assert tab.round.isVisible()
    assert tab.round.curator.currentText() == "Leoni"
    revised = room.gallery.book.latest(CurationRoundRevised, "K01")
    assert revised is not None
    assert [one.weight for one in revised.criteria] == [3, 2, 2, 2, 1]


def test_two_curators_of_one_name_are_refused(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    tab.all.plan()
    dialog = opened(tab, RoundDialog)
    keys(dialog.name, "Kurasi")
    keys(dialog.panel, "Leoni, Leoni")
    press(dialog, Qt.Key.Key_F12)
    assert "masing-masing sekali" in dialog.banner.text()
    assert list_rounds(room.gallery.database) == []


def test_a_sheet_is_typed_cell_by_cell_and_stays_blind(room: Workroom, qtbot: QtBot) -> None:
    a_round(room)
    tab = tab_of(room, qtbot)
    tab.open_round("K01")
    pump()
    active(tab, qtbot)
    grid = tab.round.grid
    assert grid is not None
    grid.begin()
    for number in ("80", "65", "90", "75"):
        typed(number, Qt.Key.Key_Tab)
    assert grid.complete() == {"P0003": {"mutu": 80, "harga": 65}, "P0004": {"mutu": 90, "harga": 75}}
    press(tab.window(), Qt.Key.Key_F12)
    pump()
    assert len(scores_of(room.gallery.book, "K01")["P0003"]) == 1
    again = tab.round.grid
    assert again is not None
    assert again.complete() == {}
    assert "2 dari 4 lembar" in tab.round.state.text()
    sheet = round_sheet(room.gallery.database, "K01")
    assert sheet is not None
    assert again._state(sheet.candidates[0]) == "Sudah dinilai"


def test_points_beyond_a_hundred_and_half_rows_are_not_written(room: Workroom, qtbot: QtBot) -> None:
    a_round(room)
    tab = tab_of(room, qtbot)
    tab.open_round("K01")
    pump()
    active(tab, qtbot)
    grid = tab.round.grid
    assert grid is not None
    grid.begin()
    typed("101", Qt.Key.Key_Return)
    assert "101: nilai antara 0 dan 100" in grid.says.text()
    assert grid.table.rows.data(grid.table.rows.index(0, 1)) == "101"
    tab.round.hand_in()
    assert "101: nilai antara 0 dan 100" in tab.host.banner.text()
    grid.table.rows.setData(grid.table.rows.index(0, 1), "50")
    tab.round.hand_in()
    assert "setiap kriteria" in tab.host.banner.text()
    assert scores_of(room.gallery.book, "K01") == {}


def test_what_was_typed_survives_another_curator(room: Workroom, qtbot: QtBot) -> None:
    a_round(room)
    tab = tab_of(room, qtbot)
    tab.open_round("K01")
    pump()
    assert tab.round.grid is not None
    tab.round.grid.put_back({("P0003", "mutu"): 70, ("P0003", "harga"): 60})
    assert room.gallery.drafts.load_open("score_sheet") == []
    for name in ("Dadang", "Leoni"):
        tab.round.curator.setCurrentText(name)
        tab.round._show_curator()
        expected = {} if name == "Dadang" else {"P0003": {"mutu": 70, "harga": 60}}
        assert tab.round.grid.complete() == expected


def test_what_was_typed_survives_the_end_of_the_program_until_it_is_handed_in(room: Workroom, qtbot: QtBot) -> None:
    a_round(room)
    tab = tab_of(room, qtbot)
    tab.open_round("K01")
    pump()
    tab.round.curator.setCurrentText("Dadang")
    tab.round._show_curator()
    assert tab.round.grid is not None
    rows = tab.round.grid.table.rows
    for column, points in ((1, "70"), (2, "60")):
        rows.setData(rows.index(0, column), points)
    again = tab_of(room, qtbot)
    again.open_round("K01")
    pump()
    assert again.round.curator.currentText() == "Dadang", "his sheet was begun"
    assert again.round.grid is not None
    assert again.round.grid.complete() == {"P0003": {"mutu": 70, "harga": 60}}
    again.round.hand_in()
    pump()
    assert len(scores_of(room.gallery.book, "K01")["P0003"]) == 1
    assert room.gallery.drafts.load_open("score_sheet") == []
    third = tab_of(room, qtbot)
    third.open_round("K01")
    pump()
    assert third.round.grid is not None
    assert third.round.grid.table.rows.values == {}


def test_closing_says_what_was_typed_and_throws_it_away(room: Workroom, qtbot: QtBot) -> None:
    a_round(room)
    tab = tab_of(room, qtbot)
    tab.open_round("K01")
    pump()
    assert tab.round.grid is not None
    rows = tab.round.grid.table.rows
    rows.setData(rows.index(0, 1), "70")
    active(tab, qtbot)
    press(tab.window(), Qt.Key.Key_F9)
    question = opened(tab, Dialog)
    assert any("Yang diketik untuk Leoni" in label.text() for label in question.findChildren(QLabel))
    press(question, Qt.Key.Key_F12)
    pump()
    assert room.gallery.drafts.load_open("score_sheet") == []


def test_closed_means_are_open_and_the_quota_goes_to_the_best(room: Workroom, qtbot: QtBot) -> None:
    a_round(room, quota=1)
    for product, points in (("P0003", (80, 71)), ("P0004", (95, 90))):
        for curator in PANEL:
            given(room, product, curator, *points)
    tab = tab_of(room, qtbot)
    tab.open_round("K01")
    pump()
    active(tab, qtbot)
    press(tab.window(), Qt.Key.Key_F9)
    question = opened(tab, Dialog)
    press(question, Qt.Key.Key_F12)
    pump()
    results = tab.round.results
    assert results is not None
    assert [(row.rank, row.product, row.mean) for row in results.model.shown()] == [
        (1, "P0004", 9_333),
        (2, "P0003", 7_700),
    ]
    active(tab, qtbot)
    press(tab.window(), Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    pump()
    book = room.gallery.book
    assert (state_of(book, "P0004"), state_of(book, "P0003")) == (EntryState.READY, EntryState.CURATION)
    sheet = round_sheet(room.gallery.database, "K01")
    assert sheet is not None
    assert {one.product: one.reason for one in sheet.candidates}["P0003"] == "nilai 77,00, kuota 1 sudah penuh"
    assert tab.round.state.text() == "Selesai"


def test_another_verdict_needs_its_reason(room: Workroom, qtbot: QtBot) -> None:
    a_round(room)
    given(room, "P0003", "Leoni", 40, 40)
    revise_round(room.gallery.desk("ida"), code="K01", closed=True)
    tab = tab_of(room, qtbot)
    tab.open_round("K01")
    pump()
    assert tab.round.results is not None
    tab.round.results.select("P0004")
    tab.round._decide()
    assert "tidak dinilai" in tab.host.banner.text()
    tab.round.results.select("P0003")
    tab.round._decide()
    dialog = opened(tab, VerdictDialog)
    assert dialog.reason.text() == "nilai 40,00, batas lulus 70"
    dialog.verdict.choose("pass")
    dialog.reason.clear()
    press(dialog, Qt.Key.Key_F12)
    assert dialog.isVisible()
    keys(dialog.reason, "satu-satunya perajin batik di kecamatannya")
    press(dialog, Qt.Key.Key_F12)
    pump()
    assert state_of(room.gallery.book, "P0003") is EntryState.READY


def test_minutes_and_empty_sheets_are_printed_and_points_only_once_closed(room: Workroom, qtbot: QtBot) -> None:
    a_round(room)
    for product in ("P0003", "P0004"):
        given(room, product, "Leoni", 83, 71)
    tab = tab_of(room, qtbot, "tatang")
    tab.open_round("K01")
    pump()
    for printed, pages in ((tab.round.print_sheets, 2), (tab.round.print_minutes, 1)):
        printed()
        dialog = opened(tab, PdfDialog)
        document = dialog.pages.paper
        assert document.pageCount() == pages
        text = "".join(document.getAllText(page).text() for page in range(pages))
        assert "Kain Batik" in text
        assert "79,00" not in text
        dialog.reject()
        pump()
    revise_round(room.gallery.desk("ida"), code="K01", closed=True)
    tab.refresh()
    pump()
    tab.round.print_minutes()
    document = opened(tab, PdfDialog).pages.paper
    assert "79,00" in document.getAllText(0).text()
