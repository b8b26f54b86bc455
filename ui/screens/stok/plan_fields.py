"""The fields of a markdown plan that stand for more than one value: its steps, and what it counts for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gallery_pos.documents import MarkdownBasis, MarkdownStep
from gallery_pos.language import tr
from gallery_pos.services.markdowns import MOST_DAYS
from ui.app.finding import any_product, consignor_choices
from ui.app.tokens import GRID
from ui.dialogs.products_edit import ProductsEdit
from ui.widgets.buttons import Segments
from ui.widgets.edits import QuantityEdit
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.workplace import Workplace

_LEAST_ROWS = 3
_ALL, _MAKER, _PRODUCTS = "all", "maker", "products"


class StepsEdit(QWidget):
    """Rows of days and percent; empty rows are no steps.

    Signals:
        changed(): another step.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[QuantityEdit, PercentEdit]] = []
        self._words: list[Label] = []
        self._basis = MarkdownBasis.EXPIRY
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(3, 1)
        for _ in range(_LEAST_ROWS):
            self._add_row()

    def _add_row(self) -> None:
        days, percent = QuantityEdit(None, least=0, most=MOST_DAYS), PercentEdit()
        days.setFixedWidth(76)
        percent.setFixedWidth(92)
        number = len(self.rows) + 1
        days.setAccessibleName(tr("Hari, tahap {number}").format(number=number))
        percent.setAccessibleName(tr("Potongan, tahap {number}").format(number=number))
        words = Label("", "soft")
        for at, widget in enumerate((days, words, percent)):
            self._grid.addWidget(widget, number, at)
        for field in (days, percent):
            field.value_changed.connect(self.changed)
        self.rows.append((days, percent))
        self._words.append(words)
        self.show_basis(self._basis)

    def show_basis(self, basis: MarkdownBasis) -> None:
        """Say behind each number of days what they are counted from."""
        self._basis = basis
        expiry = basis is MarkdownBasis.EXPIRY
        text = tr("hari sebelumnya: potongan") if expiry else tr("hari di rak: potongan")
        for label in self._words:
            label.setText(text)

    def show_steps(self, steps: Sequence[MarkdownStep]) -> None:
        """Show these steps."""
        while len(self.rows) < len(steps):
            self._add_row()
        for at, (days, percent) in enumerate(self.rows):
            step = steps[at] if at < len(steps) else None
            days.set_value(step.days if step else None)
            percent.set_value(step.basis_points if step else None)

    def steps(self) -> tuple[MarkdownStep, ...]:
        """Return the rows that are whole."""
        return tuple(
            MarkdownStep(days=number, basis_points=share)
            for days, percent in self.rows
            if (number := days.value()) is not None and (share := percent.value()) is not None
        )

    def problem(self) -> str:
        """Return why the steps cannot be taken, "" where they can."""
        for number, (days, percent) in enumerate(self.rows, 1):
            wrong = days.problem() or percent.problem()
            if not wrong and (days.value() is None) != (percent.value() is None):
                wrong = tr("isi hari dan potongannya")
            if wrong:
                return tr("tahap {number}: {problem}").format(number=number, problem=wrong)
        return "" if self.steps() else tr("isi paling sedikit satu tahap")


class CoversEdit(QWidget):
    """Everything, one maker's goods, or some products.

    Signals:
        changed(): other goods.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.which = Segments([(_ALL, tr("Semua")), (_MAKER, tr("Satu penitip")), (_PRODUCTS, tr("Barang tertentu"))])
        self.maker = Picker(self._makers, tr("Cari penitip"))
        self.some = ProductsEdit(place, lambda words: any_product(place, words))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for widget in (self.which, self.maker, self.some):
            column.addWidget(widget)
        self.which.chosen.connect(self._on_which)
        self.maker.picked.connect(lambda _key: self.changed.emit())
        self.maker.cleared.connect(self.changed)
        self.some.changed.connect(self.changed)
        self._follow()

    def show_covers(self, consignor: str, products: Sequence[str]) -> None:
        """Show what a plan counts for."""
        book = self._place.gallery.book
        self.which.choose(_PRODUCTS if products else _MAKER if consignor else _ALL)
        maker = book.consignor(consignor) if consignor else None
        if maker is not None:
            self.maker.show_picked(maker.code, maker.business_name)
        self.some.show_products(products)
        self._follow()

    def consignor(self) -> str:
        """Return the maker's code, "" for everybody's goods."""
        return str(self.maker.key() or "") if self.which.choice() == _MAKER else ""

    def products(self) -> tuple[str, ...]:
        """Return the codes of the products, none for all of them."""
        return self.some.codes() if self.which.choice() == _PRODUCTS else ()

    def problem(self) -> str:
        """Return why this cannot be taken, "" where it can."""
        which = self.which.choice()
        if which == _MAKER and not self.consignor():
            return tr("pilih penitipnya")
        return tr("pilih barangnya") if which == _PRODUCTS and not self.some.codes() else ""

    def _on_which(self) -> None:
        self._follow()
        field = {_MAKER: self.maker, _PRODUCTS: self.some}.get(self.which.choice())
        if field is not None:
            field.setFocus()
        self.changed.emit()

    def _follow(self) -> None:
        which = self.which.choice()
        self.maker.setVisible(which == _MAKER)
        self.some.setVisible(which == _PRODUCTS)

    def _makers(self, words: str) -> list[Choice]:
        return consignor_choices(self._place.gallery.book.consignors(), words, may_make=False)
