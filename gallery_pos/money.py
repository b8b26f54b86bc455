"""Arithmetic of rupiah. Money is an ``int`` of whole rupiah everywhere; rounding has its only home here.

Shares are basis points (1 % = 100) and always the *gallery's* share; the consignor gets what remains, so the two
always add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = 10_000
"""Basis points of the whole."""

MOST_RUPIAH = 10**12
"""No single price and no sum that a person types in is beyond this; more is a slip of the finger."""


def divide_half_up(numerator: int, denominator: int) -> int:
    """Return the quotient rounded half away from zero, so that a reversal mirrors its original exactly.

    Raises ZeroDivisionError for a zero denominator.
    """
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def share(amount: int, basis_points: int) -> int:
    """Return ``basis_points`` of ``amount``, half up to the rupiah."""
    return divide_half_up(amount * basis_points, FULL)


def portion(amount: int, part: int, whole: int) -> int:
    """Return the part of ``amount`` that belongs to ``part`` of ``whole`` pieces, half up to the rupiah.

    For pieces taken one after another take differences of this at the running totals: they sum to ``amount``.
    """
    return divide_half_up(amount * part, whole)


def allocate(amount: int, weights: Sequence[int]) -> list[int]:
    """Split ``amount`` by ``weights`` (each >= 0, not all 0) so that the parts sum to it.

    Each part is within one rupiah of its exact share; the rupiah left over go to the largest remainders, the earliest
    first among equals.
    """
    if len(weights) == 1 and weights[0] > 0:
        return [amount]
    whole = sum(weights)
    sign, left = (-1, -amount) if amount < 0 else (1, amount)
    parts = [left * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -(left * weights[index] % whole))
    for index in by_remainder[: left - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]


def round_cash(amount: int, step: int, *, down: bool = False) -> int:
    """Round a cash total to coins in circulation: the nearest multiple of ``step`` (half up), or the one below.

    A step of 0 leaves the amount alone. Source: Permendag 35/2013 (the buyer is told at payment).
    """
    if step <= 1:
        return amount
    return amount // step * step if down else divide_half_up(amount, step) * step
