"""Fields of an agreement: shares by price, days of grace, the least that is paid out, fees, clauses of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gallery_pos.language import tr, tr_noop
from gallery_pos.services.consignors import MOST_DISPUTE_DAYS
from gallery_pos.terms import Bearer, Tier
from ui.app.tokens import GRID
from ui.widgets.edits import NumberBox, RupiahEdit
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from gallery_pos.documents import AgreementRevised

TIERS = 3
_MOST_GRACE = 365
_QRIS = {
    Bearer.GALLERY: tr_noop("galeri yang menanggung"),
    Bearer.SHARED: tr_noop("masing-masing setengah"),
    Bearer.CONSIGNOR: tr_noop("penitip yang menanggung"),
}


class TierFields(QWidget):
    """Up to three tiers, a line each: from which price on, which share.

    Signals:
        edited(): something is typed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = [(RupiahEdit(), PercentEdit()) for _ in range(TIERS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for index, (price, share) in enumerate(self.rows, start=1):
            price.setAccessibleName(tr("Tingkat {index}: mulai harga").format(index=index))
            share.setAccessibleName(tr("Tingkat {index}: bagian galeri").format(index=index))
            price.setPlaceholderText(tr("mulai harga"))
            share.setPlaceholderText(tr("bagian galeri"))
            line = QHBoxLayout()
            line.setSpacing(GRID)
            line.addWidget(price, 2)
            line.addWidget(share, 1)
            column.addLayout(line)
            for field in (price, share):
                field.value_changed.connect(self._on_edited)
        self._show_next()

    def show_tiers(self, tiers: tuple[Tier, ...]) -> None:
        """Show an agreement's tiers."""
        for index, (price, share) in enumerate(self.rows):
            tier = tiers[index] if index < len(tiers) else None
            price.set_value(tier.from_price if tier else None)
            share.set_value(tier.commission_bp if tier else None)
        self._show_next()

    def _on_edited(self) -> None:
        self._show_next()
        self.edited.emit()

    def _show_next(self) -> None:
        """Show the lines that are used and one more."""
        used = [index for index, row in enumerate(self.rows) if any(field.text() for field in row)]
        for index, row in enumerate(self.rows):
            for field in row:
                field.setVisible(index <= max(used, default=-1) + 1)

    def tiers(self) -> tuple[Tier, ...]:
        """Return the lines that are whole, by price."""
        found = [(price.value(), share.value()) for price, share in self.rows]
        made = [Tier(from_price=price, commission_bp=share) for price, share in found if price and share is not None]
        return tuple(sorted(made, key=lambda tier: tier.from_price))

    def problem(self) -> str:
        """Return what is wrong with the lines, or ""."""
        for price, share in self.rows:
            if problem := price.problem() or share.problem():
                return problem
            if (price.value() is None) != (share.value() is None):
                return tr("isi harga dan bagian galerinya")
        prices = [tier.from_price for tier in self.tiers()]
        return tr("ada harga yang tertulis dua kali") if len(set(prices)) != len(prices) else ""


class MoreFields(QWidget):
    """Days of grace, the least that is paid out, the days for questions, fees on what is sold, and clauses.

    Signals:
        edited(): something is typed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grace = NumberBox(0, _MOST_GRACE, tr("hari"))
        self.minimum = RupiahEdit()
        self.dispute = NumberBox(0, MOST_DISPUTE_DAYS, tr("hari"))
        self.item_fee = RupiahEdit()
        self.qris = QComboBox()
        for bearer, words in _QRIS.items():
            self.qris.addItem(tr(words), bearer.value)
        self.clauses = QPlainTextEdit()
        self.clauses.setPlaceholderText(tr("Satu syarat tambahan per baris; tercetak di perjanjiannya."))
        self.clauses.setTabChangesFocus(True)
        self.clauses.setFixedHeight(84)
        self.grace.valueChanged.connect(self.edited)
        self.minimum.value_changed.connect(self.edited)
        self.item_fee.value_changed.connect(self.edited)
        self.qris.activated.connect(self.edited)
        self.dispute.valueChanged.connect(self.edited)
        self.clauses.textChanged.connect(self.edited)

    def show_agreement(self, agreement: AgreementRevised) -> None:
        """Show an agreement; nobody is told."""
        self.blockSignals(True)
        self.grace.setValue(agreement.grace_days)
        self.minimum.set_value(agreement.minimum_payout or None)
        self.dispute.setValue(agreement.dispute_days)
        self.item_fee.set_value(agreement.item_fee or None)
        self.qris.setCurrentIndex(self.qris.findData(agreement.qris_bearer.value))
        self.clauses.setPlainText("\n".join(agreement.clauses))
        self.blockSignals(False)

    def changes(self) -> dict[str, Any]:
        """Return what is typed, by the fields of an agreement."""
        return {
            "grace_days": self.grace.value(),
            "clauses": self.written(),
            "minimum_payout": self.minimum.value() or 0,
            "dispute_days": self.dispute.value(),
            "item_fee": self.item_fee.value() or 0,
            "qris_bearer": Bearer(str(self.qris.currentData())),
        }

    def written(self) -> tuple[str, ...]:
        """Return the clauses, one a line."""
        return tuple(line.strip() for line in self.clauses.toPlainText().splitlines() if line.strip())
