"""Fields that parse at the edge: people write as they are used to, the program gets a clean value or a plain reason.

``value()`` always tells what the text means now (None where it is empty or cannot be read); the text is written out
properly when the field is left.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QSpinBox, QWidget, QWidgetAction

from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_amount, read_date, read_quantity
from ui.app.formats import locale
from ui.app.icons import icon
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.widgets.text import RIGHT

_T = TypeVar("_T")

_TYPING_PAUSE_MS = 120
_NUMBER = 120
"""Pixels that a field for a small number is wide."""


class ParsedEdit(QLineEdit, Generic[_T]):
    """A line of text that stands for a value.

    Signals:
        value_changed(object): the value (or None) is another one now.
        problem_changed(str): why the text cannot be taken, or "" where it can.
    """

    value_changed = Signal(object)
    problem_changed = Signal(str)

    def __init__(self, read: Callable[[str], _T], write: Callable[[_T], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._write = write
        self._last: _T | None = None
        self._problem = ""
        self._is_clicked_into = False
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self.tidy)

    def value(self) -> _T | None:
        """Return what the text means, None where it is empty or cannot be read."""
        try:
            return self._understood()
        except Unreadable:
            return None

    def set_value(self, value: _T | None) -> None:
        """Show a value; nobody is told."""
        self._last = value
        self.setText("" if value is None else self._write(value))
        self._say("")

    def problem(self) -> str:
        """Return why the text cannot be taken, or "" where it can; an empty field has no problem of its own."""
        try:
            self._understood()
        except Unreadable as error:
            return str(error)
        return ""

    def tidy(self) -> None:
        """Write the value out properly, or show that it cannot be read."""
        problem = self.problem()
        value = self.value()
        if not problem:
            self.setText("" if value is None else self._write(value))
        self._say(problem)
        self._tell(value)

    def _understood(self) -> _T | None:
        text = self.text().strip()
        return self._read(text) if text else None

    def _on_edited(self) -> None:
        if self._problem:
            self._say(self.problem())
        self._tell(self.value())

    def _tell(self, value: _T | None) -> None:
        if value != self._last:
            self._last = value
            self.value_changed.emit(value)

    def _say(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            set_look(self, wrong=bool(problem))
            self.setToolTip(problem)
            self.problem_changed.emit(problem)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select everything at once: later might be after the first figure, which the second would then write over."""
        super().focusInEvent(event)
        self._is_clicked_into = event.reason() == Qt.FocusReason.MouseFocusReason
        if event.reason() not in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._is_clicked_into and not self.hasSelectedText():
            self.selectAll()
        self._is_clicked_into = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_clicked_into = False
        super().keyPressEvent(event)


class RupiahEdit(ParsedEdit[int]):
    """An amount in whole rupiah: ``15000``, ``15.000``, ``15rb`` and ``Rp 15.000`` all show as ``Rp15.000``."""

    def __init__(self, amount: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(read_amount, format_rupiah, parent)
        self.setAlignment(RIGHT)
        self.setPlaceholderText("Rp0")
        if amount is not None:
            self.set_value(amount)


class QuantityEdit(ParsedEdit[int]):
    """A number of pieces between two bounds; the arrow keys count up and down."""

    def __init__(self, value: int | None = 1, least: int = 1, most: int = 9_999, parent: QWidget | None = None) -> None:
        super().__init__(self._bounded, str, parent)  # read_quantity takes no figures with dots
        self._least, self._most = least, most
        self.setAlignment(RIGHT)
        self.setMaximumWidth(_NUMBER)
        if value is not None:
            self.set_value(value)

    def _bounded(self, text: str) -> int:
        number = read_quantity(text)
        if not self._least <= number <= self._most:
            reason = tr("tulis {least} sampai {most}")
            raise Unreadable(reason.format(least=format_count(self._least), most=format_count(self._most)))
        return number

    def set_bounds(self, least: int, most: int) -> None:
        """Take numbers between other bounds from now on."""
        self._least, self._most = least, most

    def step(self, by: int) -> None:
        """Count up or down within the bounds."""
        value = min(max((self.value() or 0) + by, self._least), self._most)
        self.setText(str(value))
        self._on_edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.step(step)


class NumberBox(QSpinBox):
    """A whole number between two bounds with its unit (``hari``); it is never empty."""

    def __init__(self, least: int, most: int, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSuffix(f" {unit}" if unit else "")
        self.setAlignment(RIGHT)
        self.setMaximumWidth(_NUMBER)
        self.lineEdit().setTextMargins(GRID, 0, GRID, 0)  # the style sheet's padding does not reach into a spin box

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A number changes because somebody typed it, not because a form was scrolled over it."""
        event.ignore()


class DateEdit(ParsedEdit[date]):
    """A day, shown as ``4 Jul 2023``, typed in any usual way or picked from a calendar; the arrows go day by day."""

    def __init__(self, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(read_date, format_date, parent)
        self.setPlaceholderText(tr("mis. 4/7/2026"))
        self._pick = self.addAction(icon("calendar-blank", "ink_soft"), QLineEdit.ActionPosition.TrailingPosition)
        self._pick.setToolTip(tr("Pilih dari kalender"))
        self._pick.triggered.connect(self._open_calendar)
        if value is not None:
            self.set_value(value)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setLocale(locale())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if shown := self.value():
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._on_picked)
        calendar.clicked.connect(self._on_picked)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _on_picked(self, picked: QDate) -> None:
        for menu in self.findChildren(QMenu):
            menu.close()
        self.setText(format_date(date(picked.year(), picked.month(), picked.day())))
        self.tidy()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        shown = self.value()
        if step is None or shown is None:
            super().keyPressEvent(event)
        else:
            self.setText(format_date(shown + timedelta(days=step)))
            self._on_edited()


class SearchBox(QLineEdit):
    """A field to search with.

    Signals:
        searched(str): what to look for, stripped, once the typing pauses.
    """

    searched = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder or tr("Cari…"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass", "ink_soft"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(self._pause.start)
        self._searched = ""

    def _search(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._searched:
            self._searched = text
            self.searched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._search()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._search()


class PasswordEdit(QLineEdit):
    """A password or PIN, hidden, with an eye to look at it."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye: QAction = self.addAction(icon("eye", "ink_soft"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setToolTip(tr("Perlihatkan"))
        self._eye.triggered.connect(self._toggle)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-slash" if hidden else "eye", "ink_soft"))
        self._eye.setToolTip(tr("Sembunyikan") if hidden else tr("Perlihatkan"))
