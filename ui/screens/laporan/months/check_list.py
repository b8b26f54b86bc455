"""The list before a month is closed: a sign and a sentence for each line, and the way to where it is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gallery_pos.language import tr
from gallery_pos.month_file.findings import sentence
from gallery_pos.month_words import found_words, title_of, todo_words
from gallery_pos.months import Check
from ui.app.screens import SCREENS
from ui.app.tokens import GRID
from ui.widgets.banner import IconLabel
from ui.widgets.buttons import Button
from ui.widgets.card import ScrollColumn
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.months import Checked
    from ui.workplace import Workplace

WAYS: dict[Check, tuple[str, object]] = {
    Check.SHIFTS: ("cash", "shifts"),
    Check.COUNTS: ("stock", "count"),
    Check.STOCKTAKE: ("stock", "count"),
    Check.TRANSIT: ("outlets", "moves"),
    Check.STATEMENTS: ("settlement", "statements"),
    Check.PAYOUTS: ("settlement", ("payouts", "unpaid")),
    Check.ACKNOWLEDGED: ("settlement", ("payouts", "receipts")),
    Check.DISPUTES: ("settlement", "disputes"),
    Check.MATCHING: ("cash", "matching"),
    Check.DEPOSITS: ("cash", "held"),
    Check.OVERRIDES: ("guidance", ("legality", "gate")),
}
"""The screen where a line is put right, and what is handed to it."""


class CheckList(ScrollColumn):
    """Lines that keep the month open come first, then what is only written down, then what holds.

    Signals:
        go(Checked): a person wants to put this line right.
    """

    go = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._seen = {spec.id for spec in SCREENS if place.user.role in spec.roles}
        self._rows: QWidget | None = None
        self.listed: Sequence[Checked] = ()

    def show_checks(self, checks: Sequence[Checked]) -> None:
        """Show the lines of a month."""
        self.listed = checks
        self._show(())

    def show_changes(self, changes: Sequence[str]) -> None:
        """Show above them what was changed of the month behind the program's back."""
        self._show(changes)

    def _show(self, changes: Sequence[str]) -> None:
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        self._rows.setProperty("surface", "none")
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID + 4)
        grid.setColumnStretch(1, 1)
        for row, words in enumerate(changes):
            grid.addWidget(IconLabel("x-circle", "danger_text", 22), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(sentence(words), wrap=True), row, 1, 1, 2)
        for row, check in enumerate(sorted(self.listed, key=_order), start=len(changes)):
            self._add(grid, row, check)
        grid.setRowStretch(len(changes) + len(self.listed), 1)
        self.body.addWidget(self._rows)

    def _add(self, grid: QGridLayout, row: int, check: Checked) -> None:
        sign, ink = _sign(check)
        lamp = IconLabel(sign, ink, 22)
        grid.addWidget(lamp, row, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title_of(check.code), "strong"))
        words.addWidget(Label(found_words(check), "body" if not check.passed else "soft", wrap=True))
        if todo := todo_words(check):
            words.addWidget(Label(todo, "small", wrap=True))
        grid.addLayout(words, row, 1)
        if check.found and (check.code is Check.DAYS or WAYS[check.code][0] in self._seen):
            button = Button(tr("Buka"), lambda: self.go.emit(check), icon_name="arrow-right")
            button.setAccessibleName(tr("Buka: {name}").format(name=title_of(check.code)))
            grid.addWidget(button, row, 2, Qt.AlignmentFlag.AlignTop)


def _order(check: Checked) -> int:
    return 0 if check.blocks else 1 if not check.passed else 2


def _sign(check: Checked) -> tuple[str, str]:
    """Return the sign of a line: a cross keeps the month open, a triangle is written down, a tick holds."""
    if check.blocks:
        return "x-circle", "danger_text"
    if not check.passed:
        return "warning", "attention_text"
    return ("info", "info") if check.found else ("check-circle", "ok")
