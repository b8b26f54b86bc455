"""What the tests of printers send, and what a printer's trouble must say."""

from __future__ import annotations

import sys

import pytest

from gallery_pos.errors import DeviceTrouble

DATA = b"\x1b@Kopi\n" * 200
LARGE = b"x" * 8_000_000
posix = pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")


def says(trouble: DeviceTrouble) -> str:
    """Return the code of a trouble that names the printer and tells what is safe and what to do."""
    assert trouble.safe
    assert trouble.todo
    assert "Kasir" in trouble.what
    return trouble.code
