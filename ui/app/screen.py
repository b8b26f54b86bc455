'''What a screen is, and how one is written.

A whole screen, from its declaration to its refresh::

    """Barang yang dititipkan: what is on the shelf."""

    class StockScreen(Screen):
        kinds = Changes.STOCK | Changes.PRODUCTS
        specs = (
            ActionSpec("stock.count", tr_noop("Hitung fisik"), "F5", "clipboard-text", KEEPERS),
            ActionSpec("stock.write_off", tr_noop("Hapus barang…"), "F8", "trash-simple", KEEPERS),
        )

        def __init__(self, place: Workplace) -> None:
            super().__init__(place)
            first = Button(tr("Terima barang"), lambda: self.open_screen("intake"), kind="primary")
            empty = EmptyState(tr("Belum ada barang"), tr("Terima titipan pertama untuk mulai."), first)
            self.list: TableView[StockRow] = TableView(
                COLUMNS, lambda row: row.product, empty, name="stok", on_export=exporter(place, self)
            )
            card = Card()
            card.set_tight()
            card.add(self.list, 1)
            self.body.addWidget(card, 1)
            self.set_actions({"stock.count": self._count, "stock.write_off": self._write_off})
            self.add_footer("stock.write_off")
            self.add_footer("stock.count", primary=True)

        def refresh(self) -> None:
            self.read(lambda: queries.stock(self.place.gallery.database), self.list.show_rows)

        def _write_off(self) -> None:
            row = self.list.current()
            if row is None:
                self.banner.say(tr("Pilih barangnya dulu."))
            elif self.do(lambda: write_off(self.place.desk(), product=row.product)) is not None:
                self.place.feedback.toast(tr("Tersimpan"))

``COLUMNS`` are :class:`ui.app.tables.Column`; the screen is registered by a :class:`ScreenSpec` with its import path in
:mod:`ui.app.screens` and made when it is first shown. It is thrown away and made anew when the language or the person
changes, so whatever must outlive that (a cart, a half-filled form) belongs on disk.
'''

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from gallery_pos.desk import Changes, Done
from gallery_pos.documents import Role
from ui.app.actions import EVERYBODY, ActionSet, ActionSpec
from ui.app.tasks import Progress, Task
from ui.app.tokens import GRID
from ui.widgets.banner import Banner
from ui.widgets.buttons import ActionButton
from ui.widgets.progress import ProgressDialog

if TYPE_CHECKING:
    from ui.workplace import Workplace

_T = TypeVar("_T")
_LOW = 560
"""Pixels of height below which a screen keeps less air: a window of 600, a part of which is the top bar."""


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """A place in the rail. ``title`` is Indonesian, marked with tr_noop; ``factory`` is ``package.module:Class``.

    ``Class(place)`` must return a :class:`Screen`; nothing is imported before the screen is first shown.
    """

    id: str
    title: str
    icon: str
    factory: str
    roles: frozenset[Role] = EVERYBODY

    def load(self) -> type[Screen]:
        """Import and return the class of the screen."""
        module, _, name = self.factory.partition(":")
        made = getattr(import_module(module), name)
        if not (isinstance(made, type) and issubclass(made, Screen)):
            message = f"{self.factory} is no screen"
            raise TypeError(message)
        return made


class Screen(QWidget):
    """One of the things a person does in this application, filling the window but for rail and top bar.

    Class attributes:
        kinds: the kinds of data it shows; :meth:`refresh` is called when one of them changes.
        specs: its actions; give their functions to :meth:`set_actions`.

    Attributes:
        place: the open gallery, the person, the bus, the runner, feedback and settings.
        banner: the message in place, at the top; broken rules appear in it.
        body: the layout to build in.

    Signals:
        screen_asked(str, object): show the screen with this id, and hand it this (a code, say) by :meth:`receive`.
        anew_asked(): what the whole window stands on is another (the outlet of this machine): build it anew.
    """

    kinds: ClassVar[Changes] = Changes.NONE
    specs: ClassVar[tuple[ActionSpec, ...]] = ()

    screen_asked = Signal(str, object)
    anew_asked = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.banner = Banner()
        self.actions_by_id: ActionSet | None = None
        self._stale = True
        outer = QVBoxLayout(self)
        self._outer = outer
        self.body = QVBoxLayout()
        self._footer = QHBoxLayout()
        self._footer.setSpacing(GRID)
        self._footer.addStretch(1)
        outer.addWidget(self.banner)
        outer.addLayout(self.body, 1)
        outer.addLayout(self._footer)
        self._air(2 * GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low, what is shown needs the room more than the air around it does."""
        super().resizeEvent(event)
        self._air(GRID if event.size().height() < _LOW else 2 * GRID)

    def _air(self, air: int) -> None:
        self._outer.setContentsMargins(2 * GRID, air, 2 * GRID, air)
        self._outer.setSpacing(GRID + air // 4)
        self.body.setSpacing(air)

    # -- for screens to override

    def refresh(self) -> None:
        """Read again what is shown. Called before the first look, and whenever :attr:`kinds` have changed."""

    def entered(self) -> None:
        """Called each time the screen comes to the front: put the focus where work begins."""

    def receive(self, what: object) -> None:
        """Take what another screen handed over when it asked for this one."""

    def on_scan(self, code: str) -> bool:
        """Take a scanned code; False where this screen has no use for it."""
        del code
        return False

    def may_leave(self) -> bool:
        """Tell whether the window may close now; say in the banner why not. Nothing is lost by leaving a screen."""
        return True

    # -- for screens to use

    def set_actions(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Make the declared actions live; every spec needs its function."""
        self.actions_by_id = ActionSet(self, self.specs, handlers, self.place.user.role)

    def action(self, action_id: str) -> QAction:
        """Return a live action, for buttons and menus."""
        if self.actions_by_id is None:
            message = "set_actions comes first"
            raise RuntimeError(message)
        return self.actions_by_id[action_id]

    def add_footer(self, action_id: str, *, primary: bool = False) -> ActionButton:
        """Add a button for an action to the row at the bottom right; the one primary button comes last."""
        button = ActionButton(self.action(action_id), kind="primary" if primary else "secondary")
        self._footer.addWidget(button)
        return button

    def open_screen(self, screen_id: str, what: object = None) -> None:
        """Ask the window for another screen."""
        self.screen_asked.emit(screen_id, what)

    def do(self, act: Callable[[], Done[_T]]) -> _T | None:
        """Call a quick service here and now, announce what it changed and return its value.

        None where it failed, which has been presented by then. Ids are made before ``act``, so that doing it again after
        an error is the same document again.
        """
        self.banner.clear()
        with self.place.feedback.guard(self):
            done = act()
            self.place.announce(done, self)
            self.refresh_for(done.changes)
            return done.value
        return None

    def read(self, job: Callable[[], _T], done: Callable[[_T], object]) -> Task:
        """Read off the UI thread, then show; nothing happens where the screen is gone by then."""
        return self.place.runner.run(self, job, done)

    def work(self, title: str, job: Callable[[Progress], _T], done: Callable[[_T], object]) -> Task:
        """Do something long off the UI thread behind a dialog with progress, time left and Cancel."""
        task = self.place.runner.run_long(self, job, done)
        ProgressDialog(task, title, self)
        return task

    # -- what the help on F1 shows

    def live_specs(self) -> list[ActionSpec]:
        """Return what can be done now: the actions of the pages in front, then the screen's own."""
        pages = [each for each in self.findChildren(ActionSet) if each.is_live() and each is not self.actions_by_id]
        own = [self.actions_by_id] if self.actions_by_id is not None else []
        return [spec for each in (*pages, *own) for spec in each.visible()]

    def parts(self) -> list[str]:
        """Return the titles of the tabs in front, the outer one first."""
        bars = [bar for bar in self.findChildren(QTabBar) if bar.isVisible()]
        return [bar.tabText(bar.currentIndex()).replace("&&", "&") for bar in bars]

    # -- the machinery

    def on_changed(self, kinds: Changes, initiator: object) -> None:
        """Take note of a change somebody announced; the window connects this to the bus."""
        if initiator is not self:
            self.refresh_for(kinds)

    def refresh_for(self, kinds: Changes) -> None:
        """Refresh where one of ``kinds`` is shown here: now if visible, else before the next look."""
        if kinds & self.kinds:
            if self.isVisible():
                self._refresh_now()
            else:
                self._stale = True

    def _refresh_now(self) -> None:
        self._stale = False
        with self.place.feedback.guard(self):
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh_now()
        if not event.spontaneous():
            self.entered()
