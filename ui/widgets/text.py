"""Words on screen. They are always plain text: a product may be called ``<b>`` and must not become bold."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, Qt as Rich
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

Role = Literal[
    "body",
    "title",
    "heading",
    "strong",
    "soft",
    "small",
    "caption",
    "amount",
    "owed",
    "wrong",
    "warning",
    "key",
    "badge",
]
Tone = Literal["neutral", "good", "attention", "danger", "info"]

_STUMP = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def plain_tip(words: str) -> str:
    """Return words for a tool tip: what looks like markup there is shown as it is written, and loads nothing."""
    return Rich.convertFromPlainText(words) if Rich.mightBeRichText(words) else words


class Label(QLabel):
    """A plain-text label in one of the roles that the style sheet knows."""

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        *,
        wrap: bool = False,
        align: Qt.AlignmentFlag = _LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setAlignment(align)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Take exactly the lines that the words need at this width: layouts give wrapped words too much or too little."""
        if self.wordWrap() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setMinimumHeight(0)  # heightForWidth is never less than the minimum
            self.setFixedHeight(max(self.heightForWidth(self.width()), 0))  # -1 where there are no words


class Badge(Label):
    """A word in a pill; the tone underlines what the word says and never replaces it."""

    def __init__(self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, "badge", parent=parent)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class ElidedLabel(Label):
    """One line that ends in … where the room ends; the whole text is its tool tip. A stump of it is not shown at all."""

    def __init__(self, text: str = "", role: Role = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        if len(shown) <= _STUMP and shown != self.text():
            return
        painter.setPen(option.palette.windowText().color())
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)
