"""The agreement on paper: printed, signed on screen, worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.templates import AGREEMENT, AGREEMENT_NAMES, default_agreement
from ui.dialogs.pdf import show_pdf
from ui.dialogs.signing import SigningDialog
from ui.dialogs.template import TemplateDialog
from ui.papers.agreements import agreement_pdf_of, signing_people
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import AgreementRevised, ConsignorRevised, Signature
    from ui.workplace import Workplace


class PaperCard(Card):
    """The agreement on paper: print it, sign it on screen, word it.

    Signals:
        signed(Done): the agreement with its signatures.
    """

    signed = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__(tr("Surat perjanjian"))
        self._place = place
        self._maker: ConsignorRevised | None = None
        self.state = Label("", wrap=True)
        self._sign = Button(tr("Tanda tangan di layar…"), self.sign, icon_name="pen-nib")
        reword = Button(tr("Ubah naskah…"), self.reword, kind="quiet", icon_name="pencil-simple")
        reword.setVisible(place.may(Act.SETTINGS))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (Button(tr("Cetak perjanjian"), self.print_paper, icon_name="printer"), self._sign, reword):
            flow.addWidget(button)
        self.add(self.state)
        self.add(buttons)

    def show_agreement(self, maker: ConsignorRevised, own: AgreementRevised | None) -> None:
        """Show how the paper stands."""
        self._maker = maker
        self._sign.setVisible(own is not None and self._place.may(Act.EDIT_AGREEMENT))
        self.state.setText(_state(own))

    def print_paper(self) -> None:
        """Show the paper, to print or keep."""
        maker, gallery = self._maker, self._place.gallery
        if maker is not None:
            title, name = tr("Perjanjian titip jual"), f"perjanjian-{maker.code}"
            show_pdf(self._place, self, lambda: agreement_pdf_of(gallery, maker), title=title, name=name)

    def sign(self) -> None:
        """Let both sides sign on the screen; the signatures are a new version of the same terms."""
        if self._maker is not None:
            dialog = SigningDialog(self._place, self, signing_people(self._maker, self._place.user.name))
            dialog.signed.connect(self._on_signed)
            dialog.open()

    def _on_signed(self, signatures: tuple[Signature, ...]) -> None:
        if self._maker is not None:
            with self._place.feedback.guard(self):
                desk = self._place.desk()
                self.signed.emit(revise_agreement(desk, consignor=self._maker.code, signatures=signatures))

    def reword(self) -> None:
        """Let the gallery word its own agreement."""
        title = tr("Naskah perjanjian")
        note = tr("Yang sudah ditandatangani tidak berubah.")
        TemplateDialog(self._place, self, title, AGREEMENT, AGREEMENT_NAMES, default_agreement(), note=note).open()


def _state(own: AgreementRevised | None) -> str:
    if own is None:
        return tr("Belum ada perjanjian sendiri: yang dicetak adalah rancangan dengan syarat bawaan galeri.")
    drawn = [each.name for each in own.signatures if each.picture]
    if drawn:
        return tr("Ditandatangani di layar {day} oleh {names}.").format(
            day=format_date(own.business_date), names=", ".join(drawn)
        )
    return tr("Dicatat {day}; tanda tangannya di kertas.").format(day=format_date(own.business_date))
