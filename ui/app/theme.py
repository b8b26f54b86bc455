"""Look of the whole application: fonts, palette and style sheet, filled from :mod:`ui.app.tokens`.

Call :func:`prepare_scaling` before and :func:`apply_theme` after the QApplication is made, and :func:`dress` for each
window without a parent. Widgets never name a colour: they set a ``role``, ``kind``, ``surface``, ``tone`` or ``scale``
property that the style sheet knows, or, where they paint themselves, ask :func:`tokens` in ``paintEvent``. A change of
theme reaches them as an ordinary style change.
"""

from __future__ import annotations

import os
from dataclasses import asdict
from functools import cache
from importlib.resources import as_file, files
from string import Template
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from ui.app.tokens import BASE_SIZE, THEMES, Tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

ThemeName = Literal["light", "dark"]

FAMILY: Final = "Roboto"
_WEIGHTS: Final = ("Regular", "Medium", "Bold")
_PICTURES: Final = ("caret", "caret_up", "caret_left", "caret_right", "tick", "dot")
_SCALES: Final = range(100, 201)

_current: Tokens = THEMES["light"]


def tokens() -> Tokens:
    """Return the colours in force."""
    return _current


def colour(name: str) -> QColor:
    """Return one token, such as ``primary``, as a QColor."""
    return QColor(str(getattr(_current, name)))


def prepare_scaling(percent: int) -> None:
    """Enlarge everything by ``percent`` (100 to 200) on top of what the system asks for; before the QApplication.

    Raises ValueError outside that range.
    """
    if percent not in _SCALES:
        message = f"{percent} % is not between 100 and 200"
        raise ValueError(message)
    if percent == _SCALES.start:
        os.environ.pop("QT_SCALE_FACTOR", None)
    else:
        os.environ["QT_SCALE_FACTOR"] = f"{percent / 100:g}"


def apply_theme(app: QApplication, name: ThemeName) -> None:
    """Dress ``app`` in the ``light`` or ``dark`` theme; may be called again at any time."""
    global _current  # noqa: PLW0603 -- one process wears one theme
    _current = THEMES[name]
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    _load_fonts()
    app.setFont(font())
    scheme = Qt.ColorScheme.Dark if name == "dark" else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(scheme)
    app.setPalette(_palette(_current))
    for window in app.topLevelWidgets():
        if window.styleSheet():
            dress(window)


def dress(window: QWidget) -> None:
    """Give a window that has no parent the style sheet; whatever comes into it is dressed by it, in every theme to come.

    The application itself wears none: under such a sheet each widget that is put into another is looked at anew with
    all that is in it, level by level, which was three quarters of the time that a screen took to open.
    """
    window.setStyleSheet(style_sheet(_current))


def font(size: int = BASE_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Roboto at ``size`` pixels; all its figures are of one width, so columns of amounts line up."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def style_sheet(theme: Tokens) -> str:
    """Return the style sheet with the colours of ``theme`` in it."""
    template = Template((files("assets") / "styles" / "app.qss").read_text(encoding="utf-8"))
    pictures = {name: _picture(f"{name}-{theme.name}.svg") for name in _PICTURES}
    return template.substitute(asdict(theme), **pictures)


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at the properties of ``widget`` and of what is in it."""
    from PySide6.QtWidgets import QWidget

    for each in (widget, *widget.findChildren(QWidget)):
        each.style().unpolish(each)
        each.style().polish(each)
        each.update()


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Set properties that the style sheet selects by (``role``, ``kind``, ``tone``, ``wrong`` …) and restyle."""
    if any(widget.property(name) != value for name, value in properties.items()):
        for name, value in properties.items():
            widget.setProperty(name, value)
        restyle(widget)


def _picture(name: str) -> str:
    with as_file(files("assets") / "icons" / name) as path:
        return path.as_posix()


@cache
def _load_fonts() -> None:
    folder = files("font_roboto") / "files"
    for weight in _WEIGHTS:
        with as_file(folder / f"Roboto-{weight}.ttf") as path:
            QFontDatabase.addApplicationFont(str(path))


def _palette(theme: Tokens) -> QPalette:
    """Colours for whatever the style sheet does not reach: message boxes, calendars, drag images."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.ground,
        role.WindowText: theme.ink,
        role.Base: theme.card,
        role.AlternateBase: theme.sunken,
        role.Text: theme.ink,
        role.PlaceholderText: theme.ink_soft,
        role.Button: theme.card,
        role.ButtonText: theme.ink,
        role.BrightText: theme.danger,
        role.Highlight: theme.primary,
        role.HighlightedText: theme.on_primary,
        role.Accent: theme.primary,
        role.Link: theme.primary_text,
        role.LinkVisited: theme.primary_text,
        role.ToolTipBase: theme.ink,
        role.ToolTipText: theme.card,
        role.Light: theme.card,
        role.Midlight: theme.sunken,
        role.Mid: theme.line,
        role.Dark: theme.edge,
        role.Shadow: theme.shade,
    }
    for which, value in colours.items():
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.ink_off))
    return palette
