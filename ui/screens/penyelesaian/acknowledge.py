"""How a maker said that his money arrived: a signature on paper or on the screen, a code, proof of a transfer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from db.private import private_key
from gallery_pos.barcode import read_receipt_code
from gallery_pos.documents import Acknowledgement, Method, PayoutMade, new_id
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date, format_receipt_code, format_rupiah
from gallery_pos.language import tr
from gallery_pos.reading.cells import Unreadable
from gallery_pos.services.acknowledging import acknowledge
from ui.attachments.pictures import store_drawing
from ui.legality.scan_list import ScanList
from ui.widgets.buttons import Button, Segments
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form, titled
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.workplace import Workplace

_PAPER, _SCREEN, _CODE, _PROOF = (
    Acknowledgement.PAPER,
    Acknowledgement.SCREEN,
    Acknowledgement.CODE,
    Acknowledgement.PROOF,
)
_WIDTH, _HEIGHT = 680, 520


class AcknowledgeDialog(Dialog):
    """Offers the ways that fit how it was paid.

    Signals:
        written(Posted): the confirmation is written.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, posted: Posted) -> None:
        paid = posted.document
        assert isinstance(paid, PayoutMade)  # noqa: S101 -- what the list holds
        maker = place.gallery.book.consignor(paid.consignor)
        name = maker.business_name if maker else paid.consignor
        super().__init__(
            tr("Tanda terima dari {name}").format(name=name),
            parent.window(),
            hint=tr("Kuitansi {number}: {amount} pada {day}").format(
                number=posted.number, amount=format_rupiah(paid.amount), day=format_date(paid.business_date)
            ),
        )
        self.spread(_WIDTH, _HEIGHT)
        self._place, self._paid, self._id = place, paid, new_id()
        by_transfer = paid.method is Method.TRANSFER
        proof = [(_PROOF.value, tr("Bukti transfer"))] if by_transfer else []
        others = [
            (_CODE.value, tr("Kode")),
            (_PAPER.value, tr("Tanda tangan di kertas")),
            (_SCREEN.value, tr("Tanda tangan di layar")),
        ]
        self.way = Segments([*proof, *others] if by_transfer else [others[1], others[2], others[0]])
        self.code = QLineEdit()
        self.code.setPlaceholderText(tr("mis. 7K3QX-9M2PD"))
        self.by = QLineEdit(paid.received_by or (maker.owner if maker else ""))
        self.note = QLineEdit()
        self.scans = ScanList(place, paid.consignor)
        self.pad = SignaturePad()
        self._pages = QStackedWidget()
        for page in (self._code_page(), self._scan_page(), self._pad_page()):
            self._pages.addWidget(page)
        self._form = Form(stacked=True)
        self._form.add("by", tr("Nama yang mengakui"), self.by)
        self._form.add("note", tr("Catatan"), self.note)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.way)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_primary(tr("Catat tanda terima"), self._take)
        self.way.chosen.connect(lambda _key: self._follow())
        self._follow()

    def _code_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(titled(tr("Kode di kuitansi yang dikirim balik penitip"), self.code))
        column.addWidget(
            Label(
                tr(
                    "Sepuluh huruf dan angka di bawah QR kuitansi. Minta penitip membacakan atau mengirimnya lewat WhatsApp."
                ),
                "small",
                wrap=True,
            )
        )
        column.addStretch(1)
        return page

    def _scan_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self.scan_hint = Label("", "soft", wrap=True)
        column.addWidget(self.scan_hint)
        column.addWidget(self.scans)
        column.addStretch(1)
        return page

    def _pad_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pad, 1)
        column.addWidget(
            Button(tr("Ulangi"), self.pad.clear, size="small", icon_name="eraser"), 0, Qt.AlignmentFlag.AlignRight
        )
        return page

    def choose(self, way: Acknowledgement) -> None:
        """Choose a way."""
        self.way.choose(way.value)
        self._follow()

    def chosen(self) -> Acknowledgement:
        """Return the way that is chosen."""
        return Acknowledgement(self.way.choice())

    def _follow(self) -> None:
        self.banner.clear()
        way = self.chosen()
        self._pages.setCurrentIndex({_CODE: 0, _SCREEN: 2}.get(way, 1))
        self.scan_hint.setText(
            tr("Lampirkan bukti transfer dari bank: tangkapan layar, foto, atau PDF.")
            if way is _PROOF
            else tr("Lampirkan foto atau pindaian kuitansi yang sudah ditandatangani.")
        )
        {_CODE: self.code, _SCREEN: self.by}.get(way, self.scans).setFocus()

    def _take(self) -> None:
        with self._place.feedback.guard(self):
            way = self.chosen()
            done = acknowledge(
                self._place.desk(),
                payout=self._paid.id,
                way=way,
                by=self.by.text(),
                attachment=self._attachment(way),
                code=self.code.text(),
                note=self.note.text(),
                id=self._id,
            )
            self._place.announce(done)
            self.written.emit(done.value)
            self.accept()

    def _attachment(self, way: Acknowledgement) -> str:
        if way is _SCREEN:
            if self.pad.is_empty():
                return ""
            folder = self._place.gallery.folder
            return store_drawing(folder.pictures, self.pad.picture(), private_key(folder.private_key))
        scans = self.scans.scans if way in {_PAPER, _PROOF} else []
        return scans[0].file if scans else ""


class CodeDialog(Dialog):
    """A code alone, as it comes by WhatsApp: it says itself which kuitansi it is of.

    Signals:
        written(Posted): the confirmation is written.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, waiting: Mapping[str, UUID]) -> None:
        """``waiting`` are the payouts that nobody has confirmed, by their codes as they are printed."""
        super().__init__(
            tr("Kode dari penitip"),
            parent.window(),
            hint=tr("Program mencari sendiri kuitansi mana yang diakui."),
        )
        self.setMinimumWidth(520)
        self._place, self._waiting, self._id = place, waiting, new_id()
        self.code = QLineEdit()
        self.code.setPlaceholderText(tr("mis. 7K3QX-9M2PD"))
        self.by = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add("code", tr("Kode di kuitansi"), self.code, required=True)
        self._form.add("by", tr("Nama yang mengakui"), self.by)
        self.says = Label("", "strong", wrap=True)
        self.body.addWidget(self._form)
        self.body.addWidget(self.says)
        self.add_cancel()
        self.add_primary(tr("Catat tanda terima"), self._take)
        self.code.textChanged.connect(lambda _text: self._say())
        self.code.setFocus()

    def _written(self) -> str:
        """Return the code as it is printed, also out of a whole message that was pasted; "" where there is none."""
        try:
            return format_receipt_code(read_receipt_code(self.code.text()))
        except Unreadable:
            said = "".join(letter for letter in self.code.text().upper() if letter.isalnum())
            found = [code for code in self._waiting if code.replace("-", "") in said]
            return found[0] if len(found) == 1 else ""

    def _found(self) -> UUID | None:
        return self._waiting.get(self._written())

    def _say(self) -> None:
        found = self._found()
        posted = self._place.gallery.book.document(found) if found else None
        paid = posted.document if posted else None
        if posted is None or not isinstance(paid, PayoutMade):
            self.says.setText("")
            return
        maker = self._place.gallery.book.consignor(paid.consignor)
        self.says.setText(
            tr("{number}: {amount} kepada {name}").format(
                number=posted.number,
                amount=format_rupiah(paid.amount),
                name=maker.business_name if maker else paid.consignor,
            )
        )

    def _take(self) -> None:
        if not self._form.check():
            return
        with self._place.feedback.guard(self):
            found = self._found()
            if found is None:
                raise RuleBroken(
                    "ack.code",
                    tr("Tidak ada kuitansi yang menunggu dengan kode ini."),
                    safe=tr("Tanda terima belum dicatat."),
                    todo=tr("Cocokkan setiap huruf dan angkanya; mungkin juga sudah pernah diakui."),
                )
            done = acknowledge(
                self._place.desk(),
                payout=found,
                way=_CODE,
                by=self.by.text(),
                code=self._written(),
                id=self._id,
            )
            self._place.announce(done)
            self.written.emit(done.value)
            self.accept()
