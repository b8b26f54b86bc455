"""The one button of a page of settings that keeps it: on F12 as everywhere, while its page is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.app.actions import ActionSet, ActionSpec
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import PRIMARY_KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def primary_button(
    page: QWidget, text: str, on_click: Callable[[], object], icon_name: str, *, enabled: bool = True
) -> ActionButton:
    """Return the button; its key works only while ``page`` can be seen. ``text`` is marked with tr_noop.

    Whoever may not press it (``enabled`` False) does not see it, and the help does not tell him of it.
    """
    spec = ActionSpec("page.primary", text, PRIMARY_KEY, icon_name)
    action = ActionSet(page, (spec,), {spec.id: on_click})[spec.id]
    action.setVisible(enabled)
    return ActionButton(action, kind="primary")
