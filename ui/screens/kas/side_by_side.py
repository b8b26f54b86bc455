"""What waits on either side: lines of the bank left, documents right; one to several is matched by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from db.queries.match_items import ItemRow, list_items, open_items
from db.queries.matching import LineRow, list_mutations, open_lines
from gallery_pos.documents import Holding
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.matching import Proposal, propose, why_words
from gallery_pos.services.matching import match_by_hand
from ui.app.actions import ActionSpec
from ui.app.names import kind_name
from ui.app.page import Page
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.app.tokens import GRID
from ui.books.matching import MatchResult, match_all
from ui.dialogs.document import show_document
from ui.screens.kas.difference_dialog import DifferenceDialog
from ui.screens.kas.import_mutations import ImportMutationsDialog
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from gallery_pos.desk import Done
    from gallery_pos.matching import LineKey
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Everything that the page shows, read at once off the UI thread."""

    lines: list[LineRow]
    items: list[ItemRow]
    proposals: dict[LineKey, Proposal]


class SideBySidePage(Page):
    """The two lists, ticks and running sums; importing, matching by itself or by hand, and differences."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.account = Holding.BANK
        self._proposals: dict[LineKey, Proposal] = {}
        self.line_ticks: Ticks[LineRow] = Ticks(lambda row: row.key)
        self.item_ticks: Ticks[ItemRow] = Ticks(lambda row: row.document)
        self.lines = self._lines()
        self.items = self._items()
        self._sum = Label("", "strong")
        sides = QHBoxLayout()
        sides.setSpacing(2 * GRID)
        for title, view in ((tr("Kata bank"), self.lines), (tr("Kata buku"), self.items)):
            card = Card(title)
            card.set_tight()
            card.add(view, 1)
            sides.addWidget(card, 1)
        self.body.addLayout(sides, 1)
        self.body.addWidget(self._sum)
        self.equip(
            (
                ActionSpec("match.import", tr_noop("Impor mutasi…"), "F9", "file-arrow-down"),
                ActionSpec("match.auto", tr_noop("Cocokkan otomatis"), "F7", "magic-wand"),
                ActionSpec("match.difference", tr_noop("Catat selisih…"), "F8", "plus-minus"),
                ActionSpec("match.hand", tr_noop("Cocokkan yang dipilih"), "F12", "link"),
            ),
            {
                "match.import": self.import_file,
                "match.auto": self.match_automatically,
                "match.difference": self.post_difference,
                "match.hand": self.match_chosen,
            },
        )
        for name in ("match.import", "match.auto", "match.difference"):
            self.add_footer(name)
        self.add_footer("match.hand", primary=True)
        self.line_ticks.changed.connect(self._say_sum)
        self.item_ticks.changed.connect(self._say_sum)
        self.lines.selected.connect(self._show_suggestion)
        self._say_sum()

    def _lines(self) -> TableView[LineRow]:
        columns: tuple[Column[LineRow], ...] = (
            self.line_ticks.column(),
            Column(tr_noop("Tanggal"), lambda row: row.day, Kind.DATE, tip=lambda row: row.time),
            Column(
                tr_noop("Keterangan"),
                lambda row: row.description or row.reference,
                stretch=True,
                tip=lambda row: " ".join(filter(None, (row.time, row.description, row.reference, row.file))),
            ),
            Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=112),
            Column(tr_noop("Saran"), self._suggestion, width=150, room=680),
        )
        empty = EmptyState(tr("Tidak ada yang menunggu"), tr("Impor mutasi dari bank atau QRIS dengan F9."))
        view: TableView[LineRow] = TableView(
            columns,
            lambda row: row.key,
            empty,
            name=tr("mutasi-belum-cocok"),
            search=tr("Cari mutasi"),
        )
        self.line_ticks.attach(view)
        return view

    def _items(self) -> TableView[ItemRow]:
        columns: tuple[Column[ItemRow], ...] = (
            self.item_ticks.column(),
            Column(tr_noop("Tanggal"), lambda row: row.day, Kind.DATE, tip=lambda row: row.time),
            Column(
                tr_noop("Catatan", "buku"),
                lambda row: row.number,
                Kind.CODE,
                stretch=True,
                tip=lambda row: " ".join(filter(None, (kind_name(row.kind), row.time, row.detail, row.reference))),
            ),
            Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=112),
        )
        empty = EmptyState(
            tr("Tidak ada yang perlu dicocokkan"),
            tr("Penjualan nontunai, transfer dan setoran muncul di sini begitu ada mutasi yang menunggu."),
        )
        view: TableView[ItemRow] = TableView(
            columns,
            lambda row: row.document,
            empty,
            name=tr("catatan-belum-cocok"),
            search=tr("Cari catatan"),
        )
        self.item_ticks.attach(view)
        view.activated.connect(self._open)
        return view

    def _suggestion(self, row: LineRow) -> str:
        found = self._proposals.get(row.key)
        return why_words(found) if found else ""

    # -- reading

    def refresh(self) -> None:
        """Read both sides, and what the rules would match."""
        self.host.read(self._read, self._show)

    def _read(self) -> _Waiting:
        database, account = self.place.gallery.database, self.account
        with database.reading():
            lines = [row for row in list_mutations(database, account=account) if not row.done]
            items = list_items(database, account)
            waiting, booked = open_lines(database, account), open_items(database, account)
        return _Waiting(lines, items, {one.line: one for one in propose(waiting, booked)})

    def _show(self, found: _Waiting) -> None:
        self._proposals = found.proposals
        self.lines.show_rows(found.lines)
        self.items.show_rows(found.items)
        self._say_sum()

    def entered(self) -> None:
        """Search among the bank's lines at once."""
        self.lines.search_box.setFocus()

    def _open(self, row: object) -> None:
        if isinstance(row, ItemRow):
            show_document(self, self.place, row.document)

    def _show_suggestion(self, row: object) -> None:
        """Put the right cursor on what the rules would match with the line."""
        found = self._proposals.get(row.key) if isinstance(row, LineRow) else None
        if found is not None:
            self.items.select(found.documents[0])

    def _say_sum(self) -> None:
        lines, items = self.line_ticks.ticked(), self.item_ticks.ticked()
        bank, books = sum(row.amount for row in lines), sum(row.amount for row in items)
        words = tr("Dipilih: {lines} mutasi {bank}, {items} catatan {books}, selisih {difference}")
        self._sum.setText(
            words.format(
                lines=format_count(len(lines)),
                bank=format_rupiah(bank),
                items=format_count(len(items)),
                books=format_rupiah(books),
                difference=format_rupiah(bank - books),
            )
        )

    # -- acting

    def _chosen(self) -> tuple[Sequence[LineRow], Sequence[ItemRow]]:
        """Return what is ticked, or what the cursors are on where nothing is."""
        lines, items = self.line_ticks.ticked(), self.item_ticks.ticked()
        here, there = self.lines.current(), self.items.current()
        if not lines and not items:
            return [here] if here else [], [there] if there else []
        return lines or ([here] if here else []), items or ([there] if there and len(lines) == 1 else [])

    def match_chosen(self) -> None:
        """Match by hand."""
        self.host.banner.clear()
        lines, items = self._chosen()
        done = self.host.do(
            lambda: match_by_hand(
                self.place.desk(),
                account=self.account,
                lines=[row.key for row in lines],
                documents=[row.document for row in items],
            )
        )
        if done is not None:
            self._written(done)

    def _written(self, posted: Posted) -> None:
        self.line_ticks.clear()
        self.item_ticks.clear()
        self.refresh()
        self.place.feedback.toast(tr("{number} tercatat.").format(number=posted.number))

    def match_automatically(self) -> None:
        """Match all that is sure, with progress."""
        self.host.banner.clear()
        gallery, desk, account = self.place.gallery, self.place.desk(), self.account
        self.host.work(
            tr("Mencocokkan"), lambda progress: match_all(gallery, desk, account, progress=progress), self.matched
        )

    def matched(self, done: Done[MatchResult]) -> None:
        """Say what was matched, and read again."""
        self.place.announce(done)
        self.refresh()
        words = tr("{matched} cocok, {left} menunggu Anda.")
        self.host.banner.say(
            words.format(matched=format_count(done.value.matched), left=format_count(done.value.left)),
            "",
            "attention" if done.value.left else "good",
        )

    def import_file(self) -> ImportMutationsDialog:
        """Take a file in."""
        self.host.banner.clear()
        dialog = ImportMutationsDialog(self.host, self.account)
        dialog.taken.connect(self.matched)
        dialog.open()
        return dialog

    def post_difference(self) -> None:
        """Let the books follow the line that is chosen, with the document where one is ticked too."""
        self.host.banner.clear()
        lines, ticked = self._chosen()[0], self.item_ticks.ticked()
        if len(lines) != 1 or len(ticked) > 1:
            self.host.banner.say(tr("Pilih satu mutasi, dan paling banyak satu catatan."))
            return
        line, document = lines[0], ticked[0] if ticked else None
        DifferenceDialog(
            self.place,
            self,
            account=self.account,
            amount=line.amount - (document.amount if document else 0),
            about=_about(line, document),
            line=line.key,
            document=_id(document),
            done=self._written,
        ).open()


def _id(row: ItemRow | None) -> UUID | None:
    return row.document if row else None


def _about(line: LineRow, document: ItemRow | None) -> str:
    words = line.description or line.reference
    return f"{words} = {document.number}" if document else words
