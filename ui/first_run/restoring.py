"""Books from a backup on a computer that has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from db.keys import read_key
from db.private import private_key
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.progress import ProgressDialog
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.app.feedback import Feedback
    from ui.app.tasks import Progress, Runner
    from ui.books.restoring import Recovered
    from ui.folder import DataFolder


class RestoreDialog(Dialog):
    """Asks for a backup and the key that belongs to it; then tells what came.

    Signals:
        restored(): the gallery is in its folder and can be opened.
    """

    restored = Signal()

    def __init__(self, parent: QWidget, folder: DataFolder, runner: Runner, feedback: Feedback) -> None:
        super().__init__(
            tr("Pulihkan dari cadangan"),
            parent,
            hint=tr("Buku galeri dari komputer lama, dengan pengguna, gambar, pindaian dan semua yang pernah dicatat."),
        )
        self.setMinimumWidth(680)
        self._folder, self._runner, self._feedback = folder, runner, feedback
        self._busy, self._done = False, False
        self.backup, self.key = QLineEdit(), QLineEdit()
        self.key.setPlaceholderText(tr("boleh kosong"))
        self._form = Form()
        self.body.addWidget(self._form)
        self._form.add(
            "backup", tr("Berkas cadangan"), self._with_button(self.backup, self._pick_backup), check=self._is_there
        )
        self._form.add(
            "key",
            tr("Kunci data pribadi"),
            self._with_button(self.key, self._pick_key),
            hint=tr(
                "Dari berkasnya, atau diketik dari kertas. Tanpa kunci, data pribadi dan pindaian tertutup: masuk dengan "
                "kata sandi, lalu isi PIN baru."
            ),
            check=self._is_key,
        )
        self._told = Label("", wrap=True)
        self._told.hide()
        self.body.addWidget(self._told)
        self._cancel = self.add_cancel()
        self._primary = self.add_primary(tr("Pulihkan"), self.go_on)

    def _with_button(self, field: QLineEdit, pick: Callable[[], None]) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field, 1)
        row.addWidget(Button(tr("Pilih…"), pick, icon_name="folder-open"))
        both.setFocusProxy(field)
        return both

    def _pick_backup(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Pilih berkas"), "", tr("Cadangan (*.zip *.db);;Semua berkas (*)")
        )
        if name:
            self.backup.setText(name)

    def _pick_key(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas"), "", tr("Kunci (*.key);;Semua berkas (*)"))
        if name:
            with self._feedback.guard(self):
                self.key.setText(private_key(Path(name)).hex())

    def _is_there(self) -> str:
        return "" if Path(self.backup.text().strip()).is_file() else tr("berkas itu tidak ada")

    def _is_key(self) -> str:
        typed = self.key.text().strip()
        return "" if not typed or read_key(typed) else tr("64 angka dan huruf a sampai f; spasi tidak mengapa")

    def go_on(self) -> None:
        """Restore; once that is done and read, open the gallery."""
        if self._done:
            self.accept()
            self.restored.emit()
        elif not self._busy and self._form.check():
            backup, key = Path(self.backup.text().strip()), read_key(self.key.text())
            task = self._runner.run_long(
                self, lambda progress: self._recover(backup, key, progress), self._tell, cancelled=self._cancelled
            )
            task.ended.connect(lambda: self._set_busy(busy=False))
            self._set_busy(busy=not task.over)
            ProgressDialog(task, tr("Memulihkan buku"), self)

    def _recover(self, backup: Path, key: bytes | None, progress: Progress) -> Recovered:
        from ui.books.restoring import recover

        return recover(self._folder, backup, key=key, progress=progress)

    def _cancelled(self) -> None:
        self.banner.say(tr("Dibatalkan; belum ada yang dibuat."), tr("Semua isian masih di sini."))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._primary.setEnabled(not busy)
        self._cancel.setEnabled(not busy)

    def _tell(self, done: Recovered) -> None:
        """Say what came; where everything is well, there is nothing to read."""
        self._done = True
        from ui.books.restoring import came_words

        words = [came_words(done)]
        if done.closed.pins or done.closed.persons:
            words.append(
                tr(
                    "{pins} PIN dan data pribadi {persons} penitip tertutup: kuncinya ada di komputer lain. Masuk dengan "
                    "kata sandi; lalu pasang kunci itu di Pengaturan → Buku, atau isi ulang."
                ).format(pins=format_count(done.closed.pins), persons=format_count(done.closed.persons))
            )
        if done.findings:
            words.append(
                tr("Pemeriksaan menemukan {count} hal; lihat Pengaturan → Buku → Periksa buku.").format(
                    count=format_count(len(done.findings))
                )
            )
        self._told.setText(" ".join(words))
        self._told.show()
        self._form.setEnabled(False)
        self._cancel.hide()
        self._primary.setText(tr("Buka galeri"))

    def reject(self) -> None:
        """Leave, but not while it is being restored; what is restored is opened."""
        if self._done:
            self.go_on()
        elif not self._busy:
            super().reject()
