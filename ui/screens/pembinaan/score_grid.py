"""One curator's sheet as it is typed: candidates below each other, a cell for each criterion, the mean at once.

Nobody sees here what another curator gave, nor what was handed in before: a row that was handed in says only that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gallery_pos.language import tr, tr_noop
from gallery_pos.money import divide_half_up
from gallery_pos.services.curation import MOST_POINTS
from ui.app.tables import Column, Kind
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.papers.entry import points_words
from ui.widgets.text import Label
from ui.widgets.typed_table import TypedTable

if TYPE_CHECKING:
    from collections.abc import Hashable

    from db.queries.curation import Candidate, RoundSheet


class ScoreGrid(QWidget):
    """The grid; ``values`` are points by product and code of criterion.

    Signals:
        typed(): other points stand there.
    """

    typed = Signal()

    def __init__(self, sheet: RoundSheet, curator: str) -> None:
        super().__init__()
        self._sheet, self.curator = sheet, curator
        self._weights = {one.code: one.weight for one in sheet.round.criteria}
        short = _short([one.name for one in sheet.round.criteria])
        titles = {
            tr("{name} ×{weight}").format(name=name, weight=one.weight): one.code
            for name, one in zip(short, sheet.round.criteria, strict=True)
        }
        columns: list[Column[Candidate]] = [
            Column(
                tr_noop("Barang"),
                lambda row: row.name,
                stretch=True,
                tip=lambda row: f"{row.name}\n{row.business_name}",
            ),
        ]
        columns += [Column(title, lambda _row: None, Kind.NUMBER) for title in titles]
        columns += [
            Column(tr_noop("Nilai"), self._mean, Kind.NUMBER, text=lambda row: points_words(self._mean(row)), width=72),
            Column(
                tr_noop("Keadaan"),
                self._state,
                Kind.BADGE,
                tone=lambda row: "good" if self._handed_in(row) else "neutral",
            ),
        ]
        self.table: TypedTable[Candidate] = TypedTable(columns, lambda row: row.product, titles)
        self.table.rows.most, self.table.rows.wrong = MOST_POINTS, {}
        self.table.rows.typed.connect(self._on_typed)
        self.table.rows.refused.connect(self._refuse)
        self.table.show_rows(list(sheet.candidates))
        told = ", ".join(
            tr("{name} (bobot {weight})").format(name=one.name, weight=one.weight) for one in sheet.round.criteria
        )
        self._legend = tr("Nilai 0 sampai 100. {criteria}").format(criteria=told)
        self.says = Label(self._legend, "soft", wrap=True)
        self.says.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.says)
        layout.addWidget(self.table, 1)

    def _points(self, row: Candidate) -> dict[str, int]:
        found = {code: self.table.rows.value(row, code) for code in self._weights}
        return {code: value for code, value in found.items() if value is not None}

    def _mean(self, row: Candidate) -> int | None:
        points = self._points(row)
        if len(points) < len(self._weights):
            return None
        total = sum(self._weights[code] * value for code, value in points.items())
        return divide_half_up(100 * total, sum(self._weights.values()))

    def _handed_in(self, row: Candidate) -> bool:
        return any(each.curator == self.curator for each in row.sheets)

    def _state(self, row: Candidate) -> str:
        return tr("Sudah dinilai") if self._handed_in(row) else tr("Belum dinilai")

    def _on_typed(self, _key: Hashable, _name: str) -> None:
        self.table.rows.touch()
        self._say()
        self.typed.emit()

    def _refuse(self, _what: str) -> None:
        self.table.rows.touch()
        self._say()

    def _say(self) -> None:
        """Say above the cells what cannot be taken, else what the points mean."""
        wrong = self.wrong()
        self.says.setText(wrong or self._legend)
        set_look(self.says, role="wrong" if wrong else "soft")

    def wrong(self) -> str:
        """Return which points cannot be taken, "" where all can; they stay in sight, in red, until they are put right."""
        rows = {row.product: row.name for row in self._sheet.candidates}
        told = [f"{rows[str(key)]}: {text}" for (key, _name), text in (self.table.rows.wrong or {}).items()]
        return tr("{what}: nilai antara 0 dan 100.").format(what="; ".join(told)) if told else ""

    def begin(self) -> None:
        """Put the cursor into the first cell, also where it is there already: the cell opens for typing."""
        self.table.finish()
        self.table.setCurrentIndex(QModelIndex())
        self.table.begin()

    def put_back(self, values: dict[tuple[Hashable, str], int]) -> None:
        """Show what was typed before."""
        self.table.rows.values = dict(values)
        self.table.rows.touch()

    def complete(self) -> dict[str, dict[str, int]]:
        """Return the points of every candidate that has all of them."""
        self.table.finish()
        rows = {row.product: self._points(row) for row in self._sheet.candidates}
        return {product: points for product, points in rows.items() if len(points) == len(self._weights)}

    def half(self) -> list[str]:
        """Return the names of candidates of whom some points are missing."""
        self.table.finish()
        wanted = len(self._weights)
        return [row.name for row in self._sheet.candidates if 0 < len(self._points(row)) < wanted]


def _short(names: list[str]) -> list[str]:
    """Return the first word of each name, where that tells them apart; the whole names stand above the grid."""
    words = [name.split()[0] for name in names]
    return words if len({word.casefold() for word in words}) == len(words) else names
