"""The rows of a review: a product with its difference and its bearers, and a maker with all of his."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count, format_percent
from gallery_pos.language import tr, tr_noop
from ui.app.names import LOSS_REASONS
from ui.app.tables import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_pos.services.count_review import Borne, Variance
    from ui.screens.stok.review_form import Said


@dataclass(frozen=True, slots=True)
class Row:
    """A product of the review; ``open`` pieces have no bearer yet, ``owed`` is what the gallery pays so far."""

    variance: Variance
    maker: str
    borne: tuple[Borne, ...]
    open: int
    owed: int
    said: Said

    @property
    def difference(self) -> int:
        """Pieces more (> 0) or less than there should be."""
        return self.variance.standing.difference


@dataclass(frozen=True, slots=True)
class MakerRow:
    """What a count comes to for one maker."""

    code: str
    name: str
    products: int
    short: int
    over: int
    value: int
    owed: int


def pieces_words(row: Row) -> str:
    """Return a difference with its sign, and a question mark where the product moved while it was counted."""
    standing = row.variance.standing
    text = f"{standing.difference:+d}" if standing.difference else "0"
    return text if standing.certain else f"{text} ?"


def _tone(pieces: int) -> str:
    return "danger" if pieces < 0 else "good" if pieces > 0 else ""


def bearer_words(row: Row) -> str:
    """Return who bears what is missing of a product: "Hilang, galeri 50 %", or what still has to be said."""
    if not row.variance.unexplained:
        return tr("sudah terjual tanpa lot") if row.difference < 0 else ""
    words = []
    for each in row.borne:
        share = tr("perjanjian", "penanggung")
        if each.gallery_bp is not None:
            share = tr("galeri {share}").format(share=format_percent(each.gallery_bp))
        reason = tr(LOSS_REASONS[each.reason])
        words.append(f"{reason}, {share}" if len(row.borne) == 1 else f"{each.pieces} {reason}, {share}")
    if row.open:
        words.append(tr("{count} belum dibebankan").format(count=format_count(row.open)))
    return "; ".join(words)


def by_maker(rows: Iterable[Row]) -> list[MakerRow]:
    """Sum the differences of each maker, the dearest first."""
    mine: dict[str, list[Row]] = {}
    for row in rows:
        if row.difference:
            mine.setdefault(row.variance.consignor, []).append(row)
    made = [
        MakerRow(
            code,
            each[0].maker,
            len(each),
            sum(max(-row.difference, 0) for row in each),
            sum(max(row.difference, 0) for row in each),
            sum(row.variance.value for row in each),
            sum(row.owed for row in each),
        )
        for code, each in mine.items()
    ]
    return sorted(made, key=lambda row: row.value)


COLUMNS: tuple[Column[Row], ...] = (
    Column(tr_noop("Barang"), lambda row: row.variance.name, stretch=True),
    Column(tr_noop("Penitip"), lambda row: row.maker, width=150),
    Column(
        tr_noop("Di buku"),
        lambda row: row.variance.standing.expected,
        Kind.NUMBER,
        width=76,
        tip=lambda row: tr("{frozen} saat mulai, {moved} bergerak").format(
            frozen=format_count(row.variance.standing.frozen), moved=f"{row.variance.standing.moved:+d}"
        ),
    ),
    Column(tr_noop("Dihitung"), lambda row: row.variance.standing.counted, Kind.NUMBER, width=84),
    Column(
        tr_noop("Selisih"),
        lambda row: row.difference,
        Kind.NUMBER,
        width=72,
        text=pieces_words,
        tone=lambda row: _tone(row.difference) or ("" if row.variance.standing.certain else "attention"),
    ),
    Column(tr_noop("Nilai jual"), lambda row: row.variance.value, Kind.MONEY),
    Column(
        tr_noop("Penanggung"),
        bearer_words,
        width=190,
        tone=lambda row: "danger" if row.open else "",
        tip=bearer_words,
    ),
    Column(tr_noop("Ganti rugi"), lambda row: row.owed, Kind.MONEY),
)
MAKER_COLUMNS: tuple[Column[MakerRow], ...] = (
    Column(tr_noop("Penitip"), lambda row: row.name, stretch=True),
    Column(tr_noop("Produk"), lambda row: row.products, Kind.NUMBER),
    Column(tr_noop("Kurang"), lambda row: -row.short, Kind.NUMBER, tone=lambda row: _tone(-row.short)),
    Column(tr_noop("Lebih"), lambda row: row.over, Kind.NUMBER, tone=lambda row: _tone(row.over)),
    Column(tr_noop("Nilai jual"), lambda row: row.value, Kind.MONEY),
    Column(tr_noop("Ganti rugi"), lambda row: row.owed, Kind.MONEY),
)
