"""Buttons. None of them is ever a dialog's default: Enter, least of all a scanner's, must press nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from ui.app.actions import ICON_NAME
from ui.app.icons import icon
from ui.app.theme import colour, font, set_look

Kind = Literal["secondary", "primary", "danger", "quiet", "digit", "segment", "rail", "link"]
Size = Literal["normal", "small", "large"]

_INKS = {"primary": "on_primary", "danger": "on_danger", "quiet": "primary_text", "link": "primary_text"}
_KEY_SIZE = 12


class Button(QPushButton):
    """A push button of one ``kind`` and ``size``, with a Phosphor icon where one is named."""

    def __init__(
        self,
        text: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        kind: Kind = "secondary",
        size: Size = "normal",
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setProperty("kind", kind)
        self.setProperty("scale", size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(20, 20))
        self._kind = kind
        if icon_name:
            self.set_icon(icon_name)
        if on_click is not None:
            self._on_click = on_click
            self.clicked.connect(self._click)

    def set_icon(self, name: str) -> None:
        """Show the Phosphor icon ``name`` in the ink of this kind of button."""
        self.setIcon(icon(name, _INKS.get(self._kind, "ink"), on="on_primary_tint"))

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu when pressed."""
        self.setProperty("menu", "true")
        self.setMenu(menu)

    def set_kind(self, kind: Kind) -> None:
        """Become another kind of button."""
        self._kind = kind
        set_look(self, kind=kind)

    def _click(self) -> None:
        self._on_click()


class ActionButton(Button):
    """The button of a declared action: follows its text, icon and state and shows its key."""

    def __init__(
        self, action: QAction, *, kind: Kind = "secondary", size: Size = "normal", parent: QWidget | None = None
    ) -> None:
        super().__init__(kind=kind, size=size, parent=parent)
        self.action = action
        self._key = ""
        self._taken_away = False
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self.action
        self._key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(action.text())
        self.setEnabled(action.isEnabled())
        self.setToolTip(action.toolTip())
        if name := action.property(ICON_NAME):
            self.set_icon(name)
        # Never shown unless it was hidden here: showing a button without a parent would open a window.
        if not action.isVisible():
            self._taken_away = True
            self.hide()
        elif self._taken_away:
            self._taken_away = False
            self.show()
        self.updateGeometry()

    def _key_room(self) -> int:
        return QFontMetrics(font(_KEY_SIZE)).horizontalAdvance(self._key) + 20 if self._key else 0

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._key_room(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = option.rect.adjusted(0, 0, -self._key_room(), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        if self._key:
            self._draw_key(painter)

    def _draw_key(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = colour(_INKS.get(self._kind, "ink_soft") if self.isEnabled() else "ink_off")
        box = QRectF(self.width() - self._key_room() - 4, (self.height() - 20) / 2, self._key_room() - 8, 20)
        painter.setFont(font(_KEY_SIZE))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        ink.setAlphaF(0.4)
        painter.setPen(ink)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class IconButton(QToolButton):
    """A button that is only an icon; ``tip`` says what it does, also to a screen reader."""

    def __init__(
        self, name: str, tip: str, on_click: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.set_icon(name)
        self.setIconSize(QSize(20, 20))
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(36, 36)
        if on_click is not None:
            self._on_click = on_click
            self.clicked.connect(self._click)

    def set_icon(self, name: str) -> None:
        """Show another Phosphor icon."""
        self.setIcon(icon(name, "ink_soft"))

    def _click(self) -> None:
        self._on_click()


class Segments(QWidget):
    """A few choices side by side, exactly one chosen.

    Signals:
        chosen(str): the key of the choice that a person made.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """``choices`` are pairs of key and text; the first is chosen."""
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for index, (key, text) in enumerate(choices):
            button = Button(text, kind="segment")
            button.setCheckable(True)
            places = {0: "first", len(choices) - 1: "last"}
            button.setProperty("place", places.get(index, "middle"))
            button.setObjectName(key)
            self._group.addButton(button)
            self._buttons[key] = button
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)
        self.choose(choices[0][0])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def choose(self, key: str) -> None:
        """Choose without telling anybody."""
        self._buttons[key].setChecked(True)

    def choice(self) -> str:
        """Return the key of what is chosen."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def _on_clicked(self, button: QWidget) -> None:
        self.chosen.emit(button.objectName())
