"""Makers' money kept apart: a deposit at the bank, then the bank's file: one matched by itself, one by hand, a fee explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.queries.match_items import list_items
from db.queries.treasury import list_movements
from gallery_pos.documents import Holding
from ui.demo.stage import Stuck
from ui.screens.kas.difference_dialog import DifferenceDialog
from ui.screens.kas.held import HeldTab
from ui.screens.kas.import_mutations import ImportMutationsDialog
from ui.screens.kas.matching import MISSING, MatchingTab
from ui.screens.kas.move_money import MoveMoneyDialog
from ui.screens.kas.screen import HELD, MATCHING, CashScreen

if TYPE_CHECKING:
    from pathlib import Path

    from db.queries.match_items import ItemRow
    from ui.app.tabs import Tab
    from ui.demo.stage import Stage

_AMOUNT, _FEE = 1_500_000, 15_000
_REFERENCE = "STR-0412"
_TOGETHER = 2


class Money:
    """Plays Uang titipan and Pencocokan."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.gallery = stage.desktop.place.gallery

    def play(self, folder: Path) -> list[Path]:
        """Deposit, take the bank's file in, match and explain; return the file."""
        self._deposit()
        tab = self._tab(MATCHING)
        if not isinstance(tab, MatchingTab):
            raise Stuck(MATCHING)
        file = self._file(folder)
        self._take_in(tab, file)
        self._by_hand(tab)
        self._explain(tab)
        tab.show_page(MISSING)
        self.stage.settle(0.8)
        self.stage.picture("pencocokan-qris-tidak-sampai")
        return [file]

    def _tab(self, name: str) -> Tab:
        screen = self.stage.open("cash")
        if not isinstance(screen, CashScreen):
            raise Stuck("cash")
        tab = screen.show_tab(name)
        self.stage.settle(0.8)
        return tab

    def _deposit(self) -> None:
        stage, tab = self.stage, self._tab(HELD)
        if not isinstance(tab, HeldTab):
            raise Stuck(HELD)
        stage.picture("uang-titipan")
        before = len(list_movements(self.gallery.database))
        stage.key(Qt.Key.Key_F12)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, MoveMoneyDialog):
            raise Stuck("move money")
        dialog.amount.set_value(_AMOUNT)
        dialog.reference.setText(_REFERENCE)
        stage.picture("uang-titipan-setoran")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("a deposit", lambda: len(list_movements(self.gallery.database)) > before)
        tab.which.choose("moves")
        tab.which.chosen.emit("moves")
        stage.settle(0.8)
        stage.picture("uang-titipan-perpindahan")

    def _file(self, folder: Path) -> Path:
        """Write what the bank would say: the deposit, two payouts that left as one, and its fee."""
        today = self.stage.desktop.place.desk().today()
        paid = sum(-row.amount for row in self._paid())
        rows = (
            ("Tanggal", "Keterangan", "Referensi", "Debit", "Kredit"),
            (f"{today:%d/%m/%Y}", "SETORAN TUNAI", _REFERENCE, "", str(_AMOUNT)),
            (f"{today:%d/%m/%Y}", "TRANSFER PENITIP", "", str(paid), ""),
            (f"{today:%d/%m/%Y}", "BIAYA ADMINISTRASI", "", str(_FEE), ""),
        )
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "mutasi-bank.csv"
        file.write_text("\n".join(";".join(row) for row in rows) + "\n", encoding="utf-8")
        return file

    def _paid(self) -> list[ItemRow]:
        today = self.stage.desktop.place.desk().today()
        items = list_items(self.gallery.database, Holding.BANK, since=today)
        found = [row for row in items if row.kind == "PayoutMade"][:_TOGETHER]
        if len(found) < _TOGETHER:
            raise Stuck("payouts by transfer")
        return found

    def _take_in(self, tab: MatchingTab, file: Path) -> None:
        stage = self.stage
        stage.key(Qt.Key.Key_F9)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, ImportMutationsDialog):
            raise Stuck("import")
        dialog.bank.setText("BJB")
        dialog.load(file)
        stage.wait_for("the file", dialog.rows.rowCount)
        stage.picture("pencocokan-impor")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the lines", lambda: len(tab.open.lines.model.rows()) == _TOGETHER)
        stage.settle(0.8)
        stage.picture("pencocokan")

    def _by_hand(self, tab: MatchingTab) -> None:
        """Tick the two payouts that the bank sent as one."""
        page, waiting = tab.open, len(tab.open.lines.model.rows())
        line = next(row for row in page.lines.model.rows() if "PENITIP" in row.description)
        page.line_ticks.tick([line])
        page.item_ticks.tick(self._paid())
        self.stage.settle()
        self.stage.picture("pencocokan-tangan")
        self.stage.key(Qt.Key.Key_F12)
        self.stage.wait_for("a match by hand", lambda: len(page.lines.model.rows()) < waiting)

    def _explain(self, tab: MatchingTab) -> None:
        page = tab.open
        (line,) = page.lines.model.rows()
        page.lines.select(line.key)
        self.stage.key(Qt.Key.Key_F8)
        dialog = self.stage.wait_for_dialog()
        if not isinstance(dialog, DifferenceDialog):
            raise Stuck("difference")
        dialog.reason.setCurrentIndex(0)
        dialog.note.setText("Biaya bulanan rekening")
        self.stage.picture("pencocokan-selisih")
        self.stage.key(Qt.Key.Key_F12)
        self.stage.wait_for("the fee", lambda: not page.lines.model.rows())
