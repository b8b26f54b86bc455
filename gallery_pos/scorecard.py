"""How an outlet does, in six figures: what each means, how it is worked out, and when it is good. Pure rules.

Each figure is a part of a whole that anybody can count over: both stand beside it, and open.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec

from gallery_pos.formatting import format_count, format_percent
from gallery_pos.language import tr, tr_noop
from gallery_pos.money import FULL

TENTHS = 10


class Measure(StrEnum):
    """What an outlet is looked at for."""

    DAYS_TO_PAY = "days_to_pay"
    ON_TIME = "on_time"
    SHRINKAGE = "shrinkage"
    VARIANCE = "variance"
    ACKNOWLEDGED = "acknowledged"
    SELLING = "selling"


class Grade(StrEnum):
    """How good a figure is; NONE where there is nothing to count."""

    GOOD = "good"
    ATTENTION = "attention"
    DANGER = "danger"
    NONE = "none"


class Rule(NamedTuple):
    """Title and definition of a figure, marked with tr_noop; good up to ``good`` and bad beyond ``fair``.

    ``more`` says that more is better; then it is good from ``good`` on and bad below ``fair``. Days are in tenths, shares
    in basis points.
    """

    title: str
    definition: str
    good: int
    fair: int
    more: bool = False


RULES: dict[Measure, Rule] = {
    Measure.DAYS_TO_PAY: Rule(
        tr_noop("Hari sampai dibayar"),
        tr_noop(
            "Rata-rata hari dari barang laku sampai haknya dibayar, ditimbang menurut rupiah, untuk semua yang dibayar"
            " pada masa ini. Pembayaran melunasi yang paling lama lebih dulu. Baik: sampai 14 hari; buruk: lebih dari 31."
        ),
        14 * TENTHS,
        31 * TENTHS,
    ),
    Measure.ON_TIME: Rule(
        tr_noop("Laporan tepat waktu"),
        tr_noop(
            "Laporan bulanan yang disampaikan paling lambat pada tanggalnya, dari semua yang jatuh tempo dalam dua belas"
            " bulan sampai akhir masa ini. Baik: semuanya; buruk: kurang dari 80 %."
        ),
        FULL,
        8_000,
        more=True,
    ),
    Measure.SHRINKAGE: Rule(
        tr_noop("Susut"),
        tr_noop(
            "Barang yang hilang, rusak atau kedaluwarsa (selisih opname ditambah yang dihapus), dari semua barang yang"
            " keluar pada masa ini atau masih ada pada akhirnya. Baik: sampai 1 %; buruk: lebih dari 3 %."
        ),
        100,
        300,
    ),
    Measure.VARIANCE: Rule(
        tr_noop("Selisih kas"),
        tr_noop(
            "Selisih hitungan laci dan kunjungan, lebih dan kurang dijumlahkan tanpa saling menutup, dari uang tunai yang"
            " diterima. Baik: sampai 0,1 %; buruk: lebih dari 0,5 %."
        ),
        10,
        50,
    ),
    Measure.ACKNOWLEDGED: Rule(
        tr_noop("Pembayaran diakui"),
        tr_noop(
            "Pembayaran yang diakui penitip (tanda tangan, kode, bukti transfer) sampai bulan terakhir masa ini ditutup, dari"
            " semua pembayaran gerai ini pada masa ini. Baik: mulai 95 %; buruk: kurang dari 80 %."
        ),
        9_500,
        8_000,
        more=True,
    ),
    Measure.SELLING: Rule(
        tr_noop("Isi rak yang laku"),
        tr_noop(
            "Produk yang terjual paling sedikit satu, dari semua produk yang terjual atau ada di rak pada akhir masa ini."
            " Baik: mulai 60 %; buruk: kurang dari 40 %."
        ),
        6_000,
        4_000,
        more=True,
    ),
}
"""Every figure with its definition, in the order in which they stand."""


class Counted(NamedTuple):
    """What a figure is worked out of: ``part`` of ``whole``. For days, rupiah times days of rupiah."""

    part: int
    whole: int


class Score(msgspec.Struct, frozen=True):
    """A figure of an outlet: ``value`` in tenths of days or basis points, None where ``whole`` is 0."""

    measure: Measure
    value: int | None
    part: int
    whole: int
    grade: Grade

    @property
    def words(self) -> str:
        """The figure as people read it: "12,5 hari", "98,2 %", "–"."""
        if self.value is None:
            return "–"
        if self.measure is not Measure.DAYS_TO_PAY:
            return format_percent(self.value)
        whole, tenth = divmod(self.value, TENTHS)
        return tr("{days} hari").format(days=f"{format_count(whole)},{tenth}" if tenth else format_count(whole))


def score(measure: Measure, counted: Counted) -> Score:
    """Return a figure with its grade; halves are rounded up."""
    part, whole = counted
    if whole <= 0:
        return Score(measure, None, part, whole, Grade.NONE)
    unit = TENTHS if measure is Measure.DAYS_TO_PAY else FULL
    value = (2 * max(part, 0) * unit + whole) // (2 * whole)
    return Score(measure, value, part, whole, _grade(RULES[measure], value))


def _grade(rule: Rule, value: int) -> Grade:
    at, good, fair = (-value, -rule.good, -rule.fair) if rule.more else (value, rule.good, rule.fair)
    if at <= good:
        return Grade.GOOD
    return Grade.ATTENTION if at <= fair else Grade.DANGER
