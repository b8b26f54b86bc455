"""One month of one outlet: its calendar, the list before it is closed, and what can be done about both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.reports import By, trade
from gallery_pos.formatting import format_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.month_words import month_words, open_words
from gallery_pos.months import Check, DayState
from gallery_pos.report_clock import MonthState, ReportState, next_month, previous_month
from gallery_pos.services.access import Act
from gallery_pos.services.closing import Review, closable, review_month
from ui.app.actions import ICON_NAME, OFFICE, ActionSpec
from ui.app.icons import icon
from ui.app.names import day_state
from ui.app.page import Page
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.dialogs.document import show_document
from ui.screens.laporan.months import dialogs, words
from ui.screens.laporan.months.behind import open_day
from ui.screens.laporan.months.changed import look_behind
from ui.screens.laporan.months.check_list import WAYS, CheckList
from ui.screens.laporan.months.file import save_month_file, with_fingerprint
from ui.widgets.banner import IconLabel
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.month_grid import MonthGrid
from ui.widgets.text import Badge, ElidedLabel, Label

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import MonthFigures
    from gallery_pos.months import Checked, Day
    from ui.app.screen import Screen

_STEPS = {
    "close": (tr_noop("Tutup bulan…"), "lock-simple"),
    "send": (tr_noop("Sudah disampaikan…"), "paper-plane-tilt"),
    "receive": (tr_noop("Sudah diterima…"), "tray"),
    "give": (tr_noop("Sudah dibagikan…"), "users-three"),
}
"""The next step of a report: its words and its icon."""
_SHUTTABLE = frozenset({DayState.GAP, DayState.FUTURE, DayState.VISITED})


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows, read in one state of the books."""

    review: Review
    state: MonthState
    figures: MonthFigures
    makers: int


class MonthPage(Page):
    """The month is read off the UI thread; the arrows walk the calendar, Page up and down the months.

    Signals:
        left(): back to all months.
    """

    left = Signal()

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.outlet, self.month = "", ""
        self.found: Found | None = None
        self._title, self._about = ElidedLabel("", "heading"), ElidedLabel("", "soft")
        self.state = Badge("")
        self.grid = MonthGrid()
        self.told = ElidedLabel("", "strong")
        self.checks = CheckList(self.place)
        self.body.addLayout(self._head())
        parts = QHBoxLayout()
        parts.setSpacing(2 * GRID)
        parts.addWidget(self._calendar(), 3)
        parts.addWidget(self._list(), 2)
        self.body.addLayout(parts, 1)
        self._equip()
        self.grid.moved.connect(self._tell_day)
        self.grid.opened.connect(self._open_day)
        self.grid.month_asked.connect(self.step)
        self.checks.go.connect(self._go)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._title)
        text.addWidget(self._about)
        row.addWidget(Button(tr("Semua bulan"), self.left.emit, icon_name="arrow-left"))
        row.addSpacing(GRID)
        row.addLayout(text, 1)
        row.addWidget(self.state)
        row.addWidget(IconButton("caret-left", tr("Bulan sebelumnya"), lambda: self.step(-1)))
        row.addWidget(IconButton("caret-right", tr("Bulan berikutnya"), lambda: self.step(1)))
        return row

    def _calendar(self) -> Card:
        card = Card()
        card.body.setSpacing(GRID // 2)
        card.add(self.grid, 1)
        legend = FlowLayout(spacing=GRID)
        for state in (state for state, look in words.DAYS.items() if look.sign):
            legend.addWidget(_legend(state))
        card.body.addLayout(legend)
        card.add(self.told)
        return card

    def _list(self) -> Card:
        self._listed = Card(tr("Sebelum ditutup"))
        self._listed.add(self.checks, 1)
        return self._listed

    def _equip(self) -> None:
        self.equip(
            (
                ActionSpec("month.open_day", tr_noop("Buka harinya"), "F4", "arrow-square-out"),
                ActionSpec("month.shut", tr_noop("Nyatakan tutup…"), "F8", "door", OFFICE),
                ActionSpec("month.again", tr_noop("Batalkan tutup…"), "F9", "arrow-counter-clockwise", OFFICE),
                ActionSpec("month.file", tr_noop("Berkas untuk Dinas…"), "F5", "package", OFFICE),
                ActionSpec("month.document", tr_noop("Dokumen penutupan"), "F7", "file-text"),
                ActionSpec("month.next", tr_noop("Tutup bulan…"), "F12", "lock-simple", OFFICE),
            ),
            {
                "month.open_day": lambda: self._open_day(self.grid.current()),
                "month.shut": self.shut,
                "month.again": self.open_again,
                "month.file": self.pack,
                "month.document": self._open_document,
                "month.next": self.next_step,
            },
        )
        for name in ("month.open_day", "month.shut", "month.again", "month.document", "month.file"):
            self.add_footer(name)
        self.add_footer("month.next", primary=True)

    # -- what is shown

    def show_month(self, outlet: str, month: str) -> None:
        """Show a month of an outlet."""
        self.outlet, self.month = outlet, month
        self.refresh()

    def step(self, by: int) -> None:
        """Show the month after, or before."""
        if self.month:
            self.host.banner.clear()
            self.show_month(self.outlet, next_month(self.month) if by > 0 else previous_month(self.month))

    def refresh(self) -> None:
        """Read the month again, off the UI thread."""
        if self.month:
            self.host.read(self._read, self._show)

    def entered(self) -> None:
        """Begin in the calendar."""
        self.grid.setFocus()

    def _read(self) -> Found | None:
        gallery, outlet, month = self.place.gallery, self.outlet, self.month
        desk = self.place.desk()
        review = review_month(desk, outlet=outlet, month=month)
        state = gallery.book.month_state(outlet, month, desk.today())
        if state is None:
            return None
        period = review.facts.period
        makers = trade(gallery.database, since=period.start, until=period.end, by=By.CONSIGNOR, outlet=outlet)
        return Found(review, state, state.figures or gallery.book.month_figures(outlet, month), len(makers))

    def _show(self, found: Found | None) -> None:
        if found is None or (found.state.outlet, found.state.month) != (self.outlet, self.month):
            return
        self.found = found
        facts, state = found.review.facts, found.state
        self._title.setText(f"{month_words(facts.month)} · {facts.name}")
        self._about.setText(_about(found))
        self.state.setText(words.report_word(state))
        set_look(self.state, tone=words.report_tone(state))
        self.grid.show_month([words.cell_of(day) for day in found.review.days], state.today)
        self.checks.show_checks(found.review.checks)
        look_behind(self.host, self.checks, state)
        if self._listed.header is not None:
            is_closed = state.closed is not None
            self._listed.header.title.setText(
                tr("Sudah ditutup; keadaan sekarang") if is_closed else tr("Sebelum ditutup")
            )
        self._tell_day()
        self._offer(found)

    def _offer(self, found: Found) -> None:
        """Offer the next step of the report only, and what may be done about days while the month is open."""
        acts, state = self.acts, found.state.state
        if acts is None:
            return
        step = self._step_of(state)
        acts["month.next"].setVisible(bool(step))
        acts["month.next"].setEnabled(bool(step))
        if step:
            text, sign = _STEPS[step]
            acts["month.next"].setProperty(ICON_NAME, sign)
            acts["month.next"].setIcon(icon(sign))
            acts["month.next"].setText(tr(text))
        closing = self.place.may(Act.CLOSE_MONTH)
        is_open = closing and found.state.closed is None
        for name in ("month.shut", "month.again"):
            acts[name].setVisible(is_open)
        acts["month.document"].setVisible(found.state.closed is not None)
        acts["month.file"].setVisible(closing and found.state.closed is not None)

    def _step_of(self, state: ReportState) -> str:
        """Return the next step that the person may take, "" where it is somebody else's turn."""
        closing, receiving = self.place.may(Act.CLOSE_MONTH), self.place.may(Act.RECEIVE_REPORT)
        if state in {ReportState.OPEN, ReportState.RUNNING}:
            return "close" if closing else ""
        if state is ReportState.DRAFT:
            return "send" if closing else ""
        if state is ReportState.SENT and receiving:
            return "receive"
        return "give" if closing and state in {ReportState.SENT, ReportState.RECEIVED} else ""

    def next_step(self) -> None:
        """Take the next step of the report."""
        step = self._step_of(self.found.state.state) if self.found else ""
        steps = {"close": self.close_month, "send": self.send, "receive": self.receive_report, "give": self.give}
        if step:
            steps[step]()

    def _tell_day(self) -> None:
        cell = self.grid.cell()
        taken = self.grid.taken()
        if cell is None:
            return
        said = cell.told
        if len(taken) > 1:
            said = tr("{count} hari dipilih: {since} sampai {until}").format(
                count=len(taken), since=format_date(taken[0]), until=format_date(taken[-1])
            )
        self.told.setText(said)

    # -- days

    def _day(self, day: date) -> Day | None:
        return next((each for each in self.found.review.days if each.day == day), None) if self.found else None

    def _open_day(self, day: date) -> None:
        self.host.banner.clear()
        said = self._day(day)
        if said is None or open_day(self.place, self, self.outlet, said):
            return
        if said.state is DayState.GAP and self.found and self.found.state.closed is None:
            self.shut()
        else:
            self.host.banner.say(tr("Tidak ada catatan pada hari ini."))

    def shut(self) -> None:
        """Ask why the outlet did not open on the days that are taken."""
        if not self._is_open():
            return
        days = [each for each in map(self._day, self.grid.taken()) if each and each.state in _SHUTTABLE]
        if not days:
            self.host.banner.say(tr("Pilih hari yang tanpa kabar dulu."), tone="attention")
            return
        self._ask_about([each.day for each in days], again=False)

    def open_again(self) -> None:
        """Ask why it is taken back that the days were shut."""
        if not self._is_open():
            return
        days = [each for each in map(self._day, self.grid.taken()) if each and each.state is DayState.SHUT]
        if not days:
            self.host.banner.say(tr("Pilih hari yang dinyatakan tutup dulu."), tone="attention")
            return
        self._ask_about([each.day for each in days], again=True)

    def _ask_about(self, days: list[date], *, again: bool) -> None:
        dialog = dialogs.ShutDialog(self.place, self, outlet=self.outlet, days=days, again=again)
        dialog.kept.connect(self.refresh)
        dialog.open()

    def _is_open(self) -> bool:
        return self.found is not None and self.found.state.closed is None

    # -- the report's way

    def close_month(self) -> None:
        """Show what the month comes to, or what keeps it open."""
        found = self.found
        if found is None:
            return
        self.host.banner.clear()
        with self.place.feedback.guard(self.host):
            closable(self.place.desk(), found.review.facts)
            if found.review.blocking:
                first = found.review.blocking[0]
                told = "\n".join(open_words(found.review.blocking))
                self.host.banner.say(tr("Belum bisa ditutup. Bereskan dulu yang bertanda silang:"), told, "attention")
                if first.code is Check.DAYS:
                    self._go(first)
                return
            dialog = dialogs.CloseDialog(self.place, self, found.review, found.figures)
            dialog.kept.connect(self.refresh)
            dialog.open()

    def pack(self) -> None:
        """Write the signed file of the closed month where the person wants it."""
        if self.found is not None and self.found.state.closed is not None:
            save_month_file(self.host, self.found.state)

    def send(self) -> None:
        """Note that the report was sent, and which file that is."""
        if self.found is not None:
            state = self.found.state
            with_fingerprint(
                self.host, state, lambda seen: self._open(dialogs.SendDialog(self.place, self, state, sha256=seen))
            )

    def receive_report(self) -> None:
        """Note that the Dinas received the report."""
        if self.found is not None:
            self._open(dialogs.ReceiveDialog(self.place, self, self.found.state))

    def give(self) -> None:
        """Note that makers have their statements."""
        if self.found is not None:
            self._open(dialogs.GiveDialog(self.place, self, self.found.state, self.found.makers))

    def _open(self, dialog: dialogs.SendDialog | dialogs.ReceiveDialog | dialogs.GiveDialog) -> None:
        self.host.banner.clear()
        dialog.kept.connect(self.refresh)
        dialog.open()

    def _open_document(self) -> None:
        if self.found is not None and self.found.state.closed is not None:
            show_document(self, self.place, self.found.state.closed)

    def _go(self, check: Checked) -> None:
        """Go to where a line of the list is put right; days are here."""
        if check.code is Check.DAYS:
            self.grid.select(check.days[0], _run_of(check.days))
            self.grid.setFocus()
        else:
            self.host.open_screen(*WAYS[check.code])


def _run_of(days: tuple[date, ...]) -> date:
    """Return the last of the first days that follow each other."""
    last = days[0]
    for day in days[1:]:
        if (day - last).days > 1:
            break
        last = day
    return last


def _about(found: Found) -> str:
    """Return when the report is due or what became of it, and the figures of the month."""
    state = found.state
    if state.notice:
        said = state.notice
    elif state.sent_on is not None:
        said = tr("Disampaikan {day}").format(day=format_date(state.sent_on))
    elif state.due is not None:
        said = tr("Jatuh tempo {day}").format(day=format_date(state.due))
    else:
        said = tr("Sebelum buku ini dipakai; tidak ada laporan yang diminta")
    return f"{said} · {dialogs.figures_words(found.figures)}"


def _legend(state: DayState) -> QWidget:
    look = words.DAYS[state]
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    ink = {"good": "primary_text", "danger": "danger_text", "attention": "attention_text", "info": "info"}
    row.addWidget(IconLabel(look.sign, ink.get(look.tone, "ink_soft"), 18))
    row.addWidget(Label(day_state(state), "small"))
    return holder
