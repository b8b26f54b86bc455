"""The gallery's places: what is there, what is on its way there, and when somebody was there last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from db.queries.places import PlaceRow, list_places
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import MAY, Act
from ui.app.actions import KEEPERS, ActionSpec
from ui.app.list_page import ActiveFilter, ListPage
from ui.app.page import Page
from ui.app.tables import Column, Kind
from ui.papers.moving import event_days
from ui.screens.gerai.outlet_dialog import OutletDialog
from ui.screens.gerai.outlets import kind_words
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_VISITORS = frozenset(role for role, acts in MAY.items() if Act.VISIT in acts)
_OWNERS = frozenset(role for role, acts in MAY.items() if Act.SETTINGS in acts)
LONG_AGO_DAYS = 14
"""Days after which a corner without an attendant should have been visited again."""


def columns(today: Callable[[], date]) -> tuple[Column[PlaceRow], ...]:
    """Return the columns; what is long ago depends on the day."""

    def sort(row: PlaceRow) -> str:
        days = event_days(row.starts, row.ends)
        kind = kind_words(row.type, attended=row.attended)
        return f"{kind}, {days}" if days else kind

    def last(row: PlaceRow) -> str:
        if row.last_visit is not None:
            days = (today() - row.last_visit).days
            return tr("hari ini") if days == 0 else tr("{days} hari lalu").format(days=days)
        return tr("belum pernah") if not row.attended else ""

    def lateness(row: PlaceRow) -> str:
        if row.attended:
            return "neutral"
        late = row.last_visit is None or (today() - row.last_visit).days > LONG_AGO_DAYS
        return "attention" if late and row.on_hand else "good"

    return (
        Column(tr_noop("Gerai"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.code}"),
        Column(tr_noop("Jenis"), sort, width=200),
        Column(tr_noop("Barang"), lambda row: row.on_hand, Kind.NUMBER, width=82),
        Column(tr_noop("Nilai di rak"), lambda row: row.value, Kind.MONEY, width=130),
        Column(
            tr_noop("Di jalan"),
            lambda row: row.incoming or None,
            Kind.NUMBER,
            tone=lambda _row: "attention",
            width=82,
        ),
        Column(
            tr_noop("Kunjungan"),
            last,
            Kind.BADGE,
            sort_key=lambda row: row.last_visit,
            tone=lateness,
            tip=lambda row: format_date(row.last_visit) if row.last_visit else "",
            width=140,
        ),
    )


class PlaceList(ListPage[PlaceRow]):
    """All places; those that are closed on request."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            columns(lambda: place.desk().today()),
            lambda row: row.code,
            EmptyState(tr("Belum ada gerai"), tr("Buat gerai pertama, atau rencanakan acara.")),
            name=tr("gerai"),
            search=tr("Cari gerai"),
        )
        self.active = ActiveFilter()
        self.totals = Label("", "strong")
        self.add_below(self.totals)
        self.add_filters(self.active)

    def read_rows(self) -> list[PlaceRow]:
        """Return every place."""
        return list_places(self.place.gallery.database)

    def keeper(self) -> Callable[[PlaceRow], bool]:
        """Return whether a place is open, closed, or either."""
        wanted = self.active.wants()
        return lambda row: row.active in wanted

    def offer(self, rows: Sequence[PlaceRow]) -> None:
        """Say what all places have together."""
        said = tr("{count} gerai · {pieces} barang, nilai {value} · {incoming} di jalan")
        self.totals.setText(
            said.format(
                count=format_count(sum(row.active for row in rows)),
                pieces=format_count(sum(row.on_hand for row in rows)),
                value=format_rupiah(sum(row.value for row in rows)),
                incoming=format_count(sum(row.incoming for row in rows)),
            )
        )


class PlacesTab(Page):
    """The list, and what can be done with the place that the cursor is on."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.list = PlaceList(self.place)
        self.body.addWidget(self.list, 1)
        self.equip(
            (
                ActionSpec("places.new", tr_noop("Gerai baru…"), "F3", "plus", _OWNERS),
                ActionSpec("places.edit", tr_noop("Ubah…"), "F4", "pencil-simple", _OWNERS),
                ActionSpec("places.sell", tr_noop("Jualan di sini"), "F7", "storefront", KEEPERS),
                ActionSpec("places.send", tr_noop("Kirim ke sini"), "F8", "truck", KEEPERS),
                ActionSpec("places.visit", tr_noop("Kunjungi"), "F12", "person-simple-walk", _VISITORS),
            ),
            {
                "places.new": lambda: self.revise(None),
                "places.edit": self._edit,
                "places.sell": self._sell,
                "places.send": self._send,
                "places.visit": self._visit,
            },
        )
        for name in ("places.new", "places.edit", "places.sell", "places.send"):
            self.add_footer(name)
        self.add_footer("places.visit", primary=True)
        self.list.opened.connect(self._open)

    def refresh(self) -> None:
        """Read the places again."""
        self.list.refresh()

    def entered(self) -> None:
        """Search at once."""
        self.list.list.search_box.setFocus()

    def _current(self) -> PlaceRow | None:
        row = self.list.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih gerainya dulu."), tone="attention")
        return row

    def _open(self, row: PlaceRow) -> None:
        if row.attended:
            self.host.receive(("moves", ("outlet", row.code)))
        else:
            self.host.receive(("visits", row.code))

    def _edit(self) -> None:
        row = self._current()
        outlet = self.place.gallery.book.outlet(row.code) if row else None
        if outlet is not None:
            self.revise(outlet)

    def revise(self, outlet: OutletRevised | None) -> OutletDialog:
        """Make an outlet, or change one."""
        self.host.banner.clear()
        dialog = OutletDialog(self.place, self, outlet)
        dialog.saved.connect(self._on_saved)
        dialog.open()
        return dialog

    def _on_saved(self, outlet: OutletRevised) -> None:
        self.place.feedback.toast(tr("Tersimpan: {number}").format(number=outlet.name))

    def _visit(self) -> None:
        row = self._current()
        if row is None:
            return
        if row.attended:
            said = tr("{name} dijaga dan punya kasir.").format(name=row.name)
            self.host.banner.say(said, tr("Hitung barangnya dengan stok opname."), "attention")
        else:
            self.host.receive(("visits", row.code))

    def _send(self) -> None:
        row = self._current()
        if row is not None:
            self.host.receive(("moves", ("send", row.code)))

    def _sell(self) -> None:
        row = self._current()
        if row is not None and self.place.may(Act.MOVE):
            sell_here(self.host, row.code)


def sell_here(host: Screen, code: str) -> None:
    """Let this machine sell at another outlet, and build the window anew for it."""
    host.banner.clear()
    with host.place.feedback.guard(host):
        outlet = host.place.gallery.sell_at(code)
        host.place.feedback.toast(tr("Komputer ini sekarang berjualan di {name}.").format(name=outlet.name))
        host.anew_asked.emit()
