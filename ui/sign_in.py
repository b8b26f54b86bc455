"""Who is at the machine: one of the people who work here, and a PIN or password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from gallery_pos.documents import Role
from gallery_pos.language import tr
from ui.app.names import ROLES
from ui.app.passwords import SHORTEST_PASSWORD
from ui.app.tokens import GRID
from ui.widgets.brand import BrandedDialog
from ui.widgets.card import ScrollColumn
from ui.widgets.edits import PasswordEdit
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form
from ui.widgets.person_tile import PersonTile
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import UserRevised
    from ui.app.feedback import Feedback
    from ui.gallery import Gallery

_WIDTH, _HEIGHT = 800, 520


def has_administrator(gallery: Gallery) -> bool:
    """Tell whether anybody who may administer can sign in here: without one nobody would ever get in."""
    known = gallery.credentials
    return any(
        user.active and user.role is Role.ADMIN and (known.has_password(user.code) or known.has_pin(user.code))
        for user in gallery.book.users()
    )


class SignIn(BrandedDialog):
    """Closes with :attr:`user` once the PIN or password is right.

    Whoever holds the open shift of this machine is chosen to begin with. In a gallery for practice it tells the PINs.
    """

    def __init__(self, gallery: Gallery, feedback: Feedback, parent: QWidget | None = None) -> None:
        outlet = gallery.outlet()
        super().__init__(tr("Siapa yang bertugas?"), parent, name=outlet.name, line=outlet.region)
        self.setWindowTitle(outlet.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.resize(_WIDTH, _HEIGHT)
        self.user: UserRevised | None = None
        self._gallery = gallery
        self._feedback = feedback
        self._practice = _practice_pins(gallery)
        self._secret = PasswordEdit()
        self._tip = Label("", "soft", wrap=True)
        self.body.addWidget(self._people(), 1)
        form = Form(stacked=True)
        form.add("secret", tr("PIN atau kata sandi"), self._secret, required=True)
        self.body.addWidget(form)
        self.body.addWidget(self._tip)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.add_cancel(tr("Keluar", "program") if parent is None else "")
        self.add_primary(tr("Masuk", "program"), self._enter)
        self._secret.returnPressed.connect(self._enter)
        self.choose(self._likely())
        self._secret.setFocus()

    def _people(self) -> ScrollColumn:
        """Return the tiles; the arrow keys go from one to the next."""
        self._tiles = QButtonGroup(self)
        column, flow = ScrollColumn(), FlowLayout(spacing=GRID, stretch=True)
        for user in sorted(self._gallery.book.users(), key=lambda user: user.name.casefold()):
            if user.active:
                tile = PersonTile(user.code, user.name, tr(ROLES[user.role]))
                self._tiles.addButton(tile)
                flow.addWidget(tile)
        column.body.addLayout(flow)
        column.body.addStretch(1)
        self._tiles.buttonClicked.connect(lambda _tile: self._secret.setFocus())
        self._tiles.buttonToggled.connect(self._on_toggled)
        return column

    def _likely(self) -> str:
        desk = self._gallery.desk()
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        return drawer.opened.user if drawer else ""

    def choose(self, code: str) -> None:
        """Choose a person; the first one where nobody has that code."""
        tiles = [tile for tile in self._tiles.buttons() if isinstance(tile, PersonTile)]
        for tile in [each for each in tiles if each.code == code] or tiles[:1]:
            tile.setChecked(True)

    def chosen(self) -> str:
        """Return the code of the person that is chosen, "" where nobody works here."""
        tile = self._tiles.checkedButton()
        return tile.code if isinstance(tile, PersonTile) else ""

    def _on_toggled(self, _tile: QAbstractButton, checked: bool) -> None:
        if checked:
            self._secret.clear()
            self.banner.clear()
            tip = self._tip_for(self.chosen())
            self._tip.setText(tip)
            self._tip.setVisible(bool(tip))

    def _tip_for(self, code: str) -> str:
        if self._gallery.credentials.has_closed_pin(code):
            if self._gallery.credentials.has_password(code):
                return tr("PIN dari komputer lain belum berlaku di sini: masuk dengan kata sandi, lalu isi PIN baru.")
            return tr("PIN dari komputer lain belum berlaku di sini: minta administrator mengisi PIN baru.")
        pin = self._practice.get(code, "")
        return tr("Galeri latihan: PIN-nya {pin}.").format(pin=pin) if pin else ""

    def _enter(self) -> None:
        with self._feedback.guard(self):
            user = self._gallery.book.user(self.chosen())
            if user is not None and user.active and self._is_right(user.code, self._secret.text()):
                self.user = user
                self.accept()
                return
            self._secret.clear()
            self._secret.setFocus()
            self.banner.say(tr("PIN atau kata sandi tidak cocok."), tr("Coba lagi, atau minta administrator."))

    def _is_right(self, code: str, secret: str) -> bool:
        """What looks like a PIN is tried as one only; a wrong one counts once, whichever it was meant to be."""
        credentials = self._gallery.credentials
        if secret.isdigit() and len(secret) < SHORTEST_PASSWORD and credentials.has_pin(code):
            return credentials.check_pin(code, secret)
        return credentials.check_password(code, secret)


def _practice_pins(gallery: Gallery) -> dict[str, str]:
    """Return the PINs of the sample's people, where this is the sample and they are still who they were."""
    if not gallery.machine.practice:
        return {}
    from ui.books.sample import people

    known = {user.code: user.name for user in gallery.book.users()}
    return {code: pin for code, name, pin in people() if known.get(code) == name}
