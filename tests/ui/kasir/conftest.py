"""What the tests of the counter share: a gallery made once, copied for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter import Counter, copy_gallery, found_gallery, open_counter

Start = Callable[..., Counter]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the gallery once."""
    folder = tmp_path_factory.mktemp("model") / "galeri"
    found_gallery(folder)
    return folder


@pytest.fixture
def start(qtbot: QtBot, themed: QApplication, model: Path, tmp_path: Path) -> Iterator[Start]:
    """Start the program on a copy of the gallery, or again on the same copy."""
    running: list[Counter] = []
    folder = copy_gallery(model, tmp_path / "galeri")

    def started(**options: object) -> Counter:
        for counter in running:
            counter.close()
        running[:] = [open_counter(qtbot, themed, folder, **options)]  # type: ignore[arg-type]
        return running[0]

    yield started
    for counter in running:
        counter.close()


@pytest.fixture
def counter(start: Start) -> Counter:
    """Kiki, a cashier, at the counter with an open drawer."""
    counter = start()
    counter.open_shift()
    return counter
