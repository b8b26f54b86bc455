"""Bulan: every month of every outlet with the state of its report, and the one that is open in front of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from db.queries.months import month_states
from gallery_pos.language import tr, tr_noop
from gallery_pos.month_words import month_words
from gallery_pos.report_clock import WAITING, MonthState
from gallery_pos.services.calendar import outlets_seen
from ui.app.actions import ActionSpec
from ui.app.list_page import ListPage
from ui.app.pages import Pages, RowsPage
from ui.app.tables import Column, Kind
from ui.screens.laporan.months import words
from ui.screens.laporan.months.page import MonthPage
from ui.widgets.buttons import Segments
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox

if TYPE_CHECKING:
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_ALL, _WAITING, _LATE = "all", "waiting", "late"

COLUMNS: tuple[Column[MonthState], ...] = (
    Column(
        tr_noop("Bulan"),
        lambda row: row.month,
        text=lambda row: month_words(row.month),
        sort_key=lambda row: row.month,
        width=132,
        firm=True,
    ),
    Column(tr_noop("Gerai"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.outlet}"),
    Column(
        tr_noop("Laporan", "keadaan"),
        words.report_word,
        Kind.BADGE,
        tone=words.report_tone,
        tip=lambda row: row.notice,
    ),
    Column(tr_noop("Jatuh tempo"), lambda row: row.due, Kind.DATE, width=108),
    Column(
        tr_noop("Terlambat"),
        lambda row: row.late_days or None,
        Kind.NUMBER,
        text=words.late_word,
        tone=lambda row: "danger" if row.overdue else "neutral",
        width=84,
    ),
    Column(tr_noop("Disampaikan"), lambda row: row.sent_on, Kind.DATE, width=104),
    Column(tr_noop("Diterima"), lambda row: row.received_on, Kind.DATE, width=104, room=1_000),
    Column(
        tr_noop("Temuan"),
        lambda row: row.findings or None,
        Kind.NUMBER,
        tone=lambda _row: "danger",
        width=76,
        room=1_000,
    ),
    Column(
        tr_noop("Bersih"),
        lambda row: row.figures.gross - row.figures.discount if row.figures else None,
        Kind.MONEY,
        width=116,
    ),
)


class MonthList(ListPage[MonthState]):
    """The months that the person sees, the newest first."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: (row.outlet, row.month),
            EmptyState(tr("Belum ada bulan"), tr("Bulan pertama muncul sesudah barang pertama masuk atau terjual.")),
            name=tr("bulan"),
            search=tr("Cari bulan, gerai"),
        )
        self.which = Segments([(_ALL, tr("Semua")), (_WAITING, tr("Belum disampaikan")), (_LATE, tr("Terlambat"))])
        self.outlet = FilterBox(tr("Semua gerai"), tr("Gerai"))
        self.add_filters(self.which, self.outlet)

    def read_rows(self) -> list[MonthState]:
        """Return every month of the outlets that the person sees."""
        desk = self.place.desk()
        seen = outlets_seen(desk)
        rows = month_states(self.place.gallery.database, today=desk.today())
        return [row for row in rows if seen is None or row.outlet in seen]

    def offer(self, rows: Sequence[MonthState]) -> None:
        """Offer the outlets that have months."""
        outlets = {row.outlet: row.name for row in rows}
        self.outlet.offer(sorted(outlets.items(), key=lambda one: one[1].casefold()))
        self.outlet.setVisible(len(outlets) > 1)

    def keeper(self) -> Callable[[MonthState], bool]:
        """Return whether a month is wanted."""
        which, outlet = self.which.choice(), self.outlet.value()

        def wanted(row: MonthState) -> bool:
            if outlet not in {None, row.outlet}:
                return False
            if which == _LATE:
                return row.overdue
            return which == _ALL or row.state in WAITING

        return wanted


class _ListPage(RowsPage[MonthState]):
    def __init__(self, host: Screen, open_month: Callable[[str, str], object]) -> None:
        rows = MonthList(host.place)
        super().__init__(host, rows, tr("Pilih bulannya dulu."))
        self.list: MonthList = rows
        self._open = open_month
        self.list.opened.connect(lambda row: self._open(row.outlet, row.month))
        self.equip(
            (ActionSpec("months.open", tr_noop("Buka bulan"), "F12", "calendar-check"),),
            {"months.open": self._open_current},
        )
        self.add_footer("months.open", primary=True)

    def _open_current(self) -> None:
        if (row := self.current()) is not None:
            self._open(row.outlet, row.month)


class MonthsTab(Pages):
    """``receive`` takes ``(outlet, month)``, or ``late`` for what should have been sent."""

    def __init__(self, host: Screen) -> None:
        self.all, self.month = _ListPage(host, self.open_month), MonthPage(host)
        super().__init__(host, self.all, self.month)
        self.month.left.connect(self.back)

    def open_month(self, outlet: str, month: str) -> None:
        """Bring a month to the front."""
        self.bring(self.month)
        self.month.show_month(outlet, month)
        self.month.entered()

    def receive(self, what: object) -> None:
        """Show a month, or the list of those whose report is late."""
        if isinstance(what, tuple):
            self.open_month(str(what[0]), str(what[1]))
        elif what == _LATE:
            self.back()
            self.all.list.which.choose(_LATE)
            self.all.list.arrange()
