"""The key of personal data, for whoever may set the gallery up: kept as a copy, printed, put in again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.keys import belongs, read_key, what_stays_closed
from db.private import private_key
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.saving import ask_where, told_saved
from ui.books.private_key import current_key, install_key, make_key, save_key
from ui.dialogs.pdf import show_pdf
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.confirm import ask
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from db.keys import Closed
    from ui.app.feedback import Feedback
    from ui.app.screen import Screen

_NAME = "kunci-galeri"


class KeyCard(QWidget):
    """Says what the key of this computer opens, and leads to its copies."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        hint = tr(
            "Mengunci data pribadi penitip, pindaian, tanda tangan dan PIN. Tidak ikut di cadangan: simpan salinannya "
            "sekali, terpisah dari cadangan. Komputer lain yang memakai buku ini perlu kunci yang sama."
        )
        card = Card(tr("Kunci data pribadi"), hint)
        self.state = Label("", wrap=True)
        card.add(self.state)
        self._keep = Button(tr("Simpan kunci…"), self.keep, icon_name="floppy-disk")
        self._print = Button(tr("Cetak kunci"), self.print, icon_name="printer")
        self._new = Button(tr("Buat kunci baru…"), self.make, icon_name="plus")
        row = QHBoxLayout()
        card.body.addLayout(row)
        for button in (self._keep, self._print, self._new):
            row.addWidget(button)
        row.addWidget(Button(tr("Pasang kunci…"), self.put_in, icon_name="key"))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_state(self) -> None:
        """Try the key on everything and say what came of it."""
        gallery = self._screen.place.gallery

        def tried() -> tuple[bool, bool, Closed]:
            key = current_key(gallery.folder)
            return key is not None, belongs(gallery.database, key), what_stays_closed(gallery.database, key)

        self._screen.read(tried, lambda found: self._tell(*found))

    def _tell(self, there: bool, theirs: bool, closed: Closed) -> None:
        if not there:
            words = tr("Kunci komputer ini hilang. Pasang salinannya; kalau tidak ada lagi, buat kunci baru.")
        elif not theirs:
            words = tr(
                "Komputer ini memakai kunci lain dari buku galeri: PIN dan data pribadi tidak bisa diubah di sini. Pasang "
                "kunci dari komputer pertama."
            )
        elif closed.pins or closed.persons:
            words = _told(closed)
        else:
            words = tr("Kunci komputer ini membuka semua PIN dan data pribadi.")
        self.state.setText(words)
        for button in (self._keep, self._print):
            button.setVisible(there)
        self._new.setVisible(not there)

    def keep(self) -> None:
        """Keep a copy where the person says."""
        place = self._screen.place
        path = ask_where(self, _NAME, "key")
        if path is not None:
            with place.feedback.guard(self):
                save_key(place.gallery.folder, path)
                told_saved(place, path)

    def print(self) -> None:
        """Show the key as a paper, to print or keep."""
        place = self._screen.place

        def make() -> bytes:
            from receipts.pdf.key import key_pdf
            from receipts.pdf.sheet import letterhead_of

            outlet = place.gallery.outlet()
            head = letterhead_of(outlet, place.gallery.logo(outlet), place.gallery.notice(outlet))
            return key_pdf(private_key(place.gallery.folder.private_key), head, place.desk().today())

        show_pdf(place, self, make, title=tr("Kunci data pribadi"), name=_NAME)

    def make(self) -> None:
        """Make a new key where the old one and every copy of it are lost."""
        place = self._screen.place

        def made() -> None:
            with place.feedback.guard(self):
                make_key(place.gallery)
            self.show_state()

        ask(
            self,
            tr("Buat kunci baru?"),
            tr(
                "PIN dan data pribadi yang lama tetap tertutup sampai kunci lamanya dipasang; isi ulang yang perlu. "
                "Komputer lain yang memakai buku ini perlu kunci baru itu juga."
            ),
            tr("Buat kunci baru"),
            made,
        )

    def put_in(self) -> None:
        """Ask for a key."""
        KeyDialog(self, self._screen.place.feedback).open()

    def take(self, text: str) -> None:
        """Make a key this computer's. Raises RuleBroken for one of other books."""
        place = self._screen.place
        closed = install_key(place.gallery, text)
        self.show_state()
        place.feedback.toast(_told(closed) if closed.pins or closed.persons else tr("Kunci terpasang."))


class KeyDialog(Dialog):
    """Takes a key typed or scanned from paper, or out of a file."""

    def __init__(self, card: KeyCard, feedback: Feedback) -> None:
        super().__init__(
            tr("Pasang kunci"), card.window(), hint=tr("Ketik atau pindai dari kertas, atau ambil dari berkasnya.")
        )
        self.setMinimumWidth(640)
        self._card, self._feedback = card, feedback
        self.key = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add("key", tr("Kunci"), self.key, required=True, check=self._problem)
        self.body.addWidget(self._form)
        self.add_button(tr("Dari berkas…"), self._pick, icon_name="folder-open")
        self.add_cancel()
        self.add_primary(tr("Pasang"), self._take)

    def _problem(self) -> str:
        return "" if read_key(self.key.text()) else tr("64 angka dan huruf a sampai f; spasi tidak mengapa")

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas"), "", tr("Kunci (*.key);;Semua berkas (*)"))
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Show the key that a file holds."""
        with self._feedback.guard(self):
            self.key.setText(private_key(path).hex())

    def _take(self) -> None:
        if self._form.check():
            with self._feedback.guard(self):
                self._card.take(self.key.text())
                self.accept()


def _told(closed: Closed) -> str:
    return tr(
        "{pins} PIN dan data pribadi {persons} penitip memakai kunci lain: pasang kunci itu, atau isi ulang."
    ).format(pins=format_count(closed.pins), persons=format_count(closed.persons))
