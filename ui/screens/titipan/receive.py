"""Goods come in: whose they are, one line after another, what it comes to; on disk from the first line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.checkout import current_terms
from gallery_pos.services.legality import stopped
from ui.app.terms import share_sentence
from ui.app.tokens import GRID
from ui.dialogs.new_records import NewConsignor, NewProduct
from ui.screens.titipan import form as forms
from ui.screens.titipan.entry import EntryRow
from ui.screens.titipan.finding import NEW, any_product, consignor_choices, product_choices
from ui.screens.titipan.form import FormLine, IntakeForm
from ui.screens.titipan.lines import LineList
from ui.screens.titipan.who import agreement_words
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace

_KEEP_AFTER_MS = 250


class ReceivePage(QWidget):
    """The form of one surat titip.

    Signals:
        changed(): totals are others now.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._book = place.gallery.book
        self._may_make = place.may(Act.EDIT_CATALOGUE)
        self._products: tuple[ProductRevised, ...] = ()
        self.form = IntakeForm()
        self.banner = Banner()
        self.consignor = Picker(self._find_consignor, tr("Ketik nama penitip, usaha atau kode"))
        self.delivered_by = QLineEdit()
        self.reference = QLineEdit()
        self.reference.setPlaceholderText(tr("boleh kosong"))
        self._terms = ElidedLabel("", "small")
        self.entry = EntryRow(self._find_product, lambda: place.desk().today(), may_price=self._may_make)
        self.lines = LineList(self._book)
        self._prices = Label("", "small", wrap=True)
        self._keeper = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._keeper.timeout.connect(self.keep)
        self._lay_out()
        self._connect()
        self.show_form(forms.restore(place.gallery.drafts) or IntakeForm())

    def _lay_out(self) -> None:
        who = Card()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for title, field, share in (
            (tr("Penitip"), self.consignor, 5),
            (tr("Diantar oleh"), self.delivered_by, 3),
            (tr("No. surat jalan"), self.reference, 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(2)
            label = Label(title, "small")
            label.setBuddy(field)
            field.setAccessibleName(title)
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column, share)
        who.body.setSpacing(GRID)
        who.body.addLayout(row)
        who.add(self._terms)
        who.add(self.entry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(who)
        layout.addWidget(self._prices)
        layout.addWidget(self.lines, 1)

    def _connect(self) -> None:
        self.consignor.picked.connect(self._on_consignor)
        self.consignor.cleared.connect(self._on_consignor_cleared)
        for field in (self.delivered_by, self.reference):
            field.textEdited.connect(self._on_typed)
        self.entry.product_picked.connect(self._on_product)
        self.entry.added.connect(self._on_added)
        self.entry.edited.connect(self._keeper.start)
        self.lines.wanted.connect(self._edit_line)
        self.lines.removed.connect(lambda at: self._change(forms.without_line(self.form, at)))

    # -- the form

    def show_form(self, form: IntakeForm) -> None:
        """Show another form: a new one, or the one that was left half filled in."""
        self.form = form
        self.banner.clear()
        self._show_consignor(form.consignor)
        self.delivered_by.setText(form.delivered_by)
        self.delivered_by.setCursorPosition(0)
        self.reference.setText(form.reference)
        entry = form.entry
        product = self._book.product(entry.product) if entry.product else None
        self.entry.restore(entry, product, self._words_of(product) if product else "")
        self._show_lines()

    def start_anew(self) -> None:
        """Throw the form away."""
        self._place.gallery.drafts.delete(self.form.id)
        self.show_form(IntakeForm())
        self.entered()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        (self.entry.product if self.form.consignor else self.consignor).setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Write the form to disk as it is now."""
        self._keeper.stop()
        self.form = forms.changed(
            self.form,
            delivered_by=self.delivered_by.text(),
            reference=self.reference.text(),
            entry=self.entry.entry(),
        )
        with self._place.feedback.guard(self):
            forms.keep(self._place.gallery.drafts, self.form)

    def ready_form(self) -> IntakeForm | None:
        """Return the form where it can be posted; take a line that stands complete in the fields along.

        None where something is missing, which is said by then.
        """
        if self.entry.record() is not None:
            self.entry.add()
            if self.entry.record() is not None:
                return None
        self.keep()
        if not self.form.consignor:
            self.banner.say(tr("Pilih penitipnya dulu."), tone="attention")
            self.consignor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if not self.form.lines:
            self.banner.say(tr("Belum ada barang."), tr("Pindai atau pilih barangnya."), "attention")
            self.entry.product.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        self.banner.clear()
        return self.form

    def refresh(self) -> None:
        """Read names, prices and terms again."""
        self._show_consignor(self.form.consignor)
        self._show_lines()

    def _change(self, form: IntakeForm) -> None:
        self.form = form
        self.keep()
        self._show_lines()

    def _show_lines(self) -> None:
        self.lines.show_form(self.form)
        prices = forms.price_words(self._book, self.form)
        self._prices.setText(tr("Harga baru sejak titipan ini: {names}.").format(names=prices))
        self._prices.setVisible(bool(prices))
        self.changed.emit()

    # -- whose goods

    def _find_consignor(self, words: str) -> list[Choice]:
        return consignor_choices(self._book.consignors(), words, may_make=self._may_make)

    def _on_consignor(self, key: object) -> None:
        if key == NEW:
            dialog = NewConsignor(self._place, self, self.consignor.text().strip())
            dialog.made.connect(self.choose_consignor)
            dialog.open()
        else:
            self.choose_consignor(str(key))

    def choose_consignor(self, code: str) -> None:
        """Take goods of this consignor. Lines of another one stay his: the form has to be emptied first."""
        if self.form.lines and self.form.consignor and code != self.form.consignor:
            self._show_consignor(self.form.consignor)
            self.banner.say(
                tr("Formulir ini sudah berisi barang penitip lain."),
                tr("Simpan dulu, atau hapus baris-barisnya."),
                "attention",
            )
            return
        maker = self._book.consignor(code)
        self.form = forms.changed(self.form, consignor=code)
        if maker is not None:
            self.delivered_by.setText(maker.owner)
            self.delivered_by.setCursorPosition(0)
        self._show_consignor(code)
        self.entry.clear()
        self.keep()
        self.changed.emit()
        self.entry.product.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_consignor_cleared(self) -> None:
        """Typing over the name is searching for another one; lines keep theirs."""
        if not self.form.lines:
            self.form = forms.changed(self.form, consignor="")
            self._products = ()
            self._terms.setText("")
            self._keeper.start()
            self.changed.emit()

    def _show_consignor(self, code: str) -> None:
        maker = self._book.consignor(code) if code else None
        self._products = ()
        if maker is None:
            self.consignor.show_picked(None)
            self._terms.setText(tr("Barang tetap milik penitip sampai terjual."))
            return
        self.consignor.show_picked(code, maker.business_name)
        self._products = tuple(
            product for product in self._book.products() if product.consignor == code and product.active
        )
        self._terms.setText(agreement_words(self._book, code))
        end = forms.agreement_end(self._book, code)
        if not maker.active or (end and end < self._place.desk().today()):
            self.banner.say(
                tr("Titipan {name} sudah berakhir.").format(name=maker.business_name),
                tr("Perpanjang perjanjiannya di layar Penitip lebih dulu."),
                "attention",
            )
        elif end and (end - self._place.desk().today()).days <= _ENDS_SOON:
            said = tr("Perjanjian {name} berakhir {day}.").format(name=maker.business_name, day=format_date(end))
            self.banner.say(said, tone="info")

    # -- the line being typed

    def _find_product(self, words: str) -> list[Choice]:
        if not self.form.consignor:
            return any_product(self._place, words)
        return product_choices(self._products, words, may_make=self._may_make)

    def _on_product(self, key: str) -> None:
        if key == NEW:
            self._make_product(self.entry.product.text().strip(), "")
        else:
            self.choose_product(key)

    def _make_product(self, name: str, barcode: str) -> None:
        dialog = NewProduct(self._place, self, self.form.consignor, name, barcode)
        dialog.made.connect(self.choose_product)
        dialog.open()

    def choose_product(self, code: str) -> None:
        """Put a product into the line; its consignor is chosen with it where none is yet."""
        product = self._book.product(code)
        if product is None:
            return
        if not self.form.consignor:
            self.choose_consignor(product.consignor)
        if product.consignor != self.form.consignor:
            maker = self._book.consignor(product.consignor)
            self.banner.say(
                tr("{product} titipan {maker}.").format(
                    product=product.name, maker=maker.business_name if maker else product.consignor
                ),
                tr("Satu surat titip untuk satu penitip. Simpan yang ini dulu."),
                "attention",
            )
            return
        self.entry.show_product(product, self._words_of(product))
        self._keeper.start()
        for one in stopped(self._book, [product], self._place.desk().today()):
            more = tr("Tanpa dokumen itu, menyimpan surat titipnya perlu PIN dan alasan atasan.")
            self.banner.say(one.sentence, more, "attention")

    def _words_of(self, product: ProductRevised) -> str:
        return share_sentence(current_terms(self._book, product), product.price)

    def on_scan(self, code: str) -> bool:
        """Put a scanned product into the line; the same once more is one piece more; a complete line is added first."""
        product = self._book.product_by_barcode(code)
        if product is None:
            return self._unknown(code)
        if self.entry.record() is not None and self.entry.record() == product:
            self.entry.count_up()
            return True
        if self.entry.record() is not None:
            self.entry.add()
            if self.entry.record() is not None:
                return True
        self.choose_product(product.code)
        return True

    def _unknown(self, code: str) -> bool:
        action = None
        if self._may_make and self.form.consignor:
            action = (tr("Buat produknya"), lambda: self._make_product("", code))
        self.banner.say(
            tr("Belum ada produk dengan barcode {code}.").format(code=code),
            tr("Cari dengan nama, atau buat produknya dulu."),
            "attention",
            action=action,
        )
        return True

    # -- lines

    def _on_added(self, line: FormLine) -> None:
        self.banner.clear()
        self._change(forms.with_line(self.form, line))

    def _edit_line(self, at: int) -> None:
        """Take a line back into the fields, to be changed and added again."""
        line = self.form.lines[at]
        product = self._book.product(line.product)
        if product is None:
            return
        self._change(forms.without_line(self.form, at))
        self.entry.show_line(line, product, self._words_of(product))

    def _on_typed(self) -> None:
        self._keeper.start()

    def hideEvent(self, event: object) -> None:
        """What was typed a moment ago is kept before the screen goes."""
        if self._keeper.isActive():
            self.keep()
        super().hideEvent(event)  # type: ignore[arg-type]


_ENDS_SOON = 30
"""Days before the end of an agreement from which on it is mentioned."""
