"""What the differences of a count come to: four cards, or one line where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.widgets.card import TotalCard
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.stok.review_rows import Row


class Totals(QWidget):
    """Pieces missing and too many with their worth, pieces without a bearer, and what the gallery pays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.short, self.over = TotalCard(tr("Kurang")), TotalCard(tr("Lebih"))
        self.open, self.owed = TotalCard(tr("Belum dibebankan")), TotalCard(tr("Galeri mengganti"))
        self._line = ElidedLabel("")
        self._cards = QWidget()
        row = QHBoxLayout(self._cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for card in (self.short, self.over, self.open, self.owed):
            card.body.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
            card.body.setSpacing(0)
            row.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._cards)
        layout.addWidget(self._line)
        self._line.hide()

    def set_low(self, *, low: bool) -> None:
        """Show one line instead of the cards."""
        self._cards.setVisible(not low)
        self._line.setVisible(low)

    def show_rows(self, rows: Sequence[Row], waiting: int) -> None:
        """Show what these differences come to; ``waiting`` pieces have no bearer yet."""
        for card, sign, words in ((self.short, -1, tr("Kurang")), (self.over, 1, tr("Lebih"))):
            mine = [row for row in rows if row.difference * sign > 0]
            value = sum(abs(row.variance.value) for row in mine)
            card.caption.setText(f"{words} · {format_rupiah(value)}" if value else words)
            card.show_amount(_pieces(sum(abs(row.difference) for row in mine)))
        self.open.show_amount(_pieces(waiting))
        self.owed.show_amount(format_rupiah(sum(row.owed for row in rows)))
        cards = (self.short, self.over, self.open, self.owed)
        self._line.setText("  ·  ".join(f"{card.caption.text()}: {card.amount.text()}" for card in cards))


def _pieces(count: int) -> str:
    return tr("{count} barang").format(count=format_count(count))
