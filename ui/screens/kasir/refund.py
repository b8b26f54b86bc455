"""F8: goods come back against their receipt. In numbers first what is paid out, then posted, then printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from gallery_pos.barcode import clean_scan
from gallery_pos.documents import Method, new_id
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.refunds import SaleFound, find_sale, refund_sale, work_out
from ui.app.approval import with_approval
from ui.app.formats import moment
from ui.app.tokens import CONTROL_HEIGHT, GRID
from ui.screens.kasir.pay_page import METHODS
from ui.widgets.buttons import Button, IconButton, Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import keep_one_line
from ui.widgets.text import ElidedLabel, Label
from ui.widgets.total import BigTotal

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_CODE_LENGTH = 40


class RefundLine(QWidget):
    """One line of the sale with the pieces that come back.

    Signals:
        changed(): another number of pieces.
    """

    changed = Signal()

    def __init__(self, found: SaleFound, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = found.sale.lines[index]
        self.product = line.product
        self.left = found.left(index)
        self.field = QuantityEdit(0, least=0, most=max(self.left, 0))
        self.field.setFixedWidth(72)
        self.field.setAccessibleName(tr("Jumlah kembali: {name}").format(name=line.name))
        self.field.value_changed.connect(lambda _value: self.changed.emit())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(ElidedLabel(line.name, "strong"), 0, 0)
        bought = tr("dibeli {count} @ {price}").format(
            count=format_count(line.quantity), price=format_rupiah(line.unit_price)
        )
        came = line.quantity - self.left
        words = tr("{bought} · sudah kembali {count}").format(bought=bought, count=came) if came else bought
        grid.addWidget(ElidedLabel(words, "small"), 1, 0)
        for column, (name, tip, by) in enumerate((("minus", tr("Kurangi"), -1), ("plus", tr("Tambah"), 1))):
            button = IconButton(name, tip, partial(self.step, by))
            button.setFixedSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            grid.addWidget(button, 0, 1 + 2 * column, 2, 1)
        grid.addWidget(self.field, 0, 2, 2, 1)
        self.setEnabled(self.left > 0)

    def step(self, by: int) -> bool:
        """Take more or fewer; False where no more can come back."""
        before = self.field.value() or 0
        self.field.step(by)
        return self.field.value() != before

    def pieces(self) -> int:
        """Return the pieces that come back."""
        return self.field.value() or 0


class RefundDialog(Dialog):
    """Find the sale by its receipt, choose what comes back, how it is paid, and why.

    Signals:
        refunded(Posted): it is in the journal.
    """

    refunded = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(
            tr("Pengembalian barang"),
            parent,
            hint=tr("Pindai QR di bagian bawah struk, atau ketik nomor atau kodenya."),
        )
        self.setMinimumSize(min(900, parent.width() - 40), min(600, parent.height() - 20))
        self._place = place
        self._found: SaleFound | None = None
        self._id = new_id()
        self._lines: list[RefundLine] = []
        self.code = QLineEdit()
        self.code.setMaxLength(_CODE_LENGTH)
        self.code.setPlaceholderText(tr("Kode atau nomor struk"))
        self.code.setAccessibleName(tr("Kode atau nomor struk"))
        self._sale = Label("", "strong", wrap=True)
        self._column = ScrollColumn()
        self._column.body.setSpacing(0)
        self._nothing = EmptyState(tr("Belum ada struk"), tr("Barang yang dibeli muncul di sini."))
        self.methods = Segments([(method.value, tr(name)) for method, name in METHODS.items()])
        self.methods.chosen.connect(lambda _key: self._recount())
        self.reason = QLineEdit()
        keep_one_line(self.reason)
        self.reason.setMaxLength(120)
        self.reason.setPlaceholderText(tr("Alasan, misalnya: kemasan rusak"))
        self.reason.setAccessibleName(tr("Alasan"))
        self.total = BigTotal(tr("Dibayarkan ke pembeli"))
        self._lay_out()
        self.add_cancel()
        self.add_primary(tr("Kembalikan uang"), self._refund)
        self._show_found()
        self.code.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self.body.addLayout(top)
        top.setSpacing(GRID)
        top.addWidget(self.code, 1)
        top.addWidget(Button(tr("Cari"), self._find, icon_name="magnifying-glass"))
        middle = QHBoxLayout()
        self.body.addLayout(middle, 1)
        middle.setSpacing(2 * GRID)
        goods = Card()
        middle.addWidget(goods, 3)
        goods.body.setSpacing(GRID)
        for widget in (self._sale, self._nothing, self._column):
            goods.add(widget, 1 if widget is not self._sale else 0)
        money = Card()
        middle.addWidget(money, 2)
        money.add(Label(tr("Cara mengembalikan"), "soft"))
        money.add(self.methods)
        money.add(self.reason)
        money.body.addStretch(1)
        money.add(self.total)

    # -- finding

    def on_scan(self, code: str) -> bool:
        """A label of goods on the receipt counts one piece; anything else is taken for a receipt."""
        if self._count_scanned(clean_scan(code)):
            return True
        self.code.setText(clean_scan(code))
        self._find()
        return True

    def _count_scanned(self, code: str) -> bool:
        product = self._place.gallery.book.product_by_barcode(code) if self._found and code else None
        lines = [line for line in self._lines if product is not None and line.product == product.code]
        if not lines:
            return False
        if not any(line.isEnabled() and line.step(1) for line in lines):
            self.banner.say(tr("Jumlahnya sudah sebanyak yang bisa dikembalikan."), tone="attention")
        return True

    def _find(self) -> None:
        self.banner.clear()
        self._found = None
        with self._place.feedback.guard(self):
            if self.code.text().strip():
                self._found = find_sale(self._place.desk(), self.code.text())
                self._id = new_id()
        self._show_found()

    def _show_found(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        while self._column.body.takeAt(0):
            pass
        found = self._found
        self._sale.setVisible(found is not None)
        self._nothing.setVisible(found is None)
        self._column.setVisible(found is not None)
        if found is not None:
            when = moment(found.sale.posted_at, self._place.desk().timezone)
            self._sale.setText(
                tr("{number} · {when} · {total}").format(
                    number=found.posted.number, when=when, total=format_rupiah(found.sale.total)
                )
            )
            self._fill(found)
        self._recount()

    def _fill(self, found: SaleFound) -> None:
        for index in range(len(found.sale.lines)):
            line = RefundLine(found, index)
            line.changed.connect(self._recount)
            self._column.body.addWidget(line)
            self._lines.append(line)
        self._column.body.addStretch(1)
        if found.sale.tenders:
            self.methods.choose(found.sale.tenders[0].method.value)

    # -- in numbers

    def pieces(self) -> dict[int, int]:
        """Return the pieces that come back, by line."""
        return {index: line.pieces() for index, line in enumerate(self._lines) if line.pieces()}

    def method(self) -> Method:
        """Return how it is paid out."""
        return Method(self.methods.choice())

    def _recount(self) -> None:
        amount, below = 0, ""
        if self._found is not None and self.pieces():
            with self._place.feedback.guard(self):
                to_refund = work_out(self._place.desk(), self._found, self.pieces(), self.method())
                amount = to_refund.total
                if to_refund.rounding:
                    below = tr("dibulatkan {amount}").format(amount=format_rupiah(to_refund.rounding))
        self.total.show_amount(amount, below)
        for action in self.actions():  # the primary one; its button follows
            action.setEnabled(bool(self.pieces()))

    # -- and done

    def _refund(self) -> None:
        self.banner.clear()
        if not self.reason.text().strip():
            self.banner.say(tr("Tulis alasan pengembaliannya."), tone="attention")
            self.reason.setFocus()
            return
        with_approval(self._place, self, self._post)

    def _post(self, approval: Approval | None) -> None:
        found = self._found
        if found is None:
            raise RuleBroken("refund.unknown", tr("Cari struknya lebih dulu."))
        done: Done[Posted] = refund_sale(
            self._place.desk(),
            id=self._id,
            sale=found.posted.number,
            pieces=self.pieces(),
            method=self.method(),
            reason=self.reason.text(),
            approval=approval,
        )
        self._place.announce(done, self)
        self.refunded.emit(done.value)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches while the receipt is typed, and does nothing anywhere else."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.code.hasFocus():
            self._find()
            event.accept()
        else:
            super().keyPressEvent(event)
