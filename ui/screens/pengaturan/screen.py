"""What can be set, in tabs: the gallery's own things are documents, this machine's are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget

from gallery_pos.desk import Changes
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from ui.app.screen import Screen
from ui.screens.pengaturan.books import Books
from ui.screens.pengaturan.default_agreement import DefaultAgreement
from ui.screens.pengaturan.districts import DistrictsCard
from ui.screens.pengaturan.files import IncomingFiles
from ui.screens.pengaturan.keys import KeyCard
from ui.screens.pengaturan.machine import DeviceSettings, LookSettings
from ui.screens.pengaturan.outlet import OutletSettings
from ui.screens.pengaturan.people import People
from ui.widgets.card import ScrollColumn

if TYPE_CHECKING:
    from ui.workplace import Workplace

_WIDEST = 860


class SettingsScreen(Screen):
    """Outlet and people for whoever may change them; look, devices and the books' check for everybody."""

    kinds = Changes.OUTLETS | Changes.USERS | Changes.CONSIGNORS

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.tabs = QTabWidget()
        # A page that is made and never shown has no parent: PySide crashes where such a one goes as garbage.
        self.outlet = OutletSettings(self) if place.may(Act.SETTINGS) else None
        self.agreement = DefaultAgreement(self) if place.may(Act.EDIT_AGREEMENT) else None
        self.people = People(self) if place.may(Act.USERS) else None
        self.keys = KeyCard(self) if place.may(Act.SETTINGS) and place.may(Act.REPORT) else None
        if self.outlet is not None:
            self._add(tr("Gerai"), self.outlet)
        if self.agreement is not None:
            self._add(tr("Perjanjian"), self.agreement)
        if self.people is not None:
            self._add(tr("Pengguna"), self.people)
        if place.may(Act.EDIT_CATALOGUE):
            self._add(tr("Berkas masuk"), IncomingFiles(self), DistrictsCard(self))
        self._add(tr("Perangkat"), DeviceSettings(self))
        self._add(tr("Tampilan"), LookSettings(self))
        if place.may(Act.REPORT):
            self._add(tr("Buku"), Books(self), *([self.keys] if self.keys else []))
        self.body.addWidget(self.tabs, 1)
        self.set_actions({})

    def _add(self, title: str, *widgets: QWidget) -> None:
        column = ScrollColumn()
        for widget in widgets:
            widget.setMaximumWidth(_WIDEST)
            column.body.addWidget(widget)
        column.body.addStretch(1)
        self.tabs.addTab(column, title)

    def entered(self) -> None:
        """Begin at the tabs: the arrow keys go from one to the next."""
        self.tabs.tabBar().setFocus()

    def refresh(self) -> None:
        """Show the outlet and the people as they are now."""
        if self.outlet is not None:
            self.outlet.show_outlet()
        if self.agreement is not None:
            self.agreement.show_agreement()
        if self.people is not None:
            self.people.show_users()
        if self.keys is not None:
            self.keys.show_state()
