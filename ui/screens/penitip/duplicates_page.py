"""Makers who are perhaps one: the pairs, why, and how to make one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.documents import ConsignorRevised
from gallery_pos.language import tr, tr_noop
from ui.app.finding import consignor_choices
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.register.duplicates import DuplicateRow, find_duplicates
from ui.screens.penitip.merge_dialog import MergeDialog
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form
from ui.widgets.picker import Choice, Picker
from ui.widgets.progress import ProgressStrip
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.app.tasks import Progress
    from ui.workplace import Workplace

_SURE, _LIKELY = 95, 85


def _tone(row: DuplicateRow) -> str:
    return "danger" if row.score >= _SURE else "attention" if row.score >= _LIKELY else "neutral"


def _person(name: str, owner: str, district: str, code: str) -> str:
    return "\n".join((name, " · ".join(part for part in (owner, district, code) if part)))


COLUMNS: tuple[Column[DuplicateRow], ...] = (
    Column(
        tr_noop("Kemungkinan"),
        lambda row: row.score,
        Kind.BADGE,
        text=lambda row: f"{row.score} %",
        tone=_tone,
        width=126,
        search=False,
    ),
    Column(
        tr_noop("Penitip"),
        lambda row: row.business_name,
        stretch=True,
        tip=lambda row: _person(row.business_name, row.owner, row.district, row.code),
    ),
    Column(tr_noop("Kode"), lambda row: row.code, width=84),
    Column(
        tr_noop("Mungkin sama dengan"),
        lambda row: row.other_name,
        stretch=True,
        tip=lambda row: _person(row.other_name, row.other_owner, row.other_district, row.other_code),
    ),
    Column(tr_noop("Kode"), lambda row: row.other_code, width=84),
    Column(tr_noop("Karena"), lambda row: row.reasons, width=280),
)


class DuplicatesPage(QWidget):
    """Searched anew whenever it is opened, off the UI thread, with progress.

    Signals:
        left(): back to the list of makers.
        merged(str): the code of the maker who stays.
    """

    left = Signal()
    merged = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        hint = tr("Nama, pemilik, NIB dan telepon semua penitip sudah dibandingkan.")
        self.list: TableView[DuplicateRow] = TableView(
            COLUMNS,
            lambda row: (row.code, row.other_code),
            EmptyState(tr("Tidak ada yang mungkin sama"), hint),
            name=tr("mungkin-sama"),
            search=tr("Cari nama, kode"),
            on_export=exporter(place, self),
        )
        self.list.activated.connect(self.open_pair)
        self.progress = ProgressStrip()
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(Button(tr("Daftar penitip"), self.left.emit, kind="quiet", icon_name="arrow-left"))
        head.addSpacing(2 * GRID)
        head.addWidget(Label(tr("Mungkin sama"), "title"))
        head.addStretch(1)
        head.addWidget(Button(tr("Pilih sendiri…"), self.choose_pair, icon_name="users"))
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addWidget(card, 1)

    def refresh(self) -> None:
        """Compare everybody anew."""
        gallery = self._place.gallery

        def job(progress: Progress) -> list[DuplicateRow]:
            return find_duplicates(gallery, progress)

        task = self._place.runner.run_long(self, job, self.list.show_rows)
        self.progress.follow(task, tr("Membandingkan penitip"))

    def open_current(self) -> bool:
        """Open the pair that the cursor is on; False where there is none."""
        row = self.list.current()
        if row is not None:
            self.open_pair(row)
        return row is not None

    def open_pair(self, row: DuplicateRow) -> None:
        """Show two makers side by side."""
        book = self._place.gallery.book
        one, other = book.consignor(row.code), book.consignor(row.other_code)
        if one is not None and other is not None:
            self._open(one, other, row.reasons)

    def choose_pair(self) -> None:
        """Ask for two makers of whom only a person knows that they are one."""
        dialog = ChoosePair(self._place, self)
        dialog.chosen.connect(lambda one, other: self._open(one, other, ""))
        dialog.open()

    def _open(self, one: ConsignorRevised, other: ConsignorRevised, reasons: str) -> None:
        dialog = MergeDialog(self._place, self, one, other, reasons)
        dialog.merged.connect(self._on_merged)
        dialog.apart.connect(self.refresh)
        dialog.open()

    def _on_merged(self, code: str) -> None:
        self.list.table.setCurrentIndex(QModelIndex())  # a second F12 must not open the next pair
        self.refresh()
        self.merged.emit(code)


class ChoosePair(Dialog):
    """Two makers, found by name or code.

    Signals:
        chosen(ConsignorRevised, ConsignorRevised): both.
    """

    chosen = Signal(object, object)

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(tr("Pilih dua penitip"), parent.window())
        self.setMinimumWidth(560)
        self._book = place.gallery.book
        self.one, self.other = (Picker(self._find, tr("Ketik nama penitip")) for _ in range(2))
        self.form = Form()
        self.form.add("one", tr("Penitip"), self.one, check=lambda: self._missing(self.one))
        self.form.add("other", tr("Sama dengan"), self.other, check=lambda: self._missing(self.other))
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Bandingkan"), self._tell)
        self.one.setFocus()

    def _find(self, words: str) -> list[Choice]:
        return consignor_choices(self._book.consignors(), words, may_make=False)

    def _missing(self, picker: Picker) -> str:
        if picker.key() is None:
            return tr("pilih penitipnya dari daftar")
        return tr("pilih penitip yang lain") if self.one.key() == self.other.key() and picker is self.other else ""

    def _tell(self) -> None:
        if self.form.check():
            found = [self._book.consignor(str(picker.key())) for picker in (self.one, self.other)]
            self.accept()
            self.chosen.emit(*found)
