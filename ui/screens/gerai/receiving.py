"""What came of a transfer, counted where it arrived; what did not come stays on its way or is written off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from db.queries.moving import TransferLine, TransferRow, transfer_lines
from gallery_pos.documents import LossReason, new_id
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.moving import Arriving, receive_transfer, write_off_transit
from gallery_pos.services.stock import Loss
from ui.app.approval import with_approval
from ui.app.tables import Column, Kind
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.form import titled
from ui.widgets.text import Label
from ui.widgets.typed_table import TypedTable

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtWidgets import QWidget

    from gallery_pos.desk import Done
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_THERE, _BACK, _LOST, _DAMAGED = "there", "back", "lost", "damaged"
_CAME = "came"
_WIDTH, _HEIGHT = 980, 620


def _columns(title: str) -> tuple[Column[TransferLine], ...]:
    return (
        Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.lot}"),
        Column(tr_noop("Penitip"), lambda row: row.business_name),
        Column(tr_noop("Kedaluwarsa"), lambda row: row.best_before, Kind.DATE),
        Column(tr_noop("Dikirim"), lambda row: row.quantity, Kind.NUMBER),
        Column(tr_noop("Masih di jalan"), lambda row: row.in_transit, Kind.NUMBER),
        Column(title, lambda _row: None, Kind.NUMBER),
    )


class ReceiveDialog(Dialog):
    """Every line stands as if all of it had come: only what differs has to be typed.

    Signals:
        posted(Posted): it is in the books.
    """

    posted = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, row: TransferRow) -> None:
        hint = tr("{number}, dari {source} ke {target}").format(
            number=row.number, source=row.source_name, target=row.target_name
        )
        super().__init__(tr("Terima kiriman"), parent.window(), hint=hint)
        self._place, self._row, self._id = place, row, new_id()
        self.lines = [line for line in transfer_lines(place.gallery.database, row.id) if line.in_transit]
        self.what = Segments(
            [
                (_THERE, tr("Datang di {name}").format(name=row.target_name)),
                (_BACK, tr("Kembali ke asal")),
                (_LOST, tr("Hilang di jalan")),
                (_DAMAGED, tr("Rusak di jalan")),
            ]
        )
        self.what.chosen.connect(self._on_what)
        title = tr_noop("Jumlah")
        self.table: TypedTable[TransferLine] = TypedTable(_columns(title), lambda line: line.lot, {title: _CAME})
        self.table.rows.typed.connect(self._on_typed)
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("mis. dua bungkus pecah; boleh kosong"))
        self.says = Label("", "strong", wrap=True)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.what)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(titled(tr("Catatan"), self.note))
        self.body.addWidget(self.says)
        self.add_cancel()
        self.go = self.add_primary(tr("Terima"), self._post)
        self.spread(_WIDTH, _HEIGHT)
        self.table.show_rows(self.lines)
        self._on_what(_THERE)
        self.table.begin()

    # -- what stands in the fields

    def pieces(self) -> dict[str, int]:
        """Return per lot the pieces that stand in its cell."""
        rows = self.table.rows
        return {line.lot: rows.value(line, _CAME) or 0 for line in self.lines}

    def _on_what(self, what: str) -> None:
        """Goods are taken to have come whole; what is lost has to be said piece by piece."""
        whole = what in {_THERE, _BACK}
        for line in self.lines:
            self.table.rows.set_value(line, _CAME, line.in_transit if whole else None)
        self.go.set_kind("primary" if whole else "danger")
        self._say()

    def _on_typed(self, _key: Hashable, _name: str) -> None:
        self._say()

    def _say(self) -> None:
        came, sent = sum(self.pieces().values()), sum(line.in_transit for line in self.lines)
        what = self.what.choice()
        if what in {_THERE, _BACK}:
            self._button(tr("Terima {count} barang").format(count=format_count(came)))
            rest = tr("{count} barang tetap di jalan sampai datang atau dihapus.")
            self.says.setText(rest.format(count=format_count(sent - came)) if came < sent else tr("Semuanya datang."))
        else:
            self._button(tr("Hapus {count} barang").format(count=format_count(came)))
            self.says.setText(tr("Yang ditanggung galeri menjadi utang kepada penitip, menurut perjanjian tiap lot."))

    def _button(self, text: str) -> None:
        for action in self.actions():
            if action.shortcut().toString() == "F12":
                action.setText(text)

    # -- doing it

    def _post(self) -> None:
        self.table.finish()
        self.banner.clear()
        what = self.what.choice()
        if what in {_THERE, _BACK}:
            self._receive(self._row.target if what == _THERE else self._row.source)
        else:
            self._write_off(LossReason.LOST if what == _LOST else LossReason.DAMAGED)

    def _receive(self, outlet: str) -> None:
        lines = [Arriving(lot, pieces) for lot, pieces in self.pieces().items()]
        with self._place.feedback.guard(self):
            desk = replace(self._place.desk(), outlet=outlet)
            done = receive_transfer(desk, sent=self._row.id, lines=lines, note=self.note.text(), id=self._id)
            self._done(done)

    def _write_off(self, reason: LossReason) -> None:
        lines = [Loss(lot, pieces, reason) for lot, pieces in self.pieces().items() if pieces]
        note = self.note.text()

        def act(approval: Approval | None) -> None:
            self._done(
                write_off_transit(
                    self._place.desk(), sent=self._row.id, lines=lines, note=note, approval=approval, id=self._id
                )
            )

        with_approval(self._place, self, act)

    def _done(self, done: Done[Posted]) -> None:
        self._place.announce(done)
        self.posted.emit(done.value)
        self.accept()
