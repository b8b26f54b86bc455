"""The rules of the gate: on or off, and what each group of goods needs of which paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from db.queries.legality import GateRow, GateState, gate_list
from gallery_pos.documents import Condition, LegalityGroup, Need, PaperKind, PaperRule
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.legality import Rules, RuleTable, is_on
from gallery_pos.services.access import Act
from gallery_pos.services.legality import revise_gate, rules_of
from ui.app.names import NEEDS
from ui.app.tokens import GRID
from ui.screens.pembinaan.rule_dialogs import GroupDialog, KindDialog, PreviewDialog, RuleDialog
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.confirm import ask
from ui.widgets.edits import DateEdit
from ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from ui.app.screen import Screen
    from ui.widgets.text import Tone

_GROUP_WIDTH, _CELL_WIDTH, _ROW_HEIGHT = 250, 108, 46


class RulesPage(QWidget):
    """A grid of groups and papers; Enter on a cell changes its rule. Every change is a document."""

    def __init__(self, host: Screen) -> None:
        super().__init__()
        self._host, self._place = host, host.place
        self._may = self._place.may(Act.EDIT_LEGALITY)
        self._rules: Rules = RuleTable()
        self.since = DateEdit()
        self.turn_on = Button(tr("Nyalakan…"), self._ask_on, kind="primary", icon_name="shield-check")
        self.turn_off = Button(tr("Matikan…"), self._ask_off, icon_name="shield-slash")
        self.grid = QTableWidget()
        self._prepare_grid()
        self._lay_out()
        self.grid.cellActivated.connect(self._open_cell)

    def _prepare_grid(self) -> None:
        grid = self.grid
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setTabKeyNavigation(False)
        grid.verticalHeader().hide()
        grid.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        grid.setShowGrid(True)
        grid.setAccessibleName(tr("Syarat per kelompok barang"))

    def _lay_out(self) -> None:
        self._standing = Label("", "strong", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._standing, 1)
        self._from = Label(tr("mulai"))
        self.since.setMaximumWidth(180)
        for widget in (self._from, self.since, self.turn_on, self.turn_off):
            row.addWidget(widget)
        rules = Card()
        rules.set_tight()
        rules.add(self.grid, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(Label(tr("Enter pada kotak mengubah syaratnya."), "soft", wrap=True), 1)
        self._edits = [
            Button(tr("Kelompok…"), self._edit_group, icon_name="pencil-simple"),
            Button(tr("Kelompok baru…"), self._new_group, icon_name="plus"),
            Button(tr("Jenis dokumen…"), self._edit_kind, icon_name="pencil-simple"),
            Button(tr("Jenis dokumen baru…"), self._new_kind, icon_name="plus"),
        ]
        for button in self._edits:
            buttons.addWidget(button)
            button.setVisible(self._may)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addLayout(row)
        column.addWidget(rules, 1)
        column.addLayout(buttons)

    # -- what there is

    def standing(self) -> tuple[str, Tone]:
        """Return in a few words whether the gate is on, and how that is to be shown."""
        rules, today = rules_of(self._place.gallery.book), self._place.desk().today()
        if is_on(rules, today) and rules.since is not None:
            return tr("Gerbang menyala sejak {day}").format(day=format_date(rules.since)), "good"
        if rules.since is not None:
            return tr("Gerbang menyala mulai {day}").format(day=format_date(rules.since)), "attention"
        return tr("Gerbang mati: hanya mengingatkan"), "neutral"

    def refresh(self) -> None:
        """Show the rules as they are now."""
        self._rules = rules_of(self._place.gallery.book)
        is_set = self._rules.since is not None
        self._standing.setText(self._words())
        self.since.set_value(self._rules.since or self._place.desk().today())
        for widget in (self._from, self.since, self.turn_on):
            widget.setVisible(self._may and not is_set)
        self.turn_off.setVisible(self._may and is_set)
        self._fill()

    def _words(self) -> str:
        words, _ = self.standing()
        if self._rules.since is None:
            return f"{words}."
        more = tr("Barang tanpa dokumen wajib tidak diterima dan tidak dijual tanpa izin atasan.")
        return f"{words}. {more}"

    def _fill(self) -> None:
        kinds, groups, grid = self._rules.papers, self._rules.groups, self.grid
        before = grid.currentRow(), grid.currentColumn()
        grid.clear()
        grid.setRowCount(len(groups))
        grid.setColumnCount(len(kinds) + 1)
        first = QTableWidgetItem(tr("Kelompok"))
        first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.setHorizontalHeaderItem(0, first)
        for at, kind in enumerate(kinds, start=1):
            head = QTableWidgetItem(kind.code)
            head.setToolTip(plain_tip(kind.name))
            grid.setHorizontalHeaderItem(at, head)
            grid.setColumnWidth(at, _CELL_WIDTH)
        grid.setColumnWidth(0, _GROUP_WIDTH)
        for row, group in enumerate(groups):
            name = QTableWidgetItem(group.name)
            name.setToolTip(tr("Kata di kategori: {words}").format(words=", ".join(group.words) or "–"))
            grid.setItem(row, 0, name)
            for at, kind in enumerate(kinds, start=1):
                grid.setItem(row, at, _cell(group, kind))
        grid.setCurrentCell(max(before[0], 0), max(before[1], 0))

    # -- what is changed

    def _open_cell(self, row: int, at: int) -> None:
        if not self._may:
            return
        group = self._rules.groups[row]
        if at == 0:
            self._edit_group()
            return
        kind = self._rules.papers[at - 1]
        RuleDialog(self, group, kind, _rule(group, kind), partial(self._keep_rule, group, kind)).open()

    def _keep_rule(self, group: LegalityGroup, kind: PaperKind, rule: PaperRule | None) -> None:
        order = [each.code for each in self._rules.papers]
        rules = [each for each in group.rules if each.paper != kind.code] + ([rule] if rule else [])
        rules.sort(key=lambda each: order.index(each.paper))
        self._keep_group(msgspec.structs.replace(group, rules=tuple(rules)))

    def _keep_group(self, group: LegalityGroup) -> None:
        groups = [group if each.code == group.code else each for each in self._rules.groups]
        self._keep(groups=groups if group in groups else [*groups, group])

    def _keep_kind(self, kind: PaperKind) -> None:
        papers = [kind if each.code == kind.code else each for each in self._rules.papers]
        self._keep(papers=papers if kind in papers else [*papers, kind])

    def _keep(
        self,
        *,
        papers: Sequence[PaperKind] | None = None,
        groups: Sequence[LegalityGroup] | None = None,
        since: tuple[date | None] | None = None,
    ) -> None:
        desk, rules = self._place.desk(), self._rules
        done = self._host.do(
            lambda: revise_gate(
                desk,
                since=rules.since if since is None else since[0],
                papers=rules.papers if papers is None else papers,
                groups=rules.groups if groups is None else groups,
            )
        )
        if done is not None:
            self.refresh()

    def _edit_group(self) -> None:
        row = self.grid.currentRow()
        if 0 <= row < len(self._rules.groups):
            GroupDialog(self, self._rules.groups[row], (), self._keep_group).open()

    def _new_group(self) -> None:
        GroupDialog(self, None, [group.code for group in self._rules.groups], self._keep_group).open()

    def _edit_kind(self) -> None:
        at = self.grid.currentColumn() - 1
        if 0 <= at < len(self._rules.papers):
            KindDialog(self, self._rules.papers[at], (), self._keep_kind).open()
        else:
            self._host.banner.say(tr("Pilih kotak di kolom dokumennya dulu."))

    def _new_kind(self) -> None:
        KindDialog(self, None, [kind.code for kind in self._rules.papers], self._keep_kind).open()

    # -- on and off

    def _ask_on(self) -> None:
        day = self.since.value()
        if day is None:
            self._host.banner.say(tr("Isi tanggal mulainya dulu."))
            return
        gallery, rules = self._place.gallery, self._rules
        wanted = RuleTable(since=day, papers=rules.papers, groups=rules.groups)
        first = max(day, self._place.desk().today())
        self._host.read(lambda: gate_list(gallery.database, on=first, rules=wanted), partial(self._preview, day))

    def _preview(self, day: date, rows: list[GateRow]) -> None:
        stopped = [row for row in rows if row.state is GateState.STOPPED]
        PreviewDialog(self, day, stopped, lambda: self._keep(since=(day,))).open()

    def _ask_off(self) -> None:
        ask(
            self,
            tr("Matikan gerbang?"),
            tr("Barang tanpa dokumen bisa diterima dan dijual lagi; dokumen yang kurang tetap diingatkan."),
            tr("Matikan"),
            lambda: self._keep(since=(None,)),
        )


def _rule(group: LegalityGroup, kind: PaperKind) -> PaperRule | None:
    return next((rule for rule in group.rules if rule.paper == kind.code), None)


def _cell(group: LegalityGroup, kind: PaperKind) -> QTableWidgetItem:
    rule = _rule(group, kind)
    item = QTableWidgetItem("")
    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    item.setToolTip(plain_tip(f"{group.name}\n{kind.name}"))
    if rule is None:
        return item
    of_animals = rule.need is Need.CONDITIONAL and rule.condition is Condition.ANIMAL_MATERIAL
    words = tr("Bila hewan") if of_animals else tr(NEEDS[rule.need])
    item.setText(f"{words}\n{format_date(rule.since)}" if rule.since else words)
    font = item.font()
    font.setBold(rule.need is Need.REQUIRED)
    item.setFont(font)
    return item
