"""Any document of the journal, opened from any number: what it says, who wrote it when, and its place in the chain."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count, format_date, format_weekday
from gallery_pos.language import tr
from ui.app.formats import moment
from ui.app.names import kind_name
from ui.app.sheets import SHEETS, next_copy, note_printed, sheet_pdf
from ui.app.slips import SLIPS
from ui.app.tables import Column
from ui.app.tokens import GRID
from ui.dialogs.telling import Told, tell
from ui.dialogs.telling.base import Names, Table
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.small_table import SmallTable
from ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.ports import Posted
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 980, 680
_MOST_ROWS = 12
_HASH_GROUP = 8
_HALF_ROW = 40
"""Letters beyond which a fact is set on several lines."""


def show_document(parent: QWidget, place: Workplace, id: UUID) -> DocumentDialog | None:  # noqa: A002 -- the journal's word
    """Open the document under an id over ``parent``; what cannot be shown is told there, and None returned."""
    with place.feedback.guard(parent):
        posted = place.gallery.book.document(id)
        if posted is None:
            raise RuleBroken(
                "document.unknown",
                tr("Dokumen ini tidak ada di buku komputer ini."),
                safe=tr("Tidak ada yang berubah."),
                todo=tr("Minta datanya disinkronkan, lalu buka lagi."),
            )
        dialog = DocumentDialog(place, posted, parent.window())
        dialog.open()
        return dialog
    return None


def show_sheet(parent: QWidget, place: Workplace, posted: Posted) -> None:
    """Show the paper of a document over ``parent``: the original while it was never printed, else its next SALINAN."""
    from ui.dialogs.pdf import show_pdf  # QtPdf, for those who want it

    gallery, title = place.gallery, f"{kind_name(posted.document.kind)} {posted.number}"
    copy = next_copy(gallery, posted.document.id)
    show_pdf(
        place,
        parent,
        lambda: sheet_pdf(gallery, posted, copy=copy),
        title=title,
        name=posted.number,
        on_printed=lambda: note_printed(gallery, posted, title, copy),
    )


class DocumentDialog(Dialog):
    """What a document says. Documents that it names open over it; nothing in here changes anything."""

    def __init__(self, place: Workplace, posted: Posted, parent: QWidget | None) -> None:
        self.told = tell(place.gallery, posted)
        super().__init__(f"{self.told.title} {self.told.number}", parent, hint=self.told.summary, enter_closes=True)
        self._place = place
        self._posted = posted
        self.spread(_WIDTH, _HEIGHT)
        column = ScrollColumn()
        column.body.addWidget(_facts(self.told, self._open))
        for table in self.told.tables:
            column.body.addWidget(_table_card(table))
        column.body.addWidget(self._proof())
        column.body.addStretch(1)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(column, 1)
        self._add_papers()
        self.close_button = self.add_button(tr("Tutup"), self.accept)
        self.close_button.setFocus()

    def _open(self, id: UUID) -> None:  # noqa: A002
        show_document(self, self._place, id)

    def _proof(self) -> Card:
        """Return who, when and the document's place in the chain: what an inspector copies."""
        document, posted = self._posted.document, self._posted
        names = Names(self._place.gallery)
        card = Card(tr("Siapa, kapan, dan buktinya"))
        zone = self._place.gallery.desk().timezone
        day = document.business_date
        told = Told("", "")
        told.fact(tr("Dicatat oleh"), names.user(document.user))
        told.fact(tr("Di gerai"), names.outlet(document.outlet))
        told.fact(tr("Tanggal usaha"), f"{format_weekday(day)}, {format_date(day)}")
        told.fact(tr("Disimpan"), moment(document.posted_at, zone))
        place_in_chain = tr("dokumen ke-{seq} dari terminal {origin}, masa {epoch}")
        told.fact(
            tr("Urutan"),
            place_in_chain.format(seq=format_count(posted.seq), origin=posted.origin, epoch=posted.epoch),
        )
        card.body.addLayout(_grid(told, self._open))
        text = posted.hash.hex()
        groups = " ".join(text[at : at + _HASH_GROUP] for at in range(0, len(text), _HASH_GROUP))
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Hash (SHA-256), terikat pada dokumen sebelumnya"), "small"))
        hashed = Label(groups, wrap=True)
        hashed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(hashed)
        row.addLayout(words, 1)
        row.addWidget(Button(tr("Salin hash"), partial(self._copy, text), size="small", icon_name="copy"))
        card.body.addLayout(row)
        return card

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.banner.say(tr("Hash tersalin."), tone="good")

    def _add_papers(self) -> None:
        """Offer the papers that this kind of document has; each is a copy and says so."""
        kind = type(self._posted.document)
        if kind in SLIPS and self._place.printing.is_set_up():
            self.add_button(tr("Cetak salinan struk"), self._print_slip, icon_name="printer")
        if kind in SHEETS:
            self.add_button(tr("Lihat kertasnya"), self._show_paper, icon_name="file-text")

    def _show_paper(self) -> None:
        show_sheet(self, self._place, self._posted)

    def _print_slip(self) -> None:
        self._place.printing.print_document(self._posted, again=True)
        self.banner.say(tr("Salinan dikirim ke printer."), tone="good")


def _facts(told: Told, open_: Any) -> Card:
    card = Card()
    card.body.addLayout(_grid(told, open_))
    card.setVisible(bool(told.facts))
    return card


def _grid(told: Told, open_: Any) -> QGridLayout:
    """Return facts in two columns of label over text."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(3 * GRID)
    grid.setVerticalSpacing(GRID)
    for at, fact in enumerate(told.facts):
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addWidget(Label(fact.label, "small"))
        if fact.link is not None:
            button = Button(fact.text, partial(open_, fact.link), kind="link", icon_name="arrow-square-out")
            button.setToolTip(tr("Buka {number}").format(number=fact.text))
            cell.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            text = Label(fact.text, wrap=True) if len(fact.text) > _HALF_ROW else ElidedLabel(fact.text)
            cell.addWidget(text)
        grid.addLayout(cell, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _table_card(table: Table) -> Card:
    card = Card(table.title)
    columns = [
        Column[tuple[int, Any]](title, lambda row, at=at: row[1][at], kind, stretch=at == 0)  # type: ignore[misc]
        for at, (title, kind) in enumerate(table.columns)
    ]
    rows = list(enumerate(table.rows))
    if table.totals and len(table.rows) > 1:
        rows.append((len(rows), table.totals))
    shown: SmallTable[tuple[int, Any]] = SmallTable(columns, itemgetter(0), rows, most=_MOST_ROWS)
    card.add(shown)
    return card


__all__ = ["DocumentDialog", "show_document", "show_sheet"]
