"""The small questions of the counter. None of them posts; a scan while one is open still goes onto the cart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QWidget

from gallery_pos.cart import MOST_PIECES
from gallery_pos.documents import Buyer
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr
from gallery_pos.money import share
from gallery_pos.reading import Unreadable, read_amount, read_percent
from ui.app.tokens import GRID
from ui.screens.kasir.cart_panel import BUYERS
from ui.widgets.buttons import Button, Segments
from ui.widgets.dialog import Dialog
from ui.widgets.edits import ParsedEdit, QuantityEdit, RupiahEdit
from ui.widgets.text import RIGHT, Label

if TYPE_CHECKING:
    from gallery_pos.cart import Cart, CartLine

Scan = Callable[[str], bool]

_PERCENTS: Final = (500, 1_000, 1_500, 2_000)
"""Quick discounts, in basis points."""


class AskDialog(Dialog):
    """A heading, a sentence, fields, Batal and one button, on F12 as everywhere.

    Nothing is posted here, so Enter in a field means that button, as people who type a number expect.

    Signals:
        answered(): a person said yes; read the dialog's answer.
    """

    answered = Signal()

    def __init__(self, title: str, sentence: str, yes: str, scan: Scan, parent: QWidget) -> None:
        """``scan`` takes what a scanner reads while the dialog is open."""
        super().__init__(title, parent, hint=sentence)
        self.setMinimumWidth(480)
        self.on_scan = scan
        self.body.setSpacing(GRID)
        self.add_cancel()
        self.add_primary(yes, self._answer)

    def problem(self) -> str:
        """Return why the answer cannot be taken, or ""."""
        return ""

    def _answer(self) -> None:
        if problem := self.problem():
            self.banner.say(problem, tone="attention", closable=False)
            return
        self.answered.emit()
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(self.focusWidget())
        else:
            super().keyPressEvent(event)

    def _on_enter(self, focus: QWidget | None) -> None:
        """Enter in a field answers; on a button it means that button."""
        if isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self._answer()


class QuantityDialog(AskDialog):
    """F3: how many pieces; 0 takes the line out."""

    def __init__(self, line: CartLine, scan: Scan, parent: QWidget) -> None:
        super().__init__(tr("Jumlah"), line.name, tr("Ubah jumlah"), scan, parent)
        self.field = QuantityEdit(line.quantity, least=0, most=MOST_PIECES)
        self.field.setProperty("scale", "large")
        self.field.setMaximumWidth(16_777_215)
        self.field.setAccessibleName(tr("Jumlah"))
        self.body.addWidget(self.field)
        self.body.addWidget(Label(tr("Isi 0 untuk membuang barisnya."), "small"))
        self.field.setFocus()

    def quantity(self) -> int:
        """Return the answer."""
        return self.field.value() or 0

    def problem(self) -> str:
        return self.field.problem() or ("" if self.field.text().strip() else tr("Isi jumlahnya."))


class DiscountDialog(AskDialog):
    """F4: a discount on the chosen line or on the whole cart, in rupiah or percent, shown in numbers before it counts."""

    def __init__(self, cart: Cart, line: CartLine | None, scan: Scan, parent: QWidget) -> None:
        super().__init__(tr("Potongan"), "", tr("Beri potongan"), scan, parent)
        self._cart = cart
        self._line = line
        choices = [("cart", tr("Seluruh keranjang"))]
        if line is not None:
            choices.insert(0, ("line", tr("Baris ini")))
        self.where = Segments(choices)
        self.where.chosen.connect(self._restart)
        self.field: ParsedEdit[int] = ParsedEdit(self._rupiah, format_rupiah)
        self.field.setProperty("scale", "large")
        self.field.setAlignment(RIGHT)
        self.field.setPlaceholderText(tr("5000 atau 10%"))
        self.field.setAccessibleName(tr("Potongan"))
        self.field.textChanged.connect(self._show)
        self._told = Label("", "amount", align=RIGHT)
        self._name = Label("", "strong", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.where)
        row.addStretch(1)
        if line is not None:
            row.addWidget(Label("F4", "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        again = QShortcut(QKeySequence("F4"), self)
        again.activated.connect(self._other_place)
        quick = QHBoxLayout()
        quick.setSpacing(GRID)
        for percent in _PERCENTS:
            quick.addWidget(Button(format_percent(percent), partial(self._take_percent, percent)))
        self.body.addLayout(row)
        self.body.addWidget(self._name)
        self.body.addWidget(self.field)
        self.body.addLayout(quick)
        self.body.addWidget(self._told)
        rule = tr("Potongan lebih dari 20 % memerlukan persetujuan saat membayar.")
        self.body.addWidget(Label(rule, "small", wrap=True))
        self._restart()

    def for_line(self) -> bool:
        """Tell whether the discount is for the line."""
        return self.where.choice() == "line"

    def discount(self) -> int:
        """Return the discount in rupiah."""
        return self.field.value() or 0

    def _base(self) -> int:
        if self.for_line() and self._line is not None:
            return self._line.net + self._line.discount
        return self._cart.net + self._cart.discount

    def _rupiah(self, text: str) -> int:
        """Read an amount, or a share of what the discount is on."""
        amount = share(self._base(), read_percent(text)) if "%" in text else read_amount(text)
        if not 0 <= amount <= self._base():
            raise Unreadable(tr("Potongan paling banyak {most}.").format(most=format_rupiah(self._base())))
        return amount

    def _restart(self) -> None:
        line = self._line if self.for_line() else None
        self._name.setText(line.name if line is not None else tr("Seluruh keranjang"))
        before = line.discount if line is not None else self._cart.discount
        self.field.set_value(before or None)
        self.field.setFocus()
        self._show()

    def _other_place(self) -> None:
        if self._line is not None:
            self.where.choose("cart" if self.for_line() else "line")
            self._restart()

    def _take_percent(self, percent: int) -> None:
        self.field.set_value(share(self._base(), percent))
        self.field.setFocus()
        self._show()

    def problem(self) -> str:
        return self.field.problem()

    def _show(self) -> None:
        self.banner.clear()
        base, discount = self._base(), self.discount()
        self._told.setText(f"{format_rupiah(base)} − {format_rupiah(discount)} = {format_rupiah(base - discount)}")


class PriceDialog(AskDialog):
    """F5: another price than the label's; it stays on the receipt and in the books what the label said."""

    def __init__(self, line: CartLine, scan: Scan, parent: QWidget, *, allowed: bool) -> None:
        sentence = tr("{name}, harga label {price}").format(name=line.name, price=format_rupiah(line.list_price))
        super().__init__(tr("Harga satuan"), sentence, tr("Ubah harga"), scan, parent)
        self.field = RupiahEdit(line.unit_price)
        self.field.setProperty("scale", "large")
        self.field.setAccessibleName(tr("Harga satuan"))
        self.body.addWidget(self.field)
        if not allowed:
            self.body.addWidget(
                Label(tr("Harga baru memerlukan persetujuan atasan saat membayar."), "small", wrap=True)
            )
        self.field.setFocus()

    def price(self) -> int:
        """Return the answer in rupiah."""
        return self.field.value() or 0

    def problem(self) -> str:
        return self.field.problem() or ("" if self.field.text().strip() else tr("Isi harganya."))


class HoldDialog(AskDialog):
    """F6: put the cart aside, under a name where that helps."""

    def __init__(self, cart: Cart, scan: Scan, parent: QWidget) -> None:
        sentence = tr("{pieces} barang, {total}. Keranjang tetap tersimpan walaupun komputer dimatikan.").format(
            pieces=cart.pieces, total=format_rupiah(cart.net)
        )
        super().__init__(tr("Tahan keranjang"), sentence, tr("Tahan"), scan, parent)
        self.field = QLineEdit(cart.buyer_name)
        self.field.setMaxLength(40)
        self.field.setPlaceholderText(tr("Nama pembeli atau tanda lain (boleh kosong)"))
        self.field.setAccessibleName(tr("Nama"))
        self.body.addWidget(self.field)
        self.field.setFocus()

    def label(self) -> str:
        """Return the name."""
        return self.field.text().strip()


class BuyerDialog(AskDialog):
    """F10: who buys. The month's report counts what civil servants, offices and companies buy from makers."""

    def __init__(self, buyer: Buyer, name: str, scan: Scan, parent: QWidget) -> None:
        super().__init__(tr("Pembeli"), "", tr("Simpan"), scan, parent)
        self.kind = Segments([(each.value, tr(words)) for each, words in BUYERS.items()])
        self.kind.choose(buyer.value)
        self.field = QLineEdit(name)
        self.field.setMaxLength(60)
        self.field.setPlaceholderText(tr("Nama, dinas, atau perusahaan (boleh kosong)"))
        self.field.setAccessibleName(tr("Nama pembeli"))
        self.body.addWidget(self.kind)
        self.body.addWidget(self.field)
        self.field.setFocus()

    def buyer(self) -> Buyer:
        """Return the kind of buyer."""
        return Buyer(self.kind.choice())

    def name(self) -> str:
        """Return the name."""
        return self.field.text().strip()


class DrawerDialog(AskDialog):
    """F9: open the drawer without a sale. It is written down, so Enter alone does not do it."""

    def __init__(self, scan: Scan, parent: QWidget) -> None:
        sentence = tr("Pembukaan laci dicatat dengan alasannya dan dihitung pada slip tutup sif.")
        super().__init__(tr("Buka laci"), sentence, tr("Catat dan buka laci"), scan, parent)
        self.field = QLineEdit()
        self.field.setMaxLength(120)
        self.field.setPlaceholderText(tr("Alasan, misalnya: tukar uang receh"))
        self.field.setAccessibleName(tr("Alasan"))
        self.body.addWidget(self.field)
        self.field.setFocus()

    def reason(self) -> str:
        """Return the reason."""
        return self.field.text().strip()

    def problem(self) -> str:
        return "" if self.reason() else tr("Tulis alasannya dengan singkat.")

    def _on_enter(self, focus: QWidget | None) -> None:
        """Do nothing: what is written down takes a click or the space bar on the button."""
