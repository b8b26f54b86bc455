"""A word at the top of the window that something is done, gone again after a few seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
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
        edge = GRID // 2 if actions else GRID
        row.setContentsMargins(2 * GRID, edge, GRID if actions else 2 * GRID, edge)
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

    def whole_width(self) -> int:
        """Return the pixels that it takes with its words on one line."""
        words = self._label.fontMetrics().horizontalAdvance(self.text) + 2
        return self.sizeHint().width() - self._label.sizeHint().width() + max(words, self._label.sizeHint().width())

    def _act(self, call: Callable[[], object]) -> None:
        self.close()
        call()


class Toasts(QObject):
    """Keeps the messages of one window, three at most, and shows the newest; the one before it comes back when it goes.

    They stand in the bar at the top, beside the title: down in the screens they would cover sums that are being read, or
    the buttons under them.
    """

    def __init__(self, window: QWidget, room: Callable[[], QRect]) -> None:
        """``room`` gives the part of the window that messages may cover."""
        super().__init__(window)
        self._window = window
        self._room = room
        self._toasts: list[Toast] = []
        self._later = QTimer(self, singleShot=True, interval=0)  # its parts have their places after the window itself
        self._later.timeout.connect(self._place)
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
        return toast

    def texts(self) -> list[str]:
        """Return what is shown now, oldest first."""
        return [toast.text for toast in self._toasts]

    def _place(self) -> None:
        for toast in self._toasts[:-1]:
            toast.hide()
        for toast in self._toasts[-1:]:
            room = self._room()
            width = min(toast.whole_width(), room.width())
            height = toast.heightForWidth(width) if toast.hasHeightForWidth() else toast.sizeHint().height()
            toast.resize(width, height)
            toast.move(room.left(), room.top() + max((room.height() - toast.height()) // 2, 0))
            toast.show()
            toast.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._later.start()
        elif event.type() == QEvent.Type.Close and isinstance(watched, Toast):
            self._toasts = [toast for toast in self._toasts if toast is not watched]
            self._place()
        return False
