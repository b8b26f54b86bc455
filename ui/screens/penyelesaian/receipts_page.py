"""Payouts and whether their makers confirmed them: paid means acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from db.queries.books import document_by_number
from db.queries.paying import list_unacknowledged
from db.queries.settlement import PayoutRow, list_payouts
from gallery_pos.documents import PayoutAcknowledged, PayoutMade, Scan
from gallery_pos.formatting import format_count, format_receipt_code, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSpec
from ui.app.list_page import ListPage
from ui.app.names import METHODS
from ui.app.pages import RowsPage
from ui.app.roles import PAYERS
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document, show_sheet
from ui.legality.viewer import show_scan
from ui.screens.penyelesaian.acknowledge import AcknowledgeDialog, CodeDialog
from ui.screens.penyelesaian.reverse import ReverseDialog
from ui.widgets.buttons import Segments
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_WAITING, _ALL = "waiting", "all"
_LATE_DAYS = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A payout; ``age`` days its maker has not confirmed it, None where nothing waits; ``code`` is on its kuitansi."""

    of: PayoutRow
    age: int | None
    code: str


def _state(row: Row) -> str:
    if row.age is not None:
        return tr("belum, {days} hari").format(days=format_count(row.age))
    words = {"acknowledged": tr("diakui"), "reversed": tr("dibatalkan"), "paid_in": tr("uang masuk")}
    return words.get(row.of.state, row.of.state)


def _tone(row: Row) -> str:
    if row.age is not None:
        return "danger" if row.age > _LATE_DAYS else "attention"
    return "good" if row.of.state == "acknowledged" else "neutral"


COLUMNS: tuple[Column[Row], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.of.business_date, Kind.DATE),
    Column(tr_noop("Nomor"), lambda row: row.of.number, Kind.CODE),
    Column(tr_noop("Penitip"), lambda row: row.of.business_name, stretch=True),
    Column(tr_noop("Cara"), lambda row: tr(METHODS[row.of.method]), width=84, firm=True),  # type: ignore[index]  # a str like its key
    Column(tr_noop("Rujukan"), lambda row: row.of.reference, width=112, room=1_000),
    Column(tr_noop("Kode"), lambda row: row.code, width=130, firm=True),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.of.amount, Kind.MONEY, width=108),
    Column(tr_noop("Tanda terima"), _state, Kind.BADGE, tone=_tone, sort_key=lambda row: -(row.age or 0), width=120),
)


class PayoutList(ListPage[Row]):
    """Payouts; those that nobody has confirmed unless asked for all."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.of.id,
            EmptyState(tr("Semua sudah diakui"), tr("Pembayaran berdiri di sini sampai penitipnya mengakui uangnya.")),
            name=tr("tanda-terima"),
            search=tr("Cari nomor, penitip, kode, rujukan"),
        )
        self.which = Segments([(_WAITING, tr("Belum diakui")), (_ALL, tr("Semua"))])
        self.which.chosen.connect(self.arrange)
        self.arrange()
        self.totals = Label("", "strong")
        self.add_below(self.totals)

    def read_rows(self) -> list[Row]:
        database = self.place.gallery.database
        waiting = {row.id: row for row in list_unacknowledged(database, on=self.place.desk().today())}
        made = []
        for row in list_payouts(database):
            open_ = waiting.get(row.id)
            made.append(Row(row, open_.age if open_ else None, format_receipt_code(open_.code) if open_ else ""))
        return made

    def keeper(self) -> Callable[[Row], bool]:
        every = self.which.choice() == _ALL
        return lambda row: every or row.age is not None

    def offer(self, rows: Sequence[Row]) -> None:
        waiting = [row for row in rows if row.age is not None]
        late = sum(1 for row in waiting if (row.age or 0) > _LATE_DAYS)
        said = tr("{count} pembayaran belum diakui, {amount}; {late} lebih dari {days} hari.").format(
            count=format_count(len(waiting)),
            amount=format_rupiah(sum(row.of.amount for row in waiting)),
            late=format_count(late),
            days=_LATE_DAYS,
        )
        self.totals.setText(said if waiting else tr("Semua pembayaran sudah diakui penitipnya."))


class ReceiptsPage(RowsPage[Row]):
    """The list, and what can be done with a payout."""

    def __init__(self, host: Screen) -> None:
        rows = PayoutList(host.place)
        super().__init__(host, rows, tr("Pilih pembayarannya dulu."))
        self.list: PayoutList = rows
        self.equip(
            (
                ActionSpec("receipts.open", tr_noop("Buka"), "F4", "file-text"),
                ActionSpec("receipts.print", tr_noop("Kuitansi"), "Ctrl+P", "printer"),
                ActionSpec("receipts.reverse", tr_noop("Batalkan…"), "F7", "arrow-u-up-left", PAYERS),
                ActionSpec("receipts.code", tr_noop("Ketik kode…"), "F8", "key", PAYERS),
                ActionSpec("receipts.take", tr_noop("Tanda terima…"), "F12", "check-circle", PAYERS),
            ),
            {
                "receipts.open": self._open,
                "receipts.print": self._print,
                "receipts.reverse": self.reverse,
                "receipts.code": self.by_code,
                "receipts.take": self.take,
            },
        )
        for name in ("receipts.open", "receipts.print", "receipts.reverse", "receipts.code"):
            self.add_footer(name)
        self.add_footer("receipts.take", primary=True)
        self.list.opened.connect(lambda _row: self.take())

    def scanned(self, code: str) -> UUID | None:
        """Return the payout whose kuitansi was scanned, None where it is something else."""
        words = code.split(maxsplit=1)
        posted = document_by_number(self.place.gallery.database, words[0]) if words else None
        return posted.document.id if posted and isinstance(posted.document, PayoutMade) else None

    def show_payout(self, payout: UUID) -> None:
        """Put the cursor on a payout."""

        def shown(rows: list[Row]) -> None:
            self.list.which.choose(_ALL)
            self.list.show_rows(rows)
            self.list.list.select(payout)

        self.place.runner.run(self, self.list.read_rows, shown)

    def _posted(self) -> Posted | None:
        row = self.current()
        return self.place.gallery.book.document(row.of.id) if row else None

    def _open(self) -> None:
        if (row := self.current()) is not None:
            show_document(self, self.place, row.of.id)

    def _print(self) -> None:
        if (posted := self._posted()) is not None:
            show_sheet(self, self.place, posted)

    def take(self) -> AcknowledgeDialog | None:
        """Write down that the maker of the chosen payout confirmed it."""
        row = self.current()
        if row is None:
            return None
        if row.age is None:
            self._say_settled(row)
            return None
        posted = self.place.gallery.book.document(row.of.id)
        if posted is None:
            return None
        dialog = AcknowledgeDialog(self.place, self, posted)
        dialog.written.connect(self._done)
        dialog.open()
        return dialog

    def _say_settled(self, row: Row) -> None:
        """Show how a payout was confirmed, or say why it needs no confirmation."""
        found = self.place.gallery.book.latest(PayoutAcknowledged, row.of.id.hex)
        if row.of.state == "reversed":
            self.host.banner.say(tr("Pembayaran ini sudah dibatalkan; tidak perlu tanda terima."), tone="attention")
        elif found is None:
            self.host.banner.say(tr("Uang masuk tidak perlu tanda terima penitip."), tone="attention")
        elif found.attachment:
            scan = Scan(file=found.attachment, name=tr("tanda terima {number}").format(number=row.of.number))
            show_scan(self.place, self, scan, whose=row.of.consignor)
        else:
            show_document(self, self.place, found.id)

    def by_code(self) -> CodeDialog:
        """Take a code that a maker sent back: it finds its payout by itself."""
        self.host.banner.clear()
        waiting = {row.code: row.of.id for row in self.list.list.model.rows() if row.code}
        dialog = CodeDialog(self.place, self, waiting)
        dialog.written.connect(self._done)
        dialog.open()
        return dialog

    def reverse(self) -> ReverseDialog | None:
        """Take the chosen payout back."""
        row = self.current()
        if row is None:
            return None
        if row.of.state == "reversed":
            self.host.banner.say(tr("Pembayaran ini sudah dibatalkan."), tone="attention")
            return None
        posted = self.place.gallery.book.document(row.of.id)
        if posted is None:
            return None
        dialog = ReverseDialog(self.place, self, posted)
        dialog.written.connect(self._done)
        dialog.open()
        return dialog

    def _done(self, posted: Posted) -> None:
        self.host.banner.clear()
        self.refresh()
        self.place.feedback.toast(tr("Tersimpan: {number}").format(number=posted.number))
