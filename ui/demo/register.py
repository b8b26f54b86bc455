"""The register of makers: who he is, and one who was registered twice is made one again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.documents import ConsignorsMerged
from ui.demo.stage import Stuck
from ui.screens.penitip import ConsignorsScreen

if TYPE_CHECKING:
    from ui.demo.stage import Stage


class Register:
    """Plays it; the sample has the pair."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def play(self) -> None:
        """Compare everybody, merge the first pair, look at the maker who stays."""
        stage = self.stage
        screen = stage.open("consignors")
        if not isinstance(screen, ConsignorsScreen):
            raise Stuck("consignors")
        stage.key(Qt.Key.Key_F8)
        pairs = screen.duplicates.list
        stage.wait_for("likely duplicates", pairs.model.rows)
        stage.settle()
        stage.picture("penitip-mungkin-sama")
        pairs.table.selectRow(0)
        stage.key(Qt.Key.Key_F12)
        stage.wait_for_dialog()
        stage.picture("penitip-gabungkan")
        stage.key(Qt.Key.Key_F12)
        book = stage.desktop.place.gallery.book
        stage.wait_for("the merge", lambda: book.latest_of_all(ConsignorsMerged))
        stage.settle()
        (merged,) = book.latest_of_all(ConsignorsMerged)
        screen.open_consignor(merged.duplicate)
        stage.settle()
        stage.picture("penitip-sudah-digabung")
        screen.receive(merged.duplicate)
        stage.settle()
        stage.picture("penitip-profil")
        screen.back()
