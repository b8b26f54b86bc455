"""Giving a count up: nothing of it counts, and the reason stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gallery_pos.documents import new_id
from gallery_pos.language import tr
from gallery_pos.services.counting import cancel_stocktake
from ui.app.approval import with_approval
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.services.access import Approval
    from gallery_pos.services.counting import Session
    from ui.workplace import Workplace


class CancelDialog(Dialog):
    """Asks for the reason and gives the count up.

    Signals:
        cancelled(str): it is given up, under this number.
    """

    cancelled = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget, count: Session) -> None:
        super().__init__(tr("Batalkan stok opname {number}?").format(number=count.number), parent.window())
        self.setMinimumWidth(560)
        self._place = place
        self._count = count
        self._id = new_id()
        words = tr("Hitungan {scope} tidak dipakai dan stok tidak berubah.")
        if count.parts:
            words = tr("Hitungan {scope} tidak dipakai, juga bagian yang sudah diserahkan; stok tidak berubah.")
        self.body.addWidget(Label(words.format(scope=count.started.scope), wrap=True))
        self.reason = QLineEdit()
        self.form = Form()
        self.form.add("reason", tr("Alasan"), self.reason, required=True)
        self.body.addWidget(self.form)
        self.add_cancel(tr("Kembali"))
        self.add_primary(tr("Batalkan opname"), self._give_up, kind="danger")
        self.reason.setFocus()

    def _give_up(self) -> None:
        if not self.form.check():
            return

        def act(approval: Approval | None) -> None:
            done = cancel_stocktake(
                self._place.desk(),
                stocktake=self._count.started.id,
                reason=self.reason.text().strip(),
                approval=approval,
                id=self._id,
            )
            self._place.announce(done)
            self.accept()
            self.cancelled.emit(done.value.number)

        with_approval(self._place, self, act)
