"""What was changed by hand: balances of makers, goods, and money in the bank, each with who did it and why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.queries.watched import few, names_of
from db.tables.facts import journal
from db.tables.goods import lots
from db.tables.records import consignors
from db.tables.takings import decided
from gallery_pos.documents import AdjustmentPosted, DifferencePosted, FeeCharged, GoodsWrittenOff, PayoutReversed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.engine import Database
    from gallery_pos.documents import Document


class Correction(StrEnum):
    """What was changed by hand."""

    BALANCE = "balance"
    """What a maker is owed, by a correction."""
    FEE = "fee"
    """What a maker is owed, by a fee that no agreement charges."""
    REVERSAL = "reversal"
    """A payment that did not happen or came back: it is owed again."""
    GOODS = "goods"
    """Pieces written off."""
    MONEY = "money"
    """What the books say is in the bank, in QRIS or elsewhere."""


class CorrectionRow(msgspec.Struct, frozen=True):
    """Something changed by hand.

    ``about`` is the maker, the goods, or the code of the holding. ``amount`` in rupiah is what it changed there: what the
    maker is owed, goods at their price, money in the holding. ``cause`` is the code of a reason out of a list ("" where
    there is none), ``reason`` what was written down.
    """

    kind: Correction
    business_date: date
    number: str
    outlet: str
    about: str
    amount: int
    user: str
    approver: str
    cause: str
    reason: str
    id: UUID


_made = (
    select(journal)
    .join(decided, decided.c.pos == journal.c.pos)
    .where(
        decided.c.business_date.between(bindparam("since"), bindparam("until")),
        decided.c.kind.in_(
            [
                each.__name__
                for each in (AdjustmentPosted, FeeCharged, PayoutReversed, GoodsWrittenOff, DifferencePosted)
            ]
        ),
    )
    .order_by(journal.c.business_date, journal.c.pos)
)
_makers = select(consignors.c.code, consignors.c.business_name)
_prices = select(lots.c.lot, lots.c.price).where(lots.c.lot.in_(bindparam("lots", expanding=True)))
_AT_ONCE = 500

Told = tuple[Correction, str, int, str, str]
"""Kind, what it is about, the amount, the cause and the reason."""


def list_corrections(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[CorrectionRow]:
    """Return what was changed by hand from a day to a day (both included), in their order."""
    span: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat()}
    with database.reading() as connection:
        people = names_of(connection)
        makers = {row.code: row.business_name for row in connection.execute(_makers)}
        found = [
            (row["number"], document)
            for row in connection.execute(_made, span).mappings()
            if outlet in {None, row["outlet"]}
            for document in (document_of(dict(row)),)
        ]
        wanted = sorted({line.lot for _, each in found if isinstance(each, GoodsWrittenOff) for line in each.lines})
        prices = {
            row.lot: row.price
            for at in range(0, len(wanted), _AT_ONCE)
            for row in connection.execute(_prices, {"lots": wanted[at : at + _AT_ONCE]})
        }
    return [
        CorrectionRow(
            kind,
            document.business_date,
            number,
            document.outlet,
            about,
            amount,
            people.get(document.user, document.user),
            people.get(by, by),
            cause,
            reason,
            document.id,
        )
        for number, document in found
        for by in (getattr(document, "approved_by", ""),)
        for kind, about, amount, cause, reason in _told(document, makers, prices)
    ]


def _told(document: Document, makers: Mapping[str, str], prices: Mapping[str, int]) -> Iterator[Told]:
    if isinstance(document, AdjustmentPosted | FeeCharged | PayoutReversed):
        maker = makers.get(document.consignor, document.consignor)
        kind = {AdjustmentPosted: Correction.BALANCE, FeeCharged: Correction.FEE}.get(
            type(document), Correction.REVERSAL
        )
        amount = -document.amount if kind is Correction.FEE else document.amount
        yield kind, maker, amount, "", document.reason
    elif isinstance(document, DifferencePosted):
        yield Correction.MONEY, document.account.value, document.amount, document.reason.value, document.note
    elif isinstance(document, GoodsWrittenOff):
        yield from _written_off(document, prices)


def _written_off(document: GoodsWrittenOff, prices: Mapping[str, int]) -> Iterator[Told]:
    """Yield what is gone, once for each reason."""
    for cause in dict.fromkeys(line.reason for line in document.lines):
        lines = [line for line in document.lines if line.reason is cause]
        worth = sum(line.quantity * prices.get(line.lot, 0) for line in lines)
        notes = dict.fromkeys(filter(None, (document.note, *(line.note for line in lines))))
        names = few(list(dict.fromkeys(line.name for line in lines)))
        yield Correction.GOODS, names, -worth, cause.value, "; ".join(notes)
