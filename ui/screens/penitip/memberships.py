"""A maker's time in cooperatives and communities, and the makers who are in this one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from gallery_pos.documents import ConsignorRevised, ConsignorType, Membership
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.reading import tidy_name
from gallery_pos.services.consignors import former_codes
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.dialogs.telling.base import Names
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.form import Form
from ui.widgets.small_table import SmallTable
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_MOST_NAMED = 24
_ORGANIZATIONS = frozenset({ConsignorType.COOPERATIVE, ConsignorType.COMMUNITY})


class MembershipsCard(Card):
    """The list that belongs to the form of the profile.

    Signals:
        edited(): another list.
    """

    edited = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Keanggotaan"), "", parent)
        self._place = place
        self._names = Names(place.gallery)
        self.memberships: tuple[Membership, ...] = ()
        self._members = Label("", "soft", wrap=True)
        self._none = Label(tr("Belum tercatat di koperasi atau komunitas mana pun."), "soft", wrap=True)
        columns: tuple[Column[Membership], ...] = (
            Column(tr_noop("Organisasi"), self._where, stretch=True),
            Column(tr_noop("Sejak"), lambda row: row.since, Kind.DATE),
            Column(tr_noop("Sampai"), lambda row: row.until, Kind.DATE),
        )
        self.table: SmallTable[Membership] = SmallTable(columns, lambda row: row, most=5)
        self.table.opened.connect(self._open)
        self._add = Button(tr("Tambah…"), self.add_one, icon_name="plus")
        self._change = Button(tr("Ubah…"), self._open_current, kind="quiet", icon_name="pencil-simple")
        self._remove = Button(tr("Hapus"), self._remove_current, kind="quiet", icon_name="trash-simple")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self._add, self._change, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for widget in (self._none, self.table, self._members):
            self.add(widget)
        self.body.addLayout(buttons)

    def _where(self, row: Membership) -> str:
        return ", ".join(part for part in (self._names.consignor(row.organization), row.role) if part)

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show a maker's memberships, and for an organization who is in it; nobody is told."""
        self._show(maker.memberships)
        self._members.setVisible(maker.type in _ORGANIZATIONS)
        if maker.type in _ORGANIZATIONS:
            book = self._place.gallery.book
            codes = {maker.code, *former_codes(book).get(maker.code, ())}
            inside = [
                each.business_name
                for each in book.consignors()
                if any(one.organization in codes and _holds(one, self._place) for one in each.memberships)
            ]
            self._members.setText(_told(sorted(inside)))

    def set_read_only(self) -> None:
        """Show the list only."""
        for button in (self._add, self._change, self._remove):
            button.hide()
        self.table.opened.disconnect(self._open)

    def add_one(self) -> None:
        """Ask for one more."""
        dialog = MembershipDialog(self._place, self)
        dialog.told.connect(lambda told: self._change_to((*self.memberships, told)))
        dialog.open()

    def _open(self, membership: Membership) -> None:
        dialog = MembershipDialog(self._place, self, membership)
        dialog.told.connect(partial(self._replace, membership))
        dialog.open()

    def _open_current(self) -> None:
        if (current := self.table.current()) is not None:
            self._open(current)

    def _remove_current(self) -> None:
        if (current := self.table.current()) is not None:
            self._change_to(tuple(each for each in self.memberships if each != current))

    def _replace(self, old: Membership, new: Membership) -> None:
        self._change_to(tuple(new if each == old else each for each in self.memberships))

    def _change_to(self, memberships: tuple[Membership, ...]) -> None:
        self._show(tuple(dict.fromkeys(memberships)))
        self.edited.emit()

    def _show(self, memberships: tuple[Membership, ...]) -> None:
        self.memberships = memberships
        self.table.show_rows(memberships)
        self.table.setVisible(bool(memberships))
        self._none.setVisible(not memberships)
        for button in (self._change, self._remove):
            button.setVisible(bool(memberships) and not self._add.isHidden())


def _told(names: list[str]) -> str:
    """Return who is in an organization, the first of them by name where they are many."""
    if not names:
        return tr("Belum ada penitip yang tercatat sebagai anggotanya.")
    shown = ", ".join(names[:_MOST_NAMED])
    if len(names) <= _MOST_NAMED:
        return tr("Anggota: {names}.").format(names=shown)
    return tr("{count} anggota: {names}, dan lainnya.").format(count=format_count(len(names)), names=shown)


def _holds(membership: Membership, place: Workplace) -> bool:
    return membership.until is None or membership.until >= place.desk().today()


class MembershipDialog(Dialog):
    """One membership: an organization of the register or any name, a role, from when until when.

    Signals:
        told(Membership): as it was typed.
    """

    told = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, shown: Membership | None = None) -> None:
        super().__init__(tr("Keanggotaan"), parent.window())
        self.setMinimumWidth(520)
        shown = shown or Membership(organization="")
        self.organization = QComboBox()
        self.organization.setEditable(True)
        self.organization.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._codes = {
            maker.business_name: maker.code
            for maker in place.gallery.book.consignors()
            if maker.type in _ORGANIZATIONS and maker.active
        }
        self.organization.addItems(["", *sorted(self._codes)])
        self.organization.setCurrentText(Names(place.gallery).consignor(shown.organization))
        self.role = QLineEdit(shown.role)
        self.role.setPlaceholderText(tr("misalnya anggota, bendahara"))
        self.since, self.until = DateEdit(shown.since), DateEdit(shown.until)
        self.until.setPlaceholderText(tr("masih anggota"))
        self._kept = shown.organization
        self.form = Form()
        hint = tr("Pilih dari daftar, atau tulis namanya.")
        self.form.add("organization", tr("Organisasi"), self.organization, required=True, hint=hint)
        self.form.add("role", tr("Sebagai"), self.role)
        self.form.add("since", tr("Sejak"), self.since)
        self.form.add("until", tr("Sampai"), self.until, check=self._order_problem)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._tell)
        self.organization.setFocus()

    def _order_problem(self) -> str:
        since, until = self.since.value(), self.until.value()
        return tr("lebih awal dari tanggal mulainya") if since and until and until < since else ""

    def _tell(self) -> None:
        if self.form.check():
            name = tidy_name(self.organization.currentText())
            since: date | None = self.since.value()
            until: date | None = self.until.value()
            made = Membership(
                organization=self._codes.get(name, name), role=self.role.text().strip(), since=since, until=until
            )
            self.accept()
            self.told.emit(made)
