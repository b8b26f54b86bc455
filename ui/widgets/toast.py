"""A word at the bottom of the window that something is done, gone again after a few seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.app.tokens import GRID
from ui.widgets.banner import IconLabel
from ui.widgets.buttons import Button
from ui.widgets.text import Label, Tone

ToastAction = tuple[str, Callable[[], object]]
"""The text of a button and what it does."""

_STAYS_MS = 5_000
_STAYS_WITH_ACTION_MS = 10_000
_MOST = 3
_MARGIN = 2 * GRID
_ABOVE_BUTTONS = 9 * GRID
_ICONS: dict[Tone, str] = {
    "good": "check-circle",
    "neutral": "info",
    "info": "info",
    "attention": "warning",
    "danger": "warning-octagon",
}


class Toast(QFrame):
    """One message with at most two buttons; pressing one closes it."""

    def __init__(self, parent: QWidget, text: str, actions: Sequence[ToastAction], tone: Tone) -> None:
        super().__init__(parent)
        self.setProperty("surface", "toast")
        self.setAccessibleName(text)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID if actions else 2 * GRID, GRID)
        row.setSpacing(GRID + 4)
        row.addWidget(IconLabel(_ICONS[tone], "toast_action"))
        self._label = Label(text, wrap=len(text) > 60)  # noqa: PLR2004 -- letters that fit on one line
        row.addWidget(self._label, 1)
        for words, call in actions:
            row.addWidget(Button(words, partial(self._act, call), kind="quiet", size="small"))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.close)
        self._timer.start(_STAYS_WITH_ACTION_MS if actions else _STAYS_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _act(self, call: Callable[[], object]) -> None:
        self.close()
        call()


class Toasts(QObject):
    """Keeps the messages of one window stacked at its bottom, newest lowest, three at most.

    They stand at the left above the row of buttons, so that they cover none.
    """

    def __init__(self, window: QWidget, left: Callable[[], int]) -> None:
        """``left`` gives the pixels at the left of the window that stay free, for its rail."""
        super().__init__(window)
        self._window = window
        self._left = left
        self._toasts: list[Toast] = []
        window.installEventFilter(self)

    def show(self, text: str, actions: Sequence[ToastAction] = (), tone: Tone = "good") -> Toast:
        """Show a message; a message that is already there is not shown twice."""
        for old in [toast for toast in self._toasts if toast.text == text]:
            old.close()
        while len(self._toasts) >= _MOST:
            self._toasts[0].close()
        toast = Toast(self._window, text, actions, tone)
        toast.installEventFilter(self)
        self._toasts.append(toast)
        self._place()
        toast.show()
        toast.raise_()
        return toast

    def texts(self) -> list[str]:
        """Return what is shown now, oldest first."""
        return [toast.text for toast in self._toasts]

    def _place(self) -> None:
        bottom = self._window.height() - _ABOVE_BUTTONS
        for toast in reversed(self._toasts):
            width = min(toast.sizeHint().width(), self._window.width() - self._left() - 2 * _MARGIN)
            toast.resize(width, max(toast.sizeHint().height(), toast.heightForWidth(width)))
            toast.move(self._left() + _MARGIN, bottom - toast.height())
            bottom -= toast.height() + GRID

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        elif event.type() == QEvent.Type.Close and isinstance(watched, Toast):
            self._toasts = [toast for toast in self._toasts if toast is not watched]
            self._place()
        return False
