"""What is special about a line of the cart and has to be seen at a glance."""

from __future__ import annotations

from enum import Flag, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gallery_pos.cart import CartLine


class Mark(Flag):
    """``WITHOUT_LOT``: the books have fewer pieces than the cart; the line is sold all the same.

    ``STOPPED``: papers are missing; the line is sold only with a superior's yes.
    """

    NONE = 0
    EXPIRED = auto()
    WITHOUT_LOT = auto()
    DISCOUNT = auto()
    PRICE = auto()
    STOPPED = auto()
    MARKDOWN = auto()


def marks_of(
    lines: Iterable[CartLine], on_hand: Mapping[str, int], stopped: Collection[str] = frozenset()
) -> list[Mark]:
    """Return the marks of each line; ``on_hand`` are the pieces that the books have, by product."""
    left = dict(on_hand)
    found: list[Mark] = []
    for line in lines:
        left[line.product] = left.get(line.product, 0) - line.quantity
        told = {
            Mark.EXPIRED: line.expired,
            Mark.WITHOUT_LOT: left[line.product] < 0,
            Mark.MARKDOWN: line.markdown > 0,
            Mark.DISCOUNT: line.discount > 0,
            Mark.PRICE: line.unit_price != line.list_price,
            Mark.STOPPED: line.product in stopped,
        }
        mark = Mark.NONE
        for each, counts in told.items():
            mark |= each if counts else Mark.NONE
        found.append(mark)
    return found
