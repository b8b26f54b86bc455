"""Counting one part, blind: scan piece after piece, or find a product and write how many there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.documents import AsideLine
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.counting import Found, Session
from gallery_pos.services.stock import MOST_COUNTED
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tokens import GRID
from ui.screens.stok import part_form as forms
from ui.screens.stok.bearing import RemarkDialog
from ui.screens.stok.count_goods import COLUMNS, CountedGoods, Item
from ui.screens.stok.part_form import PartForm
from ui.screens.stok.review_form import Said
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.edits import QuantityEdit
from ui.widgets.empty import EmptyState
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label

if TYPE_CHECKING:
    from uuid import UUID

    from ui.workplace import Workplace

_ALL, _OPEN, _ASIDE = "all", "open", "aside"


class CountingPage(QWidget):
    """What is to be counted, without what the books say; everything is on disk from the first scan.

    Signals:
        changed(): other counts.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.form: PartForm | None = None
        self.goods = CountedGoods(place)
        self.banner = Banner()
        self.who = QComboBox()
        self.who.setEditable(True)
        self.who.setMinimumWidth(200)
        self.product = Picker(self._find, tr("Pindai tiap barang, atau ketik namanya"))
        self.quantity = QuantityEdit(None, least=0, most=MOST_COUNTED)
        self.quantity.setMaximumWidth(140)
        self.quantity.setPlaceholderText("0")
        self.note = QLineEdit()
        self.note.setMaximumWidth(260)
        self.note.setPlaceholderText(tr("catatan, boleh kosong"))
        self.last = Label("", "heading", wrap=True)
        self.which = Segments([(_ALL, tr("Semua")), (_OPEN, tr("Belum dihitung")), (_ASIDE, tr("Disisihkan"))])
        self.list: TableView[Item] = TableView(
            COLUMNS,
            lambda row: (row.aside, row.code),
            EmptyState(tr("Belum ada yang dihitung"), tr("Pindai barang pertama, atau ketik namanya di atas.")),
            name=tr("lembar-hitung"),
            search=tr("Cari"),
            on_export=exporter(place, self),
        )
        self.list.add_tool(self.which)
        self._lay_out()
        self.who.editTextChanged.connect(self._on_who)
        self.product.picked.connect(lambda key: self.choose(str(key)))
        self.quantity.returnPressed.connect(self.enter)
        self.note.returnPressed.connect(self.enter)
        self.quantity.problem_changed.connect(self._say_problem)
        self.which.chosen.connect(self._arrange)
        self.list.activated.connect(self._open)

    def _lay_out(self) -> None:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.last, 1)
        label = Label(tr("Yang menghitung"))
        label.setBuddy(self.who)
        self.who.setAccessibleName(tr("Yang menghitung"))
        head.addWidget(label)
        head.addWidget(self.who)
        card.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for title, field, share in (
            (tr("Barang"), self.product, 2),
            (tr("Jumlah"), self.quantity, 0),
            (tr("Catatan"), self.note, 1),
        ):
            field.setAccessibleName(title)
            row.addWidget(field, share)
        row.addWidget(Button(tr("Catat"), self.enter, icon_name="check"))
        card.body.addLayout(row)
        goods = Card()
        goods.set_tight()
        goods.setMinimumHeight(140)
        goods.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(card)
        layout.addWidget(goods, 1)

    # -- what is shown

    def show_part(self, count: Session, form: PartForm) -> None:
        """Show a part, new or half done."""
        self.goods.begin(count.started, form)
        self.form = None
        self._offer_people(form.who)
        self.form = form
        self.banner.clear()
        self.which.choose(_ALL)
        self._empty_fields()
        self.refresh()

    def _empty_fields(self) -> None:
        self.product.show_picked(None)
        self.quantity.set_value(None)
        self.note.clear()

    def _offer_people(self, who: str) -> None:
        people = [user for user in self._place.gallery.book.users() if user.active]
        self.who.clear()
        for user in sorted(people, key=lambda each: each.name.casefold()):
            self.who.addItem(user.name, user.code)
        at = self.who.findData(who or self._place.user.code)
        self.who.setCurrentIndex(at)
        if at < 0:
            self.who.setEditText(who)

    def refresh(self) -> None:
        """Show what is counted so far."""
        form = self.form
        if form is None:
            return
        self.list.show_rows(self.goods.items(form))
        self._arrange()
        self._say()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.product.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        keepers = {_OPEN: lambda row: row.pieces is None, _ASIDE: lambda row: row.aside}
        self.list.set_filter(keepers.get(self.which.choice()))

    def _say(self, first: str = "") -> None:
        form = self.form
        if form is None:
            return
        words = tr("{products} produk, {pieces} barang dihitung.").format(
            products=format_count(len(form.found)), pieces=format_count(form.pieces)
        )
        if form.aside:
            aside = tr("{count} disisihkan.").format(count=format_count(sum(form.aside.values())))
            words = f"{words} {aside}"
        self.last.setText(f"{first}  ·  {words}" if first else f"{form.part}  ·  {words}")
        self.changed.emit()

    # -- counting

    def found(self) -> list[Found]:
        """Return what is handed in: whoever hands it in is done with the last product too."""
        form = self.form
        if form is None:
            return []
        current = form.found.get(form.current)
        if current is not None and current.first is not None:
            done = msgspec.structs.replace(current, last=self._mark())
            form = msgspec.structs.replace(form, found={**form.found, form.current: done})
        return forms.found_of(form)

    def aside(self) -> list[AsideLine]:
        """Return what was put aside, with the names of what is of another count."""
        if self.form is None:
            return []
        return forms.aside_of(self.form, {code: self.goods.known(code) for code in self.form.aside})

    def replace(self, paper: UUID) -> None:
        """Let this count take the place of somebody else's paper, on purpose."""
        if self.form is not None:
            self.form = msgspec.structs.replace(self.form, replaces=paper)
            with self._place.feedback.guard(self):
                forms.keep(self._place.gallery.drafts, self.form)

    def _mark(self) -> UUID | None:
        return self._place.gallery.book.newest()

    def _find(self, words: str) -> list[Choice]:
        return self.goods.find(words, self.form) if self.form is not None else []

    def choose(self, code: str) -> None:
        """Put a product into the fields; Enter in the field of pieces writes it down."""
        product = self._place.gallery.book.product(code)
        if product is not None and self.form is not None:
            self.product.show_picked(code, product.name)
            entry = self.form.found.get(code)
            self.quantity.set_value(entry.pieces if entry else None)
            self.note.setText(entry.note if entry else "")
            self.quantity.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: Item) -> None:
        if not row.aside:
            self.choose(row.code)

    def enter(self) -> None:
        """Write down the count in the fields."""
        code, pieces = self.product.key(), self.quantity.value()
        if code is None:
            self.banner.say(tr("Pindai atau pilih barangnya dulu."), tone="attention")
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)
        elif pieces is None:
            problem = self.quantity.problem() or tr("isi berapa yang ada, 0 kalau tidak ada")
            self.banner.say(tr("Jumlah: {problem}.").format(problem=problem), tone="attention")
            self.quantity.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.write(str(code), pieces, self.note.text())
            self._empty_fields()
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, product: str, pieces: int | None, note: str = "") -> None:
        """Write a count down (None: take it back)."""
        if self.form is not None:
            self.goods.know(product)
            self._keep(forms.with_pieces(self.form, product, pieces, self._mark(), note))
            self._show_product(product, pieces)

    def remark(self) -> None:
        """Ask for a note and photos of the product in the field, else of the one in the list, for example of a broken piece."""
        form, row = self.form, self.list.current()
        code = str(self.product.key() or "") or (row.code if row is not None and not row.aside else "")
        if form is None:
            return
        if code not in form.found:
            self.banner.say(
                tr("Hitung dulu barangnya, lalu beri catatan dan foto."),
                tr("Kalau tidak ada yang utuh, tulis 0."),
                "attention",
            )
            return
        entry = form.found[code]
        dialog = RemarkDialog(self._place, self, self.goods.name(code), Said(entry.note, entry.pictures))
        dialog.said.connect(partial(self._on_said, code))
        dialog.open()

    def _on_said(self, code: str, said: Said) -> None:
        if self.form is not None and code in self.form.found:
            self._keep(forms.with_remark(self.form, code, said.note, said.pictures))
            self._empty_fields()
            self._show_product(code, self.form.found[code].pieces)

    def undo(self) -> None:
        """Take the last change back."""
        if self.form is None:
            return
        form, code = forms.undone(self.form)
        if code:
            self._take(form)
            name = self.goods.name(code)
            entry = form.found.get(code)
            pieces = entry.pieces if entry else form.aside.get(code, 0)
            self._say(tr("Diurungkan. {name}: {count}").format(name=name, count=format_count(pieces)))
            self.list.select((code in form.aside, code))

    def _take(self, form: PartForm) -> None:
        self._keep(form)
        self.refresh()

    def _keep(self, form: PartForm) -> None:
        self.banner.clear()
        self.form = form
        with self._place.feedback.guard(self):
            forms.keep(self._place.gallery.drafts, form)

    def _show_product(self, code: str, pieces: int | None) -> None:
        """Show the count of one product and leave the other rows alone: there may be thousands."""
        if self.form is None:
            return
        if not self.list.show_row(self.goods.item(self.form, code)):
            self.refresh()
        self.list.select((False, code))
        name = self.goods.name(code)
        self._say("" if pieces is None else tr("{name}: {count}").format(name=name, count=format_count(pieces)))

    def on_scan(self, code: str) -> bool:
        """Each scan is one piece; what cannot be counted is put aside."""
        form = self.form
        if form is None:
            return False
        book = self._place.gallery.book
        product = book.product_by_barcode(code)
        if product is None:
            self._put_aside(
                code,
                tr("Belum ada produk dengan barcode {code}.").format(code=code),
                tr("Sisihkan barangnya; catatannya ikut diserahkan."),
            )
        elif self.goods.is_foreign(product):
            self._put_aside(
                code,
                tr("{name} tidak termasuk hitungan ini.").format(name=product.name),
                tr("Sisihkan barangnya; kembalikan ke raknya sendiri."),
            )
        else:
            self.goods.know(product.code)
            self._keep(counted := forms.with_piece(form, product.code, book.newest()))
            self._show_product(product.code, counted.found[product.code].pieces)
        return True

    def _put_aside(self, code: str, what: str, more: str) -> None:
        if self.form is not None:
            self._take(forms.with_aside(self.form, code))
            self.banner.say(what, more, "attention", action=(tr("Urungkan"), self.undo))

    def _on_who(self, words: str) -> None:
        at = self.who.findText(words)
        who = str(self.who.itemData(at)) if at >= 0 else words.strip()
        if self.form is not None and who != self.form.who:
            self.form = msgspec.structs.replace(self.form, who=who)
            with self._place.feedback.guard(self):
                forms.keep(self._place.gallery.drafts, self.form)

    def _say_problem(self, problem: str) -> None:
        if problem:
            self.banner.say(tr("Jumlah: {problem}.").format(problem=problem), tone="attention")
        else:
            self.banner.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.table.hasFocus():
            row = self.list.current()
            if row is not None and not row.aside:
                self.write(row.code, None)
        else:
            super().keyPressEvent(event)
