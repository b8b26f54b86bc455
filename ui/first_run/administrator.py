"""The first administrator of a gallery that has none: made on the command line, restored or imported without people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.documents import Role, UserRevised
from gallery_pos.language import tr
from gallery_pos.services.access import SYSTEM, revise_user
from ui.first_run.assistant import ADMIN
from ui.first_run.pages import AdminPage
from ui.widgets.brand import BrandedDialog

if TYPE_CHECKING:
    from ui.app.feedback import Feedback
    from ui.gallery import Gallery


class FirstAdministrator(BrandedDialog):
    """Closes with :attr:`user`, who is signed in then.

    An administrator who is known but has nothing to sign in with is given it; the codes of others are not taken.
    """

    def __init__(self, gallery: Gallery, feedback: Feedback) -> None:
        outlet = gallery.outlet()
        known = next((user for user in gallery.book.users() if user.active and user.role is Role.ADMIN), None)
        free = "" if _holder(gallery, ADMIN) else ADMIN
        page = AdminPage(known.code if known else free, lambda code: _code_problem(gallery, code))
        hint = tr("Di galeri ini belum ada administrator yang bisa masuk.") + " " + page.hint
        super().__init__(page.title, None, name=outlet.name, line=outlet.region, hint=hint)
        self.setWindowTitle(outlet.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.setMinimumSize(880, 568)
        self.user: UserRevised | None = None
        self.page = page
        self._gallery, self._feedback = gallery, feedback
        if known is not None:
            page.name.setText(known.name)
        self.body.addWidget(page, 1)
        self.add_cancel(tr("Keluar", "program"))
        self.add_primary(tr("Masuk", "program"), self.make)
        page.begin()

    def make(self) -> None:
        """Write the administrator down and let him in."""
        page, gallery = self.page, self._gallery
        if page.code is None or not page.check():
            return
        typed = page.code.text().strip()
        holder = _holder(gallery, typed)
        with self._feedback.guard(self):
            with gallery.journal.transaction():
                done = revise_user(
                    gallery.desk(),
                    code=holder.code if holder else typed,
                    name=page.name.text(),
                    role=Role.ADMIN,
                    outlets=holder.outlets if holder else (),
                )
                gallery.credentials.set_password(done.value.code, page.password.text())
                if page.pin.text():
                    gallery.credentials.set_pin(done.value.code, page.pin.text())
            self.user = done.value
            self.accept()


def _holder(gallery: Gallery, code: str) -> UserRevised | None:
    return next((user for user in gallery.book.users() if user.code.casefold() == code.casefold()), None)


def _code_problem(gallery: Gallery, code: str) -> str:
    holder = _holder(gallery, code)
    if code.casefold() == SYSTEM or (holder is not None and not (holder.active and holder.role is Role.ADMIN)):
        return tr("sudah dipakai orang lain")
    return ""
