"""Terms of one product: the agreement's, a commission of its own, or a harga titip, with what each comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.agreements import terms_under
from gallery_pos.documents import GALLERY
from gallery_pos.language import tr
from gallery_pos.terms import ItemTerms
from gallery_pos.terms_words import share_sentence, terms_short
from ui.app.tokens import GRID
from ui.widgets.buttons import Segments
from ui.widgets.edits import RupiahEdit
from ui.widgets.text import Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from gallery_pos.ports import Book

_AGREED, _PERCENT, _NET = "agreed", "percent", "net"


class TermsEdit(QWidget):
    """Chooses and writes the terms of a product.

    Signals:
        changed(): other terms.
    """

    changed = Signal()

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._consignor = ""
        self._price = 0
        self.which = Segments(
            [(_AGREED, tr("Ikut perjanjian")), (_PERCENT, tr("Komisi sendiri")), (_NET, tr("Harga titip"))]
        )
        self.percent = PercentEdit()
        self.net = RupiahEdit()
        self.net.setMaximumWidth(180)
        self._says = Label("", "small", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for field, name in ((self.net, tr("Harga titip")), (self.percent, tr("Komisi galeri"))):
            field.setAccessibleName(name)
            field.setToolTip(name)
            row.addWidget(field)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.which)
        column.addLayout(row)
        column.addWidget(self._says)
        self.which.chosen.connect(self._on_chosen)
        self.percent.value_changed.connect(self._on_typed)
        self.net.value_changed.connect(self._on_typed)
        self._follow()

    def show_terms(self, terms: ItemTerms, consignor: str, price: int) -> None:
        """Show the terms of a product."""
        self._consignor, self._price = consignor, price
        self.which.choose(
            _NET if terms.consignor_price is not None else _AGREED if terms.commission_bp is None else _PERCENT
        )
        self.percent.set_value(terms.commission_bp)
        self.net.set_value(terms.consignor_price)
        self._follow()

    def show_price(self, price: int) -> None:
        """Reckon the example with another price."""
        self._price = price
        self._follow()

    def terms(self) -> ItemTerms:
        """Return what is written; a commission beside a harga titip is the mixture of both."""
        chosen = self.which.choice()
        if chosen == _PERCENT:
            return ItemTerms(commission_bp=self.percent.value())
        if chosen == _NET:
            return ItemTerms(consignor_price=self.net.value(), commission_bp=self.percent.value())
        return ItemTerms()

    def problem(self) -> str:
        """Return why the terms cannot be taken, "" where they can."""
        chosen = self.which.choice()
        if chosen != _AGREED and (words := self.percent.problem()):
            return words
        if chosen == _PERCENT and self.percent.value() is None:
            return tr("isi komisi galeri, misalnya 20 %")
        if chosen == _NET:
            if words := self.net.problem():
                return words
            net = self.net.value()
            if net is None:
                return tr("isi harga titip")
            if net > self._price:
                return tr("harga titip lebih tinggi dari harga jual; galeri akan rugi")
        return ""

    def sentence(self) -> str:
        """Return what is said below: who gets what of one piece."""
        return self._says.text()

    def set_read_only(self) -> None:
        """Let nobody change anything."""
        for each in (self.which, self.percent, self.net):
            each.setEnabled(False)

    def _on_chosen(self) -> None:
        self._follow()
        field = {_PERCENT: self.percent, _NET: self.net}.get(self.which.choice())
        if field is not None:
            field.setFocus()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        chosen = self.which.choice()
        self.percent.setVisible(chosen != _AGREED)
        self.percent.setPlaceholderText(tr("komisi lagi 0 %") if chosen == _NET else tr("mis. 20 %"))
        self.net.setVisible(chosen == _NET)
        if problem := self.problem():
            self._says.setText(problem)
            return
        own, default = self._book.agreement(self._consignor), self._book.agreement(GALLERY)
        terms = terms_under(own, default, self.terms(), self._price or 0)
        if not self._price:
            self._says.setText(tr("Bagian galeri {share}.").format(share=terms_short(terms)))
            return
        self._says.setText(share_sentence(terms, self._price))
