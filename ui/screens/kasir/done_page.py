"""What just happened: the number, the change in the largest type, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.screens.kasir.pay_page import METHODS
from ui.widgets.banner import Banner, IconLabel
from ui.widgets.buttons import ActionButton
from ui.widgets.card import Card
from ui.widgets.text import Label
from ui.widgets.total import BigTotal

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from gallery_pos.documents import SaleCompleted
    from gallery_pos.ports import Posted


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale that stands in the journal."""

    posted: Posted
    sale: SaleCompleted

    @property
    def short(self) -> str:
        """A few words about it."""
        total = format_rupiah(self.sale.total)
        if self.sale.change:
            return tr("Terakhir {total}, kembali {change}").format(total=total, change=format_rupiah(self.sale.change))
        return tr("Terakhir {total}").format(total=total)


class DonePage(QWidget):
    """The page after a sale. Whatever is scanned or typed next begins the next cart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.sold: Sold | None = None
        self._title = Label("", "title")
        self._number = Label("", "soft", wrap=True)
        self.change = BigTotal(tr("Kembalian"))
        self._paid = Label("", "soft", wrap=True)
        self._printed = Label("", "body", wrap=True)
        self._next = Label(tr("Pindai barang berikutnya untuk memulai keranjang baru."), "soft", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        head = QHBoxLayout()
        head.setSpacing(GRID + 4)
        head.addWidget(IconLabel("check-circle", "ok", 36))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._number)
        head.addLayout(words, 1)
        card = Card()
        card.body.addLayout(head)
        card.add(self.change, 1)
        for label in (self._paid, self._printed):
            card.add(label)
        card.body.addLayout(self._buttons)
        card.add(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(card, 1)

    def add_action(self, action: QAction) -> None:
        """Add a button for something that can be done about the sale."""
        button = ActionButton(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons.addWidget(button, 1)

    def show_sold(self, sold: Sold) -> None:
        """Show a sale."""
        self.sold = sold
        sale = sold.sale
        self.banner.clear()
        self._title.setText(tr("Lunas"))
        self._number.setText(tr("Penjualan {number} sudah tersimpan").format(number=sold.posted.number))
        if sale.change:
            self.change.show_amount(sale.change, caption=tr("Kembalian"))
        else:
            self.change.show_amount(sale.total, caption=tr("Dibayar pas, tanpa kembalian"))
        parts = [f"{tr(METHODS[each.method])} {format_rupiah(each.amount)}" for each in sale.tenders]
        self._paid.setText(
            tr("Total {total}, dibayar {paid}").format(
                total=format_rupiah(sale.total), paid=" + ".join(parts) or format_rupiah(0)
            )
        )
        self.say_printed("")

    def say_printed(self, words: str) -> None:
        """Tell how the receipt is doing."""
        self._printed.setText(words)
        self._printed.setVisible(bool(words))
