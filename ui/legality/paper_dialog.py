"""A paper is recorded, or recorded anew: what kind, its number, its dates, its scans, and for which products it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.queries.records import list_products
from gallery_pos.documents import Holder, LegalityStatus
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.legality import on_record
from gallery_pos.legality_numbers import hint, impossible_number, number_warning
from gallery_pos.services.legality import rules_of
from gallery_pos.services.papers import record_paper
from ui.app.names import PAPER_STATES, choices
from ui.app.tokens import GRID
from ui.legality.scan_list import ScanList
from ui.legality.state import maker_of, recorded
from ui.register.regions import region_code
from ui.widgets.card import ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import PaperKind
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 900, 640


class PaperDialog(Dialog):
    """One paper of a maker or a product; ``paper`` is the kind it begins with.

    Signals:
        saved(): it stands in the journal.
    """

    saved = Signal()

    def __init__(self, place: Workplace, parent: QWidget, holder: Holder, subject: str, paper: str = "") -> None:
        self._place, self._holder, self._subject = place, holder, subject
        self._book = place.gallery.book
        super().__init__(tr("Catat dokumen"), parent.window(), hint=self._whose())
        self.spread(_WIDTH, _HEIGHT)
        self._kinds = {kind.code: kind for kind in rules_of(self._book).papers if kind.holder is holder}
        self._make_fields()
        self._lay_out()
        self._connect()
        at = self.kind.findData(paper)
        self.kind.setCurrentIndex(max(at, 0))
        self._show_kind()
        self.number.setFocus()

    def _whose(self) -> str:
        if self._holder is Holder.CONSIGNOR:
            maker = self._book.consignor(self._subject)
            return tr("Dokumen penitip {name}").format(name=maker.business_name if maker else self._subject)
        product = self._book.product(self._subject)
        return tr("Dokumen produk {name}").format(name=product.name if product else self._subject)

    def _make_fields(self) -> None:
        self.kind = QComboBox()
        for code, kind in self._kinds.items():
            self.kind.addItem(kind.name, code)
        self.number = QLineEdit()
        self.issued, self.expires = DateEdit(), DateEdit()
        self.status = QComboBox()
        for value, words in choices(PAPER_STATES):
            self.status.addItem(words, LegalityStatus(value))
        self.note = QLineEdit()
        self.scans = ScanList(self._place, maker_of(self._place.gallery, self._holder, self._subject))
        self.form = Form()
        self.form.add("kind", tr("Dokumen"), self.kind)
        self.form.add(
            "number", tr("Nomor"), self.number, check=lambda: impossible_number(self.chosen(), self.number.text())
        )
        self.form.add("issued", tr("Terbit"), self.issued)
        self.form.add("expires", tr("Berlaku sampai"), self.expires)
        self.form.add("status", tr("Keadaan", "dokumen"), self.status)
        self.form.add("note", tr("Catatan"), self.note)
        self.expected = Label("", "small", wrap=True)
        self.also: dict[str, QCheckBox] = {}

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        row = QHBoxLayout()
        self.body.addLayout(row, 1)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        row.setSpacing(3 * GRID)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        left.addWidget(self.form)
        left.addWidget(self.expected)
        left.addStretch(1)
        right.setSpacing(GRID)
        right.addWidget(Label(tr("Pindaian"), "strong"))
        right.addWidget(self.scans)
        self._others = Label(tr("Berlaku juga untuk"), "strong")
        right.addWidget(self._others)
        ticks = ScrollColumn()
        ticks.body.setSpacing(GRID)
        self._fill_others(ticks)
        right.addWidget(ticks, 1)
        self._others.setVisible(bool(self.also))
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)

    def _fill_others(self, ticks: ScrollColumn) -> None:
        """Offer the maker's other products: one certificate often names several."""
        product = self._book.product(self._subject) if self._holder is Holder.PRODUCT else None
        database, maker = self._place.gallery.database, product.consignor if product else ""
        for other in list_products(database, consignor=maker, active_only=True) if maker else ():
            if other.code != self._subject:
                self.also[other.code] = QCheckBox(other.name)
                ticks.body.addWidget(self.also[other.code])
        ticks.body.addStretch(1)

    def _connect(self) -> None:
        self.kind.activated.connect(self._show_kind)
        self.number.textChanged.connect(self._advise)
        self.issued.value_changed.connect(self._advise)
        self.scans.edited.connect(self.banner.clear)

    def chosen(self) -> PaperKind:
        """Return the kind of paper that is chosen."""
        return self._kinds[str(self.kind.currentData())]

    def _show_kind(self) -> None:
        """Show what is on record of this kind: its renewal begins with it."""
        kind = self.chosen()
        self.number.setPlaceholderText(tr("mis. {example}").format(example=kind.example) if kind.example else "")
        before = recorded(self._place.gallery, self._holder, self._subject, kind.code)
        known = on_record(paper for paper in self._book.papers([self._subject]) if paper.holder is self._holder)
        given = known.get((self._holder, kind.code))
        self.number.setText(before.number if before else given.number if given else "")
        self.issued.set_value(before.issued if before else None)
        self.expires.set_value(before.expires if before else None)
        self.status.setCurrentIndex(self.status.findData(before.status if before else LegalityStatus.VALID))
        self.note.setText(before.note if before else "")
        self.scans.show_scans(before.scans if before else ())
        self._advise()

    def _advise(self) -> None:
        """Say what looks odd and what may be expected; neither keeps anybody from saving."""
        kind = self.chosen()
        gallery = self._place.gallery
        odd = number_warning(kind, self.number.text(), region_code(gallery.book, gallery.outlet().region))
        expected = hint(kind, self.number.text(), self.issued.value())
        self.form["number"].show_warning(odd)
        self.expected.setText(expected)
        self.expected.setVisible(bool(expected))

    def subjects(self) -> list[str]:
        """Return for whom it counts."""
        return [self._subject, *(code for code, box in self.also.items() if box.isChecked())]

    def _save(self) -> None:
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            done = record_paper(
                self._place.desk(),
                holder=self._holder,
                subjects=self.subjects(),
                paper=self.chosen().code,
                number=self.number.text(),
                issued=self.issued.value(),
                expires=self.expires.value(),
                status=self.status.currentData(),
                scans=self.scans.scans,
                note=self.note.text(),
            )
            self._place.announce(done)
            self.saved.emit()
            self.accept()
            several = len(self.subjects()) > 1
            words = tr("{paper} tercatat untuk {count} produk") if several else tr("{paper} tercatat")
            self._place.feedback.toast(words.format(paper=self.chosen().name, count=format_count(len(self.subjects()))))
