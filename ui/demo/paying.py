"""The makers get their money: a file for the bank, its transfers done, a code that comes back, a question answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from db.queries.books import list_journal
from db.queries.disputes import OPEN
from db.queries.paying import list_batches, list_unacknowledged
from gallery_pos.formatting import format_receipt_code
from ui.demo.stage import Stuck
from ui.dialogs.pdf import PdfDialog
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.acknowledge import CodeDialog
from ui.screens.penyelesaian.batch_dialogs import SettleDialog
from ui.screens.penyelesaian.dispute_dialogs import AnswerDialog
from ui.screens.penyelesaian.disputes import DisputesTab
from ui.screens.penyelesaian.pay_many import PayManyDialog
from ui.screens.penyelesaian.payouts import RECEIPTS, PayoutsTab
from ui.screens.penyelesaian.screen import DISPUTES, PAYOUTS, STATEMENTS
from ui.screens.penyelesaian.statements import StatementsTab
from ui.screens.penyelesaian.told import IssueDialog

if TYPE_CHECKING:
    from pathlib import Path

    from ui.demo.stage import Stage

_REFERENCE = "BJB-20261122-001"


class Paying:
    """Plays the payouts."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.gallery = stage.desktop.place.gallery

    def play(self, folder: Path) -> list[Path]:
        """Prepare, send, mark as done, confirm, answer; return the file for the bank."""
        files = self._transfer(folder)
        self._confirm()
        self._answer()
        self._tell_next()
        return files

    def _tab(self, name: str) -> object:
        screen = self.stage.open("settlement")
        if not isinstance(screen, SettlementScreen):
            raise Stuck("settlement")
        tab = screen.show_tab(name)
        self.stage.settle(1.0)
        return tab

    def _transfer(self, folder: Path) -> list[Path]:
        stage, tab = self.stage, self._tab(PAYOUTS)
        if not isinstance(tab, PayoutsTab):
            raise Stuck(PAYOUTS)
        stage.picture("pembayaran-belum-dibayar")
        stage.key(Qt.Key.Key_F12)
        many = stage.wait_for_dialog()
        if not isinstance(many, PayManyDialog):
            raise Stuck("pay many")
        stage.settle(0.8)
        stage.picture("pembayaran-bayar-semua")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("a file for the bank", lambda: list_batches(self.gallery.database))
        stage.settle(1.0)
        stage.picture("pembayaran-berkas-transfer")
        (batch, *_) = list_batches(self.gallery.database)
        files = [folder / f"{batch.number}.{ending}" for ending in ("xlsx", "csv")]
        for file in files:
            tab.batches.write(batch.id, file)
        stage.wait_for("the bank's files", lambda: all(file.is_file() for file in files))
        stage.key(Qt.Key.Key_F12)
        done = stage.wait_for_dialog()
        if not isinstance(done, SettleDialog):
            raise Stuck("settle batch")
        done.text.setText(_REFERENCE)
        stage.settle()
        stage.picture("pembayaran-sudah-ditransfer")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("payouts", lambda: not list_batches(self.gallery.database)[0].open)
        self._close()
        return files

    def _confirm(self) -> None:
        stage, tab = self.stage, self._tab(PAYOUTS)
        if not isinstance(tab, PayoutsTab):
            raise Stuck(PAYOUTS)
        tab.show_page(RECEIPTS)
        stage.settle(0.8)
        stage.picture("pembayaran-tanda-terima")
        waiting = list_unacknowledged(self.gallery.database, on=stage.desktop.place.desk().today())
        stage.key(Qt.Key.Key_F8)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, CodeDialog):
            raise Stuck("code")
        stage.type(format_receipt_code(waiting[-1].code))
        stage.settle()
        stage.picture("pembayaran-kode")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("a confirmation", lambda: self.gallery.book.payout_state(waiting[-1].id).acknowledged)

    def _answer(self) -> None:
        stage, tab = self.stage, self._tab(DISPUTES)
        if not isinstance(tab, DisputesTab):
            raise Stuck(DISPUTES)
        stage.picture("sanggahan")
        row = next(row for row in tab.list.list.model.rows() if row.state == OPEN)
        tab.list.list.select(row.id)
        stage.key(Qt.Key.Key_F12)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, AnswerDialog):
            raise Stuck("answer")
        stage.type("Komisinya sesuai perjanjian: 20 % dari harga jual")
        dialog.outcome.choose("rejected")
        stage.settle()
        stage.picture("sanggahan-jawab")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("an answer", lambda: not [row for row in tab.list.list.model.rows() if row.state == OPEN])

    def _tell_next(self) -> None:
        """Follow the answer, and what came back at the counter after it was paid, to the statements of today."""
        stage, tab = self.stage, self._tab(STATEMENTS)
        if not isinstance(tab, StatementsTab):
            raise Stuck(STATEMENTS)
        today = stage.desktop.place.desk().today()
        about = {self._newest("DisputeAnswered").consignor, self._newest("SaleRefunded").lines[0].consignor}
        tab.until.set_value(today)
        stage.settle(0.8)
        tab.ticks.tick([row for row in tab.list.model.rows() if row.consignor in about])
        stage.key(Qt.Key.Key_F12)
        if not isinstance(stage.wait_for_dialog(), IssueDialog):
            raise Stuck("the next statements")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("papers", lambda: isinstance(stage.dialog(), PdfDialog))
        stage.settle(0.8)
        stage.picture("sanggahan-laporan-berikut")
        self._close()

    def _newest(self, kind: str) -> Any:
        (row,) = list_journal(self.gallery.database, kind=kind, newest_first=True, limit=1)
        posted = self.gallery.book.document(row.id)
        if posted is None:
            raise Stuck(kind)
        return posted.document

    def _close(self) -> None:
        while (front := self.stage.dialog()) is not None:
            front.reject()
            self.stage.settle()
