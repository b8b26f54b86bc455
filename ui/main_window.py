"""The window: a rail, a top bar and one screen at a time. It knows no screen by name and no business."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from gallery_pos.desk import Changes
from gallery_pos.documents import UserRevised
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSet, ActionSpec
from ui.app.help import HelpDialog
from ui.app.icons import picture
from ui.app.scan_router import ScanRouter
from ui.app.scanner import Scanner
from ui.app.screen import Screen, ScreenSpec
from ui.app.screens import HOME, SCREENS
from ui.app.theme import ThemeName, apply_theme, dress
from ui.widgets.rail import Place, Rail
from ui.widgets.stack import PageStack
from ui.widgets.top_bar import Strip, TopBar
from ui.workplace import Workplace

_log = logging.getLogger(__name__)

NARROW_BELOW = 1100
"""Pixels of width under which the rail shows icons alone."""

_KEYED = 9


class MainWindow(QMainWindow):
    """Shows the screens that the person's role may see, each made when it is first wanted.

    Signals:
        shown_screen(str): another screen is in front.
        closing(): the window is about to go; wait for what must not be lost.
        built(): rail and top bar are new (another language, another person): fill the top bar again.
        person_asked(), printer_asked(): clicks in the top bar.
    """

    shown_screen = Signal(str)
    built = Signal()
    person_asked = Signal()
    printer_asked = Signal()
    closing = Signal()

    def __init__(self, place: Workplace, specs: Sequence[ScreenSpec] = SCREENS) -> None:
        super().__init__()
        self._place = place
        self._specs = tuple(specs)
        self._screens: dict[str, Screen] = {}
        self._current = ""
        self._mode = ""
        self.setWindowIcon(picture("galeri"))
        self.setMinimumSize(800, 480)
        place.feedback.set_window(self, self._toast_room)
        place.bus.changed.connect(self._on_changed)
        dress(self)
        self._build()

    def _build(self) -> None:
        """Make everything that has words on it; done again for another language or another person."""
        self.setWindowTitle(tr("Galeri POS"))
        self.rail = Rail()
        self.top = TopBar()
        self.strip = Strip()
        self._stack = PageStack()
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in (self.strip, self.top):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        centre = QWidget()
        centre.setProperty("surface", "ground")
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self.rail.chosen.connect(self.open)
        self.rail.theme_asked.connect(self.toggle_theme)
        self.rail.help_asked.connect(self.show_help)
        self.top.person_asked.connect(self.person_asked)
        self.top.printer_asked.connect(self.printer_asked)
        self._declare_actions(centre)
        keys = {spec.id: f"Ctrl+{at}" for at, spec in enumerate(self._visible()[:_KEYED], 1)}
        self.rail.show_places([Place(s.id, tr(s.title), s.icon, keys.get(s.id, "")) for s in self._visible()])
        self.rail.set_narrow(narrow=self.width() < NARROW_BELOW)
        self.strip.show_mode(self._mode)
        self.top.show_person(self._place.user.name)

    def _declare_actions(self, centre: QWidget) -> None:
        visible = self._visible()[:_KEYED]
        specs = [ActionSpec("window.help", tr_noop("Bantuan dan tombol"), "F1", "question")]
        handlers: dict[str, Callable[[], object]] = {"window.help": self.show_help}
        for at, spec in enumerate(visible, 1):
            specs.append(ActionSpec(f"go.{spec.id}", spec.title, f"Ctrl+{at}", spec.icon))
            handlers[f"go.{spec.id}"] = partial(self.open, spec.id)
        self._actions = ActionSet(centre, specs, handlers)  # the old ones went with the old widget

    def _visible(self) -> list[ScreenSpec]:
        return [spec for spec in self._specs if self._place.user.role in spec.roles]

    def _toast_room(self) -> QRect:
        room = self.top.beside_title()
        return QRect(self.top.mapTo(self, room.topLeft()), room.size())

    # -- screens

    def open_home(self) -> None:
        """Show where the person's role begins."""
        visible = [spec.id for spec in self._visible()]
        home = HOME[self._place.user.role]
        self.open(home if home in visible else visible[0])

    def open(self, screen_id: str, what: object = None) -> None:
        """Show a screen, making it where this is the first time, and hand it ``what`` came with the wish."""
        spec = next((each for each in self._visible() if each.id == screen_id), None)
        if spec is None:
            self._place.feedback.toast(tr("Bagian ini tidak terbuka untuk peran Anda."), tone="attention")
            return
        with self._place.feedback.guard(self):
            screen = self._screens.get(screen_id) or self._make(spec)
            self._current = screen_id
            self.top.show_title(tr(spec.title))
            self._stack.setCurrentWidget(screen)
            if what is not None:
                screen.receive(what)
            self.shown_screen.emit(screen_id)
        self.rail.show_current(self._current)

    def _make(self, spec: ScreenSpec) -> Screen:
        screen = spec.load()(self._place)
        screen.screen_asked.connect(self.open)
        screen.anew_asked.connect(self._rebuild, Qt.ConnectionType.QueuedConnection)
        self._screens[spec.id] = screen
        self._stack.addWidget(screen)
        return screen

    def current(self) -> Screen | None:
        """Return the screen in front."""
        return self._screens.get(self._current)

    def set_user(self, user: UserRevised) -> None:
        """Let another person sit down: other places, other rights, screens made anew."""
        self._place.user = user
        self._rebuild()

    def set_mode(self, mode: str) -> None:
        """Mark the window as ``practice`` or ``demo``; "" for the real books."""
        self._mode = mode
        self.strip.show_mode(mode)

    def _rebuild(self) -> None:
        before = self._current
        self._screens.clear()  # they go with the widget they stand in
        self._current = ""
        self._build()
        self.built.emit()
        if before in [spec.id for spec in self._visible()]:
            self.open(before)
        else:
            self.open_home()

    def _on_changed(self, kinds: Changes, initiator: object) -> None:
        for screen in list(self._screens.values()):
            screen.on_changed(kinds, initiator)

    # -- scanner, help, look

    def listen_to(self, scanner: Scanner) -> None:
        """Give what ``scanner`` reads to the screen in front."""
        self.scans = ScanRouter(scanner, self._place.feedback, self.current, self)

    def show_help(self) -> None:
        """Show every key that works now."""
        here, sections = self.current(), []
        if here is not None:
            title = next(spec.title for spec in self._specs if spec.id == self._current)
            sections.append((" · ".join([tr(title), *here.parts()]), here.live_specs()))
        sections.append((tr("Di semua layar"), self._actions.visible()))
        HelpDialog(sections, self).open()

    def toggle_theme(self) -> None:
        """Change between light and dark, and remember it."""
        app = QApplication.instance()
        look = self._place.settings.current.look
        name: ThemeName = "dark" if look.theme == "light" else "light"
        if isinstance(app, QApplication):
            apply_theme(app, name)
        with self._place.feedback.guard(self):
            self._place.settings.change(look=replace(look, theme=name))

    def toggle_full_screen(self) -> None:
        """Fill the screen, or give it back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=event.size().width() < NARROW_BELOW)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not all(screen.may_leave() for screen in self._screens.values()):
            event.ignore()
            return
        self.closing.emit()
        size = self.normalGeometry().size()
        before = self._place.settings.current.window
        window = replace(before, maximized=self.isMaximized())
        if size.width() >= self.minimumWidth() and size.height() >= self.minimumHeight():
            window = replace(window, width=size.width(), height=size.height())
        try:
            self._place.settings.change(window=window)
        except StorageTrouble as error:  # the size of a window must not keep anybody from going home
            _log.info("window size not kept: %s", error.what)
        super().closeEvent(event)
