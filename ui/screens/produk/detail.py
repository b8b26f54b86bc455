"""One product: its fields, its picture, where it stands, and how its price came about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from gallery_pos.barcode import clean_scan
from gallery_pos.documents import Holder
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.catalogue import revise_product
from ui.app.tokens import GRID
from ui.attachments.pictures import store_picture
from ui.dialogs.document import show_document
from ui.legality.panel import PapersPanel
from ui.screens.produk.fields import ProductFields
from ui.screens.produk.history import CHANGES, SHELVES, Change, Shelf, Story, read_story
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.small_table import SmallTable
from ui.widgets.stack import PageStack
from ui.widgets.text import Badge, ElidedLabel, Label
from ui.widgets.thumbs import PictureView

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace


class ProductPage(QWidget):
    """The form; :meth:`changes` tells what is typed and not saved.

    Signals:
        left(): back to the list.
        edited(): something is typed.
    """

    left = Signal()
    edited = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.product: ProductRevised | None = None
        self._picture = ""
        self.banner = Banner()
        self._title = ElidedLabel("", "title")
        self._state = Badge("")
        self.fields = ProductFields(place)
        self.picture = PictureView(place.gallery.folder.pictures)
        self.shelves: SmallTable[Shelf] = SmallTable(SHELVES, lambda row: (row.outlet, row.lot), most=6)
        self.history: SmallTable[Change] = SmallTable(CHANGES, lambda row: row.id, most=6)
        self.papers = PapersPanel(place)
        self.bar = QTabBar()
        self._stack = PageStack()
        self._lay_out()
        self._connect()
        if not place.may(Act.EDIT_CATALOGUE):
            self._lock()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(Button(tr("Daftar produk"), self.left.emit, kind="quiet", icon_name="arrow-left"))
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        self._picture_buttons = QVBoxLayout()
        self._picture_buttons.setSpacing(GRID)
        self._choose = Button(tr("Pilih gambar…"), self.choose_picture, icon_name="image")
        self._drop = Button(tr("Hapus gambar"), self.drop_picture, kind="quiet")
        for button in (self._choose, self._drop):
            self._picture_buttons.addWidget(button)
        self._picture_buttons.addStretch(1)
        picture = Card()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.picture)
        row.addLayout(self._picture_buttons, 1)
        picture.body.addLayout(row)
        self._stock = Card(tr("Di rak"))
        self._stock_words = Label("", "soft", wrap=True)
        self._stock.add(self._stock_words)
        self._stock.add(self.shelves)
        self._prices = Card(tr("Riwayat harga"), tr("Enter membuka dokumennya."))
        self._prices.add(self.history)
        left, right = ScrollColumn(), ScrollColumn()
        left.body.addWidget(self.fields, 1)
        for card in (picture, self._stock, self._prices):
            right.body.addWidget(card)
        right.body.addStretch(1)
        data = QWidget()
        columns = QHBoxLayout(data)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(2 * GRID)
        columns.addWidget(left, 5)
        columns.addWidget(right, 4)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for text, page in ((tr("Data"), data), (tr("Dokumen"), self.papers)):
            self.bar.addTab(text)
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.fields.edited.connect(self.edited)
        self.history.opened.connect(lambda row: show_document(self, self._place, row.id))
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)

    def _lock(self) -> None:
        """Let people who may not change the catalogue only look."""
        self.fields.lock()
        for button in (self._choose, self._drop):
            button.setEnabled(False)

    # -- which product

    def show_product(self, product: ProductRevised | None, consignor: str = "") -> None:
        """Show a product, or an empty form for a new one (of ``consignor``, where he is known)."""
        self.product = product
        self.banner.clear()
        self.fields.show_product(product, consignor)
        self._picture = product.picture if product else ""
        self.picture.show_picture(self._picture)
        self._title.setText(product.name if product else tr("Produk baru"))
        self._state.setText(tr("Tidak dijual") if product and not product.active else (product.code if product else ""))
        self._state.setVisible(product is not None)
        self._stock.setVisible(product is not None)
        self._prices.setVisible(product is not None)
        self.bar.setVisible(product is not None)
        if product is None:
            self.bar.setCurrentIndex(0)
        else:
            self.papers.show_holder(Holder.PRODUCT, product.code)
        self._read_story()

    def show_papers(self) -> None:
        """Bring the papers to the front."""
        self.bar.setCurrentIndex(1)

    def _read_story(self) -> None:
        if self.product is None:
            return
        self.papers.refresh()
        gallery, code = self._place.gallery, self.product.code
        self._place.runner.run(self, lambda: read_story(gallery, code), self._show_story)

    def _show_story(self, story: Story) -> None:
        self.history.show_rows(story.changes)
        self.shelves.show_rows(story.shelves)
        self.shelves.setVisible(bool(story.shelves))
        pieces = sum(shelf.pieces for shelf in story.shelves)
        outlets = len({shelf.outlet for shelf in story.shelves})
        words = tr("{count} barang di {outlets} gerai, dengan harga saat diterima.")
        self._stock_words.setText(
            words.format(count=format_count(pieces), outlets=outlets) if pieces else tr("Tidak ada di gerai mana pun.")
        )

    def on_hand_here(self) -> int:
        """Return the pieces at this outlet."""
        name = self._place.gallery.outlet().name
        return sum(shelf.pieces for shelf in self.shelves.rows.rows() if shelf.outlet == name)

    # -- what is typed

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from the product that is shown."""
        before, now = self.product, self.fields.typed() | {"picture": self._picture}
        return now if before is None else {name: value for name, value in now.items() if getattr(before, name) != value}

    def is_dirty(self) -> bool:
        """Tell whether something would be lost by leaving."""
        return self.fields.is_begun() if self.product is None else bool(self.changes())

    def save(self) -> Done[ProductRevised] | None:
        """Write what is typed; None where something is missing, which is said by then."""
        if not self.fields.form.check():
            return None
        return revise_product(self._place.desk(), code=self.product.code if self.product else "", **self.changes())

    def on_scan(self, code: str) -> bool:
        """A scan is one more barcode of the product, unless another product has it."""
        if self._place.may(Act.EDIT_CATALOGUE):
            self.fields.add_code(clean_scan(code))
        return True

    # -- the picture

    def choose_picture(self) -> None:
        """Ask for a file and take the picture in it."""
        name, _ = QFileDialog.getOpenFileName(
            self.window(), tr("Pilih gambar"), "", tr("Gambar") + " (*.jpg *.jpeg *.png *.webp *.bmp *.gif)"
        )
        if name:
            self.take_picture(Path(name))

    def take_picture(self, source: Path) -> None:
        """Make the picture in a file the product's; it counts once the product is saved."""
        folder = self._place.gallery.folder.pictures
        self._place.runner.run(self, lambda: store_picture(folder, source), self._show_picture)

    def drop_picture(self) -> None:
        """Show the product without a picture."""
        self._show_picture("")

    def _show_picture(self, name: str) -> None:
        self._picture = name
        self.picture.show_picture(name)
        self.edited.emit()
