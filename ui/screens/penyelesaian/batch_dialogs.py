"""What the bank did of a file of transfers, and what it will not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from db.queries.paying import BatchLineRow, BatchRow, batch_lines
from db.queries.settlement import owed
from gallery_pos.documents import new_id
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.payout_batches import drop_batch, settle_batch
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.screens.penyelesaian.paid import show_kuitansi
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.form import titled
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.app.tasks import Progress

_WIDTH, _HEIGHT = 860, 600
_NAMED = 3

_COLUMNS: tuple[Column[BatchLineRow], ...] = (
    Column(tr_noop("Kode"), lambda row: row.consignor, width=76, firm=True),
    Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
    Column(tr_noop("Laporan", "penitip"), lambda row: row.statement, Kind.CODE, width=190),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=130),
)


class _Lines(Dialog):
    """The open transfers of a file, all ticked to begin with.

    Signals:
        written(): something was written.
    """

    written = Signal()

    def __init__(self, host: Screen, row: BatchRow, title: str, hint: str, field: str) -> None:
        super().__init__(title.format(number=row.number), host.window(), hint=hint)
        self.spread(_WIDTH, _HEIGHT)
        self._host, self._place, self._row = host, host.place, row
        lines = [line for line in batch_lines(self._place.gallery.database, row.id) if line.state == "open"]
        self.ticks: Ticks[BatchLineRow] = Ticks(lambda line: line.consignor)
        self.list: TableView[BatchLineRow] = TableView(
            (self.ticks.column(), *_COLUMNS),
            lambda line: line.consignor,
            EmptyState(tr("Tidak ada transfer yang menunggu")),
            name=row.number,
            search=tr("Cari penitip"),
            on_export=exporter(self._place, self),
        )
        self.ticks.attach(self.list)
        self.list.show_rows(lines)
        self.ticks.tick_all_or_none()
        self.text = QLineEdit()
        self.says = Label("", "strong", wrap=True)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.body.addWidget(card, 1)
        self.body.addWidget(titled(field, self.text))
        self.body.addWidget(self.says)
        self.ticks.changed.connect(self._say)
        self.text.setFocus()

    def _say(self) -> None:
        chosen = self.ticks.ticked()
        amount = format_rupiah(sum(line.amount for line in chosen))
        self.says.setText(
            tr("{count} transfer, seluruhnya {amount}.").format(count=format_count(len(chosen)), amount=amount)
        )

    def _chosen(self, missing: str) -> list[str] | None:
        """Return the makers that are ticked, None where something is missing, which is said."""
        self.banner.clear()
        chosen = [line.consignor for line in self.ticks.ticked()]
        if not chosen:
            self.banner.say(tr("Pilih paling sedikit satu transfer."), tone="attention")
        elif not self.text.text().strip():
            self.banner.say(missing, tone="attention")
            self.text.setFocus()
        else:
            return chosen
        return None


class SettleDialog(_Lines):
    """The bank did these: each becomes a payout."""

    def __init__(self, host: Screen, row: BatchRow) -> None:
        super().__init__(
            host,
            row,
            tr("Sudah ditransfer: {number}"),
            tr("Yang ditolak bank, hapus pilihannya: barisnya tetap menunggu, atau dicoret kemudian."),
            tr("Nomor referensi transfer"),
        )
        self._owed = {each.consignor: each.balance for each in owed(self._place.gallery.database)}
        self.over = Label("", "warning", wrap=True)
        self.body.addWidget(self.over)
        self.add_cancel()
        self.add_primary(tr("Catat sudah dibayar"), self._settle)
        self._say()

    def _say(self) -> None:
        super()._say()
        over = [(line.business_name, line.amount - self._owed.get(line.consignor, 0)) for line in self.ticks.ticked()]
        named = [f"{name} {format_rupiah(more)}" for name, more in over if more > 0]
        if (rest := len(named) - _NAMED) > 0:
            named = [*named[:_NAMED], tr("dan {count} lagi").format(count=format_count(rest))]
        said = tr(
            "Lebih dari haknya sekarang, sebab barangnya kembali atau dikoreksi sesudah berkas dibuat: {names}."
            " Kelebihannya diperhitungkan dari penjualan berikutnya."
        )
        self.over.setText(said.format(names=", ".join(named)) if named else "")
        self.over.setVisible(bool(named))

    def _settle(self) -> None:
        chosen = self._chosen(tr("Isi nomor referensi dari bukti transfer bank."))
        if chosen is None:
            return
        desk, batch, reference = self._place.desk(), self._row.id, self.text.text()

        def job(progress: Progress) -> Done[list[Posted]]:
            return settle_batch(desk, batch=batch, reference=reference, consignors=chosen, progress=progress)

        host, place = self._host, self._place

        def settled(made: Done[list[Posted]]) -> None:
            place.announce(made)
            said = tr("{count} penitip dibayar").format(count=format_count(len(made.value)))
            place.feedback.toast(said, (tr("Kuitansi"), lambda: show_kuitansi(host, made.value)))

        host.work(tr("Mencatat {count} pembayaran").format(count=format_count(len(chosen))), job, settled)
        self.written.emit()
        self.accept()


class DropDialog(_Lines):
    """These will not be transferred by this file: they can be paid otherwise."""

    def __init__(self, host: Screen, row: BatchRow) -> None:
        super().__init__(
            host,
            row,
            tr("Coret dari berkas {number}"),
            tr("Yang dicoret tidak dibayar lewat berkas ini; haknya tetap dan bisa dibayar dengan cara lain."),
            tr("Alasan"),
        )
        self._id = new_id()
        self.add_cancel()
        self.add_primary(tr("Coret"), self._drop, kind="danger")
        self._say()

    def _drop(self) -> None:
        chosen = self._chosen(tr("Tulis alasannya dengan singkat."))
        if chosen is None:
            return
        with self._place.feedback.guard(self):
            done = drop_batch(
                self._place.desk(), batch=self._row.id, reason=self.text.text(), consignors=chosen, id=self._id
            )
            self._place.announce(done)
            self.written.emit()
            self.accept()
