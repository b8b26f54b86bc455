"""Tables are columns plus frozen rows.

A :class:`Column` says how to get a value from a row and of what kind it is; text, alignment and order follow from the
kind. :class:`TableModel` searches, filters and sorts its rows by itself: a proxy model would call back into Python for
every comparison, which takes half a second for 10,000 rows where sorting a list takes a hundredth.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush

from gallery_pos.formatting import format_count, format_date, format_percent, format_rupiah
from gallery_pos.language import tr
from ui.app.theme import colour
from ui.widgets.text import plain_tip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Kind(StrEnum):
    """What a column holds: how it is written, on which side it stands, and how the export writes it."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    BADGE = "badge"
    CODE = "code"
    """The number of a document: where the room ends it gives way in the middle, for its end tells it apart."""


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.NUMBER: format_count,
    Kind.MONEY: format_rupiah,
    Kind.PERCENT: format_percent,
    Kind.DATE: format_date,
    Kind.BADGE: str,
    Kind.CODE: str,
}
_RIGHT_HAND = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT})

_INKS = {"danger": "danger_text", "attention": "attention_text", "good": "primary_text", "neutral": "ink_soft"}

ToneRole = Qt.ItemDataRole.UserRole + 1
"""The tone (good, attention, danger …) of a badge or an amount."""
RowRole = Qt.ItemDataRole.UserRole + 2
"""The frozen row itself."""

_DISPLAY, _ALIGNMENT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
_TIP, _INK = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.ForegroundRole)
_ANSWERED = frozenset({_DISPLAY, _ALIGNMENT, _TIP, _INK, int(ToneRole), int(RowRole)})
"""What a view gets an answer to, as plain numbers: it asks for eight things of every cell each time it is painted."""


@dataclass(frozen=True)  # no slots: Column[Row](…) must work, and typing sets an attribute then
class Column(Generic[R]):
    """One column of rows of type R.

    ``title`` is Indonesian, marked with tr_noop and translated when shown. ``value`` gets the cell's value from a row:
    rupiah for MONEY, basis points for PERCENT, a date or None for DATE. ``text`` writes it differently from its kind,
    ``sort_key`` orders by something else than the value, ``tone`` (good, attention, danger, neutral) colours
    a badge or the words; amounts below zero are red by themselves. ``tip`` is a tool tip.
    ``width`` is in pixels, 0 for the kind's own; columns that ``stretch`` share what is left. Words give way where the
    room is short, unless they are ``firm``: half a time or half a code says nothing. ``search`` tells whether the search
    box looks here. A table narrower than ``room`` pixels leaves the column out (it is told where the row is opened, and
    exported): 1,000 for windows of 1024, 1,200 for those of 1366. A column without anything in any row goes by itself there.
    """

    title: str
    value: Callable[[R], Any]
    kind: Kind = Kind.TEXT
    text: Callable[[R], str] | None = None
    sort_key: Callable[[R], Any] | None = None
    tone: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    width: int = 0
    stretch: bool = False
    firm: bool = False
    search: bool = True
    room: int = 0

    def written(self, row: R) -> str:
        """Return the cell as people read it; None is an empty cell."""
        if self.text is not None:
            return self.text(row)
        value = self.value(row)
        return "" if value is None else _WRITERS[self.kind](value)

    def order(self, row: R) -> tuple[bool, Any]:
        """Return what the row is ordered by in this column; rows without a value come last."""
        key = self.value(row) if self.sort_key is None else self.sort_key(row)
        return key is None, key.casefold() if isinstance(key, str) else key if key is not None else 0

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Amounts and counts stand at the right."""
        return _RIGHT if self.kind in _RIGHT_HAND else _LEFT


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an export gets: titles, the kind of each column, and rows of plain values (int, str, date or None)."""

    name: str
    titles: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: tuple[tuple[Any, ...], ...]


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows of which some are shown, in some order. ``key`` gives what makes a row itself, to find it again."""

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._rows: tuple[R, ...] = ()
        self._shown: list[int] = []
        self._haystacks: list[str] = []
        self._needles: tuple[str, ...] = ()
        self._keep: Callable[[R], bool] | None = None
        self._sorted_by = -1
        self._descending = False

    # -- what the rows are

    def replace(self, rows: Iterable[R]) -> None:
        """Show other rows. Where only values changed, the view keeps its place and its selection."""
        new = tuple(rows)
        before = [self.key(self._rows[index]) for index in self._shown]
        same = len(new) == len(self._rows)
        self._haystacks = []
        shown = self._arranged(new)
        if same and before == [self.key(new[index]) for index in shown]:
            self._rows, self._shown = new, shown
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows, self._shown = new, shown
        self.endResetModel()

    def change(self, row: R) -> bool:
        """Show another row in place of the one with its key; False where there is none.

        Far cheaper than all rows again, unless it may not be shown any more, or somewhere else.
        """
        key = self.key(row)
        at = next((at for at, each in enumerate(self._rows) if self.key(each) == key), -1)
        if at < 0:
            return False
        rows = (*self._rows[:at], row, *self._rows[at + 1 :])
        if self._keep is not None or self._needles or self._sorted_by >= 0:
            self.replace(rows)
        else:
            self._rows, self._haystacks = rows, []
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))
        return True

    def rows(self) -> tuple[R, ...]:
        """Return every row, shown or not, in the order in which they came."""
        return self._rows

    def shown(self) -> list[R]:
        """Return the rows that are shown, in the order in which they are shown."""
        return [self._rows[index] for index in self._shown]

    def longest(self, column: Column[R]) -> str:
        """Return the longest of a column of numbers, codes or badges among all rows; each value is written once."""
        if column.text is not None:
            return max(map(column.written, self._rows), key=len, default="")
        first = {column.value(row): row for row in self._rows}
        if column.kind in (
            Kind.MONEY,
            Kind.NUMBER,
        ):  # of numbers only the largest on either side of zero can be the longest
            amounts = [amount for amount in first if amount is not None]
            first = {amount: first[amount] for amount in (min(amounts), max(amounts))} if amounts else {}
        return max(map(column.written, first.values()), key=len, default="")

    def row_at(self, row: int) -> R | None:
        """Return the row shown at a position, None outside."""
        return self._rows[self._shown[row]] if 0 <= row < len(self._shown) else None

    def find(self, key: Hashable) -> int:
        """Return the position at which the row with ``key`` is shown, -1 where it is not."""
        return next((at for at, index in enumerate(self._shown) if self.key(self._rows[index]) == key), -1)

    def sheet(self, name: str) -> Sheet:
        """Return what is shown, for an export: everything that was searched out and nothing else."""
        plain = tuple(
            tuple(column.value(row) if column.text is None else column.text(row) for column in self.columns)
            for row in self.shown()
        )
        return Sheet(name, tuple(tr(c.title) for c in self.columns), tuple(c.kind for c in self.columns), plain)

    # -- which of them are shown

    def search(self, text: str) -> None:
        """Show only rows in which every word of ``text`` occurs somewhere."""
        self._needles = tuple(text.casefold().split())
        self._arrange_anew()

    def filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only rows that ``keep`` is true for; None shows all again."""
        self._keep = keep
        self._arrange_anew()

    def _arrange_anew(self) -> None:
        shown = self._arranged(self._rows)
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def _arranged(self, rows: tuple[R, ...]) -> list[int]:
        indices: Iterable[int] = range(len(rows))
        if self._keep is not None:
            keep = self._keep
            indices = [index for index in indices if keep(rows[index])]
        if self._needles:
            if len(self._haystacks) != len(rows):
                searched = [column for column in self.columns if column.search]
                self._haystacks = ["\n".join(column.written(row) for column in searched).casefold() for row in rows]
            hay, needles = self._haystacks, self._needles
            indices = [index for index in indices if all(needle in hay[index] for needle in needles)]
        if self._sorted_by < 0:
            return list(indices)
        return self._in_order(rows, indices)

    def _in_order(self, rows: tuple[R, ...], indices: Iterable[int]) -> list[int]:
        """Sort stably; empty cells stay at the end in both directions."""
        column = self.columns[self._sorted_by]
        keys = {index: column.order(rows[index]) for index in indices}
        filled = sorted(
            (i for i, key in keys.items() if not key[0]), key=lambda i: keys[i][1], reverse=self._descending
        )
        return filled + [i for i, key in keys.items() if key[0]]

    # -- Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        row, at = self.row_at(index.row()), index.column()
        if row is None or at >= len(self.columns):
            return None
        column = self.columns[at]
        return column.written(row) if role == _DISPLAY else self._looks(column, row, role)

    def _looks(self, column: Column[R], row: R, role: int) -> Any:
        """Answer for everything about a cell but its text."""
        if role == _ALIGNMENT:
            return column.alignment
        if role == _TIP:
            return plain_tip(column.tip(row) if column.tip else column.written(row))
        tone = column.tone(row) if column.tone else ""
        if role == _INK:
            value = column.value(row) if column.kind is Kind.MONEY else 0
            ink = "danger_text" if value is not None and value < 0 else _INKS.get(tone)
            return QBrush(colour(ink)) if ink and column.kind is not Kind.BADGE else None
        return {ToneRole: tone, RowRole: row}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].alignment
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        standing = [self._shown[index.row()] for index in before]
        self._shown = self._arranged(self._rows)
        place = {index: at for at, index in enumerate(self._shown)}
        after = [self.index(place[row], index.column()) for row, index in zip(standing, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
