"""Events and bazaars: an outlet for some days. Goods go out and come back by transfers, and it has its own result."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.desk import Desk, Done
from gallery_pos.documents import OutletKind, OutletRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.money import MOST_RUPIAH
from gallery_pos.services.access import Act, require
from gallery_pos.services.outlets import write_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_DAYS = 366
"""An event of more days than this is no event."""


def new_event_code(desk: Desk, starts: date) -> str:
    """Return a code that no outlet has: ``ACARA-2610`` for one in October 2026, then ``ACARA-2610-2``."""
    first = f"ACARA-{starts:%y%m}"
    taken = {outlet.code for outlet in desk.book.outlets()}
    codes = [first, *(f"{first}-{number}" for number in range(2, len(taken) + 3))]
    return next(code for code in codes if code not in taken)


def plan_event(
    desk: Desk,
    *,
    name: str,
    starts: date,
    ends: date,
    code: str = "",
    host: str = "",
    address: str = "",
    stand_fee: int = 0,
    participants: Iterable[str] = (),
) -> Done[OutletRevised]:
    """Plan an event, or change one under its ``code``; it is an attended outlet with days, and opens again.

    Raises RuleBroken (``event.name``, ``event.days``, ``event.fee``, ``event.participant``, ``event.code``,
    ``access.denied``).
    """
    require(desk, Act.MOVE)
    taking_part = tuple(dict.fromkeys(participants))
    if not name.strip():
        raise RuleBroken("event.name", tr("Nama acara harus diisi."))
    if not 0 <= (ends - starts).days < LONGEST_DAYS:
        raise RuleBroken("event.days", tr("Hari terakhir acara tidak boleh sebelum hari pertamanya."))
    if not 0 <= stand_fee <= MOST_RUPIAH:
        raise RuleBroken("event.fee", tr("Sewa stan tidak bisa kurang dari nol."))
    unknown = [maker for maker in taking_part if desk.book.consignor(maker) is None]
    if unknown:
        raise RuleBroken("event.participant", tr("Penitip {code} tidak dikenal.").format(code=unknown[0]))
    with desk.journal.transaction():
        before = desk.book.outlet(code) if code else None
        if before is not None and before.type is not OutletKind.EVENT:
            raise RuleBroken("event.code", tr("{name} bukan acara.").format(name=before.name))
        main = desk.book.main_outlet()
        usual = {} if before or main is None else {"rounding_step": main.rounding_step, "qris": main.qris}
        return write_outlet(
            desk,
            code=code or new_event_code(desk, starts),
            name=name.strip(),
            type=OutletKind.EVENT,
            attended=True,
            active=True,
            starts=starts,
            ends=ends,
            host=host.strip(),
            address=address.strip(),
            stand_fee=stand_fee,
            participants=taking_part,
            **usual,
        )


def close_event(desk: Desk, *, code: str) -> Done[OutletRevised]:
    """Close an event when everything is back: nothing on its shelves, nothing on its way, its drawer counted.

    Raises RuleBroken (``event.code``, ``event.goods_left``, ``event.loose``, ``event.in_transit``,
    ``event.open_shift``, ``access.denied``).
    """
    require(desk, Act.MOVE)
    with desk.journal.transaction():
        event = desk.book.outlet(code)
        if event is None or event.type is not OutletKind.EVENT:
            raise RuleBroken("event.code", tr("Acara {code} tidak dikenal.").format(code=code))
        _check_empty(desk, event)
        return write_outlet(desk, code=code, active=False)


def _check_empty(desk: Desk, event: OutletRevised) -> None:
    unchanged = tr("Acara belum ditutup.")
    left = sum(lot.on_hand for lot in desk.book.lots(event.code))
    if left:
        raise RuleBroken(
            "event.goods_left",
            tr("Masih ada {count} buah barang di {name}.").format(count=format_count(left), name=event.name),
            safe=unchanged,
            todo=tr("Kirim kembali ke galeri, atau hitung dulu bila sudah tidak ada."),
        )
    if desk.book.loose(event.code):
        raise RuleBroken(
            "event.loose",
            tr("Ada barang yang terjual di {name} melebihi yang dikirim.").format(name=event.name),
            safe=unchanged,
            todo=tr("Hitung barangnya dengan stok opname dulu."),
        )
    if desk.book.open_transfers(event.code):
        raise RuleBroken(
            "event.in_transit",
            tr("Masih ada kiriman dari atau ke {name} yang belum diterima.").format(name=event.name),
            safe=unchanged,
            todo=tr("Terima kirimannya, atau hapus yang hilang di jalan."),
        )
    if desk.book.open_shift(event.code, desk.origin) is not None:
        raise RuleBroken(
            "event.open_shift",
            tr("Sif di {name} masih terbuka.").format(name=event.name),
            safe=unchanged,
            todo=tr("Tutup sifnya dulu."),
        )
