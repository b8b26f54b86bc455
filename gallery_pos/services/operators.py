"""The gallery goes from one operator to the next: everything that is there is written down, and the history stays whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.accounts import BANK, CASH, CLEARING, SAFE
from gallery_pos.agreement_words import agreement_words
from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    AgreementInForce,
    Method,
    OpenDebt,
    OperatorHandedOver,
    StocktakePosted,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act, require
from gallery_pos.services.outlets import write_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from gallery_pos.documents import Signature
    from gallery_pos.ports import Posted

ACCOUNTS: Mapping[str, str] = {
    CASH: tr_noop("Laci kasir"),
    SAFE: tr_noop("Brankas"),
    BANK: tr_noop("Bank"),
    CLEARING[Method.QRIS]: tr_noop("QRIS, belum dicocokkan"),
    CLEARING[Method.CARD]: tr_noop("Kartu, belum dicocokkan"),
}
"""The accounts that hold money, in the order they are told, and what people call them."""
COUNT_DAYS = 7
"""A stocktake older than this tells nothing of what is handed over."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the books of this moment hand over; rupiah, pieces, and the goods at their selling prices."""

    pieces: int
    value: int
    money: dict[str, int]
    debts: tuple[OpenDebt, ...]
    agreements: tuple[AgreementInForce, ...]
    head: str


def take_inventory(desk: Desk) -> Inventory:
    """Return what would be handed over now: goods, money, debts to makers, agreements in force."""
    book = desk.book
    lots = [lot for outlet in book.outlets() for lot in book.lots(outlet.code)]
    since = {one.consignor: one.since for one in book.unsettled(desk.today())}
    makers = book.consignors()
    debts = (
        OpenDebt(consignor=maker.code, business_name=maker.business_name, amount=owed, since=since.get(maker.code))
        for maker in makers
        if (owed := book.balance(maker.code))
    )
    own = book.agreements()
    agreements = (
        AgreementInForce(
            consignor=maker.code,
            business_name=maker.business_name,
            words=agreement_words(book, maker.code),
            end=own[maker.code].end if maker.code in own else None,
        )
        for maker in makers
        if maker.active
    )
    accounts = book.accounts()
    return Inventory(
        pieces=sum(lot.on_hand for lot in lots),
        value=sum(lot.on_hand * lot.price for lot in lots),
        money={name: accounts[name] for name in ACCOUNTS if name in accounts},
        debts=tuple(debts),
        agreements=tuple(agreements),
        head=book.head()[1],
    )


def hand_over(
    desk: Desk,
    *,
    giver: str,
    taker: str,
    witness: str,
    stocktake: UUID | None,
    reason: str = "",
    questions: Iterable[str] = (),
    papers: Iterable[str] = (),
    signatures: Sequence[Signature] = (),
    note: str = "",
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Hand the gallery over: one document says everything that was there, and the outlet has its next operator.

    ``stocktake`` is the count whose goods are handed over; without one, ``note`` must say why. Raises RuleBroken
    (``handover.names``, ``handover.shift``, ``handover.count``).
    """
    require(desk, Act.HAND_OVER)
    document_id = id or desk.make_id()
    names = tuple(" ".join(name.split()) for name in (giver, taker, witness))
    with desk.journal.transaction():
        said = (*names, stocktake)
        if before := desk.submitted(
            document_id,
            OperatorHandedOver,
            lambda done: (done.giver, done.taker, done.witness, done.stocktake) == said,
        ):
            return Done(before, Changes.NONE)
        _check_people(desk, names)
        _check_count(desk, stocktake, note)
        there = take_inventory(desk)
        document = desk.write(
            OperatorHandedOver,
            id=document_id,
            giver=names[0],
            taker=names[1],
            witness=names[2],
            reason=reason.strip(),
            stocktake=stocktake,
            pieces=there.pieces,
            value=there.value,
            money=there.money,
            debts=there.debts,
            agreements=there.agreements,
            questions=_lines(questions),
            papers=_lines(papers),
            head=there.head,
            signatures=tuple(signatures),
            note=note.strip(),
        )
        posted = desk.journal.append(document)
        write_outlet(desk, code=desk.outlet, operator=names[1])
    return Done(posted, Changes.OUTLETS)


def _check_people(desk: Desk, names: tuple[str, ...]) -> None:
    """Three different people, and nobody at the till."""
    if not all(names) or len({name.casefold() for name in names}) != len(names):
        raise _refused(
            "handover.names",
            tr("Yang menyerahkan, yang menerima, dan saksi harus tiga nama yang berbeda."),
            tr("Lengkapi ketiga namanya."),
        )
    if (drawer := desk.book.open_shift(desk.outlet, desk.origin)) is not None:
        raise _refused(
            "handover.shift",
            tr("Sif {number} masih terbuka.").format(number=drawer.number),
            tr("Tutup sif dulu, supaya uangnya terhitung."),
        )


def _check_count(desk: Desk, stocktake: UUID | None, note: str) -> None:
    if stocktake is None:
        if not note.strip():
            raise _refused(
                "handover.count",
                tr("Barangnya belum dihitung."),
                tr("Lakukan stok opname dulu, atau tulis di catatan mengapa tidak."),
            )
        return
    found = desk.book.document(stocktake)
    counted = found.document if found else None
    if not isinstance(counted, StocktakePosted) or counted.outlet != desk.outlet:
        raise _refused("handover.count", tr("Itu bukan stok opname gerai ini."), tr("Pilih stok opname yang benar."))
    if (desk.today() - counted.business_date).days > COUNT_DAYS:
        raise _refused(
            "handover.count",
            tr("Stok opname terakhir sudah {days} hari lalu, {day}.").format(
                days=format_count((desk.today() - counted.business_date).days), day=format_date(counted.business_date)
            ),
            tr("Hitung lagi sebelum menyerahkan."),
        )


def _lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _refused(code: str, what: str, todo: str) -> RuleBroken:
    return RuleBroken(code, what, safe=tr("Belum ada yang diserahterimakan."), todo=todo)
