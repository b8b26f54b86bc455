"""Files of transfers for the bank: written again, marked as done with the bank's reference, or given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from db.queries.paying import BatchRow, list_batches
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSpec
from ui.app.list_page import ListPage
from ui.app.pages import RowsPage
from ui.app.roles import PAYERS
from ui.app.saving import ask_where, told_saved
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document
from ui.papers.payouts import bank_file, write_bank_file
from ui.screens.penyelesaian.batch_dialogs import DropDialog, SettleDialog
from ui.widgets.buttons import Segments
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_OPEN, _ALL = "open", "all"


def _state(row: BatchRow) -> str:
    if row.open:
        return tr("{count} menunggu").format(count=format_count(row.open))
    return tr("selesai") if row.paid else tr("dicoret")


def _tone(row: BatchRow) -> str:
    if row.open:
        return "attention"
    return "good" if row.paid else "neutral"


COLUMNS: tuple[Column[BatchRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, stretch=True),
    Column(tr_noop("Sampai"), lambda row: row.until, Kind.DATE),
    Column(tr_noop("Transfer"), lambda row: row.lines, Kind.NUMBER, width=80),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=116),
    Column(tr_noop("Sudah"), lambda row: row.paid, Kind.NUMBER, width=64),
    Column(tr_noop("Masih menunggu"), lambda row: row.waiting, Kind.MONEY, width=124),
    Column(tr_noop("Keadaan"), _state, Kind.BADGE, tone=_tone, sort_key=lambda row: row.open, width=120),
)


class BatchList(ListPage[BatchRow]):
    """The files; those with something open unless asked for all."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.id,
            EmptyState(
                tr("Tidak ada transfer yang menunggu"),
                tr("Buat berkasnya di Belum dibayar, Bayar semua, Berkas transfer."),
            ),
            name=tr("berkas-transfer"),
            search=tr("Cari nomor"),
        )
        self.which = Segments([(_OPEN, tr("Menunggu bank")), (_ALL, tr("Semua"))])
        self.which.chosen.connect(self.arrange)
        self.arrange()
        self.totals = Label("", "strong")
        self.add_below(self.totals)

    def read_rows(self) -> list[BatchRow]:
        return list_batches(self.place.gallery.database)

    def keeper(self) -> Callable[[BatchRow], bool]:
        every = self.which.choice() == _ALL
        return lambda row: every or bool(row.open)

    def offer(self, rows: Sequence[BatchRow]) -> None:
        count, amount = sum(row.open for row in rows), sum(row.waiting for row in rows)
        said = tr("{count} transfer menunggu bank, {amount}.").format(
            count=format_count(count), amount=format_rupiah(amount)
        )
        self.totals.setText(said if count else tr("Tidak ada transfer yang menunggu bank."))


class BatchesPage(RowsPage[BatchRow]):
    """The list, and what can be done with a file."""

    def __init__(self, host: Screen) -> None:
        rows = BatchList(host.place)
        super().__init__(host, rows, tr("Pilih berkasnya dulu."))
        self.list: BatchList = rows
        self.equip(
            (
                ActionSpec("batches.open", tr_noop("Buka"), "F4", "file-text"),
                ActionSpec("batches.drop", tr_noop("Coret…"), "F7", "x-circle", PAYERS),
                ActionSpec("batches.csv", tr_noop("Simpan CSV…"), "F8", "download-simple", PAYERS),
                ActionSpec("batches.xlsx", tr_noop("Simpan Excel…"), "F9", "table", PAYERS),
                ActionSpec("batches.done", tr_noop("Sudah ditransfer…"), "F12", "check-circle", PAYERS),
            ),
            {
                "batches.open": self._open,
                "batches.drop": self.drop,
                "batches.csv": partial(self.keep, "csv"),
                "batches.xlsx": partial(self.keep, "xlsx"),
                "batches.done": self.settle,
            },
        )
        for name in ("batches.open", "batches.drop", "batches.csv", "batches.xlsx"):
            self.add_footer(name)
        self.add_footer("batches.done", primary=True)
        self.list.opened.connect(lambda _row: self.settle())

    def show_batch(self, batch: UUID) -> None:
        """Put the cursor on a file, which was just prepared, and say what comes next."""

        def shown(rows: list[BatchRow]) -> None:
            self.list.show_rows(rows)
            self.list.list.select(batch)
            self.host.banner.say(
                tr("Berkas transfer siap. Belum ada yang dibayar."),
                tr("Simpan untuk bank (Excel atau CSV). Setelah bank mentransfer, catat dengan Sudah ditransfer."),
                tone="good",
            )

        self.place.runner.run(self, self.list.read_rows, shown)

    def _waiting(self) -> BatchRow | None:
        row = self.current()
        if row is not None and not row.open:
            self.host.banner.say(tr("Tidak ada transfer yang masih menunggu di berkas ini."), tone="attention")
            return None
        return row

    def _open(self) -> None:
        if (row := self.current()) is not None:
            show_document(self, self.place, row.id)

    def keep(self, ending: str) -> None:
        """Write the transfers that wait into a file for the bank."""
        row = self._waiting()
        path = ask_where(self, row.number, ending) if row else None
        if row is not None and path is not None:
            self.write(row.id, path)

    def write(self, batch: UUID, path: Path) -> None:
        """Write a file for the bank off the UI thread; whose account is gone is named."""
        gallery, user = self.place.gallery, self.place.user.code

        def job() -> tuple[str, ...]:
            file = bank_file(gallery, batch, by=user)
            write_bank_file(file, path)
            return file.missing

        def written(missing: tuple[str, ...]) -> None:
            told_saved(self.place, path)
            if missing:
                self.host.banner.say(
                    tr("{count} penitip tidak ada di berkas: rekeningnya tidak tercatat lagi.").format(
                        count=format_count(len(missing))
                    ),
                    ", ".join(missing),
                )

        self.place.runner.run(self, job, written)

    def settle(self) -> SettleDialog | None:
        """Write down what the bank did."""
        row = self._waiting()
        if row is None:
            return None
        dialog = SettleDialog(self.host, row)
        dialog.written.connect(self.refresh)
        dialog.open()
        return dialog

    def drop(self) -> DropDialog | None:
        """Give up what is open of a file."""
        row = self._waiting()
        if row is None:
            return None
        dialog = DropDialog(self.host, row)
        dialog.written.connect(self.refresh)
        dialog.open()
        return dialog
