"""The end of a count: the books are set to what was counted, and what is missing is charged to who bears it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Covers, StocktakePosted
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.access import Act, Approval, approved, noted
from gallery_pos.services.count_review import Borne, Remark, bear, by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, Session, open_session, session, submit_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from gallery_pos.ports import Posted


def post_stocktake(
    desk: Desk,
    *,
    stocktake: UUID,
    borne: Sequence[Borne],
    absent_gone: bool | None = None,
    remarks: Mapping[str, Remark] | None = None,
    note: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Set the books to what was counted, and charge what is missing to who bears it.

    Every part must be handed in. Where products were found nowhere, ``absent_gone`` must say whether they are gone or
    left as the books have them. Raises RuleBroken (``count.*``) and NeedsApproval.
    """
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, StocktakePosted, lambda posted: posted.stocktake == stocktake):
            return Done(before, Changes.NONE)
        count = open_session(desk, stocktake)
        by = approved(desk, Act.COUNT, approval, tr("Hasil stok opname perlu persetujuan."))
        _all_handed_in(count)
        found = review(desk, stocktake, absent_gone=absent_gone is not False)
        if found.absent and absent_gone is None:
            raise RuleBroken(
                "count.absent",
                tr("{count} produk tidak ditemukan di bagian mana pun.").format(count=format_count(len(found.absent))),
                safe=tr("Belum ada yang disimpan."),
                todo=tr("Tentukan dulu: memang tidak ada di rak, atau dibiarkan seperti di buku."),
            )
        document = desk.write(
            StocktakePosted,
            id=document_id,
            lines=bear(found, borne, remarks),
            scope=count.started.scope,
            counted_by=tuple(dict.fromkeys(paper.counted_by for paper in count.parts.values())),
            approved_by=by,
            note=noted(note, approval),
            stocktake=stocktake,
        )
        return Done(desk.journal.append(document), Changes.STOCK | Changes.SETTLEMENT)


def _all_handed_in(count: Session) -> None:
    if count.waiting:
        raise RuleBroken(
            "count.parts_open",
            tr("Belum dihitung: {parts}.").format(parts=", ".join(count.waiting)),
            safe=tr("Hitungan bagian lain sudah tersimpan."),
            todo=tr("Hitung bagian itu, atau serahkan kosong kalau memang tidak ada barangnya."),
        )


def count_at_once(
    desk: Desk,
    *,
    counted: Mapping[str, int],
    scope: str = "",
    counted_by: str = "",
    note: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Begin, count and post in one go: some products by one person, what is missing borne as its terms say.

    For what was counted on paper, or in a minute. Raises RuleBroken (``count.*``) and NeedsApproval.
    """
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, StocktakePosted, lambda posted: _told(posted) == +Counter(counted)):
            return Done(before, Changes.NONE)
        approved(desk, Act.COUNT, approval, tr("Hasil stok opname perlu persetujuan."))
        if not counted:
            raise RuleBroken("count.empty", tr("Belum ada yang dihitung."))
        begun = start_stocktake(desk, covers=Covers.PRODUCTS, products=tuple(counted), scope=scope).value.document
        submit_part(
            desk,
            stocktake=begun.id,
            part=session(desk.book, begun.id).started.parts[0],
            found=[Found(product, pieces) for product, pieces in sorted(counted.items())],
            counted_by=counted_by,
        )
        return post_stocktake(
            desk,
            stocktake=begun.id,
            borne=by_terms(review(desk, begun.id)),
            note=note,
            approval=approval,
            id=document_id,
        )


def _told(posted: StocktakePosted) -> Counter[str]:
    """Return the pieces that were counted, by product; nothing for a product of which there were none."""
    pieces = Counter[str]()
    for line in posted.lines:
        pieces[line.product] += line.counted
    return +pieces
