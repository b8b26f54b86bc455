"""Garbage that holds windows goes in the UI thread, whoever makes objects meanwhile."""

from __future__ import annotations

import gc
import weakref
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.app.sweeper import Sweeper, sweep


class Noted(QObject):
    """Something of Qt's in a cycle, which only a search for garbage finds."""

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self.cycle = self
        weakref.finalize(self, lambda: gone.append(get_ident()))


@pytest.fixture
def patient() -> None:
    """Begin with nothing to look for."""
    gc.collect()


def _make_many() -> None:
    assert len([[number] for number in range(50_000)]) == 50_000


def test_a_worker_makes_objects_and_the_ui_thread_takes_the_garbage_away(qtbot: QtBot, patient: None) -> None:
    owner = QObject()
    Sweeper(owner)
    gone: list[int] = []
    Noted(gone)
    worker = Thread(target=_make_many)
    worker.start()
    worker.join()
    assert gone == []
    many = [[number] for number in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: gone == [get_ident()])
    assert many


def test_nothing_is_swept_that_is_not_due(patient: None) -> None:
    assert sweep() is False
    made = [[number] for number in range(2 * gc.get_threshold()[0])]
    assert sweep() is True
    assert sweep() is False
    assert made
