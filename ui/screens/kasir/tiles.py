"""Goods to tap on: those without a barcode of their own maker first, what sells most before the rest, by category."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPixmap
from PySide6.QtWidgets import QScroller, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from db.queries.records import categories
from db.queries.search import ProductHit, tiles
from gallery_pos.barcode import INSTORE_PREFIX
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.widgets.card import ScrollColumn
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.tile import Tile

if TYPE_CHECKING:
    from db.engine import Database

MOST_TILES = 60
_AT_ONCE = 10
"""Tiles made before the window gets its turn again: making all of them at once could be felt."""
_PICTURE = QSize(256, 128)
"""What is kept of a picture, enough for a tile on a dense screen: sixty whole photographs would be 24 MB."""


class Offer(NamedTuple):
    """What the tiles show: the categories, the goods of one of them, and their pictures by name."""

    categories: list[str]
    hits: list[ProductHit]
    pictures: dict[str, QImage]


def read_offer(database: Database, pictures: Path, *, outlet: str, category: str | None) -> Offer:
    """Return what to show for a category (None: whatever sells most). Touches no widget: call it off the UI thread."""
    hits = tiles(database, outlet=outlet, category=category, limit=MOST_TILES)
    hits.sort(key=_has_barcode_of_its_own)
    return Offer(
        categories(database), hits, {hit.picture: _small(pictures / hit.picture) for hit in hits if hit.picture}
    )


def _has_barcode_of_its_own(hit: ProductHit) -> bool:
    return any(not code.startswith(INSTORE_PREFIX) for code in hit.barcodes.split())


def _small(path: Path) -> QImage:
    """Return the middle of a picture, scaled to cover a tile while it is read; an empty one where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        lying = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
        wanted = _PICTURE.transposed() if lying else _PICTURE
        whole = size.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        middle = QRect(QPoint(0, 0), wanted)
        middle.moveCenter(QRect(QPoint(0, 0), whole).center())
        reader.setScaledSize(whole)
        reader.setScaledClipRect(middle)
    return reader.read()


class TileBoard(QWidget):
    """Tabs of categories above a board of tiles that scrolls.

    Signals:
        category_chosen(str): a person wants another category; "" is whatever sells most.
        picked(str): the code of a product that was tapped.
    """

    category_chosen = Signal(str)
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setDrawBase(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setAccessibleName(tr("Kategori"))
        self._tabs.currentChanged.connect(self._on_tab)
        self._column = ScrollColumn()
        self._board = QWidget()
        self._board.setProperty("surface", "none")
        self._flow = FlowLayout(self._board, GRID, stretch=True)
        self._column.body.addWidget(self._board)
        self._column.body.addStretch(1)
        QScroller.grabGesture(self._column.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._empty = EmptyState(
            tr("Belum ada barang di gerai ini"),
            tr("Terima titipan pertama di layar Titipan; barangnya muncul di sini dan bisa dipindai."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())  # until it is known whether there is anything
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._tabs)
        layout.addWidget(self._stack, 1)
        self._waiting: list[tuple[ProductHit, QPixmap | None]] = []
        self._shown: tuple[ProductHit, ...] = ()
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._make_some)

    def category(self) -> str | None:
        """Return the category in front, None for whatever sells most."""
        return str(self._tabs.tabData(self._tabs.currentIndex()) or "") or None

    def show_offer(self, offer: Offer) -> None:
        """Show it; where nothing changed, nothing moves under the finger."""
        self._show_tabs(offer.categories)
        self._stack.setCurrentWidget(self._column if offer.hits else self._empty)
        told = tuple(offer.hits)
        if [_face(hit) for hit in told] == [_face(hit) for hit in self._shown]:
            self._shown = told
            return
        self._shown = told
        self._flow.clear()
        self._waiting = [(hit, _pixmap(offer.pictures.get(hit.picture))) for hit in offer.hits]
        self._make_some()
        self._column.verticalScrollBar().setValue(0)

    def _show_tabs(self, names: Sequence[str]) -> None:
        before = self.category() or ""
        wanted = ["", *names]
        if [self._tabs.tabData(at) for at in range(self._tabs.count())] == wanted:
            return
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for name in wanted:
            self._tabs.setTabData(self._tabs.addTab(name or tr("Terlaris")), name)
        self._tabs.setCurrentIndex(wanted.index(before) if before in wanted else 0)
        self._tabs.blockSignals(False)
        self._tabs.setVisible(len(names) > 0)

    def _make_some(self) -> None:
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for hit, picture in some:
            tile = Tile(hit.name, hit.maker, format_rupiah(hit.price), picture)
            tile.setObjectName(hit.code)
            tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tile.clicked.connect(self._on_tile)
            self._flow.addWidget(tile)
        if self._waiting:
            self._more.start()

    def _on_tile(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.picked.emit(tile.objectName())

    def _on_tab(self) -> None:
        self.category_chosen.emit(self.category() or "")


def _face(hit: ProductHit) -> tuple[str, str, str, int, str]:
    """Return what of a product is seen on its tile."""
    return (hit.code, hit.name, hit.maker, hit.price, hit.picture)


def _pixmap(image: QImage | None) -> QPixmap | None:
    return QPixmap.fromImage(image) if image is not None and not image.isNull() else None
