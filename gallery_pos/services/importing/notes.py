"""Consignment notes out of a file: goods come in once, however often the file is imported.

A note is known by outlet, consignor and occasion (its day, or the hand-over). What is in the book under it already is
never taken in again; what a file has more is, where that is clear, and else a person is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.barcode import lot_code
from gallery_pos.documents import GoodsReceived, ProductRevised, ReceivedLine
from gallery_pos.language import tr
from gallery_pos.services.importing.draft import id_of
from gallery_pos.services.importing.plan import Choice

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import ConsignorRevised
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.terms import Terms

SKIP, ADD, REST = "lewati", "tambah", "selisih"


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a note to be: pieces of a product from one row, at a price and under terms that freeze now."""

    row: Row
    product: ProductRevised
    quantity: int
    terms: Terms
    best_before: date | None = None
    condition: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, int, date | None]:
        """What makes two lines the same delivery."""
        return (self.product.code, self.quantity, self.best_before)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything that a consignor left at one occasion; ``occasion`` names it for ids, ``said`` for people."""

    outlet: str
    consignor: ConsignorRevised
    day: date
    occasion: str
    said: str
    pieces: Sequence[Piece]


def receive(draft: Draft, delivery: Delivery) -> None:
    """Add the note for what of a delivery is not in the book yet, or ask where that is not clear."""
    free, earlier = _earlier(draft, delivery)
    if not earlier:
        _write(draft, delivery, free, delivery.pieces)
        return
    known = _lines_of(earlier)
    fresh = _beyond(delivery.pieces, known)
    if not fresh:
        draft.counts["notes_same"] += 1
        return
    others = {product for product, _, _ in known}
    contained = known <= Counter(piece.key for piece in delivery.pieces)
    separate = others.isdisjoint(piece.product.code for piece in fresh)
    if separate and (contained or len(fresh) == len(delivery.pieces)):
        reason = tr("surat titip {said} sudah ada; hanya barang yang belum ada di dalamnya yang ditambahkan")
        draft.findings.warning(fresh[0].row, "consignor", reason.format(said=delivery.said))
        _write(draft, delivery, free, fresh)
        return
    _decide(draft, delivery, free, fresh, contained=contained)


def in_the_book(draft: Draft, delivery: Delivery) -> bool:
    """Tell whether everything of a delivery came in before."""
    _, earlier = _earlier(draft, delivery)
    return not _beyond(delivery.pieces, _lines_of(earlier))


def _lines_of(notes: Sequence[GoodsReceived]) -> Counter[tuple[str, int, date | None]]:
    return Counter((line.product, line.quantity, line.best_before) for note in notes for line in note.lines)


def _decide(draft: Draft, delivery: Delivery, free: UUID, fresh: list[Piece], *, contained: bool) -> None:
    name = delivery.consignor.business_name
    choices = [
        Choice(SKIP, tr("jangan dimasukkan; yang di buku sudah benar")),
        Choice(ADD, tr("ini kiriman lain; masukkan semua barisnya")),
    ]
    if contained:
        choices.append(Choice(REST, tr("masukkan hanya {count} baris yang belum ada").format(count=len(fresh))))
    text = tr("Titipan {name} ({said}) sudah ada di buku dengan isi lain. Apa yang harus dimasukkan?")
    key = f"titipan:{delivery.outlet}/{delivery.consignor.code}/{delivery.occasion}"
    answer = draft.ask(
        key, text.format(name=name, said=delivery.said), choices, (piece.row for piece in delivery.pieces)
    )
    if answer == SKIP:
        draft.counts["notes_same"] += 1
    elif answer == ADD:
        _write(draft, delivery, free, delivery.pieces)
    elif answer == REST:
        _write(draft, delivery, free, fresh)


def _earlier(draft: Draft, delivery: Delivery) -> tuple[UUID, list[GoodsReceived]]:
    """Return the id that is still free for this occasion, and the notes that took the ones before.

    Notes of records that were merged into the consignor since are his: their file may come again.
    """
    free, notes = _notes(draft, delivery, delivery.consignor.code)
    for code in draft.known.former(delivery.consignor.code):
        notes += _notes(draft, delivery, code)[1]
    return free, notes


def _notes(draft: Draft, delivery: Delivery, consignor: str) -> tuple[UUID, list[GoodsReceived]]:
    notes: list[GoodsReceived] = []
    count = 1
    while True:
        document_id = id_of("goods", delivery.outlet, consignor, delivery.occasion, str(count))
        posted = draft.desk.book.document(document_id)
        if posted is None or not isinstance(posted.document, GoodsReceived):
            return document_id, notes
        notes.append(posted.document)
        count += 1


def _beyond(pieces: Sequence[Piece], known: Counter[tuple[str, int, date | None]]) -> list[Piece]:
    """Return the pieces that are not among the known ones, each of which answers for one piece only."""
    left = known.copy()
    fresh: list[Piece] = []
    for piece in pieces:
        if left[piece.key]:
            left[piece.key] -= 1
        else:
            fresh.append(piece)
    return fresh


def _write(draft: Draft, delivery: Delivery, document_id: UUID, pieces: Sequence[Piece]) -> None:
    if not draft.may_add(pieces[0].row, "date", delivery.outlet, delivery.day):
        return
    draft.write(
        GoodsReceived,
        id=document_id,
        outlet=delivery.outlet,
        business_date=delivery.day,
        consignor=delivery.consignor.code,
        lines=tuple(
            ReceivedLine(
                lot=lot_code(document_id, index),
                product=piece.product.code,
                name=piece.product.name,
                quantity=piece.quantity,
                price=piece.product.price,
                terms=piece.terms,
                best_before=piece.best_before,
                condition=piece.condition,
                note=piece.note,
            )
            for index, piece in enumerate(pieces)
        ),
        reference=delivery.said,
    )
    draft.counts["notes"] += 1
    draft.counts["lots"] += len(pieces)
    draft.counts["pieces"] += sum(piece.quantity for piece in pieces)
