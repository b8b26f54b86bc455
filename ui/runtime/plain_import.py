"""Gives Python its own import back, which PySide6 replaces to look for uses of its ``__feature__`` switches.

For that it reads the source of every module that is imported after it and keeps it: 17 MB and a sixth of a second at
the start of a program that uses none of those switches. ``__orig_import__`` is the name under which PySide6 keeps what
it replaced (shibokensupport/signature/loader.py).
"""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Load PySide6 and put Python's own import back; again does nothing."""
    import PySide6.QtCore  # noqa: F401 -- replaces it

    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own
