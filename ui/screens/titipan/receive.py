"""Goods come in: whose they are, a table of them, what it comes to; on disk from the first letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from ui.app.tokens import GRID
from ui.screens.titipan import form as forms
from ui.screens.titipan.arrivals import Arrivals
from ui.screens.titipan.filling import Filling
from ui.screens.titipan.form import IntakeForm
from ui.screens.titipan.goods import Found, Goods
from ui.screens.titipan.rows import TITLES, Cell, named_problems, written
from ui.screens.titipan.table import Table
from ui.screens.titipan.whose import Whose
from ui.widgets.banner import Banner
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.workplace import Workplace

_KEEP_AFTER_MS = 250
_LOW = 440
_NAMED = 3


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
        self.may_make = place.may(Act.EDIT_CATALOGUE)
        self.filling = Filling(self._today, self._on_rows)
        self.goods = Goods(place, may_make=self.may_make)
        self.banner = Banner()
        self.whose = Whose(place)
        self.consignor = self.whose.consignor
        self.table = Table(self.goods, self._today, may_price=self.may_make)
        self.grid = self.table.grid
        self.arrivals = Arrivals(place, self)
        self._prices = Label("", "small", wrap=True)
        self._keeper = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._keeper.timeout.connect(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for each in (self.banner, self.whose, self._prices):
            layout.addWidget(each)
        layout.addWidget(self.table, 1)
        self._connect()
        self.show_form(forms.restore(place.gallery.drafts) or IntakeForm())

    def _connect(self) -> None:
        self.whose.chosen.connect(self.choose_consignor)
        self.whose.cleared.connect(self._on_consignor_cleared)
        self.whose.edited.connect(self._keeper.start)
        self.grid.typed.connect(self._keeper.start)
        self.grid.deleted.connect(self.filling.delete)
        tools: dict[str, Callable[[], object]] = {
            "photo": self.arrivals.photograph,
            "undo": self.undo,
            "delete": self.delete,
            "problem": self.next_problem,
        }
        self.table.tool.connect(lambda name: tools[name]())

    def _today(self) -> date:
        return self._place.desk().today()

    @property
    def form(self) -> IntakeForm:
        """The form as it is now, without what is being typed."""
        return self.filling.form

    # -- the form

    def show_form(self, form: IntakeForm) -> None:
        """Show another form: a new one, or the one that was left half filled in."""
        self.grid.cells.drop()
        self.filling.begin(form)
        self.banner.clear()
        self.goods.forget(form.consignor)
        self.whose.show_form(form)
        self.whose.say_end(form.consignor, self.banner)
        self._show_rows()
        self.grid.go(len(form.lines), Cell.PRODUCT)

    def start_anew(self) -> None:
        """Throw the form away."""
        self._place.gallery.drafts.delete(self.form.id)
        self.show_form(IntakeForm())
        self.entered()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        if self.form.consignor:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.whose.focus()

    def search(self) -> None:
        """Look for a product, or first for whose goods they are."""
        if self.form.consignor:
            self.grid.find_product()
            self.grid.open_editor()
        else:
            self.whose.focus()

    def keep(self) -> None:
        """Write the form to disk as it is now, a cell that is half typed with it."""
        self._keeper.stop()
        by, reference = self.whose.delivered_by.text(), self.whose.reference.text()
        self.filling.form = kept = forms.changed(self.form, delivered_by=by, reference=reference)
        if typing := self.grid.typing():
            at, cell, text = typing
            kept = forms.with_row(kept, at, written(self.filling.row(at), cell, text, self._today()))
        with self._place.feedback.guard(self):
            forms.keep(self._place.gallery.drafts, kept)

    def ready_form(self) -> IntakeForm | None:
        """Return the form where it can be posted; None where something is missing, which is said by then."""
        self.grid.finish()
        self.filling.merge()
        self.keep()
        if not self.form.consignor:
            self.banner.say(tr("Pilih penitipnya dulu."), tone="attention")
            self.whose.focus()
            return None
        if not self.form.lines:
            self.banner.say(tr("Belum ada barang."), tr("Pindai atau pilih barangnya."), "attention")
            self.grid.find_product()
            return None
        if self.next_problem():
            return None
        self.banner.clear()
        return self.form

    def next_problem(self) -> bool:
        """Name what keeps rows from being taken in, and go to the next of them; False where nothing does."""
        self.grid.finish()
        found = named_problems(self.form.lines, self._today())
        if not found:
            return False
        named = [
            tr("Baris {row}, {column}: {problem}").format(row=at + 1, column=tr(TITLES[cell]), problem=problem)
            for at, cell, problem in found[:_NAMED]
        ]
        rows = len({at for at, _, _ in found})
        self.banner.say(
            tr("{count} baris belum bisa disimpan.").format(count=format_count(rows)),
            "; ".join(named) + (" …" if len(found) > _NAMED else "."),
            "attention",
        )
        here = self.grid.place()
        at, cell, _ = next((each for each in found if (each[0], each[1]) > here), found[0])
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.go(at, cell)
        return True

    def refresh(self) -> None:
        """Read names, prices and terms again; what is typed meanwhile stays."""
        consignor = self.form.consignor
        codes = {line.product for line in self.form.lines if line.product}

        def show(found: Found) -> None:
            if consignor == self.form.consignor:
                self.goods.forget(consignor)
                self.goods.take(found)
                self.whose.show_consignor(consignor)
                self._show_rows()

        self._place.runner.run(self, lambda: self.goods.read(codes), show)

    # -- rows

    def _on_rows(self) -> None:
        self.keep()
        self._show_rows()

    def _show_rows(self) -> None:
        records = self.goods.records({line.product for line in self.form.lines if line.product})
        self.table.show_form(self.form, forms.dues(self._book, self.form, records))
        prices = forms.price_words(records, self.form)
        self._prices.setText(tr("Harga baru sejak titipan ini: {names}.").format(names=prices))
        self._prices.setVisible(bool(prices))
        self.changed.emit()

    def undo(self) -> None:
        """Take the last change of the rows back."""
        self.grid.cells.drop()
        self.filling.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.grid.cells.drop()
        self.filling.redo()

    def delete(self) -> None:
        """Take the current row off the form."""
        self.grid.cells.drop()
        self.filling.delete(self.grid.place()[0])

    def same_as_above(self) -> None:
        """Write into the current cell what stands above it."""
        self.grid.cells.drop()
        at, cell = self.grid.place()
        if self.grid.rows.is_writable(cell):
            self.filling.same_as_above(at, cell)
            self.grid.go(at, cell)

    # -- whose goods

    def choose_consignor(self, code: str) -> None:
        """Take goods of this consignor. Rows of another one stay his: the form has to be emptied first."""
        self.grid.finish()
        if self.form.lines and self.form.consignor and code != self.form.consignor:
            self.whose.show_consignor(self.form.consignor)
            self.banner.say(
                tr("Formulir ini sudah berisi barang penitip lain."),
                tr("Simpan dulu, atau hapus baris-barisnya."),
                "attention",
            )
            return
        self.filling.form = forms.changed(self.form, consignor=code)
        self.goods.forget(code)
        self.banner.clear()
        self.whose.show_consignor(code)
        self.whose.suggest_bearer(code)
        self.whose.say_end(code, self.banner)
        self._on_rows()
        self.grid.go(len(self.form.lines), Cell.PRODUCT)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_consignor_cleared(self) -> None:
        """Typing over the name is searching for another one; rows keep theirs."""
        if not self.form.lines:
            self.filling.form = forms.changed(self.form, consignor="")
            self.goods.forget("")
            self.whose.terms.setText("")
            self._keeper.start()
            self.changed.emit()

    def on_scan(self, code: str) -> bool:
        """A scan begins the next row, or counts up."""
        self.arrivals.on_scan(code)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the room is for rows; who gets what stands below the table for each of them."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        self.whose.set_low(low=low)
        self.table.set_low(low=low)

    def hideEvent(self, event: object) -> None:
        """What was typed a moment ago is kept before the screen goes."""
        if self._keeper.isActive():
            self.keep()
        super().hideEvent(event)  # type: ignore[arg-type]
