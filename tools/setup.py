"""Make this checkout ready: ``python3 -m tools.setup run|test|dev``.

System libraries, ``.venv``, pinned dependencies. What is there already is left alone, so a second call takes a moment.
Runs on a bare Python: standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools import debian
from tools.debian import say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CONSTRAINTS = ROOT / "constraints.txt"
# What each level installs; a later one holds all before it.
LEVELS = {"run": ".", "test": ".[test]", "dev": ".[dev]"}
OLDEST = (3, 11)


def main() -> None:
    """Bring the checkout to the level named on the command line."""
    level = sys.argv[1] if len(sys.argv) > 1 else "run"
    if level not in LEVELS:
        sys.exit(f"python3 -m tools.setup {'|'.join(LEVELS)}")
    if sys.version_info < OLDEST:
        sys.exit(
            f"Perlu Python 3.11 atau lebih baru; ini {sys.version.split()[0]}. / Python 3.11 or later is needed: "
            "make PYTHON=python3.12 run"
        )
    system_libraries()
    virtual_environment()
    dependencies(level)


def system_libraries() -> None:
    """Install the shared libraries that Qt and the camera need, or say in plain words which to install."""
    lacking = debian.missing(debian.FOR_WINDOWS | debian.FOR_COMFORT)
    if not lacking or debian.install(sorted(lacking.values()), why="pustaka sistem / system libraries"):
        return
    say(f"Ada pustaka sistem yang belum terpasang: {', '.join(sorted(lacking))}.")
    say(f"Mintalah pengelola komputer ini menjalankan / please run: {debian.how_to(sorted(lacking.values()))}")
    if debian.missing(debian.FOR_WINDOWS):
        sys.exit("Tanpa itu layar tidak dapat dibuka. / Without them no window can open.")


def virtual_environment() -> None:
    """Make ``.venv``, or make it anew where its Python is gone."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if importlib.util.find_spec("ensurepip") is None and not debian.install([package], why="venv"):
        sys.exit(
            f"Python ini belum dapat membuat lingkungan sendiri (.venv). Pasang dulu / please install first: "
            f"{debian.how_to([package])}"
        )
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def dependencies(level: str) -> None:
    """Install what ``level`` needs at the versions of constraints.txt, unless that was done with these same files."""
    state = _state()
    levels = list(LEVELS)
    if any(_stamp(done).read_text() == state for done in levels[levels.index(level) :] if _stamp(done).exists()):
        return
    say("Menyiapkan .venv; pertama kali perlu beberapa menit. / Preparing .venv; the first time takes some minutes.")
    # The installer and the build tools come from the constraints too: the same everywhere, nothing unpinned.
    _pip("pip", "hatchling", "editables", "setuptools")
    _pip("--no-build-isolation", "--editable", LEVELS[level])
    _stamp(level).write_text(state)


def _pip(*arguments: str) -> None:
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", *quiet, "-c", str(CONSTRAINTS)]
    if subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode != 0:
        sys.exit("Pemasangan belum berhasil; periksa internet, lalu ulangi. / Check the network, then try again.")


def _stamp(level: str) -> Path:
    return VENV / f".ready-{level}"


def _state() -> str:
    """Name what the installation follows from: the two files, and the Python it is for."""
    digest = hashlib.sha256(os.fsencode(VENV))
    for file in (ROOT / "pyproject.toml", CONSTRAINTS):
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
