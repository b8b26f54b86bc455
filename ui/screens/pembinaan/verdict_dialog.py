"""The verdict on one candidate: what the points say, or another one with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from gallery_pos.documents import Verdict
from gallery_pos.language import tr
from gallery_pos.services.curation import decide_candidate, usual_reason
from ui.papers.entry import points_words, verdict_words
from ui.screens.pembinaan.result_table import suggestion
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.curation import Candidate, RoundSheet
    from ui.workplace import Workplace

_LETTERS = 500


class VerdictDialog(Dialog):
    """Suggests the verdict of the points.

    Signals:
        decided(): it is in the books.
    """

    decided = Signal()

    def __init__(self, place: Workplace, parent: QWidget, sheet: RoundSheet, row: Candidate) -> None:
        usual = suggestion(sheet, row) or Verdict.REVISE
        hint = tr("Nilai {score}, lulus mulai {mark}. Saran: {verdict}.").format(
            score=points_words(row.mean), mark=sheet.round.pass_score, verdict=verdict_words(usual).lower()
        )
        super().__init__(row.name, parent.window(), hint=hint)
        self.setMinimumWidth(580)
        self._place, self._round, self._product, self._usual = place, sheet.round.code, row.product, usual
        self.verdict = Segments([(each.value, verdict_words(each.value)) for each in Verdict])
        self.verdict.choose(usual.value)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LETTERS)
        if usual is not Verdict.PASS:
            self.reason.setText(usual_reason(sheet.round, row.mean or 0))
        self.form = Form()
        self.form.add("verdict", tr("Keputusan"), self.verdict)
        self.form.add(
            "reason",
            tr("Alasan"),
            self.reason,
            check=self._reason_problem,
            hint=tr("Wajib bila tidak lulus, atau lain dari saran. Tercetak di berita acara."),
        )
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Putuskan"), self._save)
        self.reason.setFocus()

    def _reason_problem(self) -> str:
        said = Verdict(self.verdict.choice())
        needed = said is not Verdict.PASS or said is not self._usual
        return tr("harus diisi") if needed and not self.reason.text().strip() else ""

    def _save(self) -> None:
        self.banner.clear()
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            done = decide_candidate(
                self._place.desk(),
                round_code=self._round,
                product=self._product,
                verdict=Verdict(self.verdict.choice()),
                reason=self.reason.text(),
            )
            self._place.announce(done, self)
            self.accept()
            self.decided.emit()
