"""Whose goods come in, who brought them, and what was agreed with him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.agreement_words import agreement_words
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import former_codes
from ui.app.finding import NEW, consignor_choices
from ui.app.tokens import GRID
from ui.dialogs.new_records import NewConsignor
from ui.screens.titipan import form as forms
from ui.widgets.card import Card
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.documents import ConsignorRevised
    from ui.screens.titipan.form import IntakeForm
    from ui.widgets.banner import Banner
    from ui.workplace import Workplace

_ENDS_SOON = 30
"""Days before the end of an agreement from which on it is mentioned."""


class Whose(Card):
    """The head of the form.

    Signals:
        chosen(str): goods of this consignor are meant.
        cleared(): somebody types over his name.
        edited(): who brought them, or the number of his paper.
    """

    chosen = Signal(str)
    cleared = Signal()
    edited = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._place = place
        self._book = place.gallery.book
        self._makers: Sequence[ConsignorRevised] = ()
        self.consignor = Picker(self._find, tr("Ketik nama penitip, usaha atau kode"))
        self.delivered_by = QLineEdit()
        self.reference = QLineEdit()
        self.reference.setPlaceholderText(tr("boleh kosong"))
        self.terms = ElidedLabel("", "small")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for title, field, share in (
            (tr("Penitip"), self.consignor, 5),
            (tr("Diantar oleh"), self.delivered_by, 3),
            (tr("No. surat jalan"), self.reference, 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(2)
            label = Label(title, "small")
            label.setBuddy(field)
            field.setAccessibleName(title)
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column, share)
        self.body.setSpacing(GRID)
        self.body.addLayout(row)
        self.add(self.terms)
        self.consignor.picked.connect(self._on_picked)
        self.consignor.cleared.connect(self.cleared)
        for field in (self.delivered_by, self.reference):
            field.textEdited.connect(self.edited)

    def set_low(self, *, low: bool) -> None:
        """Take less room in a low window."""
        self.terms.setVisible(not low)
        air = GRID if low else 2 * GRID
        self.body.setContentsMargins(2 * GRID, air // 2 if low else air, 2 * GRID, air)

    def show_form(self, form: IntakeForm) -> None:
        """Show whose goods a form is about."""
        self.show_consignor(form.consignor)
        self._show_text(self.delivered_by, form.delivered_by)
        self._show_text(self.reference, form.reference)

    def show_consignor(self, code: str) -> None:
        """Show a consignor with his agreement, "" for none yet."""
        self._makers = ()
        maker = self._book.consignor(code) if code else None
        if maker is None:
            self.consignor.show_picked(None)
            self.terms.setText(tr("Barang tetap milik penitip sampai terjual."))
            return
        self.consignor.show_picked(code, maker.business_name)
        self.terms.setText(agreement_words(self._book, code))

    def suggest_bearer(self, code: str) -> None:
        """Write the consignor's own name as who brought the goods."""
        maker = self._book.consignor(code)
        if maker is not None:
            self._show_text(self.delivered_by, maker.owner)

    def say_end(self, code: str, banner: Banner) -> None:
        """Say that an agreement has ended, or will soon."""
        maker = self._book.consignor(code) if code else None
        if maker is None:
            return
        today = self._place.desk().today()
        end = forms.agreement_end(self._book, code)
        if not maker.active or (end and end < today):
            banner.say(
                tr("Titipan {name} sudah berakhir.").format(name=maker.business_name),
                tr("Perpanjang perjanjiannya di layar Penitip lebih dulu."),
                "attention",
            )
        elif end and (end - today).days <= _ENDS_SOON:
            said = tr("Perjanjian {name} berakhir {day}.").format(name=maker.business_name, day=format_date(end))
            banner.say(said, tone="info")

    def focus(self) -> None:
        """Ask for the consignor."""
        self.consignor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, words: str) -> list[Choice]:
        may, former = self._place.may(Act.EDIT_CATALOGUE), former_codes(self._book)
        self._makers = self._makers or self._book.consignors()  # once, not with every letter
        return consignor_choices(self._makers, words, may_make=may, former=former)

    def _on_picked(self, key: object) -> None:
        if key == NEW:
            dialog = NewConsignor(self._place, self, self.consignor.text().strip())
            dialog.made.connect(self.chosen)
            dialog.open()
        else:
            self.chosen.emit(str(key))

    @staticmethod
    def _show_text(field: QLineEdit, text: str) -> None:
        field.setText(text)
        field.setCursorPosition(0)
