"""Kunjungan: the visits so far, and in front of them the form of a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from db.queries.moving import VisitRow, list_visits
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from ui.app.actions import ActionSpec
from ui.app.list_page import ListPage
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document
from ui.screens.gerai.documents import DocumentsPage, TwoPages
from ui.screens.gerai.visit import VisitPage
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.app.screen import Screen
    from ui.workplace import Workplace

COLUMNS: tuple[Column[VisitRow], ...] = (
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=170),
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Gerai"), lambda row: row.outlet_name, stretch=True),
    Column(tr_noop("Oleh"), lambda row: row.visited_by, width=130, room=1_000),
    Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER, width=76),
    Column(tr_noop("Retur"), lambda row: row.returned, Kind.NUMBER, width=70, room=1_000),
    Column(
        tr_noop("Hilang"),
        lambda row: row.missing - row.surplus,
        Kind.NUMBER,
        tone=lambda row: "danger" if row.missing else "neutral",
        width=76,
    ),
    Column(tr_noop("Nilai terjual"), lambda row: row.value, Kind.MONEY, room=1_000),
    Column(tr_noop("Uang"), lambda row: row.cash + row.qris, Kind.MONEY),
    Column(tr_noop("Selisih"), lambda row: row.difference, Kind.MONEY, width=104),
)


class VisitList(ListPage[VisitRow]):
    """Every visit, of one outlet or of all."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.id,
            EmptyState(tr("Belum ada kunjungan"), tr("Hitung sisa barang dan uang di gerai tanpa penjaga.")),
            name=tr("kunjungan"),
            search=tr("Cari gerai, nomor, nama"),
        )
        self.outlet = FilterBox(tr("Semua gerai"), tr("Gerai"))
        self.totals = Label("", "strong")
        self.add_below(self.totals)
        self.add_filters(self.outlet)

    def read_rows(self) -> list[VisitRow]:
        """Return every visit."""
        return list_visits(self.place.gallery.database)

    def offer(self, rows: Sequence[VisitRow]) -> None:
        """Offer the outlets that were visited, and say what all visits come to."""
        self.outlet.offer(sorted({(row.outlet, row.outlet_name) for row in rows}))
        said = tr("{count} kunjungan · {sold} terjual, {value} · {missing} hilang · selisih uang {difference}")
        self.totals.setText(
            said.format(
                count=format_count(len(rows)),
                sold=format_count(sum(row.sold for row in rows)),
                value=format_rupiah(sum(row.value for row in rows)),
                missing=format_count(sum(row.missing for row in rows)),
                difference=format_rupiah(sum(row.difference for row in rows)),
            )
            if rows
            else ""
        )

    def keeper(self) -> Callable[[VisitRow], bool]:
        """Return whether a visit is of the chosen outlet."""
        code = self.outlet.value()
        return lambda row: code in {None, row.outlet}


class VisitsPage(DocumentsPage[VisitRow]):
    """The list with its buttons.

    Signals:
        visit_asked(): a new visit is to be written down.
    """

    visit_asked = Signal()

    def __init__(self, host: Screen) -> None:
        self.visits = VisitList(host.place)
        super().__init__(host, self.visits, tr("Pilih kunjungannya dulu."))
        acts = self.equip(
            (
                ActionSpec("visits.open", tr_noop("Buka dokumennya"), "F4", "file-text"),
                ActionSpec("visits.print", tr_noop("Lembar kunjungan"), "Ctrl+P", "printer"),
                ActionSpec("visits.new", tr_noop("Kunjungan baru"), "F12", "person-simple-walk"),
            ),
            {
                "visits.open": self.open_current,
                "visits.print": self.print_current,
                "visits.new": self.visit_asked.emit,
            },
        )
        acts["visits.new"].setVisible(self.place.may(Act.VISIT))
        for name in ("visits.open", "visits.print"):
            self.add_footer(name)
        self.add_footer("visits.new", primary=True)
        self.list.opened.connect(lambda row: show_document(self, self.place, row.id))


class VisitsTab(TwoPages):
    """The visits, and the form of a new one."""

    def __init__(self, host: Screen) -> None:
        self.list, self.visit = VisitsPage(host), VisitPage(host)
        super().__init__(host, self.list, self.visit)
        self.list.visit_asked.connect(lambda: self.receive(""))
        self.visit.left.connect(self.back)
        self.visit.posted.connect(self.told)

    def receive(self, what: object) -> None:
        """Write down a visit to the outlet with this code, "" for whichever was begun."""
        if self.place.may(Act.VISIT):
            self.bring(self.visit)
            self.visit.begin(str(what))
            self.visit.entered()
