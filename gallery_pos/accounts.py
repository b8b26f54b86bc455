"""The accounts of the ledger. Amounts are rupiah: debit > 0, credit < 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import Method

if TYPE_CHECKING:
    from collections.abc import Mapping

PAYABLE = "payable"
"""Owed to consignors; the party is the consignor. Credit (negative) is what the gallery owes."""
CASH = "cash"
"""In a drawer; the party is the shift."""
SAFE = "safe"
"""Cash that is in no open drawer."""
COMMISSION = "commission"
FEES = "fees"
ROUNDING = "rounding"
OVER_SHORT = "over_short"
LOSSES = "losses"
PURCHASES = "purchases"
"""Goods bought outright: they are the gallery's from intake on."""
CORRECTIONS = "corrections"
EXPENSES = "expenses"
OTHER_INCOME = "other_income"
TAX = "tax"
CLEARING = {Method.QRIS: "qris", Method.TRANSFER: "bank", Method.CARD: "card"}
"""Money that comes without notes, by method."""
BANK = "bank"
CHANNEL_COSTS = "channel_costs"
"""What banks and QRIS providers keep."""
OWNER = "owner"
"""What whoever runs the gallery took out of it (debit) or put in."""

HELD = (BANK, CLEARING[Method.QRIS], CLEARING[Method.CARD], SAFE, CASH)
"""The accounts in which money is, the safest first: makers' money is looked for in this order."""


def own_part(accounts: Mapping[str, int]) -> int:
    """Return what of all the money is the gallery's: what is held less what is owed to makers."""
    return sum(accounts.get(name, 0) for name in HELD) + accounts.get(PAYABLE, 0)
