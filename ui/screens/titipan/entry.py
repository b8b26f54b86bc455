"""One line of goods being typed: product, pieces, best-before date, price; Enter goes on to the next field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.language import tr
from gallery_pos.services.intake import MOST_PIECES
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.screens.titipan.form import Entry, FormLine
from ui.widgets.buttons import Button
from ui.widgets.edits import QuantityEdit, RupiahEdit
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import ElidedLabel, Label
from ui.widgets.typed import BestBeforeEdit

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import ProductRevised


_NARROWEST = {2: 124, 3: 148}
"""Pixels that a date and a large price need, by column."""


class EntryRow(QWidget):
    """The fields of one line.

    Signals:
        product_picked(str): the code of a product, or "" for one that has to be made first.
        added(FormLine): a line is complete.
        edited(): something was typed: keep it.
    """

    product_picked = Signal(str)
    added = Signal(object)
    edited = Signal()

    def __init__(
        self,
        find: Callable[[str], Sequence[Choice]],
        today: Callable[[], date],
        *,
        may_price: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._record: ProductRevised | None = None
        self.product = Picker(find, tr("Pindai, atau ketik nama barang"))
        self.quantity = QuantityEdit(None, most=MOST_PIECES)
        self.quantity.setMaximumWidth(16_777_215)
        self.quantity.setPlaceholderText("0")
        self.best_before = BestBeforeEdit(today)
        self.price = RupiahEdit()
        self.price.setReadOnly(not may_price)
        self.price.setFocusPolicy(Qt.FocusPolicy.StrongFocus if may_price else Qt.FocusPolicy.ClickFocus)
        self.condition = QLineEdit()
        self.condition.setPlaceholderText(tr("boleh kosong"))
        self.button = Button(tr("Tambah"), self.add, icon_name="plus")
        self._says = ElidedLabel("", "small")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        titles = (
            (tr("Barang"), self.product, 10),
            (tr("Jumlah"), self.quantity, 2),
            (tr("Kedaluwarsa"), self.best_before, 4),
            (tr("Harga jual"), self.price, 3),
            (tr("Keadaan"), self.condition, 2),
        )
        for column, (title, field, share) in enumerate(titles):
            label = Label(title, "small")
            label.setBuddy(field)
            field.setAccessibleName(title)
            field.setMinimumWidth(_NARROWEST.get(column, 72))
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, share)
        grid.addWidget(self.button, 1, len(titles))
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(4)
        column_.addLayout(grid)
        column_.addWidget(self._says)

    def _connect(self) -> None:
        self.product.picked.connect(self._on_picked)
        self.product.cleared.connect(self._on_cleared)
        order: tuple[QLineEdit, ...] = (self.quantity, self.best_before, self.price, self.condition)
        for field, after in zip(order, (*order[1:], None), strict=True):
            field.returnPressed.connect(partial(self._go_on, field, after))
            field.textEdited.connect(self.edited)
        for parsed in (self.quantity, self.best_before, self.price):
            parsed.problem_changed.connect(self._show_problem)

    # -- what the page does with it

    def show_product(self, product: ProductRevised | None, words: str = "") -> None:
        """Put a product into the line with its price, and go to the pieces; None empties the line."""
        self._record = product
        if product is None:
            self.clear()
            return
        self.product.show_picked(product.code, product.name)
        self.price.set_value(product.price)
        self.say(words)
        self.quantity.setFocus(Qt.FocusReason.OtherFocusReason)

    def record(self) -> ProductRevised | None:
        """Return the product in the line."""
        return self._record

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say something below the fields: the terms, or what is wrong."""
        self._says.setText(words)
        set_look(self._says, role="wrong" if wrong else "small")

    def said(self) -> str:
        """Return what is said below the fields."""
        return self._says.text()

    def clear(self) -> None:
        """Empty every field."""
        self._record = None
        self.product.show_picked(None)
        for parsed in (self.quantity, self.best_before, self.price):
            parsed.set_value(None)
        self.condition.clear()
        self.say("")

    def entry(self) -> Entry:
        """Return what stands in the fields, letter by letter."""
        return Entry(
            product=self._record.code if self._record else "",
            quantity=self.quantity.text(),
            price=self.price.text(),
            best_before=self.best_before.text(),
            condition=self.condition.text(),
        )

    def restore(self, entry: Entry, product: ProductRevised | None, words: str = "") -> None:
        """Put back what stood in the fields."""
        self.show_product(product, words)
        if product is not None:
            self.quantity.setText(entry.quantity)
            self.best_before.setText(entry.best_before)
            self.price.setText(entry.price)
            self.condition.setText(entry.condition)

    def show_line(self, line: FormLine, product: ProductRevised, words: str) -> None:
        """Put a line that is on the form already back into the fields."""
        self.show_product(product, words)
        self.quantity.set_value(line.quantity)
        self.best_before.set_value(line.best_before)
        self.price.set_value(line.price)
        self.condition.setText(line.condition)

    def count_up(self) -> None:
        """One piece more: the same product was scanned once more."""
        self.quantity.step(1)
        self.edited.emit()

    def is_complete(self) -> bool:
        """Tell whether the line could be added as it is."""
        return self._record is not None and not self._problem()

    def add(self) -> None:
        """Hand the line over where it is complete; say what is missing where it is not."""
        if self._record is None:
            self.say(tr("Pindai atau pilih barangnya dulu."), wrong=True)
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if problem := self._problem():
            field, words = problem
            self.say(words, wrong=True)
            set_look(field, wrong=True)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        line = FormLine(
            product=self._record.code,
            name=self._record.name,
            quantity=self.quantity.value() or 0,
            price=self.price.value() or 0,
            best_before=self.best_before.value(),
            condition=self.condition.text().strip(),
        )
        self.clear()
        self.product.setFocus(Qt.FocusReason.OtherFocusReason)
        self.added.emit(line)

    def _problem(self) -> tuple[QLineEdit, str] | None:
        """Return the first field that cannot be taken, with the reason."""
        for field, name in (
            (self.quantity, tr("Jumlah")),
            (self.best_before, tr("Kedaluwarsa")),
            (self.price, tr("Harga jual")),
        ):
            if words := field.problem():
                return field, f"{name}: {words}"
        if not self.quantity.value():
            return self.quantity, tr("Jumlah: isi berapa barang yang dititipkan.")
        if not self.price.value():
            return self.price, tr("Harga jual: isi harga yang dibayar pembeli.")
        return None

    # -- what happens in it

    def _on_picked(self, key: object) -> None:
        self.product_picked.emit(str(key))

    def _on_cleared(self) -> None:
        self._record = None
        self.say("")

    def _go_on(self, field: QLineEdit, after: QLineEdit | None) -> None:
        """Enter: on to the next field; from the best-before date on, the line can be complete."""
        if after is None or field is not self.quantity:
            self.add()
        else:
            after.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_problem(self, words: str) -> None:
        if words:
            self.say(words, wrong=True)
        elif self._says.property("role") == "wrong":
            self.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._record is not None:
            self.clear()
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()
        else:
            super().keyPressEvent(event)
