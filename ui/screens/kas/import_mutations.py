"""A mutation file comes in: its first rows are shown, its columns guessed, and a person chooses where the guess is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gallery_pos.documents import BankFormatRevised, Holding
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.reading.bank_amounts import Style
from gallery_pos.services.importing.bank_columns import FIELDS
from ui.app.tokens import CONTROL_HEIGHT, GRID
from ui.books.matching import FileRead, plan_file, read_file, take_in
from ui.widgets.buttons import Button, Segments
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.form import titled
from ui.widgets.stack import PageStack
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.services.importing.mutations import MutationPlan
    from ui.app.screen import Screen
    from ui.books.matching import MatchResult

_WIDTH, _HEIGHT = 980, 660
_WIDEST = 360
"""Pixels of a column of the file: what a bank writes about a payment is long."""
_MOST_PROBLEMS = 5
_ASK, _NONE = "ask", ""


class ImportMutationsDialog(Dialog):
    """Chooses a file, its bank and its columns; what would come in stands there before anything is done.

    Signals:
        taken(Done[MatchResult]): the file is in and matched.
    """

    taken = Signal(object)

    def __init__(self, host: Screen, account: Holding) -> None:
        super().__init__(
            tr("Impor mutasi bank") if account is Holding.BANK else tr("Impor mutasi QRIS"),
            host.window(),
            hint=tr(
                "Berkas CSV atau XLSX yang diunduh dari bank atau penyedia QRIS. Baris yang sudah ada tidak masuk dua kali."
            ),
        )
        self.spread(_WIDTH, _HEIGHT)
        self._host, self._place, self._account = host, host.place, account
        self._read: FileRead | None = None
        self._plan: MutationPlan | None = None
        self._wanted = False
        self.bank = QLineEdit()
        self.bank.setPlaceholderText(tr("mis. BJB, BCA, Nobu"))
        self.bank.setMinimumWidth(220)
        self.bank.editingFinished.connect(self._replan_by_bank)
        self._file = Label(tr("Belum ada berkas."), "soft")
        self._file.setMinimumHeight(CONTROL_HEIGHT)
        self.habit = Segments(
            [(_ASK, tr("Lihat dari berkas")), (Style.DOTS, "1.234.567,00"), (Style.COMMAS, "1,234,567.00")]
        )
        self.habit.chosen.connect(lambda _style: self._replan())
        self._thousands = titled(tr("Pemisah ribuan"), self.habit)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        pick = Button(tr("Pilih berkas…"), self._ask_file, icon_name="folder-open")
        head.addWidget(pick, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._file, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._thousands)
        head.addWidget(titled(tr("Nama bank"), self.bank))
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(head)
        self.rows = QTableWidget()
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.verticalHeader().hide()
        self.columns: dict[str, QComboBox] = {}
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.rows, 1)
        column.addLayout(self._chooser())
        self._pages = PageStack()
        self._pages.addWidget(
            EmptyState(
                tr("Pilih berkas mutasinya"),
                tr("Kolomnya dikenali sendiri dan diingat per bank. Yang akan masuk terlihat dulu di sini."),
            )
        )
        self._pages.addWidget(found)
        self.body.addWidget(self._pages, 1)
        self._said = Label("", "strong", wrap=True)
        self.body.addWidget(self._said)
        self.add_cancel()
        self._go = self.add_primary(tr("Masukkan dan cocokkan"), self._take_in)
        self._offer_banks()
        self._show_found(found=False)

    def _show_found(self, *, found: bool) -> None:
        """Before there is a file nothing asks about its columns."""
        self._pages.setCurrentIndex(1 if found else 0)
        self._thousands.setVisible(found)

    def _chooser(self) -> QGridLayout:
        grid = QGridLayout()
        for at, (field, words) in enumerate(FIELDS.items()):
            box = QComboBox()
            box.setAccessibleName(tr(words))
            box.activated.connect(lambda _at: self._replan(chosen=True))
            self.columns[field] = box
            grid.addWidget(titled(tr(words), box), at // 5, at % 5)
        return grid

    def _offer_banks(self) -> None:
        """Begin with the bank whose file came last."""
        known = [
            one
            for one in self._place.gallery.book.latest_of_all(BankFormatRevised)
            if one.account is self._account and one.active
        ]
        if known:
            self.bank.setText(known[-1].name)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Pilih berkas"), "", tr("Tabel (*.xlsx *.csv)"))
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Read a file off the UI thread and show what it would bring in."""
        self.banner.clear()
        self._file.setText(path.name)
        self._place.runner.run(self, lambda: read_file(path), self._loaded)

    def _loaded(self, read: FileRead) -> None:
        self._read = read
        self._replan()

    def _replan_by_bank(self) -> None:
        if self._read is not None:
            self._replan()

    def _replan(self, *, chosen: bool = False) -> None:
        """Work out again what would come in; with ``chosen`` by the columns that stand there."""
        if self._read is None:
            return
        columns = (
            {field: box.currentText() for field, box in self.columns.items() if box.currentText()} if chosen else None
        )
        choice, read, desk, bank = self.habit.choice(), self._read, self._place.desk(), self.bank.text()
        style = None if choice == _ASK else Style(choice)

        def job() -> MutationPlan:
            return plan_file(desk, read, account=self._account, bank=bank, columns=columns, style=style)

        self._plan, self._wanted = None, False  # what stands there is of another choice: nothing comes in by it
        self._place.runner.run(self, job, lambda plan: self._show(plan, keep=chosen))

    def _show(self, plan: MutationPlan, *, keep: bool) -> None:
        self._plan = plan
        self._show_found(found=True)
        found = plan.found
        titles = found.titles if found else ()
        if not keep:
            for field, box in self.columns.items():
                box.clear()
                box.addItem(_NONE)
                box.addItems(list(titles))
                box.setCurrentText(plan.columns.get(field, _NONE))
            self._show_rows(plan)
        self.banner.clear()
        if plan.asks_style:
            self.banner.say(
                tr("Tidak jelas mana pemisah ribuannya."), tr("Pilih di bawah seperti yang tertulis di berkas.")
            )
        elif plan.problems:
            first = plan.problems[:_MOST_PROBLEMS]
            rows = "\n".join(
                tr("baris {row}: {reason}").format(row=one.row, reason=one.reason) if one.row else one.reason
                for one in first
            )
            more = len(plan.problems) - len(first)
            if more:
                rows += "\n" + tr("dan {count} lagi").format(count=format_count(more))
            self.banner.say(tr("Berkas ini belum bisa masuk."), rows, "danger")
        self._said.setText(_words(plan) if plan.ready else "")
        if self._wanted:
            self._take_in()

    def _show_rows(self, plan: MutationPlan) -> None:
        found = plan.found
        self.rows.clear()
        if found is None:
            self.rows.setRowCount(0)
            return
        width = max((len(row) for row in found.rows), default=0)
        self.rows.setColumnCount(width)
        self.rows.setRowCount(len(found.rows))
        at = {place: found.header.titles[field] for field, place in found.header.places.items()}
        header = next((row.cells for row in found.sheet.rows if row.number == found.header.row), ())
        names = [
            at.get(n) or (str(header[n]) if n < len(header) and header[n] is not None else "") for n in range(width)
        ]
        self.rows.setHorizontalHeaderLabels(names)
        for y, row in enumerate(found.rows):
            for x, text in enumerate(row):
                self.rows.setItem(y, x, QTableWidgetItem(text))
        self.rows.resizeColumnsToContents()
        for x in range(width):
            self.rows.setColumnWidth(x, min(self.rows.columnWidth(x), _WIDEST))

    def _take_in(self) -> None:
        plan = self._plan
        if plan is None and self._read is not None:
            self._wanted = True  # a press that came while the columns are being read again
            return
        if plan is None:
            self.banner.say(tr("Pilih berkasnya dulu."))
            return
        self._wanted = False
        if not plan.ready:
            return
        gallery, desk, bank = self._place.gallery, self._place.desk(), self.bank.text()
        self._go.setEnabled(False)
        task = self._host.work(
            tr("Memasukkan dan mencocokkan"),
            lambda progress: take_in(gallery, desk, plan, bank=bank, progress=progress),
            self._taken,
        )
        task.ended.connect(self._again)

    def _again(self) -> None:
        """Whatever became of the file, another try may be made."""
        self._go.setEnabled(True)

    def _taken(self, done: Done[MatchResult]) -> None:
        self.accept()
        self.taken.emit(done)


def _words(plan: MutationPlan) -> str:
    into = sum(line.amount for line in plan.lines if line.amount > 0)
    out = -sum(line.amount for line in plan.lines if line.amount < 0)
    words = tr("{count} mutasi baru: masuk {into}, keluar {out}.").format(
        count=format_count(len(plan.lines)), into=format_rupiah(into), out=format_rupiah(out)
    )
    if plan.known:
        known = tr("{count} sudah ada dari berkas lain.").format(count=format_count(plan.known))
        words = f"{words} {known}"
    return words
