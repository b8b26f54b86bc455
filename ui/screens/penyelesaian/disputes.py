"""Sanggahan: what makers question about their statements, how long there is to answer, and the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from db.queries.disputes import OPEN, DisputeRow, list_disputes
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSpec
from ui.app.list_page import ListPage
from ui.app.pages import RowsPage
from ui.app.roles import SETTLERS
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document
from ui.screens.penyelesaian.dispute_dialogs import AnswerDialog, AskDialog
from ui.widgets.buttons import Segments
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_OPEN, _ALL = "open", "all"
_SOON = 3


def _state(row: DisputeRow) -> str:
    words = {"upheld": tr("diterima"), "partly": tr("sebagian"), "rejected": tr("ditolak")}
    if row.days_left is None:
        return words.get(row.state, row.state)
    if row.days_left < 0:
        return tr("lewat {days} hari").format(days=format_count(-row.days_left))
    return tr("sisa {days} hari").format(days=format_count(row.days_left))


def _tone(row: DisputeRow) -> str:
    if row.days_left is None:
        return "neutral" if row.state == "rejected" else "good"
    if row.days_left < 0:
        return "danger"
    return "attention" if row.days_left <= _SOON else "neutral"


COLUMNS: tuple[Column[DisputeRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True, tip=lambda row: row.consignor),
    Column(tr_noop("Laporan", "penitip"), lambda row: row.statement, Kind.CODE),
    Column(tr_noop("Yang disanggah"), lambda row: row.line or tr("seluruh laporan"), width=150),
    Column(
        tr_noop("Alasan"), lambda row: row.reason, stretch=True, tip=lambda row: f"{row.reason}\n{row.answer}".strip()
    ),
    Column(tr_noop("Menurut penitip"), lambda row: row.amount or None, Kind.MONEY, room=1_000),
    Column(
        tr_noop("Keadaan"),
        _state,
        Kind.BADGE,
        tone=_tone,
        sort_key=lambda row: 10**6 if row.days_left is None else row.days_left,
        width=120,
    ),
)


class DisputeList(ListPage[DisputeRow]):
    """The questions; those that are open unless asked for all."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.id,
            EmptyState(
                tr("Tidak ada sanggahan"),
                tr("Bila penitip meragukan satu baris laporannya, catat di sini supaya tidak terlupa."),
            ),
            name=tr("sanggahan"),
            search=tr("Cari penitip, laporan, barang"),
        )
        self.which = Segments([(_OPEN, tr("Belum dijawab")), (_ALL, tr("Semua"))])
        self.add_filters(self.which)
        self.totals = Label("", "strong")
        self.add_below(self.totals)

    def read_rows(self) -> list[DisputeRow]:
        return list_disputes(self.place.gallery.database, on=self.place.desk().today())

    def keeper(self) -> Callable[[DisputeRow], bool]:
        every = self.which.choice() == _ALL
        return lambda row: every or row.state == OPEN

    def offer(self, rows: Sequence[DisputeRow]) -> None:
        waiting = [row for row in rows if row.days_left is not None]
        late = sum(1 for row in waiting if (row.days_left or 0) < 0)
        said = tr("{count} sanggahan belum dijawab, {late} lewat waktunya.").format(
            count=format_count(len(waiting)), late=format_count(late)
        )
        self.totals.setText(said if waiting else tr("Semua sanggahan sudah dijawab."))


class DisputesTab(RowsPage[DisputeRow]):
    """The list, a new question, its answer."""

    def __init__(self, host: Screen) -> None:
        rows = DisputeList(host.place)
        super().__init__(host, rows, tr("Pilih sanggahannya dulu."))
        self.list: DisputeList = rows
        self.equip(
            (
                ActionSpec("disputes.open", tr_noop("Buka"), "F4", "file-text"),
                ActionSpec("disputes.ask", tr_noop("Catat sanggahan…"), "F9", "chat-circle-dots", SETTLERS),
                ActionSpec("disputes.answer", tr_noop("Jawab…"), "F12", "check-circle", SETTLERS),
            ),
            {"disputes.open": self._open, "disputes.ask": self.ask, "disputes.answer": self.answer},
        )
        self.add_footer("disputes.open")
        self.add_footer("disputes.ask")
        self.add_footer("disputes.answer", primary=True)
        self.list.opened.connect(self._on_opened)

    def receive(self, what: object) -> None:
        """Begin a question about a maker's last statement: his code."""
        self.ask(str(what))

    def _on_opened(self, row: DisputeRow) -> None:
        if row.state == OPEN and self.acts is not None and self.acts["disputes.answer"].isVisible():
            self.answer()
        else:
            show_document(self, self.place, row.id)

    def _open(self) -> None:
        if (row := self.current()) is not None:
            show_document(self, self.place, row.id)

    def ask(self, consignor: str = "") -> AskDialog:
        """Write down what a maker questions."""
        self.host.banner.clear()
        dialog = AskDialog(self.place, self, consignor)
        dialog.written.connect(self._written)
        dialog.open()
        return dialog

    def answer(self) -> AnswerDialog | None:
        """Answer the chosen question."""
        row = self.current()
        if row is None:
            return None
        if row.state != OPEN:
            self.host.banner.say(tr("Sanggahan ini sudah dijawab."), tone="attention")
            return None
        dialog = AnswerDialog(self.place, self, row)
        dialog.written.connect(self._written)
        dialog.open()
        return dialog

    def _written(self, posted: Posted) -> None:
        self.host.banner.clear()
        self.refresh()
        self.place.feedback.toast(tr("Tersimpan: {number}").format(number=posted.number))
