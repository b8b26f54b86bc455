"""Serah terima: the gallery's operators so far, and the assistant that takes it to the next one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from db.queries.handovers import HandOverRow, list_handovers
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from receipts.files import save
from ui.app.actions import ActionSpec
from ui.app.list_page import ListPage
from ui.app.page import Page
from ui.app.saving import ask_where, told_saved
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document
from ui.dialogs.pdf import show_pdf
from ui.papers.handing_over import file_name, hand_over_file, hand_over_pdf
from ui.screens.gerai.hand_over_dialog import HandOverDialog
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_pos.desk import Done
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.workplace import Workplace

COLUMNS: tuple[Column[HandOverRow], ...] = (
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=170),
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Dari"), lambda row: row.giver, stretch=True),
    Column(tr_noop("Kepada"), lambda row: row.taker, width=180),
    Column(tr_noop("Saksi"), lambda row: row.witness, width=150),
    Column(tr_noop("Barang"), lambda row: row.pieces, Kind.NUMBER, width=82),
    Column(tr_noop("Nilai"), lambda row: row.value, Kind.MONEY),
    Column(tr_noop("Terutang"), lambda row: row.owed, Kind.MONEY),
)


class HandOverList(ListPage[HandOverRow]):
    """Every hand-over."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.id,
            EmptyState(
                tr("Belum pernah diserahterimakan"),
                tr("Saat pengelola berganti, semua barang, uang, utang, dan perjanjian diserahkan dengan satu surat."),
            ),
            name=tr("serah-terima"),
            search=tr("Cari nama, nomor"),
        )

    def read_rows(self) -> list[HandOverRow]:
        """Return every hand-over."""
        return list_handovers(self.place.gallery.database)

    def keeper(self) -> Callable[[HandOverRow], bool]:
        """Return that every hand-over is wanted."""
        return lambda _row: True


class HandOversTab(Page):
    """The list; its papers; the assistant."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.list = HandOverList(self.place)
        self.body.addWidget(self.list, 1)
        acts = self.equip(
            (
                ActionSpec("handovers.print", tr_noop("Cetak berita acara"), "Ctrl+P", "printer"),
                ActionSpec("handovers.keep", tr_noop("Simpan berkas bertanda tangan…"), "F8", "shield-check"),
                ActionSpec("handovers.new", tr_noop("Serah terima…"), "F12", "handshake"),
            ),
            {"handovers.print": self._print, "handovers.keep": self._keep, "handovers.new": self.begin},
        )
        acts["handovers.new"].setVisible(self.place.may(Act.HAND_OVER))
        for name in ("handovers.print", "handovers.keep"):
            self.add_footer(name)
        self.add_footer("handovers.new", primary=True)
        self.list.opened.connect(lambda row: show_document(self, self.place, row.id))

    def refresh(self) -> None:
        """Read the hand-overs again."""
        self.list.refresh()

    def begin(self) -> HandOverDialog:
        """Open the assistant."""
        dialog = HandOverDialog(self.place, self)
        dialog.handed.connect(self._on_done)
        dialog.open()
        return dialog

    def _on_done(self, done: Done[Posted]) -> None:
        self.place.announce(done)
        self.refresh()
        self._show(done.value)

    def _current(self) -> Posted | None:
        row = self.list.list.current()
        found = self.place.gallery.book.document(row.id) if row else None
        if found is None:
            self.host.banner.say(tr("Pilih serah terimanya dulu."), tone="attention")
        return found

    def _print(self) -> None:
        if (posted := self._current()) is not None:
            self._show(posted)

    def _show(self, posted: Posted) -> None:
        gallery, title = self.place.gallery, tr("Berita acara serah terima")
        show_pdf(self.place, self, lambda: hand_over_pdf(gallery, posted), title=title, name=file_name(posted))

    def _keep(self) -> None:
        posted = self._current()
        path = ask_where(self, file_name(posted), "zip") if posted else None
        if posted is not None and path is not None:
            gallery = self.place.gallery

            def write(target: Path = path) -> Path:
                return save(target, hand_over_file(gallery, posted))

            self.place.runner.run(self, write, lambda saved: told_saved(self.place, saved))
