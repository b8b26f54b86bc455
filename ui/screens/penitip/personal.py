"""Personal data: hidden until somebody says why he needs it; every look, change, copy and erasure is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.private import Personal, PrivateAct, PrivateView
from gallery_pos.formatting import format_phone
from gallery_pos.language import tr, tr_noop
from ui.app.formats import moment
from ui.app.tables import Column
from ui.dialogs.telling.base import Names
from ui.screens.penitip.personal_dialogs import PersonalDialog, WhyDialog
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.small_table import SmallTable
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_ACTS = {
    PrivateAct.LOOKED: tr_noop("Dilihat"),
    PrivateAct.CHANGED: tr_noop("Diubah"),
    PrivateAct.ERASED: tr_noop("Dihapus"),
}
_SHOWN = 4
_LONG = 16


def masked(text: str) -> str:
    """Return what may be seen by somebody passing: the last four figures, of a NIK or the like the first four too."""
    digits = sum(letter.isdigit() for letter in text)
    first = _SHOWN if digits >= _LONG else 0
    seen = 0
    out = []
    for letter in text:
        seen += letter.isdigit()
        hidden = letter.isdigit() and first < seen <= digits - _SHOWN
        out.append("•" if hidden else letter)
    return "".join(out)


def masked_lines(known: Personal) -> list[str]:
    """Return what is known of a person, a line each, so that nobody behind him reads it."""
    told = (
        (tr("Telepon"), masked(format_phone(known.phone)) if known.phone else ""),
        (tr("Surel"), _veiled(known.email)),
        (tr("NIK"), masked(known.nik)),
        (tr("NPWP"), masked(known.npwp)),
        (tr("Rekening"), f"{known.bank} {masked(known.account)}".strip()),
        (tr("Alamat"), _veiled(known.address)),
    )
    return [f"{label}: {text}" for label, text in told if text]


def _veiled(text: str) -> str:
    """Return the beginning of words that have no figures to tell them by."""
    return f"{text[:_SHOWN]}…" if text else ""


class PersonalCard(Card):
    """What is known of a person, masked; the record of who looked stands under it.

    Signals:
        written(Done): an erasure took the name out of the register too.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Data pribadi"),
            tr("Telepon, NIK, rekening dan alamat disimpan terpisah dan tersandi. Setiap kali dibuka dicatat."),
            parent,
        )
        self._place = place
        self._code = ""
        self.known = Label(tr("Disembunyikan."), "soft", wrap=True)
        zone, names = place.desk().timezone, Names(place.gallery)
        columns: tuple[Column[PrivateView], ...] = (
            Column(tr_noop("Kapan"), lambda row: row.at, text=lambda row: moment(row.at, zone)),
            Column(tr_noop("Siapa"), lambda row: names.user(row.user)),
            Column(tr_noop("Apa"), lambda row: tr(_ACTS[row.act])),
            Column(tr_noop("Alasan"), lambda row: row.reason, stretch=True),
        )
        self.views: SmallTable[PrivateView] = SmallTable(columns, lambda row: (row.at, row.user, row.act), most=5)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (
            Button(tr("Buka data pribadi…"), self.ask, icon_name="eye"),
            Button(tr("Salinan data…"), self.ask_for_copy, kind="quiet", icon_name="download-simple"),
            Button(tr("Hapus data…"), self.ask_to_erase, kind="quiet", icon_name="trash-simple"),
        ):
            flow.addWidget(button)
        self.add(self.known)
        self.add(buttons)
        self.add(self.views)

    def show_consignor(self, code: str) -> None:
        """Show the card of another consignor, hidden."""
        self._code = code
        self.known.setText(tr("Disembunyikan."))
        self._read_views()

    def show_known(self, known: Personal) -> None:
        """Show what was just looked at or changed, masked."""
        self.known.setText("\n".join(masked_lines(known)) or tr("Belum diisi."))
        self._read_views()

    def _read_views(self) -> None:
        with self._place.feedback.guard(self):
            found = self._place.gallery.personal.views(self._code)
            self.views.show_rows(found)
            self.views.setVisible(bool(found))

    def ask(self) -> None:
        """Ask why, then show everything."""
        dialog = WhyDialog(self._place, self, self._code)
        dialog.looked.connect(self._show_all)
        dialog.open()

    def _show_all(self, known: Personal) -> None:
        self.show_known(known)
        dialog = PersonalDialog(self._place, self, self._code, known)
        dialog.changed.connect(self.show_known)
        dialog.open()

    def ask_for_copy(self) -> None:
        """Ask why, then put together everything that is held about this maker."""
        from ui.screens.penitip.held_data import HeldDataDialog  # loads what makes papers

        dialog = HeldDataDialog(self._place, self, self._code)
        dialog.collected.connect(self._read_views)
        dialog.open()

    def ask_to_erase(self) -> None:
        """Say what goes and what stays, ask why, then forget; the books stay whole."""
        from ui.screens.penitip.erase_dialog import EraseDialog

        dialog = EraseDialog(self._place, self, self._code)
        dialog.erased.connect(lambda: self.show_known(Personal()))
        dialog.written.connect(self.written)
        dialog.open()
