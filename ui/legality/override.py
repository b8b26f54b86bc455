"""A product is let pass without papers for a while: until when, and a superior's PIN and reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.services.legality import MOST_DAYS, override_gate
from ui.app.approval import with_approval
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.form import Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_USUAL_DAYS = 14


class OverrideDialog(Dialog):
    """Asks until when, then a superior.

    Signals:
        saved(): it stands in the journal.
    """

    saved = Signal()

    def __init__(self, place: Workplace, parent: QWidget, product: str, name: str, reasons: str) -> None:
        super().__init__(tr("Izinkan sementara"), parent.window(), hint=f"{name}: {reasons}")
        self.setMinimumWidth(560)
        self._place, self._product, self._name = place, product, name
        self.until = DateEdit(place.desk().today() + timedelta(_USUAL_DAYS))
        self.form = Form()
        self.form.add(
            "until",
            tr("Sampai tanggal"),
            self.until,
            required=True,
            hint=tr(
                "Paling lama {days} hari. Tercatat di laporan bulan, dengan alasan dan siapa yang mengizinkan."
            ).format(days=MOST_DAYS),
        )
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Izinkan…"), self._save)

    def _save(self) -> None:
        until = self.until.value()
        if not self.form.check() or until is None:
            return

        def act(approval: Approval | None) -> None:
            done = override_gate(self._place.desk(), product=self._product, until=until, approval=approval)
            self._place.announce(done)
            self.saved.emit()
            self.accept()
            words = tr("{name} diizinkan sampai {day}").format(name=self._name, day=format_date(until))
            self._place.feedback.toast(words)

        with_approval(self._place, self, act)
