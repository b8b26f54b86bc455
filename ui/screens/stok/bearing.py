"""Who bears what is missing, in rupiah before it is given; and what is said about a difference, with photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gallery_pos.documents import LossReason
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.money import FULL
from gallery_pos.services.count_review import Borne, owed
from ui.app.names import LOSS_REASONS, choices
from ui.dialogs.photo_strip import PhotoStrip
from ui.screens.stok.review_form import Said
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import Form
from ui.widgets.text import Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.services.count_review import Review, Variance
    from ui.workplace import Workplace

_TERMS, _GALLERY, _MAKER, _SHARED = "terms", "gallery", "maker", "shared"


class BearerDialog(Dialog):
    """Gives the missing pieces of some products to a bearer; of a single product it may be only some of them.

    Signals:
        given(list): Borne, a product each; what of these products was given before is given anew.
    """

    given = Signal(object)

    def __init__(self, parent: QWidget, found: Review, rows: Sequence[Variance], open_pieces: dict[str, int]) -> None:
        """``open_pieces`` are those that have no bearer yet, by product."""
        self._found, self._rows, self._open = found, rows, open_pieces
        self._single = rows[0] if len(rows) == 1 else None
        title = self._single.name if self._single else tr("{count} produk").format(count=format_count(len(rows)))
        super().__init__(tr("Siapa yang menanggung: {name}").format(name=title), parent.window())
        self.setMinimumWidth(620)
        most = rows[0].unexplained
        self.quantity = QuantityEdit(open_pieces.get(rows[0].standing.product) or most, most=most)
        self.reason = QComboBox()
        for value, words in choices(LOSS_REASONS):
            self.reason.addItem(words, value)
        self.reason.setCurrentIndex(self.reason.findData(LossReason.LOST.value))
        self.bearer = Segments(
            [
                (_TERMS, tr("Perjanjian")),
                (_GALLERY, tr("Galeri")),
                (_MAKER, tr("Penitip")),
                (_SHARED, tr("Berbagi")),
            ]
        )
        self.share = PercentEdit(FULL // 2)
        self.form = Form()
        row = self.form.add("quantity", tr("Jumlah"), self.quantity, required=True)
        row.set_visible(self._single is not None and most > 1)
        self.form.add("reason", tr("Sebab"), self.reason)
        self.form.add("bearer", tr("Ditanggung"), self.bearer)
        self._share_row = self.form.add("share", tr("Bagian galeri"), self.share, required=True)
        self.body.addWidget(self.form, 0, Qt.AlignmentFlag.AlignLeft)  # none of its fields is as wide as the dialog
        self.says = Label("", "strong", wrap=True)
        self.body.addWidget(self.says)
        self.add_cancel()
        self.go = self.add_primary(tr("Bebankan"), self._give)
        self.quantity.value_changed.connect(self._say)
        self.share.value_changed.connect(self._say)
        self.reason.activated.connect(self._say)
        self.bearer.chosen.connect(self._say)
        self._say()
        self.reason.setFocus()

    def borne(self) -> list[Borne]:
        """Return what would be given now."""
        share = {_TERMS: None, _GALLERY: FULL, _MAKER: 0, _SHARED: self.share.value() or 0}[self.bearer.choice()]
        reason = LossReason(str(self.reason.currentData()))
        if self._single is not None:
            return [Borne(self._single.standing.product, self.quantity.value() or 0, reason, share)]
        return [Borne(row.standing.product, row.unexplained, reason, share) for row in self._rows]

    def _say(self) -> None:
        self._share_row.set_visible(self.bearer.choice() == _SHARED)
        borne = self.borne()
        pieces = sum(each.pieces for each in borne)
        amount = sum(owed(self._found, borne).values())
        due = sum(row.due * each.pieces // max(row.unexplained, 1) for row, each in zip(self._rows, borne, strict=True))
        words = tr("{count} barang, hak penitip sekitar {due}. Galeri mengganti {owed}, penitip menanggung {rest}.")
        self.says.setText(
            words.format(
                count=format_count(pieces),
                due=format_rupiah(due),
                owed=format_rupiah(amount),
                rest=format_rupiah(max(due - amount, 0)),
            )
        )

    def _give(self) -> None:
        if self.form.check():
            borne = self.borne()
            self.accept()
            self.given.emit(borne)


class RemarkDialog(Dialog):
    """A note and photos of the difference of some products.

    Signals:
        said(Said): what is said now.
    """

    said = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, title: str, before: Said) -> None:
        super().__init__(tr("Catatan dan foto: {name}").format(name=title), parent.window())
        self.setMinimumWidth(620)
        self.note = QLineEdit(before.note)
        self.form = Form()
        self.form.add("note", tr("Catatan"), self.note)
        self.body.addWidget(self.form)
        self.photos = PhotoStrip(place)
        self.photos.show_pictures(before.pictures)
        self.body.addWidget(self.photos)
        self.add_cancel()
        self.add_primary(tr("Simpan catatan"), self._say)
        self.note.setFocus()

    def _say(self) -> None:
        said = Said(self.note.text().strip(), self.photos.pictures())
        self.accept()
        self.said.emit(said)
