"""The beginning of a stocktake: what is counted; below it the counts and losses there were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.books import JournalRow, list_journal
from gallery_pos.documents import GoodsWrittenOff, StocktakePosted
from gallery_pos.language import tr, tr_noop
from ui.app.names import kind_name
from ui.app.saving import exporter
from ui.app.slips import name_of
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.dialogs.document import show_document
from ui.screens.stok.count_form import CountForm, Scope
from ui.screens.titipan.finding import consignor_choices
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace


class SetupPage(QWidget):
    """Chooses the scope."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.scope = Segments(
            [
                (Scope.ALL.value, tr("Seluruh gerai")),
                (Scope.CONSIGNOR.value, tr("Satu penitip")),
                (Scope.PRODUCTS.value, tr("Produk tertentu")),
            ]
        )
        self.consignor = Picker(self._find, tr("Ketik nama penitip"))
        self._says = Label("", "soft", wrap=True)
        columns: tuple[Column[JournalRow], ...] = (
            Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, sort_key=lambda row: row.posted_at),
            Column(tr_noop("Dokumen"), lambda row: kind_name(row.kind), width=180),
            Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, stretch=True),
            Column(tr_noop("Dicatat oleh"), lambda row: name_of(place.gallery, row.user), width=170),
        )
        self.list: TableView[JournalRow] = TableView(
            columns,
            lambda row: row.id,
            EmptyState(tr("Belum pernah dihitung"), tr("Pilih yang dihitung di atas, lalu mulai.")),
            name=tr("stok-opname"),
            search=tr("Cari nomor"),
            on_export=exporter(place, self),
        )
        self.list.activated.connect(lambda row: show_document(self, place, row.id))
        self.scope.chosen.connect(self._follow)
        self._lay_out()
        self._follow()

    def _lay_out(self) -> None:
        card = Card(
            tr("Apa yang dihitung?"), tr("Hitung tanpa melihat stok di buku; selisihnya baru tampak sesudahnya.")
        )
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.scope)
        row.addWidget(self.consignor, 1)
        row.addStretch(1)
        card.body.addLayout(row)
        card.add(self._says)
        lists = Card()
        lists.set_tight()
        lists.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(card)
        layout.addWidget(lists, 1)

    def refresh(self) -> None:
        """Read the counts there were."""
        database, outlet = self._place.gallery.database, self._place.gallery.machine.outlet

        def read() -> list[JournalRow]:
            kinds = (StocktakePosted.__name__, GoodsWrittenOff.__name__)
            found = [
                row for kind in kinds for row in list_journal(database, kind=kind, outlet=outlet, newest_first=True)
            ]
            return sorted(found, key=lambda row: row.posted_at, reverse=True)

        self._place.runner.run(self, read, self.list.show_rows)

    def form(self) -> CountForm | None:
        """Return a new count of what is chosen, None where a consignor is missing."""
        scope = Scope(self.scope.choice())
        if scope is Scope.CONSIGNOR and not self.consignor.key():
            self.consignor.setFocus()
            return None
        return CountForm(scope=scope, consignor=str(self.consignor.key() or "") if scope is Scope.CONSIGNOR else "")

    def _find(self, words: str) -> list[Choice]:
        return consignor_choices(self._place.gallery.book.consignors(), words, may_make=False)

    def _follow(self) -> None:
        scope = Scope(self.scope.choice())
        self.consignor.setVisible(scope is Scope.CONSIGNOR)
        self._says.setText(
            {
                Scope.ALL: tr("Semua barang yang menurut buku ada di gerai ini."),
                Scope.CONSIGNOR: tr("Semua barang satu penitip di gerai ini."),
                Scope.PRODUCTS: tr("Hanya barang yang Anda pindai atau cari."),
            }[scope]
        )
