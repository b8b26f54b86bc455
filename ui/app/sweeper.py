"""Garbage goes in the UI thread only.

Python looks for cycles of garbage in whichever thread happens to make the next object. Where that is a worker, and the
garbage holds a widget, Qt takes the widget apart in the wrong thread and the program ends. So while there are windows
nothing is looked for by itself, and a timer of the UI thread does it instead.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


def sweep() -> bool:
    """Look for garbage in the oldest generation that is due, as Python would by itself; tell whether one was."""
    due = [
        age for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most
    ]
    if due:
        gc.collect(due[-1])
    return bool(due)


class Sweeper(QObject):
    """Sweeps every second from when it is made until its parent goes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(sweep)
        self._timer.start()
