"""Turns on the shelves of an outlet: whose goods stand where, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import TurnPlanned
from gallery_pos.errors import RuleBroken
from gallery_pos.fair_entry import busiest
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.checkout import outlet_of
from gallery_pos.services.consignors import consignor_of, fields_of
from gallery_pos.services.outlets import write_outlet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gallery_pos.documents import OutletRevised, Shelf
    from gallery_pos.ports import Book

MOST_SLOTS = 999


def turns_at(book: Book, outlet: str) -> list[TurnPlanned]:
    """Return the turns at an outlet that were not cancelled, in the order they begin."""
    turns = [turn for turn in book.latest_of_all(TurnPlanned) if turn.outlet == outlet and not turn.cancelled]
    return sorted(turns, key=lambda turn: (turn.since, turn.shelf))


def plan_turn(
    desk: Desk,
    *,
    shelf: str,
    consignor: str,
    since: date,
    until: date,
    products: Sequence[str] = (),
    note: str = "",
) -> Done[TurnPlanned]:
    """Give a maker a turn on a shelf of this outlet, both days included: all his goods, or only these ``products``.

    Raises RuleBroken (``turn.shelf``, ``turn.period``, ``turn.full``, ``turn.twice``, ``turn.product``,
    ``consignor.unknown``).
    """
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        place = next((one for one in outlet_of(desk).shelves if one.code == shelf), None)
        if place is None:
            raise _refused("turn.shelf", tr("Rak {code} tidak ada di gerai ini.").format(code=shelf))
        maker = consignor_of(desk, consignor)
        own_goods = {one.code for one in desk.book.products(set(products)) if one.consignor == consignor}
        if foreign := [code for code in products if code not in own_goods]:
            words = tr("Produk {code} bukan titipan {name}.").format(code=foreign[0], name=maker.business_name)
            raise _refused("turn.product", words)
        if until < since:
            raise _refused("turn.period", tr("Giliran itu berakhir sebelum dimulai."))
        here = [turn for turn in turns_at(desk.book, desk.outlet) if turn.shelf == shelf]
        own = [turn for turn in here if turn.consignor == consignor]
        if busiest(own, since, until):
            raise _refused("turn.twice", tr("{name} sudah punya giliran di rak itu.").format(name=maker.business_name))
        if place.slots and busiest(here, since, until) >= place.slots:
            raise _refused("turn.full", tr("{shelf} sudah penuh pada hari-hari itu.").format(shelf=place.name))
        document_id = desk.make_id()
        turn = desk.write(
            TurnPlanned,
            id=document_id,
            code=document_id.hex,
            shelf=shelf,
            consignor=consignor,
            since=since,
            until=until,
            products=tuple(products),
            note=note.strip(),
        )
        desk.journal.append(turn)
    return Done(turn, Changes.LEGALITY)


def cancel_turn(desk: Desk, *, code: str, reason: str) -> Done[TurnPlanned]:
    """Take a turn back, with the reason. Raises RuleBroken (``turn.unknown``, ``turn.reason``)."""
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        turn = desk.book.latest(TurnPlanned, code)
        if turn is None or turn.cancelled:
            raise _refused("turn.unknown", tr("Giliran {code} tidak ada.").format(code=code))
        if not reason.strip():
            raise _refused("turn.reason", tr("Tulis alasannya."))
        said = fields_of(turn) | {"outlet": turn.outlet, "cancelled": True, "note": reason.strip()}
        cancelled = desk.write(TurnPlanned, **said)
        desk.journal.append(cancelled)
    return Done(cancelled, Changes.LEGALITY)


def revise_shelves(desk: Desk, *, shelves: Sequence[Shelf]) -> Done[OutletRevised]:
    """Say which shelves this outlet has. Whoever arranges turns may, without the right to change all settings.

    Raises RuleBroken (``shelf.name``, ``shelf.twice``, ``shelf.slots``, ``shelf.turns`` where a turn still stands on one
    that is gone, or where one has fewer slots than turns promised).
    """
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        if any(not shelf.code.strip() or not shelf.name.strip() for shelf in shelves):
            raise _kept("shelf.name", tr("Setiap rak perlu nama dan kode."))
        if len({shelf.code.casefold() for shelf in shelves}) != len(shelves):
            raise _kept("shelf.twice", tr("Ada kode rak yang tertulis dua kali."))
        if any(not 0 <= shelf.slots <= MOST_SLOTS for shelf in shelves):
            raise _kept("shelf.slots", tr("Tempat di satu rak antara 0 dan 999."))
        promised = [turn for turn in turns_at(desk.book, desk.outlet) if turn.until >= desk.today()]
        for code in {turn.shelf for turn in promised}:
            shelf = next((one for one in shelves if one.code == code), None)
            here = [turn for turn in promised if turn.shelf == code]
            most = busiest(here, desk.today(), max(turn.until for turn in here))
            if shelf is None or (shelf.slots and shelf.slots < most):
                raise _kept(
                    "shelf.turns",
                    tr("Rak {code} masih dijanjikan kepada {count} penitip.").format(code=code, count=most),
                )
        done = write_outlet(desk, code=desk.outlet, shelves=tuple(shelves))
    return Done(done.value, Changes.OUTLETS | Changes.LEGALITY)


def _kept(code: str, what: str) -> RuleBroken:
    return RuleBroken(code, what, safe=tr("Rak tidak berubah."))


def _refused(code: str, what: str) -> RuleBroken:
    return RuleBroken(code, what, safe=tr("Jadwal giliran tidak berubah."))
