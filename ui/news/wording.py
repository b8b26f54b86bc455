"""The gallery words a message itself, and sees beside it what a maker will read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from gallery_pos.language import tr
from gallery_pos.message_texts import NAMES, compose, template_code
from ui.app.names import MESSAGES
from ui.dialogs.template import TemplateDialog
from ui.news.shelf import signature

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.documents import MessageKind
    from ui.workplace import Workplace


class WordingDialog(TemplateDialog):
    """A text with names in braces at the left, the same filled in at the right."""

    def __init__(self, place: Workplace, parent: QWidget, kind: MessageKind, default: str) -> None:
        title = tr("Naskah: {kind}").format(kind=tr(MESSAGES[kind]))
        super().__init__(place, parent, title, template_code(kind), NAMES[kind], default)
        self.spread(980, 600)
        self._values = {**_samples(), **{name: text for name, text in signature(place.gallery).items() if text}}
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(tr("Contoh"))
        self.beside.addWidget(self.preview, 1)
        self.text.textChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        names = {name: text for name, text in self._values.items() if name in self._names}
        lines = [
            tr("Keripik Singkong 200 g: 6 terjual, hak Anda Rp72.000"),
            tr("Sambal Terasi: 2 terjual, hak Anda Rp36.000"),
        ]
        self.preview.setPlainText(compose(self.text.toPlainText(), names, lines))


def _samples() -> dict[str, str]:
    return {
        "usaha": "Dapur Bu Enah",
        "galeri": tr("Galeri"),
        "telepon": "0267-400000",
        "periode": "16–22 Nov 2026",
        "barang": "8",
        "penjualan": "Rp135.000",
        "komisi": "-Rp27.000",
        "hak": "Rp108.000",
        "dibayarkan": "Rp108.000",
        "sisa": "14",
        "nomor": "LP-GALERI-A-000126",
        "tanggal": "22 November 2026",
        "jumlah": "Rp108.000",
        "cara": tr("Transfer").casefold(),
        "rujukan": "BJB-20261122-001",
        "kode": "7K3QX-9M2PD",
    }
