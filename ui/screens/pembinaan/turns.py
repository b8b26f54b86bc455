"""Giliran: whose goods stand on which shelf from when until when, as a calendar, as a list, and the shelves themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from db.queries.entry import TurnRow, list_turns
from gallery_pos.formatting import format_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from gallery_pos.services.turns import revise_shelves
from ui.app.actions import OFFICE, ActionSpec
from ui.app.list_page import ListPage
from ui.app.page import Page
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.pembinaan.shelves import ShelvesEdit
from ui.screens.pembinaan.turn_dialog import CancelTurnDialog, TurnDialog
from ui.widgets.buttons import Button, IconButton, Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.empty import EmptyState
from ui.widgets.stack import PageStack
from ui.widgets.text import Label
from ui.widgets.week_strip import Span, WeekStrip

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import Shelf, TurnPlanned
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_CALENDAR, _LIST, _SHELVES = "calendar", "list", "shelves"
_NOW, _OVER, _ALL = "now", "over", "all"


def state_of_turn(row: TurnRow, today: date) -> tuple[str, str]:
    """Return how a turn stands, and in which tone that is said."""
    if row.cancelled:
        return tr("dibatalkan"), "danger"
    if row.until < today:
        return tr("selesai"), "neutral"
    return (tr("berjalan"), "good") if row.since <= today else (tr("akan datang"), "info")


class TurnList(ListPage[TurnRow]):
    """Every turn at this outlet."""

    def __init__(self, place: Workplace) -> None:
        def today() -> date:
            return place.desk().today()

        columns: tuple[Column[TurnRow], ...] = (
            Column(tr_noop("Rak"), lambda row: row.shelf_name, width=140),
            Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
            Column(tr_noop("Mulai"), lambda row: row.since, Kind.DATE, width=114),
            Column(tr_noop("Sampai"), lambda row: row.until, Kind.DATE, width=114),
            Column(
                tr_noop("Keadaan"),
                lambda row: state_of_turn(row, today())[0],
                Kind.BADGE,
                tone=lambda row: state_of_turn(row, today())[1],
            ),
            Column(tr_noop("Barang"), lambda row: ", ".join(row.product_names) or tr("semua"), width=140),
            Column(tr_noop("Catatan"), lambda row: row.note, width=160),
        )
        super().__init__(
            place,
            columns,
            lambda row: row.code,
            EmptyState(tr("Belum ada giliran"), tr("Rencanakan dengan F12 sesudah raknya diisi.")),
            name=tr("giliran"),
            search=tr("Cari penitip, rak"),
        )
        self.which = Segments([(_NOW, tr("Berjalan dan akan datang")), (_OVER, tr("Selesai")), (_ALL, tr("Semua"))])
        self.add_filters(self.which)

    def read_rows(self) -> list[TurnRow]:
        """Return the turns at this outlet."""
        return list_turns(self.place.gallery.database, outlet=self.place.gallery.machine.outlet)

    def keeper(self) -> Callable[[TurnRow], bool]:
        """Return whether a turn is over or not."""
        which, today = self.which.choice(), self.place.desk().today()
        return lambda row: which == _ALL or (row.cancelled or row.until < today) == (which == _OVER)


class TurnsTab(Page):
    """``receive`` takes the code of a turn, or the name of a page."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.pages = Segments([(_CALENDAR, tr("Kalender")), (_LIST, tr("Daftar")), (_SHELVES, tr("Rak"))])
        self.strip = WeekStrip(self.place.desk().today())
        self.list = TurnList(self.place)
        self.shelves = ShelvesEdit(self._keep_shelves, self._refuse)
        self._span = Label("", "soft")
        self._hint = Label("", "soft", wrap=True)
        self._may = self.place.may(Act.CURATE)
        self._stack = PageStack()
        self._lay_out()
        self._equip()
        self.pages.chosen.connect(self.show_page)
        self.strip.selected.connect(self._on_strip)
        self.strip.opened.connect(self._on_opened)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.pages)
        row.addStretch(1)
        row.addWidget(self._span)
        self._earlier = IconButton("caret-left", tr("Minggu sebelumnya"), lambda: self._go(-1))
        self._later = IconButton("caret-right", tr("Minggu berikutnya"), lambda: self._go(1))
        row.addWidget(self._earlier)
        row.addWidget(self._later)
        self.body.addLayout(row)
        calendar = Card()
        calendar.set_tight()
        scroll = ScrollColumn()
        scroll.body.addWidget(self.strip)
        scroll.body.addStretch(1)
        self._empty = EmptyState(
            tr("Gerai ini belum punya rak"),
            tr("Isi raknya dulu; gilirannya lalu tampil di sini."),
            Button(tr("Isi rak"), lambda: self.show_page(_SHELVES), kind="primary") if self._may else None,
        )
        self._empty.hide()
        calendar.add(scroll, 1)
        calendar.add(self._empty, 1)
        self._calendar = scroll
        shelves = Card(tr("Rak di gerai ini"), tr("Tulis langsung di tabelnya; baris kosong di bawah untuk rak baru."))
        shelves.add(self.shelves, 1)
        self._widgets = {_CALENDAR: calendar, _LIST: self.list, _SHELVES: shelves}
        for widget in self._widgets.values():
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._hint)

    def _equip(self) -> None:
        acts = self.equip(
            (
                ActionSpec("turns.cancel", tr_noop("Batalkan giliran…"), "", "x-circle", OFFICE),
                ActionSpec("turns.new", tr_noop("Giliran baru"), "F12", "plus", OFFICE),
            ),
            {"turns.cancel": self._cancel, "turns.new": self.plan},
        )
        self.add_footer("turns.cancel")
        self.add_footer("turns.new", primary=True)
        for name in ("turns.cancel", "turns.new"):
            acts[name].setVisible(self._may)

    # -- what the screen asks

    def show_page(self, which: str) -> None:
        """Bring the calendar, the list or the shelves to the front."""
        self.pages.choose(which)
        self._stack.setCurrentWidget(self._widgets[which])
        self._say()
        self.entered()

    def refresh(self) -> None:
        """Read turns and shelves again."""
        self.host.read(self.list.read_rows, self._show)
        self.shelves.show_shelves(self.place.gallery.outlet().shelves, may=self._may)

    def _show(self, rows: list[TurnRow]) -> None:
        self.list.show_rows(rows)
        today = self.place.desk().today()
        spans = [
            Span(row.code, row.shelf, row.business_name, row.since, row.until, state_of_turn(row, today)[1])
            for row in rows
            if not row.cancelled
        ]
        shelves = self.place.gallery.outlet().shelves
        self.strip.show_spans([(shelf.code, _named(shelf)) for shelf in shelves], spans)
        self._say()

    def entered(self) -> None:
        """Put the focus where the keys work."""
        focus = {_CALENDAR: self.strip, _LIST: self.list.list.search_box, _SHELVES: self.shelves}
        focus[self.pages.choice()].setFocus()

    def receive(self, what: object) -> None:
        """Show a page, or a turn in the calendar."""
        if what in self._widgets:
            self.show_page(str(what))
        else:
            self.show_page(_CALENDAR)
            self.strip.select(str(what))

    # -- the calendar

    def _go(self, weeks: int) -> None:
        self.strip.go(weeks)
        self._say()

    def _on_strip(self, key: str) -> None:
        if key:
            self.list.list.select(key)
        self._say()

    def _on_opened(self, key: str) -> None:
        self.list.which.choose(_ALL)
        self.list.arrange()
        self.show_page(_LIST)
        self.list.list.select(key)
        self.list.list.table.setFocus()

    def _say(self) -> None:
        calendar = self.pages.choice() == _CALENDAR
        for widget in (self._earlier, self._later, self._span):
            widget.setVisible(calendar)
        self._span.setText(tr("mulai {day}").format(day=format_date(self.strip.first)))
        row = self._row(self.strip.current()) if calendar else None
        has_shelves = bool(self.place.gallery.outlet().shelves)
        self._empty.setVisible(not has_shelves)
        self._calendar.setVisible(has_shelves)
        if not has_shelves:
            self._hint.setText("")
        elif row is not None:
            words = tr("{name} di {shelf}, {since} sampai {until}: {state}").format(
                name=row.business_name,
                shelf=row.shelf_name,
                since=format_date(row.since),
                until=format_date(row.until),
                state=state_of_turn(row, self.place.desk().today())[0],
            )
            self._hint.setText(words)
        else:
            self._hint.setText(tr("Panah kiri kanan pindah minggu, atas bawah pindah giliran.") if calendar else "")
        self._hint.setVisible(bool(self._hint.text()))

    def _row(self, code: str) -> TurnRow | None:
        return next((row for row in self.list.list.model.rows() if row.code == code), None)

    # -- what is done

    def plan(self) -> None:
        """Plan a turn; without shelves there is nothing to plan."""
        self.host.banner.clear()
        if not self.place.gallery.outlet().shelves:
            self.show_page(_SHELVES)
            self.host.banner.say(tr("Isi dulu rak di gerai ini."), tone="attention")
            return
        dialog = TurnDialog(self.place, self)
        dialog.planned.connect(self._on_planned)
        dialog.open()

    def _on_planned(self, turn: TurnPlanned) -> None:
        self.place.feedback.toast(tr("Giliran tersimpan"))
        self.host.refresh_for(self.host.kinds)
        self.strip.select(turn.code)

    def _cancel(self) -> None:
        calendar = self.pages.choice() == _CALENDAR
        row = self._row(self.strip.current()) if calendar else self.list.list.current()
        if row is None or row.cancelled:
            self.host.banner.say(tr("Pilih gilirannya dulu."), tone="attention")
            return
        dialog = CancelTurnDialog(self.place, self, row)
        dialog.cancelled.connect(lambda: self.host.refresh_for(self.host.kinds))
        dialog.open()

    def _keep_shelves(self, shelves: list[Shelf]) -> bool:
        desk = self.place.desk()
        return self.host.do(lambda: revise_shelves(desk, shelves=shelves)) is not None

    def _refuse(self, why: str) -> None:
        self.host.banner.say(tr("Tempat di rak: {why}.").format(why=why), tone="attention")


def _named(shelf: Shelf) -> str:
    return f"{shelf.name} ({shelf.slots})" if shelf.slots else shelf.name
