"""The hands and eyes of the demo: keys, scans and pictures on the real window, off screen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.app.breath import AFTER_ANSWER, BREATH_MS
from ui.app.scanner import play_scan
from ui.app.theme import ThemeName, apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.app.screen import Screen
    from ui.desktop import Desktop

WIDTH, HEIGHT = 1366, 768
_PATIENCE = 60.0
_QUIET = 0.1
_RESTLESS = 0.8
_SOON_MS = 300


class Stuck(RuntimeError):
    """A step of the demo waited for something that did not come."""


class Stage:
    """Plays on a desktop; pictures go into a folder and are listed in :attr:`files`."""

    def __init__(self, app: QApplication, desktop: Desktop, folder: Path) -> None:
        self.app, self.desktop, self.folder = app, desktop, folder
        self.window = desktop.window
        self.files: list[Path] = []
        self.window.resize(WIDTH, HEIGHT)
        self.window.show()
        self.window.activateWindow()

    # -- time

    def _turn(self) -> None:
        """Let everything that waits happen; the sleep gives the worker its turn."""
        self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)

    def settle(self, seconds: float = _QUIET) -> None:
        """Let the window come to rest: so long at least, and longer where something is about to change it."""
        self._pass(seconds)
        latest = time.monotonic() + _RESTLESS
        while time.monotonic() < latest and not self._at_rest():
            self._turn()
        self._turn()

    def _pass(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._turn()

    def _at_rest(self) -> bool:
        """Tell whether no job is on its way and no pause, such as the one after typing, ends in a moment."""
        pauses = [timer for timer in self.window.findChildren(QTimer) if timer.isSingleShot() and timer.isActive()]
        return self.desktop.runner.idle and all(pause.remainingTime() > _SOON_MS for pause in pauses)

    def wait_for(self, what: str, ready: Callable[[], object]) -> None:
        """Wait until something is so. Raises Stuck with ``what`` after a minute, and leaves a picture of where."""
        until = time.monotonic() + _PATIENCE
        while not ready():
            if time.monotonic() > until:
                self.picture("tersangkut")
                raise Stuck(what)
            self._turn()

    # -- hands

    def key(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key where the focus is."""
        for _ in range(times):
            self.wait_for("a breath", AFTER_ANSWER.is_over)
            QTest.keyClick(self._target(), key)
            self._pass(0.05)

    def type(self, text: str) -> None:
        """Type at a person's speed, so that no scanner is suspected."""
        for letter in text:
            QTest.keyClicks(self._target(), letter)
            self._pass(0.08)

    def scan(self, code: str) -> None:
        """Scan a code into whatever window is in front."""
        window = (self.dialog() or self.window).windowHandle()
        if window is not None:
            play_scan(window, code)
        self._pass(0.15)

    def _target(self) -> QWidget:
        front = self.dialog() or self.window
        if not front.isActiveWindow():
            front.activateWindow()
            self._pass(0.1)
        focus = self.app.focusWidget()
        return focus if focus is not None and focus.window() is front else front

    # -- eyes

    def dialog(self) -> QDialog | None:
        """Return the dialog in front, None where there is none."""
        front = [each for each in self.window.findChildren(QDialog) if each.isVisible()]
        return front[-1] if front else None

    def wait_for_dialog(self) -> QDialog:
        """Wait for a dialog that can be answered and return it."""
        self.wait_for("dialog", self.dialog)
        self.settle(BREATH_MS / 1000)
        found = self.dialog()
        if found is None:
            raise Stuck("dialog")
        return found

    def open(self, screen: str) -> Screen:
        """Show a screen and return it."""
        self.window.open(screen)
        self.settle()
        found = self.window.current()
        if found is None:
            raise Stuck(screen)
        return found

    def dress(self, theme: ThemeName) -> None:
        """Change the theme."""
        apply_theme(self.app, theme)
        self.settle()

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Keep a picture of the window, with a dialog in front of it where one is open."""
        self.settle()
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{name}.png"
        shown = (of or self.window).grab()
        front = self.dialog() if of is None else None
        if front is not None:
            _lay_over(shown, front, self.window)
        shown.save(str(target))
        self.files.append(target)


def _lay_over(shown: object, front: QWidget, window: QWidget) -> None:
    """Paint a dialog over the picture of the window behind it, as the screen would show both."""
    from PySide6.QtGui import QColor, QPainter, QPixmap

    if isinstance(shown, QPixmap):
        painter = QPainter(shown)
        painter.fillRect(shown.rect(), QColor(0, 0, 0, 90))
        picture = front.grab()
        painter.drawPixmap((window.width() - picture.width()) // 2, (window.height() - picture.height()) // 2, picture)
        painter.end()
