"""Two records that are one maker: what one of them has goes to the other, by documents that exist; both stay readable.

What comes to the closed record later (a buyer gives back what was sold under it) follows by :func:`follow_merges`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from gallery_pos.barcode import lot_code
from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    AdjustmentPosted,
    AgreementRevised,
    ConsignorRevised,
    ConsignorsMerged,
    ConsignorsToldApart,
    Document,
    GoodsReceived,
    GoodsReturned,
    LegalityRecorded,
    ProductRevised,
    ReceivedLine,
    ReturnedLine,
    ReturnReason,
)
from gallery_pos.language import tr
from gallery_pos.services.access import Act, Approval, approved, noted, require
from gallery_pos.services.consignors import consignor_of, current_code, fields_of
from gallery_pos.services.fees import agreement_of, charge_before_change
from gallery_pos.services.merge_plan import Merging, merge_refused, plan_between, plan_merge
from gallery_pos.services.merged_plans import plans_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gallery_pos.ports import Lot, Posted

_CHANGED = (
    Changes.CONSIGNORS
    | Changes.PRODUCTS
    | Changes.STOCK
    | Changes.SETTLEMENT
    | Changes.LEGALITY
    | Changes.OUTLETS  # who takes part in an event
)
_FILLED = (
    "owner",
    "district",
    "nib",
    "size_class",
    "capital",
    "yearly_sales",
    "sector",
    "commodity",
    "picture",
    "consent",
    "consent_on",
)
"""What the maker who stays takes over where nothing is known of him yet."""


def merge_consignors(
    desk: Desk,
    *,
    duplicate: str,
    into: str,
    reason: str,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Close ``duplicate`` and give everything it has to ``into``, in one transaction; its history stays with it.

    Done again for the same two, it moves what came to the duplicate since. Raises what :func:`plan_merge` raises,
    RuleBroken (``merge.reason``, ``merge.nothing``) and NeedsApproval.
    """
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(
            document_id, ConsignorsMerged, lambda merged: (merged.duplicate, merged.into) == (duplicate, into)
        ):
            return Done(before, Changes.NONE)
        by = approved(desk, Act.MERGE, approval, tr("Menggabungkan penitip perlu persetujuan."))
        if not reason.strip():
            raise merge_refused("merge.reason", tr("Tulis alasannya dengan singkat."))
        merging = plan_merge(desk, duplicate=duplicate, into=into)
        if current_code(desk.book, duplicate) != duplicate and not merging.moves_anything:
            raise merge_refused("merge.nothing", tr("Keduanya sudah digabung, tidak ada yang tersisa."))
        charge_before_change(desk, duplicate)
        merging = plan_between(desk, merging.duplicate, merging.into)
        moved = [desk.journal.append(document).document.id for document in _documents(desk, merging, by)]
        merged = desk.write(
            ConsignorsMerged,
            id=document_id,
            duplicate=duplicate,
            into=into,
            reason=noted(reason, approval),
            documents=tuple(moved),
            approved_by=by,
        )
        return Done(desk.journal.append(merged), _CHANGED)


def tell_apart(desk: Desk, *, one: str, other: str, reason: str = "") -> Done[Posted]:
    """Write down that two records which look alike are two makers: nobody is asked about them again.

    Raises RuleBroken (``consignor.unknown``, ``merge.same``, ``access.denied``).
    """
    require(desk, Act.MERGE)
    first, second = sorted((consignor_of(desk, one).code, consignor_of(desk, other).code))
    if first == second:
        raise merge_refused("merge.same", tr("Itu penitip yang sama; pilih dua penitip."))
    with desk.journal.transaction():
        document = desk.write(ConsignorsToldApart, one=first, other=second, reason=reason.strip())
        return Done(desk.journal.append(document), Changes.CONSIGNORS)


def follow_merges(desk: Desk, codes: Iterable[str]) -> None:
    """Move what came to makers who were merged into another to him; nothing for those who were not.

    Call inside the transaction of whatever brought it: a buyer who gives something back must not open a closed record.
    """
    for code in codes:
        into = current_code(desk.book, code)
        if into != code:
            gone, stays = consignor_of(desk, code), consignor_of(desk, into)
            for document in _moved(desk, plan_between(desk, gone, stays), ""):
                desk.journal.append(document)


def _documents(desk: Desk, merging: Merging, by: str) -> Iterator[Document]:
    """Yield everything that merging writes, but for the merge itself, which stands last."""
    gone, stays = merging.duplicate, merging.into
    yield from _moved(desk, merging, by)
    for paper in merging.papers:
        yield desk.write(LegalityRecorded, **fields_of(paper) | {"subject": stays.code})
    yield from _agreements(desk, merging)
    yield from plans_after(desk, gone.code, stays.code)
    filled = _filled(gone, stays)
    if filled:
        yield desk.write(ConsignorRevised, **fields_of(stays) | filled)
    if current_code(desk.book, gone.code) == gone.code:
        note = "; ".join(part for part in (gone.note, tr("Digabung ke {code}").format(code=stays.code)) if part)
        yield desk.write(ConsignorRevised, **fields_of(gone) | {"active": False, "note": note})


def _moved(desk: Desk, merging: Merging, by: str) -> Iterator[Document]:
    """Yield what moves goods, products and money from one record to the other."""
    gone, stays = merging.duplicate, merging.into
    note = tr("Penggabungan penitip: {name} ({code}) menjadi {into_name} ({into})").format(
        name=gone.business_name, code=gone.code, into_name=stays.business_name, into=stays.code
    )
    for product in merging.products:
        yield desk.write(ProductRevised, **fields_of(product) | {"consignor": stays.code})
    names = {product.code: product.name for product in desk.book.products(_goods(merging))}
    for outlet, lots in merging.shelves:
        back = tuple(
            ReturnedLine(
                lot=lot.lot,
                product=lot.product,
                name=names[lot.product],
                quantity=lot.on_hand,
                reason=ReturnReason.REQUESTED,
            )
            for lot in lots
        )
        yield desk.write(GoodsReturned, outlet=outlet, consignor=gone.code, lines=back, note=note)
        received = desk.make_id()
        came = tuple(_received(lot, names[lot.product], lot_code(received, index)) for index, lot in enumerate(lots))
        yield desk.write(GoodsReceived, id=received, outlet=outlet, consignor=stays.code, lines=came, note=note)
    if merging.balance:
        for code, amount in ((gone.code, -merging.balance), (stays.code, merging.balance)):
            yield desk.write(AdjustmentPosted, consignor=code, amount=amount, reason=note, approved_by=by)


def _goods(merging: Merging) -> set[str]:
    return {lot.product for _, lots in merging.shelves for lot in lots}


def _received(lot: Lot, name: str, code: str) -> ReceivedLine:
    """Return the lot as it comes in again: same price, same terms, same day; what was bought outright is paid for."""
    terms = msgspec.structs.replace(lot.terms, consignor_price=0) if lot.terms.outright else lot.terms
    return ReceivedLine(
        lot=code,
        product=lot.product,
        name=name,
        quantity=lot.on_hand,
        price=lot.price,
        terms=terms,
        best_before=lot.best_before,
        since=lot.received,
    )


def _agreements(desk: Desk, merging: Merging) -> Iterator[AgreementRevised]:
    """Yield the duplicate's agreement for the other one where he has none, and its end for the duplicate."""
    gone, stays = merging.duplicate.code, merging.into.code
    own, held = desk.book.agreement(gone), agreement_of(desk, gone)
    if own is not None and merging.takes_agreement:
        yield desk.write(AgreementRevised, **fields_of(own) | {"consignor": stays, "start": desk.today()})
    ended_before = own is not None and own.end is not None and own.end <= desk.today()
    if held is not None and not ended_before and (own is not None or held.monthly_fee):
        start = min(held.start, desk.today()) if held.start else None
        ended = {"consignor": gone, "start": start, "end": desk.today(), "monthly_fee": 0}
        yield desk.write(AgreementRevised, **fields_of(held) | ended)


def _filled(gone: ConsignorRevised, stays: ConsignorRevised) -> dict[str, Any]:
    """Return what the maker who stays takes over: what nobody knew of him, memberships, the earlier beginning."""
    filled = {
        name: getattr(gone, name)
        for name in _FILLED
        if getattr(stays, name) in {None, ""} and getattr(gone, name) not in {None, ""}
    }
    together = tuple(dict.fromkeys((*stays.memberships, *gone.memberships)))
    if together != stays.memberships:
        filled["memberships"] = together
    began = [each.since for each in (gone, stays) if each.since]
    if began and min(began) != stays.since:
        filled["since"] = min(began)
    return filled
