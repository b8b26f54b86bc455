"""Parts of the page of a check: what was looked at, and the search for one paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.month_file.findings import ASPECTS, Aspect
from ui.app.names import kind_name
from ui.app.tokens import GRID
from ui.widgets.banner import IconLabel
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.month_file.findings import Checked, Report
    from gallery_pos.month_file.spot import Spot

_MARK = 22

_LOOKED_AT = {
    Aspect.FILE: tr_noop("{count} bagian, setiap byte"),
    Aspect.KEY: tr_noop("{count} kunci"),
    Aspect.CHAIN: tr_noop("{count} catatan menyambung"),
    Aspect.NUMBERS: tr_noop("{count} deret nomor"),
    Aspect.SPLITS: tr_noop("{count} baris dihitung ulang"),
    Aspect.STATEMENTS: tr_noop("{count} laporan dijumlah ulang"),
    Aspect.FIGURES: tr_noop("{count} angka dijumlah ulang"),
    Aspect.CONTINUITY: tr_noop("melanjutkan bulan sebelumnya"),
}


class AspectList(Card):
    """What a check looked at, line by line: an icon, its name, and what holds or how many findings there are."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID + 4)
        self._grid.setVerticalSpacing(GRID + 4)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._rows: dict[str, tuple[IconLabel, Label, Label]] = {}
        for at, (aspect, (name, _)) in enumerate(ASPECTS.items()):
            mark, title, words = IconLabel(size=_MARK), Label(tr(name), "strong"), Label("", "soft", wrap=True)
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(title)
            column.addWidget(words)
            self._grid.addWidget(mark, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(column, at, 1)
            self._rows[aspect] = (mark, title, words)

    def show_report(self, report: Report) -> None:
        """Show what a check found."""
        for checked in report.aspects:
            mark, title, words = self._rows[checked.aspect]
            icon_name, ink, told = _told(checked)
            mark.show_icon(icon_name, ink)
            words.setText(told)
            for each in (mark, title, words):
                each.setToolTip(tr(ASPECTS[checked.aspect][1]))
            title.setAccessibleName(f"{title.text()}: {told}")


def _told(checked: Checked) -> tuple[str, str, str]:
    """Return icon, ink and words of a line."""
    if checked.findings:
        return "x-circle", "danger_text", tr("{count} temuan").format(count=format_count(checked.findings))
    if not checked.looked:
        return "minus-circle", "ink_soft", tr("Tidak ada yang bisa diperiksa.")
    return "check-circle", "primary_text", tr(_LOOKED_AT[checked.aspect]).format(count=format_count(checked.count))


class SpotCard(Card):
    """The search for one paper in the file that was checked.

    Signals:
        asked(str): somebody typed or scanned a code.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            tr("Cocokkan satu kertas"),
            tr("Struk pembeli, laporan penitip, atau kuitansi: ketik kodenya atau pindai QR-nya."),
        )
        self.code = QLineEdit()
        self.code.setPlaceholderText(tr("misalnya 7K3QX-9M2PD"))
        self.code.setAccessibleName(tr("Kode kertas"))
        self.code.setClearButtonEnabled(True)
        self.code.returnPressed.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.code, 1)
        row.addWidget(Button(tr("Cari"), self._ask, icon_name="magnifying-glass"))
        self.body.addLayout(row)
        self._mark = IconLabel(size=_MARK)
        self.says = Label("", "strong", wrap=True)
        self.facts = Label("", "soft", wrap=True)
        self.lines = Label("", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for each in (self.says, self.facts, self.lines):
            words.addWidget(each)
        self._answer = QWidget()
        answer = QHBoxLayout(self._answer)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.setSpacing(GRID + 4)
        answer.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        answer.addLayout(words, 1)
        self.add(self._answer)
        self._answer.hide()

    def clear(self) -> None:
        """Forget the paper before."""
        self._answer.hide()
        self.code.clear()

    def ask(self, code: str) -> None:
        """Look for a code that was scanned."""
        self.code.setText(code)
        self._ask()

    def _ask(self) -> None:
        if self.code.text().strip():
            self.asked.emit(self.code.text())

    def show_problem(self, words: str) -> None:
        """Say why a code cannot be looked for."""
        self._show("warning-circle", "attention_text", words, "", "")

    def show_spot(self, found: Spot) -> None:
        """Show the line of the file, or what it means that there is none."""
        good = found.found and not found.finding
        icon_name, ink = ("check-circle", "primary_text") if good else ("x-circle", "danger_text")
        if not found.found and not found.finding:
            icon_name, ink = "question", "attention_text"
        facts, lines = "", ""
        if found.found:
            facts = _facts(found)
            lines = "\n".join(_line_words(found))
        self._show(icon_name, ink, found.says, facts, lines)

    def _show(self, icon_name: str, ink: str, says: str, facts: str, lines: str) -> None:
        self._mark.show_icon(icon_name, ink)
        for label, words in ((self.says, says), (self.facts, facts), (self.lines, lines)):
            label.setText(words)
            label.setVisible(bool(words))
        self._answer.show()
        self.code.selectAll()


def _facts(found: Spot) -> str:
    parts = [
        kind_name(found.kind),
        found.number,
        format_date(date.fromisoformat(found.day)) if found.day else "",
        found.outlet,
        found.consignor,
    ]
    if found.total:
        parts.append(format_rupiah(found.total))
    parts.append(tr("rantai {place}, dijamin {sealed}").format(place=found.place, sealed=found.sealed or "–"))
    return " · ".join(part for part in parts if part)


def _line_words(found: Spot) -> list[str]:
    told = tr("{quantity} × {name} ({maker}): {net}, komisi {commission}, hak penitip {due}")
    return [
        told.format(
            quantity=line.quantity,
            name=line.name,
            maker=line.maker,
            net=format_rupiah(line.net),
            commission=format_rupiah(line.commission),
            due=format_rupiah(line.due),
        )
        for line in found.lines
    ]
