"""What the first second of the program must not load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter import found_gallery

LATE = (
    "PIL",
    "PySide6.QtMultimedia",
    "PySide6.QtOpenGL",
    "alembic",
    "babel",
    "escpos",
    "numpy",
    "openpyxl",
    "phonenumbers",
    "psycopg",
    "pyqtgraph",
    "pyzbar",
    "qtawesome",
    "reportlab",
    "rich",
    "segno",
    "sqlalchemy.dialects.postgresql",
    "stdnum",
    "typer",
    "xlsxwriter",
    "zxingcpp",
)
PROGRAM = """
import sys
{imports}
from PySide6.QtWidgets import QApplication
from ui.app.theme import apply_theme
app = QApplication([])
apply_theme(app, "light")
print("\\n".join(sys.modules))
"""


@pytest.mark.parametrize(
    "imports",
    [
        "import ui.main_window, ui.app.theme",
        "import ui.app.table_view, ui.app.camera, ui.app.crash, ui.app.language, ui.app.settings",
        "import ui.widgets.chart, ui.widgets.denominations, ui.widgets.pin, ui.widgets.tile, ui.widgets.form",
    ],
)
def test_heavy_libraries_wait_until_they_are_used(imports: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(imports=imports)], capture_output=True, text=True, check=True
    )
    loaded = set(answer.stdout.split())
    assert [name for name in LATE if name in loaded] == []


WHOLE_START = """
import linecache, sys
from ui import cli
from ui.runtime.plain_import import import_plainly
import_plainly()
from PySide6.QtCore import QTimer
from ui import desktop

def shown(self):
    show(self)
    QTimer.singleShot(200, lambda: (print(type(self.window.current()).__name__, *sys.modules), desktop.QApplication.quit()))

show, desktop.Desktop.show = desktop.Desktop.show, shown
desktop._sign_in = lambda gallery, _feedback: gallery.book.user("kiki")
sys.argv[1:] = ["--data", sys.argv[1]]
try:
    cli.main()
finally:
    print("sources:", sum(name.endswith(".py") for name in linecache.cache), file=sys.stderr)
"""


def test_the_counter_opens_without_what_it_does_not_need(tmp_path: Path) -> None:
    folder = tmp_path / "galeri"
    found_gallery(folder)
    places = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")}
    answer = subprocess.run(
        [sys.executable, "-c", WHOLE_START, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | places,
    )
    screen, *loaded = answer.stdout.split()
    assert screen == "TillScreen"
    assert [name for name in LATE if name in loaded] == []
    kept = int(answer.stderr.rpartition("sources:")[2])
    assert kept < 50, "PySide6 keeps the source of every module again: see ui.runtime.plain_import"
