"""Who a consignor is: what stands in the books, and the personal data beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gallery_pos.branches import COMMODITIES, SECTORS
from gallery_pos.documents import ConsignorType
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_nib, tidy_name
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import revise_consignor
from ui.app.names import TYPES, choices
from ui.app.tokens import GRID
from ui.dialogs.picture_field import PictureField
from ui.register.regions import known_districts
from ui.screens.penitip.class_card import ClassCard
from ui.screens.penitip.consent import ConsentCard
from ui.screens.penitip.memberships import MembershipsCard
from ui.screens.penitip.personal import PersonalCard
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.edits import DateEdit
from ui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_pos.desk import Done
    from gallery_pos.documents import ConsignorRevised
    from ui.workplace import Workplace


def _choice_box(words: Iterable[str]) -> QComboBox:
    """Return a drop-down in which anything else can be typed."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(["", *words])
    return box


class ProfileTab(QWidget):
    """Two columns of cards: the register at the left, the business and the person at the right.

    Signals:
        edited(): something is typed.
        written(Done): a consent was recorded or taken back; what is typed stays.
        forgotten(Done): the name was taken out of the register.
    """

    edited = Signal()
    written = Signal(object)
    forgotten = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._maker: ConsignorRevised | None = None
        self.banner = Banner()
        self._make_fields()
        self.form = self._make_form()
        self.business = ClassCard()
        self.memberships = MembershipsCard(place)
        self.personal = PersonalCard(place)
        self.consent = ConsentCard(place)
        self._lay_out()
        self._connect()
        if not place.may(Act.EDIT_CATALOGUE):
            self._lock()

    def _make_fields(self) -> None:
        makers = self._place.gallery.book.consignors()
        self.picture = PictureField(self._place)
        self.type = Segments(choices(TYPES))
        self.business_name, self.owner, self.nib = QLineEdit(), QLineEdit(), QLineEdit()
        self.district = _choice_box(known_districts(self._place.gallery.book, makers))
        self.sector = _choice_box(dict.fromkeys((*SECTORS, *sorted({m.sector for m in makers if m.sector}))))
        used = sorted({maker.commodity for maker in makers if maker.commodity})
        self.commodity = _choice_box(dict.fromkeys((*COMMODITIES, *used)))
        self.since = DateEdit()
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(72)
        self.note.setTabChangesFocus(True)
        self.active = QCheckBox(tr("Menitip barang"))

    def _make_form(self) -> Form:
        form = Form(stacked=True)
        form.add("business_name", tr("Nama usaha"), self.business_name, required=True)
        form.add("type", tr("Bentuk"), self.type)
        form.add("owner", tr("Pemilik"), self.owner)
        form.add("district", tr("Kecamatan"), self.district)
        form.add("nib", tr("NIB"), self.nib, hint=tr("13 angka, ada di surat NIB dari OSS."), check=self._nib_problem)
        form.add("sector", tr("Sektor"), self.sector)
        form.add("commodity", tr("Komoditas"), self.commodity)
        form.add("since", tr("Menitip sejak"), self.since)
        form.add("picture", tr("Foto"), self.picture)
        form.add("note", tr("Catatan"), self.note)
        form.add("active", tr("Status"), self.active)
        return form

    def _lay_out(self) -> None:
        fields = Card()
        fields.add(self.form)
        fields.body.addStretch(1)
        left, right = ScrollColumn(), ScrollColumn()
        left.body.addWidget(fields, 1)
        for card in (self.personal, self.consent, self.business, self.memberships):
            right.body.addWidget(card)
        right.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        for card in (self.personal, self.consent):
            card.setVisible(self._place.may(Act.SEE_PRIVATE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        for field in (self.business_name, self.owner, self.nib):
            field.textEdited.connect(self.edited)
        for box in (self.district, self.sector, self.commodity):
            box.editTextChanged.connect(self.edited)
        self.type.chosen.connect(self.edited)
        self.since.value_changed.connect(self.edited)
        self.note.textChanged.connect(self.edited)
        self.active.toggled.connect(self.edited)
        for card in (self.picture, self.business, self.memberships):
            card.edited.connect(self.edited)
        self.consent.written.connect(self.written)
        self.personal.written.connect(self.forgotten)

    def _lock(self) -> None:
        for field in (self.business_name, self.owner, self.nib, self.since, self.note):
            field.setReadOnly(True)
        for widget in (self.type, self.district, self.sector, self.commodity, self.active):
            widget.setEnabled(False)
        for card in (self.picture, self.business, self.memberships):
            card.set_read_only()

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show a consignor."""
        self._maker = maker
        self.banner.clear()
        self.form.show_problems({})
        self.blockSignals(True)
        self.picture.show_picture(maker.picture)
        self.type.choose(maker.type.value)
        self.business_name.setText(maker.business_name)
        self.owner.setText(maker.owner)
        for field in (self.business_name, self.owner):
            field.setCursorPosition(0)  # of a long name its beginning is seen
        for box, text in (
            (self.district, maker.district),
            (self.sector, maker.sector),
            (self.commodity, maker.commodity),
        ):
            box.setCurrentText(text)
        self.nib.setText(maker.nib)
        self.since.set_value(maker.since)
        self.note.setPlainText(maker.note)
        self.active.setChecked(maker.active)
        self.business.show_consignor(maker)
        self.memberships.show_consignor(maker)
        self.blockSignals(False)
        self.consent.show_consignor(maker)
        self.personal.show_consignor(maker.code)

    def show_revision(self, maker: ConsignorRevised) -> None:
        """Go on from a newer revision of the consignor who is shown; what is typed stays."""
        if self.is_dirty():
            self._maker = maker
            self.consent.show_consignor(maker)
        else:
            self.show_consignor(maker)

    def refresh(self) -> None:
        """Nothing here is read from lists."""

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from the consignor who is shown."""
        now: dict[str, Any] = {
            "type": ConsignorType(self.type.choice()),
            "picture": self.picture.name,
            "business_name": tidy_name(self.business_name.text()),
            "owner": tidy_name(self.owner.text()),
            "district": self.district.currentText().strip(),
            "nib": self._nib(),
            "sector": self.sector.currentText().strip(),
            "commodity": self.commodity.currentText().strip(),
            "since": self.since.value(),
            "note": self.note.toPlainText().strip(),
            "active": self.active.isChecked(),
            "memberships": self.memberships.memberships,
        } | self.business.values()
        return {name: value for name, value in now.items() if getattr(self._maker, name) != value}

    def is_dirty(self) -> bool:
        """Tell whether something would be lost by leaving."""
        return self._maker is not None and self._place.may(Act.EDIT_CATALOGUE) and bool(self.changes())

    def save(self) -> Done[ConsignorRevised] | None:
        """Write what is typed; None where something cannot be taken, which is said by then."""
        if self._maker is None or not (self.form.check() and self.business.form.check()):
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
