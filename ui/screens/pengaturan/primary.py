"""The one button of a page of settings that keeps it: on F12 as everywhere, while its page is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from ui.app.actions import ICON_NAME, on_trigger
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import PRIMARY_KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def primary_button(
    page: QWidget, text: str, on_click: Callable[[], object], icon_name: str, *, enabled: bool = True
) -> ActionButton:
    """Return the button; its key works only while ``page`` can be seen."""
    action = QAction(text, page)
    action.setShortcut(QKeySequence(PRIMARY_KEY))
    action.setAutoRepeat(False)
    action.setProperty(ICON_NAME, icon_name)
    action.setEnabled(enabled)
    on_trigger(action, on_click)
    page.addAction(action)
    return ActionButton(action, kind="primary")
