"""The outlet: what stands on its papers, how cash is rounded, its QRIS code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gallery_pos.language import tr, tr_noop
from gallery_pos.qris import read_qris
from gallery_pos.services.access import Act
from gallery_pos.services.outlets import LAST_DAY, MOST_DAYS, revise_outlet
from ui.app.page import primary_button
from ui.attachments.pictures import store_picture
from ui.screens.pengaturan.qris_rates import QrisRates
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.app.screen import Screen

_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_STICKER = tr_noop("Tempel isi kode QRIS statis milik gerai (dari stikernya).")
_STEPS = (0, 50, 100, 500)


class OutletSettings(QWidget):
    """Changes are a document: the history of the outlet stays."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.name, self.region, self.address, self.phone = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.thanks = QLineEdit()
        self.letterhead = QPlainTextEdit()
        self.letterhead.setFixedHeight(72)
        self.step = QComboBox()
        for step in _STEPS:
            self.step.addItem(tr("tidak dibulatkan") if not step else f"Rp{step}", step)
        self.down = QCheckBox(tr("Selalu dibulatkan ke bawah"))
        self.zone = QComboBox()
        for zone, text in _ZONES.items():
            self.zone.addItem(text, zone)
        self.pull = QuantityEdit(None, least=0, most=MOST_DAYS)
        self.slow = QuantityEdit(None, most=MOST_DAYS)
        self.report_day = QuantityEdit(None, least=0, most=LAST_DAY)
        self.report_to = QLineEdit()
        self.qris = QPlainTextEdit()
        self.qris.setFixedHeight(72)
        self.rates = QrisRates()
        self._form = Form()
        for key, text, field, hint in self._rows():
            check = {"qris": self._qris_problem, "rates": self.rates.problem}.get(key)
            self._form.add(
                key, text, field, hint=hint, required=key in {"name", "pull", "slow", "report_day"}, check=check
            )
        card = Card(tr("Gerai"), tr("Berlaku untuk semua komputer di gerai ini."))
        self._logo = ""
        self._logo_words = Label("", "soft")
        logo = QHBoxLayout()
        logo.addWidget(Button(tr("Pilih logo…"), self._pick_logo, icon_name="image"))
        logo.addWidget(self._logo_words, 1)
        card.body.addLayout(logo)
        card.add(self._form)
        self.save = primary_button(
            self, tr_noop("Simpan gerai"), self._save, "floppy-disk", enabled=screen.place.may(Act.SETTINGS)
        )
        card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.qris.textChanged.connect(self._show_merchant)

    def _rows(self) -> tuple[tuple[str, str, QWidget, str], ...]:
        """Return the rows of the form: key, label, field and hint."""
        return (
            ("name", tr("Nama gerai"), self.name, ""),
            ("letterhead", tr("Kop surat"), self.letterhead, tr("Baris di atas nama gerai, misalnya nama dinas.")),
            ("region", tr("Kabupaten/kota"), self.region, ""),
            ("address", tr("Alamat"), self.address, ""),
            ("phone", tr("Telepon"), self.phone, tr("Tercetak di struk dan laporan.")),
            ("thanks", tr("Ucapan di struk"), self.thanks, ""),
            ("step", tr("Pembulatan tunai"), self.step, tr("Hanya total tunai yang dibulatkan; pembeli diberi tahu.")),
            ("down", "", self.down, ""),
            ("zone", tr("Zona waktu"), self.zone, ""),
            ("pull", tr("Tarik menjelang kedaluwarsa"), self.pull, tr("Hari sebelum tanggalnya; masuk daftar tarik.")),
            ("slow", tr("Tarik yang tidak laku"), self.slow, tr("Hari di rak tanpa penjualan; masuk daftar tarik.")),
            (
                "report_day",
                tr("Laporan jatuh tempo"),
                self.report_day,
                tr("Tanggal pada bulan berikutnya; 0 bila tidak ada laporan yang diminta."),
            ),
            ("report_to", tr("Laporan kepada"), self.report_to, tr("Kantor yang menerima laporan bulan.")),
            ("qris", tr("Kode QRIS"), self.qris, tr(_STICKER)),
            (
                "rates",
                tr("Biaya QRIS"),
                self.rates,
                tr(
                    "Potongan bank per pembayaran. Ditanggung menurut perjanjian, tidak pernah ditambahkan kepada pembeli."
                ),
            ),
        )

    def show_outlet(self) -> None:
        """Show the outlet as it is now."""
        outlet = self._screen.place.gallery.outlet()
        for field, text in (
            (self.name, outlet.name),
            (self.region, outlet.region),
            (self.address, outlet.address),
            (self.phone, outlet.phone),
            (self.thanks, outlet.thanks),
        ):
            field.setText(text)
        self._logo = outlet.logo
        self._tell_logo()
        self.letterhead.setPlainText("\n".join(outlet.letterhead))
        self.qris.setPlainText(outlet.qris)
        if self.step.findData(outlet.rounding_step) < 0:
            self.step.addItem(f"Rp{outlet.rounding_step}", outlet.rounding_step)
        self.step.setCurrentIndex(self.step.findData(outlet.rounding_step))
        self.down.setChecked(outlet.rounding_down)
        self.zone.setCurrentIndex(max(self.zone.findData(outlet.timezone), 0))
        self.pull.set_value(outlet.pull_days)
        self.slow.set_value(outlet.slow_days)
        self.report_day.set_value(outlet.report_day)
        self.report_to.setText(outlet.report_to)
        self.rates.show_rates(outlet.qris_rates)

    def _tell_logo(self) -> None:
        self._logo_words.setText(tr("Logo tercetak di struk dan kop surat.") if self._logo else tr("Belum ada logo."))

    def _pick_logo(self) -> None:
        """Take a picture in; it counts once the outlet is saved."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih logo"), "", tr("Gambar (*.png *.jpg *.jpeg)"))
        if name:
            self.take_logo(Path(name))

    def take_logo(self, path: Path) -> None:
        """Keep the picture in a file as the logo to be saved."""
        place = self._screen.place
        with place.feedback.guard(self):
            self._logo = store_picture(place.gallery.folder.pictures, path)
            self._tell_logo()

    def _payload(self) -> str:
        return self.qris.toPlainText().strip()

    def _qris_problem(self) -> str:
        from gallery_pos.errors import GalleryError

        if not self._payload():
            return ""
        try:
            read_qris(self._payload())
        except GalleryError as error:
            return error.what
        return ""

    def _show_merchant(self) -> None:
        words = tr(_STICKER)
        if self._payload() and not self._qris_problem():
            read = read_qris(self._payload())
            words = tr("QRIS milik {merchant}, {city}.").format(merchant=read.merchant, city=read.city)
        self._form["qris"].show_hint(words)

    def _save(self) -> None:
        if not self._form.check():
            return
        place = self._screen.place
        saved = self._screen.do(
            lambda: revise_outlet(
                place.desk(),
                code=place.gallery.machine.outlet,
                name=self.name.text().strip(),
                region=self.region.text().strip(),
                address=self.address.text().strip(),
                phone=self.phone.text().strip(),
                thanks=self.thanks.text().strip(),
                letterhead=tuple(line.strip() for line in self.letterhead.toPlainText().splitlines() if line.strip()),
                qris=self._payload(),
                logo=self._logo,
                rounding_step=self.step.currentData(),
                rounding_down=self.down.isChecked(),
                timezone=self.zone.currentData(),
                pull_days=self.pull.value(),
                slow_days=self.slow.value(),
                report_day=self.report_day.value(),
                report_to=self.report_to.text().strip(),
                qris_rates=self.rates.rates(),
            )
        )
        if saved is not None:
            self.rates.show_rates(saved.qris_rates)
            place.feedback.toast(tr("Gerai tersimpan."))
