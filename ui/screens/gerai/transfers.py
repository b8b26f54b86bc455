"""Transfers as a list: what is still on its way first of all, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from db.queries.moving import TransferRow, list_transfers
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.actions import COUNTER, KEEPERS, ActionSpec
from ui.app.list_page import ListPage
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document, show_sheet
from ui.screens.gerai.documents import DocumentsPage
from ui.screens.gerai.receiving import ReceiveDialog
from ui.widgets.buttons import Segments
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_OPEN, _ALL = "open", "all"


def _state(row: TransferRow) -> str:
    if row.in_transit:
        return tr("{count} di jalan").format(count=format_count(row.in_transit))
    return tr("{count} hilang").format(count=format_count(row.lost)) if row.lost else tr("sampai")


def _tone(row: TransferRow) -> str:
    if row.in_transit:
        return "attention"
    return "danger" if row.lost else "good"


COLUMNS: tuple[Column[TransferRow], ...] = (
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=186, firm=True),
    Column(tr_noop("Dikirim"), lambda row: row.sent_on, Kind.DATE),
    Column(tr_noop("Dari"), lambda row: row.source_name, stretch=True),
    Column(tr_noop("Ke"), lambda row: row.target_name, stretch=True),
    Column(tr_noop("Pembawa"), lambda row: row.carried_by, width=130, room=1_000),
    Column(tr_noop("Buah"), lambda row: row.pieces, Kind.NUMBER, width=70),
    Column(tr_noop("Datang"), lambda row: row.arrived, Kind.NUMBER, width=76),
    Column(tr_noop("Keadaan"), _state, Kind.BADGE, tone=_tone, sort_key=lambda row: row.in_transit, width=130),
)


class TransferList(ListPage[TransferRow]):
    """All transfers; those with something on its way unless asked for all."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.id,
            EmptyState(tr("Tidak ada kiriman"), tr("Barang yang dikirim ke gerai lain berdiri di sini sampai datang.")),
            name=tr("kiriman"),
            search=tr("Cari nomor, gerai, pembawa"),
        )
        self.which = Segments([(_OPEN, tr("Di jalan")), (_ALL, tr("Semua"))])
        self.outlet = FilterBox(tr("Semua gerai"), tr("Gerai"))
        self.outlet.offer((outlet.code, outlet.name) for outlet in place.gallery.book.outlets())
        self.totals = Label("", "strong")
        self.add_below(self.totals)
        self.add_filters(self.which, self.outlet)

    def read_rows(self) -> list[TransferRow]:
        """Return every transfer."""
        return list_transfers(self.place.gallery.database)

    def keeper(self) -> Callable[[TransferRow], bool]:
        """Return whether a transfer is of the chosen outlet, and still on its way where that is asked."""
        code, only_open = self.outlet.value(), self.which.choice() == _OPEN
        return lambda row: code in {None, row.source, row.target} and (bool(row.in_transit) or not only_open)

    def offer(self, rows: Sequence[TransferRow]) -> None:
        """Say how much is on its way."""
        waiting = [row for row in rows if row.in_transit]
        pieces = format_count(sum(row.in_transit for row in waiting))
        said = tr("{count} kiriman belum lengkap, {pieces} barang masih di jalan")
        self.totals.setText(
            said.format(count=format_count(len(waiting)), pieces=pieces)
            if waiting
            else tr("Tidak ada barang di jalan.")
        )


class TransfersPage(DocumentsPage[TransferRow]):
    """The list with its buttons.

    Signals:
        send_asked(): a new transfer is to be put together.
    """

    send_asked = Signal()

    def __init__(self, host: Screen) -> None:
        self.transfers = TransferList(host.place)
        super().__init__(host, self.transfers, tr("Pilih kirimannya dulu."))
        self.equip(
            (
                ActionSpec("moves.open", tr_noop("Buka dokumennya"), "F4", "file-text"),
                ActionSpec("moves.print", tr_noop("Surat jalan"), "Ctrl+P", "printer"),
                ActionSpec("moves.receive", tr_noop("Terima kiriman"), "F8", "package", COUNTER),
                ActionSpec("moves.send", tr_noop("Kirim barang"), "F12", "truck", KEEPERS),
            ),
            {
                "moves.open": self.open_current,
                "moves.print": self.print_current,
                "moves.receive": self._receive,
                "moves.send": self.send_asked.emit,
            },
        )
        for name in ("moves.open", "moves.print", "moves.receive"):
            self.add_footer(name)
        self.add_footer("moves.send", primary=True)
        self.list.opened.connect(self._on_opened)

    def show_outlet(self, code: str) -> None:
        """Show the transfers of one outlet."""
        self.transfers.outlet.choose(code)
        self.transfers.which.choose(_ALL)
        self.transfers.arrange()

    def on_scan(self, code: str) -> bool:
        """Find the transfer whose paper was scanned."""
        number = code.split(maxsplit=1)[0] if code.split() else ""
        self.transfers.which.choose(_ALL)
        self.transfers.arrange()
        found = next((row for row in self.list.list.model.rows() if row.number == number), None)
        return found is not None and self.list.list.select(found.id)

    def _on_opened(self, row: TransferRow) -> None:
        if row.in_transit:
            self.receive_row(row)
        else:
            show_document(self, self.place, row.id)

    def _receive(self) -> None:
        row = self.current()
        if row is not None and not row.in_transit:
            self.host.banner.say(tr("Kiriman ini sudah diterima seluruhnya."), tone="attention")
        elif row is not None:
            self.receive_row(row)

    def receive_row(self, row: TransferRow) -> ReceiveDialog:
        """Count what came of a transfer."""
        self.host.banner.clear()
        dialog = ReceiveDialog(self.place, self, row)
        dialog.posted.connect(self._on_posted)
        dialog.open()
        return dialog

    def _on_posted(self, posted: Posted) -> None:
        self.host.banner.clear()
        self.place.feedback.toast(
            tr("Tersimpan: {number}").format(number=posted.number),
            (tr("Cetak"), lambda: show_sheet(self, self.place, posted)),
        )
