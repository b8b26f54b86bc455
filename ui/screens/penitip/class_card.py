"""Class of business: the amounts that make it, the class that counts, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gallery_pos.documents import SizeClass
from gallery_pos.language import tr
from gallery_pos.size_class import contradiction, judge
from ui.app.names import SIZES, choices
from ui.app.theme import set_look
from ui.widgets.card import Card
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import ConsignorRevised
    from gallery_pos.size_class import Judged


class ClassCard(Card):
    """A class that nobody chose otherwise follows the amounts; one that contradicts them is told, not refused.

    Signals:
        edited(): something is typed or chosen.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Kelas usaha"), tr("Menurut PP 7/2021, dari penjualan setahun; kalau belum ada, dari modal.")
        )
        self.yearly_sales, self.capital = RupiahEdit(), RupiahEdit()
        self.size_class = QComboBox()
        self.size_class.addItem(tr("belum diketahui"), None)
        for value, words in choices(SIZES):
            self.size_class.addItem(words, value)
        self.form = Form(stacked=True)
        self.form.add("yearly_sales", tr("Penjualan setahun"), self.yearly_sales)
        self.form.add("capital", tr("Modal usaha"), self.capital, hint=tr("Tanpa tanah dan bangunan tempat usaha."))
        self.form.add("size", tr("Kelas yang berlaku"), self.size_class)
        self.reason = Label("", "soft", wrap=True)
        self.add(self.form)
        self.add(self.reason)
        self._judged: Judged | None = None
        for field in (self.yearly_sales, self.capital):
            field.value_changed.connect(self._on_amount)
        self.size_class.activated.connect(self._on_chosen)
        if parent is not None:
            self.setParent(parent)

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show what is known of a consignor's business; nobody is told."""
        self.yearly_sales.set_value(maker.yearly_sales)
        self.capital.set_value(maker.capital)
        self._choose(maker.size_class)
        self._judged = self._judge()
        self._say()

    def set_read_only(self) -> None:
        """Show it only."""
        for field in (self.yearly_sales, self.capital):
            field.setReadOnly(True)
        self.size_class.setEnabled(False)

    def values(self) -> dict[str, Any]:
        """Return the fields of ConsignorRevised as they are typed."""
        return {
            "yearly_sales": self.yearly_sales.value(),
            "capital": self.capital.value(),
            "size_class": self._chosen(),
        }

    def _chosen(self) -> SizeClass | None:
        size = self.size_class.currentData()
        return SizeClass(size) if size else None

    def _choose(self, size: SizeClass | None) -> None:
        self.size_class.setCurrentIndex(max(self.size_class.findData(size.value if size else None), 0))

    def _judge(self) -> Judged | None:
        return judge(capital=self.capital.value(), yearly_sales=self.yearly_sales.value())

    def _on_amount(self) -> None:
        before, self._judged = self._judged, self._judge()
        followed = self._chosen() is (before.size_class if before else None)
        if self._judged is not None and (followed or self._chosen() is None):
            self._choose(self._judged.size_class)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        wrong = contradiction(self._chosen(), self._judged)
        said = wrong or (self._judged.reason() if self._judged else tr("Isi salah satu jumlahnya; kelasnya menyusul."))
        self.reason.setText(said)
        set_look(self.reason, role="warning" if wrong else "soft")
