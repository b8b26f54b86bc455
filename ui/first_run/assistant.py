"""Leads through the first start; nothing is written before the last page says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from gallery_pos.documents import Role
from gallery_pos.language import tr
from gallery_pos.services.access import revise_user
from ui.app.tasks import Runner, TaskRunner
from ui.app.trial import print_trial
from ui.first_run.pages import AdminPage, Page, PlacePage, PrinterPage, StartPage
from ui.gallery import Gallery, create_gallery, open_gallery
from ui.widgets.brand import BrandedDialog
from ui.widgets.progress import ProgressDialog
from ui.widgets.text import Label

if TYPE_CHECKING:
    from pathlib import Path

    from ui.app.feedback import Feedback
    from ui.app.settings import PrinterSettings, SettingsStore
    from ui.app.tasks import Progress
    from ui.folder import DataFolder

ADMIN = "admin"


class FirstRun(BrandedDialog):
    """Closes with :attr:`gallery` open once everything is made."""

    def __init__(self, folder: DataFolder, settings: SettingsStore, feedback: Feedback) -> None:
        super().__init__("", None, name=tr("Galeri POS"), line=tr("Titipan warga, tercatat sampai rupiah terakhir."))
        self.setWindowTitle(tr("Galeri POS"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.setMinimumSize(912, 560)
        self.gallery: Gallery | None = None
        self._folder, self._settings, self._feedback = folder, settings, feedback
        self._runner: Runner = TaskRunner(feedback.show)
        self.place, self.admin, self.start = PlacePage(), AdminPage(), StartPage()
        self.printer = PrinterPage(settings.current.printer, self._try_printer)
        self._pages: tuple[Page, ...] = (self.place, self.admin, self.printer, self.start)
        self._busy, self._leaving = False, False
        self._title = Label("", "title")
        self._hint = Label("", "soft", wrap=True)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self._title, self._hint):
            words.addWidget(widget)
        self.body.addLayout(words)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self._stack, 1)
        self._old = self.add_button(tr("Pulihkan dari cadangan…"), self._restore)
        self._inspect = self.add_button(tr("Periksa berkas…"), self._check_months)
        self.add_cancel(tr("Keluar", "program"))
        self._back = self.add_button(tr("Kembali"), self.back, icon_name="caret-left")
        self.add_primary(tr("Lanjut"), self.forward)
        (self._next,) = self.actions()
        self._show(0)

    def _show(self, index: int) -> None:
        page = self._pages[index]
        self._leaving = False
        self.banner.clear()
        self._stack.setCurrentIndex(index)
        self.panel.show_steps([each.step for each in self._pages], index)
        self.setAccessibleDescription(tr("Langkah {step} dari {count}").format(step=index + 1, count=len(self._pages)))
        self._title.setText(page.title)
        self._hint.setText(page.hint)
        self._back.setVisible(index > 0)
        for once in (self._old, self._inspect):
            once.setVisible(index == 0)
        self._next.setText(tr("Mulai") if index == len(self._pages) - 1 else tr("Lanjut"))
        page.begin()

    def back(self) -> None:
        """Go one page back; what was filled in stays."""
        self._show(self._stack.currentIndex() - 1)

    def forward(self) -> None:
        """Go one page on, or make the gallery."""
        index = self._stack.currentIndex()
        if self._busy or not self._pages[index].check():
            return
        if index < len(self._pages) - 1:
            self._show(index + 1)
            return
        task = self._runner.run_long(self, self._make, self._made, cancelled=self._cancelled)
        task.ended.connect(lambda: self._set_busy(busy=False))
        self._set_busy(busy=not task.over)
        ProgressDialog(task, tr("Menyiapkan galeri"), self)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)

    def _cancelled(self) -> None:
        self.banner.say(tr("Dibatalkan; belum ada yang dibuat."), tr("Semua isian masih di sini."))

    def reject(self) -> None:
        """Leave; asked once more where something was filled in, and never while the gallery is being made."""
        if self._busy:
            return
        if self.place.name.text() and not self._leaving:
            self._leaving = True
            self.banner.say(tr("Keluar? Belum ada yang dibuat, dan isian di sini hilang."), tr("Tekan sekali lagi."))
            return
        super().reject()

    def _make(self, progress: Progress) -> Gallery:
        """Make everything, or leave the folder as it was."""
        return create_gallery(
            self._folder,
            name=self.place.name.text(),
            region=self.place.region.text(),
            outlet=self.place.outlet.text().strip().upper(),
            commission_bp=self.place.share(),
            practice=self.start.sample.isChecked(),
            furnish=lambda gallery: self._furnish(gallery, progress),
        )

    def _furnish(self, gallery: Gallery, progress: Progress) -> None:
        if self.start.sample.isChecked():
            from ui.books.sample import fill

            fill(gallery, progress)
        elif self.start.file.isChecked() and self.start.path:
            self._import(gallery, self.start.path, progress)
        revise_user(gallery.desk(), code=ADMIN, name=self.admin.name.text(), role=Role.ADMIN)
        gallery.credentials.set_password(ADMIN, self.admin.password.text())
        if self.admin.pin.text():
            gallery.credentials.set_pin(ADMIN, self.admin.pin.text())

    def _import(self, gallery: Gallery, path: Path, progress: Progress) -> None:
        from ui.books.imports import plan_file, take_in

        desk = gallery.desk()
        take_in(gallery, desk, plan_file(desk, self.start.kind(), path), progress)

    def _made(self, gallery: Gallery) -> None:
        self.gallery = gallery
        with self._feedback.guard(self):
            self._settings.change(printer=self.printer.form.settings())
        self.accept()

    def _restore(self) -> None:
        from ui.first_run.restoring import RestoreDialog

        dialog = RestoreDialog(self, self._folder, self._runner, self._feedback)
        dialog.restored.connect(self._came_back)
        dialog.open()

    def _check_months(self) -> None:
        """Whoever gets reports of galleries needs none of his own."""
        from ui.inspecting.window import InspectDialog

        InspectDialog(self._runner, self).open()

    def _came_back(self) -> None:
        with self._feedback.guard(self):
            self.gallery = open_gallery(self._folder)
            self.accept()

    def _try_printer(self, settings: PrinterSettings) -> None:
        if not self.printer.check():
            return
        self._runner.run(self, lambda: print_trial(settings, self.place.name.text()), self._tried)

    def _tried(self, printed: object) -> None:
        if printed:
            self.banner.say(tr("Halaman uji sudah dikirim."), tr("Periksa kertasnya: baris angka harus pas."), "good")
        else:
            self.banner.say(tr("Pilih sambungan printernya dulu."), "", "attention")

    def done(self, result: int) -> None:
        self._runner.close()
        super().done(result)
