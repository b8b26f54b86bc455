"""All makers with what they are owed and since when; statements up to a day; payouts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu

from db.queries.settlement import OwedRow, StatementRow, list_statements, owed
from gallery_pos.documents import PayoutMade, SettlementPeriod, StatementIssued
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.periods import month_of
from gallery_pos.services.access import Act
from gallery_pos.services.settlement import due_makers, issue_statements, preview
from ui.app.actions import ActionSet, ActionSpec
from ui.app.page import Page
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.app.tokens import GRID
from ui.dialogs.document import show_sheet
from ui.papers.report_words import overpaid
from ui.screens.penyelesaian.correct import CorrectDialog
from ui.screens.penyelesaian.pay import PayDialog
from ui.screens.penyelesaian.told import IssueDialog, last_of, show_message, show_statements
from ui.widgets.buttons import Button
from ui.widgets.card import Card, TotalCard
from ui.widgets.edits import DateEdit
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.desk import Done
    from gallery_pos.documents import StatementFigures
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.app.tasks import Progress
    from ui.papers.statements import Statement

_PERIODS = {
    SettlementPeriod.WEEKLY: tr_noop("mingguan"),
    SettlementPeriod.FORTNIGHTLY: tr_noop("dua mingguan"),
    SettlementPeriod.MONTHLY: tr_noop("bulanan"),
    SettlementPeriod.BY_DATE: tr_noop("per tanggal"),
}

SPECS = (
    ActionSpec("settlement.preview", tr_noop("Pratinjau"), "F5", "eye"),
    ActionSpec("settlement.last", tr_noop("Lihat dan cetak"), "F8", "file-text"),
    ActionSpec("settlement.send", tr_noop("Kirim WhatsApp"), "F7", "whatsapp-logo"),
    ActionSpec("settlement.correct", tr_noop("Koreksi…"), "F10", "pencil-simple"),
    ActionSpec("settlement.pay", tr_noop("Bayar…"), "F9", "money"),
    ActionSpec("settlement.issue", tr_noop("Terbitkan…"), "F12", "receipt"),
)


class StatementsTab(Page):
    """Preview, issue, print, pay, correct; each says in figures first what it will do."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        place = self.place
        self.owed = TotalCard(tr("Utang kepada penitip"))
        self._due: frozenset[str] = frozenset()
        self.unsettled = TotalCard(tr("Belum dilaporkan"))
        self.waiting = TotalCard(tr("Laporan belum dibayar"))
        self.until = DateEdit(_last_cut_off(place.desk().today()))
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for card in (self.owed, self.unsettled, self.waiting):
            row.addWidget(card, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._list(), 1)
        acts = self.equip(
            SPECS,
            {
                "settlement.preview": self.show_preview,
                "settlement.last": self.show_last,
                "settlement.send": self.send,
                "settlement.correct": self.correct,
                "settlement.pay": self.pay,
                "settlement.issue": self.issue,
            },
        )
        acts["settlement.issue"].setVisible(place.may(Act.SETTLE))
        acts["settlement.pay"].setVisible(place.may(Act.PAY))
        acts["settlement.correct"].setVisible(place.may(Act.SETTLE))
        self.add_footer("settlement.preview")
        self.add_button(self._last_button(acts))
        for name in ("settlement.correct", "settlement.pay", "settlement.issue"):
            self.add_footer(name, primary=name == "settlement.issue")

    def _last_button(self, acts: ActionSet) -> Button:
        """Return the button for what can be done with the last statement."""
        button = Button(tr("Laporan terakhir"), icon_name="file-text")
        menu = QMenu(button)
        for name in ("settlement.last", "settlement.send"):
            menu.addAction(acts[name])
        button.set_menu(menu)
        return button

    def entered(self) -> None:
        """Begin with the search for a maker."""
        self.list.search_box.setFocus()

    def _list(self) -> Card:
        self.ticks: Ticks[OwedRow] = Ticks(lambda row: row.consignor)
        columns: tuple[Column[OwedRow], ...] = (
            self.ticks.column(),
            Column(tr_noop("Kode"), lambda row: row.consignor, width=70, firm=True),
            Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
            Column(tr_noop("Masa"), self._period, Kind.BADGE, width=116, tone=self._tone, tip=self._tip),
            Column(tr_noop("Sejak"), lambda row: row.since, Kind.DATE, room=800),
            Column(tr_noop("Laporan terakhir"), lambda row: row.until, Kind.DATE, width=140, room=1_000),
            Column(tr_noop("Belum dibayar"), lambda row: row.unpaid, Kind.MONEY, width=130, room=1_120),
            Column(tr_noop("Belum dilaporkan"), _unreported, Kind.MONEY, width=140),
            Column(tr_noop("Saldo"), lambda row: row.balance, Kind.MONEY, width=130),
        )
        empty = EmptyState(tr("Tidak ada yang terutang"), tr("Begitu titipan terjual, hak penitipnya muncul di sini."))
        self.list: TableView[OwedRow] = TableView(
            columns,
            lambda row: row.consignor,
            empty,
            name=tr("penyelesaian"),
            search=tr("Cari penitip"),
            on_export=exporter(self.place, self),
        )
        self.ticks.attach(self.list)
        self.list.add_tool(Label(tr("Sampai tanggal"), "soft"))
        self.until.setFixedWidth(150)
        self.list.add_tool(self.until)
        self.list.activated.connect(lambda _row: self.show_preview())
        self.until.value_changed.connect(lambda _day: self.refresh())
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        return card

    def refresh(self) -> None:
        """Read what is owed, and who is due at the cut-off."""
        desk, until = self.place.desk(), self.until.value() or self.place.desk().today()
        database = self.place.gallery.database
        self.host.read(
            lambda: (owed(database, only_open=True), due_makers(desk, until)), lambda found: self._show(*found)
        )

    def _period(self, row: OwedRow) -> str:
        if row.consignor in self._due:
            return tr("jatuh tempo")
        return tr(_PERIODS[SettlementPeriod(row.settlement)]) if row.settlement else ""

    def _tone(self, row: OwedRow) -> str:
        return "attention" if row.consignor in self._due else "neutral"

    def _tip(self, row: OwedRow) -> str:
        due = tr("Jatuh tempo: masanya sudah berakhir dan belum dilaporkan.")
        return due if row.consignor in self._due else tr("Belum jatuh tempo pada tanggal itu.")

    def _show(self, rows: Sequence[OwedRow], due: frozenset[str]) -> None:
        self._due = due
        self.list.show_rows(rows)
        count = tr("{count} penitip").format(count=format_count(sum(1 for row in rows if row.balance > 0)))
        over = overpaid(row.balance for row in rows)
        self.owed.show_amount(format_rupiah(sum(row.balance for row in rows)), f"{count}, {over}" if over else count)
        since = min((row.since for row in rows if row.since), default=None)
        self.unsettled.show_amount(format_rupiah(sum(_unreported(row) for row in rows)), tr("sejak laporan terakhir"))
        oldest = tr("yang tertua sejak {day}").format(day=format_date(since)) if since else ""
        self.waiting.show_amount(format_rupiah(sum(max(row.unpaid, 0) for row in rows)), oldest)

    def _cut_off(self) -> date | None:
        self.host.banner.clear()
        if problem := self.until.problem():
            self.host.banner.say(tr("Tanggal batas: {problem}.").format(problem=problem))
            return None
        return self.until.value() or self.place.desk().today()

    def _chosen(self) -> OwedRow | None:
        self.host.banner.clear()
        row = self.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih penitipnya dulu."))
        return row

    # -- statements

    def show_preview(self) -> None:
        """Show what the chosen maker's statement would say."""
        until = self._cut_off()
        row = self._chosen() if until is not None else None
        if row is None or until is None:
            return
        desk = self.place.desk()
        self.host.read(lambda: preview(desk, until=until, consignors=[row.consignor]), self._previewed)

    def _previewed(self, found: Sequence[StatementFigures]) -> None:
        if not found:
            self.host.banner.say(tr("Tidak ada yang perlu dilaporkan sampai tanggal itu."))
            return
        show_statements(self.host, tr("Pratinjau laporan"), [(figures, None) for figures in found])

    def show_last(self) -> None:
        """Show the last statement of the chosen maker, or of all who are ticked; printed again they say SALINAN."""
        ticked = [row.consignor for row in self.ticks.ticked()]
        if len(ticked) > 1:
            gallery = self.place.gallery
            self.host.read(lambda: last_of(gallery, ticked), self._show_all)
            return
        posted = self._last()
        if posted is not None:
            show_sheet(self, self.place, posted)

    def _show_all(self, statements: Sequence[Statement]) -> None:
        if not statements:
            self.host.banner.say(tr("Yang dipilih belum pernah mendapat laporan."))
            return
        title = tr("Laporan terakhir {count} penitip").format(count=format_count(len(statements)))
        show_statements(self.host, title, statements)

    def send(self) -> None:
        """Show the chosen maker's last statement as text, to be sent by WhatsApp."""
        posted = self._last()
        if posted is not None:
            show_message(self.host, posted)

    def _last(self) -> Posted | None:
        row = self._chosen()
        if row is None:
            return None
        rows: list[StatementRow] = list_statements(self.place.gallery.database, consignor=row.consignor)
        posted = self.place.gallery.book.document(rows[0].id) if rows else None
        if posted is None:
            self.host.banner.say(
                tr("{name} belum pernah mendapat laporan.").format(name=row.business_name),
                tr("Pratinjau memperlihatkan isinya; Terbitkan membuatnya resmi."),
            )
        return posted

    def issue(self) -> None:
        """Say first how many statements will be issued over how much, then issue them all."""
        until = self._cut_off()
        if until is None:
            return
        desk = self.place.desk()
        self.host.read(
            lambda: (preview(desk, until=until), due_makers(desk, until)),
            lambda found: self._ask_issue(until, *found),
        )

    def _ask_issue(self, until: date, found: Sequence[StatementFigures], due: frozenset[str]) -> IssueDialog | None:
        if not found:
            later = any(_unreported(row) for row in self.list.model.rows())
            self.host.banner.say(
                tr("Tidak ada yang perlu dilaporkan sampai tanggal itu."),
                tr("Ubah Sampai tanggal di atas daftar: yang belum dilaporkan terjual sesudahnya.") if later else "",
            )
            return None
        ticked = frozenset(row.consignor for row in self.ticks.ticked())
        dialog = IssueDialog(self.host, until, found, due, ticked, then=self._issue)
        dialog.open()
        return dialog

    def _issue(self, until: date, codes: frozenset[str]) -> None:
        desk = self.place.desk()

        def job(progress: Progress) -> Done[list[Posted]]:
            return issue_statements(desk, until=until, consignors=codes, progress=progress)

        title = tr("Menerbitkan {count} laporan").format(count=format_count(len(codes)))
        self.host.work(title, job, self._issued)

    def _issued(self, done: Done[list[Posted]]) -> None:
        self.place.announce(done, self.host)
        self.refresh()
        statements = [
            (posted.document.figures, posted) for posted in done.value if isinstance(posted.document, StatementIssued)
        ]
        said = tr("{count} laporan terbit").format(count=format_count(len(statements)))
        self.place.feedback.toast(said)
        show_statements(self.host, said, statements)

    # -- money

    def pay(self) -> None:
        """Pay the chosen maker what is on his last statement, or his balance."""
        row = self._chosen()
        if row is None:
            return
        if not row.balance:
            self.host.banner.say(tr("Saldo {name} sudah nol.").format(name=row.business_name))
            return
        last = list_statements(self.place.gallery.database, consignor=row.consignor)
        PayDialog(self.place, self, row, last[0].id if last else None, self._paid).open()

    def _paid(self, posted: Posted) -> None:
        self.refresh()
        if isinstance(posted.document, PayoutMade):
            amount = format_rupiah(abs(posted.document.amount))
            said = tr("{number}: {amount} tercatat.").format(number=posted.number, amount=amount)
            self.place.feedback.toast(said, (tr("Kuitansi"), lambda: show_sheet(self, self.place, posted)))
            show_sheet(self, self.place, posted)

    def correct(self) -> None:
        """Charge a fee or correct what is owed."""
        row = self._chosen()
        if row is not None:
            CorrectDialog(self.place, self, row, self._corrected).open()

    def _corrected(self, posted: Posted) -> None:
        self.refresh()
        self.place.feedback.toast(tr("{number} tercatat.").format(number=posted.number))


def _unreported(row: OwedRow) -> int:
    """Return the part of a balance that no statement has told the maker yet."""
    return row.balance - row.unpaid


def _last_cut_off(today: date) -> date:
    """Return the last day of the month before: what a person settles at the beginning of a month."""
    return date.fromordinal(month_of(today).start.toordinal() - 1)
