"""Tool tips say what is written: a name is no markup there, and no tip loads what a name points to."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, Qt as Rich
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ui.app.tables import Column, TableModel
from ui.widgets.month_grid import Cell, MonthGrid
from ui.widgets.person_tile import PersonTile
from ui.widgets.status import Status, StatusLight
from ui.widgets.text import ElidedLabel, plain_tip
from ui.widgets.tile import Tile

HOSTILE = "<img src='//lain/x.png'> Kopi"
SHOWN = "&lt;img"


def status() -> StatusLight:
    light = StatusLight()
    light.show_status(Status.OFF, "x", HOSTILE)
    return light


@pytest.mark.parametrize(
    "make", [lambda: ElidedLabel(HOSTILE), lambda: Tile(HOSTILE), lambda: PersonTile("x", HOSTILE, "Kasir"), status]
)
def test_a_name_on_a_widget_is_no_markup_in_its_tip(qtbot: QtBot, themed: QApplication, make: type[QWidget]) -> None:
    widget = make()
    qtbot.addWidget(widget)
    assert SHOWN in widget.toolTip()


def test_a_name_in_a_table_is_no_markup_in_its_tip(themed: QApplication) -> None:
    model: TableModel[str] = TableModel(
        [Column("Nama", lambda row: row), Column("Lagi", str, tip=lambda row: row)], hash
    )
    model.replace([HOSTILE, "Kopi & Teh"])
    for column in (0, 1):
        assert SHOWN in model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)
        assert model.index(1, column).data(Qt.ItemDataRole.ToolTipRole) == "Kopi & Teh"


def test_what_is_said_of_a_day_is_no_markup_in_its_tip(qtbot: QtBot, themed: QApplication) -> None:
    grid = MonthGrid()
    qtbot.addWidget(grid)
    day = date(2026, 10, 1)
    grid.show_month([Cell(day, told=HOSTILE)], day)
    grid.resize(400, 300)
    grid.show()
    where = next(QPoint(x, y) for y in range(0, 300, 5) for x in range(0, 400, 5) if grid._at(x, y) == day)
    QApplication.sendEvent(grid, QHelpEvent(QEvent.Type.ToolTip, where, grid.mapToGlobal(where)))
    assert SHOWN in QToolTip.text()
    QToolTip.hideText()


def test_words_that_are_no_markup_stay_as_they_are() -> None:
    assert plain_tip("Kopi < 3 kg\nTeh") == "Kopi < 3 kg\nTeh"
    assert not Rich.mightBeRichText("Kopi < 3 kg")
