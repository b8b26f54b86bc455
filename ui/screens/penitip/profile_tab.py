"""Who a consignor is: what stands in the books, and the personal data beside them."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gallery_pos.documents import SizeClass
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_nib, tidy_name
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import revise_consignor
from ui.app.names import SIZES, choices
from ui.app.tokens import GRID
from ui.screens.penitip.personal import PersonalCard
from ui.widgets.banner import Banner
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.edits import DateEdit
from ui.widgets.form import Form

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.documents import ConsignorRevised
    from ui.workplace import Workplace


def known_districts(place: Workplace) -> list[str]:
    """Return the districts of the region's list and those that consignors have already."""
    listed = (files("assets") / "regions" / "kecamatan-karawang.csv").read_text(encoding="utf-8").splitlines()[1:]
    names = {line.partition(",")[2].strip() for line in listed}
    return sorted(names | {maker.district for maker in place.gallery.book.consignors() if maker.district})


class ProfileTab(QWidget):
    """A form and the card of what the law lets a person erase.

    Signals:
        edited(): something is typed.
    """

    edited = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._maker: ConsignorRevised | None = None
        self.banner = Banner()
        self.business_name = QLineEdit()
        self.owner = QLineEdit()
        self.district = QComboBox()
        self.district.setEditable(True)
        self.district.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.district.addItems(["", *known_districts(place)])
        self.nib = QLineEdit()
        self.size_class = QComboBox()
        self.size_class.addItem(tr("belum diketahui"), None)
        for value, words in choices(SIZES):
            self.size_class.addItem(words, value)
        self.since = DateEdit()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(72)
        self.note.setTabChangesFocus(True)
        self.active = QCheckBox(tr("Menitip barang"))
        self.form = self._make_form()
        self.personal = PersonalCard(place)
        fields = Card()
        fields.add(self.form)
        fields.body.addStretch(1)
        left, right = ScrollColumn(), ScrollColumn()
        left.body.addWidget(fields, 1)
        right.body.addWidget(self.personal)
        right.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        right.setVisible(place.may(Act.SEE_PRIVATE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addLayout(row, 1)
        self._connect()
        if not place.may(Act.EDIT_CATALOGUE):
            self._lock()

    def _make_form(self) -> Form:
        form = Form(stacked=True)
        form.add("business_name", tr("Nama usaha"), self.business_name, required=True)
        form.add("owner", tr("Pemilik"), self.owner)
        form.add("district", tr("Kecamatan"), self.district)
        form.add("nib", tr("NIB"), self.nib, hint=tr("13 angka, ada di surat NIB dari OSS."), check=self._nib_problem)
        form.add("size", tr("Kelas usaha"), self.size_class)
        form.add("since", tr("Menitip sejak"), self.since)
        form.add("note", tr("Catatan"), self.note)
        form.add("active", tr("Status"), self.active)
        return form

    def _connect(self) -> None:
        for field in (self.business_name, self.owner, self.nib):
            field.textEdited.connect(self.edited)
        self.district.editTextChanged.connect(self.edited)
        self.size_class.activated.connect(self.edited)
        self.since.value_changed.connect(self.edited)
        self.note.textChanged.connect(self.edited)
        self.active.toggled.connect(self.edited)

    def _lock(self) -> None:
        for field in (self.business_name, self.owner, self.nib, self.since, self.note):
            field.setReadOnly(True)
        for widget in (self.district, self.size_class, self.active):
            widget.setEnabled(False)

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show a consignor."""
        self._maker = maker
        self.banner.clear()
        self.form.show_problems({})
        self.blockSignals(True)
        self.business_name.setText(maker.business_name)
        self.owner.setText(maker.owner)
        self.district.setCurrentText(maker.district)
        self.nib.setText(maker.nib)
        self.size_class.setCurrentIndex(
            max(self.size_class.findData(maker.size_class.value if maker.size_class else None), 0)
        )
        self.since.set_value(maker.since)
        self.note.setPlainText(maker.note)
        self.active.setChecked(maker.active)
        self.blockSignals(False)
        self.personal.show_consignor(maker.code)

    def refresh(self) -> None:
        """Nothing here is read from lists."""

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from the consignor who is shown."""
        size = self.size_class.currentData()
        now: dict[str, Any] = {
            "business_name": tidy_name(self.business_name.text()),
            "owner": tidy_name(self.owner.text()),
            "district": self.district.currentText().strip(),
            "nib": self._nib(),
            "size_class": SizeClass(size) if size else None,
            "since": self.since.value(),
            "note": self.note.toPlainText().strip(),
            "active": self.active.isChecked(),
        }
        return {name: value for name, value in now.items() if getattr(self._maker, name) != value}

    def is_dirty(self) -> bool:
        """Tell whether something would be lost by leaving."""
        return self._maker is not None and self._place.may(Act.EDIT_CATALOGUE) and bool(self.changes())

    def save(self) -> Done[ConsignorRevised] | None:
        """Write what is typed; None where something cannot be taken, which is said by then."""
        if self._maker is None or not self.form.check():
            return None
        return revise_consignor(self._place.desk(), code=self._maker.code, **self.changes())

    def _nib(self) -> str:
        """Return the number as it is kept; what cannot be read stays as it is written."""
        text = self.nib.text().strip()
        try:
            return read_nib(text).number if text else ""
        except Unreadable:
            return text

    def _nib_problem(self) -> str:
        text = self.nib.text().strip()
        try:
            return read_nib(text).warning if text else ""
        except Unreadable as error:
            return str(error)
