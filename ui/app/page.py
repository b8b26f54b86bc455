"""Pages with actions of their own: their keys work while the page can be seen, their buttons stand at the bottom right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.app.actions import PRIMARY_KEY, ActionSet, ActionSpec
from ui.app.tabs import Tab
from ui.app.tokens import GRID
from ui.widgets.buttons import ActionButton

if TYPE_CHECKING:
    from ui.app.screen import Screen


class Page(Tab):
    """A tab or a page of one; its keys work while it is in front."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.acts: ActionSet | None = None
        self._footer: QHBoxLayout | None = None

    def equip(self, specs: Iterable[ActionSpec], handlers: Mapping[str, Callable[[], object]]) -> ActionSet:
        """Make these actions live while the page is in front."""
        self.acts = ActionSet(self, specs, handlers, self.place.user.role)
        return self.acts

    def add_footer(self, action_id: str, *, primary: bool = False) -> ActionButton:
        """Add a button for an action to the row at the bottom right; the one primary button comes last."""
        if self.acts is None:
            message = "equip comes first"
            raise RuntimeError(message)
        button = ActionButton(self.acts[action_id], kind="primary" if primary else "secondary")
        self.add_button(button)
        return button

    def add_button(self, button: QWidget) -> None:
        """Add any button to that row."""
        if self._footer is None:
            self._footer = QHBoxLayout()
            self._footer.setSpacing(GRID)
            self._footer.addStretch(1)
            self.body.addLayout(self._footer)
        self._footer.addWidget(button)


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
