"""The fee of a stand, shared among the makers who took part in the event; shown first, then charged once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import FeeCharged, FeeType, OutletKind
from gallery_pos.errors import RuleBroken
from gallery_pos.fees import Sharing, stand_charges
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import consignor_of

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised
    from gallery_pos.fees import Charge
    from gallery_pos.ports import Posted


def event_shares(desk: Desk, *, event: str, sharing: Sharing) -> tuple[tuple[str, Charge], ...]:
    """Return what each participant would owe for the stand, in rupiah with the arithmetic; nothing is written.

    The parts sum to the fee exactly. Raises RuleBroken (``event.code``, ``event.no_fee``, ``event.nobody``).
    """
    outlet = _event(desk, event)
    sold = desk.book.sales_at(outlet.code)
    sales = {maker: sold.get(maker, 0) for maker in outlet.participants}
    return stand_charges(outlet.stand_fee, sales, sharing, event=outlet.name)


def charge_event(desk: Desk, *, event: str, sharing: Sharing) -> Done[list[Posted]]:
    """Charge every participant his part of the stand; each stands on his next statement.

    Raises RuleBroken as :func:`event_shares`, and ``event.charged`` where it was shared before.
    """
    require(desk, Act.SETTLE)
    with desk.journal.transaction():
        shares = event_shares(desk, event=event, sharing=sharing)
        if event_charged(desk, event):
            raise RuleBroken(
                "event.charged",
                tr("Sewa stan acara ini sudah ditagihkan."),
                safe=tr("Tidak ada yang ditagihkan dua kali."),
                todo=tr("Yang keliru diperbaiki dengan Koreksi di Penyelesaian."),
            )
        for maker, _charge in shares:
            consignor_of(desk, maker)
        made = [
            desk.journal.append(
                desk.write(
                    FeeCharged,
                    consignor=maker,
                    amount=charge.amount,
                    reason=charge.reason,
                    type=FeeType.EVENT,
                    event=event,
                )
            )
            for maker, charge in shares
        ]
    return Done(made, Changes.SETTLEMENT)


def event_charged(desk: Desk, event: str) -> bool:
    """Tell whether the fee of an event's stand was charged to anybody already."""
    return desk.book.event_charged(event)


def _event(desk: Desk, code: str) -> OutletRevised:
    outlet = desk.book.outlet(code)
    if outlet is None or outlet.type is not OutletKind.EVENT:
        raise RuleBroken("event.code", tr("Acara {code} tidak dikenal.").format(code=code))
    if not outlet.stand_fee:
        raise RuleBroken(
            "event.no_fee",
            tr("{name} tidak punya sewa stan.").format(name=outlet.name),
            todo=tr("Isi sewa stannya pada acara itu dulu."),
        )
    if not outlet.participants:
        raise RuleBroken(
            "event.nobody",
            tr("Belum ada peserta di {name}.").format(name=outlet.name),
            todo=tr("Pilih pesertanya pada acara itu dulu."),
        )
    return outlet
