"""The gallery's places."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import OutletRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.money import FULL
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import fields_of

MOST_DAYS = 3_650
LAST_DAY = 31
"""The last day of a month on which a report may be due; shorter months end before it."""
LARGEST_STEP = 10_000
"""Cash totals are never rounded to more than this many rupiah."""


def revise_outlet(desk: Desk, *, code: str, **changes: Any) -> Done[OutletRevised]:
    """Make an outlet or change some of its fields (those of OutletRevised). Raises RuleBroken (``outlet.*``).

    At most one outlet is the gallery's own (``main``), and it stays in use as long as it is.
    """
    require(desk, Act.SETTINGS)
    return write_outlet(desk, code=code, **changes)


def write_outlet(desk: Desk, *, code: str, **changes: Any) -> Done[OutletRevised]:
    """As :func:`revise_outlet`, for services whose own rights say who may."""
    code = code.strip()
    if not code:
        raise RuleBroken("outlet.code", tr("Kode gerai harus diisi."))
    with desk.journal.transaction():
        fields = {"code": code, "name": code} | fields_of(desk.book.outlet(code)) | changes
        outlet = desk.write(OutletRevised, **fields)
        _check(desk, outlet)
        desk.journal.append(outlet)
    return Done(outlet, Changes.OUTLETS)


def _check(desk: Desk, outlet: OutletRevised) -> None:
    if not outlet.name.strip():
        raise RuleBroken("outlet.name", tr("Nama gerai harus diisi."))
    main = desk.book.main_outlet()
    if outlet.main and main is not None and main.code != outlet.code:
        raise RuleBroken("outlet.main", tr("{name} sudah menjadi galeri utama.").format(name=main.name))
    if outlet.main and not outlet.active:
        raise RuleBroken("outlet.main_closed", tr("Galeri utama tidak bisa ditutup."))
    if not 0 <= outlet.rounding_step <= LARGEST_STEP:
        raise RuleBroken("outlet.rounding", tr("Pembulatan tunai antara 0 dan 10.000 rupiah."))
    if any(not 0 <= rate.basis_points <= FULL for rate in outlet.tax_rates):
        raise RuleBroken("outlet.tax", tr("Persentase harus antara 0 dan 100."))
    _check_rates(outlet)
    if not 0 <= outlet.pull_days <= MOST_DAYS or not 0 < outlet.slow_days <= MOST_DAYS:
        raise RuleBroken("outlet.days", tr("Jumlah hari daftar tarik antara 1 dan 3.650."))
    if not 0 <= outlet.report_day <= LAST_DAY:
        raise RuleBroken("outlet.report_day", tr("Tanggal jatuh tempo laporan antara 0 dan 31."))
    try:
        ZoneInfo(outlet.timezone)
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise RuleBroken(
            "outlet.timezone", tr("Zona waktu {zone} tidak dikenal.").format(zone=outlet.timezone)
        ) from error


def _check_rates(outlet: OutletRevised) -> None:
    """Look at what QRIS costs: from which day on how much, above which payment."""
    if any(not 0 <= rate.basis_points <= FULL or rate.free_up_to < 0 for rate in outlet.qris_rates):
        raise RuleBroken(
            "outlet.qris_rate", tr("Tarif QRIS antara 0 dan 100 %, dan batas gratisnya tidak kurang dari nol.")
        )
    if len({rate.since for rate in outlet.qris_rates}) != len(outlet.qris_rates):
        raise RuleBroken("outlet.qris_rate", tr("Ada dua tarif QRIS yang mulai pada hari yang sama."))
