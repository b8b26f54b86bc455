"""The books: check them, keep a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.documents import now
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.saving import ask_where, told_saved
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.text import Label

if TYPE_CHECKING:
    from db.verify import Finding
    from ui.app.screen import Screen
    from ui.app.tasks import Progress
    from ui.books.keeping import Kept

_MOST = 12


class Books(QWidget):
    """Verify and backup, both off the UI thread with progress."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        folder = screen.place.gallery.folder.path
        card = Card(tr("Buku galeri"), tr("Disimpan di {folder}.").format(folder=folder))
        card.add(
            Label(
                tr(
                    "Cadangan memuat buku, gambar, pindaian dan tanda tangan dalam satu berkas; boleh selagi berjualan."
                ),
                "small",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.addWidget(Button(tr("Periksa buku"), self.check, icon_name="shield-check"))
        row.addWidget(Button(tr("Simpan cadangan…"), self.back_up, icon_name="floppy-disk"))
        row.addStretch(1)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def check(self) -> None:
        """Check every rule over the whole journal."""
        gallery = self._screen.place.gallery

        def job(progress: Progress) -> list[Finding]:
            return gallery.verify(progress=progress)

        self._screen.work(tr("Memeriksa buku"), job, self._checked)

    def _checked(self, found: list[Finding]) -> None:
        if not found:
            self._screen.banner.say(tr("Buku utuh: tidak ada yang diubah, semua angka cocok."), "", "good")
            return
        dialog = Dialog(
            tr("{count} temuan").format(count=format_count(len(found))),
            self.window(),
            hint=tr("Jangan hapus apa pun. Simpan cadangan sekarang dan hubungi pengelola."),
            enter_closes=True,
        )
        for finding in found[:_MOST]:
            dialog.body.addWidget(Label(f"{finding.named}: {finding.what}", wrap=True))
        if len(found) > _MOST:
            more = tr("dan {count} temuan lagi; gallery-pos verify menyebut semuanya")
            dialog.body.addWidget(Label(more.format(count=format_count(len(found) - _MOST)), "soft", wrap=True))
        dialog.add_cancel(tr("Tutup"))
        dialog.open()

    def back_up(self) -> None:
        """Copy the books with every picture and scan to a file and check the copy."""
        place = self._screen.place
        path = ask_where(self, f"galeri-{now():%Y-%m-%d}", "zip")
        if path is None:
            return

        def job(progress: Progress) -> Kept:
            from ui.books.keeping import keep_all

            return keep_all(place.gallery, path, progress)

        self._screen.work(tr("Menyimpan cadangan"), job, self._backed_up)

    def _backed_up(self, kept: Kept) -> None:
        """Say where it is, and what could not come along."""
        from ui.books.keeping import missing_words

        told_saved(self._screen.place, kept.made.path)
        if kept.missing:
            self._screen.place.feedback.toast(missing_words(kept.missing), tone="attention")
