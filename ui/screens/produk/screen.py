"""Produk: the list, and one of them to look at and change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from ui.app.actions import ICON_NAME, KEEPERS, ActionSpec
from ui.app.screen import Screen
from ui.app.ticking import with_count
from ui.dialogs.labels import LabelDialog, Wanted
from ui.screens.produk.detail import ProductPage
from ui.screens.produk.listing import ProductList
from ui.widgets.buttons import Button
from ui.widgets.confirm import ask_to_drop
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace


class ProductsScreen(Screen):
    """The primary button makes a product in the list, and saves it on its page."""

    kinds: ClassVar[Changes] = Changes.PRODUCTS | Changes.STOCK | Changes.CONSIGNORS | Changes.LEGALITY
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("products.search", tr_noop("Cari"), "F2", "magnifying-glass"),
        ActionSpec("products.back", tr_noop("Kembali ke daftar"), "Escape", "arrow-left"),
        ActionSpec("products.label", tr_noop("Cetak label…"), "F7", "barcode"),
        ActionSpec("products.open", tr_noop("Buka"), "F4", "pencil-simple"),
        ActionSpec("products.go", tr_noop("Produk baru"), "F12", "plus", KEEPERS),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        may = place.may(Act.EDIT_CATALOGUE)
        first = Button(tr("Produk baru"), self.make_new, kind="primary") if may else None
        self.listing = ProductList(place, first)
        self.page = ProductPage(place)
        self._stack = PageStack()
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.page)
        self.body.addWidget(self._stack, 1)
        self.set_actions(
            {
                "products.search": self.listing.list.search_box.setFocus,
                "products.back": self.back,
                "products.label": self._labels,
                "products.open": self._open_current,
                "products.go": self._go,
            }
        )
        self.add_footer("products.label")
        self.add_footer("products.open")
        self.add_footer("products.go", primary=True)
        self.listing.opened.connect(lambda row: self.open_product(row.product.code))
        self.listing.ticks.changed.connect(self._say_actions)
        self.page.left.connect(self.back)
        self.page.edited.connect(self._say_actions)
        self._say_actions()

    # -- which page

    def on_page(self) -> bool:
        """Tell whether one product is in front."""
        return self._stack.currentWidget() is self.page

    def open_product(self, code: str) -> None:
        """Show one product."""
        product = self.place.gallery.book.product(code)
        if product is not None:
            self._show_page(product)

    def make_new(self) -> None:
        """Show an empty form, for the consignor that the list is filtered by."""
        self._show_page(None)

    def back(self) -> None:
        """Show the list again; what is typed and not saved is asked about."""
        if self.on_page():
            self._leave(self._show_list)

    def _leave(self, then: Callable[[], object]) -> None:
        if self.on_page() and self.page.is_dirty() and self.place.may(Act.EDIT_CATALOGUE):
            ask_to_drop(self, then)
        else:
            then()

    def _show_page(self, product: ProductRevised | None) -> None:
        self.banner.clear()
        self.page.show_product(product, self.listing.consignor.value() or "")
        self._stack.setCurrentWidget(self.page)
        self._say_actions()
        (self.page.fields.name if product is None else self.page.fields.price).setFocus()

    def _show_list(self) -> None:
        self.banner.clear()
        self._stack.setCurrentWidget(self.listing)
        if self.page.product is not None:
            self.listing.list.select(self.page.product.code)
        self._say_actions()
        self.entered()

    def _say_actions(self) -> None:
        page = self.on_page()
        go, back, open_ = (self.action(f"products.{name}") for name in ("go", "back", "open"))
        may = self.place.may(Act.EDIT_CATALOGUE)
        go.setProperty(ICON_NAME, "check" if page else "plus")
        go.setText(tr("Simpan") if page else tr("Produk baru"))
        go.setEnabled(not page or self.page.is_dirty())
        go.setVisible(may)
        back.setEnabled(page)
        open_.setVisible(not page)
        label = self.action("products.label")
        label.setText(with_count(tr("Cetak label…"), 0 if page else len(self.listing.ticks.ticked())))
        label.setEnabled(not page or self.page.product is not None)

    # -- what the window asks

    def entered(self) -> None:
        """Put the focus where work begins."""
        if not self.on_page():
            self.listing.list.search_box.setFocus()

    def refresh(self) -> None:
        """Read the list and the papers again; the form keeps what is typed."""
        self.listing.refresh()
        if self.on_page():
            self.page.papers.refresh()

    def receive(self, what: object) -> None:
        """Show a product by its code, or by ``("papers", code)`` with its papers.

        ``("consignor", code)`` shows a consignor's, ``("barcode", code)`` makes a new one.
        """
        if isinstance(what, str):
            self._leave(lambda: self.open_product(what))
        elif isinstance(what, tuple):
            shows = {"consignor": self._show_consignor, "barcode": self._make_new_for, "papers": self._show_papers}
            show = shows[str(what[0])]
            self._leave(lambda: show(str(what[1])))

    def _show_papers(self, code: str) -> None:
        self.open_product(code)
        self.page.show_papers()

    def _make_new_for(self, barcode: str) -> None:
        self.make_new()
        self.page.on_scan(barcode)

    def _show_consignor(self, code: str) -> None:
        self._show_list()
        self.listing.show_consignor(code)

    def on_scan(self, code: str) -> bool:
        """Open a scanned product; on its page a scan is a barcode of it."""
        if self.on_page():
            return self.page.on_scan(code)
        product = self.place.gallery.book.product_by_barcode(code)
        if product is None:
            self.banner.say(tr("Belum ada produk dengan barcode {code}.").format(code=code), tone="attention")
        else:
            self.open_product(product.code)
        return True

    # -- what the keys do

    def _open_current(self) -> None:
        row = self.listing.list.current()
        if row is None:
            self.banner.say(tr("Pilih produknya dulu."))
        else:
            self.open_product(row.product.code)

    def _labels(self) -> None:
        if self.on_page():
            shown = self.page.product
            wanted = [] if shown is None else [Wanted(shown, self.page.on_hand_here())]
        else:
            here = {row.product.code: row.here for row in self.listing.ticks.chosen()}
            products = {product.code: product for product in self.place.gallery.book.products(here)}
            wanted = [Wanted(products[code], count) for code, count in here.items() if code in products]
        if wanted:
            self.banner.clear()
            LabelDialog(self.place, self, wanted).open()
        else:
            self.banner.say(tr("Pilih produknya dulu."))

    def _go(self) -> None:
        if not self.on_page():
            self.make_new()
            return
        with self.place.feedback.guard(self.page):
            done = self.page.save()
            if done is not None:
                self.place.announce(done, self)
                self.page.show_product(done.value)
                self.listing.refresh()
                self.place.feedback.toast(tr("{name} tersimpan").format(name=done.value.name))
        self._say_actions()
