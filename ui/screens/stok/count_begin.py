"""The beginning of a count: what is counted and in which parts; below it the counts and losses there were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.queries.books import list_journal
from db.queries.records import categories
from db.queries.stocktakes import State, StocktakeRow, list_stocktakes
from gallery_pos.documents import Covers, GoodsWrittenOff
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.actions import COUNTER
from ui.app.finding import any_product, consignor_choices, has_words
from ui.app.formats import moment
from ui.app.saving import exporter
from ui.app.slips import name_of
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_STATES = {
    State.OPEN: (tr_noop("Berjalan"), "attention"),
    State.POSTED: (tr_noop("Selesai", "opname"), "good"),
    State.CANCELLED: (tr_noop("Dibatalkan"), "neutral"),
}
_COUNTS, _LOSSES = "counts", "losses"
_GONE = (tr_noop("Penghapusan"), "neutral")
_PLACEHOLDERS = {
    Covers.CONSIGNOR: tr_noop("Ketik nama penitip"),
    Covers.CATEGORY: tr_noop("Ketik kategori"),
    Covers.SHELF: tr_noop("Ketik nama rak"),
    Covers.PRODUCTS: tr_noop("Pindai atau ketik nama barangnya"),
}
_SAYS = {
    Covers.ALL: tr_noop("Semua barang yang menurut buku ada di gerai ini."),
    Covers.CONSIGNOR: tr_noop("Semua barang satu penitip di gerai ini, di rak mana pun."),
    Covers.CATEGORY: tr_noop("Semua barang satu kategori di gerai ini, di rak mana pun."),
    Covers.SHELF: tr_noop("Barang yang menurut jadwal pajang berdiri di rak itu, atau yang terakhir dihitung di sana."),
    Covers.PRODUCTS: tr_noop("Hanya barang yang Anda pilih."),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to count."""

    covers: Covers
    code: str
    products: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A count, or a loss that was written off without one."""

    id: UUID
    at: datetime
    number: str
    what: str
    state: tuple[str, str]
    user: str
    count: StocktakeRow | None = None


class BeginPage(QWidget):
    """Chooses what is counted.

    Signals:
        resumed(UUID): a count that is under way is wanted.
        opened(UUID): a document is to be looked at.
    """

    resumed = Signal(object)
    opened = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._zone = place.gallery.desk().timezone
        self._chosen: dict[str, str] = {}
        self._suggested = ""
        self.scope = Segments(
            [
                (Covers.ALL.value, tr("Seluruh gerai")),
                (Covers.CONSIGNOR.value, tr("Satu penitip")),
                (Covers.CATEGORY.value, tr("Satu kategori")),
                (Covers.SHELF.value, tr("Satu rak")),
                (Covers.PRODUCTS.value, tr("Produk tertentu")),
            ]
        )
        self.which = Picker(self._find)
        self.parts = QLineEdit()
        self.parts.setPlaceholderText(tr("boleh kosong; misalnya: Rak depan, Rak belakang, Gudang"))
        self.kind = Segments([(_COUNTS, tr("Stok opname")), (_LOSSES, tr("Penghapusan"))])
        self._empty_list = Button(tr("Kosongkan"), self._forget, kind="quiet", size="small", icon_name="x")
        self.list: TableView[Past] = TableView(
            self._columns(),
            lambda row: row.id,
            EmptyState(tr("Belum pernah dihitung"), tr("Pilih yang dihitung di atas, lalu mulai.")),
            name=tr("stok-opname"),
            search=tr("Cari nomor atau apa yang dihitung"),
            on_export=exporter(place, self),
        )
        self.list.add_tool(self.kind)
        self.list.activated.connect(self._open)
        self.kind.chosen.connect(self._arrange)
        self.scope.chosen.connect(self._follow)
        self.which.picked.connect(self._on_picked)
        self._lay_out()
        self._follow()

    def _columns(self) -> tuple[Column[Past], ...]:
        def difference(row: Past) -> str:
            count = row.count
            if count is None or count.state is not State.POSTED:
                return ""
            both = [f"-{format_count(count.short)}"] * bool(count.short) + [f"+{format_count(count.over)}"] * bool(
                count.over
            )
            return " / ".join(both) or tr("cocok")

        return (
            Column(
                tr_noop("Mulai"),
                lambda row: row.at.astimezone(self._zone).date(),
                Kind.DATE,
                sort_key=lambda row: row.at,
                tip=lambda row: moment(row.at, self._zone),
            ),
            Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=190),
            Column(tr_noop("Yang dihitung"), lambda row: row.what, stretch=True),
            Column(
                tr_noop("Keadaan"),
                lambda row: tr(row.state[0]),
                Kind.BADGE,
                tone=lambda row: row.state[1],
            ),
            Column(tr_noop("Bagian"), self._parts_done, Kind.TEXT, width=90),
            Column(tr_noop("Selisih"), difference, Kind.TEXT, width=110),
            Column(tr_noop("Ganti rugi"), lambda row: row.count.compensation if row.count else None, Kind.MONEY),
            Column(tr_noop("Oleh"), lambda row: row.user, width=150, room=1_000),
        )

    @staticmethod
    def _parts_done(row: Past) -> str:
        if row.count is None or not row.count.parts:
            return ""
        return tr("{done} dari {all_}").format(done=row.count.counted_parts, all_=row.count.parts)

    def _lay_out(self) -> None:
        self._card = card = Card(tr("Apa yang dihitung?"), " ")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.scope)
        row.addWidget(self.which, 1)
        row.addStretch(1)
        card.body.addLayout(row)
        parts = QHBoxLayout()
        parts.setSpacing(GRID)
        label = Label(tr("Bagian rak"))
        label.setBuddy(self.parts)
        self.parts.setAccessibleName(tr("Bagian rak"))
        parts.addWidget(label)
        parts.addWidget(self.parts, 1)
        parts.addWidget(self._empty_list)
        card.body.addLayout(parts)
        lists = Card()
        lists.set_tight()
        lists.setMinimumHeight(160)
        lists.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(card)
        layout.addWidget(lists, 1)
        card.setVisible(self._place.user.role in COUNTER)

    # -- what is shown

    def refresh(self) -> None:
        """Read the counts there were."""
        self._place.runner.run(self, self._read, self._show)

    def _show(self, rows: list[Past]) -> None:
        self.list.show_rows(rows)
        self._arrange()

    def _arrange(self, _key: str = "") -> None:
        counts = self.kind.choice() == _COUNTS
        self.list.set_filter(lambda row: (row.count is not None) == counts)

    def _read(self) -> list[Past]:
        gallery = self._place.gallery
        database, outlet = gallery.database, gallery.machine.outlet
        rows = [
            Past(
                row.posted or row.id,
                row.started_at,
                row.posted_number or row.number,
                row.scope,
                _STATES[row.state],
                name_of(gallery, row.user),
                row,
            )
            for row in list_stocktakes(database, outlet=outlet)
        ]
        gone = list_journal(database, kind=GoodsWrittenOff.__name__, outlet=outlet, newest_first=True)
        rows += [Past(row.id, row.posted_at, row.number, "", _GONE, name_of(gallery, row.user)) for row in gone]
        rows.sort(key=lambda row: row.at, reverse=True)
        return sorted(rows, key=lambda row: row.count is None or row.count.state is not State.OPEN)

    def _open(self, row: Past) -> None:
        if row.count is not None and row.count.state is State.OPEN:
            self.resumed.emit(row.count.id)
        else:
            self.opened.emit(row.id)

    # -- what is wanted

    def wanted(self) -> Wanted | None:
        """Return what is chosen, None where a choice is missing; then the focus stands where it is made."""
        covers = Covers(self.scope.choice())
        code = str(self.which.key() or "")
        products = tuple(self._chosen) if covers is Covers.PRODUCTS else ()
        if covers is not Covers.ALL and not (products if covers is Covers.PRODUCTS else code):
            self.which.setFocus()
            return None
        parts = tuple(part.strip() for part in self.parts.text().split(",") if part.strip())
        return Wanted(covers, "" if covers in {Covers.ALL, Covers.PRODUCTS} else code, products, parts)

    def clear(self) -> None:
        """Take the choices away once they were taken up."""
        self._chosen.clear()
        self.which.show_picked(None)
        self.scope.choose(Covers.ALL.value)
        self.parts.clear()
        self._follow()

    def list_shelf(self) -> None:
        """Let the goods of the chosen shelf be scanned, of which nobody knows yet; the count of it will be remembered."""
        name = self.which.text().strip()
        self.scope.choose(Covers.PRODUCTS.value)
        self._follow()
        self.parts.setText(name)
        self.which.setFocus()

    def on_scan(self, code: str) -> bool:
        """Choose a product by its barcode."""
        product = self._place.gallery.book.product_by_barcode(code)
        if product is None:
            return False
        if self.scope.choice() != Covers.PRODUCTS.value:
            self.scope.choose(Covers.PRODUCTS.value)
        self._chosen[product.code] = product.name
        self._follow()
        return True

    def _find(self, words: str) -> list[Choice]:
        gallery = self._place.gallery
        match Covers(self.scope.choice()):
            case Covers.CONSIGNOR:
                return consignor_choices(gallery.book.consignors(), words, may_make=False)
            case Covers.CATEGORY:
                return [Choice(name, name) for name in categories(gallery.database) if has_words(words, name)]
            case Covers.SHELF:
                shelves = gallery.outlet().shelves
                return [Choice(shelf.code, shelf.name) for shelf in shelves if has_words(words, shelf.name, shelf.code)]
            case _:
                return any_product(self._place, words)

    def _on_picked(self, key: object) -> None:
        if self.scope.choice() == Covers.PRODUCTS.value:
            product = self._place.gallery.book.product(str(key))
            if product is not None:
                self._chosen[product.code] = product.name
            self.which.show_picked(None)
            self._follow(keep=True)

    def _forget(self) -> None:
        self._chosen.clear()
        self._follow()

    def _follow(self, _key: str = "", *, keep: bool = False) -> None:
        covers = Covers(self.scope.choice())
        self.which.setVisible(covers is not Covers.ALL)
        if covers is not Covers.ALL:
            self.which.setPlaceholderText(tr(_PLACEHOLDERS[covers]))
            self.which.setAccessibleName(tr(_PLACEHOLDERS[covers]))
        if not keep:
            self.which.show_picked(None)
        shelves = self._place.gallery.outlet().shelves
        if covers is Covers.ALL and not self.parts.text() and shelves:
            self._suggested = ", ".join(shelf.name for shelf in shelves)
            self.parts.setText(self._suggested)
        elif covers is not Covers.ALL and self._suggested:
            if self.parts.text() == self._suggested:
                self.parts.clear()
            self._suggested = ""
        chosen = covers is Covers.PRODUCTS and bool(self._chosen)
        self._empty_list.setVisible(chosen)
        words = tr("Dipilih: {names}.").format(names=", ".join(self._chosen.values())) if chosen else tr(_SAYS[covers])
        frozen = tr("Buku saat ini dibekukan; kasir tetap boleh berjualan.")
        if self._card.header is not None:
            self._card.header.hint.setText(f"{words} {frozen}")
