"""Goods come in: scanned and typed into the table, a product made in place, the note and its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.documents import GoodsReceived
from ui.demo.stage import Stuck
from ui.screens.titipan import IntakeScreen
from ui.screens.titipan.rows import Cell

if TYPE_CHECKING:
    from pathlib import Path

    from ui.demo.stage import Stage

MAKER = "Batik Tarum"
_NEW = "Gantungan Kunci Batik"
_DATES = ("", "1t", "18b")


class Receiving:
    """Plays one surat titip from the maker's name to the labels."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def play(self, folder: Path) -> list[Path]:
        """Return the labels of the note on every paper, and the test page of one."""
        stage, screen = self.stage, self._open()
        page = screen.receive_page
        stage.type(MAKER)
        stage.key(Qt.Key.Key_Return)
        stage.wait_for("the maker", lambda: page.form.consignor)
        for number, code in enumerate(self._codes(page.form.consignor)):
            stage.scan(code)
            stage.wait_for("the scanned row", lambda number=number: len(page.form.lines) > number)  # type: ignore[misc]
            self._cell(str(number + 2))
            self._cell(_DATES[number])
        self._make_product(screen)
        page.grid.go(0, Cell.QUANTITY)
        self._cell("dua")
        stage.picture("titipan-masalah")
        page.grid.go(0, Cell.QUANTITY)
        self._cell("12")
        stage.picture("titipan-tabel")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the note", lambda: screen.done_page.isVisible() and screen.done_page.pages.count())
        stage.picture("titipan-tersimpan")
        note = screen.done_page.pages.pdf
        screen.done_page.which.choose("labels")
        screen.done_page.which.chosen.emit("labels")
        stage.wait_for("the labels", lambda: screen.done_page.pages.pdf != note)
        stage.picture("titipan-label")
        return self._papers(screen, folder)

    def _open(self) -> IntakeScreen:
        screen = self.stage.open("intake")
        if not isinstance(screen, IntakeScreen):
            raise Stuck("intake")
        return screen

    def _codes(self, maker: str) -> list[str]:
        """Return what a scanner reads from the maker's first products."""
        products = self.stage.desktop.place.gallery.book.products()
        return [one.barcodes[0] for one in products if one.consignor == maker and one.active and one.barcodes][:3]

    def _cell(self, text: str) -> None:
        self.stage.type(text)
        self.stage.key(Qt.Key.Key_Return)

    def _make_product(self, screen: IntakeScreen) -> None:
        stage, page = self.stage, screen.receive_page
        rows = len(page.form.lines)
        self._cell(_NEW)
        stage.wait_for_dialog()
        for text in ("Fashion", "25rb"):
            self._cell(text)
        stage.picture("titipan-produk-baru")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the new product", lambda: len(page.form.lines) > rows)
        self._cell("20")
        self._cell("")

    def _papers(self, screen: IntakeScreen, folder: Path) -> list[Path]:
        from receipts.files import make_folder, save
        from receipts.label_calibration import calibration_pdf
        from receipts.label_profiles import LABEL_PROFILES
        from receipts.labels import labels_pdf
        from ui.papers.labels import labels_of

        document = screen.done_page.posted.document if screen.done_page.posted else None
        if not isinstance(document, GoodsReceived):
            raise Stuck("no surat titip")
        make_folder(folder)
        labels = labels_of(self.stage.desktop.place.gallery, document)
        made = [save(folder / f"label-{code}.pdf", labels_pdf(labels, paper)) for code, paper in LABEL_PROFILES.items()]
        return [*made, save(folder / "label-halaman-uji.pdf", calibration_pdf(LABEL_PROFILES["TJ-107"]))]
