"""What the pages of Gerai have in common: their own actions, and the buttons for them at the bottom right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gallery_pos.documents import OutletKind
from gallery_pos.language import tr
from ui.app.actions import ActionSet, ActionSpec
from ui.app.names import OUTLETS, named
from ui.app.tabs import Tab
from ui.app.tokens import GRID
from ui.widgets.buttons import ActionButton

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised
    from ui.app.screen import Screen
    from ui.workplace import Workplace


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


class OutletBox(QComboBox):
    """Chooses one of some outlets."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` tells a screen reader what is chosen here."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumWidth(140)

    def offer(self, outlets: Iterable[OutletRevised]) -> None:
        """Offer outlets; the chosen one stays where it is among them. Nobody is told."""
        before = self.code()
        self.blockSignals(True)
        self.clear()
        for outlet in outlets:
            self.addItem(outlet.name, outlet.code)
        self.setCurrentIndex(max(self.findData(before), 0) if self.count() else -1)
        self.blockSignals(False)

    def code(self) -> str:
        """Return the code of the outlet that is chosen, "" where there is none."""
        found = self.currentData()
        return "" if found is None else str(found)

    def choose(self, code: str) -> bool:
        """Choose an outlet; False where it is not offered."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)
        return at >= 0


def open_outlets(place: Workplace) -> list[OutletRevised]:
    """Return the outlets in use, the gallery's own first, events last."""
    found = [outlet for outlet in place.gallery.book.outlets() if outlet.active]
    return sorted(found, key=lambda outlet: (not outlet.main, outlet.type is OutletKind.EVENT, outlet.name.casefold()))


def kind_words(kind: str, *, attended: bool) -> str:
    """Return what sort of place an outlet is, as people say it."""
    words = named(OUTLETS, kind)
    return words if attended else tr("{kind}, tanpa penjaga").format(kind=words)
