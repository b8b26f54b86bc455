"""Some products in a form: a field to find them by, and below it those that were chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowBox
from ui.widgets.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.workplace import Workplace


class ProductsEdit(QWidget):
    """The products by their codes, in the order in which they were chosen.

    Signals:
        changed(): one more, or one less.
    """

    changed = Signal()

    def __init__(
        self,
        place: Workplace,
        find: Callable[[str], list[Choice]],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """``find`` returns what is offered for some words; what is chosen already is left out of it."""
        super().__init__(parent)
        self._place = place
        self._products: dict[str, str] = {}
        self._find = find
        self.field = Picker(self._found, placeholder or tr("Cari barang"))
        self._chosen = FlowBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.field)
        column.addWidget(self._chosen)
        self._chosen.hide()
        self.field.picked.connect(self._add)
        self.setFocusProxy(self.field)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the products."""
        return tuple(self._products)

    def show_products(self, codes: Iterable[str]) -> None:
        """Show other products."""
        wanted = list(codes)
        names = {product.code: product.name for product in self._place.gallery.book.products(wanted)} if wanted else {}
        self._products = {code: names.get(code, code) for code in wanted}
        self._show()

    def _found(self, words: str) -> list[Choice]:
        return [choice for choice in self._find(words) if choice.key not in self._products]

    def _add(self, key: object) -> None:
        self.field.show_picked(None)
        self.show_products([*self._products, str(key)])

    def _remove(self, code: str) -> None:
        self.show_products(each for each in self._products if each != code)

    def _show(self) -> None:
        self._chosen.flow.clear()
        for code, name in self._products.items():
            button = Button(name, partial(self._remove, code), icon_name="x", size="small")
            button.setToolTip(tr("Hapus {name} dari pilihan").format(name=name))
            self._chosen.flow.addWidget(button)
        self._chosen.setVisible(bool(self._products))
        self.changed.emit()
