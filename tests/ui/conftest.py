"""What the tests of the desktop share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import careless  # noqa: F401 -- nothing waits for the disk
from ui.app import breath
from ui.app.sweeper import sweep
from ui.app.theme import apply_theme, style_sheet, tokens
from workroom import Workroom, open_workroom


@pytest.fixture(scope="package", autouse=True)
def _no_garbage_in_other_threads() -> Iterator[None]:
    """As in the application: a worker that looks for garbage would take windows of earlier tests apart."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _windows_go_after_each_test() -> Iterator[None]:
    """Not at the exit of Python, when their event filters can answer no more and Qt crashes."""
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    sweep()


@pytest.fixture(autouse=True)
def _no_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are in a hurry; the one about hurried people takes its breath back."""
    monkeypatch.setattr(breath, "BREATH_MS", 0)


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """The application in the light theme; windows and dialogs wear its style sheet."""
    apply_theme(qapp, "light")
    return qapp


@pytest.fixture
def dressed(themed: QApplication) -> Iterator[QApplication]:
    """For widgets without a window: the application wears the style sheet itself."""
    themed.setStyleSheet(style_sheet(tokens()))
    yield themed
    themed.setStyleSheet("")


@pytest.fixture
def bare(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    """A gallery with people, makers and products, and no goods yet."""
    room = open_workroom(tmp_path)
    yield room
    room.close()
