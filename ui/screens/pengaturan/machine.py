"""This machine: language, look, size, printer, scanner, camera. Nothing of it is a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gallery_pos.language import tr, tr_noop
from ui.app.language import LANGUAGES, speak
from ui.app.page import primary_button
from ui.app.printer_form import PrinterForm
from ui.app.theme import apply_theme
from ui.app.trial import print_trial
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.edits import NumberBox
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.app.screen import Screen

_SCALES = (100, 125, 150, 175, 200)


class LookSettings(QWidget):
    """Language, theme and size; language and theme change at once."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        look = screen.place.settings.current.look
        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(look.language))
        self.theme = Segments([("light", tr("Terang")), ("dark", tr("Gelap"))])
        self.theme.choose(look.theme)
        self.scale = QComboBox()
        for percent in _SCALES:
            self.scale.addItem(f"{percent} %", percent)
        self.scale.setCurrentIndex(max(self.scale.findData(look.scale), 0))
        for choice in (self.language, self.scale):
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form = Form()
        form.add("language", tr("Bahasa"), self.language)
        form.add("theme", tr("Tampilan"), self.theme)
        form.add("scale", tr("Ukuran"), self.scale, hint=tr("Berlaku sesudah program dibuka lagi."))
        card = Card(tr("Tampilan"), tr("Hanya untuk komputer ini."))
        card.add(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.theme.chosen.connect(self._change_theme)
        self.scale.activated.connect(lambda _at: self._keep(scale=self.scale.currentData()))
        self.language.activated.connect(lambda _at: self._change_language())

    def _keep(self, **changes: object) -> None:
        settings = self._screen.place.settings
        with self._screen.place.feedback.guard(self):
            settings.change(look=msgspec.structs.replace(settings.current.look, **changes))

    def _change_theme(self, name: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, "dark" if name == "dark" else "light")
        self._keep(theme=name)

    def _change_language(self) -> None:
        """Every window is written again, this screen too: nothing of it may be touched afterwards."""
        code = self.language.currentData()
        self._keep(language=code)
        speak(code)


class DeviceSettings(QWidget):
    """Printer, scanner and camera."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        current = screen.place.settings.current
        self.printer = PrinterForm(current.printer)
        self.gap = NumberBox(10, 120, "ms")
        self.gap.setValue(current.scanner.gap_ms)
        self.camera = QCheckBox(tr("Pindai dengan kamera komputer ini"))
        self.camera.setChecked(current.camera.enabled)
        printer = Card(tr("Printer struk"), tr("Hanya untuk komputer ini."))
        printer.add(self.printer)
        row = QHBoxLayout()
        row.addWidget(Button(tr("Cetak halaman uji"), self._trial, icon_name="printer"))
        row.addStretch(1)
        printer.body.addLayout(row)
        scanner = Card(tr("Pemindai"))
        form = Form()
        hint = tr("Jeda terpanjang antarhuruf. Pemindai nirkabel perlu lebih besar.")
        form.add("gap", tr("Kecepatan"), self.gap, hint=hint)
        scanner.add(form)
        scanner.add(self.camera)
        save = primary_button(self, tr_noop("Simpan perangkat"), self._save, "floppy-disk")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(printer)
        column.addWidget(scanner)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignRight)

    def _save(self) -> None:
        if not self.printer.check():
            return
        settings = self._screen.place.settings
        with self._screen.place.feedback.guard(self):
            settings.change(
                printer=self.printer.settings(),
                scanner=msgspec.structs.replace(settings.current.scanner, gap_ms=self.gap.value()),
                camera=msgspec.structs.replace(settings.current.camera, enabled=self.camera.isChecked()),
            )
            self._screen.place.feedback.toast(tr("Perangkat tersimpan."))

    def _trial(self) -> None:
        if self.printer.check():
            described, name = self.printer.settings(), self._screen.place.gallery.outlet().name
            self._screen.read(lambda: print_trial(described, name), self._tried)

    def _tried(self, printed: object) -> None:
        toast = tr("Halaman uji sudah dikirim.") if printed else tr("Pilih sambungan printernya dulu.")
        self._screen.place.feedback.toast(toast, tone="good" if printed else "attention")
