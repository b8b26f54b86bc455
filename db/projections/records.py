"""Records that are few: their latest document is all there is to know, found by a code among the revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.changes import Change, Filed, How
from gallery_pos import documents as d

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CODES: dict[type[d.Document], Callable[[Any], str]] = {
    d.ConsignorsMerged: lambda document: document.duplicate,
    d.ConsignorsToldApart: lambda document: f"{document.one}/{document.other}",
    d.TemplateRevised: lambda document: document.code,
    d.MarkdownPlanRevised: lambda document: document.code,
    d.StocktakeStarted: lambda document: document.id.hex,
    d.PartCounted: lambda document: f"{document.stocktake.hex}/{document.part}",
    d.StocktakeCancelled: lambda document: document.stocktake.hex,
    d.GateRevised: lambda _document: "",
    d.LegalityRecorded: lambda document: f"{document.holder}/{document.subject}/{document.paper}",
    d.GateOverridden: lambda document: document.product,
    d.EntryDecided: lambda document: document.product,
    d.CurationRoundRevised: lambda document: document.code,
    d.CurationScored: lambda document: f"{document.round}/{document.product}/{document.curator}",
    d.CurationDecided: lambda document: f"{document.round}/{document.product}",
    d.TurnPlanned: lambda document: document.code,
    d.GoodsSent: lambda document: document.id.hex,
    d.GoodsArrived: lambda document: document.sent.hex,
    d.VisitRecorded: lambda document: document.outlet,
    d.OperatorHandedOver: lambda document: document.outlet,
}
"""Per kind the code of the record that a document revises."""


def of_record(document: d.Document, filed: Filed) -> Iterator[Change]:
    """Remember that this document is the latest of its record."""
    yield revised(filed, CODES[type(document)](document))


def revised(filed: Filed, code: str) -> Change:
    """Return what remembers that a document revised the record ``code`` of its kind."""
    return Change(How.INSERT, "revisions", {"kind": filed.document.kind, "code": code, "pos": filed.pos}, {})
