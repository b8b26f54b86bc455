"""Lots on shelves, those that expire first at the top; buckets count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.queries.expiry import EXPIRY_DAYS
from db.queries.stock import LotRow, list_lots
from gallery_pos.conditions import condition_says
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr, tr_noop
from ui.app.list_page import ListPage, OutletFilter
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.news.dialog import NewsDialog
from ui.news.shelf import Ending, expiring_news, signature
from ui.widgets.chips import Chips
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.gallery import Gallery
    from ui.workplace import Workplace

_ALL, _PAST, _SPOILT = "all", "past", "spoilt"


@dataclass(frozen=True, slots=True)
class Row:
    """A lot and the days it still has, None where it keeps."""

    lot: LotRow
    days: int | None

    @property
    def bucket(self) -> str:
        """The narrowest bucket it is in: "past", "spoilt", "14", "30", "60", or "" for what keeps longer."""
        if self.days is not None and self.days < 0:
            return _PAST
        if condition_says(self.lot.condition) is not None:
            return _SPOILT
        if self.days is None:
            return ""
        return next((str(limit) for limit in sorted(EXPIRY_DAYS) if self.days <= limit), "")


def read_rows(gallery: Gallery, today: date) -> list[Row]:
    """Return the lots that have pieces on a shelf, what expires first at the top. Touches no widget."""
    rows = [
        Row(lot, (lot.best_before - today).days if lot.best_before else None)
        for lot in list_lots(gallery.database, only_here=True)
    ]
    return sorted(rows, key=lambda row: (row.days is None, row.days or 0, row.lot.received_on))


def left(row: Row) -> str:
    """Return how long a lot still keeps, in words; what came in damaged or spoilt keeps no more."""
    if row.bucket == _SPOILT:
        return tr("dicatat {condition}").format(condition=row.lot.condition)
    if row.days is None:
        return ""
    if row.days < 0:
        return tr("lewat {days} hari").format(days=-row.days)
    return tr("hari ini") if row.days == 0 else tr("{days} hari lagi").format(days=row.days)


def _tip(lot: LotRow) -> str:
    """Return the name in full, the lot, and what was written of its condition when it came in."""
    return "\n".join(part for part in (lot.name, lot.lot, lot.condition) if part)


_TONES = {_PAST: "danger", _SPOILT: "danger", "14": "attention", "30": "attention"}

COLUMNS: tuple[Column[Row], ...] = (
    Column(tr_noop("Barang"), lambda row: row.lot.name, stretch=True, tip=lambda row: _tip(row.lot)),
    Column(tr_noop("Penitip"), lambda row: row.lot.business_name, width=180),
    Column(tr_noop("Gerai"), lambda row: row.lot.outlet, width=110),
    Column(tr_noop("Masuk"), lambda row: row.lot.received_on, Kind.DATE, room=1_000),
    Column(tr_noop("Kedaluwarsa"), lambda row: row.lot.best_before, Kind.DATE),
    Column(
        tr_noop("Sisa waktu"),
        left,
        Kind.BADGE,
        tone=lambda row: _TONES.get(row.bucket, "neutral"),
        sort_key=lambda row: row.days,
        width=130,
        search=False,
    ),
    Column(tr_noop("Ada"), lambda row: row.lot.on_hand, Kind.NUMBER, width=54),
    Column(tr_noop("Dari"), lambda row: row.lot.received, Kind.NUMBER, width=54, tip=lambda _row: tr("Diterima")),
    Column(tr_noop("Harga"), lambda row: row.lot.price, Kind.MONEY),
)


def _limits() -> list[tuple[str, str]]:
    """Return the buckets as pairs of key and words: so many days to so many days."""
    found, first = [], 0
    for limit in sorted(EXPIRY_DAYS):
        found.append((str(limit), tr("{first}–{last} hari").format(first=first, last=limit)))
        first = limit + 1
    return found


class LotsPage(ListPage[Row]):
    """The lots of all outlets, this one first; the surat titip of a row that is opened is to be shown."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        self.ticks: Ticks[Row] = Ticks(_lot_here)
        super().__init__(
            place,
            (self.ticks.column(), *COLUMNS),
            _lot_here,
            EmptyState(tr("Tidak ada barang di rak"), tr("Terima titipan pertama di layar Titipan.")),
            name=tr("lot"),
            search=tr("Cari barang, penitip"),
            parent=parent,
        )
        self.ticks.attach(self.list)
        self.outlet = OutletFilter(place)
        self.buckets = Chips(
            [(_ALL, tr("Semua")), (_PAST, tr("Kedaluwarsa", "sudah lewat")), (_SPOILT, tr("Dicatat rusak")), *_limits()]
        )
        self.add_filters(self.outlet, self.buckets)

    def show_product(self, name: str, outlet: str) -> None:
        """Show the lots of one product."""
        self.outlet.choose(outlet)
        self.buckets.choose(_ALL)
        self.list.search_box.setText(name)
        self.arrange()

    def read_rows(self) -> list[Row]:
        return read_rows(self.place.gallery, self.place.desk().today())

    def keeper(self) -> Callable[[Row], bool]:
        outlet, bucket = self.outlet.value(), self.buckets.choice()
        self.list.hide_column("Gerai", hidden=outlet is not None)
        here = [row for row in self.list.model.rows() if outlet in {None, row.lot.outlet}]
        counts = Counter(row.bucket for row in here)
        counts[_ALL] = len(here)
        self.buckets.show_counts(counts)
        return lambda row: outlet in {None, row.lot.outlet} and bucket in {_ALL, row.bucket}

    def send(self, near: QWidget) -> None:
        """Show the text that tells a maker what of his goods expires: what is ticked, else all of the current one's.

        Raises RuleBroken (``lots.none``, ``lots.makers``).
        """
        rows = [row for row in self._to_send() if row.lot.best_before is not None]
        if not rows:
            raise RuleBroken(
                "lots.none",
                tr("Tidak ada barang penitip itu yang segera kedaluwarsa."),
                todo=tr("Pilih barang yang sudah atau segera kedaluwarsa."),
            )
        gallery, first, today = self.place.gallery, rows[0].lot, self.place.desk().today()
        outlet = gallery.book.outlet(first.outlet) or gallery.outlet()
        goods = [Ending(row.lot.name, row.lot.on_hand, row.lot.best_before or today) for row in rows]
        who = {**signature(gallery), "galeri": outlet.name}
        news = expiring_news(first.consignor, first.business_name, goods, today, who)
        title = tr("Kabari {name}").format(name=first.business_name)
        NewsDialog(self.place, near.window(), news, title=title).open()

    def _to_send(self) -> list[Row]:
        ticked, current = self.ticks.ticked(), self.list.current()
        if not ticked and current is None:
            raise RuleBroken("lots.none", tr("Pilih barangnya dulu."))
        if not ticked and current is not None:
            whose, outlet = current.lot.consignor, current.lot.outlet
            rows = self.list.model.rows()
            return [row for row in rows if row.bucket and (row.lot.consignor, row.lot.outlet) == (whose, outlet)]
        if len({row.lot.consignor for row in ticked}) > 1:
            raise RuleBroken(
                "lots.makers",
                tr("Yang dicentang milik beberapa penitip."),
                todo=tr("Satu pesan untuk satu penitip: centang barang milik satu penitip saja."),
            )
        return ticked


def _lot_here(row: Row) -> tuple[str, str]:
    return row.lot.lot, row.lot.outlet
