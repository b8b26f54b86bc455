"""The districts that makers are registered in: the region's own list in the place of Karawang's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.regions import drop_districts, own_districts
from ui.app.tokens import GRID
from ui.books.imports import plan_file, take_in
from ui.register.regions import districts
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.app.screen import Screen

_NAMED = 6


class DistrictsCard(QWidget):
    """Says which list is in use, and takes another one in."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.state = Label("", wrap=True)
        self._back = Button(tr("Kembali ke Karawang"), self._take_back, kind="quiet")
        card = Card(tr("Daftar kecamatan"), tr("Ditawarkan di profil penitip, di semua komputer galeri."))
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(Button(tr("Ganti dengan berkas…"), self._pick, icon_name="map-pin"))
        card.add(self.state)
        card.add(Label(tr("CSV atau XLSX dengan kolom nama, satu kecamatan di tiap baris."), "small", wrap=True))
        card.body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.show_state()

    def show_state(self) -> None:
        """Say which list is in use."""
        book = self._screen.place.gallery.book
        names = districts(book)
        shown = ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
        words = tr("{count} kecamatan: {names}")
        self.state.setText(words.format(count=format_count(len(names)), names=shown))
        self._back.setVisible(bool(own_districts(book)))

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas"), "", tr("Tabel (*.xlsx *.csv)"))
        if name:
            self.take(Path(name))

    def take(self, source: Path) -> None:
        """Put the list in a file in the place of the one in use."""
        place = self._screen.place
        with place.feedback.guard(self):
            desk = place.desk()
            place.announce(take_in(place.gallery, desk, plan_file(desk, "districts", source)))
            self.show_state()
            count = format_count(len(districts(place.gallery.book)))
            place.feedback.toast(tr("{count} kecamatan dipakai mulai sekarang").format(count=count))

    def _take_back(self) -> None:
        place = self._screen.place
        with place.feedback.guard(self):
            place.announce(drop_districts(place.desk()))
            self.show_state()
