"""What curators give points for: a name and a weight each, one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gallery_pos.documents import Criterion
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.widgets.edits import QuantityEdit
from ui.widgets.text import Label

MOST = 10
_EMPTY = 2
_LETTERS = 40


def usual_criteria() -> list[tuple[str, int]]:
    """Return what a first round begins with; legality is not among them, for that the gate is there."""
    return [
        (tr("Mutu dan rasa"), 3),
        (tr("Kemasan dan label"), 2),
        (tr("Keunggulan daerah"), 2),
        (tr("Kapasitas produksi"), 2),
        (tr("Harga"), 1),
    ]


class CriteriaEdit(QWidget):
    """Rows to fill in; an empty one does not count, and there is always another one."""

    def __init__(self, given: Sequence[Criterion] = ()) -> None:
        super().__init__()
        self.names: list[QLineEdit] = []
        self.weights: list[QuantityEdit] = []
        self._codes = {one.name: one.code for one in given}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(Label(tr("Kriteria"), "small"), 0, 0)
        self._grid.addWidget(Label(tr("Bobot"), "small"), 0, 1)
        told = [(one.name, one.weight) for one in given] or usual_criteria()
        for name, weight in told:
            self._add(name, weight)
        for _ in range(min(_EMPTY, MOST - len(told))):
            self._add("", 1)

    def _add(self, name: str, weight: int) -> None:
        at = len(self.names) + 1
        field, number = QLineEdit(name), QuantityEdit(weight, least=1, most=100)
        field.setMaxLength(_LETTERS)
        field.setPlaceholderText(tr("kriteria lain"))
        field.setAccessibleName(tr("Kriteria {number}").format(number=at))
        number.setAccessibleName(tr("Bobot kriteria {number}").format(number=at))
        number.setFixedWidth(72)
        self.names.append(field)
        self.weights.append(number)
        self._grid.addWidget(field, at, 0)
        self._grid.addWidget(number, at, 1)

    def value(self) -> tuple[Criterion, ...]:
        """Return the criteria; one that keeps its name keeps its code."""
        rows = [(name.text().strip(), weight.value()) for name, weight in zip(self.names, self.weights, strict=True)]
        return tuple(
            Criterion(code=self._codes.get(name, name.casefold()), name=name, weight=weight or 0)
            for name, weight in rows
            if name
        )

    def lock(self) -> None:
        """Show only: points were given already."""
        for field in (*self.names, *self.weights):
            field.setReadOnly(True)
