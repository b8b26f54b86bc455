"""A gallery or a corner: its name and code, where it is, and whether somebody attends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit

from gallery_pos.documents import OutletKind
from gallery_pos.language import tr
from gallery_pos.services.outlets import LAST_DAY, revise_outlet
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.documents import OutletRevised
    from ui.workplace import Workplace

_NOT_IN_CODES = re.compile(r"[^A-Z0-9]+")
_LONGEST_CODE = 20
_USUAL_DAY = 10
"""The day of the next month on which a report is due, unless told otherwise."""


def code_for(name: str) -> str:
    """Return the code that a name suggests: "Pojok Klari" makes POJOK-KLARI."""
    return _NOT_IN_CODES.sub("-", name.upper()).strip("-")[:_LONGEST_CODE].rstrip("-")


class OutletDialog(Dialog):
    """Makes an outlet, or changes one; its code stays for ever.

    Signals:
        saved(OutletRevised): it is in the books.
    """

    saved = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, outlet: OutletRevised | None = None) -> None:
        title = tr("Ubah gerai") if outlet else tr("Gerai baru")
        super().__init__(title, parent.window(), hint=tr("Gerai tanpa penjaga tidak punya kasir: ia dikunjungi."))
        self._place, self._outlet = place, outlet
        self.name, self.code, self.address = QLineEdit(), QLineEdit(), QLineEdit()
        self.attended, self.active = QCheckBox(tr("Dijaga, dengan kasir")), QCheckBox(tr("Masih dipakai"))
        self._form = Form()
        self._form.add("name", tr("Nama gerai"), self.name, required=True)
        self._form.add("code", tr("Kode"), self.code, required=True, hint=tr("Menjadi bagian nomor dokumen."))
        self._form.add("address", tr("Alamat"), self.address)
        self.report_day = QuantityEdit(_USUAL_DAY, least=0, most=LAST_DAY)
        due = tr("Tanggal pada bulan berikutnya; 0 bila tidak ada laporan yang diminta.")
        self._form.add("report_day", tr("Laporan jatuh tempo"), self.report_day, required=True, hint=due)
        self._form.add("attended", tr("Penjaga"), self.attended)
        self._form.add("active", tr("Keadaan"), self.active)
        self.body.addWidget(self._form)
        self.setMinimumWidth(560)
        self.add_cancel()
        self.add_primary(tr("Simpan gerai"), self._post)
        self._show(outlet)
        self.name.textEdited.connect(self._on_name)
        self.name.setFocus()

    def _show(self, outlet: OutletRevised | None) -> None:
        self.active.setChecked(outlet is None or outlet.active)
        self.attended.setChecked(outlet is not None and outlet.attended)
        if outlet is not None:
            self.name.setText(outlet.name)
            self.code.setText(outlet.code)
            self.address.setText(outlet.address)
            self.report_day.set_value(outlet.report_day)
            self.code.setReadOnly(True)

    def _on_name(self, name: str) -> None:
        if self._outlet is None:
            self.code.setText(code_for(name))

    def _post(self) -> None:
        self.banner.clear()
        if not self._form.check():
            return
        before = self._outlet
        more = {} if before else {"type": OutletKind.CORNER, "region": self._place.gallery.outlet().region}
        with self._place.feedback.guard(self):
            if before is None and self._place.gallery.book.outlet(self.code.text().strip()) is not None:
                self.banner.say(tr("Kode {code} sudah dipakai gerai lain.").format(code=self.code.text().strip()))
                return
            done = revise_outlet(
                self._place.desk(),
                code=self.code.text(),
                name=self.name.text().strip(),
                address=self.address.text().strip(),
                report_day=self.report_day.value(),
                attended=self.attended.isChecked(),
                active=self.active.isChecked(),
                **more,
            )
            self._place.announce(done)
            self.saved.emit(done.value)
            self.accept()
