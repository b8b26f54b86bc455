"""Every surat titip and retur of this outlet, to be opened and printed once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.books import document_by_number
from db.queries.notes import NoteRow, list_notes
from gallery_pos.language import tr, tr_noop
from ui.app.names import kind_name
from ui.app.saving import exporter
from ui.app.slips import name_of
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document, show_sheet
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

_ALL, _IN, _OUT = "all", "GoodsReceived", "GoodsReturned"


class NotesPage(QWidget):
    """A list; Enter opens a note, the primary button shows it as SALINAN, ready to print."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.banner = Banner()
        columns: tuple[Column[NoteRow], ...] = (
            Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, sort_key=lambda row: row.posted_at),
            Column(tr_noop("Nomor"), lambda row: row.number, width=200),
            Column(
                tr_noop("Surat"),
                lambda row: kind_name(row.kind),
                Kind.BADGE,
                tone=lambda row: "good" if row.kind == _IN else "attention",
                width=140,
            ),
            Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
            Column(tr_noop("Baris", "banyak"), lambda row: row.lines, Kind.NUMBER),
            Column(tr_noop("Barang"), lambda row: row.pieces, Kind.NUMBER),
            Column(tr_noop("Dicatat oleh"), lambda row: name_of(place.gallery, row.user), width=140),
        )
        self.list: TableView[NoteRow] = TableView(
            columns,
            lambda row: row.id,
            EmptyState(tr("Belum ada surat titip"), tr("Terima titipan pertama di bagian Terima barang.")),
            name=tr("surat-titip"),
            search=tr("Cari nomor atau penitip"),
            on_export=exporter(place, self),
        )
        self.which = Segments([(_ALL, tr("Semua")), (_IN, tr("Masuk")), (_OUT, tr("Kembali", "barang"))])
        self.which.chosen.connect(self._arrange)
        self.list.add_tool(self.which)
        self.list.activated.connect(self._open)
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(card, 1)

    def refresh(self) -> None:
        """Read the list again."""
        database, outlet = self._place.gallery.database, self._place.gallery.machine.outlet
        self._place.runner.run(self, lambda: list_notes(database, outlet=outlet), self.list.show_rows)

    def on_scan(self, code: str) -> bool:
        """Find a note by the number in the code that is printed on it."""
        number = next((part for part in code.replace("|", " ").split() if "-" in part), code)
        posted = document_by_number(self._place.gallery.database, number)
        if posted is None:
            return False
        show_document(self, self._place, posted.document.id)
        return True

    def print_copy(self) -> None:
        """Show the current note as it prints: its first paper, or the next SALINAN."""
        row = self.list.current()
        posted = self._place.gallery.book.document(row.id) if row is not None else None
        if posted is None:
            self.banner.say(tr("Pilih suratnya dulu."), tone="attention")
            return
        self.banner.clear()
        show_sheet(self, self._place, posted)

    def _arrange(self, which: str) -> None:
        self.list.set_filter(None if which == _ALL else lambda row: row.kind == which)

    def _open(self, row: NoteRow) -> None:
        show_document(self, self._place, row.id)
