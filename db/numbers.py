"""The numbers that people see: which kind, which outlet, which terminal, how many.

``JL-GALERI-A-000123`` is the 123rd sale of terminal A at the outlet GALERI. After a restore the terminal counts anew
with its epoch behind its name (``A.2``), so that a number on a paper from before is never given twice.
"""

from __future__ import annotations

PREFIX: dict[str, str] = {
    "OutletRevised": "MD-GR",
    "ConsignorRevised": "MD-PT",
    "AgreementRevised": "MD-PJ",
    "ProductRevised": "MD-PR",
    "UserRevised": "MD-PG",
    "GoodsReceived": "ST",
    "GoodsReturned": "RT",
    "StocktakePosted": "SO",
    "GoodsWrittenOff": "HP",
    "ShiftOpened": "SB",
    "CashMoved": "KS",
    "SaleCompleted": "JL",
    "SaleRefunded": "RJ",
    "ShiftClosed": "Z",
    "FeeCharged": "BY",
    "AdjustmentPosted": "KR",
    "StatementIssued": "LP",
    "PayoutMade": "KW",
    "ConsignorsMerged": "MD-GB",
    "ConsignorsToldApart": "MD-BD",
    "TemplateRevised": "MD-TK",
    "RegionListRevised": "MD-KC",
    "MarkdownPlanRevised": "MD-RD",
    "StocktakeStarted": "SM",
    "PartCounted": "SH",
    "StocktakeCancelled": "SX",
    "GateRevised": "MD-SY",
    "LegalityRecorded": "LG",
    "GateOverridden": "IZ",
    "EntryDecided": "PM",
    "CurationRoundRevised": "MD-KU",
    "CurationScored": "NK",
    "CurationDecided": "HK",
    "TurnPlanned": "GL",
    "GoodsSent": "KB",
    "GoodsArrived": "TB",
    "VisitRecorded": "KJ",
    "OperatorHandedOver": "BA",
    "PayoutReversed": "BK",
    "PayoutAcknowledged": "TT",
    "PayoutBatchPrepared": "BT",
    "PayoutBatchDropped": "BX",
    "DisputeOpened": "SG",
    "DisputeAnswered": "JS",
    "MoneyMoved": "PU",
    "MutationsImported": "MU",
    "BankFormatRevised": "MD-BK",
    "MutationsMatched": "CK",
    "MatchUndone": "CX",
    "DifferencePosted": "SL",
    "DayDeclaredShut": "HT",
    "MonthClosed": "BL",
    "ReportSent": "LK",
    "ReportReceived": "LT",
    "ReportGiven": "LS",
    "MakerTold": "KA",
}
"""Per kind: jual, retur jual, surat titip, retur titipan, laporan penitip, kuitansi, sif buka ..."""

_DIGITS = 6


def number_for(kind: str, outlet: str, origin: str, epoch: int, count: int) -> str:
    """Return the number of the ``count``-th document of a kind. Raises KeyError for a kind without a prefix."""
    terminal = origin if epoch == 1 else f"{origin}.{epoch}"
    return f"{PREFIX[kind]}-{outlet}-{terminal}-{count:0{_DIGITS}}"


def count_of(number: str) -> int:
    """Return the count that ends a number. Raises ValueError for what is no number."""
    return int(number.rpartition("-")[2])
