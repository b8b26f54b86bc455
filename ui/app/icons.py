"""Icons of one set (Phosphor, the font that QtAwesome brings), drawn in the colours of the theme.

QtAwesome's files are used without its code: importing that loads Qt's OpenGL and more, a tenth of a second and 14 MB
that a counter has no use for. :func:`icon` costs nothing; the font is loaded when the first icon is painted.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui.app.theme import colour, tokens

_FONT, _LETTERS = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"
_SIZE = 0.875
"""Height of a glyph as part of its icon's: what the font leaves free around it."""


@cache
def icon(name: str, ink: str = "ink", on: str = "") -> QIcon:
    """Return the Phosphor icon ``name`` (such as ``receipt`` or ``trash-simple``) in the token colour ``ink``.

    ``on`` is the token for checked buttons, where it differs.
    """
    return QIcon(_Engine(name, ink, on or ink))


@cache
def picture(name: str) -> QIcon:
    """Return one of the project's own drawings from ``assets/icons``; ``galeri`` is the application's icon."""
    with as_file(files("assets") / "icons" / f"{name}.svg") as path:
        return QIcon(str(path))


def icon_names() -> frozenset[str]:
    """Return every name that :func:`icon` can draw."""
    return frozenset(_glyphs().letters)


class _Glyphs(NamedTuple):
    family: str
    letters: dict[str, str]


@cache
def _glyphs() -> _Glyphs:
    """Load the font into this process and return its family and the letter of each name."""
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome")
    folder = Path(found.submodule_search_locations[0]) / "fonts"
    number = QFontDatabase.addApplicationFont(str(folder / _FONT))
    codes: dict[str, str] = json.loads((folder / _LETTERS).read_text("ascii"))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    return _Glyphs(family, {name: chr(int(code, 16)) for name, code in codes.items()})


class _Engine(QIconEngine):
    """Paints a glyph in the colour of the theme in force."""

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
        glyphs = _glyphs()
        font = QFont(glyphs.family)
        font.setPixelSize(max(1, round(_SIZE * rect.height())))
        painter.save()
        painter.setFont(font)
        painter.setPen(colour(self._token(mode, state)))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyphs.letters[self._name])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        key = (size.width(), size.height(), self._token(mode, state), tokens().name)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = QPixmap(size)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
            painter.end()
            self._drawn[key] = drawn
        return drawn

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink, self._on)
