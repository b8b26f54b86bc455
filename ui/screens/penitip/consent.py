"""What a maker agreed to for his personal data: the text, the form to sign, and the day on which he did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gallery_pos.documents import ConsignorRevised
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.templates import CONSENT, CONSENT_NAMES, default_consent, fill, text_of
from ui.dialogs.pdf import show_pdf
from ui.dialogs.template import TemplateDialog
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.confirm import ask
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from ui.gallery import Gallery
    from ui.workplace import Workplace


def consent_words(gallery: Gallery, maker: ConsignorRevised) -> str:
    """Return the gallery's consent text, filled in for a maker."""
    outlet = gallery.book.main_outlet() or gallery.outlet()
    told = {
        "nama": maker.owner or maker.business_name,
        "usaha": maker.business_name,
        "galeri": outlet.name,
        "telepon": outlet.phone or outlet.name,
    }
    return fill(text_of(gallery.book, CONSENT, default_consent()), told)


def consent_form(gallery: Gallery, maker: ConsignorRevised) -> bytes:
    """Return the paper that a maker signs. Touches no widget."""
    from receipts.pdf.consent import ConsentForm, consent_pdf
    from receipts.pdf.sheet import letterhead_of

    outlet = gallery.book.main_outlet() or gallery.outlet()
    about = (
        (tr("Nama"), maker.owner or maker.business_name),
        (tr("Usaha"), maker.business_name),
        (tr("Kode penitip"), maker.code),
        (tr("Kecamatan"), maker.district or "–"),
    )
    return consent_pdf(
        ConsentForm(
            letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
            about=about,
            paragraphs=tuple(part.strip() for part in consent_words(gallery, maker).split("\n") if part.strip()),
            name=maker.owner or maker.business_name,
            place=outlet.region,
            day=gallery.desk().today(),
            practice=gallery.machine.practice,
        )
    )


class ConsentCard(Card):
    """Says whether there is a consent, prints the form, records it, takes it back.

    Signals:
        written(Done): a revision of the maker's record.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Persetujuan"), tr("UU PDP: data pribadi disimpan dengan izin pemiliknya."), parent)
        self._place = place
        self._maker: ConsignorRevised | None = None
        self.state = Label("", wrap=True)
        self._record = Button(tr("Catat persetujuan…"), self.record, icon_name="pen-nib")
        self._withdraw = Button(tr("Cabut…"), self.withdraw, kind="quiet")
        self._read = Button(tr("Baca naskahnya"), self.read, kind="quiet")
        print_form = Button(tr("Cetak formulir"), self.print_form, icon_name="printer")
        reword = Button(tr("Ubah naskah…"), self.reword, kind="quiet", icon_name="pencil-simple")
        reword.setVisible(place.may(Act.SETTINGS))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self._record, print_form, self._read, self._withdraw, reword):
            flow.addWidget(button)
        self.add(self.state)
        self.add(buttons)

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show another maker's consent."""
        self._maker = maker
        agreed, may = maker.consent_on, self._place.may(Act.EDIT_CATALOGUE)
        self.state.setText(
            tr("Disetujui {day}.").format(day=format_date(agreed))
            if agreed
            else tr("Belum ada persetujuan. Cetak formulirnya, minta tanda tangan, lalu catat tanggalnya.")
        )
        self._record.setVisible(may and agreed is None)
        self._withdraw.setVisible(may and agreed is not None)
        self._read.setVisible(agreed is not None)

    def print_form(self) -> None:
        """Show the form, to print or keep."""
        maker, gallery = self._maker, self._place.gallery
        if maker is not None:
            name = f"persetujuan-{maker.code}"
            show_pdf(self._place, self, lambda: consent_form(gallery, maker), title=tr("Formulir"), name=name)

    def record(self) -> None:
        """Ask for the day on which the maker agreed."""
        if self._maker is not None:
            dialog = RecordConsent(self._place, self, self._maker)
            dialog.written.connect(self.written)
            dialog.open()

    def read(self) -> None:
        """Show the text that the maker agreed to, as it was then."""
        if self._maker is not None:
            dialog = Dialog(tr("Yang disetujui"), self.window(), hint=self.state.text(), enter_closes=True)
            dialog.setMinimumWidth(560)
            dialog.body.addWidget(Label(self._maker.consent, wrap=True))
            dialog.add_primary(tr("Tutup"), dialog.accept)
            dialog.open()

    def withdraw(self) -> None:
        """Take the consent back: what is kept on its ground is to be erased."""
        ask(
            self,
            tr("Cabut persetujuan?"),
            tr("Sesudah dicabut, hapus data pribadinya dalam 3 × 24 jam. Catatan penjualan tetap sebagai pembukuan."),
            tr("Cabut"),
            self._do_withdraw,
            danger=True,
        )

    def _do_withdraw(self) -> None:
        if self._maker is not None:
            with self._place.feedback.guard(self):
                desk = self._place.desk()
                self.written.emit(revise_consignor(desk, code=self._maker.code, consent="", consent_on=None))

    def reword(self) -> None:
        """Let the gallery word its own text."""
        title = tr("Naskah persetujuan")
        note = tr("Yang sudah ditandatangani tidak berubah.")
        TemplateDialog(self._place, self, title, CONSENT, CONSENT_NAMES, default_consent(), note=note).open()


class RecordConsent(Dialog):
    """The text in force, and the day on which the maker signed it.

    Signals:
        written(Done): the revision.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, maker: ConsignorRevised) -> None:
        super().__init__(tr("Catat persetujuan"), parent.window(), hint=maker.business_name)
        self.setMinimumWidth(600)
        self._place, self._maker = place, maker
        self._words = consent_words(place.gallery, maker)
        self.on = DateEdit(place.desk().today())
        self.form = Form(stacked=True)
        self.form.add("on", tr("Ditandatangani pada"), self.on, required=True, check=self._not_yet)
        self.body.addWidget(Label(self._words, "soft", wrap=True))
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Catat"), self._write)

    def _not_yet(self) -> str:
        day = self.on.value()
        return tr("tanggal ini belum tiba") if day and day > self._place.desk().today() else ""

    def _write(self) -> None:
        if self.form.check():
            with self._place.feedback.guard(self):
                fields = {"consent": self._words, "consent_on": self.on.value()}
                done: Done[ConsignorRevised] = revise_consignor(self._place.desk(), code=self._maker.code, **fields)
                self.accept()
                self.written.emit(done)
