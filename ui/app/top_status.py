"""What the top bar tells: where one is, whose shift it is, what wants doing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gallery_pos.desk import Changes
from gallery_pos.formatting import format_time
from gallery_pos.language import tr
from ui.app.reminders import Reminder, read_reminders
from ui.widgets.top_bar import Reminder as Shown

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workplace import Workplace

_SHOWN = (
    Changes.STOCK
    | Changes.SHIFTS
    | Changes.SALES
    | Changes.SETTLEMENT
    | Changes.OUTLETS
    | Changes.PRODUCTS
    | Changes.CONSIGNORS
    | Changes.LEGALITY
    | Changes.REPORTING
)
_LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class _Found:
    shift: str
    reminders: list[Reminder]


class TopStatus(QObject):
    """Keeps the top bar of ``window`` up with the books; reads on the worker, never on the UI thread."""

    def __init__(self, place: Workplace, window: MainWindow) -> None:
        super().__init__(window)
        self._place, self._window = place, window
        place.bus.changed.connect(self._on_changed)
        window.built.connect(self.show_now)
        self.show_now()

    def _on_changed(self, kinds: Changes, _initiator: object) -> None:
        if kinds & _SHOWN:
            self.show_now()

    def show_now(self) -> None:
        """Read again and show."""
        self._window.top.show_outlet(self._place.gallery.outlet().name)
        self._place.runner.run(self, self._read, self._show)

    def _read(self) -> _Found:
        place = self._place
        desk = place.desk()
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        shift = ""
        if drawer is not None:
            opened = drawer.opened.posted_at.astimezone(desk.timezone)
            shift = tr("sif sejak {time}").format(time=format_time(opened.time()))
        return _Found(shift, read_reminders(place))

    def _show(self, found: _Found) -> None:
        top, go = self._window.top, self._window.open
        top.show_person(_short(self._place.user.name), found.shift)
        top.show_reminders(
            [Shown(each.text, each.tone, partial(go, each.screen, each.what), each.stands) for each in found.reminders]
        )


def _short(name: str) -> str:
    """Return a name that leaves the outlet its room in the bar."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
