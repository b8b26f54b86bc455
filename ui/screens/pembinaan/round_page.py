"""One curation round: while it is open each curator's sheet is typed in, once it is closed the result is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from db.queries.curation import RoundSheet, round_sheet
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from gallery_pos.services.curation import decide_by_points
from ui.app.actions import OFFICE, ActionSpec
from ui.app.page import Page
from ui.app.table_view import TableView
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.screens.pembinaan import round_acts as acts, score_form as forms
from ui.screens.pembinaan.result_table import result_table
from ui.screens.pembinaan.round_dialog import RoundDialog
from ui.screens.pembinaan.score_grid import ScoreGrid
from ui.screens.pembinaan.verdict_dialog import VerdictDialog
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.confirm import ask
from ui.widgets.text import Badge, Label

if TYPE_CHECKING:
    from db.queries.curation import Candidate
    from ui.app.screen import Screen

_OPEN = ("round.hand_in", "round.close", "round.edit", "round.sheets")
_CLOSED = ("round.decide_all", "round.decide")
_WRITING = ("round.hand_in", "round.close", "round.edit", "round.decide_all", "round.decide")


class RoundPage(Page):
    """Typed points are on disk until they are handed in: they come back where they were, also after a power cut.

    Signals:
        left(): back to all rounds.
    """

    left = Signal()

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.code = ""
        self.sheet: RoundSheet | None = None
        self.grid: ScoreGrid | None = None
        self.results: TableView[Candidate] | None = None
        self._title, self._about, self.state = Label("", "heading"), Label("", "soft", wrap=True), Badge("")
        self.curator = QComboBox()
        self.curator.setAccessibleName(tr("Kurator"))
        self.curator.setMinimumWidth(220)
        self._whose = Label(tr("Lembar nilai dari"), "soft")
        self._lay_out()
        self._equip()
        self.curator.activated.connect(lambda _at: self._show_curator())

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(Button(tr("Semua putaran"), self.leave, icon_name="arrow-left"))
        head.addLayout(words, 1)
        head.addWidget(self.state)
        self.body.addLayout(head)
        who = QHBoxLayout()
        who.setSpacing(GRID)
        who.addWidget(self._whose)
        who.addWidget(self.curator)
        who.addStretch(1)
        self.body.addLayout(who)
        self._card = Card()
        self._card.set_tight()
        self.body.addWidget(self._card, 1)

    def _equip(self) -> None:
        self.equip(
            (
                ActionSpec("round.edit", tr_noop("Ubah…"), "F4", "pencil-simple", OFFICE),
                ActionSpec("round.sheets", tr_noop("Lembar kosong"), "F7", "file-text"),
                ActionSpec("round.minutes", tr_noop("Berita acara"), "Ctrl+P", "printer"),
                ActionSpec("round.close", tr_noop("Tutup penilaian…"), "F9", "lock-simple", OFFICE),
                ActionSpec("round.hand_in", tr_noop("Simpan lembar"), "F12", "check", OFFICE),
                ActionSpec("round.decide", tr_noop("Putuskan…"), "F8", "scales", OFFICE),
                ActionSpec("round.decide_all", tr_noop("Putuskan sesuai nilai"), "Shift+F12", "check", OFFICE),
            ),
            {
                "round.edit": self.edit,
                "round.sheets": self.print_sheets,
                "round.minutes": self.print_minutes,
                "round.close": self._ask_to_close,
                "round.hand_in": self.hand_in,
                "round.decide": self._decide,
                "round.decide_all": self.decide_all,
            },
        )
        for name in ("round.edit", "round.sheets", "round.minutes", "round.close", "round.decide"):
            self.add_footer(name)
        self.add_footer("round.hand_in", primary=True)
        self.add_footer("round.decide_all", primary=True)

    # -- what is shown

    def show_round(self, code: str) -> None:
        """Show a round, with the first curator who still owes sheets."""
        self._keep()
        self.code, self.grid, self.results = code, None, None
        self.curator.clear()
        self.refresh()

    def leave(self) -> None:
        """Go back to all rounds."""
        self._keep()
        self.left.emit()

    def refresh(self) -> None:
        """Read the round again."""
        if self.code:
            database, code = self.place.gallery.database, self.code
            self.host.read(lambda: round_sheet(database, code), self._show)

    def entered(self) -> None:
        """Begin where points are typed, or in the list of results."""
        if self.grid is not None:
            self.grid.begin()
        elif self.results is not None:
            self.results.table.setFocus()

    def _show(self, sheet: RoundSheet | None) -> None:
        if sheet is None or sheet.round.code != self.code:
            return
        if sheet == self.sheet and (self.grid is not None or self.results is not None):
            return  # whoever types is not disturbed
        if not sheet.round.closed:
            self._keep()
        self.sheet = sheet
        self._say(sheet)
        if sheet.round.closed:
            self.grid = None
            self.results = result_table(self.place, self, sheet)
            self.results.activated.connect(lambda _row: self._decide())
            self._put(self.results)
            self.results.table.selectRow(0)
        else:
            self._offer_curators(sheet)
            self._show_curator()
        self.entered()

    def _offer_curators(self, sheet: RoundSheet) -> None:
        before = self.curator.currentText()
        owing = [name for name in sheet.round.panel if _given(sheet, name) < len(sheet.candidates)]
        begun = [form.curator for form in reversed(forms.under_way(self.place.gallery.drafts, sheet.round.code))]
        self.curator.clear()
        self.curator.addItems(list(sheet.round.panel))
        wanted = before if before in sheet.round.panel else next(iter((*begun, *owing)), sheet.round.panel[0])
        self.curator.setCurrentText(wanted)

    def _show_curator(self) -> None:
        if self.sheet is None:
            return
        self._keep()
        self.grid = ScoreGrid(self.sheet, self.curator.currentText())
        self.grid.put_back(forms.of(self.place.gallery.drafts, self.code, self.grid.curator).values())
        self.grid.typed.connect(self._on_typed)
        self.results = None
        self._put(self.grid)
        self.grid.begin()

    def _on_typed(self) -> None:
        self.host.banner.clear()
        self._write_down()

    def _keep(self) -> None:
        """Remember what was typed and not handed in, with the cell that is open."""
        if self.grid is not None:
            self.grid.table.finish()
            self._write_down()

    def _write_down(self) -> None:
        if self.grid is not None and self.sheet is not None and not self.sheet.round.closed:
            with self.place.feedback.guard(self.host):
                values = self.grid.table.rows.values
                forms.keep(self.place.gallery.drafts, self.sheet.round.code, self.grid.curator, values)

    def _put(self, widget: QWidget) -> None:
        while (item := self._card.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._card.add(widget, 1)

    def _say(self, sheet: RoundSheet) -> None:
        of = sheet.round
        self._title.setText(of.name)
        quota = tr("kuota {count}").format(count=format_count(of.quota)) if of.quota else tr("tanpa kuota")
        about = (format_date(of.on), of.venue, tr("lulus mulai {mark}").format(mark=of.pass_score), quota)
        self._about.setText(" · ".join(part for part in about if part))
        left = sum(not one.verdict and one.mean is not None for one in sheet.candidates)
        if not of.closed:
            wanted = len(of.panel) * len(sheet.candidates)
            words = tr("{given} dari {wanted} lembar nilai").format(given=wanted - sheet.missing, wanted=wanted)
        else:
            words = tr("{count} belum diputuskan").format(count=left) if left else tr("Selesai")
        self.state.setText(words)
        set_look(self.state, tone="good" if of.closed and not left else "info")
        for widget in (self._whose, self.curator):
            widget.setVisible(not of.closed)
        if self.acts is None:
            return
        may = self.place.may(Act.CURATE)
        for name in (*_OPEN, *_CLOSED):
            self.acts[name].setVisible((name in _CLOSED) == of.closed and (may or name not in _WRITING))
        self.acts["round.decide_all"].setEnabled(left > 0)
        self.acts["round.decide"].setEnabled(left > 0)

    # -- what is done

    def hand_in(self) -> None:
        """Write the rows that are full; a row with some points only is said and nothing is written."""
        if self.grid is None or self.sheet is None:
            return
        grid, of = self.grid, self.sheet.round
        half, points, wrong = grid.half(), grid.complete(), grid.wrong()
        if wrong:
            self.host.banner.say(wrong, tr("Belum ada yang disimpan."), tone="attention")
            return
        if half:
            words = tr("{name}: isi nilai setiap kriteria. Belum ada yang disimpan.")
            self.host.banner.say(words.format(name=half[0]), tone="attention")
            return
        if not points:
            self.host.banner.say(tr("Belum ada nilai yang diketik."), tone="attention")
            return
        form = forms.of(self.place.gallery.drafts, of.code, grid.curator)
        curator = grid.curator
        grid.put_back({})
        if self.host.do(lambda: acts.hand_in(self.place, form, points)) is None:
            if self.grid is not None:
                self.grid.put_back(form.values())
            return
        words = tr("{count} barang dinilai {name}").format(count=format_count(len(points)), name=curator)
        self.place.feedback.toast(words)

    def edit(self) -> None:
        """Change the plan."""
        if self.sheet is not None:
            scored = any(one.sheets for one in self.sheet.candidates)
            dialog = RoundDialog(self.place, self, self.sheet.round, scored=scored)
            dialog.planned.connect(lambda _round: self.host.refresh_for(self.host.kinds))
            dialog.open()

    def _ask_to_close(self) -> None:
        if self.sheet is None:
            return
        missing, of = self.sheet.missing, self.sheet.round
        words = tr("Sesudah ditutup, nilai semua kurator terbuka dan tidak bisa diubah lagi.")
        if missing:
            words += " " + tr("{count} lembar nilai belum diisi.").format(count=format_count(missing))
        self._keep()
        typed = [form.curator for form in forms.under_way(self.place.gallery.drafts, of.code)]
        if typed:
            words += " " + tr("Yang diketik untuk {names} belum disimpan dan akan dibuang.").format(
                names=", ".join(typed)
            )
        ask(
            self,
            tr("Tutup penilaian {name}?").format(name=of.name),
            words,
            tr("Tutup penilaian"),
            lambda: self.host.do(lambda: acts.close(self.place, of.code)),
        )

    def _decide(self) -> None:
        row = self.results.current() if self.results is not None else None
        if row is None or self.sheet is None or not self.place.may(Act.CURATE):
            return
        if row.verdict or row.mean is None:
            words = tr("{name} sudah diputuskan.") if row.verdict else tr("{name} tidak dinilai siapa pun.")
            self.host.banner.say(words.format(name=row.name), tone="attention")
            return
        dialog = VerdictDialog(self.place, self, self.sheet, row)
        dialog.decided.connect(lambda: self.host.refresh_for(self.host.kinds))
        dialog.open()

    def decide_all(self) -> None:
        """Write on all that is left what the points say."""
        desk, code = self.place.desk(), self.code
        done = self.host.do(lambda: decide_by_points(desk, round_code=code))
        if done is not None:
            self.place.feedback.toast(tr("{count} barang diputuskan").format(count=format_count(len(done))))

    def print_sheets(self) -> None:
        """Make an empty sheet for each curator."""
        if self.sheet is not None:
            acts.print_sheets(self.place, self, self.sheet)

    def print_minutes(self) -> None:
        """Make the minutes of the round."""
        if self.sheet is not None:
            acts.print_minutes(self.place, self, self.sheet)


def _given(sheet: RoundSheet, curator: str) -> int:
    return sum(any(each.curator == curator for each in one.sheets) for one in sheet.candidates)
