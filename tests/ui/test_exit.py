"""The program ends as it should, whichever screens were open: a crash at the exit frightens people and hides others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.app.screens import SCREENS
from workroom import open_workroom

PLAY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
import ui.desktop as desktop
from ui.folder import DataFolder

desktop._sign_in = lambda gallery, feedback: gallery.book.user("admin")
show = desktop.Desktop.show
screens = sys.argv[2:]

def shown(self):
    show(self)
    def step():
        if screens:
            self.window.open(screens.pop(0))
            QTimer.singleShot(50, step)
        else:
            self.window.close()
    QTimer.singleShot(0, step)

desktop.Desktop.show = shown
sys.exit(desktop.run(DataFolder(Path(sys.argv[1]))))
"""


@pytest.mark.parametrize(
    "screens", [[spec.id for spec in SCREENS], ["products"], ["stock"]], ids=["all", "one", "other"]
)
def test_the_program_ends_without_a_crash(tmp_path: Path, screens: list[str]) -> None:
    room = open_workroom(tmp_path)
    room.close()
    folder = tmp_path / "galeri"
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PLAY, str(folder), *screens],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
