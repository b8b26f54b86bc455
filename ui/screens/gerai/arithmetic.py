"""The arithmetic of a visit, as a column of sums that a visitor can follow with his finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from ui.app.names import BORNE, named
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.widgets.text import RIGHT, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.visits import Arithmetic, Found

_LAST = 99
_NAMED = 3
"""Products that are named one by one; more are counted."""


class Sums(QWidget):
    """Two columns, what and how much, and a sentence under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[tuple[Label, Label]] = []
        self.verdict = Label("", "soft", wrap=True)
        self._grid.addWidget(self.verdict, _LAST, 0, 1, 2)

    def clear(self, words: str = "") -> None:
        """Show nothing but a sentence."""
        self.show_lines([], words)

    def show_lines(self, lines: Sequence[tuple[str, str, str]], verdict: str = "") -> None:
        """Show label, amount and role ("strong" for a sum) of each line; those without a label are left out."""
        self.verdict.setText(verdict)
        self.verdict.setVisible(bool(verdict))
        told = [line for line in lines if line[0]]
        while len(self._rows) < len(told):
            at = len(self._rows)
            pair = (Label("", wrap=True), Label("", align=RIGHT))
            self._grid.addWidget(pair[0], at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(pair[1], at, 1, Qt.AlignmentFlag.AlignTop)
            self._rows.append(pair)
        for at, (what, amount) in enumerate(self._rows):
            shown = at < len(told)
            what.setVisible(shown)
            amount.setVisible(shown)
            if shown:
                what.setText(told[at][0])
                amount.setText(told[at][1])
                for label in (what, amount):
                    set_look(label, role=told[at][2] or "body")


class ArithmeticView(Sums):
    """How the numbers of a visit follow from each other."""

    def show_sums(self, found: Sequence[Found], sums: Arithmetic) -> None:
        """Show how the numbers follow from each other."""
        lines = sums.lines
        expected, left = sum(line.expected for line in lines), sum(line.left for line in lines)
        returned, sold = sum(line.returned for line in lines), sum(line.sold for line in lines)
        gone = sum(max(each.gone, 0) for each in found)
        self.show_lines(
            [
                (tr("Di buku"), format_count(expected), ""),
                (tr("− sisa di rak"), format_count(left), ""),
                (tr("− dibawa kembali"), format_count(returned), ""),
                (tr("= pergi dari rak"), format_count(gone), "strong"),
                *_worth(sums),
                (tr("Uang ditemukan"), format_rupiah(sums.money), ""),
                (tr("Kurangnya"), format_rupiah(sums.shortage), "") if sums.shortage else ("", "", ""),
                (tr("Terjual {count} buah").format(count=format_count(sold)), format_rupiah(sums.sold), "strong"),
                (_difference(sums.difference), format_rupiah(sums.difference), "strong"),
            ],
            _verdict(sums),
        )


def _worth(sums: Arithmetic) -> list[tuple[str, str, str]]:
    """Return what the goods that are gone cost; where plans took something off, from the label down, with who bears it."""
    if not sums.markdowns:
        return [(tr("Nilai yang pergi"), format_rupiah(sums.gone), "")]
    label = sums.gone + sum(sums.markdowns.values())
    off = [
        (tr("− potongan rencana, {bearer}").format(bearer=named(BORNE, bearer)), format_rupiah(amount), "")
        for bearer, amount in sums.markdowns.items()
    ]
    return [
        (tr("Nilai menurut label"), format_rupiah(label), ""),
        *off,
        (tr("= nilai yang pergi"), format_rupiah(sums.gone), "strong"),
    ]


def _difference(difference: int) -> str:
    if difference == 0:
        return tr("Selisih uang")
    return tr("Uang lebih") if difference > 0 else tr("Uang kurang")


def _verdict(sums: Arithmetic) -> str:
    """Say what is missing or too much, by name where it is little."""
    missing = [line for line in sums.lines if line.missing > 0]
    surplus = [line for line in sums.lines if line.missing < 0]
    said: list[str] = []
    if missing:
        names = ", ".join(f"{line.name} ({format_count(line.missing)})" for line in missing[:_NAMED])
        if len(missing) > _NAMED:
            names = tr("{names} dan {count} lagi").format(names=names, count=format_count(len(missing) - _NAMED))
        said.append(tr("Dianggap hilang: {names}.").format(names=names))
    if surplus:
        pieces = format_count(sum(-line.missing for line in surplus))
        said.append(tr("{count} buah lebih banyak daripada bukunya.").format(count=pieces))
    return " ".join(said)
