"""The screen is a bar of tabs; what each of them does is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QTabBar

from gallery_pos.desk import Changes
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSpec
from ui.app.screen import Screen
from ui.screens.pembinaan.tab import Tab, TabSpec

if TYPE_CHECKING:
    from ui.workplace import Workplace

TABS: tuple[TabSpec, ...] = ()
"""The tabs in the order of what happens to a product on its way to the shelf."""


class GuidanceScreen(Screen):
    """Shows one tab at a time; each is made when it is first looked at, and read anew when it comes to the front."""

    kinds: ClassVar[Changes] = (
        Changes.LEGALITY | Changes.PRODUCTS | Changes.CONSIGNORS | Changes.STOCK | Changes.OUTLETS
    )
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("guidance.tab", tr_noop("Bagian berikutnya"), "F6", "caret-double-right"),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._specs = [spec for spec in TABS if place.user.role in spec.roles]
        self._made: dict[str, Tab] = {}
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self._stack = QStackedWidget()
        for spec in self._specs:
            self.bar.addTab(tr(spec.title))
        self.body.addWidget(self.bar)
        self.body.addWidget(self._stack, 1)
        self.set_actions({"guidance.tab": self._next})
        self.bar.currentChanged.connect(self._on_tab)

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
