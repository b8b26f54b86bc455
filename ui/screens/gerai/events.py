"""Acara: bazaars and the like, each an outlet for some days with a result of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu

from db.queries.events import EventRow, EventSheet, event_sheet, list_events
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.events import close_event
from ui.app.actions import KEEPERS, ActionSpec
from ui.app.list_page import ActiveFilter, ListPage
from ui.app.names import METHODS, named
from ui.app.page import Page
from ui.app.roles import SETTLERS
from ui.app.saving import ask_where, told_saved
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.dialogs.pdf import show_pdf
from ui.papers.moving import event_days, event_pdf, event_xlsx
from ui.screens.gerai.arithmetic import Sums
from ui.screens.gerai.event_dialog import EventDialog
from ui.screens.gerai.event_fee_dialog import EventFeeDialog
from ui.screens.gerai.places import sell_here
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.confirm import ask
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gallery_pos.documents import OutletRevised
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_PANEL = 296


def columns(today: Callable[[], date]) -> tuple[Column[EventRow], ...]:
    """Return the columns; whether an event is on depends on the day."""

    def state(row: EventRow) -> str:
        if not row.active:
            return tr("selesai")
        if row.starts is None or row.ends is None or today() < row.starts:
            return tr("akan datang")
        return tr("berlangsung") if today() <= row.ends else tr("belum ditutup")

    def tone(row: EventRow) -> str:
        if not row.active:
            return "neutral"
        if row.starts is None or row.ends is None or today() < row.starts:
            return "info"
        return "good" if today() <= row.ends else "attention"

    return (
        Column(tr_noop("Acara"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.code}"),
        Column(
            tr_noop("Hari"),
            lambda row: event_days(row.starts, row.ends),
            sort_key=lambda row: row.starts,
            width=140,
        ),
        Column(tr_noop("Terjual"), lambda row: row.pieces, Kind.NUMBER, width=76),
        Column(tr_noop("Penjualan"), lambda row: row.total, Kind.MONEY, width=112),
        Column(tr_noop("Keadaan"), state, Kind.BADGE, tone=tone, width=116),
    )


class EventList(ListPage[EventRow]):
    """Every event."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            columns(lambda: place.desk().today()),
            lambda row: row.code,
            EmptyState(tr("Belum ada acara"), tr("Rencanakan bazar atau pameran, lalu kirim barangnya ke sana.")),
            name=tr("acara"),
            search=tr("Cari acara"),
        )
        self.active = ActiveFilter()
        self.active.choose("all")
        self.add_filters(self.active)

    def read_rows(self) -> list[EventRow]:
        """Return every event."""
        return list_events(self.place.gallery.database)

    def keeper(self) -> Callable[[EventRow], bool]:
        """Return whether an event is open, closed, or either."""
        wanted = self.active.wants()
        return lambda row: row.active in wanted


class EventsTab(Page):
    """The list, and at its right the result of the event that the cursor is on."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.list = EventList(self.place)
        self.sheet: EventSheet | None = None
        self._title = Label("", "heading", wrap=True)
        self._about = Label("", "soft", wrap=True)
        self.goods, self.money = Sums(), Sums()
        self._lay_out()
        self._equip()
        self.list.list.selected.connect(self._on_selected)
        self.list.opened.connect(self._print_row)

    def _lay_out(self) -> None:
        card = Card()
        card.body.setSpacing(GRID)
        for widget in (self._title, self._about, self.goods, self.money):
            card.add(widget)
        panel = ScrollColumn()
        panel.setFixedWidth(_PANEL)
        panel.body.addWidget(card)
        panel.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GRID + 4)
        row.addWidget(self.list, 1)
        row.addWidget(panel)
        self.body.addLayout(row, 1)

    def _equip(self) -> None:
        acts = self.equip(
            (
                ActionSpec("events.sell", tr_noop("Jualan di sini"), "F7", "storefront", KEEPERS),
                ActionSpec("events.send", tr_noop("Kirim barang"), "F8", "truck", KEEPERS),
                ActionSpec("events.back", tr_noop("Barang kembali"), "F9", "arrow-u-up-left", KEEPERS),
                ActionSpec("events.edit", tr_noop("Ubah"), "F4", "pencil-simple", KEEPERS),
                ActionSpec("events.excel", tr_noop("Simpan Excel…"), "", "file-arrow-down"),
                ActionSpec("events.fee", tr_noop("Bagi sewa stan…"), "", "coin", SETTLERS),
                ActionSpec("events.close", tr_noop("Tutup acara"), "", "lock-simple", KEEPERS),
                ActionSpec("events.print", tr_noop("Lembar hasil"), "Ctrl+P", "printer"),
                ActionSpec("events.new", tr_noop("Acara baru"), "F12", "plus", KEEPERS),
            ),
            {
                "events.sell": lambda: self._with(lambda code: sell_here(self.host, code)),
                "events.send": lambda: self._with(lambda code: self.host.receive(("moves", ("send", code)))),
                "events.back": lambda: self._with(lambda code: self.host.receive(("moves", ("back", code)))),
                "events.edit": lambda: self._with(self._edit),
                "events.excel": lambda: self._with(self._save_xlsx),
                "events.fee": lambda: self._with(self._share_fee),
                "events.close": lambda: self._with(self._ask_to_close),
                "events.print": lambda: self._with(self._print),
                "events.new": self._new,
            },
        )
        menu = QMenu(self)
        for name in ("events.edit", "events.back", "events.fee", "events.excel", "events.close"):
            menu.addAction(acts[name])
        more = Button(tr("Lainnya"))
        more.set_menu(menu)
        self.add_button(more)
        for name in ("events.sell", "events.send", "events.print"):
            self.add_footer(name)
        self.add_footer("events.new", primary=True)

    def refresh(self) -> None:
        """Read the events again."""
        self.list.refresh()
        self._on_selected(self.list.list.current())

    def entered(self) -> None:
        """Search at once."""
        self.list.list.search_box.setFocus()

    def receive(self, what: object) -> None:
        """Go to the event with this code."""
        self.list.list.select(str(what))

    # -- the event the cursor is on

    def _with(self, act: Callable[[str], object]) -> None:
        row = self.list.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih acaranya dulu."), tone="attention")
        else:
            self.host.banner.clear()
            act(row.code)

    def _record(self, code: str) -> OutletRevised | None:
        return self.place.gallery.book.outlet(code)

    def _on_selected(self, row: EventRow | None) -> None:
        if row is None:
            self.sheet = None
            self._title.setText(tr("Hasil acara"))
            self._about.setText(tr("Pilih acara untuk melihat hasilnya."))
            self.goods.clear()
            self.money.clear()
            return
        database, code = self.place.gallery.database, row.code
        self.host.read(lambda: event_sheet(database, code), self._show_sheet)

    def _show_sheet(self, sheet: EventSheet | None) -> None:
        current = self.list.list.current()
        if sheet is None or current is None or current.code != sheet.code:
            return
        self.sheet = sheet
        self._title.setText(sheet.name)
        about = (event_days(sheet.starts, sheet.ends), sheet.host, sheet.address)
        self._about.setText(" · ".join(part for part in about if part))
        self.goods.show_lines(_goods(sheet))
        self.money.show_lines(_money(sheet))

    # -- what is done

    def _new(self) -> EventDialog:
        return self._plan(None)

    def _edit(self, code: str) -> None:
        self._plan(self._record(code))

    def _plan(self, event: OutletRevised | None) -> EventDialog:
        dialog = EventDialog(self.place, self, event)
        dialog.planned.connect(self._on_planned)
        dialog.open()
        return dialog

    def _on_planned(self, event: OutletRevised) -> None:
        self.place.feedback.toast(tr("Tersimpan: {number}").format(number=event.name))

    def _share_fee(self, code: str) -> EventFeeDialog | None:
        event = self._record(code)
        if event is None:
            return None
        dialog = EventFeeDialog(self.place, self, event)
        said = tr("Sewa stan ditagihkan kepada {count} penitip.")
        dialog.charged.connect(lambda count: self.place.feedback.toast(said.format(count=format_count(count))))
        dialog.open()
        return dialog

    def _ask_to_close(self, code: str) -> None:
        event = self._record(code)
        if event is not None:
            title = tr("Tutup {name}?").format(name=event.name)
            hint = tr("Sesudah ditutup tidak bisa berjualan di sana lagi; hasilnya tetap bisa dibuka.")
            ask(
                self,
                title,
                hint,
                tr("Tutup acara"),
                lambda: self.host.do(lambda: close_event(self.place.desk(), code=code)),
            )

    def _print_row(self, row: EventRow) -> None:
        self._print(row.code)

    def _print(self, code: str) -> None:
        gallery = self.place.gallery

        def made() -> bytes:
            sheet = event_sheet(gallery.database, code)
            return event_pdf(gallery, sheet) if sheet else b""

        show_pdf(self.place, self, made, title=tr("Hasil acara"), name=tr("hasil-{code}").format(code=code))

    def _save_xlsx(self, code: str) -> None:
        path = ask_where(self, tr("hasil-{code}").format(code=code), "xlsx")
        database = self.place.gallery.database
        if path is not None:
            self.place.runner.run(
                self,
                lambda: _written(path, event_sheet(database, code)),
                lambda saved: told_saved(self.place, saved),
            )


def _written(path: Path, sheet: EventSheet | None) -> Path:
    from receipts.files import save

    return save(path, event_xlsx(sheet)) if sheet else path


def _goods(sheet: EventSheet) -> list[tuple[str, str, str]]:
    names: Sequence[tuple[str, str]] = (
        (tr("Dibawa"), "out"),
        (tr("− terjual"), "sold"),
        (tr("− kembali"), "back"),
        (tr("− hilang atau rusak"), "lost"),
    )
    lines = [(title, format_count(sum(getattr(row, name) for row in sheet.goods)), "") for title, name in names]
    return [*lines, (tr("= masih di sana"), format_count(sum(row.left for row in sheet.goods)), "strong")]


def _money(sheet: EventSheet) -> list[tuple[str, str, str]]:
    takings = [(named(METHODS, row.method), format_rupiah(row.amount), "") for row in sheet.takings]
    other = sheet.rounding + sheet.over_short
    return [
        *takings,
        (tr("Penjualan bersih"), format_rupiah(sheet.net), "strong"),
        (tr("− hak penitip"), format_rupiah(sheet.due), ""),
        (tr("− ganti rugi"), format_rupiah(sheet.compensation), "") if sheet.compensation else ("", "", ""),
        (tr("± pembulatan dan selisih kas"), format_rupiah(other), "") if other else ("", "", ""),
        (tr("= pendapatan galeri"), format_rupiah(sheet.income), "strong"),
        (tr("− sewa stan"), format_rupiah(sheet.stand_fee), ""),
        (tr("= hasil acara"), format_rupiah(sheet.result), "strong"),
    ]
