"""Asking for a PIN: at the counter to change cashier, in place for what needs a superior."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.form import keep_one_line
from ui.widgets.text import Label

_SHORTEST = 4
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class PinEntry:
    """What a person entered: whose PIN, the PIN, and the reason where one was asked for."""

    user: str
    pin: str
    reason: str = ""


class PinPad(QWidget):
    """Ten digits for fingers; the keyboard's digits work as well.

    Signals:
        changed(str): the digits so far.
        entered(str): Enter or the tick.
    """

    changed = Signal(str)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit()
        self._field.setProperty("scale", "large")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setMaxLength(_LONGEST)
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.setAccessibleName(tr("PIN"))
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        grid.addWidget(self._field, 0, 0, 1, 3)
        for index, digit in enumerate("123456789"):
            grid.addWidget(self._digit(digit), 1 + index // 3, index % 3)
        erase = Button("", self._field.backspace, kind="digit", icon_name="backspace")
        erase.setToolTip(tr("Hapus satu angka"))
        erase.setAccessibleName(erase.toolTip())
        self._tick = Button("", self._enter, kind="digit", icon_name="check")
        self._tick.setToolTip(tr("Lanjut"))
        self._tick.setAccessibleName(self._tick.toolTip())
        grid.addWidget(erase, 4, 0)
        grid.addWidget(self._digit("0"), 4, 1)
        grid.addWidget(self._tick, 4, 2)
        self.setFocusProxy(self._field)

    def _digit(self, digit: str) -> Button:
        button = Button(digit, lambda: self._field.insert(digit), kind="digit")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def digits(self) -> str:
        """Return what was entered so far."""
        return self._field.text()

    def clear(self) -> None:
        """Forget it."""
        self._field.clear()

    def _enter(self) -> None:
        if len(self.digits()) >= _SHORTEST:
            self.entered.emit(self.digits())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let nothing but digits into the field, and Enter mean the tick and no button of the dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            return bool(event.text()) and event.text().isprintable() and not event.text().isdigit()
        return super().eventFilter(watched, event)


class PinDialog(Dialog):
    """Asks who and for his PIN, and for a reason where ``with_reason`` is set; closes only when ``check`` is content.

    ``check`` takes the entry and returns why it is refused, or "". Use it for a change of cashier and for approvals:

        dialog = PinDialog(error.what, users, verify, with_reason=True, parent=self)
        dialog.approved.connect(self._go_on)
        dialog.open()

    Signals:
        approved(PinEntry): an entry that ``check`` was content with.
    """

    approved = Signal(object)

    def __init__(
        self,
        sentence: str,
        users: Sequence[tuple[str, str]],
        check: Callable[[PinEntry], str],
        *,
        with_reason: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``users`` are pairs of code and name of those who may; ``sentence`` says what for."""
        title = tr("Persetujuan atasan") if with_reason else tr("Masukkan PIN")
        super().__init__(title, parent, hint=sentence)
        self._check = check
        self._with_reason = with_reason
        self._who = QComboBox()
        for code, name in users:
            self._who.addItem(name, code)
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("Alasannya, dengan singkat"))
        self._reason.setVisible(with_reason)
        keep_one_line(self._reason)
        self._problem = Label("", "wrong", wrap=True)
        self._pad = PinPad()
        self._pad.entered.connect(self._on_entered)
        self._pad.changed.connect(self._on_changed)
        self._lay_out()
        self.add_cancel()
        self._ok = self.add_primary(tr("Setujui") if with_reason else tr("Masuk", "program"), self._confirm)
        self._on_changed("")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        self.body.addLayout(row)
        row.setSpacing(3 * GRID)
        left = QVBoxLayout()
        row.addLayout(left, 3)
        left.setSpacing(GRID + 4)
        for widget in (self._who, self._reason, self._problem):
            left.addWidget(widget)
        left.addStretch(1)
        row.addWidget(self._pad, 2)
        self.setMinimumWidth(600)
        self._pad.setFocus()

    def _on_changed(self, digits: str) -> None:
        self._ok.setEnabled(len(digits) >= _SHORTEST)
        if digits:
            self._problem.setText("")

    def _confirm(self) -> None:
        self._on_entered(self._pad.digits())

    def _on_entered(self, pin: str) -> None:
        reason = self._reason.text().strip()
        if self._with_reason and not reason:
            self._problem.setText(tr("Tulis alasannya dengan singkat."))
            self._reason.setFocus()
            return
        entry = PinEntry(str(self._who.currentData() or ""), pin, reason)
        if problem := self._check(entry):
            self._problem.setText(problem)
            self._pad.clear()
            self._pad.setFocus()
            return
        self.approved.emit(entry)
        self.accept()
