"""The base of every dialog.

A dialog has a title, a body, and its buttons at the bottom right, the primary one last and on F12 like the primary
action of every screen. Escape leaves. Enter presses nothing: it may come from a scanner.

It goes for good when it is closed. Open it with ``open()`` and give it a parent, and connect a signal for its answer;
``exec()`` would stop the counter. (A dialog without a parent that is left to Python's garbage collector crashes
PySide 6.12 where widgets were put into a nested layout before that layout was put into its parent.)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.actions import PRIMARY_KEY, on_trigger
from ui.app.breath import AFTER_ANSWER, Breath
from ui.app.theme import dress
from ui.app.tokens import GRID
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton, Button, Kind
from ui.widgets.text import Label

_MARGIN = 3 * GRID
_AROUND = QSize(6 * GRID, 6 * GRID)
_LEAST = QSize(640, 420)


class Dialog(QDialog):
    """Build in :attr:`body`; broken rules of what is done in here appear in :attr:`banner`."""

    def __init__(self, title: str, parent: QWidget | None, *, hint: str = "", enter_closes: bool = False) -> None:
        """``enter_closes`` is for messages that post nothing: Enter means that they were read."""
        super().__init__(parent)
        if parent is None:
            dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._enter_closes = enter_closes
        self._breath = Breath()
        self.banner = Banner()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.setSpacing(2 * GRID)
        self.head = QHBoxLayout()
        outer.addLayout(self.head)
        self.head.setSpacing(2 * GRID)
        words = QVBoxLayout()
        self.head.addLayout(words, 1)
        words.setSpacing(2)
        words.addWidget(Label(title, "heading", wrap=True))
        if hint:
            words.addWidget(Label(hint, "soft", wrap=True))
        outer.addWidget(self.banner)
        self.body = QVBoxLayout()
        outer.addLayout(self.body, 1)
        self.body.setSpacing(2 * GRID)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons = QHBoxLayout()
        outer.addLayout(self._buttons)
        self._buttons.setSpacing(GRID)
        self._buttons.addStretch(1)

    def spread(self, width: int, height: int) -> None:
        """Take so much room, less where the window behind is smaller: it stays in sight around the dialog."""
        behind = self.parentWidget()
        room = behind.size() if behind is not None else QSize(width, height) + _AROUND
        self.resize((room - _AROUND).boundedTo(QSize(width, height)).expandedTo(_LEAST))

    def add_button(
        self, text: str, on_click: Callable[[], object], *, icon_name: str = "", kind: Kind = "secondary"
    ) -> Button:
        """Add a button at the right of those that are there."""
        button = Button(text, on_click, kind=kind, icon_name=icon_name)
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str = "") -> Button:
        """Add the way out that does nothing."""
        return self.add_button(text or tr("Batal"), self.reject)

    def add_primary(self, text: str, on_click: Callable[[], object], *, kind: Kind = "primary") -> ActionButton:
        """Add the one button that does what the dialog is for; F12 presses it too."""
        action = QAction(text, self)
        action.setShortcut(QKeySequence(PRIMARY_KEY))
        action.setAutoRepeat(False)
        self.addAction(action)
        button = ActionButton(action, kind=kind)
        # The key must not do what the button does not let anybody do.
        on_trigger(action, lambda: on_click() if button.isEnabled() and not self._is_fresh() else None)
        self._buttons.addWidget(button)
        return button

    def _is_fresh(self) -> bool:
        return self.isVisible() and not (self._breath.is_over() and AFTER_ANSWER.is_over())

    def done(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            AFTER_ANSWER.begin()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self._breath.begin()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if self._enter_closes:
                self.accept()
        else:
            super().keyPressEvent(event)
