"""What is typed of a product: its name, maker, price, terms, barcodes, and how long it keeps. Papers have a tab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from gallery_pos.barcode import clean_scan, instore_ean13
from gallery_pos.language import tr
from gallery_pos.reading import tidy_name
from gallery_pos.services.consignors import former_codes
from gallery_pos.terms import ItemTerms
from ui.app.actions import on_trigger
from ui.app.finding import consignor_choices
from ui.app.icons import icon
from ui.dialogs.new_records import category_box
from ui.screens.produk.terms_edit import TermsEdit
from ui.widgets.card import Card
from ui.widgets.edits import QuantityEdit, RupiahEdit
from ui.widgets.form import Form
from ui.widgets.picker import Choice, Picker

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace

MOST_DAYS = 3_650
"""Days that goods keep at most; more is a slip of the finger."""


class ProductFields(Card):
    """The form; :meth:`typed` tells what stands in it.

    Signals:
        edited(): something is typed.
    """

    edited = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._book = place.gallery.book
        self._product: ProductRevised | None = None
        self.name = QLineEdit()
        self.consignor = Picker(self._find_consignor, tr("Ketik nama penitip"))
        self.category = category_box(place)
        self.price = RupiahEdit()
        self.terms = TermsEdit(self._book)
        self.barcodes = QLineEdit()
        self._own_code = self.barcodes.addAction(icon("barcode", "ink_soft"), QLineEdit.ActionPosition.TrailingPosition)
        self._own_code.setToolTip(tr("Buatkan kode toko"))
        on_trigger(self._own_code, self.make_code)
        self.keeps = QuantityEdit(None, 1, MOST_DAYS)
        self.active = QCheckBox(tr("Dijual"))
        self.form = self._make_form()
        self.add(self.form)
        self.body.addStretch(1)
        self._connect()

    def _make_form(self) -> Form:
        form = Form(stacked=True)
        form.add("name", tr("Nama produk"), self.name, required=True)
        form.add("consignor", tr("Penitip"), self.consignor, check=self._no_consignor)
        form.add("category", tr("Kategori"), self.category)
        form.add("price", tr("Harga jual"), self.price, required=True, hint=_price_hint())
        form.add("terms", tr("Bagian galeri"), self.terms, check=self.terms.problem)
        form.add("barcodes", tr("Barcode"), self.barcodes, hint=_barcode_hint(), check=self._barcode_problem)
        form.add("keeps", tr("Umur simpan (hari)"), self.keeps, hint=_keeps_hint())
        form.add("active", tr("Status"), self.active)
        return form

    def _connect(self) -> None:
        self.price.value_changed.connect(self._on_price)
        self.terms.changed.connect(self.edited)
        self.consignor.picked.connect(self._on_consignor)
        for field in (self.name, self.barcodes, self.keeps):
            field.textEdited.connect(self.edited)
        self.category.editTextChanged.connect(self.edited)
        self.active.toggled.connect(self.edited)

    def lock(self) -> None:
        """Let people who may not change the catalogue only look."""
        for field in (self.name, self.price, self.barcodes, self.keeps):
            field.setReadOnly(True)
        for widget in (self.category, self.active):
            widget.setEnabled(False)
        self._own_code.setVisible(False)
        self.terms.set_read_only()

    def show_product(self, product: ProductRevised | None, consignor: str = "") -> None:
        """Show a product, or nothing for a new one (of ``consignor``, where he is known)."""
        self._product = product
        self.form.show_problems({})
        maker = product.consignor if product else consignor
        self.name.setText(product.name if product else "")
        self.name.setCursorPosition(0)
        self.name.setCursorPosition(0)
        self._show_maker(maker)
        self.consignor.setReadOnly(product is not None)
        self.category.setCurrentText(product.category if product else "")
        self.price.set_value(product.price if product else None)
        if product is None:
            self.terms.show_terms(ItemTerms(), maker, 0)
        else:
            self.terms.show_terms(product.terms, maker, product.price)
        self.barcodes.setText(" ".join(product.barcodes) if product else "")
        self.keeps.set_value(product.shelf_life_days if product else None)
        self.active.setChecked(product.active if product else True)

    def _show_maker(self, code: str) -> None:
        maker = self._book.consignor(code) if code else None
        self.consignor.show_picked(code or None, maker.business_name if maker else code)

    def typed(self) -> dict[str, Any]:
        """Return the fields of a product as they are typed, its maker among them."""
        return {
            "name": tidy_name(self.name.text()),
            "consignor": str(self.consignor.key() or ""),
            "category": tidy_name(self.category.currentText()),
            "price": self.price.value() or 0,
            "terms": self.terms.terms(),
            "barcodes": tuple(dict.fromkeys(self.codes())),
            "shelf_life_days": self.keeps.value(),
            "active": self.active.isChecked(),
        }

    def is_begun(self) -> bool:
        """Tell whether anything of a new product is typed."""
        return bool(self.name.text().strip() or self.price.text().strip() or self.barcodes.text().strip())

    def codes(self) -> list[str]:
        """Return the barcodes that are typed."""
        return [clean_scan(code) for code in self.barcodes.text().replace(",", " ").split()]

    def add_code(self, code: str) -> None:
        """Add a barcode, unless another product has it, which is said."""
        if code not in self.codes():
            self.barcodes.setText(" ".join((*self.codes(), code)))
            self.form["barcodes"].check()
            self.edited.emit()

    def make_code(self) -> None:
        """Give the product a code of the gallery's own, for goods without one."""
        self.add_code(instore_ean13(self._book.next_code("barcode")))

    def _no_consignor(self) -> str:
        return "" if self.consignor.key() else tr("pilih penitipnya dari daftar")

    def _barcode_problem(self) -> str:
        for code in self.codes():
            other = self._book.product_by_barcode(code)
            if other is not None and (self._product is None or other.code != self._product.code):
                return tr("{code} sudah dipakai {name}").format(code=code, name=other.name)
        return ""

    def _find_consignor(self, words: str) -> list[Choice]:
        former = former_codes(self._book)
        return consignor_choices(self._book.consignors(), words, may_make=False, former=former)

    def _on_consignor(self, key: object) -> None:
        self.terms.show_terms(self.terms.terms(), str(key), self.price.value() or 0)
        self.edited.emit()
        self.category.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_price(self) -> None:
        self.terms.show_price(self.price.value() or 0)
        self.edited.emit()


def _price_hint() -> str:
    return tr("Harga baru berlaku untuk barang yang diterima mulai sekarang; yang sudah di rak tetap.")


def _barcode_hint() -> str:
    return tr("Pindai di layar ini. Kosong pada produk baru: kode toko dibuatkan.")


def _keeps_hint() -> str:
    return tr("Dari dibuat sampai kedaluwarsa; boleh kosong.")
