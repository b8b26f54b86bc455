"""The pages of the first-run assistant; each says whether it can be left and what was answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_percent
from ui.app.passwords import SHORTEST_PASSWORD, password_problem, pin_problem
from ui.app.printer_form import PrinterForm
from ui.widgets.buttons import Button
from ui.widgets.edits import PasswordEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.app.settings import PrinterSettings


class Page(QWidget):
    """One step; ``title`` and ``hint`` stand above it, ``step`` is what it is called on the way."""

    step = ""
    title = ""
    hint = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def check(self) -> bool:
        """Show what is missing; True where nothing is."""
        return True

    def begin(self) -> None:
        """Put the focus on the first field."""
        first = next((each for each in self.findChildren(QWidget) if _is_field(each)), None)
        if first is not None:
            first.setFocus()


class PlacePage(Page):
    """The gallery: its name, region, outlet and the share it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.step = tr("Galeri")
        self.title, self.hint = tr("Selamat datang"), tr("Mulai dengan nama galeri Anda. Semuanya bisa diubah nanti.")
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("misalnya Galeri UMKM Karawang"))
        self.region = QLineEdit()
        self.outlet = QLineEdit("GALERI")
        self.commission = QLineEdit("10")
        self._form = Form()
        self._form.add("name", tr("Nama galeri"), self.name, required=True)
        self._form.add("region", tr("Kabupaten/kota"), self.region)
        self._form.add(
            "outlet", tr("Kode gerai"), self.outlet, required=True, hint=tr("Dipakai di nomor struk."), check=self._code
        )
        self._form.add(
            "commission",
            tr("Komisi galeri (%)"),
            self.commission,
            required=True,
            hint=tr("Bagian galeri dari harga jual, bila perjanjian penitip tidak menyebut lain. Boleh 0."),
            check=self._share,
        )
        self.column.addWidget(self._form)
        self.column.addStretch(1)

    def check(self) -> bool:
        return self._form.check()

    def _code(self) -> str:
        code = self.outlet.text().strip()
        return "" if code.isalnum() and len(code) <= 12 else tr("huruf dan angka saja, paling banyak 12")  # noqa: PLR2004

    def _share(self) -> str:
        try:
            self.share()
        except Unreadable as error:
            return str(error)
        return ""

    def share(self) -> int:
        """Return the commission in basis points."""
        return read_percent(self.commission.text())


class AdminPage(Page):
    """The first administrator; ``code`` asks for his code too, and ``code_problem`` says why one cannot be taken."""

    def __init__(self, code: str = "", code_problem: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self.step = tr("Administrator")
        self.title = tr("Administrator pertama")
        self.hint = tr(
            "Ia mengatur gerai dan pengguna. Simpan kata sandinya baik-baik: tidak ada yang bisa membacanya."
        )
        self.name = QLineEdit()
        self.password = PasswordEdit()
        self.again = PasswordEdit()
        self.pin = PasswordEdit()
        self._form = Form()
        self._form.add("name", tr("Nama lengkap"), self.name, required=True)
        self.code = QLineEdit(code) if code_problem else None
        if self.code is not None and code_problem is not None:
            typed = self.code
            self._form.add("code", tr("Kode"), typed, required=True, check=lambda: code_problem(typed.text().strip()))
        self._form.add(
            "password",
            tr("Kata sandi"),
            self.password,
            required=True,
            hint=tr("Paling sedikit {count} huruf.").format(count=SHORTEST_PASSWORD),
            check=lambda: password_problem(self.password.text()),
        )
        self._form.add("again", tr("Ulangi kata sandi"), self.again, required=True, check=self._same)
        self._form.add(
            "pin",
            tr("PIN"),
            self.pin,
            hint=tr("Enam angka untuk menyetujui sesuatu di kasir."),
            check=lambda: pin_problem(self.pin.text()),
        )
        self.column.addWidget(self._form)
        self.column.addStretch(1)

    def check(self) -> bool:
        return self._form.check()

    def _same(self) -> str:
        return "" if self.again.text() == self.password.text() else tr("tidak sama dengan kata sandi di atas")


class PrinterPage(Page):
    """The receipt printer, with a test print."""

    def __init__(self, settings: PrinterSettings, on_trial: Callable[[PrinterSettings], object]) -> None:
        super().__init__()
        self.step = tr("Printer")
        self.title = tr("Printer struk")
        self.hint = tr("Boleh dilewati: struk tetap bisa dilihat di layar dan dicetak nanti.")
        self.form = PrinterForm(settings)
        self.column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(Button(tr("Cetak halaman uji"), lambda: on_trial(self.form.settings()), icon_name="printer"))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def check(self) -> bool:
        return self.form.check()


class StartPage(Page):
    """Empty, with the sample, or with a file."""

    def __init__(self) -> None:
        super().__init__()
        self.step = tr("Isi awal")
        self.title, self.hint = tr("Isi awal"), tr("Dengan apa galeri ini dimulai?")
        self.empty = QRadioButton(tr("Kosong – penitip dan barang dicatat satu per satu"))
        self.file = QRadioButton(tr("Dari berkas – XLSX atau CSV, misalnya dari pengelola lama"))
        self.sample = QRadioButton(tr("Galeri contoh – untuk berlatih, semua namanya fiktif"))
        self.empty.setChecked(True)
        self.path: Path | None = None
        self._chosen = Label(tr("Belum ada berkas."), "soft")
        self._kind = QComboBox()
        for kind, text in (
            ("handover", tr("Daftar serah terima")),
            ("consignors", tr("Daftar penitip")),
        ):
            self._kind.addItem(text, kind)
        pick = Button(tr("Pilih berkas…"), self._pick, icon_name="folder-open")
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 0, 0)
        row.addWidget(pick)
        row.addWidget(self._kind)
        row.addWidget(self._chosen, 1)
        for widget in (self.empty, self.file):
            self.column.addWidget(widget)
        self.column.addLayout(row)
        self.column.addWidget(self.sample)
        self._wrong = Label("", "wrong")
        self._wrong.hide()
        self.column.addWidget(self._wrong)
        self.column.addStretch(1)

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas"), "", tr("Tabel (*.xlsx *.csv)"))
        if name:
            self.set_file(Path(name))

    def set_file(self, path: Path) -> None:
        """Choose a file."""
        self.path = path
        self.file.setChecked(True)
        self._chosen.setText(path.name)
        self._wrong.hide()

    def kind(self) -> str:
        """Return the kind of the file, as the import knows it."""
        return str(self._kind.currentData())

    def check(self) -> bool:
        missing = self.file.isChecked() and self.path is None
        self._wrong.setText(tr("Pilih berkasnya dulu, atau mulai dengan galeri kosong."))
        self._wrong.setVisible(missing)
        return not missing


def _is_field(widget: QWidget) -> bool:
    return isinstance(widget, (QLineEdit, QComboBox, QRadioButton))
