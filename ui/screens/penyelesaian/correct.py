"""A fee or a correction with its reason, on the maker's next statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from gallery_pos.documents import new_id
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.settlement import adjust, charge_fee
from ui.app.approval import with_approval
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.queries.settlement import OwedRow
    from gallery_pos.desk import Done
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_FEE, _MORE, _LESS = "fee", "more", "less"


class CorrectDialog(Dialog):
    """Charges a fee, or corrects what is owed up or down; ``done`` gets what was written."""

    def __init__(self, place: Workplace, parent: QWidget, row: OwedRow, done: Callable[[Posted], object]) -> None:
        super().__init__(
            tr("Iuran atau koreksi untuk {name}").format(name=row.business_name),
            parent,
            hint=tr("Tercetak di laporan berikutnya, lengkap dengan alasannya."),
        )
        self.setMinimumWidth(520)
        self._place, self._row, self._done, self._id = place, row, done, new_id()
        self.kind = Segments([(_FEE, tr("Iuran")), (_LESS, tr("Koreksi mengurangi")), (_MORE, tr("Koreksi menambah"))])
        self.amount = RupiahEdit()
        self.reason = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add("amount", tr("Jumlah", "uang"), self.amount, required=True)
        self._form.add("reason", tr("Alasan"), self.reason, required=True)
        self.body.addWidget(self.kind)
        self.body.addWidget(self._form)
        self.says = Label("", "strong", wrap=True)
        self.body.addWidget(self.says)
        self.kind.chosen.connect(lambda _key: self._say())
        self.amount.textChanged.connect(lambda _text: self._say())
        self._say()
        self.add_cancel()
        self.add_primary(tr("Catat"), self._write)
        self.amount.setFocus()

    def _signed(self) -> int:
        amount = self.amount.value() or 0
        return amount if self.kind.choice() == _MORE else -amount

    def _say(self) -> None:
        """Say what the balance is, and what it will be."""
        now, then = self._row.balance, self._row.balance + self._signed()
        said = tr("Saldo {before}, menjadi {after}.") if then != now else tr("Saldo {before}.")
        self.says.setText(said.format(before=format_rupiah(now), after=format_rupiah(then)))

    def _write(self) -> None:
        if self._form.check():
            with_approval(self._place, self, self._written)

    def _written(self, approval: Approval | None) -> None:
        done = self._service(approval)
        self._place.announce(done)
        self.accept()
        self._done(done.value)

    def _service(self, approval: Approval | None) -> Done[Posted]:
        desk, amount, reason = self._place.desk(), self.amount.value() or 0, self.reason.text()
        if self.kind.choice() == _FEE:
            return charge_fee(desk, consignor=self._row.consignor, amount=amount, reason=reason, id=self._id)
        return adjust(
            desk, consignor=self._row.consignor, amount=self._signed(), reason=reason, approval=approval, id=self._id
        )
