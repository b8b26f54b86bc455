"""What merging two records of one maker would move: worked out and shown first, nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.desk import Desk
from gallery_pos.documents import (
    AgreementRevised,
    ConsignorRevised,
    Holder,
    LegalityRecorded,
    ProductRevised,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.consignors import consignor_of, current_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gallery_pos.ports import Lot


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging moves: products, pieces on the shelf of each outlet, what is owed (rupiah), papers, the agreement."""

    duplicate: ConsignorRevised
    into: ConsignorRevised
    products: tuple[ProductRevised, ...]
    shelves: tuple[tuple[str, tuple[Lot, ...]], ...]
    balance: int
    papers: tuple[LegalityRecorded, ...]
    takes_agreement: bool

    @property
    def pieces(self) -> int:
        """Pieces on all shelves."""
        return sum(lot.on_hand for _, lots in self.shelves for lot in lots)

    @property
    def moves_anything(self) -> bool:
        """Whether anything is left with the duplicate."""
        return bool(self.products or self.shelves or self.balance or self.papers)


def plan_merge(desk: Desk, *, duplicate: str, into: str) -> Merging:
    """Return what :func:`merge_consignors` would move; nothing is written.

    Raises RuleBroken (``consignor.unknown``, ``merge.same``, ``merge.other``, ``merge.closed``, ``merge.transit``,
    ``merge.transfer``).
    """
    book = desk.book
    gone, stays = consignor_of(desk, duplicate), consignor_of(desk, into)
    if gone.code == stays.code:
        raise merge_refused("merge.same", tr("Itu penitip yang sama; pilih dua penitip."))
    before = current_code(book, gone.code)
    if before not in {gone.code, stays.code}:
        raise merge_refused("merge.other", tr("{code} sudah digabung ke {into}.").format(code=gone.code, into=before))
    if current_code(book, stays.code) != stays.code:
        into_now = current_code(book, stays.code)
        raise merge_refused(
            "merge.closed", tr("{code} sudah digabung ke {into}.").format(code=stays.code, into=into_now)
        )
    _refuse_transit(desk, gone)
    return plan_between(desk, gone, stays)


def plan_between(desk: Desk, gone: ConsignorRevised, stays: ConsignorRevised) -> Merging:
    """Return what goes from one maker to another as the books stand now; whether it may was asked before."""
    book = desk.book
    everything = book.products()
    products = tuple(product for product in everything if product.consignor == gone.code)
    theirs = {product.code for product in everything if product.consignor in {gone.code, stays.code}}
    shelves = tuple(
        (outlet.code, lots) for outlet in book.outlets() if (lots := _lots(desk, outlet.code, gone.code, theirs))
    )
    return Merging(
        duplicate=gone,
        into=stays,
        products=products,
        shelves=shelves,
        balance=book.balance(gone.code),
        papers=tuple(_papers(desk, gone.code, stays.code)),
        takes_agreement=book.agreement(stays.code) is None and _stands(book.agreement(gone.code)),
    )


def _stands(agreement: AgreementRevised | None) -> bool:
    return agreement is not None and agreement.end is None


def _lots(desk: Desk, outlet: str, consignor: str, products: Collection[str]) -> tuple[Lot, ...]:
    found = (lot for lot in desk.book.lots(outlet, products) if lot.consignor == consignor)
    return tuple(sorted(found, key=lambda lot: (lot.received, lot.lot)))


def _papers(desk: Desk, duplicate: str, into: str) -> Iterator[LegalityRecorded]:
    """Yield the duplicate's papers that the other one has not got."""
    known = {paper.paper for paper in desk.book.papers([into]) if paper.holder is Holder.CONSIGNOR}
    for paper in desk.book.papers([duplicate]):
        if paper.holder is Holder.CONSIGNOR and paper.recorded and paper.paper not in known:
            found = desk.book.latest(LegalityRecorded, f"{Holder.CONSIGNOR}/{duplicate}/{paper.paper}")
            if found is not None:
                yield found


def _refuse_transit(desk: Desk, gone: ConsignorRevised) -> None:
    """Raise RuleBroken where goods of the duplicate are on their way, or money to him is."""
    book = desk.book
    if book.open_transfer(gone.code) is not None:
        raise merge_refused(
            "merge.transfer",
            tr("Transfer kepada {name} masih menunggu bank.").format(name=gone.business_name),
            todo=tr("Catat transfernya selesai atau coret dari berkasnya, lalu gabungkan."),
        )
    for outlet in book.outlets():
        for sent in book.open_transfers(outlet.code):
            for lot in book.in_transit(sent):
                found = book.lot(lot, outlet.code)
                if found is not None and found.consignor == gone.code:
                    raise merge_refused(
                        "merge.transit",
                        tr("Barang {name} masih dalam perjalanan ke gerai lain.").format(name=gone.business_name),
                        todo=tr("Terima kirimannya dulu, lalu gabungkan."),
                    )


def merge_refused(code: str, what: str, todo: str = "") -> RuleBroken:
    """Return the refusal of a merge; nothing was changed by it."""
    return RuleBroken(code, what, safe=tr("Belum ada yang digabung."), todo=todo)
