"""Fair entry: the queue, the next step in place, a round scored by keyboard and decided, the calendar of turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt

from db.queries.curation import list_rounds, round_sheet
from db.queries.entry import list_queue
from gallery_pos.documents import EntryState
from ui.app.tabs import Tab, TabbedScreen
from ui.demo.stage import Stuck
from ui.papers.entry import queue_paper, round_minutes, score_sheets
from ui.screens.pembinaan.queue import QueueTab
from ui.screens.pembinaan.rounds import CurationTab
from ui.screens.pembinaan.turns import TurnsTab

if TYPE_CHECKING:
    from pathlib import Path

    from ui.demo.stage import Stage

_T = TypeVar("_T", bound=Tab)
_POINTS = ("82", "78", "85", "70", "90")


class FairEntry:
    """Plays it; in the sample some wait for curation, and some only applied."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.gallery = stage.desktop.place.gallery

    def play(self, papers: Path) -> list[Path]:
        """Take a product a step further, hold a round, plan a turn; return the papers, written to ``papers``."""
        self._queue()
        code = self._score()
        self._decide(code)
        self._turns()
        return self._papers(code, papers)

    def _tab(self, which: str, kind: type[_T]) -> _T:
        screen = self.stage.open("guidance")
        tab = screen.show_tab(which) if isinstance(screen, TabbedScreen) else None
        if not isinstance(tab, kind):
            raise Stuck(which)
        self.stage.settle()
        return tab

    def _queue(self) -> None:
        stage, tab = self.stage, self._tab("queue", QueueTab)
        stage.wait_for("the queue", tab.list.list.model.rows)
        stage.picture("pembinaan-antrean")
        first = next(row for row in tab.list.list.model.rows() if row.state == EntryState.APPLIED)
        tab.list.list.select(first.product)
        stage.key(Qt.Key.Key_F8)
        stage.wait_for_dialog()
        stage.type("berkas diterima")
        stage.picture("pembinaan-langkah")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the step", lambda: self._state(first.product) == EntryState.CHECKING)
        decided = next(row for row in tab.list.list.model.rows() if row.state == EntryState.READY)
        tab.receive(decided.product)
        stage.key(Qt.Key.Key_F7)
        stage.wait_for_dialog()
        stage.settle()
        stage.picture("pembinaan-riwayat")
        self._put_away()

    def _state(self, product: str) -> str:
        return next(row.state for row in list_queue(self.gallery.database) if row.product == product)

    def _score(self) -> str:
        """Plan a round with everybody who waits for one, and type the sheet of the first curator."""
        stage, tab = self.stage, self._tab("curation", CurationTab)
        stage.key(Qt.Key.Key_F12)
        stage.wait_for_dialog()
        stage.type("Kurasi bulanan")
        stage.picture("pembinaan-putaran-baru")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the round", lambda: tab.round.grid is not None)
        stage.settle()
        grid, sheet = tab.round.grid, tab.round.sheet
        if grid is None or sheet is None:
            raise Stuck("a sheet to score on")
        stage.window.activateWindow()
        stage.settle()
        grid.begin()
        for _ in sheet.candidates:
            for points in _POINTS:
                stage.type(points)
                stage.key(Qt.Key.Key_Tab)
        stage.picture("pembinaan-nilai")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the sheet", lambda: self._sheets(sheet.round.code) == len(sheet.candidates))
        return sheet.round.code

    def _sheets(self, code: str) -> int:
        return next(row.sheets for row in list_rounds(self.gallery.database) if row.code == code)

    def _decide(self, code: str) -> None:
        """Close the scoring and write down what the points say."""
        stage, tab = self.stage, self._tab("curation", CurationTab)
        stage.key(Qt.Key.Key_F9)
        stage.wait_for_dialog()
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the result", lambda: tab.round.results is not None)
        stage.settle()
        tab.round.decide_all()
        stage.wait_for(
            "the verdicts", lambda: next(r for r in list_rounds(self.gallery.database) if r.code == code).decided
        )
        stage.settle()
        stage.picture("pembinaan-hasil")
        tab.round.leave()
        stage.settle()

    def _turns(self) -> None:
        stage, tab = self.stage, self._tab("turns", TurnsTab)
        tab.strip.setFocus()
        stage.key(Qt.Key.Key_Down)
        stage.picture("pembinaan-giliran")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for_dialog()
        stage.picture("pembinaan-giliran-baru")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the turn", lambda: stage.dialog() is None)
        self._tab("queue", QueueTab)

    def _put_away(self) -> None:
        while (front := self.stage.dialog()) is not None:
            front.reject()
            self.stage.settle()

    def _papers(self, code: str, folder: Path) -> list[Path]:
        from receipts.files import save

        gallery, user = self.gallery, self.stage.desktop.place.user.code
        sheet = round_sheet(gallery.database, code)
        if sheet is None:
            raise Stuck(code)
        folder.mkdir(parents=True, exist_ok=True)
        return [
            save(folder / "antrean.pdf", queue_paper(gallery, list_queue(gallery.database))),
            save(folder / "lembar-nilai.pdf", score_sheets(gallery, sheet)),
            save(folder / "berita-acara-kurasi.pdf", round_minutes(gallery, sheet, user)),
        ]
