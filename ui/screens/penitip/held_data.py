"""A copy of everything that is held about a maker, as the law gives it to him."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gallery_pos.language import tr
from ui.app.saving import ask_where, told_saved
from ui.dialogs.pdf import show_pdf
from ui.register.held_data import as_json, as_paper, collect
from ui.screens.penitip.personal_dialogs import reason_box
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.register.held_data import Held
    from ui.workplace import Workplace


class HeldDataDialog(Dialog):
    """Asks why, then makes a paper to read or a file for machines.

    Signals:
        collected(): the personal data was looked at.
    """

    collected = Signal()

    def __init__(self, place: Workplace, parent: QWidget, code: str) -> None:
        maker = place.gallery.book.consignor(code)
        super().__init__(tr("Salinan data"), parent.window(), hint=maker.business_name if maker else code)
        self.setMinimumWidth(520)
        self._place, self._code, self._near = place, code, parent
        self.reason = reason_box()
        self.reason.setCurrentText(tr("Permintaan penitip sendiri"))
        self.form = Form(stacked=True)
        self.form.add("reason", tr("Alasan"), self.reason, required=True)
        words = tr(
            "Profil, data pribadi, perjanjian, barang, penjualan, laporan, pembayaran, dan siapa saja yang pernah "
            "membuka datanya. Berikan hanya kepada pemilik data."
        )
        self.body.addWidget(Label(words, "soft", wrap=True))
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_button(tr("Simpan JSON…"), self.keep_json, icon_name="download-simple")
        self.add_primary(tr("Baca dan cetak"), self.show_paper)

    def show_paper(self) -> None:
        """Show it as a paper, to print or keep."""
        self._collect(self._show)

    def keep_json(self) -> None:
        """Keep it as a file for machines."""
        if self.form.check():
            path = ask_where(self, f"data-{self._code}", "json")
            if path is not None:
                self.write_json(path)

    def write_json(self, path: Path) -> None:
        """Write the file."""
        self._collect(partial(self._keep, path))

    def _collect(self, then: Callable[[Held], object]) -> None:
        if self.form.check():
            place, code, reason = self._place, self._code, self.reason.currentText().strip()
            desk = place.desk()
            place.runner.run(self, lambda: collect(place.gallery, desk, code, reason=reason), partial(self._have, then))

    def _have(self, then: Callable[[Held], object], held: Held) -> None:
        self.collected.emit()
        then(held)
        self.accept()

    def _show(self, held: Held) -> None:
        gallery = self._place.gallery

        def make() -> bytes:
            from receipts.pdf.consent import held_data_pdf

            return held_data_pdf(as_paper(gallery, held))

        show_pdf(self._place, self._near, make, title=tr("Data saya di galeri"), name=f"data-{self._code}")

    def _keep(self, path: Path, held: Held) -> None:
        from receipts.files import save

        place = self._place
        place.runner.run(
            self._near, lambda: save(path, as_json(held), private=True), lambda saved: told_saved(place, saved)
        )
