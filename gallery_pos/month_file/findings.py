"""What a check of a month file looked at, and what did not hold."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from gallery_pos.documents import MonthFigures
from gallery_pos.language import tr_noop


class Aspect(StrEnum):
    """What is looked at, in the order in which the page tells it."""

    FILE = "file"
    KEY = "key"
    CHAIN = "chain"
    NUMBERS = "numbers"
    SPLITS = "splits"
    STATEMENTS = "statements"
    FIGURES = "figures"
    CONTINUITY = "continuity"


ASPECTS: dict[Aspect, tuple[str, str]] = {
    Aspect.FILE: (tr_noop("Berkas utuh"), tr_noop("Tidak ada byte yang berubah sejak berkas ditandatangani.")),
    Aspect.KEY: (tr_noop("Tanda tangan dan kunci"), tr_noop("Ditandatangani komputer galeri yang dikenal.")),
    Aspect.CHAIN: (
        tr_noop("Rantai catatan"),
        tr_noop("Setiap catatan menyambung ke catatan sebelumnya; tidak ada yang disisipkan, dibuang, atau diganti."),
    ),
    Aspect.NUMBERS: (
        tr_noop("Nomor tanpa celah"),
        tr_noop("Nomor struk dan dokumen berurutan, tidak ada yang hilang."),
    ),
    Aspect.SPLITS: (
        tr_noop("Pembagian tiap baris"),
        tr_noop("Komisi dan hak penitip dihitung ulang dari setiap baris penjualan."),
    ),
    Aspect.STATEMENTS: (
        tr_noop("Laporan penitip", "banyak"),
        tr_noop("Jumlah setiap laporan sama dengan penjualan, iuran, dan pembayaran di dalamnya."),
    ),
    Aspect.FIGURES: (
        tr_noop("Angka bulan"),
        tr_noop("Angka yang dilaporkan sama dengan jumlah semua catatan bulan itu."),
    ),
    Aspect.CONTINUITY: (tr_noop("Sambungan dengan bulan lalu"), tr_noop("Bulan ini melanjutkan bulan sebelumnya.")),
}
"""Per aspect: its name, and what holds where nothing was found."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that does not hold: the number and the date of the document where there is one, and what is wrong with it.

    ``about_memory`` says that only this machine's memory of keys speaks against it: a person may ask and accept the key.
    ``day`` is an ISO date, "" where the document is not in the file.
    """

    aspect: Aspect
    number: str
    what: str
    about_memory: bool = False
    day: str = ""


def sentence(words: str) -> str:
    """Return words with a capital in front, as a line by itself begins."""
    return words[:1].upper() + words[1:]


class Checked(msgspec.Struct, frozen=True):
    """One aspect: how many things were looked at, how many findings there were; ``looked`` False where there was nothing."""

    aspect: Aspect
    count: int
    findings: int
    looked: bool = True


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found: facts about the file, each aspect, each finding, and ``notes`` that are no findings.

    ``sha256`` is the file's own. ``figures`` are summed anew from the rows, None where they could not be read.
    """

    file: str
    sha256: str
    size: int
    gallery: str
    gallery_name: str
    outlet: str
    outlet_name: str
    month: str
    closed: str
    draft: bool
    practice: bool
    made_at: str
    program: str
    key: str
    documents: int
    lines: int
    figures: MonthFigures | None
    aspects: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


MOST_FINDINGS = 500
"""More findings than this are counted, not told one by one."""
