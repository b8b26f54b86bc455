"""The rail at the left: where one can go. Icons with words; icons alone where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.icons import icon, picture
from ui.app.tokens import GRID
from ui.widgets.buttons import IconButton
from ui.widgets.card import ScrollColumn
from ui.widgets.text import Label

WIDE = 196
NARROW = 68
_HIGH, _LOW, _BETWEEN = 44, 34, 2
"""Pixels of a place where there is room, where there is little, and between two."""
_HEAD = 72
"""Pixels of the name above the places, with the space around it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: ``text`` is already translated."""

    id: str
    text: str
    icon: str
    key: str = ""


class Brand(QWidget):
    """The padi."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(36, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        picture("galeri").paint(QPainter(self), QRect(0, 0, self.width(), self.height()))


class Rail(QFrame):
    """The list of places, one of them current.

    Signals:
        chosen(str): the id of the place that a person wants.
        theme_asked(): the sun or moon at the bottom.
        help_asked(): the question mark at the bottom.
    """

    chosen = Signal(str)
    theme_asked = Signal()
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rail")
        self._narrow = False
        self._places: dict[str, tuple[QPushButton, Place]] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._name = Label(tr("Galeri POS"), "heading")
        head = QHBoxLayout()
        head.setContentsMargins(GRID, 0, 0, GRID)
        head.setSpacing(GRID + 4)
        head.addWidget(Brand())
        head.addWidget(self._name, 1)
        self._column = ScrollColumn()
        self._column.body.setSpacing(_BETWEEN)
        self._column.body.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(0)
        self._foot.addWidget(IconButton("question", tr("Bantuan dan tombol (F1)"), self.help_asked.emit))
        self._theme = IconButton("moon", tr("Tema terang atau gelap"), self.theme_asked.emit)
        self._foot.addWidget(self._theme)
        self._foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID + 4, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        layout.addWidget(self._column, 1)
        layout.addLayout(self._foot)
        self.setFixedWidth(WIDE)

    def show_places(self, places: Sequence[Place]) -> None:
        """Show other places."""
        for button, _ in self._places.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._places.clear()
        for index, place in enumerate(places):
            button = QPushButton()
            button.setProperty("kind", "rail")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setIcon(icon(place.icon, "ink_soft", on="on_primary_tint"))
            button.setIconSize(QSize(22, 22))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setObjectName(place.id)
            button.setAccessibleName(place.text)
            self._group.addButton(button)
            self._column.body.insertWidget(index, button)
            self._places[place.id] = (button, place)
        self._write()
        self._fit()

    def show_current(self, place_id: str) -> None:
        """Mark where one is."""
        if place_id in self._places:
            self._places[place_id][0].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, or icons with words."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._name.setVisible(not narrow)
            self._theme.setVisible(not narrow)
            self.setFixedWidth(NARROW if narrow else WIDE)
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit)  # a new style sheet gives its own height back to each button

    def _fit(self) -> None:
        """Make the places less high where the window is low, so that all of them are in sight."""
        count = len(self._places)
        if count:
            layout = self.layout()
            taken = (layout.spacing() if layout else 0) * 2 + self._foot.sizeHint().height() + _HEAD
            room = (self.height() - taken) // count - _BETWEEN
            for button, _ in self._places.values():
                button.setFixedHeight(min(max(room, _LOW), _HIGH))

    def _write(self) -> None:
        for button, place in self._places.values():
            # An ampersand would underline the letter after it.
            button.setText("" if self._narrow else "  " + place.text.replace("&", "&&"))
            tip = f"{place.text}  ({place.key})" if place.key else place.text
            button.setToolTip(tip)

    def _on_clicked(self, button: QPushButton) -> None:
        self.chosen.emit(button.objectName())
