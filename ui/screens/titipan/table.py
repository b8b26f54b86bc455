"""The table of a surat titip that is being filled in, what it comes to, and what is to be said of the current cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.screens.titipan.grid import Grid
from ui.screens.titipan.grid_model import Line
from ui.screens.titipan.rows import TITLES, Cell, problems_of
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from datetime import date

    from ui.screens.titipan.form import IntakeForm
    from ui.screens.titipan.goods import Goods

_LOWEST = 150
"""Pixels that the table keeps in a low window."""


class Table(Card):
    """The grid with its tools.

    Signals:
        tool(str): a button asks for this: "photo", "undo", "delete" or "problem".
    """

    tool = Signal(str)

    def __init__(
        self, goods: Goods, today: Callable[[], date], *, may_price: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._goods = goods
        self._today = today
        self._form: IntakeForm | None = None
        self._dues: Sequence[int] = ()
        self._current = 0
        self._notice = ""
        self.grid = Grid(goods.choices, may_price=may_price)
        self.totals = ElidedLabel("", "strong")
        self.says = ElidedLabel("", "small")
        self.problems = Button("", lambda: self.tool.emit("problem"), size="small", icon_name="warning")
        self.set_tight()
        self.setMinimumHeight(_LOWEST)
        row = self._row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.totals, 1)
        row.addWidget(self.problems)
        self._tools = [
            IconButton(picture, text, partial(self.tool.emit, name))
            for name, picture, text in (
                ("photo", "camera", tr("Foto barang (F9)")),
                ("undo", "arrow-counter-clockwise", tr("Urungkan (Ctrl+Z)")),
                ("delete", "trash-simple", tr("Hapus baris (Ctrl+-)")),
            )
        ]
        for button in self._tools:
            row.addWidget(button)
        self.body.addLayout(row)
        self.add(self.grid, 1)
        below = self._below = QHBoxLayout()
        below.addWidget(self.says, 1)
        self.body.addLayout(below)
        self.set_low(low=False)
        self.grid.moved.connect(self._on_moved)

    def set_low(self, *, low: bool) -> None:
        """Take less room around the rows in a low window."""
        air = 0 if low else GRID
        self._row.setContentsMargins(2 * GRID, air, GRID, air)
        self._below.setContentsMargins(2 * GRID, GRID // 2 if low else GRID, 2 * GRID, GRID // 2 if low else GRID)

    def show_form(self, form: IntakeForm, dues: Sequence[int]) -> None:
        """Show the rows of a form, with what of each is the consignor's."""
        if form is not self._form:
            self._notice = ""
        self._form, self._dues = form, dues
        today, last = self._today(), len(form.lines) - 1
        lines = []
        for at, row in enumerate(form.lines):
            problems = problems_of(row, today)
            if at == last == self._current:  # what is still missing there is about to be written
                problems = {cell: words for cell, words in problems.items() if self._is_written(form, at, cell)}
            lines.append(Line(row, dues[at], problems, self._goods.warning(row.product)))
        self.grid.show_lines(lines)
        wrong = sum(1 for line in lines if line.problems)
        self.problems.setText(tr("{count} baris belum lengkap").format(count=format_count(wrong)))
        self.problems.setVisible(bool(wrong))
        QTimer.singleShot(0, self, self._say_totals)  # once the button for problems has its room
        self._say_totals()
        self._say()

    @staticmethod
    def _is_written(form: IntakeForm, at: int, cell: Cell) -> bool:
        row = form.lines[at]
        names = {Cell.QUANTITY: "quantity", Cell.PRICE: "price"}
        return cell not in names or names[cell] in row.unread

    def _say_totals(self) -> None:
        """Say what it comes to, in fewer words where the room is small: half an amount is a wrong amount."""
        form = self._form
        if form is None or not form.lines:
            self.totals.setText(tr("Satu baris satu barang"))
            return
        amounts = {
            "pieces": format_count(form.pieces),
            "value": format_rupiah(form.value),
            "due": format_rupiah(sum(self._dues)),
        }
        sentences = (
            tr("{pieces} barang · nilai jual {value} · hak penitip bila habis {due}"),
            tr("{pieces} barang · nilai {value} · hak {due}"),
            tr("{pieces} barang · {value}"),
        )
        letters, room = self.totals.fontMetrics(), self.totals.width()
        said = [sentence.format(**amounts) for sentence in sentences]
        self.totals.setText(next((each for each in said if letters.horizontalAdvance(each) <= room), said[-1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._say_totals)

    def say(self, words: str) -> None:
        """Say something of the current cell, until another one is current."""
        self._notice = words
        self._say()

    def _on_moved(self, row: int, _column: int) -> None:
        """What is missing in a row is marked once it is left."""
        self._notice = ""
        if row != self._current:
            self._current = row
            if self._form is not None:
                self.show_form(self._form, self._dues)
        self._say()

    def _say(self) -> None:
        """Say what is wrong with the current cell or row, what a superior will be asked, or who gets what of a piece."""
        at, cell = self.grid.place()
        line = self.grid.rows.line(at)
        problems = (line.problems or {}) if line else {}
        if self._notice:
            words, problems = self._notice, {}
        elif line is None:
            words = tr("Pindai, ketik, atau tempel baris dari Excel. Kedaluwarsa: 6b enam bulan, 2m minggu, 10h hari.")
        elif problems:
            wrong = cell if cell in problems else min(problems)
            words = f"{tr(TITLES[wrong])}: {problems[wrong]}"
        else:
            words = line.warning or self._goods.terms(line.row.product, line.row.price)
        self.says.setText(words)
        set_look(self.says, role="wrong" if problems else "warning" if line and line.warning else "small")
