"""Antrean: who applied when, how far his goods are, why, and who said so; the next step is taken in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from db.queries.entry import QueueRow, list_queue
from db.queries.legality import gate_list
from gallery_pos.documents import EntryState
from gallery_pos.fair_entry import NEXT
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from ui.app.actions import OFFICE, ActionSpec
from ui.app.list_page import ListPage
from ui.app.page import Page
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.dialogs.pdf import show_pdf
from ui.legality.referral import show_referral
from ui.papers.entry import queue_paper, reason_words, size_words, state_words
from ui.screens.pembinaan.apply_dialog import ApplyDialog
from ui.screens.pembinaan.history_dialog import HistoryDialog
from ui.screens.pembinaan.step_dialog import StepDialog
from ui.widgets.buttons import Button, Segments
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox

if TYPE_CHECKING:
    from db.queries.legality import GateRow
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_ALL, _WAITING, _DONE = "all", "waiting", "done"
TONES: Mapping[str, str] = {
    EntryState.APPLIED: "info",
    EntryState.CHECKING: "info",
    EntryState.REFERRED: "attention",
    EntryState.CURATION: "attention",
    EntryState.READY: "good",
    EntryState.DISPLAYED: "good",
    EntryState.WITHDRAWN: "neutral",
}
AHEAD: Mapping[EntryState, EntryState] = {
    EntryState.APPLIED: EntryState.CHECKING,
    EntryState.CHECKING: EntryState.CURATION,
    EntryState.REFERRED: EntryState.CHECKING,
    EntryState.CURATION: EntryState.READY,
    EntryState.READY: EntryState.DISPLAYED,
    EntryState.DISPLAYED: EntryState.READY,
}
"""The usual step from each state; from the shelf it is the end of a turn."""

COLUMNS: tuple[Column[QueueRow], ...] = (
    Column(tr_noop("No."), lambda row: row.place, Kind.NUMBER, width=52, search=False),
    Column(tr_noop("Diajukan"), lambda row: row.applied_on, Kind.DATE, width=114),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.product}"),
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=190),
    Column(
        tr_noop("Keadaan"),
        lambda row: state_words(row.state),
        Kind.BADGE,
        tone=lambda row: TONES[row.state],
        width=112,
    ),
    Column(tr_noop("Sejak"), lambda row: row.since, Kind.DATE, width=114, room=1_200),
    Column(tr_noop("Alasan"), lambda row: reason_words(row.reason, row.missing), width=230),
    Column(tr_noop("Oleh"), lambda row: row.decided_by, width=130, room=1_000),
    Column(tr_noop("Kecamatan"), lambda row: row.district, width=130, room=1_400),
    Column(tr_noop("Kelas"), lambda row: size_words(row.size_class), width=84, room=1_400),
)


class QueueList(ListPage[QueueRow]):
    """Every product that applied, whoever waits first."""

    def __init__(self, place: Workplace) -> None:
        self.ticks: Ticks[QueueRow] = Ticks(_code)
        super().__init__(
            place,
            (self.ticks.column(), *COLUMNS),
            _code,
            EmptyState(
                tr("Belum ada yang mengajukan"),
                tr("Catat pengajuan dengan F12: urutannya menurut tanggal, dan setiap langkah tercatat."),
            ),
            name=tr("antrean"),
            search=tr("Cari barang, penitip, alasan"),
        )
        self.ticks.attach(self.list)
        self.which = Segments([(_WAITING, tr("Menunggu")), (_DONE, tr("Sudah diputuskan")), (_ALL, tr("Semua"))])
        self.state = FilterBox(tr("Semua keadaan"), tr("Keadaan"))
        self.state.offer((state.value, state_words(state.value)) for state in EntryState)
        self.district = FilterBox(tr("Semua kecamatan"), tr("Kecamatan"))
        self.add_filters(self.which, self.state, self.district)

    def read_rows(self) -> list[QueueRow]:
        """Return the whole queue."""
        return list_queue(self.place.gallery.database)

    def offer(self, rows: Sequence[QueueRow]) -> None:
        """Offer the districts that there are."""
        self.district.offer((name, name) for name in sorted({row.district for row in rows if row.district}))

    def keeper(self) -> Callable[[QueueRow], bool]:
        """Return whether a row is wanted by state and district."""
        which, state, district = self.which.choice(), self.state.value(), self.district.value()

        def keep(row: QueueRow) -> bool:
            waits = row.place is not None
            return (
                (which == _ALL or waits == (which == _WAITING))
                and state in {None, row.state}
                and district in {None, row.district}
            )

        return keep


def _code(row: QueueRow) -> str:
    return row.product


class QueueTab(Page):
    """The queue; ``receive`` takes the code of a product."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.list = QueueList(self.place)
        self.body.addWidget(self.list, 1)
        self._may = self.place.may(Act.CURATE)
        self._equip()
        self.list.opened.connect(self._show_history)
        self.list.list.selected.connect(lambda _row: self._say_buttons())
        self.list.ticks.changed.connect(self._say_buttons)
        self._say_buttons()

    def _equip(self) -> None:
        acts = self.equip(
            (
                ActionSpec("queue.print", tr_noop("Cetak daftar"), "Ctrl+P", "printer"),
                ActionSpec("queue.history", tr_noop("Riwayat"), "F7", "clock-counter-clockwise"),
                ActionSpec("queue.letter", tr_noop("Surat rujukan…"), "", "file-text", OFFICE),
                ActionSpec("queue.open", tr_noop("Buka produk"), "", "tag-simple"),
                ActionSpec("queue.back", tr_noop("Kembali ke cek legalitas…"), "", "arrow-u-up-left", OFFICE),
                ActionSpec("queue.withdraw", tr_noop("Tarik…"), "", "x-circle", OFFICE),
                ActionSpec("queue.refer", tr_noop("Rujuk…"), "F9", "file-text", OFFICE),
                ActionSpec("queue.ahead", tr_noop("Lanjut…"), "F8", "arrow-right", OFFICE),
                ActionSpec("queue.apply", tr_noop("Ajukan barang"), "F12", "plus", OFFICE),
            ),
            {
                "queue.print": self.print_list,
                "queue.history": self._history,
                "queue.letter": self._letter,
                "queue.open": self._open_product,
                "queue.back": lambda: self._step(EntryState.CHECKING),
                "queue.withdraw": lambda: self._step(EntryState.WITHDRAWN),
                "queue.refer": lambda: self._step(EntryState.REFERRED),
                "queue.ahead": self._ahead,
                "queue.apply": self.apply,
            },
        )
        menu = QMenu(self)
        for name in ("queue.history", "queue.open", "queue.letter", "queue.back"):
            menu.addAction(acts[name])
        more = Button(tr("Lainnya"))
        more.set_menu(menu)
        self.add_button(more)
        for name in ("queue.print", "queue.withdraw", "queue.refer", "queue.ahead"):
            self.add_footer(name)
        self.add_footer("queue.apply", primary=True)
        for name in ("queue.back", "queue.withdraw", "queue.refer", "queue.ahead", "queue.apply"):
            acts[name].setVisible(self._may)

    # -- what the screen asks

    def refresh(self) -> None:
        """Read the queue again."""
        self.list.refresh()

    def entered(self) -> None:
        """Search at once."""
        self.list.list.search_box.setFocus()

    def receive(self, what: object) -> None:
        """Go to a product; show all where it waits no more."""
        if not self.list.list.select(str(what)):
            self.list.which.choose(_ALL)
            self.list.arrange()
            self.list.list.select(str(what))

    def on_scan(self, code: str) -> bool:
        """Find a scanned product in the queue."""
        product = self.place.gallery.book.product_by_barcode(code)
        if product is None:
            return False
        self.receive(product.code)
        return True

    # -- which steps there are

    def chosen(self) -> list[QueueRow]:
        """Return what is ticked, or the row in front."""
        return self.list.ticks.chosen()

    def _say_buttons(self) -> None:
        if self.acts is None:
            return
        rows = self.chosen()
        states = {EntryState(row.state) for row in rows}
        after = [set(NEXT[state]) for state in states]
        common = set.intersection(*after) if after else set()
        ahead = self._next(states)
        self.acts["queue.ahead"].setText(_ahead_words(ahead) if ahead else tr("Lanjut…"))
        self.acts["queue.ahead"].setEnabled(ahead is not None)
        self.acts["queue.refer"].setEnabled(EntryState.REFERRED in common)
        self.acts["queue.withdraw"].setEnabled(EntryState.WITHDRAWN in common)
        self.acts["queue.back"].setEnabled(states == {EntryState.CURATION})
        for name in ("queue.history", "queue.open", "queue.letter"):
            self.acts[name].setEnabled(bool(rows))

    @staticmethod
    def _next(states: set[EntryState]) -> EntryState | None:
        """Return the usual next step, where all that is chosen has the same one."""
        after = {AHEAD.get(state) for state in states}
        return after.pop() if len(after) == 1 else None

    # -- what is done

    def _with_row(self) -> QueueRow | None:
        rows = self.chosen()
        if not rows:
            self.host.banner.say(tr("Pilih barangnya dulu."), tone="attention")
            return None
        return rows[0]

    def _ahead(self) -> None:
        ahead = self._next({EntryState(row.state) for row in self.chosen()})
        if ahead is not None:
            self._step(ahead)

    def _step(self, state: EntryState) -> None:
        if self._with_row() is None:
            return
        self.host.banner.clear()
        dialog = StepDialog(self.place, self, self.chosen(), state)
        dialog.decided.connect(lambda rows: self._on_decided(rows, state))
        dialog.open()

    def _on_decided(self, rows: list[QueueRow], state: EntryState) -> None:
        self.list.ticks.clear()
        words = tr("{count} barang: {state}").format(count=len(rows), state=state_words(state.value).lower())
        self.place.feedback.toast(words)
        self.host.refresh_for(self.host.kinds)
        if state is EntryState.REFERRED:
            self._print_referral(rows[0].consignor)

    def apply(self) -> None:
        """Ask which products apply, and on which day."""
        dialog = ApplyDialog(self.place, self)
        dialog.applied.connect(self._on_applied)
        dialog.open()

    def _on_applied(self, codes: list[str]) -> None:
        self.place.feedback.toast(tr("{count} barang masuk antrean").format(count=len(codes)))
        self.host.refresh_for(self.host.kinds)
        self.receive(codes[0])

    def _history(self) -> None:
        row = self._with_row()
        if row is not None:
            self._show_history(row)

    def _show_history(self, row: QueueRow) -> None:
        HistoryDialog(self.place, self, row).open()

    def _open_product(self) -> None:
        row = self._with_row()
        if row is not None:
            self.host.open_screen("products", row.product)

    def _letter(self) -> None:
        row = self._with_row()
        if row is not None:
            self._print_referral(row.consignor)

    def _print_referral(self, consignor: str) -> None:
        """Make the letter with everything that the maker lacks: he is sent once, not for each product."""
        gallery = self.place.gallery

        def read() -> list[GateRow]:
            return [row for row in gate_list(gallery.database, on=gallery.desk().today()) if row.consignor == consignor]

        self.host.read(read, lambda rows: self._show_referral(consignor, rows))

    def _show_referral(self, consignor: str, rows: list[GateRow]) -> None:
        if rows:
            show_referral(self.place, self, consignor, rows)
        else:
            self.host.banner.say(tr("Tidak ada dokumen yang kurang."), tone="good")

    def print_list(self) -> None:
        """Make the printed list of everybody, whatever is searched or filtered just now."""
        gallery = self.place.gallery
        show_pdf(
            self.place,
            self,
            lambda: queue_paper(gallery, list_queue(gallery.database)),
            title=tr("Daftar antrean barang"),
            name=tr("antrean"),
        )


def _ahead_words(state: EntryState) -> str:
    return tr("{state}…").format(state=state_words(state.value))
