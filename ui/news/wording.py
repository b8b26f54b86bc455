"""The gallery words a message itself, and sees beside it what a maker will read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from gallery_pos.documents import MessageKind
from gallery_pos.formatting import format_date, format_long_date, format_period
from gallery_pos.language import tr
from gallery_pos.message_texts import NAMES, compose, template_code
from ui.app.names import MESSAGES
from ui.dialogs.template import TemplateDialog
from ui.news.shelf import days_words, signature
from ui.widgets.form import titled

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace


class WordingDialog(TemplateDialog):
    """A text with names in braces at the left, the same filled in at the right."""

    def __init__(self, place: Workplace, parent: QWidget, kind: MessageKind, default: str) -> None:
        title = tr("Naskah: {kind}").format(kind=tr(MESSAGES[kind]))
        note = tr("Baris yang isiannya tidak diketahui tidak ikut. Kabar yang sudah dikirim tidak berubah.")
        super().__init__(place, parent, title, template_code(kind), NAMES[kind], default, note=note)
        self.spread(980, 600)
        today = place.desk().today()
        self._values = {
            **_values(kind, today),
            **{name: text for name, text in signature(place.gallery).items() if text},
        }
        self._lines = _lines(kind, today)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.beside.addWidget(titled(tr("Contoh yang dibaca penitip"), self.preview), 1)
        self.text.textChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        names = {name: text for name, text in self._values.items() if name in self._names}
        self.preview.setPlainText(compose(self.text.toPlainText(), names, self._lines))


def _lines(kind: MessageKind, today: date) -> list[str]:
    """Return the list of a made-up maker, as a message of this kind has it."""
    soon = today + timedelta(days=12)
    crisps, paste = tr("Keripik Singkong 200 g"), tr("Sambal Terasi")
    sold, pieces = tr("{name}: {count} terjual, hak Anda {amount}"), tr("{name}: {count} buah ({reason})")
    dated, paper = tr("{name}: {count} buah, s.d. {day} ({left})"), tr("{paper} {name}, sampai {day} ({left})")
    of_sales = [
        sold.format(name=crisps, count="6", amount="Rp72.000"),
        sold.format(name=paste, count="2", amount="Rp36.000"),
    ]
    lines = {
        MessageKind.SOLD: of_sales,
        MessageKind.STATEMENT: [tr("Saldo sebelumnya: {amount}").format(amount="Rp48.000"), *of_sales],
        MessageKind.RESTOCK: [
            pieces.format(name=crisps, count="12", reason=tr("sisa 2, laku 6 sepekan")),
            pieces.format(name=paste, count="6", reason=tr("habis")),
        ],
        MessageKind.PICK_UP: [
            pieces.format(name=crisps, count="4", reason=tr("sudah kedaluwarsa")),
            pieces.format(name=paste, count="2", reason=tr("lama tidak terjual")),
        ],
        MessageKind.EXPIRING: [
            dated.format(name=name, count=count, day=format_date(soon), left=days_words(12))
            for name, count in ((crisps, "4"), (paste, "2"))
        ],
        MessageKind.PAPERS: [paper.format(paper="P-IRT", name=crisps, day=format_date(soon), left=days_words(12))],
    }
    return lines.get(kind, [])


def _values(kind: MessageKind, today: date) -> dict[str, str]:
    return {
        "usaha": "Dapur Bu Enah",
        "galeri": tr("Galeri"),
        "telepon": "0267-400000",
        "periode": format_period(today - timedelta(days=6), today),
        "barang": "8" if kind is MessageKind.SOLD else "6",
        "penjualan": "Rp135.000",
        "komisi": "-Rp27.000",
        "hak": "Rp108.000",
        "dibayarkan": "Rp156.000",
        "sisa": "14",
        "nomor": "KW-GALERI-A-000126" if kind is MessageKind.PAYMENT else "LP-GALERI-A-000126",
        "tanggal": format_long_date(today),
        "jumlah": "Rp108.000",
        "cara": tr("Transfer").casefold(),
        "rujukan": "BJB-20261122-001",
        "kode": "7K3QX-9M2PD",
    }
