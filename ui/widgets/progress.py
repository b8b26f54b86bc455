"""How far a long job has come, how long it still takes, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.formats import lasting
from ui.app.tasks import Step, Task
from ui.app.tokens import GRID
from ui.widgets.buttons import Button
from ui.widgets.text import Label

_APPEARS_AFTER_MS = 400


class ProgressStrip(QWidget):
    """A bar with words and Cancel, for the inside of a screen; hidden while nothing runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._title = Label("", "strong")
        self._what = Label("", "soft")
        self._left = Label("", "soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel_button = Button(tr("Batal"), self.cancel, size="small")
        words = QHBoxLayout()
        words.addWidget(self._title)
        words.addStretch(1)
        words.addWidget(self._left)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(words)
        column.addWidget(self._bar)
        column.addWidget(self._what)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addLayout(column, 1)
        row.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def follow(self, task: Task, title: str) -> None:
        """Show how ``task`` comes along until it has ended."""
        self._task = task
        self._title.setText(title)
        self._bar.setRange(0, 0)
        self._what.setText("")
        self._left.setText("")
        self.cancel_button.setEnabled(True)
        task.progressed.connect(self._on_progressed)
        task.ended.connect(self.hide)
        self.setVisible(not task.over)

    def cancel(self) -> None:
        """Ask the job to stop; it does so at its next step."""
        if self._task is not None:
            self._task.cancel()
            self.cancel_button.setEnabled(False)
            self._left.setText(tr("Membatalkan…"))

    def _on_progressed(self, step: Step) -> None:
        if self._task is None or self._task.cancel_asked:
            return
        if step.total > 0:
            # A bar counts in 32 bits; a thousand steps are finer than anybody sees.
            self._bar.setRange(0, 1000)
            self._bar.setValue(1000 * step.done // step.total)
            counted = tr("{done} dari {total}").format(done=format_count(step.done), total=format_count(step.total))
            self._what.setText(f"{step.what}  {counted}".strip())
        else:
            self._what.setText(step.what)
        self._left.setText(lasting(step.seconds_left) if step.seconds_left is not None else "")


class ProgressDialog(QDialog):
    """The same as a dialog, for work that the person must wait for; appears only where the work takes a while."""

    def __init__(self, task: Task, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(480)
        self._task = task
        self.strip = ProgressStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.addWidget(self.strip)
        self.strip.follow(task, title)
        task.ended.connect(self._on_ended)
        self._wait = QTimer(self, singleShot=True, interval=_APPEARS_AFTER_MS)
        self._wait.timeout.connect(self.open)
        if task.over:
            self.deleteLater()
        else:
            self._wait.start()

    def _on_ended(self) -> None:
        self._wait.stop()
        self.done(0)
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window asks for a cancel; the window goes when the work has stopped."""
        if self._task.over:
            super().closeEvent(event)
        else:
            self.strip.cancel()
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.strip.cancel()
        else:
            super().keyPressEvent(event)
