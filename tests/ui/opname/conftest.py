"""Goods of two makers on the shelf, to be counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from count_hands import (
    opened,
)
from gallery_pos.services.intake import IntakeLine
from ui.main_window import MainWindow
from workroom import Workroom, open_workroom


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 6, date(2026, 12, 1)), day=date(2026, 9, 1))
    room.receive("M001", IntakeLine("P0002", 4, date(2026, 12, 12)), day=date(2026, 9, 1))
    room.receive("M002", IntakeLine("P0003", 2), day=date(2026, 9, 1))
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)
