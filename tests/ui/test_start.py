"""What the first second of the program must not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

LATE = (
    "PIL",
    "PySide6.QtMultimedia",
    "babel",
    "escpos",
    "numpy",
    "openpyxl",
    "phonenumbers",
    "pyqtgraph",
    "pyzbar",
    "qtawesome",
    "reportlab",
    "segno",
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
