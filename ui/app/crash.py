"""Nothing goes wrong unseen: exceptions nobody caught, Qt's own complaints and crashes all end up in the log.

Install the hooks before the QApplication is made. Exceptions are also presented; a crash of the process leaves its
stack in ``macet.txt`` beside the log.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOG_NAME = "catatan.log"
CRASH_NAME = "macet.txt"

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")
_LOG_BYTES = 1_000_000
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashHooks:
    """Hooks into Python, its threads and Qt. ``present`` shows an exception; it may be called on any thread."""

    def __init__(self, folder: Path, present: Callable[[BaseException], object]) -> None:
        self._present = present
        folder.mkdir(parents=True, exist_ok=True)
        self._handler = RotatingFileHandler(
            folder / LOG_NAME, maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._handler.setLevel(logging.INFO)
        self._crash_file: TextIO = (folder / CRASH_NAME).open("a", encoding="utf-8")
        self._faults = False
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def install(self) -> None:
        """Take over."""
        logging.getLogger().addHandler(self._handler)
        self._faults = not faulthandler.is_enabled()
        if self._faults:
            faulthandler.enable(self._crash_file)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(_on_qt_message)

    def remove(self) -> None:
        """Give everything back."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        if self._faults:
            faulthandler.disable()
        self._crash_file.close()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            self._before[0](kind, error, trace)
            return
        self._present(error.with_traceback(trace))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._present(args.exc_value)

    def _on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        """Log only: these come while objects are being torn down, when nobody can do anything about them."""
        _log.error("unraisable in %r", args.object, exc_info=args.exc_value)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = context.category if context is not None else ""
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, message)
