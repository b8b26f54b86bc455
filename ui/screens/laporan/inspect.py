"""The tab Periksa: month files of any gallery, checked on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db.queries.month_rows import gallery_id
from gallery_pos.language import tr, tr_noop
from gallery_pos.report_clock import ReportState
from gallery_pos.services.access import Act
from receipts.files import save
from ui.app.actions import ActionSpec
from ui.app.page import Page
from ui.app.saving import ask_where, exporter, told_saved
from ui.inspecting.keys import KeyMemory
from ui.inspecting.panel import InspectPanel
from ui.screens.laporan.months.dialogs import ReceiveDialog

if TYPE_CHECKING:
    from gallery_pos.month_file.findings import Report
    from gallery_pos.report_clock import MonthState
    from ui.app.screen import Screen

OPEN, BEFORE, RECEIVE, PRINT = "inspect.open", "inspect.before", "inspect.receive", "inspect.print"
_SPECS = (
    ActionSpec(OPEN, tr_noop("Buka berkas…"), "F5", "folder-open"),
    ActionSpec(BEFORE, tr_noop("Bulan lalu…"), "F8", "clock-counter-clockwise"),
    ActionSpec(RECEIVE, tr_noop("Terima laporan…"), "F9", "tray"),
    ActionSpec(PRINT, tr_noop("Simpan hasil PDF"), "F12", "file-pdf"),
)


class InspectTab(Page):
    """A panel that any machine has, with the letterhead and the name of who checks here."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        memory = KeyMemory(self.place.settings.path.parent)
        self.panel = InspectPanel(self.place.runner, memory=memory, on_export=exporter(self.place, self))
        self.body.addWidget(self.panel, 1)
        handlers = {OPEN: self.panel.pick, BEFORE: self.panel.pick_previous, RECEIVE: self.receive_report}
        self.equip(_SPECS, {**handlers, PRINT: self._print})
        self._again = self.add_footer(OPEN)
        for act in (BEFORE, RECEIVE):
            self.add_footer(act)
        self.add_footer(PRINT, primary=True)
        self._waiting: MonthState | None = None
        self.panel.checked.connect(self._look)
        self._look()

    def receive(self, what: object) -> None:
        """Check a file that another screen names."""
        if isinstance(what, Path):
            self.panel.open(what)

    def on_scan(self, code: str) -> bool:
        """Look for a scanned paper in the file."""
        return self.panel.on_scan(code)

    def _look(self) -> None:
        """Offer what can be done with the file; to receive it where this gallery sent it and nobody received it yet.

        Before any file there is the large button in the middle alone (F5 presses that too).
        """
        self._waiting = self._sent()
        if self.acts is not None:
            some = self.panel.inspected is not None
            self._again.setVisible(some)
            for act in (BEFORE, PRINT):
                self.acts[act].setVisible(some)
            self.acts[RECEIVE].setVisible(self._waiting is not None)

    def _sent(self) -> MonthState | None:
        inspected, gallery = self.panel.inspected, self.place.gallery
        if inspected is None or not self.place.may(Act.RECEIVE_REPORT):
            return None
        report = inspected.report
        if report.draft or report.gallery != gallery_id(gallery.database):
            return None
        state = gallery.book.month_state(report.outlet, report.month, self.place.desk().today())
        return state if state is not None and state.state is ReportState.SENT else None

    def receive_report(self) -> None:
        """Note that the Dinas received this very file, and how much of it does not hold."""
        inspected, state = self.panel.inspected, self._waiting
        if inspected is None or state is None:
            return
        report = inspected.report
        found = sum(checked.findings for checked in report.aspects)
        dialog = ReceiveDialog(self.place, self, state, sha256=report.sha256, findings=found)
        dialog.kept.connect(self._look)
        dialog.open()

    def _print(self) -> None:
        inspected = self.panel.inspected
        if inspected is None:
            self.host.banner.say(tr("Buka berkas bulannya dulu."))
            return
        path = ask_where(self, tr("periksa-{file}").format(file=inspected.report.file.split(".")[0]), "pdf")
        if path is not None:
            report, previous = inspected.report, self.panel.previous_name
            self.place.runner.run(
                self, lambda: save(path, self.paper(report, previous)), lambda kept: told_saved(self.place, kept)
            )

    def paper(self, report: Report, previous: str = "") -> bytes:
        """Return the page of the check, under the letterhead of the outlet here."""
        from receipts.pdf.inspection import InspectionPaper, inspection_pdf
        from receipts.pdf.sheet import letterhead_of

        gallery = self.place.gallery
        outlet = gallery.outlet()
        return inspection_pdf(
            InspectionPaper(
                report=report,
                letterhead=letterhead_of(outlet, gallery.logo(outlet)),
                checked_on=self.place.desk().today(),
                inspector=self.place.user.name,
                previous=previous,
            )
        )
