"""A process that is killed while goods are typed in: the form is there again, the half-typed cell with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_hands import screen_of
from ui.folder import DataFolder
from ui.gallery import open_gallery
from workroom import MORNING, Workroom, show

_TYPIST = """
import sys, time
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app.theme import apply_theme
from intake_hands import enter, row, whose, write
from workroom import open_workroom
app = QApplication([])
apply_theme(app, "light")
room = open_workroom(Path(sys.argv[1]))
window = room.window("intake")
window.activateWindow()
while not window.isActiveWindow():
    app.processEvents()
whose(window, "nyi")
row(window, "opak", "12", "6b")
enter(window, "keripik")
write(window, "4")
until = time.monotonic() + 0.6
while time.monotonic() < until:
    app.processEvents()
    time.sleep(0.01)
print("typed", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_typed_is_there_after_a_kill(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    paths = [str(root), str(root / "tests" / "support")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _TYPIST, str(tmp_path), *paths]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline().strip() == "typed"
        os.kill(typist.pid, signal.SIGKILL)
    from workroom import Paper

    gallery = open_gallery(DataFolder(tmp_path / "galeri"), clock=lambda: MORNING)
    room = Workroom(gallery, tmp_path, [], Paper())
    form = screen_of(show(room, qtbot, "intake")).receive_page.form
    assert [(line.product, line.quantity) for line in form.lines] == [("P0001", 12), ("P0002", 4)]
    assert "GoodsReceived" not in room.kinds()
    room.close()
