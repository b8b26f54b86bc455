"""A text that the gallery words itself; what was signed before stays as it was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from gallery_pos.language import tr
from gallery_pos.services.templates import revise_template
from gallery_pos.templates import text_of
from ui.app.tokens import GRID
from ui.widgets.dialog import Dialog
from ui.widgets.form import titled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace


class TemplateDialog(Dialog):
    """Edits the template ``code``; ``default`` is the program's own, to which the gallery can go back.

    ``note`` says what a change does and does not do.
    """

    def __init__(  # noqa: PLR0917 -- what a template is, and whose
        self, place: Workplace, parent: QWidget, title: str, code: str, names: Sequence[str], default: str, *, note: str
    ) -> None:
        fields = tr("Isian: {names}.").format(names=", ".join(f"{{{name}}}" for name in names))
        super().__init__(title, parent.window(), hint=f"{fields} {note}")
        self.spread(720, 560)
        self._place, self._code, self._names, self._default = place, code, names, default
        self.text = QPlainTextEdit(text_of(place.gallery.book, code, default))
        self.text.setTabChangesFocus(True)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(2 * GRID)
        self.beside.addWidget(titled(tr("Naskah"), self.text), 1)
        self.body.addLayout(self.beside, 1)
        self.add_button(tr("Naskah bawaan"), lambda: self.text.setPlainText(default))
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)

    def _save(self) -> None:
        with self._place.feedback.guard(self):
            text = self.text.toPlainText().strip()
            own = "" if text == self._default else text
            done = revise_template(self._place.desk(), code=self._code, text=own, names=self._names)
            self._place.announce(done)
            self.accept()
            self._place.feedback.toast(tr("Naskah tersimpan"))
