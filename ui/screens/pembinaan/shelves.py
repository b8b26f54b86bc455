"""The shelves of this outlet, changed in place: a name, a short code, and how many turns stand there at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gallery_pos.documents import Shelf
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_quantity
from ui.app.tokens import ROW_HEIGHT
from ui.widgets.text import RIGHT

_NAME, _CODE, _SLOTS = range(3)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LONGEST = {_NAME: 60, _CODE: 12}


class ShelvesEdit(QTableWidget):
    """The last row is empty: whatever is written there is a new shelf. A row without a name is a shelf taken away."""

    def __init__(
        self, keep: Callable[[list[Shelf]], bool], refuse: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        """``keep`` writes the shelves and tells whether that went well; ``refuse`` says why a cell cannot be taken."""
        super().__init__(0, 3, parent)
        self._keep, self._refuse = keep, refuse
        self._shelves: tuple[Shelf, ...] = ()
        self._may = True
        self.setAccessibleName(tr("Rak di gerai ini"))
        self.setHorizontalHeaderLabels([tr("Nama rak"), tr("Kode"), tr("Tempat (0: bebas)")])
        self.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        for column, side in enumerate((_LEFT, _LEFT, RIGHT)):
            title = self.horizontalHeaderItem(column)
            if title is not None:
                title.setTextAlignment(side)
        self.setColumnWidth(_CODE, 120)
        self.setColumnWidth(_SLOTS, 170)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.cellChanged.connect(self._on_changed)

    def show_shelves(self, shelves: Sequence[Shelf], *, may: bool) -> None:
        """Show what there is."""
        before = self.currentRow(), self.currentColumn()
        self._shelves, self._may = tuple(shelves), may
        self.blockSignals(True)
        self.setRowCount(len(shelves) + may)
        for row, shelf in enumerate(shelves):
            for column, text in enumerate((shelf.name, shelf.code, str(shelf.slots))):
                self._put(row, column, text)
        if may:
            for column in range(3):
                self._put(len(shelves), column, "")
            self.setVerticalHeaderItem(len(shelves), QTableWidgetItem("+"))
        self.blockSignals(False)
        if before[0] >= 0:
            self.setCurrentCell(min(before[0], self.rowCount() - 1), before[1])

    def _put(self, row: int, column: int, text: str) -> None:
        item = QTableWidgetItem(text)
        if not self._may or (column == _CODE and row < len(self._shelves)):
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if column == _SLOTS:
            item.setTextAlignment(RIGHT)
        if row == len(self._shelves) and column == _NAME:
            item.setToolTip(tr("Tulis nama rak baru di sini"))
        self.setItem(row, column, item)

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return " ".join(item.text().split())[: _LONGEST.get(column, 8)] if item is not None else ""

    def _on_changed(self, row: int, column: int) -> None:
        if row == len(self._shelves) and column != _NAME and not self._text(row, _NAME):
            return
        try:
            shelves = self._typed()
        except Unreadable as error:
            self._refuse(str(error))
        else:
            if self._keep(shelves):
                return
        self.show_shelves(self._shelves, may=self._may)

    def _typed(self) -> list[Shelf]:
        """Return the shelves as they stand in the cells; a new one without a code is given one."""
        found: list[Shelf] = []
        taken = {shelf.code for shelf in self._shelves}
        for row in range(self.rowCount()):
            name, code, slots = (self._text(row, column) for column in range(3))
            if not name:
                continue
            code = code or next(new for n in range(1, len(taken) + 2) if (new := f"R{n}") not in taken)
            found.append(Shelf(code=code, name=name, slots=read_quantity(slots) if slots else 0))
        return found
