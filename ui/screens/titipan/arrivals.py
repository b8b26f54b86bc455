"""How goods get into the table: picked by name, made in place, scanned, pasted out of a spreadsheet, photographed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.finding import NEW
from ui.dialogs.new_records import NewProduct
from ui.dialogs.photo import PhotoDialog
from ui.screens.titipan.form import changed, with_row
from ui.screens.titipan.pasting import pasted
from ui.screens.titipan.rows import Cell, Row, written

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised
    from ui.screens.titipan.form import IntakeForm
    from ui.screens.titipan.receive import ReceivePage
    from ui.workplace import Workplace


class Arrivals(QObject):
    """Serves the table of one page."""

    def __init__(self, place: Workplace, page: ReceivePage) -> None:
        super().__init__(page)
        self._place = place
        self._book = place.gallery.book
        self._page = page
        self._grid = page.grid
        self._filling = page.filling
        self._counted_up = -1
        self._grid.cell_written.connect(self._on_written)
        self._grid.picked.connect(self._on_picked)
        self._grid.pasted.connect(self._on_pasted)

    def _on_written(self, at: int, column: int, text: str) -> None:
        cell = Cell(column)
        words = " ".join(text.split())
        if cell is Cell.PRODUCT and words and words != self._filling.row(at).name:
            product = self._page.goods.resolve(words)
            if product is not None and self.put_product(at, product):
                return
        self._filling.write(at, cell, text)

    # -- products

    def _on_picked(self, at: int, key: object, words: str) -> None:
        if key == NEW:
            self.make_product(words, at=at)
        elif (product := self._book.product(str(key))) is not None and self.put_product(at, product):
            self._go(at, Cell.QUANTITY)

    def make_product(self, name: str = "", barcode: str = "", *, at: int | None = None) -> None:
        """Make a product in place; it stands in the row then."""
        self._grid.finish()
        place = len(self._filling.form.lines) if at is None else at
        dialog = NewProduct(self._place, self._page, self._filling.form.consignor, name, barcode)
        dialog.made.connect(lambda code: self._on_made(place, code))
        dialog.open()

    def _on_made(self, at: int, code: str) -> None:
        self._page.goods.forget(self._filling.form.consignor)
        product = self._book.product(code)
        if product is not None and self.put_product(at, product):
            self._go(at, Cell.QUANTITY)

    def put_product(self, at: int, product: ProductRevised, quantity: int | None = None) -> bool:
        """Put a product into a row; its consignor is chosen with it where none is yet. False where it is another's."""
        if not self._filling.form.consignor:
            self._page.choose_consignor(product.consignor)
        if product.consignor != self._filling.form.consignor:
            self._say_another(product)
            return False
        self._filling.put_product(at, product, quantity)
        if warning := self._page.goods.warning(product.code):
            more = tr("Tanpa dokumen itu, menyimpan surat titipnya perlu PIN dan alasan atasan.")
            self._page.banner.say(warning, more, "attention")
        return True

    def _go(self, at: int, cell: Cell) -> None:
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._grid.go(at, cell)

    def _say_another(self, product: ProductRevised) -> None:
        maker = self._book.consignor(product.consignor)
        self._page.banner.say(
            tr("{product} titipan {maker}.").format(
                product=product.name, maker=maker.business_name if maker else product.consignor
            ),
            tr("Satu surat titip untuk satu penitip. Simpan yang ini dulu."),
            "attention",
        )

    def photograph(self) -> None:
        """Take or choose a picture of the product in the current row."""
        self._grid.finish()
        product = self._page.goods.record(self._filling.row(self._grid.place()[0]).product)
        if product is None:
            self._page.banner.say(tr("Pilih barangnya dulu."), tone="attention")
        else:
            PhotoDialog(self._place, self._page, product).open()

    # -- scans

    def on_scan(self, code: str) -> None:
        """Begin the next row with a scan; of a product that is there already count one piece more.

        A row that waits for its product gets it, and a search that was begun by typing is given up for it.
        """
        typing = self._grid.typing()
        if typing is not None and typing[1] is Cell.PRODUCT:
            self._grid.cells.drop()
        self._grid.finish()
        product = self._book.product_by_barcode(code)
        if product is None:
            self._unknown(code)
            return
        current = self._grid.place()[0]
        waiting = self._filling.row(current)
        if not waiting.is_blank and not waiting.product:
            if self.put_product(current, product, waiting.quantity or 1):
                self._go(current, Cell.QUANTITY)
        elif here := self._filling.places(product.code):
            self._count_up(current if current in here else here[-1], product.name)
        else:
            self._filling.merge()
            at = len(self._filling.form.lines)
            if self.put_product(at, product, 1):
                self._go(at, Cell.QUANTITY)

    def _count_up(self, at: int, name: str) -> None:
        """One piece more in a row that is there, and the way to a row of its own where its date is another."""
        self._filling.count_up(at)
        self._go(at, Cell.QUANTITY)
        self._counted_up = at
        now = tr("{name}: sekarang {count}.").format(name=name, count=format_count(self._filling.row(at).quantity or 0))
        other = tr("Kedaluwarsanya lain? Ctrl+Enter memindahkan yang terakhir ke baris baru.")
        self._page.table.say(f"{now} {other}")

    def another_lot(self) -> None:
        """Begin a row for the same product with another date; a piece that was just scanned goes with it."""
        self._grid.finish()
        at, _ = self._grid.place()
        rows = len(self._filling.form.lines)
        moved = self._filling.another_lot(at, take_one=at == self._counted_up)
        self._counted_up = -1
        self._page.banner.clear()
        if len(self._filling.form.lines) > rows:
            self._go(at + 1, Cell.BEST_BEFORE if moved else Cell.QUANTITY)

    def _unknown(self, code: str) -> None:
        action = None
        if self._page.may_make and self._filling.form.consignor:
            action = (tr("Buat produknya"), lambda: self.make_product("", code))
        self._page.banner.say(
            tr("Belum ada produk dengan barcode {code}.").format(code=code),
            tr("Cari dengan nama, atau buat produknya dulu."),
            "attention",
            action=action,
        )

    # -- pastes

    def _on_pasted(self, text: str) -> None:
        """Write pasted rows from the current cell on, all of it one change that can be taken back."""
        at, cell = self._grid.place()
        found: list[dict[Cell, str]] = []
        with self._place.feedback.guard(self._page):
            found = pasted(text, cell)
        if not found:
            return
        form, today = self._filling.form, self._place.desk().today()
        for place, cells in enumerate(found, at):
            row = form.lines[place] if place < len(form.lines) else Row()
            for column, words in cells.items():
                if self._grid.rows.is_writable(column):
                    row = written(row, column, words, today)
            form = self._with_found(form, min(place, len(form.lines)), row)
        if form.consignor != self._filling.form.consignor:
            self._page.choose_consignor(form.consignor)
        self._filling.put(form.lines)
        said = tr("{count} baris ditempel; Ctrl+Z mengurungkannya.").format(count=format_count(len(found)))
        self._page.table.say(said)

    def _with_found(self, form: IntakeForm, at: int, row: Row) -> IntakeForm:
        """Return the form with a pasted row, its product found by barcode, code or name where it can be."""
        product = self._page.goods.resolve(row.name) if row.name and not row.product else None
        if product is not None and form.consignor in ("", product.consignor):
            form = changed(form, consignor=product.consignor)
            price = product.price if row.price is None and "price" not in row.unread else row.price
            row = replace(row, product=product.code, name=product.name, price=price)
        return with_row(form, at, row)
