"""The list of who is to be told: his name, what about, how his telephone ends, and whether he was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gallery_pos.documents import MessageKind
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.list_page import ListPage
from ui.app.tables import Column, Kind
from ui.news.collecting import collect
from ui.news.item import News, usual_day
from ui.news.ways import told_words
from ui.widgets.chips import Chips
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

OPEN, WITHOUT, DONE, ALL = "open", "without", "done", "all"


def phone_words(news: News) -> str:
    """Return how his telephone ends, and what stands in the way of WhatsApp."""
    if not news.end:
        return tr("tanpa nomor")
    return f"•••• {news.end}" if news.mobile else tr("telepon rumah {end}").format(end=news.end)


def _columns(zone: ZoneInfo) -> tuple[Column[News], ...]:
    return (
        Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True, tip=lambda row: row.business_name),
        Column(tr_noop("Tentang"), lambda row: row.note, width=200, tip=lambda row: row.note, search=False),
        Column(
            tr_noop("WhatsApp"),
            phone_words,
            Kind.TEXT,
            tone=lambda row: "neutral" if row.mobile else "attention",
            width=118,
            firm=True,
            search=False,
        ),
        Column(
            tr_noop("Dikabari"),
            lambda row: told_words(row.told, zone),
            Kind.BADGE,
            tone=lambda row: "good" if row.told else "neutral",
            sort_key=lambda row: row.told.at.timestamp() if row.told else 0.0,
            tip=lambda row: tr("oleh {name}").format(name=row.told.user) if row.told else "",
            width=170,
            search=False,
        ),
    )


class NewsList(ListPage[News]):
    """Makers of one kind of message; those who were not told unless asked for others."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            _columns(place.desk().timezone),
            lambda row: row.subject.record,
            EmptyState(tr("Tidak ada yang perlu dikabari"), tr("Pilih kabar lain, atau lihat Semua.")),
            name=tr("kabar"),
            search=tr("Cari penitip"),
        )
        self.kind = MessageKind.STATEMENT
        self.until: date | None = None
        self.which = Chips(
            [
                (OPEN, tr("Belum dikabari")),
                (WITHOUT, tr("Tanpa WhatsApp")),
                (DONE, tr("Sudah")),
                (ALL, tr("Semua")),
            ]
        )
        self.add_filters(self.which)

    def day(self) -> date:
        """Return the day up to which makers are told."""
        return self.until or usual_day(self.kind, self.place.desk().today())

    def read_rows(self) -> list[News]:
        return collect(self.place.gallery, self.kind, self.day())

    def keeper(self) -> Callable[[News], bool]:
        rows = self.list.model.rows()
        keepers: dict[str, Callable[[News], bool]] = {
            OPEN: lambda row: row.told is None,
            WITHOUT: lambda row: row.told is None and not row.mobile,
            DONE: lambda row: row.told is not None,
            ALL: lambda _row: True,
        }
        self.which.show_counts({name: sum(1 for row in rows if keep(row)) for name, keep in keepers.items()})
        return keepers[self.which.choice()]

    def next_after(self, record: str) -> str | None:
        """Return the next in the list who was not told and can have WhatsApp, from the top again at its end."""
        shown = self.list.model.shown()
        at = next((index for index, row in enumerate(shown) if row.subject.record == record), -1)
        order = [*shown[at + 1 :], *shown[: max(at, 0)]]
        return next((row.subject.record for row in order if row.told is None and row.mobile), None)

    def without_whatsapp(self) -> Sequence[News]:
        """Return those who were not told and have no mobile number."""
        return [row for row in self.list.model.rows() if row.told is None and not row.mobile]

    def said(self) -> str:
        """Return in a sentence how far the round is."""
        rows = self.list.model.rows()
        done, without = sum(1 for row in rows if row.told is not None), len(self.without_whatsapp())
        words = tr("{done} dari {all} sudah dikabari.").format(done=format_count(done), all=format_count(len(rows)))
        if without:
            words += " " + tr("{count} tanpa nomor WhatsApp: cetak, telepon, atau sampaikan langsung.").format(
                count=format_count(without)
            )
        return words if rows else ""
