"""The next step of one product or several, with the reason that will be told to whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from gallery_pos.documents import EntryState
from gallery_pos.language import tr
from gallery_pos.services.entry import decide_together
from gallery_pos.services.legality import assess_all
from ui.papers.entry import state_words
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.entry import QueueRow
    from ui.workplace import Workplace

_NEEDS_REASON = frozenset({EntryState.WITHDRAWN, EntryState.REFERRED, EntryState.READY})
"""Ready by hand, past the panel, is told with its reason like a refusal."""
_MOST_NAMED = 8
_MOST_LETTERS = 500


class StepDialog(Dialog):
    """Asks for the reason, then writes the step for all of them or none.

    Signals:
        decided(list): the rows that took the step.
    """

    decided = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, rows: list[QueueRow], state: EntryState) -> None:
        super().__init__(state_words(state.value), parent.window(), hint=_HINTS[state]())
        self.setMinimumWidth(560)
        self._place, self._rows, self._state = place, rows, state
        named = "\n".join(f"{row.name} · {row.business_name}" for row in rows[:_MOST_NAMED])
        more = len(rows) - _MOST_NAMED
        if more > 0:
            named += "\n" + tr("dan {count} lagi").format(count=more)
        self.body.addWidget(Label(named, wrap=True))
        self.reason = QLineEdit()
        self.reason.setMaxLength(_MOST_LETTERS)
        self.form = Form()
        required = state in _NEEDS_REASON
        self.form.add("reason", tr("Alasan"), self.reason, required=required, hint=tr("Tercetak di daftar antrean."))
        self.body.addWidget(self.form)
        if state is EntryState.REFERRED:
            self.reason.setText(self._lacking())
        self.add_cancel()
        self.add_primary(_BUTTONS[state](), self._save)
        self.reason.setFocus()

    def _lacking(self) -> str:
        """Return what the papers say that is missing; the person may say it better."""
        book, today = self._place.gallery.book, self._place.desk().today()
        goods = book.products([row.product for row in self._rows])
        found = {each.reasons for each in assess_all(book, goods, today).values() if each.stopping}
        return "; ".join(sorted(found))[:_MOST_LETTERS]

    def _save(self) -> None:
        self.banner.clear()
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            done = decide_together(
                self._place.desk(),
                products=[row.product for row in self._rows],
                state=self._state,
                reason=self.reason.text(),
            )
            self._place.announce(done, self)
            self.accept()
            self.decided.emit(self._rows)


_HINTS: Mapping[EntryState, Callable[[], str]] = {
    EntryState.APPLIED: str,
    EntryState.CHECKING: lambda: tr("Dokumennya sekarang diperiksa."),
    EntryState.REFERRED: lambda: tr("Penitip dibantu bagian legalitas; surat rujukannya langsung dibuat."),
    EntryState.CURATION: lambda: tr("Dokumennya lengkap; menunggu putaran kurasi."),
    EntryState.READY: lambda: tr("Barangnya boleh diterima di layar Titipan."),
    EntryState.DISPLAYED: lambda: tr("Barangnya sudah ada di rak."),
    EntryState.WITHDRAWN: lambda: tr("Keluar dari antrean; bisa diajukan lagi kapan saja."),
}
_BUTTONS: Mapping[EntryState, Callable[[], str]] = {
    EntryState.APPLIED: lambda: tr("Simpan"),
    EntryState.CHECKING: lambda: tr("Mulai cek"),
    EntryState.REFERRED: lambda: tr("Rujuk dan cetak"),
    EntryState.CURATION: lambda: tr("Ke kurasi"),
    EntryState.READY: lambda: tr("Siap pajang"),
    EntryState.DISPLAYED: lambda: tr("Sudah dipajang"),
    EntryState.WITHDRAWN: lambda: tr("Tarik"),
}
