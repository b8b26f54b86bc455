"""The barcode scanner that poses as a keyboard, understood from anywhere in the application.

Keys are watched at the QWindow, where each arrives exactly once; a filter on the application or on widgets would see
one key up to three times. Characters wait for :attr:`Speeds.gap_ms` before they are handed on, which nobody notices,
and what turns out to be a scan never reaches a widget at all, so it can neither fill a field nor press a button.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from ui.app.bursts import Alarm, BurstDetector, Fate, Held, Kind, Speeds, Verdict

_MODIFIER_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_ENDS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_COMMAND: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


@runtime_checkable
class TakesScans(Protocol):
    """A dialog that wants scans while it is open has this method; any other dialog refuses them with a beep."""

    def on_scan(self, code: str) -> bool:
        """Take a code; False where it is of no use here."""


class Scanner(QObject):
    """Watches the keys of every window of ``app`` while it lives.

    Signals:
        scanned(str): a code, read once, while no dialog stands in the way.
        repeated(str): the same code again within a third of a second; it has not been counted.
        refused(str): a code came while a dialog was open that wants none.
        gone_wild(): codes or keys without end; all keys are kept away until the scanner is silent for a second.
    """

    scanned = Signal(str)
    repeated = Signal(str)
    refused = Signal(str)
    gone_wild = Signal()

    def __init__(self, app: QGuiApplication, speeds: Speeds | None = None) -> None:
        super().__init__(app)
        self._detector = BurstDetector(speeds)
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._silenced: set[int] = set()
        self._replaying = False
        self._watched: QWindow | None = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_pause)
        self._due = 0
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def stop(self) -> None:
        """Watch no window any more."""
        QGuiApplication.instance().focusWindowChanged.disconnect(self._watch)  # type: ignore[union-attr]
        self._watch(None)
        self._timer.stop()

    def _watch(self, window: QWindow | None) -> None:
        """Keys go to the window with the focus, so that one is watched."""
        if self._watched is not None:
            self._watched.destroyed.disconnect(self._forget_window)
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget_window)

    def _forget_window(self) -> None:
        self._watched = None
        self._held.clear()

    def _on_press(self, window: QWindow, event: QKeyEvent) -> bool:
        kind = _kind(event)
        if kind is None:
            return False
        at = event.timestamp() or time.monotonic_ns() // 1_000_000
        verdict = self._detector.press(kind, event.text(), at)
        self._carry_out(verdict)
        if verdict.key is Fate.PASS:
            return False
        self._silenced.add(event.key())
        if verdict.key is Fate.HOLD:
            self._held.append((window, _copy(event, QEvent.Type.KeyPress)))
        if self._detector.waiting:
            self._wait()
        return True

    def _wait(self) -> None:
        self._timer.start(self._detector.patience + 1)
        self._due = time.monotonic_ns() + (self._detector.patience + 1) * 1_000_000

    def _on_pause(self) -> None:
        """Nothing came. Unless the whole application was busy: then the keys may still stand in line behind us."""
        overdue = (time.monotonic_ns() - self._due) // 1_000_000
        if overdue > self._detector.patience:
            self._wait()
            return
        self._carry_out(self._detector.silence())

    def _carry_out(self, verdict: Verdict) -> None:
        """Settle the held keys, then tell of a scan or an alarm."""
        if verdict.held is Held.TYPE:
            self._replay()
        elif verdict.held is Held.DROP:
            self._held.clear()
        if verdict.alarm is Alarm.WILD:
            QApplication.beep()
            self._later(self.gone_wild.emit)
        elif verdict.alarm is Alarm.REPEATED:
            self._later(lambda: self.repeated.emit(verdict.code))
        elif verdict.code:
            self._later(lambda: self._hand_over(verdict.code))

    def _later(self, call: Callable[[], object]) -> None:
        """Leave the handling of the key first: what a scan starts may open a dialog."""
        QTimer.singleShot(0, self, call)

    def _hand_over(self, code: str) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self.scanned.emit(code)
        elif not (isinstance(dialog, TakesScans) and dialog.on_scan(code)):
            QApplication.beep()
            self.refused.emit(code)

    def _replay(self) -> None:
        """Hand the held keys on as if nothing had been."""
        held, self._held = self._held, []
        self._replaying = True
        try:
            for window, event in held:
                QCoreApplication.sendEvent(window, event)
                QCoreApplication.sendEvent(window, _copy(event, QEvent.Type.KeyRelease))
        finally:
            self._replaying = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._on_press(watched, event)
        if event.type() == QEvent.Type.KeyRelease and event.key() in self._silenced:
            self._silenced.discard(event.key())
            return True
        return False


def play_scan(window: QWindow, code: str, end: Qt.Key | None = Qt.Key.Key_Return, gap_ms: int = 5) -> None:
    """Do to ``window`` exactly what a scanner does: for the demo day and for tests."""
    at = time.monotonic_ns() // 1_000_000
    keys = [(Qt.Key(ord(character.upper())), character) for character in code]
    if end is not None:
        keys.append((end, "\t" if end == Qt.Key.Key_Tab else "\r"))
    for index, (key, text) in enumerate(keys):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(at + index * gap_ms)
            QCoreApplication.sendEvent(window, event)


def _kind(event: QKeyEvent) -> Kind | None:
    """Say what sort of key it is; None for Shift and its like, which a scanner presses for capitals."""
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if key in _MODIFIER_KEYS:
        return None
    if event.isAutoRepeat():
        return Kind.OTHER
    if modifiers & _COMMAND:
        framing = {Qt.Key.Key_B: Kind.START, Qt.Key.Key_C: Kind.END}
        plain = modifiers & _COMMAND == Qt.KeyboardModifier.ControlModifier
        return framing.get(key, Kind.OTHER) if plain else Kind.OTHER
    if key in _ENDS:
        return Kind.TERMINATOR
    return Kind.CHARACTER if event.text() and event.text().isprintable() else Kind.OTHER


def _copy(event: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    copy = QKeyEvent(
        kind,
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
