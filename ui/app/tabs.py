"""A screen that is a bar of tabs, and what a tab is.

Each tab is made when it is first looked at, and read anew when it comes to the front or what the screen shows changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from gallery_pos.documents import Role
from gallery_pos.language import tr, tr_noop
from ui.app.actions import EVERYBODY, ActionSpec
from ui.app.screen import Screen
from ui.app.tokens import GRID
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from ui.workplace import Workplace


class Tab(QWidget):
    """The base of a tab: a page that reads for itself. Its buttons stand in it; the primary one is at its bottom right, on F12.

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
        """Take what another screen handed over: ``open_screen(id of the screen, (id of the tab, what))``."""

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


class TabbedScreen(Screen):
    """Shows one tab at a time; a screen says in ``tabs`` and ``kinds`` what it shows."""

    tabs: ClassVar[tuple[TabSpec, ...]] = ()
    """The tabs in the order in which they stand."""
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("tabs.next", tr_noop("Bagian berikutnya"), "F6", "caret-double-right"),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._specs = [spec for spec in self.tabs if place.user.role in spec.roles]
        self._made: dict[str, Tab] = {}
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self._stack = PageStack()
        for spec in self._specs:
            self.bar.addTab(tr(spec.title))
        self.bar_row = QHBoxLayout()
        self.bar_row.addWidget(self.bar, 1)
        self.body.addLayout(self.bar_row)
        self.body.addWidget(self._stack, 1)
        self.set_actions({"tabs.next": self._next, **self.more_actions()})
        self.bar.currentChanged.connect(self._on_tab)

    def more_actions(self) -> dict[str, Callable[[], object]]:
        """Return what a screen's own actions do, those that are live in every tab."""
        return {}

    def tab(self) -> Tab:
        """Return the tab in front, made now where this is its first time."""
        spec = self._specs[self.bar.currentIndex()]
        if spec.id not in self._made:
            self._made[spec.id] = spec.load()(self)
            self._stack.addWidget(self._made[spec.id])
        return self._made[spec.id]

    def show_tab(self, tab_id: str) -> Tab:
        """Bring a tab to the front; one that the person's role has not leaves the tab that is there."""
        ids = [spec.id for spec in self._specs]
        if tab_id in ids:
            self.bar.setCurrentIndex(ids.index(tab_id))
        return self.tab()

    def _next(self) -> None:
        self.bar.setCurrentIndex((self.bar.currentIndex() + 1) % self.bar.count())

    def _on_tab(self) -> None:
        self.banner.clear()
        tab = self.tab()
        self._stack.setCurrentWidget(tab)
        tab.refresh()
        tab.entered()

    # -- what the window asks

    def refresh(self) -> None:
        """Read the tab in front again; the others are read when they come to the front."""
        tab = self.tab()
        self._stack.setCurrentWidget(tab)
        tab.refresh()

    def entered(self) -> None:
        """Put the focus where work begins."""
        self.tab().entered()

    def receive(self, what: object) -> None:
        """Show a tab by its id, or a tab and what it is to take by ``(id, what)``."""
        if isinstance(what, str):
            self.show_tab(what)
        elif isinstance(what, tuple):
            self.show_tab(str(what[0])).receive(what[1])

    def on_scan(self, code: str) -> bool:
        """Give a scan to the tab in front."""
        return self.tab().on_scan(code)
