"""Places away from the gallery: the van arrives, the next one is loaded, a corner is visited, a bazaar is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt

from db.queries.events import event_sheet, list_events
from db.queries.moving import list_transfers
from gallery_pos.documents import VisitRecorded
from receipts.files import save
from ui.app.tabs import Tab
from ui.demo.stage import Stuck
from ui.papers.moving import event_pdf, event_xlsx
from ui.screens.gerai import OutletsScreen
from ui.screens.gerai.events import EventsTab
from ui.screens.gerai.moves import MovesTab
from ui.screens.gerai.visits import VisitsTab

if TYPE_CHECKING:
    from pathlib import Path

    from ui.demo.stage import Stage

_T = TypeVar("_T", bound=Tab)
_CORNER = "POJOK-KLARI"
_KINDS = 4


class Places:
    """Plays on the screen Gerai."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.gallery = stage.desktop.place.gallery

    def play(self, folder: Path) -> list[Path]:
        """Play it; return the result sheet of the bazaar on paper and as a workbook."""
        self._receive()
        self._send()
        self._visit()
        return self._bazaar(folder)

    def _screen(self) -> OutletsScreen:
        screen = self.stage.open("outlets")
        if not isinstance(screen, OutletsScreen):
            raise Stuck("outlets")
        return screen

    def _tab(self, name: str, kind: type[_T]) -> _T:
        tab = self._screen().show_tab(name)
        self.stage.settle(0.8)
        if not isinstance(tab, kind):
            raise Stuck(name)
        return tab

    def _close_paper(self, name: str) -> None:
        """Keep a picture of the paper in front and put it away."""
        self.stage.wait_for_dialog()
        self.stage.settle(1.5)
        self.stage.picture(name)
        while (front := self.stage.dialog()) is not None:
            front.reject()
            self.stage.settle()

    def _receive(self) -> None:
        stage, tab = self.stage, self._tab("moves", MovesTab)
        stage.picture("gerai-di-jalan")
        waiting = len(list_transfers(self.gallery.database, only_open=True))
        tab.list.list.list.table.selectRow(0)
        stage.key(Qt.Key.Key_F8)
        stage.wait_for_dialog()
        stage.picture("gerai-terima-kiriman")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for(
            "a transfer received", lambda: len(list_transfers(self.gallery.database, only_open=True)) < waiting
        )

    def _send(self) -> None:
        stage, tab = self.stage, self._tab("moves", MovesTab)
        tab.receive(("send", _CORNER))
        stage.key(Qt.Key.Key_F2)
        book = self.gallery.book
        lots = [lot for lot in book.lots(self.gallery.machine.outlet) if lot.on_hand > _KINDS]
        coded = [product for product in book.products({lot.product for lot in lots}) if product.barcodes]
        for product in coded[:_KINDS]:
            stage.scan(product.barcodes[0])
        stage.wait_for("scanned goods", lambda: len(tab.send.form.pieces) == min(_KINDS, len(coded)))
        stage.picture("gerai-kirim")
        stage.key(Qt.Key.Key_F12)
        self._close_paper("gerai-surat-jalan")

    def _visit(self) -> None:
        stage = self.stage
        self._screen().receive(("visits", _CORNER))
        page = self._tab("visits", VisitsTab).visit
        stage.key(Qt.Key.Key_F9)
        row = max(page.table.rows.rows(), key=lambda each: (each.expected, each.product))
        gone = min(row.expected, 3)
        page.table.begin(row.product, "left")
        stage.type(str(row.expected - gone))
        stage.key(Qt.Key.Key_Return)
        page.cash.setFocus()
        stage.settle()  # a field that gets the focus selects what is in it, a moment later
        stage.type(str(row.price * (gone - 1)))  # one of them nobody paid for
        stage.key(Qt.Key.Key_Tab)
        stage.settle()
        stage.picture("gerai-kunjungan")
        before = self.gallery.book.latest(VisitRecorded, _CORNER)
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("a visit", lambda: self.gallery.book.latest(VisitRecorded, _CORNER) != before)
        self._close_paper("gerai-lembar-kunjungan")
        stage.picture("gerai-daftar-kunjungan")

    def _bazaar(self, folder: Path) -> list[Path]:
        tab = self._tab("events", EventsTab)
        tab.list.list.table.selectRow(0)
        self.stage.wait_for("the result of an event", lambda: tab.sheet is not None)
        self.stage.picture("gerai-acara")
        made: list[Path] = []
        for row in list_events(self.gallery.database):
            sheet = event_sheet(self.gallery.database, row.code)
            if sheet is not None:
                made.append(save(folder / f"hasil-{row.code}.pdf", event_pdf(self.gallery, sheet)))
                made.append(save(folder / f"hasil-{row.code}.xlsx", event_xlsx(sheet)))
        return made
