"""What moves and what stands, and how many a maker should bring: by the rule that stands below the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from db.queries.movers import MoverRow, list_movers
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr, tr_noop
from gallery_pos.movers import COVER_DAYS, ORDER_BELOW_DAYS, WEEKS, Speed
from ui.app.list_page import ListPage, OutletFilter
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.news.dialog import NewsDialog
from ui.news.shelf import elsewhere, restock_news, signature
from ui.widgets.chips import Chips
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

SPEEDS: Mapping[Speed, str] = {
    Speed.FAST: tr_noop("Cepat"),
    Speed.STEADY: tr_noop("Sedang"),
    Speed.SLOW: tr_noop("Lambat"),
    Speed.NEW: tr_noop("Baru"),
}
_TONES = {Speed.FAST: "good", Speed.SLOW: "attention"}
_ALL, _BRING = "all", "bring"
_LOW = 440


def _lasts(row: MoverRow) -> str:
    if row.on_hand <= 0:
        return tr("habis")
    return "" if row.lasts_days is None else tr("{days} hari").format(days=row.lasts_days)


COLUMNS: tuple[Column[MoverRow], ...] = (
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.reason}"),
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=170),
    Column(tr_noop("Gerai"), lambda row: row.outlet, width=110),
    Column(
        tr_noop("Laku"),
        lambda row: tr(SPEEDS[row.speed]),
        Kind.BADGE,
        tone=lambda row: _TONES.get(row.speed, "neutral"),
        width=92,
    ),
    Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER, width=76, tip=lambda row: row.reason),
    Column(tr_noop("Ada"), lambda row: row.on_hand, Kind.NUMBER, width=58),
    Column(
        tr_noop("Sisa cukup"),
        _lasts,
        sort_key=lambda row: -1 if row.on_hand <= 0 else row.lasts_days,
        width=92,
        search=False,
        tip=lambda row: row.reason,
    ),
    Column(tr_noop("Saran tambah"), lambda row: row.suggested or None, Kind.NUMBER, width=112),
    Column(tr_noop("Tertua sejak"), lambda row: row.oldest, Kind.DATE, room=1_000),
)


class MoversPage(ListPage[MoverRow]):
    """Goods by how they sell; what should be brought is sent to its maker."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        self.ticks: Ticks[MoverRow] = Ticks(_key)
        super().__init__(
            place,
            (self.ticks.column(), *COLUMNS),
            _key,
            EmptyState(tr("Belum ada barang"), tr("Terima titipan pertama di layar Titipan.")),
            name=tr("laku-dan-lambat"),
            search=tr("Cari barang atau penitip"),
            parent=parent,
        )
        self.ticks.attach(self.list)
        self.outlet = OutletFilter(place)
        speeds = [(speed.value, tr(words)) for speed, words in SPEEDS.items()]
        self.which = Chips([(_BRING, tr("Perlu ditambah")), *speeds, (_ALL, tr("Semua"))])
        self.add_filters(self.outlet, self.which)
        self._says = Label("", "strong", wrap=True)
        rule = tr(
            "Laju: terjual dikurangi retur dalam {weeks} minggu terakhir, dibagi hari barangnya ada."
            " Bila sisanya cukup kurang dari {below} hari, disarankan tambah sampai cukup {cover} hari;"
            " barang yang cepat kedaluwarsa tidak lebih lama dari masa simpannya."
        )
        self.add_below(self._says)
        self._rule = Label(rule.format(weeks=WEEKS, below=ORDER_BELOW_DAYS, cover=COVER_DAYS), "small", wrap=True)
        self.add_below(self._rule)
        self.list.selected.connect(self._say)

    def read_rows(self) -> list[MoverRow]:
        return list_movers(self.place.gallery.database, on=self.place.desk().today())

    def keeper(self) -> Callable[[MoverRow], bool]:
        outlet, which = self.outlet.value(), self.which.choice()
        self.list.hide_column("Gerai", hidden=outlet is not None)
        here = [row for row in self.list.model.rows() if outlet in {None, row.outlet}]
        counts = Counter(row.speed.value for row in here)
        counts[_ALL], counts[_BRING] = len(here), sum(1 for row in here if row.suggested)
        self.which.show_counts(counts)
        return lambda row: outlet in {None, row.outlet} and _wanted(row, which)

    def _say(self, row: MoverRow | None) -> None:
        self._says.setText(f"{row.name}: {row.reason}." if row is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the room is for rows; the rule is told where the pointer rests on the line below them."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        self._rule.setVisible(not low)
        self._says.setToolTip(self._rule.text() if low else "")

    def arrange(self) -> None:
        super().arrange()
        if self.list.current() is None:
            self.list.table.selectRow(0)

    def send(self, near: QWidget) -> None:
        """Show the text that asks a maker for more goods: those that are ticked, else all that he should bring.

        Raises RuleBroken (``movers.none``, ``movers.makers``).
        """
        rows, gallery = self._to_send(), self.place.gallery
        news = restock_news(rows, self.place.desk().today(), signature(gallery), elsewhere(gallery))
        title = tr("Minta tambah kepada {name}").format(name=news.business_name)
        NewsDialog(self.place, near.window(), news, title=title).open()

    def _to_send(self) -> Sequence[MoverRow]:
        ticked = self.ticks.ticked()
        current = self.list.current()
        if not ticked and current is not None:
            ticked = [
                row
                for row in self.list.model.rows()
                if row.consignor == current.consignor and row.outlet == current.outlet and row.suggested
            ] or [current]
        if not ticked:
            raise RuleBroken("movers.none", tr("Pilih barangnya dulu."))
        if len({row.consignor for row in ticked}) > 1:
            raise RuleBroken(
                "movers.makers",
                tr("Yang dicentang milik beberapa penitip."),
                todo=tr("Satu pesan untuk satu penitip: centang barang milik satu penitip saja."),
            )
        return ticked


def _wanted(row: MoverRow, which: str) -> bool:
    if which == _BRING:
        return row.suggested > 0
    return which in {_ALL, row.speed.value}


def _key(row: MoverRow) -> tuple[str, str]:
    return row.outlet, row.product
