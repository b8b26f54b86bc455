"""The lines of the cart as a list shows them: with what is special about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from ui.app.names import BORNE
from ui.screens.kasir.marks import Mark
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from gallery_pos.cart import CartLine

    Index = QModelIndex | QPersistentModelIndex

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The :class:`ShownLine` itself."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its marks; ``pills`` are the words for them with their tones."""

    line: CartLine
    mark: Mark

    def pills(self) -> list[tuple[str, str]]:
        """Return (words, tone) for each mark."""
        found: list[tuple[str, str]] = []
        if Mark.STOPPED in self.mark:
            found.append((tr("dokumen kurang"), "danger"))
        if Mark.EXPIRED in self.mark:
            found.append((tr("kedaluwarsa"), "danger"))
        if Mark.WITHOUT_LOT in self.mark:
            found.append((tr("belum di stok"), "attention"))
        if Mark.PRICE in self.mark:
            found.append((tr("harga label {price}").format(price=format_rupiah(self.line.list_price)), "attention"))
        if Mark.MARKDOWN in self.mark:
            off = tr("lebih murah {amount}").format(amount=format_rupiah(self.line.marked_down))
            borne = tr(BORNE[self.line.bearer]) if self.line.bearer else ""
            found.append((f"{off} · {borne}", "info"))
        if Mark.DISCOUNT in self.mark:
            found.append((tr("potongan {amount}").format(amount=format_rupiah(self.line.discount)), "info"))
        return found

    def spoken(self) -> str:
        """Return everything about the line in one sentence, for screen readers."""
        line = self.line
        words = tr("{count} {name}, karya {maker}, harga {price}, jumlah {total}").format(
            count=line.quantity,
            name=line.name,
            maker=line.maker,
            price=format_rupiah(line.unit_price),
            total=format_rupiah(line.net),
        )
        return ", ".join([words, *(words for words, _ in self.pills())])


class CartModel(QAbstractListModel):
    """The lines as the view gets them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ShownLine, ...] = ()

    def show_lines(self, lines: tuple[CartLine, ...], marks: list[Mark]) -> None:
        """Show these lines; what stays where it was is not built anew."""
        new = tuple(ShownLine(line, mark) for line, mark in zip(lines, marks, strict=True))
        old = self._shown
        common = min(len(old), len(new))
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._shown = new
            self.endInsertRows()
        elif len(new) < len(old):
            self.beginRemoveRows(QModelIndex(), len(new), len(old) - 1)
            self._shown = new
            self.endRemoveRows()
        else:
            self._shown = new
        other = [row for row in range(common) if old[row] != new[row]]
        if other:
            self.dataChanged.emit(self.index(other[0]), self.index(other[-1]))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        shown = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown.line.name)
        return shown if role == LINE_ROLE else None
