"""Who is at the machine: a name and a PIN or password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from gallery_pos.language import tr
from ui.widgets.dialog import Dialog
from ui.widgets.edits import PasswordEdit
from ui.widgets.form import Form

if TYPE_CHECKING:
    from gallery_pos.documents import UserRevised
    from ui.app.feedback import Feedback
    from ui.gallery import Gallery


class SignIn(Dialog):
    """Closes with :attr:`user` once the PIN or password is right."""

    def __init__(self, gallery: Gallery, feedback: Feedback, parent: QWidget | None = None) -> None:
        super().__init__(gallery.outlet().name, parent, hint=tr("Siapa yang bertugas?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.setMinimumWidth(440)
        self.user: UserRevised | None = None
        self._gallery = gallery
        self._feedback = feedback
        self._people = [user for user in gallery.book.users() if user.active]
        self._who = QComboBox()
        for user in self._people:
            self._who.addItem(user.name, user.code)
        self._secret = PasswordEdit()
        form = Form(stacked=True)
        form.add("who", tr("Nama"), self._who)
        form.add("secret", tr("PIN atau kata sandi"), self._secret, required=True)
        self.body.addWidget(form)
        self.add_cancel(tr("Keluar", "program") if parent is None else "")
        self.add_primary(tr("Masuk", "program"), self._enter)
        self._secret.returnPressed.connect(self._enter)
        self._secret.setFocus()

    def _enter(self) -> None:
        with self._feedback.guard(self):
            user = next((one for one in self._people if one.code == self._who.currentData()), None)
            if user is not None and self._is_right(user.code, self._secret.text()):
                self.user = user
                self.accept()
                return
            self._secret.clear()
            self.banner.say(tr("PIN atau kata sandi tidak cocok."), tr("Coba lagi, atau minta administrator."))

    def _is_right(self, code: str, secret: str) -> bool:
        """Digits are tried as a PIN first; a wrong one counts once, whichever it was meant to be."""
        credentials = self._gallery.credentials
        if secret.isdigit() and credentials.has_pin(code):
            return credentials.check_pin(code, secret)
        return credentials.check_password(code, secret)
