"""What the services need from outside: a Journal to write to and a Book to look things up in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from gallery_pos.documents import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from uuid import UUID

    from gallery_pos.documents import (
        AgreementRevised,
        ChainHead,
        ConsignorRevised,
        Entry,
        GoodsFigures,
        MonthFigures,
        OutletRevised,
        PerpetualTotals,
        ProductFigures,
        ProductRevised,
        ShiftOpened,
        ShiftTotals,
        StatementIssued,
        UserRevised,
    )
    from gallery_pos.fees import PaidByQris, Pieces
    from gallery_pos.legality import Paper
    from gallery_pos.months import MonthFacts
    from gallery_pos.report_clock import MonthState
    from gallery_pos.terms import Terms

_D = TypeVar("_D", bound=Document)


@dataclass(frozen=True, slots=True)
class Posted:
    """A document that stands in the journal.

    ``number`` is what people see, gapless per outlet, terminal and kind; ``hash`` 32 bytes; ``fresh`` is False where
    the same document had been posted before and this call changed nothing.
    """

    document: Document
    origin: str
    epoch: int
    seq: int
    number: str
    hash: bytes
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Lot:
    """Pieces of one lot that are on hand at one outlet, with the terms and the price frozen at intake."""

    lot: str
    product: str
    consignor: str
    on_hand: int
    price: int
    terms: Terms
    received: date
    best_before: date | None


@dataclass(frozen=True, slots=True)
class SoldLine:
    """How much of one line of a sale was given back already: pieces, and per lot the pieces."""

    line: int
    refunded: int
    by_lot: dict[str, int]


@dataclass(frozen=True, slots=True)
class Drawer:
    """An open shift: what its drawer should hold, and its totals so far (rupiah)."""

    opened: ShiftOpened
    number: str
    expected: int
    totals: ShiftTotals


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What is not on a statement yet for one consignor up to a day, summed.

    ``goods`` has movements only, opening and closing are filled by :mod:`gallery_pos.statement` from the previous
    statement.
    """

    consignor: str
    since: date | None
    products: tuple[ProductFigures, ...]
    goods: tuple[GoodsFigures, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Payable:
    """What a consignor with a balance is owed up to a day, in rupiah.

    ``balance`` is all of it as it is now; ``owed`` what came about up to the day, less what was paid since. ``statement``
    (``number``, reaching to ``until``) is his last one up to the day, and ``unpaid`` what is left of it. ``batch`` is the
    file for the bank in which a transfer to him waits.
    """

    consignor: str
    balance: int
    owed: int
    statement: UUID | None
    number: str
    until: date | None
    unpaid: int
    batch: UUID | None


@dataclass(frozen=True, slots=True)
class Transfer:
    """A line of a file made for the bank: open until it is ``paid`` or ``dropped``."""

    consignor: str
    amount: int
    statement: UUID | None
    paid: bool
    dropped: bool

    @property
    def open(self) -> bool:
        """Whether it still waits for the bank."""
        return not (self.paid or self.dropped)


@dataclass(frozen=True, slots=True)
class PayoutState:
    """What became of a payout."""

    reversed: bool
    acknowledged: bool


class Journal(Protocol):
    """The signed journal. Only a transaction that ends well keeps anything."""

    def transaction(self) -> AbstractContextManager[None]:
        """One write transaction for this thread; a nested call joins it. Book look-ups inside see its writes."""

    def append(self, document: Document) -> Posted:
        """Write a document with all its consequences.

        Idempotent on ``id``: the same document again returns the first row. Raises RuleBroken
        (``journal.id_reused``) for a different document under the same id, StorageTrouble where the disk fails.
        """

    def append_many(self, documents: Iterable[Document]) -> Sequence[Posted]:
        """Write many documents in one transaction, in batches; otherwise as :meth:`append`."""


class Book(Protocol):
    """The few look-ups that rules need. Each returns None or nothing where there is no such record."""

    def document(self, id: UUID) -> Posted | None:  # noqa: A002 -- the journal's own word
        """Return the document under an id."""

    def outlet(self, code: str) -> OutletRevised | None:
        """Return the outlet as it is now."""

    def main_outlet(self) -> OutletRevised | None:
        """Return the gallery's own outlet."""

    def outlets(self) -> Sequence[OutletRevised]:
        """Return all outlets, by code."""

    def consignor(self, code: str) -> ConsignorRevised | None:
        """Return the consignor as he is now."""

    def consignor_alike(self, code: str) -> ConsignorRevised | None:
        """Return the consignor whose code differs from this one by case, spaces and the like at most."""

    def consignors(self) -> Sequence[ConsignorRevised]:
        """Return all consignors, by code."""

    def agreement(self, consignor: str) -> AgreementRevised | None:
        """Return the agreement as it is now; ``GALLERY`` for the default of the whole gallery."""

    def agreements(self) -> dict[str, AgreementRevised]:
        """Return all agreements as they are now, by consignor."""

    def product(self, code: str) -> ProductRevised | None:
        """Return the product by its code."""

    def product_alike(self, code: str) -> ProductRevised | None:
        """Return the product whose code differs from this one by case, spaces and the like at most."""

    def product_by_barcode(self, barcode: str) -> ProductRevised | None:
        """Return the active product by one of its barcodes (or by its code, also where it is typed in other letters)."""

    def products(self, codes: Collection[str] | None = None) -> Sequence[ProductRevised]:
        """Return these products, or all, by code."""

    def user(self, code: str) -> UserRevised | None:
        """Return the user as he is now."""

    def users(self) -> Sequence[UserRevised]:
        """Return all users, by code."""

    def latest(self, kind: type[_D], code: str = "") -> _D | None:
        """Return the latest document of one record: a rule table, a plan, a round, a paper, a product's state.

        What the code of each kind is says :data:`db.projections.records.CODES`.
        """

    def latest_of_all(self, kind: type[_D]) -> Sequence[_D]:
        """Return the latest document of every record of a kind, in the order they were written."""

    def papers(self, subjects: Collection[str]) -> Sequence[Paper]:
        """Return the papers of these products and consignors, by their codes, whoever of the two has the code."""

    def next_code(self, kind: str) -> int:
        """Return a number no ``kind`` ("consignor", "product", "barcode", "user") was numbered with yet."""

    def lots(self, outlet: str, products: Collection[str] | None = None) -> Sequence[Lot]:
        """Return the lots with pieces on hand at an outlet, of these products or of all."""

    def lot(self, lot: str, outlet: str) -> Lot | None:
        """Return one lot at an outlet, also where nothing of it is on hand."""

    def loose(self, outlet: str, products: Collection[str] | None = None) -> dict[str, int]:
        """Return per product the pieces that were sold without a lot (negative) and not yet counted."""

    def newest(self) -> UUID | None:
        """Return the document written last in these books, by whatever terminal: a mark in time that no clock moves."""

    def written_at(self, ids: Collection[UUID]) -> dict[UUID, int]:
        """Return the place of each of these documents in the order in which these books were written."""

    def written_since(self, place: int, outlet: str, kinds: Collection[str]) -> Sequence[tuple[int, Document]]:
        """Return the documents of these kinds written at an outlet after a place, each with its own, in order."""

    def in_transit(self, sent: UUID) -> dict[str, int]:
        """Return per lot the pieces of a transfer that neither arrived nor were written off."""

    def open_transfers(self, outlet: str) -> Sequence[UUID]:
        """Return the transfers from or to an outlet of which something is still on its way, the oldest first."""

    def moved_after(self, outlet: str, day: date) -> dict[tuple[str, str], int]:
        """Return per product and lot by how many pieces an outlet's shelf rose (> 0) or fell after a day."""

    def sale(self, number_or_code: str) -> Posted | None:
        """Return a sale by its number or by the code on its receipt."""

    def references(self, outlet: str, references: Collection[str]) -> dict[str, Posted]:
        """Return the imported documents among these references at this outlet, by reference."""

    def refunded(self, sale: UUID) -> Sequence[SoldLine]:
        """Return what was given back of a sale already, per line that had any."""

    def open_shift(self, outlet: str, origin: str) -> Drawer | None:
        """Return the open shift of a terminal."""

    def perpetual(self, origin: str) -> PerpetualTotals:
        """Return the terminal's totals of its whole life."""

    def head(self) -> tuple[int, str]:
        """Return the sequence number and the hash (hex) of the last document of this terminal."""

    def balance(self, consignor: str, until: date | None = None) -> int:
        """Return what the gallery owes a consignor in rupiah, negative where he owes."""

    def accounts(self) -> dict[str, int]:
        """Return the balance of each account of the ledger in rupiah, all parties together: debit > 0."""

    def last_statement(self, consignor: str) -> tuple[StatementIssued, str] | None:
        """Return the statement issued last with its number."""

    def last_statements(self, consignors: Collection[str] | None = None) -> dict[str, StatementIssued]:
        """Return for each of these consignors, or for all, who ever got a statement the one issued last."""

    def unsettled(self, until: date, consignors: Collection[str] | None = None) -> Sequence[Unsettled]:
        """Return for each consignor with anything not yet on a statement up to a day what there is."""

    def contributing(self, consignor: str, until: date) -> tuple[UUID, ...]:
        """Return the documents that :meth:`unsettled` sums for a consignor: those that his statement settles."""

    def fee_periods(self, consignor: str) -> frozenset[str]:
        """Return the periods ("2026-10") a consignor was charged a fee for."""

    def agreement_versions(self, consignors: Collection[str] | None = None) -> dict[str, list[AgreementRevised]]:
        """Return every version of these agreements, or of all, in the order they were written, by consignor."""

    def pieces_sold(self, until: date, consignors: Collection[str] | None = None) -> dict[str, list[Pieces]]:
        """Return per consignor, day by day, the pieces sold less those that came back, on no statement yet."""

    def paid_by_qris(self, until: date, consignors: Collection[str] | None = None) -> dict[str, list[PaidByQris]]:
        """Return per consignor what of sales on no statement yet was paid by QRIS, at the rates of the outlets."""

    def sales_at(self, outlet: str) -> dict[str, int]:
        """Return per consignor what was ever sold at an outlet less discounts and refunds, in rupiah."""

    def event_charged(self, event: str) -> bool:
        """Tell whether anybody was charged for the stand of an event."""

    def first_active(self, consignor: str) -> date | None:
        """Return the first business date on which a consignor left or sold goods."""

    def year_gross(self, consignor: str, year: int, until: date) -> int:
        """Return a consignor's sales less refunds of a year up to a day, before discounts."""

    def payables(self, until: date, consignors: Collection[str] | None = None) -> Sequence[Payable]:
        """Return for each of these consignors, or of all, with a balance what he is owed up to a day; by code."""

    def transfers(self, batch: UUID) -> Sequence[Transfer]:
        """Return the lines of a file made for the bank, by consignor."""

    def open_transfer(self, consignor: str) -> UUID | None:
        """Return the batch in which a transfer to this consignor waits for the bank."""

    def payout_state(self, payout: UUID) -> PayoutState:
        """Tell whether a payout was reversed or acknowledged."""

    def last_payout(self, consignor: str) -> UUID | None:
        """Return the payout to a consignor that was made last and not reversed."""

    def month(self, outlet: str, month: str) -> MonthFacts | None:
        """Return what there is of a month ("2026-10") of an outlet; None for an outlet that nobody knows."""

    def month_closed(self, outlet: str, month: str) -> bool:
        """Tell whether a month of an outlet is closed."""

    def month_figures(self, outlet: str, month: str) -> MonthFigures:
        """Return the figures of a month as the books give them now."""

    def month_heads(self, outlet: str, month: str) -> tuple[ChainHead, ...]:
        """Return the last document up to a month's end of every chain that ever wrote for the outlet."""

    def month_state(self, outlet: str, month: str, today: date) -> MonthState | None:
        """Return how far the report of a month is; None for an outlet that nobody knows."""
