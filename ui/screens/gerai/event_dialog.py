"""The plan of an event: what, when, where, with whom, and what the stand costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.events import plan_event
from ui.app.table_view import TableView
from ui.app.tables import Column
from ui.app.ticking import Ticks
from ui.app.tokens import GRID
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit, RupiahEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import ConsignorRevised, OutletRevised
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 940, 560


class Participants(QWidget):
    """The makers, each with a tick for those who take part; those come first."""

    def __init__(self, makers: list[ConsignorRevised], chosen: tuple[str, ...]) -> None:
        super().__init__()
        self.ticks: Ticks[ConsignorRevised] = Ticks(lambda maker: maker.code)
        name: Column[ConsignorRevised] = Column(tr_noop("Penitip"), lambda maker: maker.business_name, stretch=True)
        self.list: TableView[ConsignorRevised] = TableView(
            (self.ticks.column(), name),
            lambda maker: maker.code,
            EmptyState(tr("Belum ada penitip"), tr("Daftarkan penitip di layar Penitip.")),
            search=tr("Cari penitip"),
        )
        self.ticks.attach(self.list)
        self.list.show_rows(sorted(makers, key=lambda each: (each.code not in chosen, each.business_name.casefold())))
        self.ticks.tick(maker for maker in makers if maker.code in chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def chosen(self) -> list[str]:
        """Return the codes that are ticked."""
        return [maker.code for maker in self.ticks.ticked()]


class EventDialog(Dialog):
    """Plans an event, or changes one.

    Signals:
        planned(OutletRevised): it is in the books.
    """

    planned = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, event: OutletRevised | None = None) -> None:
        title = tr("Ubah acara") if event else tr("Acara baru")
        super().__init__(title, parent.window(), hint=tr("Acara adalah gerai untuk beberapa hari."))
        self._place, self._event = place, event
        today = place.desk().today()
        self.name, self.host, self.address = QLineEdit(), QLineEdit(), QLineEdit()
        self.starts, self.ends = DateEdit(today), DateEdit(today)
        self.stand_fee = RupiahEdit()
        makers = [maker for maker in place.gallery.book.consignors() if maker.active]
        self.participants = Participants(makers, event.participants if event else ())
        self._count = Label("", "soft")
        self._lay_out()
        self.participants.ticks.changed.connect(self._say)
        self.starts.value_changed.connect(self._on_starts)
        self.add_cancel()
        self.add_primary(tr("Simpan acara"), self._post)
        if event is not None:
            self._show(event)
        self._say()
        self.spread(_WIDTH, _HEIGHT)
        self.name.setFocus()

    def _lay_out(self) -> None:
        self._form = Form()
        self._form.add("name", tr("Nama acara"), self.name, required=True)
        self._form.add("starts", tr("Hari pertama"), self.starts, required=True)
        self._form.add("ends", tr("Hari terakhir"), self.ends, required=True)
        self._form.add("host", tr("Penyelenggara"), self.host)
        self._form.add("address", tr("Tempat"), self.address)
        self._form.add("fee", tr("Sewa stan"), self.stand_fee, hint=tr("Dikurangkan dari hasil acara."))
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(Label(tr("Peserta"), "strong"))
        right.addWidget(self.participants, 1)
        right.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        left = QVBoxLayout()
        left.addWidget(self._form)
        left.addStretch(1)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(row, 1)

    def _show(self, event: OutletRevised) -> None:
        self.name.setText(event.name)
        self.host.setText(event.host)
        self.address.setText(event.address)
        self.starts.set_value(event.starts)
        self.ends.set_value(event.ends)
        self.stand_fee.set_value(event.stand_fee or None)

    def _on_starts(self, _day: object) -> None:
        """An event that ends before it starts ends on the day it starts."""
        starts, ends = self.starts.value(), self.ends.value()
        if starts is not None and ends is not None and ends < starts:
            self.ends.set_value(starts)

    def _say(self) -> None:
        chosen = len(self.participants.chosen())
        self._count.setText(tr("{count} peserta").format(count=format_count(chosen)))

    def _post(self) -> None:
        self.banner.clear()
        starts, ends = self.starts.value(), self.ends.value()
        if not self._form.check() or starts is None or ends is None:
            return
        with self._place.feedback.guard(self):
            done = plan_event(
                self._place.desk(),
                code=self._event.code if self._event else "",
                name=self.name.text(),
                starts=starts,
                ends=ends,
                host=self.host.text(),
                address=self.address.text(),
                stand_fee=self.stand_fee.value() or 0,
                participants=self.participants.chosen(),
            )
            self._place.announce(done)
            self.planned.emit(done.value)
            self.accept()
