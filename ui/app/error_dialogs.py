"""How the three families of error look when they need a window of their own. Only :mod:`ui.app.feedback` opens these."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from gallery_pos.errors import BadInput, GalleryError, Problem
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.sheets import text_cell
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.widgets.banner import ICONS, IconLabel
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label, Tone

_INKS: dict[Tone, str] = {"attention": "attention_text", "danger": "danger_text"}


class MessageDialog(Dialog):
    """A title, up to three sentences, details that fold out; Enter closes it, for it posts nothing."""

    def __init__(self, title: str, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, enter_closes=True)
        self.setMinimumWidth(560)
        picture = IconLabel(ICONS[tone][0], _INKS.get(tone, "info"), 32)
        self.head.insertWidget(0, picture, 0, Qt.AlignmentFlag.AlignTop)
        self._told: list[str] = [title]

    def say(self, heading: str, sentence: str) -> None:
        """Add a sentence under a small heading of its own; nothing for an empty one."""
        if not sentence:
            return
        self._told.append(sentence)
        block = QVBoxLayout()
        self.body.addLayout(block)
        block.setSpacing(2)
        block.addWidget(Label(heading, "caption"))
        block.addWidget(Label(sentence, wrap=True))

    def add_details(self, details: str) -> None:
        """Add what only helps those who repair: folded away until it is asked for."""
        box = QPlainTextEdit(details)
        box.setReadOnly(True)
        box.setMinimumHeight(160)
        box.hide()
        unfold = Button(tr("Rincian teknis"), kind="quiet", size="small", icon_name="caret-down")
        unfold.setCheckable(True)
        unfold.toggled.connect(box.setVisible)
        self.body.addWidget(unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(box, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the last button, so that the space bar is enough."""
        super().showEvent(event)
        if buttons := self.findChildren(Button):
            buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return everything it says, for tests and screen readers."""
        return " ".join(self._told)


def trouble_dialog(error: GalleryError, details: str, parent: QWidget | None) -> MessageDialog:
    """Return the dialog for a world that failed: what happened, what is safe, what to do."""
    dialog = MessageDialog(error.what, "attention", parent)
    dialog.say(tr("Yang aman"), error.safe)
    dialog.say(tr("Yang perlu dilakukan"), error.todo)
    dialog.add_details(details)
    dialog.add_button(tr("Mengerti"), dialog.accept, kind="primary")
    return dialog


def bug_dialog(number: str, details: str, parent: QWidget | None) -> MessageDialog:
    """Return the dialog for a mistake of ours, which has been written to the log under ``number``."""
    dialog = MessageDialog(tr("Ada yang keliru di dalam program ini."), "danger", parent)
    dialog.say(
        tr("Yang aman"),
        tr("Keranjang dan semua yang sudah tersimpan tetap ada. Yang baru saja Anda lakukan mungkin belum tersimpan."),
    )
    dialog.say(
        tr("Yang perlu dilakukan"),
        tr(
            "Periksa dulu di daftar apakah yang terakhir sudah tercatat, lalu lanjutkan. "
            "Jika terulang, tutup dan buka lagi program ini, dan laporkan nomor {number}."
        ).format(number=number),
    )
    dialog.add_details(details)
    dialog.add_button(tr("Salin untuk laporan"), lambda: QGuiApplication.clipboard().setText(details), icon_name="copy")
    dialog.add_button(tr("Lanjutkan"), dialog.accept, kind="primary")
    return dialog


_COLUMNS: tuple[Column[Problem], ...] = (
    Column(tr_noop("Baris"), lambda p: p.row or None, Kind.NUMBER, width=72),
    Column(tr_noop("Kolom"), lambda p: p.column, width=140),
    Column(tr_noop("Isi"), lambda p: p.value, width=140),
    Column(tr_noop("Alasan"), lambda p: p.reason, stretch=True),
)


def bad_input_dialog(
    error: BadInput, save: Callable[[Path, Sequence[Problem]], None], parent: QWidget | None
) -> MessageDialog:
    """Return the dialog that lists every problem of a file or form and can save the list."""
    dialog = MessageDialog(error.what, "attention", parent)
    dialog.setMinimumSize(860, 500)
    counted = tr("{count} hal perlu dibetulkan.").format(count=format_count(len(error.problems)))
    dialog.say(tr("Yang aman"), error.safe or tr("Belum ada yang berubah."))
    dialog.say(tr("Yang perlu dilakukan"), f"{error.todo} {counted}".strip())
    table: TableView[Problem] = TableView(
        _COLUMNS, lambda p: (p.file, p.sheet, p.row, p.column, p.value, p.reason), EmptyState(tr("Tidak ada rincian"))
    )
    table.show_rows(error.problems)
    card = Card()
    card.set_tight()
    card.add(table, 1)
    dialog.body.addWidget(card, 1)
    dialog.add_button(tr("Simpan daftar…"), lambda: _save(error, save, dialog), icon_name="floppy-disk")
    dialog.add_button(tr("Tutup"), dialog.accept, kind="primary")
    return dialog


def _save(error: BadInput, save: Callable[[Path, Sequence[Problem]], None], dialog: MessageDialog) -> None:
    name, _ = QFileDialog.getSaveFileName(dialog, tr("Simpan daftar"), tr("daftar-masalah") + ".csv", "CSV (*.csv)")
    if name:
        save(Path(name), error.problems)


def write_problems(path: Path, problems: Sequence[Problem]) -> None:
    """Write the list as CSV that spreadsheets open: UTF-8 with a BOM, and nothing that they would take for a formula.

    Raises StorageTrouble (``file.write``).
    """
    from receipts.files import save

    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([tr("berkas"), tr("lembar"), tr("baris"), tr("kolom"), tr("isi"), tr("alasan")])
    for problem in problems:
        cells = (problem.file, problem.sheet, problem.row or "", problem.column, problem.value, problem.reason)
        writer.writerow([text_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    save(path, file.getvalue().encode("utf-8-sig"))
