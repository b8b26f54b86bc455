"""The single presenter: everything that goes well or wrong is told to people from here and nowhere else.

=============  =====================================================================================
RuleBroken     a banner in place: what the rule says and what to do
BadInput       a list of every problem with row, column, value and reason, which can be saved
Trouble        a dialog: what happened, what is safe, what to do; details fold out
anything else  a bug: logged under a number, shown with it; the cart is kept
=============  =====================================================================================
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gallery_pos.errors import BadInput, GalleryError, Problem, RuleBroken, Trouble
from gallery_pos.language import tr
from ui.app.error_dialogs import (
    MessageDialog,
    bad_input_dialog,
    bug_dialog,
    trouble_dialog,
    write_problems,
)
from ui.widgets.banner import Banner
from ui.widgets.text import Tone
from ui.widgets.toast import Toast, ToastAction, Toasts

_log = logging.getLogger(__name__)


class Feedback(QObject):
    """Presents errors and good news. One for the application; screens get it in their context.

    Signals:
        bug_met(str): a bug was logged under this number; carts are saved again on it, to be sure.
    """

    bug_met = Signal(str)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toasts: Toasts | None = None
        self._window: QWidget | None = None
        self._bug_shown: MessageDialog | None = None
        self.dialogs: list[MessageDialog] = []
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def set_window(self, window: QWidget, room: Callable[[], QRect] | None = None) -> None:
        """Show toasts and dialogs over this window from now on; ``room`` gives what toasts may cover of it."""
        self._window = window
        self._toasts = Toasts(window, room or window.rect)

    def toast(self, text: str, *actions: ToastAction, tone: Tone = "good") -> Toast | None:
        """Say in passing that something is done (``Tersimpan``), with at most two buttons for what can follow."""
        return self._toasts.show(text, actions, tone) if self._toasts is not None else None

    def show(self, error: BaseException, near: QObject | None = None) -> None:
        """Present an error; a broken rule appears in the banner closest to the widget ``near``."""
        if isinstance(error, RuleBroken) and (banner := _banner_of(near)) is not None:
            banner.say(error.what, f"{error.safe} {error.todo}".strip(), "attention")
        elif isinstance(error, BadInput) and error.problems:
            self._open(bad_input_dialog(error, self._save_problems, self._parent(near)))
        elif isinstance(error, GalleryError):
            if isinstance(error, Trouble):
                _log.info("trouble %s", error.code, exc_info=error)
            self._open(trouble_dialog(error, _details(error), self._parent(near)))
        else:
            self._show_bug(error, near)

    def show_from_anywhere(self, error: BaseException) -> None:
        """As :meth:`show`, from any thread; the exception hooks call this."""
        self._arrived.emit(error)

    @contextmanager
    def guard(self, near: QObject | None = None) -> Iterator[None]:
        """Present whatever goes wrong inside the ``with`` and go on after it."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 -- presenting every error is what this is for
            self.show(error, near)

    def _on_arrived(self, error: BaseException) -> None:
        self.show(error)

    def _show_bug(self, error: BaseException, near: QObject | None) -> None:
        """Log it; show it unless one is on the screen already: a bug in a timer would bury the counter."""
        number = secrets.token_hex(3).upper()
        _log.error("bug %s", number, exc_info=error)
        self.bug_met.emit(number)
        if self._bug_shown is None:
            self._bug_shown = bug_dialog(number, f"{number}\n{_details(error)}", self._parent(near))
            self._bug_shown.finished.connect(self._forget_bug)
            self._open(self._bug_shown)

    def _forget_bug(self) -> None:
        self._bug_shown = None

    def _open(self, dialog: MessageDialog) -> None:
        self.dialogs = [each for each in self.dialogs if isValid(each)] + [dialog]
        dialog.open()

    def _parent(self, near: QObject | None) -> QWidget | None:
        if isinstance(near, QWidget) and isValid(near) and near.window().isVisible():
            return near.window()
        return self._window

    def _save_problems(self, path: Path, problems: Sequence[Problem]) -> None:
        with self.guard():
            write_problems(path, problems)
            self.toast(tr("Daftar tersimpan"))


def _banner_of(near: QObject | None) -> Banner | None:
    """Return the banner of the closest ancestor that has one in its attribute ``banner``."""
    while near is not None:
        banner = getattr(near, "banner", None)
        if isinstance(banner, Banner):
            return banner
        near = near.parent()
    return None


def _details(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
