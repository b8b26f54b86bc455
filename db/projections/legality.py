"""Papers as they are known now: what was recorded, and beside it the numbers in the data of products and makers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import Change, Filed, How
from db.projections.records import CODES, revised
from gallery_pos.documents import Holder, LegalityRecorded, LegalityStatus
from gallery_pos.legality import given_papers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import ConsignorRevised, ProductRevised


def of_paper(document: LegalityRecorded, filed: Filed) -> Iterator[Change]:
    """Write the row of a paper that was recorded."""
    yield revised(filed, CODES[LegalityRecorded](document))
    key = {"subject": document.subject, "holder": document.holder.value, "paper": document.paper, "recorded": 1}
    told = {
        "pos": filed.pos,
        "number": document.number,
        "issued": document.issued.isoformat() if document.issued else None,
        "expires": document.expires.isoformat() if document.expires else None,
        "status": document.status.value,
        "scans": len(document.scans),
    }
    yield Change(How.PUT, "papers", key, told)


def of_given(document: ProductRevised | ConsignorRevised, filed: Filed) -> Iterator[Change]:
    """Write the numbers that stand in the data of a product or a maker, in the place of those before."""
    holder = Holder.CONSIGNOR if document.kind == "ConsignorRevised" else Holder.PRODUCT
    key = {"subject": document.code, "holder": holder.value, "recorded": 0}
    yield Change(How.DELETE, "papers", key, {})
    for paper, number in given_papers(document).items():
        told = {"pos": filed.pos, "number": number, "issued": None, "expires": None, "scans": 0}
        yield Change(How.INSERT, "papers", {**key, "paper": paper}, {**told, "status": LegalityStatus.VALID.value})
