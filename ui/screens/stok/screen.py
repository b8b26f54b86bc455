"""Stok: levels, lots by their best-before dates, what moves, markdown plans, and the stocktake."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QTabBar, QWidget

from db.queries.notes import note_of_lot
from gallery_pos.desk import Changes
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from gallery_pos.services.markdowns import prices_today
from ui.app.actions import COUNTER, ICON_NAME, ActionSpec
from ui.app.icons import icon
from ui.app.screen import Screen
from ui.app.ticking import with_count
from ui.dialogs.document import show_document
from ui.dialogs.labels import LabelDialog, Wanted
from ui.screens.stok.count_page import CountPage
from ui.screens.stok.levels import LevelsPage
from ui.screens.stok.lots import LotsPage, Row
from ui.screens.stok.movers import MoversPage
from ui.screens.stok.plans import PlanRow, PlansPage
from ui.screens.stok.write_off import WriteOffDialog
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.movers import MoverRow
    from db.queries.stock import LotRow, StockRow
    from gallery_pos.ports import Posted
    from ui.workplace import Workplace

Page = LevelsPage | LotsPage | MoversPage | PlansPage | CountPage

MOST_LOTS = 200
"""Lots that are written off by one document: more are a slip of the finger, and nobody would read them."""


class StockScreen(Screen):
    """Five tabs; the primary button asks for more goods, makes a plan, or begins, reviews and posts a stocktake."""

    kinds: ClassVar[Changes] = Changes.STOCK | Changes.SALES | Changes.PRODUCTS | Changes.CONSIGNORS
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("stock.search", tr_noop("Cari"), "F2", "magnifying-glass"),
        ActionSpec("stock.tab", tr_noop("Bagian berikutnya"), "F6", "caret-double-right"),
        ActionSpec("stock.label", tr_noop("Cetak label…"), "F7", "barcode", COUNTER),
        ActionSpec("stock.write_off", tr_noop("Hapus barang…"), "F8", "trash-simple"),
        ActionSpec("stock.send", tr_noop("Kabari penitip…"), "F10", "whatsapp-logo"),
        ActionSpec("stock.open", tr_noop("Buka"), "F4", "arrow-square-out"),
        ActionSpec("stock.undo", tr_noop("Urungkan"), "F9", "arrow-counter-clockwise", COUNTER),
        ActionSpec("stock.bear", tr_noop("Penanggung…"), "F3", "scales", COUNTER),
        ActionSpec("stock.remark", tr_noop("Catatan dan foto…"), "F5", "note-pencil", COUNTER),
        ActionSpec("stock.back", tr_noop("Kembali"), "Escape", "arrow-left"),
        ActionSpec("stock.go", tr_noop("Stok opname"), "F12", "clipboard-text"),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.levels = LevelsPage(place)
        self.lots = LotsPage(place)
        self.movers, self.plans = MoversPage(place), PlansPage(place)
        self.count = CountPage(place)
        self._stack = PageStack()
        self._pages: tuple[Page, ...] = (self.levels, self.lots, self.movers, self.plans, self.count)
        titles = (tr("Stok"), tr("Lot & kedaluwarsa"), tr("Laku & lambat"), tr("Potongan"), tr("Stok opname"))
        pages: tuple[QWidget, ...] = self._pages
        for text, page in zip(titles, pages, strict=True):
            self.tabs.addTab(text.replace("&", "&&"))
            self._stack.addWidget(page)
        self.body.setSpacing(8)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        self.set_actions(
            {
                "stock.search": self._search,
                "stock.tab": self._next_tab,
                "stock.label": self._labels,
                "stock.write_off": self._write_off,
                "stock.send": self._send,
                "stock.open": self._open_current,
                "stock.undo": self.count.undo,
                "stock.bear": self.count.review.bear_chosen,
                "stock.remark": self.count.remark,
                "stock.back": self.count.back,
                "stock.go": self._go,
            }
        )
        for name in ("back", "undo", "remark", "bear", "label", "write_off", "send", "open"):
            self.add_footer(f"stock.{name}")
        self.add_footer("stock.go", primary=True)
        self.tabs.currentChanged.connect(self._show_tab)
        self.levels.opened.connect(self._open_level)
        self.lots.opened.connect(self._open_lot)
        self.movers.opened.connect(self._open_level)
        self.plans.opened.connect(self._open_plan)
        self.lots.ticks.changed.connect(self._say_actions)
        self.movers.ticks.changed.connect(self._say_actions)
        self.count.changed.connect(self._say_actions)
        self._say_actions()

    # -- which page

    def _page(self) -> Page:
        return self._pages[self._stack.currentIndex()]

    def _show_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.banner.clear()
        self._say_actions()
        if self.isVisible():
            self.refresh()
            self.entered()

    def show_page(self, page: Page) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(self._pages.index(page))

    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _say_actions(self) -> None:
        page = self._page()
        counting = page is self.count
        for name, shown in (
            ("label", page is self.lots and self.place.user.role in COUNTER),
            ("write_off", page is self.lots and (self._may_count() or self.place.may(Act.WRITE_OFF))),
            ("send", page is self.lots),
            ("open", not counting and (page is not self.plans or self._may_plan())),
            ("back", counting and self.count.may_go_back()),
            ("undo", counting and self.count.may_undo()),
            ("bear", counting and self.count.is_reviewing()),
            ("remark", counting and self.count.may_remark()),
        ):
            self.action(f"stock.{name}").setVisible(shown)
        count = len(self.lots.ticks.ticked())
        label, gone = self.action("stock.label"), self.action("stock.write_off")
        label.setText(with_count(tr("Cetak label…"), count))
        gone.setText(with_count(tr("Hapus barang…"), count))
        go = self.action("stock.go")
        go.setVisible(self._may_plan() if page is self.plans else page is self.movers or self._may_count())
        go.setText(self._primary_text(page))
        name = "whatsapp-logo" if page is self.movers else "tag" if page is self.plans else "clipboard-text"
        go.setProperty(ICON_NAME, name)
        go.setIcon(icon(name))

    def _primary_text(self, page: Page) -> str:
        if page is self.count:
            return self.count.primary_text()
        if page is self.movers:
            return with_count(tr("Minta tambah…"), len(self.movers.ticks.ticked()))
        return tr("Rencana baru…") if page is self.plans else tr("Stok opname")

    def _may_plan(self) -> bool:
        return self.place.may(Act.EDIT_AGREEMENT)

    def _may_count(self) -> bool:
        """Inspectors only look; whoever may not post by himself asks a superior."""
        return self.place.user.role in COUNTER

    # -- what the window asks

    def entered(self) -> None:
        """Put the focus where work begins."""
        page = self._page()
        if isinstance(page, CountPage):
            page.entered()
        else:
            page.list.search_box.setFocus()

    def refresh(self) -> None:
        """Read again what is shown."""
        self._page().refresh()

    def receive(self, what: object) -> None:
        """Show a tab by its name ("levels", "lots", "movers" …), the lots in a bucket by ``("expiring", "14")``, or where a product stands by ``("product", code)``."""
        if isinstance(what, tuple) and what[0] == "product":
            self.show_page(self.levels)
            self.levels.show_product(str(what[1]))
        elif isinstance(what, tuple):
            self.show_page(self.lots)
            self.lots.buckets.choose(str(what[1]))
            self.refresh()
        elif isinstance(what, str):
            pages: dict[str, Page] = {"lots": self.lots, "expiring": self.lots, "movers": self.movers}
            pages |= {"plans": self.plans, "count": self.count}
            self.show_page(pages.get(what, self.levels))

    def on_scan(self, code: str) -> bool:
        """Count a scanned piece, or find the product."""
        page = self._page()
        if isinstance(page, CountPage):
            return page.on_scan(code)
        product = self.place.gallery.book.product_by_barcode(code)
        if product is None:
            self.banner.say(tr("Belum ada produk dengan barcode {code}.").format(code=code), tone="attention")
        else:
            page.list.search_box.setText(product.name)
        return True

    # -- what the keys do

    def _search(self) -> None:
        self.entered()

    def _open_current(self) -> None:
        page = self._page()
        if isinstance(page, CountPage):
            return
        row = page.list.current()
        if row is None:
            self.banner.say(tr("Pilih barangnya dulu."))
        elif isinstance(row, Row):
            self._open_lot(row)
        elif isinstance(row, PlanRow):
            self._open_plan(row)
        else:
            self._open_level(row)

    def _open_plan(self, row: PlanRow) -> None:
        if self._may_plan():
            self.plans.change(row)

    def _send(self) -> None:
        self.banner.clear()
        with self.place.feedback.guard(self):
            self.lots.send(self)

    def _open_level(self, row: StockRow | MoverRow) -> None:
        self.show_page(self.lots)
        self.lots.show_product(row.name, row.outlet)

    def _open_lot(self, row: Row) -> None:
        note = note_of_lot(self.place.gallery.database, row.lot.lot)
        if note is not None:
            show_document(self, self.place, note)

    def _labels(self) -> None:
        lots = [row.lot for row in self.lots.ticks.chosen()]
        products = {
            product.code: product for product in self.place.gallery.book.products({lot.product for lot in lots})
        }
        prices = self._prices_today(lots)
        wanted = [
            Wanted(products[lot.product], lot.on_hand, prices.get(lot.lot, lot.price), lot.best_before, lot.lot)
            for lot in lots
            if lot.product in products
        ]
        if wanted:
            self.banner.clear()
            LabelDialog(self.place, self, wanted).open()
        else:
            self.banner.say(tr("Pilih barangnya dulu."))

    def _prices_today(self, lots: Sequence[LotRow]) -> dict[str, int]:
        """Return by lot what the till asks for it today: a label says what a markdown plan left of the price."""
        desk, found = self.place.desk(), dict[str, int]()
        for outlet in {lot.outlet for lot in lots}:
            found |= prices_today(desk, outlet, [lot.lot for lot in lots if lot.outlet == outlet])
        return found

    def _write_off(self) -> None:
        rows = self.lots.ticks.chosen()
        if not rows:
            self.banner.say(tr("Pilih barangnya dulu."))
        elif any(row.lot.outlet != self.place.gallery.machine.outlet for row in rows):
            self.banner.say(
                tr("Barang itu di gerai lain."), tr("Penghapusannya dicatat di gerai tempat barangnya."), "attention"
            )
        elif len(rows) > MOST_LOTS:
            self.banner.say(
                tr("Paling banyak {most} lot sekali simpan.").format(most=MOST_LOTS),
                tr("Pilih lebih sedikit, lalu ulangi untuk sisanya."),
                "attention",
            )
        else:
            self.banner.clear()
            with self.place.feedback.guard(self):
                dialog = WriteOffDialog(self.place, self, [row.lot.lot for row in rows])
                dialog.posted.connect(self._on_written_off)
                dialog.open()

    def _on_written_off(self, posted: Posted) -> None:
        owed = posted.document
        words = tr("{number} tersimpan").format(number=posted.number)
        self.place.feedback.toast(words, (tr("Buka"), lambda: show_document(self, self.place, owed.id)))
        self.lots.ticks.clear()
        self.refresh()

    def _go(self) -> None:
        page = self._page()
        self.banner.clear()
        if page is self.count:
            self.count.go()
        elif page is self.plans:
            self.plans.make()
        elif page is self.movers:
            with self.place.feedback.guard(self):
                self.movers.send(self)
        else:
            self.show_page(self.count)
