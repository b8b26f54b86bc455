"""The queue of fair entry and the dialogs that stand on it: how long they are read, and how long the window stands still."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bench.books import CASHIER, gallery, product_code
from bench.timing import Result, Scale, Timed, timed
from db.queries.entry import list_queue
from gallery_pos.documents import EntryDecided, EntryState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from gallery_pos.desk import Desk
    from ui.gallery import Gallery
    from ui.widgets.dialog import Dialog
    from ui.workplace import Workplace

_PRODUCTS, _CONSIGNORS, _APPLIED, _TIMES, _DIALOGS = 10_000, 1_000, 2_000, 20, 12
_STILL_BAR = 50
_STATES = (EntryState.APPLIED, EntryState.CHECKING, EntryState.CURATION)


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long the queue takes to read, and for how long opening what needs it stops everything else."""
    products, consignors = scale.of(_PRODUCTS, least=200), scale.of(_CONSIGNORS, least=20)
    applied = scale.of(_APPLIED, least=90)
    made = gallery(folder / "entry", products=products, consignors=consignors, pieces=12)
    try:
        made.journal.append_many(_queue(made.desk(), applied))
        read = timed([lambda: list_queue(made.database)] * _TIMES)
        queue = Result(f"the queue of {applied:,} products, read", f"{read.p50:.0f} ms (p99 {read.p99:.0f})")
        return [queue, *_stills(folder, made)]
    finally:
        made.close()


def _queue(desk: Desk, applied: int) -> Iterator[EntryDecided]:
    for number in range(applied):
        for state in _STATES[: number % len(_STATES) + 1]:
            yield desk.write(EntryDecided, product=product_code(number), state=state)


def _stills(folder: Path, made: Gallery) -> list[Result]:
    """Open dialogs on the real desktop and return the longest that its window was deaf meanwhile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.app.feedback import Feedback
    from ui.app.settings import SettingsStore
    from ui.app.theme import apply_theme
    from ui.desktop import Desktop
    from ui.screens.gerai.hand_over_dialog import HandOverDialog
    from ui.screens.pembinaan.round_dialog import RoundDialog

    app = cast("QApplication", QApplication.instance() or QApplication([]))
    apply_theme(app, "light")
    (user,) = (user for user in made.book.users() if user.code == CASHIER)
    desktop = Desktop(app, made, user, SettingsStore(folder / "config"), Feedback())
    desktop.show()
    place, window = desktop.place, desktop.window
    dialogs: tuple[tuple[str, Callable[[], Dialog]], ...] = (
        ("a curation round", lambda: RoundDialog(place, window)),
        ("a hand-over", lambda: HandOverDialog(place, window)),
    )
    try:
        return [_still(app, place, name, make) for name, make in dialogs]
    finally:
        desktop.scanner.stop()
        desktop.window.close()
        app.processEvents()


def _still(app: QApplication, place: Workplace, name: str, make: Callable[[], Dialog]) -> Result:
    longest = Timed(tuple(_longest(app, place, make) for _ in range(_DIALOGS)))
    told = f"{longest.p50:.0f} ms (p99 {longest.p99:.0f})"
    return Result(
        f"the window deaf while the dialog of {name} opens", told, f"under {_STILL_BAR} ms", longest.p50 < _STILL_BAR
    )


def _longest(app: QApplication, place: Workplace, make: Callable[[], Dialog]) -> float:
    """Return the longest time in seconds between two looks at what was pressed, until the books were read."""
    began = time.perf_counter()
    dialog = make()
    dialog.open()
    longest = time.perf_counter() - began
    read: list[None] = []
    place.runner.run(dialog, lambda: None, read.append)  # the worker does one job after another: this one comes last
    while not read:
        began = time.perf_counter()
        app.processEvents()
        longest = max(longest, time.perf_counter() - began)
        time.sleep(0.001)
    dialog.close()
    app.processEvents()
    return longest
