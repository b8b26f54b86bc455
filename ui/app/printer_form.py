"""How the receipt printer of this machine is described, in the first-run assistant and in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.settings import PrinterSettings
from ui.widgets.edits import NumberBox
from ui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Mapping


class PrinterForm(QWidget):
    """Fields for a printer; which of them are shown follows how it is connected."""

    def __init__(self, settings: PrinterSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = QComboBox()
        for kind, text in _kinds().items():
            self._kind.addItem(text, kind)
        self._address = QLineEdit()
        self._queue = QComboBox()
        self._queue.setEditable(True)
        self._port = NumberBox(1, 65_535)
        self._paper = QComboBox()
        self._paper.addItem(tr("58 mm (32 huruf)"), 58)
        self._paper.addItem(tr("80 mm (48 huruf)"), 80)
        self._drawer = QCheckBox(tr("Laci uang tersambung ke printer ini"))
        self._cut = QCheckBox(tr("Printer memotong kertas sendiri"))
        self._form = Form()
        self._form.add("kind", tr("Sambungan"), self._kind)
        self._form.add("queue", tr("Antrean cetak"), self._queue, required=True)
        self._form.add("address", tr("Alamat"), self._address, required=True)
        self._form.add("port", tr("Port"), self._port)
        self._form.add("paper", tr("Lebar kertas"), self._paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        column.addWidget(self._drawer)
        column.addWidget(self._cut)
        self._kind.currentIndexChanged.connect(self._follow)
        self._show(settings)

    def _show(self, settings: PrinterSettings) -> None:
        self._kind.setCurrentIndex(max(self._kind.findData(settings.kind), 0))
        self._address.setText(settings.address)
        self._queue.setCurrentText(settings.address)
        self._port.setValue(settings.port)
        self._paper.setCurrentIndex(max(self._paper.findData(settings.paper), 0))
        self._drawer.setChecked(settings.drawer)
        self._cut.setChecked(settings.cut)
        self._follow()

    def _follow(self) -> None:
        kind = self._kind.currentData()
        there = kind != "none"
        if kind == "system" and not self._queue.count():
            self._fill_queues()
        self._form["queue"].set_visible(kind == "system")
        self._form["address"].set_visible(there and kind != "system")
        self._form["port"].set_visible(kind == "network")
        self._form["paper"].set_visible(there)
        self._drawer.setVisible(there)
        self._cut.setVisible(there)
        self._form["address"].label.setText(_addresses().get(kind, tr("Alamat")))

    def _fill_queues(self) -> None:
        """Ask the system for its queues; asking takes a moment, so only when somebody wants one."""
        from receipts.devices.spooler import system_printers

        written = self._queue.currentText()
        self._queue.addItems(system_printers())
        if written:
            self._queue.setCurrentText(written)

    def check(self) -> bool:
        """Show what is missing; True where nothing is."""
        return self._form.check()

    def settings(self) -> PrinterSettings:
        """Return what was filled in."""
        kind = self._kind.currentData()
        return msgspec.convert(
            {
                "kind": kind,
                "address": self._queue.currentText() if kind == "system" else self._address.text(),
                "port": self._port.value(),
                "paper": self._paper.currentData(),
                "drawer": self._drawer.isChecked(),
                "cut": self._cut.isChecked(),
            },
            PrinterSettings,
        )


def _kinds() -> Mapping[str, str]:
    return {
        "none": tr("Tidak ada printer"),
        "system": tr("Antrean cetak sistem (disarankan)"),
        "network": tr("Jaringan (LAN/Wi-Fi)"),
        "usb": tr("USB langsung"),
        "serial": tr("Serial / Bluetooth (port COM)"),
        "file": tr("Berkas"),
    }


def _addresses() -> Mapping[str, str]:
    return {
        "network": tr("Alamat IP"),
        "usb": tr("Vendor:produk"),
        "serial": tr("Port serial"),
        "file": tr("Berkas atau perangkat"),
    }
