from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

import ui
from ui.app.icons import icon, icon_names, picture
from ui.app.theme import apply_theme, colour

_NAMED = re.compile(r"""(?:\bicon\(|IconButton\(|icon_name=|show_icon\(|set_icon\(|IconLabel\()\s*["']([a-z-]+)["']""")
_SPECS = {"ActionSpec": 3, "ScreenSpec": 2}
"""At which place each kind of spec names its icon."""


def inked(drawn: QImage) -> set[str]:
    places = ((x, y) for x in range(drawn.width()) for y in range(drawn.height()))
    return {drawn.pixelColor(x, y).name() for x, y in places if drawn.pixelColor(x, y).alpha() == 255}


def named_in(path: Path) -> set[str]:
    source = path.read_text(encoding="utf-8")
    found = set(_NAMED.findall(source))
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _SPECS:
            place = _SPECS[call.func.id]
            given = [word.value for word in call.keywords if word.arg == "icon"] + call.args[place : place + 1]
            found |= {str(each.value) for each in given if isinstance(each, ast.Constant) and each.value}
    return found


def test_every_icon_that_is_named_in_the_faces_exists(themed: QApplication) -> None:
    (folder,) = ui.__path__
    named = {(path.name, name) for path in Path(folder).rglob("*.py") for name in named_in(path)}
    assert len(named) > 30
    assert [(path, name) for path, name in sorted(named) if name not in icon_names()] == []


def test_icons_follow_the_theme_and_the_state(qapp: QApplication) -> None:
    for name in ("light", "dark"):
        apply_theme(qapp, name)
        assert colour("primary").name() in inked(icon("house-fill", "primary").pixmap(QSize(48, 48)).toImage())
        off = icon("house-fill", "primary").pixmap(QSize(48, 48), QIcon.Mode.Disabled)
        assert colour("ink_off").name() in inked(off.toImage())
        on = icon("house-fill", "ink", "danger").pixmap(QSize(48, 48), QIcon.Mode.Normal, QIcon.State.On)
        assert colour("danger").name() in inked(on.toImage())


def test_the_fonts_package_is_never_imported() -> None:
    program = """
import sys
from PySide6.QtWidgets import QApplication, QPushButton
from ui.app.icons import icon
app = QApplication([])
button = QPushButton("")
empty = button.grab().toImage()
button.setIcon(icon("house-fill"))
assert button.grab().toImage() != empty
assert not {"qtawesome", "qtpy", "PySide6.QtOpenGL"} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_own_drawings_are_there(themed: QApplication) -> None:
    for name in ("galeri", "empty-light", "empty-dark"):
        assert len(inked(picture(name).pixmap(QSize(64, 64)).toImage())) > 3
    assert (files("assets") / "icons" / "galeri.svg").is_file()
