"""Every paper there is, those first that end first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.legality import gate_list
from db.queries.papers import PaperRow, list_papers
from gallery_pos.documents import Holder, LegalityStatus
from gallery_pos.language import tr, tr_noop
from gallery_pos.legality import EXPIRY_DAYS
from gallery_pos.services.access import Act
from gallery_pos.services.legality import rules_of
from ui.app.names import HOLDERS, PAPER_STATES
from ui.app.page import primary_button
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.legality.paper_dialog import PaperDialog
from ui.legality.referral import show_message
from ui.legality.state import ending_tone, ending_words, is_doubtful
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox

if TYPE_CHECKING:
    from ui.app.screen import Screen

_ALL, _PAST = "all", "0"


class PapersPage(QWidget):
    """Enter records the paper anew."""

    def __init__(self, host: Screen) -> None:
        super().__init__()
        self._host, self._place = host, host.place
        self._names: dict[str, str] = {}
        empty = EmptyState(tr("Belum ada dokumen"), tr("Catat dokumen dari daftar barang, atau dari layar Penitip."))
        self.list: TableView[PaperRow] = TableView(
            self._columns(),
            lambda row: (row.holder, row.subject, row.paper),
            empty,
            name=tr("dokumen"),
            search=tr("Cari nomor, barang, penitip"),
            on_export=exporter(self._place, self),
        )
        spans = [(str(days), tr("{days} hari").format(days=days)) for days in EXPIRY_DAYS]
        self.span = Segments([(_ALL, tr("Semua")), *spans, (_PAST, tr("Habis"))])
        self.kind = FilterBox(tr("Semua dokumen"), tr("Dokumen"))
        self._lay_out()
        self.list.activated.connect(lambda _row: self.record())
        self.span.chosen.connect(self._arrange)
        self.kind.chosen.connect(self._arrange)

    def _columns(self) -> tuple[Column[PaperRow], ...]:
        return (
            Column(tr_noop("Dokumen"), lambda row: self._names.get(row.paper, row.paper), width=150),
            Column(tr_noop("Nomor"), lambda row: row.number, width=186, firm=True),
            Column(
                tr_noop("Milik"),
                lambda row: row.name,
                stretch=True,
                tip=lambda row: f"{tr(HOLDERS[Holder(row.holder)])}: {row.name}\n{row.subject}",
            ),
            Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
            Column(
                tr_noop("Berlaku sampai"),
                lambda row: ending_words(row, self._today()),
                Kind.BADGE,
                sort_key=lambda row: row.expires or (date(row.number_until, 12, 31) if row.number_until else None),
                tone=lambda row: ending_tone(row, self._today()),
                width=200,
            ),
            Column(
                tr_noop("Keadaan", "dokumen"),
                self._state,
                tip=lambda row: (
                    "" if row.recorded else tr("Nomor dari data penitip atau produk; dokumennya belum dicatat.")
                ),
                width=100,
                room=1_000,
            ),
            Column(tr_noop("Pindaian"), lambda row: row.scans, Kind.NUMBER, width=72),
        )

    def _state(self, row: PaperRow) -> str:
        if not row.recorded:
            return tr("dari data")
        is_over = row.expires is not None and row.expires < self._today()
        return tr("Habis") if is_over else tr(PAPER_STATES[LegalityStatus(row.status)])

    def _today(self) -> date:
        return self._place.desk().today()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        filters.setSpacing(GRID)
        filters.addWidget(self.span)
        filters.addWidget(self.kind)
        filters.addStretch(1)
        card = Card()
        card.set_tight()
        card.body.addLayout(filters)
        card.add(self.list, 1)
        may = self._place.may(Act.EDIT_LEGALITY)
        self.go = primary_button(self, tr_noop("Perbarui dokumen…"), self.record, "file-plus", enabled=may)
        self.go.setVisible(may)
        self.write = Button(tr("Pesan WhatsApp…"), self._write, icon_name="whatsapp-logo")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.write)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(card, 1)
        column.addLayout(buttons)

    def refresh(self) -> None:
        """Read the list again."""
        gallery = self._place.gallery
        self._names = {kind.code: kind.name for kind in rules_of(gallery.book).papers}
        self._host.read(lambda: list_papers(gallery.database), self._show)

    def _show(self, rows: list[PaperRow]) -> None:
        kinds = {row.paper for row in rows}
        self.kind.offer(sorted((code, self._names.get(code, code)) for code in kinds))
        self.list.show_rows(rows)

    def show_span(self, days: int) -> None:
        """Show only what ends within so many days, or for 0 what has ended."""
        self.span.choose(str(days))
        self._arrange()

    def _arrange(self) -> None:
        span, kind, today = self.span.choice(), self.kind.value(), self._today()

        def keep(row: PaperRow) -> bool:
            if kind not in {None, row.paper}:
                return False
            if span == _ALL:
                return True
            if row.status == LegalityStatus.REVOKED:
                return False
            if row.expires is None:
                return span == _PAST and is_doubtful(row, today)
            if span == _PAST:
                return row.expires < today
            return today <= row.expires <= today + timedelta(int(span))

        self.list.set_filter(keep)

    def record(self) -> None:
        """Record the paper in front anew."""
        row = self.list.current()
        if row is None:
            self._host.banner.say(tr("Pilih dokumennya dulu."))
        elif self._place.may(Act.EDIT_LEGALITY):
            PaperDialog(self._place, self, Holder(row.holder), row.subject, row.paper).open()

    def _write(self) -> None:
        """Write to the maker of the paper in front about all that he lacks or that ends."""
        row = self.list.current()
        if row is None:
            self._host.banner.say(tr("Pilih dokumennya dulu."))
            return
        goods = [
            each
            for each in gate_list(self._place.gallery.database, on=self._today())
            if each.consignor == row.consignor
        ]
        show_message(self._place, self, row.consignor, goods)
