"""Rows of a form: what is asked, the field, a hint, and the reason where what was written cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gallery_pos.language import tr
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.widgets.edits import ParsedEdit
from ui.widgets.text import Label

Check = Callable[[], str]
_FIELD_TOP, _TICK_TOP = 12, 6
"""Pixels above a label, so that it stands beside the words in its field."""
_BREAKS = frozenset("\n\r\t\v\f\x85\u2028\u2029")


class FormRow:
    """One row. ``problem`` is shown under the field and said by :meth:`Form.check`."""

    def __init__(self, label: Label, field: QWidget, below: Label, *, hint: str, check: Check) -> None:
        self.label = label
        self.field = field
        self._below = below
        self._hint = hint
        self._check = check
        self._warning = ""
        self._wrong = False

    def show_problem(self, problem: str) -> None:
        """Show why the field cannot be taken, or, for "", its warning or hint again."""
        self._wrong = bool(problem)
        self._say(
            problem or self._warning or self._hint, "wrong" if problem else "warning" if self._warning else "small"
        )
        set_look(self.field, wrong=self._wrong)

    def show_warning(self, warning: str) -> None:
        """Show what looks wrong about a field that is taken all the same, or, for "", its hint again."""
        self._warning = warning
        self._say(warning or self._hint, "warning" if warning else "small")

    def show_hint(self, hint: str) -> None:
        """Say something else under the field from now on."""
        self._hint = hint
        if not self._wrong:
            self.show_warning(self._warning)

    def forgive(self) -> None:
        """Take back a complaint about a field that is being written in; the next check looks again."""
        if self._wrong:
            self.show_problem("")

    def _say(self, words: str, role: str) -> None:
        self._below.setText(words)
        self._below.setVisible(bool(words))
        set_look(self._below, role=role)

    def check(self) -> str:
        """Ask the field, show what it says and return it."""
        problem = self._check()
        self.show_problem(problem)
        return problem

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole row; a hidden row is not checked."""
        for each in (self.label, self.field):
            each.setVisible(visible)
        self._below.setVisible(visible and bool(self._below.text()))


def keep_one_line(field: QLineEdit) -> None:
    """Make one line of what is pasted: a message with line ends would break the lines of papers and lists."""

    def join(text: str) -> None:
        if not _BREAKS.isdisjoint(text):
            field.setText(" ".join(text.split()))

    field.textChanged.connect(join)


def titled(title: str, field: QWidget) -> QWidget:
    """Return a field with its title above it, for fields that stand side by side."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = Label(title, "small")
    label.setBuddy(field)
    field.setAccessibleName(title)
    if isinstance(field, QLineEdit):
        keep_one_line(field)
    column.addWidget(label)
    column.addWidget(field)
    return holder


class Form(QWidget):
    """Labels at the left, or above the fields where ``stacked`` asks for it (narrow panels)."""

    def __init__(self, parent: QWidget | None = None, *, stacked: bool = False) -> None:
        super().__init__(parent)
        self._stacked = stacked
        self._rows: dict[str, FormRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID if stacked else GRID + 4)
        self._grid.setColumnStretch(0 if stacked else 1, 1)

    def add(
        self,
        name: str,
        text: str,
        field: QWidget,
        *,
        hint: str = "",
        required: bool = False,
        check: Callable[[], str] | None = None,
    ) -> FormRow:
        """Add a row called ``name``. ``check`` returns why the field cannot be taken, or ""."""
        label = Label(text, wrap=True)
        if not required and isinstance(field, QLineEdit) and not field.placeholderText():
            field.setPlaceholderText(tr("boleh kosong"))
        if not self._stacked:
            label.setFixedWidth(168)
        label.setBuddy(field)
        field.setAccessibleName(text)
        below = Label(hint, "small", wrap=True)
        below.setVisible(bool(hint))
        holder = QVBoxLayout()
        holder.setSpacing(4)
        holder.addWidget(field)
        holder.addWidget(below)
        row = self._grid.rowCount()
        if self._stacked:
            self._grid.addWidget(label, row, 0)
            self._grid.addLayout(holder, row + 1, 0)
        else:
            label.setContentsMargins(0, _TICK_TOP if isinstance(field, QCheckBox) else _FIELD_TOP, 0, 0)
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(holder, row, 1)
        made = FormRow(label, field, below, hint=hint, check=lambda: _problem(field, required, check))
        self._rows[name] = made
        if isinstance(field, ParsedEdit):
            field.problem_changed.connect(made.show_problem)
        elif isinstance(field, QLineEdit):
            keep_one_line(field)
            field.textEdited.connect(made.forgive)
        elif isinstance(field, QPlainTextEdit):
            field.textChanged.connect(made.forgive)
        elif isinstance(field, QComboBox):
            field.currentTextChanged.connect(made.forgive)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return made

    def __getitem__(self, name: str) -> FormRow:
        return self._rows[name]

    def check(self) -> bool:
        """Check every visible row, show all problems, put the focus on the first; True where there is none."""
        wrong = [row for row in self._rows.values() if not row.field.isHidden() and row.check()]
        if wrong:
            wrong[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show reasons that came from elsewhere (a service) beside the fields they are about, by row name."""
        for name, row in self._rows.items():
            row.show_problem(problems.get(name, ""))


def _problem(field: QWidget, required: bool, check: Check | None) -> str:
    if isinstance(field, ParsedEdit) and (problem := field.problem()):
        return str(problem)
    if required and not _text(field):
        return tr("harus diisi")
    return check() if check else ""


def _text(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text().strip()
    if isinstance(field, QComboBox):
        return field.currentText().strip()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    return "filled"
