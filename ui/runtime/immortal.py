"""Keeps None, True and False alive where PySide6 6.12 meets Python 3.11.

PySide6 6.12.0 is built as if these objects were immortal, which they are from Python 3.12 on (PEP 683): each call that
returns one of them takes a reference away that it never gave. A hundred calls of ``QWidget.update()`` cost None a
hundred references, a hundred ``Signal.emit()`` cost True a hundred; after some minutes of painting the interpreter ends
with "none_dealloc" or "bool_dealloc". 6.11.3 has no such fault, but brings WebEngine with it. So these objects are given
here what Python 3.12 gives them: so many references that they cannot run out.
"""

from __future__ import annotations

import sys

_PLENTY = sys.maxsize // 4


def make_immortal() -> None:
    """Do it once; on a Python that has immortal objects there is nothing to do."""
    if sys.version_info >= (3, 12) or sys.getrefcount(None) >= _PLENTY // 2:
        return
    import ctypes

    for each in (None, True, False, NotImplemented, ...):
        ctypes.c_ssize_t.from_address(id(each)).value += _PLENTY
