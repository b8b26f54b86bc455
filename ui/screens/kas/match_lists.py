"""What is matched, to be undone; and what cashiers took as paid by QRIS and no file shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries.matching import LineRow, list_mutations
from db.queries.qris_missing import MissingRow, list_qris_missing
from gallery_pos.documents import DifferenceReason, Holding
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSpec
from ui.app.page import Page
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document
from ui.screens.kas.difference_dialog import DifferenceDialog, UndoDialog
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen

_DONE: tuple[Column[LineRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.day, Kind.DATE),
    Column(tr_noop("Jam"), lambda row: row.time, width=60, firm=True),
    Column(tr_noop("Keterangan"), lambda row: row.description or row.reference, stretch=True),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=120),
    Column(tr_noop("Cocok dengan"), lambda row: row.matched_with, Kind.CODE, width=210),
    Column(tr_noop("Selisih"), lambda row: row.difference or None, Kind.MONEY, width=100),
    Column(
        tr_noop("Keyakinan"),
        lambda row: row.confidence or 0,
        Kind.BADGE,
        text=lambda row: tr("selisih saja") if row.confidence is None else f"{row.confidence} %",
        tone=lambda row: "good" if (row.confidence or 0) >= 90 else "neutral",  # noqa: PLR2004 -- percent
        width=110,
    ),
)
_MISSING: tuple[Column[MissingRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.day, Kind.DATE),
    Column(tr_noop("Jam"), lambda row: row.time, width=60, firm=True),
    Column(tr_noop("Struk"), lambda row: row.number, Kind.CODE, width=190, stretch=True),
    Column(tr_noop("Kasir"), lambda row: row.user, width=110),
    Column(tr_noop("Gerai"), lambda row: row.outlet, width=110),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=120),
    Column(tr_noop("Umur (hari)"), lambda row: row.age, Kind.NUMBER, width=96),
    Column(
        tr_noop("Keadaan", "QRIS"),
        lambda row: tr("tidak ada di berkas") if row.covered else tr("berkasnya belum ada"),
        Kind.BADGE,
        tone=lambda row: "danger" if row.covered else "neutral",
        width=160,
    ),
)


class DonePage(Page):
    """The lines that are matched or explained."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.account = Holding.BANK
        empty = EmptyState(tr("Belum ada yang cocok"), tr("Impor mutasi dari bank atau QRIS di Belum cocok, F9."))
        self.list: TableView[LineRow] = TableView(
            _DONE,
            lambda row: row.key,
            empty,
            name=tr("mutasi-cocok"),
            search=tr("Cari keterangan, nomor atau jumlah"),
            on_export=exporter(self.place, self),
        )
        self.list.activated.connect(self._open)
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.body.addWidget(card, 1)
        self.equip((ActionSpec("match.undo", tr_noop("Lepas…"), "F8", "link-break"),), {"match.undo": self.undo})
        self.add_footer("match.undo")

    def refresh(self) -> None:
        """Read the lines that are done."""
        database, account = self.place.gallery.database, self.account
        self.host.read(
            lambda: [row for row in list_mutations(database, account=account) if row.done], self.list.show_rows
        )

    def entered(self) -> None:
        """Search at once."""
        self.list.search_box.setFocus()

    def _open(self, row: object) -> None:
        if isinstance(row, LineRow):
            show_document(self, self.place, row.mutations)

    def undo(self) -> None:
        """Let the line under the cursor wait again."""
        row = self.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih mutasinya dulu."))
            return
        UndoDialog(self.place, self, row, self._undone).open()

    def _undone(self, posted: Posted) -> None:
        self.refresh()
        self.place.feedback.toast(tr("{number} tercatat.").format(number=posted.number))


class MissingPage(Page):
    """Sales that were taken as paid by QRIS and that no file shows, the oldest first, with what to do."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        empty = EmptyState(tr("Semua QRIS sampai"), tr("Tiap penjualan QRIS ditemukan di berkas penyedia atau bank."))
        self.list: TableView[MissingRow] = TableView(
            _MISSING,
            lambda row: row.document,
            empty,
            name=tr("qris-tidak-sampai"),
            search=tr("Cari struk atau kasir"),
            on_export=exporter(self.place, self),
        )
        self.list.activated.connect(self._open)
        self._names = {user.code: user.name for user in self.place.gallery.book.users()}
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        todo = Label(
            tr(
                "Yang harus dilakukan: cari waktunya di aplikasi penyedia QRIS; bila pembayarannya gagal, hubungi pembeli"
                " lewat struknya; bila memang tidak pernah sampai, catat (F8) supaya bukunya benar."
            ),
            "small",
            wrap=True,
        )
        self.body.addWidget(todo)
        self.body.addWidget(card, 1)
        self.equip(
            (ActionSpec("match.lost", tr_noop("Catat tidak sampai…"), "F8", "warning"),), {"match.lost": self.lost}
        )
        self.add_footer("match.lost")

    def refresh(self) -> None:
        """Read what did not arrive."""
        database, today = self.place.gallery.database, self.place.desk().today()
        self.host.read(lambda: list_qris_missing(database, on=today), self.list.show_rows)

    def entered(self) -> None:
        """Search at once."""
        self.list.search_box.setFocus()

    def _open(self, row: object) -> None:
        if isinstance(row, MissingRow):
            show_document(self, self.place, row.document)

    def lost(self) -> None:
        """Let the books say that it never arrived."""
        row = self.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih penjualannya dulu."))
            return
        DifferenceDialog(
            self.place,
            self,
            account=Holding.QRIS,
            document=row.document,
            amount=-row.amount,
            about=row.number,
            reason=DifferenceReason.NEVER_ARRIVED,
            done=self._posted,
        ).open()

    def _posted(self, posted: Posted) -> None:
        self.refresh()
        self.place.feedback.toast(tr("{number} tercatat.").format(number=posted.number))
