"""Signing on the screen, one person after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from db.private import private_key
from gallery_pos.documents import Signature
from gallery_pos.language import tr
from ui.attachments.pictures import store_drawing
from ui.widgets.dialog import Dialog
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace


class SigningDialog(Dialog):
    """Asks each of ``people`` (role, name) to sign; whoever does not is signed for on paper.

    Signals:
        signed(tuple): the :class:`Signature` of everybody, those without a picture too.
    """

    signed = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(tr("Tanda tangan"), parent.window())
        self.spread(680, 420)
        self._place, self._people = place, list(people)
        self._made: list[Signature] = []
        self._who = Label("", "strong", wrap=True)
        self.pad = SignaturePad()
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self._who)
        self.body.addWidget(self.pad, 1)
        self.add_button(tr("Ulangi"), self.pad.clear, icon_name="eraser")
        self.add_cancel()
        self.add_button(tr("Di kertas saja"), lambda: self._next(drawn=False))
        self._primary = self.add_primary(tr("Lanjut"), lambda: self._next(drawn=True))
        self.pad.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        role, name = self._people[len(self._made)]
        self._who.setText(tr("{name}, {role}").format(name=name or tr("nama belum diisi"), role=role))
        self._primary.setEnabled(not self.pad.is_empty())

    def _next(self, *, drawn: bool) -> None:
        role, name = self._people[len(self._made)]
        picture = ""
        with self._place.feedback.guard(self):
            if drawn:
                folder = self._place.gallery.folder
                picture = store_drawing(folder.pictures, self.pad.picture(), private_key(folder.private_key))
            self._made.append(Signature(role=role, name=name, picture=picture))
            if len(self._made) == len(self._people):
                self.accept()
                self.signed.emit(tuple(self._made))
                return
            self.pad.clear()
