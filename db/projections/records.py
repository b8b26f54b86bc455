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
    d.RegionListRevised: lambda _document: "",
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
    d.PayoutReversed: lambda document: document.payout.hex,
    d.PayoutAcknowledged: lambda document: document.payout.hex,
    d.PayoutBatchPrepared: lambda document: document.id.hex,
    d.PayoutBatchDropped: lambda document: document.batch.hex,
    d.DisputeOpened: lambda document: document.id.hex,
    d.DisputeAnswered: lambda document: document.dispute.hex,
    d.MoneyMoved: lambda document: document.id.hex,
    d.MutationsImported: lambda document: document.sha256 or document.id.hex,
    d.BankFormatRevised: lambda document: document.code,
    d.MutationsMatched: lambda document: document.id.hex,
    d.MatchUndone: lambda document: f"{document.mutations.hex}/{document.line}",
    d.DifferencePosted: lambda document: document.id.hex,
    d.DayDeclaredShut: lambda document: f"{document.outlet}/{document.day}",
    d.MonthClosed: lambda document: f"{document.outlet}/{document.month}",
    d.ReportSent: lambda document: f"{document.outlet}/{document.month}",
    d.ReportReceived: lambda document: f"{document.outlet}/{document.month}",
    d.ReportGiven: lambda document: f"{document.outlet}/{document.month}",
    d.MakerTold: lambda document: f"{document.consignor}/{document.message}/{document.about or document.period}",
}
"""Per kind the code of the record that a document revises."""


def of_record(document: d.Document, filed: Filed) -> Iterator[Change]:
    """Remember that this document is the latest of its record."""
    yield revised(filed, CODES[type(document)](document))


def revised(filed: Filed, code: str) -> Change:
    """Return what remembers that a document revised the record ``code`` of its kind."""
    return Change(How.INSERT, "revisions", {"kind": filed.document.kind, "code": code, "pos": filed.pos}, {})
