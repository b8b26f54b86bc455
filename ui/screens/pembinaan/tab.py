"""What a tab of Pembinaan is: a page that reads for itself, and is read anew when what it shows has changed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gallery_pos.documents import Role
from ui.app.actions import EVERYBODY
from ui.app.tokens import GRID

if TYPE_CHECKING:
    from ui.app.screen import Screen
    from ui.workplace import Workplace


class Tab(QWidget):
    """The base of a tab. Its buttons stand in it; the primary one is at its bottom right, on F12.

    Attributes:
        host: the screen, for its banner, ``do``, ``read``, ``work`` and ``open_screen``.
        place: the open gallery and who is at it.
        body: the layout to build in.
    """

    def __init__(self, host: Screen) -> None:
        super().__init__()
        self.host = host
        self.place: Workplace = host.place
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID + 4)

    def refresh(self) -> None:
        """Read again what is shown."""

    def entered(self) -> None:
        """Called when the tab comes to the front: put the focus where work begins."""

    def receive(self, what: object) -> None:
        """Take what another screen handed over: ``open_screen("guidance", (id of the tab, what))``."""

    def on_scan(self, code: str) -> bool:
        """Take a scanned code; False where the tab has no use for it."""
        del code
        return False


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab: ``title`` is Indonesian, marked with tr_noop; ``factory`` is ``package.module:Class``, made when first shown."""

    id: str
    title: str
    factory: str
    roles: frozenset[Role] = EVERYBODY

    def load(self) -> type[Tab]:
        """Import and return the class of the tab."""
        module, _, name = self.factory.partition(":")
        made = getattr(import_module(module), name)
        if not (isinstance(made, type) and issubclass(made, Tab)):
            message = f"{self.factory} is no tab"
            raise TypeError(message)
        return made
