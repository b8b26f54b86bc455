"""Who works here: names, roles, PINs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from db.queries.records import UserRow, list_users
from gallery_pos.desk import Done
from gallery_pos.documents import Role, UserRevised
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act, revise_user
from ui.app.names import ROLES, choices
from ui.app.page import primary_button
from ui.app.passwords import PIN_DIGITS, SHORTEST_PASSWORD, password_problem, pin_problem
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.edits import PasswordEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.app.screen import Screen
    from ui.workplace import Workplace


class People(QWidget):
    """The list; Enter opens one."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        columns: tuple[Column[UserRow], ...] = (
            Column(tr_noop("Nama"), lambda row: row.name, stretch=True),
            Column(tr_noop("Kode"), lambda row: row.code, width=140),
            Column(tr_noop("Peran"), lambda row: tr(ROLES[Role(row.role)]), width=160),
            Column(
                tr_noop("Keadaan", "pengguna"),
                lambda row: tr("aktif") if row.active else tr("tidak aktif"),
                Kind.BADGE,
                tone=lambda row: "good" if row.active else "neutral",
            ),
        )
        empty = EmptyState(tr("Belum ada pengguna"), tr("Tambahkan orang yang bertugas."))
        self.list: TableView[UserRow] = TableView(columns, lambda row: row.code, empty, search=tr("Cari nama"))
        self.list.setMinimumHeight(272)
        self.list.activated.connect(self.edit)
        add = primary_button(
            self, tr_noop("Tambah pengguna"), lambda: self.edit(None), "user-plus", enabled=screen.place.may(Act.USERS)
        )
        card = Card(tr("Pengguna"), tr("Peran menentukan apa yang terbuka. PIN dipakai untuk masuk dan menyetujui."))
        card.add(self.list, 1)
        card.body.addWidget(add, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_users(self) -> None:
        """Read the list."""
        self._screen.read(lambda: list_users(self._screen.place.gallery.database), self.list.show_rows)

    def edit(self, row: UserRow | None) -> None:
        """Open a person, or a new one."""
        if self._screen.place.may(Act.USERS):
            PersonDialog(self._screen.place, self, row, self.show_users).open()
        else:
            self._screen.banner.say(tr("Hanya administrator yang mengubah pengguna."))


class PersonDialog(Dialog):
    """One person; empty PIN and password fields leave them as they are."""

    def __init__(self, place: Workplace, parent: People, row: UserRow | None, saved: Callable[[], object]) -> None:
        super().__init__(row.name if row else tr("Pengguna baru"), parent)
        self.setMinimumWidth(520)
        self._place, self._row, self._saved = place, row, saved
        self.code, self.name = QLineEdit(row.code if row else ""), QLineEdit(row.name if row else "")
        self.code.setEnabled(row is None)
        self.role = QComboBox()
        for role, text in choices(ROLES):
            self.role.addItem(text, Role(role))
        self.role.setCurrentIndex(self.role.findData(Role(row.role)) if row else 0)
        self.pin, self.password = PasswordEdit(), PasswordEdit()
        self.active = QCheckBox(tr("Aktif"))
        self.active.setChecked(row.active if row else True)
        self._form = Form()
        self._form.add("name", tr("Nama"), self.name, required=True)
        self._form.add("code", tr("Kode"), self.code, required=True, hint=tr("Pendek, misalnya kasir1."))
        self._form.add("role", tr("Peran"), self.role)
        keep = "" if row is None else tr("Kosongkan bila tidak berubah.")
        digits = tr("{count} angka.").format(count=PIN_DIGITS)
        self._form.add("pin", tr("PIN"), self.pin, hint=f"{digits} {keep}", check=lambda: pin_problem(self.pin.text()))
        letters = tr("Paling sedikit {count} huruf.").format(count=SHORTEST_PASSWORD)
        self._form.add(
            "password",
            tr("Kata sandi"),
            self.password,
            hint=f"{letters} {keep}",
            check=lambda: password_problem(self.password.text()),
        )
        self.body.addWidget(self._form)
        self.body.addWidget(self.active)
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)

    def _save(self) -> None:
        if not self._form.check():
            return
        if self._row is None and not (self.pin.text() or self.password.text()):
            self._form.show_problems({"pin": tr("isi PIN atau kata sandi")})
            return
        if self._lacks_password():
            why = tr("administrator perlu kata sandi: di komputer lain PIN belum tentu berlaku")
            self._form.show_problems({"password": why})
            return
        with self._place.feedback.guard(self):
            done = self._written()
            self._place.announce(done)
            self.accept()
            self._saved()
            self._place.feedback.toast(tr("{name} tersimpan.").format(name=done.value.name))

    def _lacks_password(self) -> bool:
        """Tell whether an administrator would have a PIN only: one who came with books from elsewhere lets nobody in."""
        if self.role.currentData() != Role.ADMIN or not self.active.isChecked() or self.password.text():
            return False
        return self._row is None or not self._place.gallery.credentials.has_password(self._row.code)

    def _written(self) -> Done[UserRevised]:
        code, credentials = self.code.text().strip(), self._place.gallery.credentials
        with self._place.gallery.journal.transaction():
            done = revise_user(
                self._place.desk(),
                code=code,
                name=self.name.text(),
                role=self.role.currentData(),
                active=self.active.isChecked(),
            )
            if self.pin.text():
                credentials.set_pin(code, self.pin.text())
            if self.password.text():
                credentials.set_password(code, self.password.text())
        return done
