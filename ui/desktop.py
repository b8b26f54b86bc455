"""Starts the desktop: the look, the data folder, the person, the window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from platformdirs import user_log_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import delete

from gallery_pos.errors import GalleryError
from gallery_pos.language import tr, tr_noop
from ui.app.changes import ChangeBus
from ui.app.crash import CrashHooks
from ui.app.feedback import Feedback
from ui.app.language import speak
from ui.app.print_jobs import PrintJobsDialog, show_light
from ui.app.printing import Printing
from ui.app.scanner import Scanner
from ui.app.settings import SettingsStore
from ui.app.sweeper import Sweeper
from ui.app.tasks import TaskRunner
from ui.app.theme import apply_theme, prepare_scaling
from ui.app.top_status import TopStatus
from ui.folder import APP, DataFolder
from ui.gallery import Gallery, open_gallery
from ui.main_window import MainWindow
from ui.runtime.garbage import keep
from ui.workplace import Workplace

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_pos.documents import UserRevised
    from ui.first_run.administrator import FirstAdministrator


_NO_DISPLAY = tr_noop(
    "Tidak ada layar di sini. Jalankan dari desktop, atau pakai perintah: gallery-pos --help "
    "(hari contoh tanpa layar: gallery-pos demo --out FOLDER)."
)


def _has_display() -> bool:
    """Tell whether a window can be shown: Qt ends the whole process where it finds no display."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def run(folder: DataFolder | None = None, *, month_file: Path | None = None) -> int:
    """Open the application on a data folder, the platform's own unless one is given; return its exit code.

    With a ``month_file`` only that is opened and checked: no gallery is needed for it, and none is touched.
    """
    if not _has_display():
        sys.stderr.write(tr(_NO_DISPLAY) + "\n")
        return 2
    settings = SettingsStore()
    prepare_scaling(settings.current.look.scale)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Galeri POS")
    apply_theme(app, settings.current.look.theme)
    speak(settings.current.look.language)
    place = folder or DataFolder.default()
    feedback = Feedback()
    logs = place.logs if month_file is None else user_log_path(APP, appauthor=False)
    hooks = CrashHooks(logs, feedback.show_from_anywhere)
    hooks.install()
    try:
        return _run(app, place, settings, feedback) if month_file is None else _inspect(feedback, month_file)
    finally:
        hooks.remove()


def _inspect(feedback: Feedback, month_file: Path) -> int:
    from ui.inspecting.window import InspectDialog

    runner = TaskRunner(feedback.show)
    dialog = InspectDialog(runner)
    feedback.set_window(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.panel.open(month_file)
    keep()
    dialog.exec()
    runner.close()
    delete(dialog)
    return 0


def _run(app: QApplication, folder: DataFolder, settings: SettingsStore, feedback: Feedback) -> int:
    gallery = _open(folder, settings, feedback)
    if gallery is None:
        return 0
    try:
        user = _sign_in(gallery, feedback)
        if user is None:
            return 0
        desktop = Desktop(app, gallery, user, settings, feedback)
        desktop.show()
        keep()
        code = app.exec()
        delete(desktop.window)  # now: at the exit of Python its event filters can answer no more, and Qt crashes
        return code
    finally:
        gallery.close()


def _open(folder: DataFolder, settings: SettingsStore, feedback: Feedback) -> Gallery | None:
    """Open the gallery, after the first-run assistant where there is none; None where the person gave up."""
    try:
        if folder.exists():
            return open_gallery(folder)
    except GalleryError as error:
        feedback.show(error)
        for dialog in feedback.dialogs:
            dialog.exec()
        return None
    from ui.first_run import FirstRun

    assistant = FirstRun(folder, settings, feedback)
    return assistant.gallery if assistant.exec() == QDialog.DialogCode.Accepted else None


def _sign_in(gallery: Gallery, feedback: Feedback) -> UserRevised | None:
    """Return who came in; where nobody may administer, the first administrator is asked for instead."""
    from ui.sign_in import SignIn, has_administrator

    dialog: SignIn | FirstAdministrator
    if has_administrator(gallery):
        dialog = SignIn(gallery, feedback)
    else:
        from ui.first_run.administrator import FirstAdministrator

        dialog = FirstAdministrator(gallery, feedback)
    return dialog.user if dialog.exec() == QDialog.DialogCode.Accepted else None


class Desktop:
    """The open application: its window, its worker, its scanner and its printer."""

    def __init__(
        self, app: QApplication, gallery: Gallery, user: UserRevised, settings: SettingsStore, feedback: Feedback
    ) -> None:
        self.sweeper = Sweeper(app)
        self.runner = TaskRunner(feedback.show)
        self.printing = Printing(gallery, settings, feedback)
        self.place = Workplace(gallery, user, ChangeBus(), self.runner, feedback, settings, self.printing)
        self.window = MainWindow(self.place)
        self.status = TopStatus(self.place, self.window)
        self.window.set_mode("practice" if gallery.machine.practice else "")
        self.scanner = Scanner(app)
        self.window.listen_to(self.scanner)
        self.window.closing.connect(self.runner.close)
        self.window.closing.connect(self.printing.close)
        self.window.built.connect(self._show_printer)
        self.window.printer_asked.connect(self._show_print_jobs)
        self.printing.changed.connect(self._show_printer)
        self._show_printer()
        self.printing.resume()
        self.window.person_asked.connect(self._change_person)

    def show(self) -> None:
        """Show the window as it was left last time."""
        before = self.place.settings.current.window
        self.window.resize(before.width, before.height)
        self.window.open_home()
        if before.maximized:
            self.window.showMaximized()
        else:
            self.window.show()

    def _show_printer(self) -> None:
        show_light(self.window.top.printer, self.printing)

    def _show_print_jobs(self) -> None:
        PrintJobsDialog(self.printing, self.place.desk().timezone, self.window).open()

    def _change_person(self) -> None:
        from ui.sign_in import SignIn

        dialog = SignIn(self.place.gallery, self.place.feedback, self.window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.user is not None:
            self.window.set_user(dialog.user)
            self.place.feedback.toast(tr("Selamat bekerja, {name}.").format(name=dialog.user.name))
