"""When a paper about money needs a meterai, and of how much (UU 10/2020)."""

from __future__ import annotations

STAMP_DUTY_ABOVE = 5_000_000
"""A receipt for more than this needs one; at exactly this it does not."""
STAMP = 10_000
"""What it costs, in rupiah."""


def needs_stamp(amount: int) -> bool:
    """Tell whether a receipt over ``amount`` rupiah needs a meterai."""
    return abs(amount) > STAMP_DUTY_ABOVE
