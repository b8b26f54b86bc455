"""What should leave the shelf: the days that the outlet says, and turns that are over."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.queries.expiry import list_expiring
from db.queries.legality import GateState, gate_list
from gallery_pos.documents import GoodsReturned, ReturnReason, Shelf, TurnPlanned
from gallery_pos.services.importing import apply, plan_import
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.turns import plan_turn
from house import refused
from intake_hands import screen_of
from making import write
from receipts.spreadsheets import read_table
from ui.app.reminders import read_reminders
from ui.pulling import Why, pull_list, turn_over
from workroom import TODAY, Workroom, press, show

WORKBOOK = Path(__file__).parents[1] / "data" / "serah-terima-galeri.xlsx"


def why(room: Workroom) -> dict[str, Why]:
    return {row.lot.product: row.why for row in pull_list(room.gallery, TODAY)}


def test_the_outlet_says_from_which_day_on_goods_are_pulled(bare: Workroom) -> None:
    bare.receive("M001", IntakeLine("P0002", 3, date(2026, 10, 12)), day=TODAY)
    bare.receive("M002", IntakeLine("P0003", 2), day=date(2026, 9, 1))
    assert why(bare) == {"P0002": Why.SOON, "P0003": Why.NONE}
    revise_outlet(bare.gallery.desk("admin"), code="GALERI", pull_days=6, slow_days=34)
    assert why(bare) == {"P0002": Why.NONE, "P0003": Why.SLOW}
    for wrong in ({"pull_days": -1}, {"slow_days": 0}, {"slow_days": 4_000}):
        with refused("outlet.days"):
            revise_outlet(bare.gallery.desk("admin"), code="GALERI", **wrong)


def turn(first: int, last: int, **fields: object) -> TurnPlanned:
    plain = {"code": "T1", "shelf": "A", "consignor": "M001"} | fields
    return write(TurnPlanned, since=TODAY + timedelta(first), until=TODAY + timedelta(last), **plain)


@pytest.mark.parametrize(
    ("turns", "ended"),
    [
        ([], None),
        ([turn(-20, 0)], None),
        ([turn(-20, -1)], TODAY - timedelta(1)),
        ([turn(-60, -31), turn(-20, -5)], TODAY - timedelta(5)),
        ([turn(-20, -5), turn(-1, 9)], None),
        ([turn(-20, -5), turn(10, 19)], TODAY - timedelta(5)),
        ([turn(5, 9)], None),
        ([turn(-20, -5, products=("P0002",))], None),
        ([turn(-20, -5, consignor="M002")], None),
    ],
)
def test_a_turn_is_over_where_there_is_none_now(turns: list[TurnPlanned], ended: date | None) -> None:
    assert turn_over(turns, "M001", "P0001", TODAY) == ended


def test_goods_whose_turn_is_over_go_back_with_that_reason(bare: Workroom, qtbot: QtBot) -> None:
    desk = bare.gallery.desk("ida")
    revise_outlet(bare.gallery.desk("admin"), code="GALERI", shelves=(Shelf(code="A", name="Rak depan", slots=2),))
    plan_turn(desk, shelf="A", consignor="M002", since=TODAY - timedelta(30), until=TODAY - timedelta(1))
    bare.receive("M002", IntakeLine("P0003", 2), day=TODAY - timedelta(30))
    (row,) = pull_list(bare.gallery, TODAY)
    assert (row.why, row.detail) == (Why.ROTATION, "giliran sampai 4 Okt 2026")
    window = show(bare, qtbot, "intake")
    screen = screen_of(window)
    screen.tabs.setCurrentIndex(1)
    screen.return_page.list.table.selectRow(0)
    screen.return_page.toggle()
    press(window, Qt.Key.Key_F12)
    posted = screen.done_page.posted
    assert posted is not None
    assert isinstance(posted.document, GoodsReturned)
    assert posted.document.lines[0].reason is ReturnReason.ROTATION


def test_the_hand_over_workbook_comes_out_as_the_right_lists(bare: Workroom) -> None:
    """Six rows say that they are expired and nine that their packing is damaged; what has no pieces left is on no list."""
    desk = bare.gallery.desk("admin")
    plan = plan_import(desk, "handover", read_table(WORKBOOK))
    assert plan.questions == ()
    apply(desk, plan)
    july = date(2023, 7, 31)
    found = pull_list(bare.gallery, july)
    expired = [row.lot for row in found if row.why is Why.EXPIRED]
    damaged = [row.lot for row in found if row.why is Why.DAMAGED]
    past = {row.lot for row in list_expiring(bare.gallery.database, on=july, within=-1)}
    assert {lot.lot for lot in expired} == past | {row.lot.lot for row in found if row.lot.condition == "kedaluwarsa"}
    assert {lot.condition for lot in damaged} == {"kemasan rusak"}
    assert (len(past), len(expired), len(damaged)) == (15, 21, 8)
    both = pull_list(bare.gallery, date(2026, 11, 22))
    assert {row.lot.name for row in both if row.why is Why.EXPIRED and "kemasan rusak" in row.detail} == {
        "Peyek Kacang 250 gr",
        "Kopi Arabika 100 gr",
        "Jamu Kunyit Asam 350 ml",
    }


def test_the_hand_over_workbook_is_told_in_the_top_bar(bare: Workroom) -> None:
    """In October 2026 64 lots are past their dates, 7 more came in damaged or spoilt, 25 P-IRT ended by their numbers."""
    desk = bare.gallery.desk("admin")
    apply(desk, plan_import(desk, "handover", read_table(WORKBOOK)))
    told = {each.what: each.count for each in read_reminders(bare.place("ida"))}
    assert told[("expiring", "past")] == 64
    assert told[("expiring", "spoilt")] == 7
    assert told[("legality", ("papers", 0))] == 25
    assert told[("legality", "shelf")] == sum(
        row.state is GateState.STOPPED and row.on_hand > 0 for row in gate_list(bare.gallery.database, on=TODAY)
    )
