"""One start of the desktop, up to a counter that can sell: ``python -m bench.start_once FOLDER USER PIN BEGAN``.

Signs in as a person would, only at once, and prints as JSON the seconds since ``BEGAN`` (of time.time()) until the
counter stands painted with goods on its tiles, the processor's seconds, the memory in MiB (now and at most), and the
names of all modules that were loaded.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from ui.runtime.garbage import hold
from ui.runtime.plain_import import import_plainly

hold()  # as ui.cli does first of all
import_plainly()

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog  # noqa: E402

from ui import desktop, sign_in  # noqa: E402
from ui.folder import DataFolder  # noqa: E402

_LOOK_EVERY_MS = 1
_STATUS = Path("/proc/self/status")


class _Hurried(sign_in.SignIn):
    """Types the PIN as soon as the dialog stands there."""

    def exec(self) -> int:
        self.show()
        QApplication.processEvents()
        self.choose(sys.argv[2])
        self._secret.setText(sys.argv[3])
        self._enter()
        _watch()
        return int(QDialog.DialogCode.Accepted if self.user else QDialog.DialogCode.Rejected)


def _watch() -> None:
    timer = QTimer(QApplication.instance(), interval=_LOOK_EVERY_MS)

    def look() -> None:
        from ui.widgets.tile import Tile

        if any(tile.isVisible() for window in QApplication.topLevelWidgets() for tile in window.findChildren(Tile)):
            timer.stop()
            QApplication.processEvents()
            _tell()
            QApplication.quit()

    timer.timeout.connect(look)
    timer.start()


def _tell() -> None:
    told = {"seconds": time.time() - float(sys.argv[4]), "processor": time.process_time()}
    told |= {"now": _mebibytes("VmRSS"), "most": _mebibytes("VmHWM")}
    print(json.dumps({**told, "modules": sorted(sys.modules)}), flush=True)  # noqa: T201 -- read by bench.start


def _mebibytes(name: str) -> float:
    """Return what Linux says about this process's memory, 0 elsewhere."""
    found = re.search(rf"^{name}:\s+(\d+) kB", _STATUS.read_text() if _STATUS.exists() else "", re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    sign_in.SignIn = _Hurried  # type: ignore[misc]  # a person with faster hands
    sys.exit(desktop.run(DataFolder(Path(sys.argv[1]))))
