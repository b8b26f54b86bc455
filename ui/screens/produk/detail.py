"""One product: its fields, its picture, where it stands, and how its price came about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.barcode import clean_scan, instore_ean13
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.reading import tidy_name
from gallery_pos.services.access import Act
from gallery_pos.services.catalogue import revise_product
from gallery_pos.terms import ItemTerms
from ui.app.actions import on_trigger
from ui.app.icons import icon
from ui.app.tokens import GRID
from ui.dialogs.document import show_document
from ui.dialogs.new_records import category_box
from ui.pictures import store_picture
from ui.screens.produk.history import CHANGES, SHELVES, Change, Shelf, Story, read_story
from ui.screens.produk.terms_edit import TermsEdit
from ui.screens.titipan.finding import consignor_choices
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form
from ui.widgets.picker import Choice, Picker
from ui.widgets.small_table import SmallTable
from ui.widgets.text import Badge, ElidedLabel, Label
from ui.widgets.thumbs import PictureView

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace

PERMITS = ("P-IRT", "Halal", "BPOM")
"""Kinds of permit that have a field of their own."""


class ProductPage(QWidget):
    """The form; :meth:`changes` tells what is typed and not saved.

    Signals:
        left(): back to the list.
        edited(): something is typed.
    """

    left = Signal()
    edited = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._book = place.gallery.book
        self.product: ProductRevised | None = None
        self._picture = ""
        self.banner = Banner()
        self._title = ElidedLabel("", "title")
        self._state = Badge("")
        self._make_fields()
        self._lay_out()
        self._connect()
        if not place.may(Act.EDIT_CATALOGUE):
            self._lock()

    def _make_fields(self) -> None:
        self.name = QLineEdit()
        self.consignor = Picker(self._find_consignor, tr("Ketik nama penitip"))
        self.category = category_box(self._place)
        self.price = RupiahEdit()
        self.terms = TermsEdit(self._book)
        self.barcodes = QLineEdit()
        self._own_code = self.barcodes.addAction(icon("barcode", "ink_soft"), QLineEdit.ActionPosition.TrailingPosition)
        self._own_code.setToolTip(tr("Buatkan kode toko"))
        on_trigger(self._own_code, self.make_code)
        self.permits = {kind: QLineEdit() for kind in PERMITS}
        self.active = QCheckBox(tr("Dijual"))
        self.form = Form(stacked=True)
        self.form.add("name", tr("Nama produk"), self.name, required=True)
        self.form.add("consignor", tr("Penitip"), self.consignor, check=self._no_consignor)
        self.form.add("category", tr("Kategori"), self.category)
        self.form.add("price", tr("Harga jual"), self.price, required=True, hint=_price_hint())
        self.form.add("terms", tr("Bagian galeri"), self.terms, check=self.terms.problem)
        self.form.add("barcodes", tr("Barcode"), self.barcodes, hint=_barcode_hint(), check=self._barcode_problem)
        for kind, field in self.permits.items():
            self.form.add(kind, tr("Izin {kind}").format(kind=kind), field)
        self.form.add("active", tr("Status"), self.active)
        self.picture = PictureView(self._place.gallery.folder.pictures)
        self.shelves: SmallTable[Shelf] = SmallTable(SHELVES, lambda row: (row.outlet, row.lot), most=6)
        self.history: SmallTable[Change] = SmallTable(CHANGES, lambda row: row.id, most=6)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(Button(tr("Daftar produk"), self.left.emit, kind="quiet", icon_name="arrow-left"))
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        fields = Card()
        fields.add(self.form)
        fields.body.addStretch(1)
        self._picture_buttons = QVBoxLayout()
        self._picture_buttons.setSpacing(GRID)
        self._choose = Button(tr("Pilih gambar…"), self.choose_picture, icon_name="image")
        self._drop = Button(tr("Hapus gambar"), self.drop_picture, kind="quiet")
        for button in (self._choose, self._drop):
            self._picture_buttons.addWidget(button)
        self._picture_buttons.addStretch(1)
        picture = Card()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.picture)
        row.addLayout(self._picture_buttons, 1)
        picture.body.addLayout(row)
        self._stock = Card(tr("Di rak"))
        self._stock_words = Label("", "soft", wrap=True)
        self._stock.add(self._stock_words)
        self._stock.add(self.shelves)
        self._prices = Card(tr("Riwayat harga"), tr("Enter membuka dokumennya."))
        self._prices.add(self.history)
        left, right = ScrollColumn(), ScrollColumn()
        left.body.addWidget(fields, 1)
        for card in (picture, self._stock, self._prices):
            right.body.addWidget(card)
        right.body.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID)
        columns.addWidget(left, 5)
        columns.addWidget(right, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addLayout(columns, 1)

    def _connect(self) -> None:
        self.price.value_changed.connect(self._on_price)
        self.terms.changed.connect(self.edited)
        self.history.opened.connect(lambda row: show_document(self, self._place, row.id))
        self.consignor.picked.connect(self._on_consignor)
        for field in (self.name, self.barcodes, *self.permits.values()):
            field.textEdited.connect(self.edited)
        self.category.editTextChanged.connect(self.edited)
        self.active.toggled.connect(self.edited)

    def _lock(self) -> None:
        """Let people who may not change the catalogue only look."""
        for field in (self.name, self.price, self.barcodes, *self.permits.values()):
            field.setReadOnly(True)
        for widget in (self.category, self.active, self._choose, self._drop):
            widget.setEnabled(False)
        self._own_code.setVisible(False)
        self.terms.set_read_only()

    # -- which product

    def show_product(self, product: ProductRevised | None, consignor: str = "") -> None:
        """Show a product, or an empty form for a new one (of ``consignor``, where he is known)."""
        self.product = product
        self.banner.clear()
        self.form.show_problems({})
        maker = product.consignor if product else consignor
        self.name.setText(product.name if product else "")
        self.name.setCursorPosition(0)
        self._show_maker(maker)
        self.consignor.setEnabled(product is None)
        self.category.setCurrentText(product.category if product else "")
        self.price.set_value(product.price if product else None)
        if product is None:
            self.terms.show_terms(ItemTerms(), maker, 0)
        else:
            self.terms.show_terms(product.terms, maker, product.price)
        self.barcodes.setText(" ".join(product.barcodes) if product else "")
        for kind, field in self.permits.items():
            field.setText(product.permits.get(kind, "") if product else "")
        self.active.setChecked(product.active if product else True)
        self._picture = product.picture if product else ""
        self.picture.show_picture(self._picture)
        self._title.setText(product.name if product else tr("Produk baru"))
        self._state.setText(tr("Tidak dijual") if product and not product.active else (product.code if product else ""))
        self._state.setVisible(product is not None)
        self._stock.setVisible(product is not None)
        self._prices.setVisible(product is not None)
        self._read_story()

    def _show_maker(self, code: str) -> None:
        maker = self._book.consignor(code) if code else None
        self.consignor.show_picked(code or None, maker.business_name if maker else code)

    def _read_story(self) -> None:
        if self.product is None:
            return
        gallery, code = self._place.gallery, self.product.code
        self._place.runner.run(self, lambda: read_story(gallery, code), self._show_story)

    def _show_story(self, story: Story) -> None:
        self.history.show_rows(story.changes)
        self.shelves.show_rows(story.shelves)
        self.shelves.setVisible(bool(story.shelves))
        pieces = sum(shelf.pieces for shelf in story.shelves)
        outlets = len({shelf.outlet for shelf in story.shelves})
        words = tr("{count} barang di {outlets} gerai, dengan harga saat diterima.")
        self._stock_words.setText(
            words.format(count=format_count(pieces), outlets=outlets) if pieces else tr("Tidak ada di gerai mana pun.")
        )

    def on_hand_here(self) -> int:
        """Return the pieces at this outlet."""
        name = self._place.gallery.outlet().name
        return sum(shelf.pieces for shelf in self.shelves.rows.rows() if shelf.outlet == name)

    # -- what is typed

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from the product that is shown."""
        before = self.product
        others = {kind: text for kind, text in (before.permits if before else {}).items() if kind not in PERMITS}
        now: dict[str, Any] = {
            "name": tidy_name(self.name.text()),
            "category": tidy_name(self.category.currentText()),
            "price": self.price.value() or 0,
            "terms": self.terms.terms(),
            "barcodes": tuple(dict.fromkeys(self._codes())),
            "permits": others | {k: field.text().strip() for k, field in self.permits.items() if field.text().strip()},
            "picture": self._picture,
            "active": self.active.isChecked(),
        }
        if before is None:
            return now | {"consignor": str(self.consignor.key() or "")}
        return {name: value for name, value in now.items() if getattr(before, name) != value}

    def is_dirty(self) -> bool:
        """Tell whether something would be lost by leaving."""
        if self.product is not None:
            return bool(self.changes())
        return bool(self.name.text().strip() or self.price.text().strip() or self.barcodes.text().strip())

    def save(self) -> Done[ProductRevised] | None:
        """Write what is typed; None where something is missing, which is said by then."""
        if not self.form.check():
            return None
        return revise_product(self._place.desk(), code=self.product.code if self.product else "", **self.changes())

    def on_scan(self, code: str) -> bool:
        """A scan is one more barcode of the product, unless another product has it."""
        scanned = clean_scan(code)
        if scanned not in self._codes() and self._place.may(Act.EDIT_CATALOGUE):
            self.barcodes.setText(" ".join((*self._codes(), scanned)))
            self.form["barcodes"].check()
            self.edited.emit()
        return True

    def make_code(self) -> None:
        """Give the product a code of the gallery's own, for goods without one."""
        code = instore_ean13(self._book.next_code("barcode"))
        self.barcodes.setText(" ".join((*self._codes(), code)))
        self.edited.emit()

    def _codes(self) -> list[str]:
        return [clean_scan(code) for code in self.barcodes.text().replace(",", " ").split()]

    def _no_consignor(self) -> str:
        return "" if self.consignor.key() else tr("pilih penitipnya dari daftar")

    def _barcode_problem(self) -> str:
        for code in self._codes():
            other = self._book.product_by_barcode(code)
            if other is not None and (self.product is None or other.code != self.product.code):
                return tr("{code} sudah dipakai {name}").format(code=code, name=other.name)
        return ""

    def _find_consignor(self, words: str) -> list[Choice]:
        return consignor_choices(self._book.consignors(), words, may_make=False)

    def _on_consignor(self, key: object) -> None:
        self.terms.show_terms(self.terms.terms(), str(key), self.price.value() or 0)
        self.edited.emit()
        self.category.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_price(self) -> None:
        self.terms.show_price(self.price.value() or 0)
        self.edited.emit()

    # -- the picture

    def choose_picture(self) -> None:
        """Ask for a file and take the picture in it."""
        name, _ = QFileDialog.getOpenFileName(
            self.window(), tr("Pilih gambar"), "", tr("Gambar") + " (*.jpg *.jpeg *.png *.webp *.bmp *.gif)"
        )
        if name:
            self.take_picture(Path(name))

    def take_picture(self, source: Path) -> None:
        """Make the picture in a file the product's; it counts once the product is saved."""
        folder = self._place.gallery.folder.pictures
        self._place.runner.run(self, lambda: store_picture(folder, source), self._show_picture)

    def drop_picture(self) -> None:
        """Show the product without a picture."""
        self._show_picture("")

    def _show_picture(self, name: str) -> None:
        self._picture = name
        self.picture.show_picture(name)
        self.edited.emit()


def _price_hint() -> str:
    return tr("Harga baru berlaku untuk barang yang diterima mulai sekarang; yang sudah di rak tetap.")


def _barcode_hint() -> str:
    return tr("Pindai di layar ini. Kosong pada produk baru: kode toko dibuatkan.")
