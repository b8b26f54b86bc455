"""How old a debt is: payments pay what is oldest, so what is still owed is the newest of what came to be owed.

The rule, in the words that stand on the report: from the last day backwards, what came to be owed each day is counted
until it reaches the balance. The day that reaches it is the day since when something is owed; what was counted within
the last 30, 60 and 90 days tells how much of the balance is how old.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

BRACKETS = (30, 60, 90)
"""Days up to which a part of a balance is called so old; what is older still is the last part."""


class Age(NamedTuple):
    """A balance by age: rupiah no older than 30, 60 and 90 days, and older; ``since`` None where nothing is owed."""

    since: date | None
    parts: tuple[int, int, int, int]


def age(balance: int, credits: Iterable[tuple[date, int]], on: date) -> Age:  # noqa: A002 -- what came to be owed
    """Return how old a balance in rupiah is on a day; ``credits`` are the days before it, the newest first.

    Where they do not reach the balance, the rest counts as old as the first of them; nothing at all as of today.
    """
    parts = [0, 0, 0, 0]
    left, since = balance, None
    for day, amount in credits:
        if left <= 0:
            break
        taken = min(left, amount)
        since = day
        parts[_bracket((on - day).days)] += taken
        left -= taken
    if left > 0:
        parts[_bracket((on - since).days) if since else 0] += left
    return Age(since if balance > 0 else None, (parts[0], parts[1], parts[2], parts[3]))


def _bracket(days: int) -> int:
    return next((at for at, most in enumerate(BRACKETS) if days <= most), len(BRACKETS))


class Paid(NamedTuple):
    """A part of a payout: what was sold on ``sold`` at an outlet and paid on ``paid``, in rupiah."""

    outlet: str
    sold: date
    paid: date
    amount: int

    @property
    def days(self) -> int:
        """How long the maker waited."""
        return max((self.paid - self.sold).days, 0)


def paid_parts(
    balance: int,
    payouts: Iterable[tuple[date, int]],
    credits: Iterable[tuple[date, str, int]],  # noqa: A002
) -> list[Paid]:
    """Return which days' trade at which outlet payouts paid; both the newest first, ``balance`` is what is still owed.

    The newest of what came to be owed is not paid yet; what comes before it was paid by the newest payout, and so on.
    """
    waiting = iter(payouts)
    paid, left = None, max(balance, 0)
    made: list[Paid] = []
    for day, outlet, amount in credits:
        rest = amount
        while rest:
            if left == 0:
                paid, left = next(waiting, (None, 0))
                if paid is None:
                    return made
            taken = min(rest, left)
            if paid is not None:
                made.append(Paid(outlet, day, paid, taken))
            rest, left = rest - taken, left - taken
    return made
