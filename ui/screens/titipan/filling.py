"""The form of goods that come in while it is filled in: every change of its rows can be taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gallery_pos.services.intake import MOST_PIECES
from ui.screens.titipan.form import IntakeForm, changed, with_row
from ui.screens.titipan.rows import Cell, Row, merged, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.documents import ProductRevised

_MOST_UNDONE = 200
_FIELDS = {Cell.QUANTITY: "quantity", Cell.BEST_BEFORE: "best_before", Cell.PRICE: "price", Cell.CONDITION: "condition"}


class Filling:
    """The form in :attr:`form`; each method that changes its rows calls ``shown`` where they are others now."""

    def __init__(self, today: Callable[[], date], shown: Callable[[], object]) -> None:
        self.form = IntakeForm()
        self._today = today
        self._shown = shown
        self._before: list[tuple[Row, ...]] = []
        self._after: list[tuple[Row, ...]] = []

    def begin(self, form: IntakeForm) -> None:
        """Fill in another form."""
        self.form, self._before, self._after = form, [], []

    def row(self, at: int) -> Row:
        """Return a row, a blank one below the last."""
        return self.form.lines[at] if at < len(self.form.lines) else Row()

    def places(self, product: str) -> list[int]:
        """Return the rows of a product."""
        return [at for at, line in enumerate(self.form.lines) if line.product == product]

    def put(self, lines: tuple[Row, ...]) -> None:
        """Have other rows."""
        if lines != self.form.lines:
            self._before = [*self._before[1 - _MOST_UNDONE :], self.form.lines]
            self._after = []
            self._have(lines)

    def put_row(self, at: int, row: Row) -> None:
        """Have another row at a place."""
        self.put(with_row(self.form, at, row).lines)

    def _have(self, lines: tuple[Row, ...]) -> None:
        self.form = changed(self.form, lines=lines)
        self._shown()

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self._after.append(self.form.lines)
            self._have(self._before.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._after:
            self._before.append(self.form.lines)
            self._have(self._after.pop())

    def write(self, at: int, cell: Cell, text: str) -> None:
        """Write into a cell."""
        self.put_row(at, written(self.row(at), cell, text, self._today()))

    def merge(self) -> None:
        """Make one row of those that are the same goods."""
        self.put(merged(self.form.lines, self._today()))

    def delete(self, at: int) -> None:
        """Take a row off."""
        self.put((*self.form.lines[:at], *self.form.lines[at + 1 :]))

    def put_product(self, at: int, product: ProductRevised, quantity: int | None = None) -> None:
        """Put a product into a row, at the price that it has elsewhere on the form or in the catalogue."""
        row = self.row(at)
        price = next((line.price for line in self.form.lines if line.product == product.code), None)
        unread = {name: text for name, text in row.unread.items() if name != "price"}
        filled = replace(row, product=product.code, name=product.name, price=price or product.price, unread=unread)
        self.put_row(at, filled if quantity is None else replace(filled, quantity=quantity))

    def count_up(self, at: int) -> None:
        """One piece more in a row."""
        row = self.row(at)
        unread = {name: text for name, text in row.unread.items() if name != "quantity"}
        self.put_row(at, replace(row, quantity=min((row.quantity or 0) + 1, MOST_PIECES), unread=unread))

    def same_as_above(self, at: int, cell: Cell) -> None:
        """Write into a cell what stands above it."""
        if not 1 <= at <= len(self.form.lines):
            return
        above, row = self.form.lines[at - 1], self.row(at)
        if cell is Cell.PRODUCT:
            self.put_row(at, replace(row, product=above.product, name=above.name, price=above.price))
            return
        name = _FIELDS[cell]
        unread = {key: text for key, text in row.unread.items() if key != name}
        if name in above.unread:
            unread[name] = above.unread[name]
        self.put_row(at, replace(row, **{name: getattr(above, name), "unread": unread}))

    def another_lot(self, at: int, *, take_one: bool) -> bool:
        """Begin a row for the product of a row below it, with one of its pieces where ``take_one`` asks for that.

        False where there is no product, or no piece to spare.
        """
        row = self.row(at)
        if not row.product:
            return False
        spare = take_one and (row.quantity or 0) > 1
        stays = replace(row, quantity=(row.quantity or 0) - 1) if spare else row
        new = Row(product=row.product, name=row.name, price=row.price, quantity=1 if spare else None)
        self.put((*self.form.lines[:at], stays, new, *self.form.lines[at + 1 :]))
        return spare
