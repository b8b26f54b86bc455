"""From the start of a process to a counter that can sell, with warm caches, and the memory it takes."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.timing import Result, Scale
from gallery_pos.documents import Role
from gallery_pos.services.shifts import open_shift
from ui.books.sample import fill
from ui.folder import DataFolder
from ui.gallery import create_gallery

_PIN = "135790"
_ROOT = Path(__file__).resolve().parents[1]


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long starting takes, on the sample gallery."""
    place = DataFolder(folder / "sample")
    made = create_gallery(place, name="Galeri Contoh", region="Karawang")
    fill(made)
    cashier = next(user for user in made.book.users() if user.role is Role.CASHIER)
    made.credentials.set_pin(cashier.code, _PIN)
    open_shift(made.desk(cashier.code), opening_float=200_000)
    made.close()
    runs = [once(place, cashier.code) for _ in range(scale.of(9, least=3) + 1)][1:]
    seconds, processor, now, most = (
        statistics.median(run[name] for run in runs) for name in ("seconds", "processor", "now", "most")
    )
    told = f"{seconds:.2f} s (best {min(run['seconds'] for run in runs):.2f} s; processor {processor:.2f} s)"
    return [
        Result("process start to a counter that can sell, signing in included", told, "under 1.2 s", seconds < 1.2),
        Result("its memory", f"{now:.0f} MB (at most {most:.0f} MB)", "under 160 MB", most < 160),
    ]


def once(place: DataFolder, user: str) -> dict[str, Any]:
    """Start the desktop on a folder, in a process of its own, and return what it tells."""
    done = subprocess.run(  # noqa: S603 -- ourselves
        [sys.executable, "-m", "bench.start_once", str(place.path), user, _PIN, str(time.time())],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(place.path / "config")},
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told
