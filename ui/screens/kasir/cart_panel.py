"""The right half of the counter: who buys, what is on the cart, what it costs, and the one button that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScroller, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gallery_pos.documents import Buyer
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.tokens import GRID
from ui.screens.kasir.cart_list import CartList, Touch
from ui.screens.kasir.till import Till
from ui.widgets.buttons import ActionButton, Button
from ui.widgets.empty import EmptyState
from ui.widgets.text import RIGHT, Label
from ui.widgets.total import BigTotal

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_FLASH_MS = 200

BUYERS = {
    Buyer.GENERAL: tr_noop("Umum"),
    Buyer.CIVIL_SERVANT: tr_noop("ASN/OPD"),
    Buyer.COMPANY: tr_noop("Perusahaan"),
}
"""How kinds of buyers are called."""


class SumLine(QWidget):
    """A word at the left and an amount at the right, hidden where there is nothing to say."""

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = Label(caption, "soft")
        self.amount = Label("", align=RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.caption, 1)
        row.addWidget(self.amount)

    def show_amount(self, amount: int) -> None:
        """Show an amount, or nothing for 0."""
        self.amount.setText(format_rupiah(amount))
        self.setVisible(amount != 0)


class CartPanel(QFrame):
    """Shows a till's cart and passes on what is tapped.

    Signals:
        buyer_asked(): the button of the buyer.
        line_touched(Touch): a button of the chosen line.
        last_asked(): the line about the sale before.
    """

    buyer_asked = Signal()
    line_touched = Signal(object)
    last_asked = Signal()

    def __init__(self, till: Till, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._till = till
        self.list = CartList()
        self.list.chosen.connect(till.choose)
        self.list.button_touched.connect(self._on_button)
        QScroller.grabGesture(self.list.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash.timeout.connect(self._end_flash)
        self._empty = EmptyState(
            tr("Keranjang kosong"), tr("Pindai barang pertama, atau tekan gambarnya di sebelah kiri.")
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.list)
        self._primary = QStackedWidget()
        self._primary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, ActionButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(_line())
        layout.addWidget(self._stack, 1)
        layout.addWidget(_line())
        layout.addLayout(self._foot())
        till.changed.connect(self.refresh)
        till.touched.connect(self._on_touched)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        self._count = Label("", "heading")
        self._buyer = Button(tr(BUYERS[Buyer.GENERAL]), self.buyer_asked.emit, kind="quiet", size="small")
        self._buyer.set_icon("user")
        self._buyer.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.addWidget(self._count, 1)
        row.addWidget(self._buyer)
        return row

    def _foot(self) -> QVBoxLayout:
        self._discounts = SumLine(tr("Potongan belanja"))
        self._tax = SumLine(tr("PPN"))
        self.total = BigTotal(tr("Total"))
        self._last = Button("", self.last_asked.emit, kind="quiet", size="small", icon_name="receipt")
        self._last.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._last.hide()
        column = QVBoxLayout()
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(4)
        for widget in (self._last, self._discounts, self._tax, self.total):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self._primary)
        return column

    def add_primary(self, name: str, action: QAction) -> None:
        """Give the one big button another face, by name."""
        button = ActionButton(action, kind="primary", size="large")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[name] = button
        self._primary.addWidget(button)

    def show_primary(self, name: str) -> None:
        """Show that face."""
        self._primary.setCurrentWidget(self._buttons[name])

    def set_locked(self, locked: bool) -> None:
        """Let nobody change the cart while it is being paid."""
        self.list.setEnabled(not locked)
        self._buyer.setEnabled(not locked)

    def show_last(self, words: str) -> None:
        """Tell of the sale before, until the next begins; "" for none."""
        self._last.setText(words)
        self._last.setVisible(bool(words))

    def refresh(self) -> None:
        """Show the till's cart as it is now."""
        till, cart = self._till, self._till.cart
        self.list.show_lines(cart.lines, till.marks(), till.chosen)
        self._stack.setCurrentWidget(self.list if cart.lines else self._empty)
        count = format_count(len(cart.lines))
        self._count.setText(tr("Keranjang ({count} baris)").format(count=count) if cart.lines else tr("Keranjang"))
        self._buyer.setText(cart.buyer_name or tr(BUYERS[cart.buyer]))
        self._discounts.show_amount(-cart.discount)
        self._tax.show_amount(till.tax())
        below = tr("{pieces} barang dari {makers} perajin").format(
            pieces=format_count(cart.pieces), makers=format_count(cart.makers)
        )
        self.total.show_amount(till.total(), below if cart.lines else "")
        if cart.lines:
            self.show_last("")

    def _on_touched(self, row: int) -> None:
        self.list.flash(row)
        self._flash.start()

    def _end_flash(self) -> None:
        self.list.flash(-1)

    def _on_button(self, row: int, touch: Touch) -> None:
        self._till.choose(row)
        self.line_touched.emit(touch)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("surface", "rule")
    line.setFixedHeight(1)
    return line
