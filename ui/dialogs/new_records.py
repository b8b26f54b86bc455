"""A consignor or a product made in place, with as little as is needed; the rest is filled in later on its own screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from db.private import Personal
from db.queries.records import categories
from gallery_pos.barcode import clean_scan
from gallery_pos.documents import ConsignorType
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_phone, tidy_name
from gallery_pos.services.access import Act
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.terms import ItemTerms
from ui.app.names import TYPES, choices
from ui.app.tokens import GRID
from ui.dialogs.picture_field import PictureField
from ui.register.duplicates import alike_maker
from ui.register.regions import known_districts
from ui.widgets.dialog import Dialog
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form

if TYPE_CHECKING:
    from gallery_pos.documents import ConsignorRevised
    from ui.workplace import Workplace

_WIDTH = 560
_WIDE = 880
_PICTURE = 120


def category_box(place: Workplace, shown: str = "") -> QComboBox:
    """Return a drop-down of the categories there are, in which another one can be typed."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(["", *categories(place.gallery.database)])
    box.setCurrentText(shown)
    return box


class NewConsignor(Dialog):
    """Registers a consignor.

    Signals:
        made(str): his code.
    """

    made = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget, name: str = "") -> None:
        super().__init__(
            tr("Penitip baru"), parent.window(), hint=tr("Data lain bisa dilengkapi nanti di layar Penitip.")
        )
        self.setMinimumWidth(_WIDTH)
        self._place = place
        self.business_name = QLineEdit(name)
        self.owner = QLineEdit()
        self.type = QComboBox()
        for value, words in choices(TYPES):
            self.type.addItem(words, value)
        self.type.setCurrentIndex(self.type.findData(ConsignorType.BUSINESS.value))
        self.district = QComboBox()
        self.district.setEditable(True)
        self.district.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        makers = place.gallery.book.consignors()
        self.district.addItems(["", *known_districts(place.gallery.book, makers)])
        self.phone = QLineEdit()
        self.form = Form()
        self.form.add("business_name", tr("Nama usaha"), self.business_name, required=True, check=self._unknown)
        self.form.add("type", tr("Bentuk"), self.type)
        self.form.add("owner", tr("Pemilik"), self.owner)
        self.form.add("district", tr("Kecamatan"), self.district)
        if place.may(Act.SEE_PRIVATE):
            self.form.add("phone", tr("Telepon/WhatsApp"), self.phone, check=self._phone_problem)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)
        self._makers = [maker for maker in makers if maker.active]
        for field in (self.business_name, self.owner, self.phone):
            field.editingFinished.connect(self._look_for_alike)
        self.business_name.setFocus()

    def _asked(self) -> tuple[str, str, str]:
        """Return name, owner and telephone as they are typed; a telephone that cannot be read is none yet."""
        phone = "" if self._phone_problem() else self._phone()
        return tidy_name(self.business_name.text()), tidy_name(self.owner.text()), phone

    def _look_for_alike(self) -> None:
        """Look for a maker in the register who is perhaps the same, away from the fields that are typed in."""
        asked, gallery, makers = self._asked(), self._place.gallery, self._makers
        if not (asked[0] or asked[2]):
            self._say_alike(asked, None)
            return
        self._place.runner.run(
            self, lambda: alike_maker(gallery, makers, *asked), lambda found: self._say_alike(asked, found)
        )

    def _say_alike(self, asked: tuple[str, str, str], found: tuple[ConsignorRevised, tuple[str, ...]] | None) -> None:
        """Tell of him; it keeps nobody out. What was typed meanwhile is asked anew."""
        if asked != self._asked():
            return
        said = ""
        if found is not None:
            known, reasons = found
            said = tr("mungkin sama dengan {name}, kode {code} ({reasons})").format(
                name=known.business_name, code=known.code, reasons=", ".join(reasons)
            )
        self.form["business_name"].show_warning(said)

    def _unknown(self) -> str:
        wanted = tidy_name(self.business_name.text()).casefold()
        for known in self._place.gallery.book.consignors():
            if known.business_name.casefold() == wanted:
                return tr("sudah ada penitip bernama ini, kode {code}").format(code=known.code)
        return ""

    def _phone_problem(self) -> str:
        try:
            self._phone()
        except Unreadable as error:
            return str(error)
        return ""

    def _phone(self) -> str:
        text = self.phone.text().strip()
        return read_phone(text) if text else ""

    def _save(self) -> None:
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            done = revise_consignor(
                self._place.desk(),
                business_name=tidy_name(self.business_name.text()),
                owner=tidy_name(self.owner.text()),
                district=tidy_name(self.district.currentText()),
                type=ConsignorType(self.type.currentData()),
            )
            maker: ConsignorRevised = done.value
            if phone := self._phone():
                self._place.gallery.personal.change(maker.code, Personal(phone=phone), by=self._place.user.code)
            self._place.announce(done)
            self.made.emit(maker.code)
            self.accept()


class NewProduct(Dialog):
    """Makes a product of one consignor.

    Signals:
        made(str): its code.
    """

    made = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget, consignor: str, name: str = "", barcode: str = "") -> None:
        maker = place.gallery.book.consignor(consignor)
        whose = maker.business_name if maker else consignor
        super().__init__(tr("Produk baru"), parent.window(), hint=tr("Titipan {name}").format(name=whose))
        self.setMinimumWidth(_WIDE)
        self._place = place
        self._consignor = consignor
        self.name = QLineEdit(name)
        self.category = category_box(place)
        self.price = RupiahEdit()
        self.consignor_price = RupiahEdit()
        self.barcode = QLineEdit(barcode)
        self.picture = PictureField(place, _PICTURE)
        self.picture.show_picture("")
        self.form = Form()
        self.form.add("name", tr("Nama produk"), self.name, required=True)
        self.form.add("category", tr("Kategori"), self.category)
        self.form.add("price", tr("Harga jual"), self.price, required=True)
        self.form.add(
            "consignor_price",
            tr("Harga titip"),
            self.consignor_price,
            hint=tr("Kosongkan kalau galeri mengambil komisi persen."),
            check=self._net_problem,
        )
        self.form.add(
            "barcode",
            tr("Barcode"),
            self.barcode,
            hint=tr("Pindai barcode di kemasan, atau kosongkan supaya dibuatkan kode toko."),
        )
        self._lay_out()
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)
        (self.category if name else self.name).setFocus()

    def _lay_out(self) -> None:
        """The form at the left, the picture at the right; Enter goes from field to field."""
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        self.body.addLayout(row)
        row.addWidget(self.form, 1)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        box = self.category.lineEdit()
        assert box is not None  # noqa: S101 -- the box is made editable
        for field in (self.name, box, self.price, self.consignor_price):
            field.returnPressed.connect(self.focusNextChild)

    def on_scan(self, code: str) -> bool:
        """A scan fills the barcode, whatever has the focus."""
        self.barcode.setText(clean_scan(code))
        return True

    def _net_problem(self) -> str:
        net, price = self.consignor_price.value(), self.price.value()
        if net is not None and price is not None and net > price:
            return tr("lebih tinggi dari harga jual; galeri akan rugi")
        return ""

    def _save(self) -> None:
        if not self.form.check():
            return
        barcode = clean_scan(self.barcode.text())
        with self._place.feedback.guard(self):
            done = revise_product(
                self._place.desk(),
                name=tidy_name(self.name.text()),
                consignor=self._consignor,
                price=self.price.value() or 0,
                category=tidy_name(self.category.currentText()),
                barcodes=(barcode,) if barcode else (),
                terms=ItemTerms(consignor_price=self.consignor_price.value()),
                picture=self.picture.name,
            )
            self._place.announce(done)
            self.made.emit(done.value.code)
            self.accept()
