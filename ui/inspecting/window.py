"""Periksa on a machine that has no gallery: a window of its own, opened from the first screen or with a file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.language import tr
from receipts.files import save
from ui.app.saving import ask_where, open_file
from ui.inspecting.panel import InspectPanel
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.month_file.findings import Report
    from ui.app.tasks import Runner


class InspectDialog(Dialog):
    """Checks month files without any gallery. Read only: nothing but the keys that were seen is kept."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(tr("Periksa berkas bulan"), parent)
        self.setMinimumSize(940, 520)
        self.resize(1160, 700)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._runner = runner
        self.panel = InspectPanel(runner)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.panel, 1)
        self.add_button(tr("Buka berkas…"), self.panel.pick, icon_name="folder-open")
        self.add_button(tr("Bulan lalu…"), self.panel.pick_previous, icon_name="clock-counter-clockwise")
        self.add_cancel(tr("Tutup"))
        self.add_primary(tr("Simpan hasil PDF"), self.print_result)

    def print_result(self) -> None:
        """Write the page with the result."""
        inspected = self.panel.inspected
        if inspected is None:
            self.panel.banner.say(tr("Buka berkas bulannya dulu."))
            return
        path = ask_where(self, tr("periksa-{file}").format(file=inspected.report.file.split(".")[0]), "pdf")
        if path is not None:
            report, previous = inspected.report, self.panel.previous_name
            self._runner.run(self, lambda: save(path, result_pdf(report, previous)), open_file)


def result_pdf(report: Report, previous: str = "") -> bytes:
    """Return the page of a check by somebody without a gallery."""
    from receipts.pdf.inspection import InspectionPaper, inspection_pdf
    from receipts.pdf.sheet import Letterhead

    head = Letterhead((), tr("Pemeriksaan berkas bulan"))
    today = datetime.now().astimezone().date()
    return inspection_pdf(InspectionPaper(report=report, letterhead=head, checked_on=today, previous=previous))
