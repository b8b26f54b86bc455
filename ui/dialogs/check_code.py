"""Periksa kode: a maker reads out the code on his paper, and sees to it that the gallery's books say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from db.queries.codes import documents_by_code
from gallery_pos.barcode import read_receipt_code
from gallery_pos.formatting import format_long_date, format_receipt_code
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable
from ui.dialogs.document import show_document
from ui.dialogs.telling import tell
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.ports import Posted
    from ui.dialogs.telling import Told
    from ui.workplace import Workplace

_LENGTH = 10
_MOST_FACTS = 8


class CheckCodeDialog(Dialog):
    """Says what paper a code is of, and its figures; a code of no paper is said to be none."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(
            tr("Periksa kode"),
            parent.window(),
            hint=tr("Kode di bawah QR laporan, kuitansi, surat titip atau struk, seperti dibacakan lewat telepon."),
        )
        self.setMinimumWidth(560)
        self._place, self._asked = place, ""
        self.found: Posted | None = None
        self.code = QLineEdit()
        self.code.setPlaceholderText(tr("mis. 7K3QX-9M2PD"))
        self.code.setAccessibleName(tr("Kode"))
        self.body.addWidget(self.code)
        self.card = Card()
        self.title, self.says = Label("", "heading", wrap=True), Label("", "strong", wrap=True)
        self.facts = Label("", "soft", wrap=True)
        for label in (self.title, self.says, self.facts):
            self.card.add(label)
        self.card.hide()
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self.add_cancel(tr("Tutup"))
        self.open_button = self.add_primary(tr("Buka dokumen"), self._open)
        self.open_button.setEnabled(False)
        self.code.textChanged.connect(self._typed)
        self.code.setFocus()

    def _typed(self, text: str) -> None:
        self.banner.clear()
        self.card.hide()
        self.found, self._asked = None, ""
        self.open_button.setEnabled(False)
        try:
            code = read_receipt_code(text)
        except Unreadable as error:
            if sum(letter.isalnum() for letter in text) >= _LENGTH:
                self.banner.say(tr("Kode ini bukan kode yang sah: {reason}.").format(reason=error), tone="attention")
            return
        self._asked = code
        gallery = self._place.gallery

        def look() -> list[tuple[Posted, Told]]:
            return [(posted, tell(gallery, posted)) for posted in documents_by_code(gallery.database, code)]

        self._place.runner.run(self, look, lambda found: self._show(code, found))

    def _show(self, code: str, found: list[tuple[Posted, Told]]) -> None:
        if code != self._asked:
            return  # more was typed meanwhile
        if not found:
            self.banner.say(
                tr("Tidak ada dokumen galeri ini dengan kode {code}.").format(code=format_receipt_code(code)),
                tr("Minta dibacakan sekali lagi. Bila tetap sama, kertasnya bukan dari buku ini."),
                tone="danger",
            )
            return
        self.found, told = found[0]
        day = format_long_date(self.found.document.business_date)
        self.title.setText(tr("{kind} {number}").format(kind=told.title, number=told.number))
        self.says.setText(told.summary)
        lines = [tr("Tanggal: {day}").format(day=day)]
        lines += [f"{fact.label}: {fact.text}" for fact in told.facts[:_MOST_FACTS]]
        lines += [tr("Kode yang sama juga ada di {number}.").format(number=other.number) for other, _ in found[1:]]
        self.facts.setText("\n".join(lines))
        self.card.show()
        self.open_button.setEnabled(True)

    def _open(self) -> None:
        if self.found is not None:
            show_document(self, self._place, self.found.document.id)
