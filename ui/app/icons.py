"""Icons of one set (Phosphor, through QtAwesome), drawn in the colours of the theme.

:func:`icon` costs nothing: the icon font is loaded (about a tenth of a second) only after something has first tried to
paint an icon, so the first picture of the window never waits for it. Icons follow the theme by themselves.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.app.theme import tokens

_PREFIX = "ph"
_FONT = ("phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json")

_iconic: Any = None
_asked_for = False


@cache
def icon(name: str, ink: str = "ink", on: str = "") -> QIcon:
    """Return the Phosphor icon ``name`` (such as ``receipt`` or ``trash-simple``) in the token colour ``ink``.

    ``on`` is the token for checked buttons, where it differs.
    """
    return QIcon(_LateEngine(name, ink, on or ink))


@cache
def picture(name: str) -> QIcon:
    """Return one of the project's own drawings from ``assets/icons``; ``galeri`` is the application's icon."""
    with as_file(files("assets") / "icons" / f"{name}.svg") as path:
        return QIcon(str(path))


def load_icons() -> None:
    """Load the icon font now and repaint what is waiting for it; for tests and pictures, screens need not call it."""
    global _iconic  # noqa: PLW0603 -- one font for the process
    if _iconic is None:
        from qtawesome.iconic_font import IconicFont

        _iconic = IconicFont((_PREFIX, *_FONT))
        for widget in QApplication.allWidgets():
            widget.update()


def icon_names() -> frozenset[str]:
    """Return every name that :func:`icon` can draw."""
    load_icons()
    return frozenset(_iconic.charmap[_PREFIX])


def _ask_for_icons() -> None:
    global _asked_for  # noqa: PLW0603 -- as _iconic
    if not _asked_for:
        _asked_for = True
        QTimer.singleShot(0, load_icons)


class _LateEngine(QIconEngine):
    """Paints nothing until the font is there, then its glyph in the colour of the theme in force."""

    def __init__(self, name: str, ink: str, on: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._on = on
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "ink_off"
        return self._on if state == QIcon.State.On else self._ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if _iconic is None:
            _ask_for_icons()
            return
        colour = getattr(tokens(), self._token(mode, state))
        glyph = _iconic.icon(f"{_PREFIX}.{self._name}", color=colour, color_disabled=colour)
        glyph.paint(painter, rect, Qt.AlignmentFlag.AlignCenter)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        theme = tokens().name if _iconic is not None else ""
        key = (size.width(), size.height(), self._token(mode, state), theme)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = QPixmap(size)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
            painter.end()
            if theme:
                self._drawn[key] = drawn
        return drawn

    def clone(self) -> QIconEngine:
        return _LateEngine(self._name, self._ink, self._on)
