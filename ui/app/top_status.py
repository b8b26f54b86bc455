"""What the top bar tells: where one is, whose shift it is, what wants doing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gallery_pos.desk import Changes
from gallery_pos.formatting import format_count, format_date, format_time
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from ui.widgets.top_bar import Reminder

if TYPE_CHECKING:
    from datetime import date

    from ui.main_window import MainWindow
    from ui.workplace import Workplace

_SHOWN = Changes.STOCK | Changes.SHIFTS | Changes.SALES | Changes.SETTLEMENT | Changes.OUTLETS
_SOON_DAYS = 14
_LONG_DAYS = 45
_LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class _Found:
    expired: int
    soon: int
    shift: str
    unpaid: int
    oldest: date | None


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
        from db.queries.settlement import owed
        from db.queries.stock import expiring

        place = self._place
        desk, database = place.desk(), place.gallery.database
        lots = expiring(database, on=desk.today(), within=_SOON_DAYS, outlet=desk.outlet)
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        shift = ""
        if drawer is not None:
            opened = drawer.opened.posted_at.astimezone(desk.timezone)
            shift = tr("sif sejak {time}").format(time=format_time(opened.time()))
        late = [
            row for row in owed(database, only_open=True) if row.since and (desk.today() - row.since).days > _LONG_DAYS
        ]
        return _Found(
            expired=sum(1 for lot in lots if lot.days < 0),
            soon=sum(1 for lot in lots if lot.days >= 0),
            shift=shift,
            unpaid=len(late),
            oldest=min((row.since for row in late if row.since), default=None),
        )

    def _show(self, found: _Found) -> None:
        top, go = self._window.top, self._window.open
        top.show_person(_short(self._place.user.name), found.shift)
        told: list[Reminder] = []
        if found.expired:
            text = tr("{count} lot sudah kedaluwarsa").format(count=format_count(found.expired))
            told.append(Reminder(text, "danger", partial(go, "stock", ("expiring", "past"))))
        if found.soon:
            text = tr("{count} lot kedaluwarsa dalam {days} hari")
            told.append(
                Reminder(
                    text.format(count=format_count(found.soon), days=_SOON_DAYS),
                    "attention",
                    partial(go, "stock", "expiring"),
                )
            )
        if found.unpaid and found.oldest and self._place.may(Act.PAY):
            text = tr("{count} penitip menunggu bayaran sejak {day} atau sesudahnya")
            told.append(
                Reminder(
                    text.format(count=format_count(found.unpaid), day=format_date(found.oldest)),
                    "attention",
                    partial(go, "settlement"),
                )
            )
        top.show_reminders(told)


def _short(name: str) -> str:
    """Return a name that leaves the outlet its room in the bar."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
