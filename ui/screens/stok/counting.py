"""Counting one part, blind: scan piece after piece, or find a product and write how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.documents import AsideLine
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.counting import Found, Session, belongs
from gallery_pos.services.stock import MOST_COUNTED
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.stok import part_form as forms
from ui.screens.stok.part_form import PartForm
from ui.screens.titipan.finding import any_product, has_words
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.edits import QuantityEdit
from ui.widgets.empty import EmptyState
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import ProductRevised, StocktakeStarted
    from ui.workplace import Workplace

_MOST = 30
_ALL, _OPEN, _ASIDE = "all", "open", "aside"


@dataclass(frozen=True, slots=True)
class Item:
    """A product of the count, or a code put aside; what the books expect is not told."""

    code: str
    name: str
    maker: str
    pieces: int | None
    note: str = ""
    aside: bool = False


COLUMNS: tuple[Column[Item], ...] = (
    Column(tr_noop("Penitip"), lambda row: row.maker, width=220),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Kode"), lambda row: row.code, width=152),
    Column(tr_noop("Dihitung"), lambda row: row.pieces, Kind.NUMBER, width=100),
    Column(tr_noop("Catatan"), lambda row: row.note, width=150),
)


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
        self._started: StocktakeStarted | None = None
        self._names: dict[str, tuple[str, str]] = {}
        self._frozen: frozenset[str] = frozenset()
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
        book = self._place.gallery.book
        makers = {maker.code: maker.business_name for maker in book.consignors()}
        self._started = count.started
        self._frozen = frozenset(line.product for line in count.started.lines)
        self._names = {
            line.product: (line.name, makers.get(line.consignor, line.consignor)) for line in count.started.lines
        }
        for product in book.products(set(form.found) - self._frozen):
            self._names[product.code] = (product.name, makers.get(product.consignor, product.consignor))
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
        rows = [self._item(form, code) for code in self._names]
        rows.sort(key=lambda row: (row.maker.casefold(), row.name.casefold()))
        rows += [
            Item(code, self._known(code) or tr("kode tidak dikenal"), tr("disisihkan"), pieces, aside=True)
            for code, pieces in sorted(form.aside.items())
        ]
        self.list.show_rows(rows)
        self._arrange()
        self._say()

    def _item(self, form: PartForm, code: str) -> Item:
        name, maker = self._names[code]
        entry = form.found.get(code)
        return Item(code, name, maker, entry.pieces if entry else None, entry.note if entry else "")

    def _known(self, code: str) -> str:
        product = self._place.gallery.book.product_by_barcode(code)
        return product.name if product else ""

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
        return forms.aside_of(self.form, {code: self._known(code) for code in self.form.aside})

    def replace(self, paper: UUID) -> None:
        """Let this count take the place of somebody else's paper, on purpose."""
        if self.form is not None:
            self.form = msgspec.structs.replace(self.form, replaces=paper)
            with self._place.feedback.guard(self):
                forms.keep(self._place.gallery.drafts, self.form)

    def _mark(self) -> UUID | None:
        return self._place.gallery.book.newest()

    def _find(self, words: str) -> list[Choice]:
        form = self.form
        found = [
            Choice(row.code, row.name, row.maker, "" if row.pieces is None else format_count(row.pieces))
            for row in self.list.model.rows()
            if not row.aside and has_words(words, row.name, row.maker, row.code)
        ][:_MOST]
        if found or not words.strip() or form is None or self._started is None:
            return found
        codes = {product.code for product in self._place.gallery.book.products() if belongs(self._started, product)}
        return [choice for choice in any_product(self._place, words) if choice.key in codes]

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
            self._know(product)
            self._keep(forms.with_pieces(self.form, product, pieces, self._mark(), note))
            self._show_product(product, pieces)

    def undo(self) -> None:
        """Take the last change back."""
        if self.form is None:
            return
        form, code = forms.undone(self.form)
        if code:
            self._take(form)
            name = self._names.get(code, (code, ""))[0]
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
        if not self.list.show_row(self._item(self.form, code)):
            self.refresh()
        self.list.select((False, code))
        name = self._names.get(code, (code, ""))[0]
        self._say("" if pieces is None else tr("{name}: {count}").format(name=name, count=format_count(pieces)))

    def _know(self, code: str) -> None:
        """Remember the name of a product that the books had none of."""
        if code not in self._names and (product := self._place.gallery.book.product(code)) is not None:
            maker = self._place.gallery.book.consignor(product.consignor)
            self._names[code] = (product.name, maker.business_name if maker else product.consignor)

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
        elif self._is_foreign(product):
            self._put_aside(
                code,
                tr("{name} tidak termasuk hitungan ini.").format(name=product.name),
                tr("Sisihkan barangnya; kembalikan ke raknya sendiri."),
            )
        else:
            self._know(product.code)
            self._keep(counted := forms.with_piece(form, product.code, book.newest()))
            self._show_product(product.code, counted.found[product.code].pieces)
        return True

    def _put_aside(self, code: str, what: str, more: str) -> None:
        if self.form is not None:
            self._take(forms.with_aside(self.form, code))
            self.banner.say(what, more, "attention", action=(tr("Urungkan"), self.undo))

    def _is_foreign(self, product: ProductRevised) -> bool:
        return product.code not in self._frozen and self._started is not None and not belongs(self._started, product)

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
