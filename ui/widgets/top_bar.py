"""The bar at the top: where one is, who is at the till, and what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.icons import icon
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.widgets.buttons import Button
from ui.widgets.status import Status, StatusLight
from ui.widgets.text import ElidedLabel, Label, Tone

_INKS: dict[Tone, str] = {"danger": "danger_text", "attention": "attention_text"}
_TITLES = 176
"""Pixels that hold the titles of the screens: messages have one place, whatever screen they come in."""
_ICONS: dict[Tone, str] = {"danger": "warning-octagon", "attention": "warning"}


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that wants doing: a report that is due, goods that expire. ``act`` leads there.

    One that ``stands`` in the bar itself cannot be overlooked by not opening the list.
    """

    text: str
    tone: Tone = "attention"
    act: Callable[[], object] | None = None
    stands: bool = False


class TopBar(QFrame):
    """Title of the screen, outlet; at the right reminders, the printer's light and the person.

    Signals:
        person_asked(): a click on the person: change cashier.
        printer_asked(): a click on the printer's light: what is queued.
    """

    person_asked = Signal()
    printer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "top")
        self.setFixedHeight(56)
        self._title = Label("", "heading")
        self._outlet = ElidedLabel("", "soft")
        self._reminders = Button("", icon_name="bell", kind="quiet", size="small")
        self._menu = QMenu(self._reminders)
        self._reminders.set_menu(self._menu)
        self._reminders.hide()
        self.standing = StatusLight(status=Status.TROUBLE)
        self.standing.clicked.connect(lambda: self._stands and self._stands())
        self.standing.hide()
        self._stands: Callable[[], object] | None = None
        self.printer = StatusLight(tr("Printer"), Status.OFF)
        self.printer.clicked.connect(self.printer_asked)
        self._person = Button("", icon_name="user-circle", kind="quiet", size="small")
        self._person.clicked.connect(self.person_asked)
        self._person.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 0, GRID, 0)
        row.setSpacing(2 * GRID)
        row.addLayout(words)
        row.addWidget(self._outlet, 1)
        row.addWidget(self.standing)
        row.addWidget(self._reminders)
        row.addWidget(self.printer)
        row.addWidget(self._person)

    def show_title(self, title: str) -> None:
        """Say where one is."""
        self._title.setText(title)

    def beside_title(self) -> QRect:
        """Return the bar but for the title of the screen: what may be covered for a few seconds."""
        left = max(self._title.geometry().right() + 2 * GRID, _TITLES)
        return self.rect().adjusted(left, 0, -GRID, 0)

    def show_outlet(self, outlet: str) -> None:
        """Name the outlet."""
        self._outlet.setText(outlet)

    def show_person(self, name: str, shift: str = "") -> None:
        """Name who is at the till and the state of his shift."""
        self._person.setText(f"{name} · {shift}" if shift else name)
        self._person.setToolTip(tr("Ganti kasir"))
        self._person.setVisible(bool(name))

    def show_reminders(self, reminders: Sequence[Reminder]) -> None:
        """Show how many things want doing; a click lists them. The first that stands in the bar is told there too."""
        self._menu.clear()
        for reminder in reminders:
            picture = icon(_ICONS.get(reminder.tone, "info"), _INKS.get(reminder.tone, "info"))
            action = self._menu.addAction(picture, reminder.text)
            if reminder.act is not None:
                action.triggered.connect(reminder.act)
        self._reminders.setText(tr("{count} pengingat").format(count=len(reminders)))
        self._reminders.setVisible(bool(reminders))
        standing = next((each for each in reminders if each.stands), None)
        self._stands = standing.act if standing else None
        self.standing.show_status(Status.TROUBLE, standing.text if standing else "")
        self.standing.setVisible(standing is not None)


class Strip(QFrame):
    """A line across the window that nobody can overlook: these are not the real books."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "strip")
        self._label = Label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 4, 2 * GRID, 4)
        row.addStretch(1)
        row.addWidget(self._label)
        row.addStretch(1)
        self.hide()

    def show_mode(self, mode: str) -> None:
        """Show ``practice`` or ``demo``; "" for the real books."""
        texts = {
            "practice": tr("LATIHAN — tidak ada yang masuk pembukuan galeri"),
            "demo": tr("PERAGAAN — data karangan, bukan pembukuan galeri"),
        }
        self.setVisible(mode in texts)
        self._label.setText(texts.get(mode, ""))
        set_look(self, tone=mode)
