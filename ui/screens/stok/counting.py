"""Counting, blind: scan piece after piece, or find a product and write how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.intake import MOST_PIECES
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.stok import count_form as forms
from ui.screens.stok.count_form import CountForm, Item, Scope
from ui.screens.titipan.finding import any_product, has_words
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.edits import QuantityEdit
from ui.widgets.empty import EmptyState
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace

COLUMNS: tuple[Column[Item], ...] = (
    Column(tr_noop("Penitip"), lambda row: row.maker, width=220),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Kode"), lambda row: row.product, width=90),
    Column(tr_noop("Dihitung"), lambda row: row.counted, Kind.NUMBER, width=100),
)
_MOST = 30
_ALL, _OPEN = "all", "open"


class CountingPage(QWidget):
    """The list of what is to be counted, without what the books say.

    Signals:
        changed(): other counts.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.form = CountForm()
        self._items: list[Item] = []
        self.banner = Banner()
        self.product = Picker(self._find, tr("Pindai tiap barang, atau ketik namanya"))
        self.quantity = QuantityEdit(None, least=0, most=MOST_PIECES)
        self.quantity.setMaximumWidth(140)
        self.quantity.setPlaceholderText("0")
        self.last = Label("", "strong", wrap=True)
        self.which = Segments([(_ALL, tr("Semua")), (_OPEN, tr("Belum dihitung"))])
        self.list: TableView[Item] = TableView(
            COLUMNS,
            lambda row: row.product,
            EmptyState(tr("Belum ada yang dihitung"), tr("Pindai barang pertama, atau ketik namanya di atas.")),
            name=tr("lembar-hitung"),
            search=tr("Cari"),
            on_export=exporter(place, self),
        )
        self.list.add_tool(self.which)
        self._lay_out()
        self.product.picked.connect(self._on_picked)
        self.quantity.returnPressed.connect(self.enter)
        self.quantity.problem_changed.connect(self._say_problem)
        self.which.chosen.connect(self._arrange)
        self.list.activated.connect(lambda row: self.choose(row.product))

    def _lay_out(self) -> None:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for title, field, share in ((tr("Barang"), self.product, 1), (tr("Jumlah"), self.quantity, 0)):
            column = QVBoxLayout()
            column.setSpacing(2)
            label = Label(title, "small")
            label.setBuddy(field)
            field.setAccessibleName(title)
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column, share)
        row.addWidget(Button(tr("Catat"), self.enter, icon_name="check"), 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(row)
        card.add(self.last)
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

    def show_form(self, form: CountForm) -> None:
        """Show a count, new or half done."""
        self.form = form
        self.product.show_picked(None)
        self.quantity.set_value(None)
        self.refresh()

    def refresh(self) -> None:
        """Read what is to be counted."""
        self._items = forms.items(self._place.gallery, self.form)
        self.list.show_rows(self._items)
        self._arrange()
        self._say()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.product.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        only = self.which.choice() == _OPEN
        self.list.set_filter((lambda row: row.counted is None) if only else None)

    def _say(self) -> None:
        done = sum(item.counted is not None for item in self._items)
        pieces = sum(self.form.counted.values())
        words = tr("{done} dari {all_} produk dihitung, {pieces} barang.")
        self.last.setText(
            words.format(done=format_count(done), all_=format_count(len(self._items)), pieces=format_count(pieces))
        )
        self.changed.emit()

    # -- counting

    def _find(self, words: str) -> list[Choice]:
        if self.form.scope is Scope.PRODUCTS:
            return any_product(self._place, words)
        return [
            Choice(item.product, item.name, item.maker, "" if item.counted is None else format_count(item.counted))
            for item in self._items
            if has_words(words, item.name, item.maker, item.product)
        ][:_MOST]

    def _on_picked(self, key: object) -> None:
        self.choose(str(key))

    def choose(self, code: str) -> None:
        """Put a product into the fields; Enter in the field of pieces writes it down."""
        product = self._place.gallery.book.product(code)
        if product is not None:
            self.product.show_picked(code, product.name)
            self.quantity.set_value(self.form.counted.get(code))
            self.quantity.setFocus(Qt.FocusReason.OtherFocusReason)

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
            self.write(str(code), pieces)
            self.product.show_picked(None)
            self.quantity.set_value(None)
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, product: str, pieces: int | None) -> None:
        """Note a count (None: take it back) and keep it on disk."""
        self.banner.clear()
        self.form = forms.with_count(self.form, product, pieces)
        with self._place.feedback.guard(self):
            forms.keep(self._place.gallery.drafts, self.form)
        self.refresh()
        self.list.select(product)

    def on_scan(self, code: str) -> bool:
        """Each scan is one piece."""
        product = self._place.gallery.book.product_by_barcode(code)
        if product is None:
            self.banner.say(tr("Belum ada produk dengan barcode {code}.").format(code=code), tone="attention")
        elif self._is_foreign(product):
            self.banner.say(
                tr("{name} tidak termasuk hitungan ini.").format(name=product.name),
                tr("Barang penitip lain dihitung tersendiri."),
                "attention",
            )
        else:
            pieces = self.form.counted.get(product.code, 0) + 1
            self.write(product.code, pieces)
            self.last.setText(tr("{name}: {count}").format(name=product.name, count=format_count(pieces)))
        return True

    def _is_foreign(self, product: ProductRevised) -> bool:
        return self.form.scope is Scope.CONSIGNOR and product.consignor != self.form.consignor

    def _say_problem(self, problem: str) -> None:
        if problem:
            self.banner.say(tr("Jumlah: {problem}.").format(problem=problem), tone="attention")
        else:
            self.banner.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.table.hasFocus():
            row = self.list.current()
            if row is not None:
                self.write(row.product, None)
        else:
            super().keyPressEvent(event)
