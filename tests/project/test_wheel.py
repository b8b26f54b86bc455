"""What people install is the wheel, not this folder: it holds everything and runs elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("gallery_pos", "db", "receipts", "ui", "assets")
pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run ``command`` in ``cwd`` without this checkout on its path; return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the build tools that are here, so that no network is needed."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel in it; the libraries are the ones that are installed here.

    A .pth line lends the libraries' folder without reading that folder's own .pth files, so the editable install of this
    checkout stays out of sight.
    """
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def test_the_wheel_holds_every_file_of_the_five_rooms(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    there = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert there - held == set()


def test_every_module_can_be_imported_from_the_wheel(wheel: Path, elsewhere: Path) -> None:
    modules = sorted(
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.endswith(".py") and "/versions/" not in name and not name.endswith(("/env.py", "/__main__.py"))
    )
    script = (
        f"import importlib, sys\nfor name in {modules!r}: module = importlib.import_module(name); "
        "assert module.__file__.startswith(sys.prefix), module.__file__"
    )
    run(elsewhere / "venv" / "bin" / "python", "-W", "error::SyntaxWarning", "-c", script, cwd=elsewhere)


def test_the_installed_program_opens_a_gallery_and_proves_it(elsewhere: Path) -> None:
    program, data = elsewhere / "venv" / "bin" / "gallery-pos", elsewhere / "data"
    assert "verify" in run(program, "--help", cwd=elsewhere)
    run(program, "--data", data, "init", "--name", "Galeri Uji", cwd=elsewhere)
    assert run(program, "--data", data, "--json", "list", "outlets", cwd=elsewhere).startswith("[")
    run(program, "--data", data, "verify", cwd=elsewhere)
