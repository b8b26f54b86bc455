"""The books follow the bank, with a reason; and a match that was wrong is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from gallery_pos.documents import DifferenceReason
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.matching import LARGE_DIFFERENCE, REASONS, post_difference, undo_match
from ui.app.approval import with_approval
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form, titled
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from db.queries.matching import LineRow
    from gallery_pos.documents import Holding
    from gallery_pos.matching import LineKey
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace


class DifferenceDialog(Dialog):
    """Asks why the bank and the books differ by ``amount``. ``done`` gets what was written."""

    def __init__(
        self,
        place: Workplace,
        parent: QWidget,
        *,
        account: Holding,
        amount: int,
        about: str,
        done: Callable[[Posted], object],
        line: LineKey | None = None,
        document: UUID | None = None,
        reason: DifferenceReason = DifferenceReason.UNEXPLAINED,
    ) -> None:
        super().__init__(
            tr("Catat selisih"),
            parent.window(),
            hint=tr("Buku mengikuti bank. Mulai {limit} perlu persetujuan atasan.").format(
                limit=format_rupiah(LARGE_DIFFERENCE)
            ),
        )
        self.setMinimumWidth(560)
        self._place, self._done = place, done
        self._account, self._line, self._document = account, line, document
        self.reason = QComboBox()
        self.reason.setAccessibleName(tr("Sebab"))
        for each, words in REASONS.items():
            self.reason.addItem(tr(words), each)
        self.reason.setCurrentIndex(self.reason.findData(reason))
        self.note = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add("note", tr("Alasan"), self.note, required=True, hint=tr("Apa yang Anda ketahui tentang ini."))
        self.body.addWidget(Label(format_rupiah(amount), "amount"))
        self.body.addWidget(Label(about, "soft", wrap=True))
        self.body.addWidget(titled(tr("Sebab"), self.reason))
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_primary(tr("Catat selisih"), self._post)
        self.note.setFocus()

    def _post(self) -> None:
        if self._form.check():
            with_approval(self._place, self, self._act)

    def _act(self, approval: Approval | None) -> None:
        done = post_difference(
            self._place.desk(),
            account=self._account,
            reason=DifferenceReason(self.reason.currentData()),
            note=self.note.text(),
            line=self._line,
            document=self._document,
            approval=approval,
        )
        self._place.announce(done)
        self.accept()
        self._done(done.value)


class UndoDialog(Dialog):
    """Asks why a match was wrong. ``done`` gets what was written."""

    def __init__(self, place: Workplace, parent: QWidget, row: LineRow, done: Callable[[Posted], object]) -> None:
        super().__init__(
            tr("Lepas pencocokan"),
            parent.window(),
            hint=tr("Mutasi ini menunggu lagi; selisih yang dicatat untuknya ikut dibatalkan."),
        )
        self.setMinimumWidth(520)
        self._place, self._row, self._done = place, row, done
        self.reason = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add("reason", tr("Apa yang terjadi"), self.reason, required=True)
        self.body.addWidget(Label(format_rupiah(row.amount), "amount"))
        self.body.addWidget(Label(f"{row.description or row.reference} = {row.matched_with}", "soft", wrap=True))
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_primary(tr("Lepas"), self._undo, kind="danger")
        self.reason.setFocus()

    def _undo(self) -> None:
        if not self._form.check():
            return
        with self._place.feedback.guard(self):
            done = undo_match(
                self._place.desk(), mutations=self._row.mutations, line=self._row.line, reason=self.reason.text()
            )
            self._place.announce(done)
            self.accept()
            self._done(done.value)
