"""Who takes part in an event, and how goods of somebody else come there all the same.

An event that names its participants is for their goods. Goods of others are stopped where they would come there: when they
are sent, when they are taken in there, and at its till as long as the books have none of them there. A superior may let
them come, aloud and with his reason, which stands on the paper; what is on the event's shelves then sells like everything
else. It is asked once, when the van is loaded, and never in front of a queue of buyers for what was already agreed: that
is simpler than a decision per maker to keep up, and the participants of the plan can still be changed for good. An event
that names nobody is open to all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import OutletKind
from gallery_pos.language import tr
from gallery_pos.services.access import Act

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_pos.ports import Book

_NAMED = 3
"""Makers that a question names; more are counted."""


def outsiders(book: Book, outlet: str, consignors: Iterable[str]) -> list[str]:
    """Return the names of those of some makers who do not take part in the event that an outlet is; else none."""
    event = book.outlet(outlet)
    if event is None or event.type is not OutletKind.EVENT or not event.participants:
        return []
    others = sorted(set(consignors) - set(event.participants))
    makers = {code: book.consignor(code) for code in others}
    return [maker.business_name if maker else code for code, maker in makers.items()]


def questions_about(book: Book, outlet: str, consignors: Iterable[str]) -> dict[Act, str]:
    """Return what a superior is asked about goods of these makers at an event, by the act he must be allowed."""
    names = outsiders(book, outlet, consignors)
    if not names:
        return {}
    event = book.outlet(outlet)
    told = ", ".join(names[:_NAMED])
    if len(names) > _NAMED:
        told = tr("{names} dan {count} lagi").format(names=told, count=len(names) - _NAMED)
    said = tr("Tidak ikut {event}: {makers}.")
    return {Act.MOVE: said.format(event=event.name if event else outlet, makers=told)}
