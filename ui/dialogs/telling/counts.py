"""Counts: how they began, what each part had, what they came to, and those that were given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import PartCounted, StocktakeCancelled, StocktakePosted, StocktakeStarted
from gallery_pos.formatting import format_count, format_percent, format_rupiah
from gallery_pos.language import tr
from ui.app.names import LOSS_REASONS
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from gallery_pos.documents import CountedLine
    from ui.dialogs.telling.base import Names, Told


@teller(StocktakeStarted)
def _started(names: Names, told: Told, document: StocktakeStarted) -> None:
    pieces = sum(line.expected for line in document.lines)
    told.summary = tr("{scope}: buku saat itu dibekukan, {products} produk, {pieces} barang.").format(
        scope=document.scope,
        products=format_count(len({line.product for line in document.lines})),
        pieces=format_count(pieces),
    )
    told.fact(tr("Yang dihitung"), document.scope)
    told.fact(tr("Bagian"), ", ".join(document.parts))
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Buku saat mulai"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Di buku"), Kind.NUMBER),
            (tr("Lot"), Kind.TEXT),
        ),
        [
            (line.name, names.consignor(line.consignor), line.expected, line.lot or tr("tanpa lot"))
            for line in document.lines
        ],
        (tr("Jumlah", "total"), "", pieces, ""),
    )


@teller(PartCounted)
def _part(names: Names, told: Told, document: PartCounted) -> None:
    pieces = sum(line.counted for line in document.lines)
    told.summary = tr("{name} menghitung {part}: {products} produk, {pieces} barang.").format(
        name=names.user(document.counted_by),
        part=document.part,
        products=format_count(len(document.lines)),
        pieces=format_count(pieces),
    )
    told.fact(tr("Stok opname"), names.number(document.stocktake), document.stocktake)
    told.fact(tr("Bagian"), document.part)
    told.fact(tr("Dihitung oleh"), names.user(document.counted_by))
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Hasil hitung"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Dihitung"), Kind.NUMBER),
            (tr("Catatan"), Kind.TEXT),
            (tr("Foto"), Kind.NUMBER),
        ),
        [(line.name, line.counted, line.note, len(line.pictures) or None) for line in document.lines],
        (tr("Jumlah", "total"), pieces, "", None),
    )
    told.table(
        tr("Disisihkan"),
        ((tr("Barang"), Kind.TEXT), (tr("Kode"), Kind.TEXT), (tr("Jumlah"), Kind.NUMBER)),
        [(line.name or tr("kode tidak dikenal"), line.code, line.pieces) for line in document.aside],
    )


@teller(StocktakeCancelled)
def _cancelled(names: Names, told: Told, document: StocktakeCancelled) -> None:
    told.summary = tr("Stok opname {number} dibatalkan; stok tidak berubah.").format(
        number=names.number(document.stocktake)
    )
    told.fact(tr("Stok opname"), names.number(document.stocktake), document.stocktake)
    told.fact(tr("Alasan"), document.reason)


@teller(StocktakePosted)
def _counted(names: Names, told: Told, document: StocktakePosted) -> None:
    differing = [line for line in document.lines if line.counted != line.expected]
    missing = sum(line.counted - line.expected for line in document.lines)
    owed = sum(line.compensation for line in document.lines)
    told.summary = tr("{count} baris berselisih, {pieces}; galeri mengganti {amount}.").format(
        count=format_count(len(differing)), pieces=f"{missing:+d}" if missing else "0", amount=format_rupiah(owed)
    )
    told.fact(tr("Yang dihitung"), document.scope)
    told.fact(tr("Dimulai"), names.number(document.stocktake), document.stocktake)
    told.fact(tr("Dihitung oleh"), ", ".join(names.user(code) for code in document.counted_by))
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Hasil hitung"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Di buku"), Kind.NUMBER),
            (tr("Dihitung"), Kind.NUMBER),
            (tr("Selisih"), Kind.NUMBER),
            (tr("Penanggung"), Kind.TEXT),
            (tr("Ganti rugi"), Kind.MONEY),
            (tr("Lot"), Kind.TEXT),
        ),
        [
            (
                _named(line),
                names.consignor(line.consignor),
                line.expected,
                line.counted,
                line.counted - line.expected,
                _bearer(line),
                line.compensation,
                line.lot or tr("tanpa lot"),
            )
            for line in sorted(document.lines, key=lambda each: each.counted == each.expected)
        ],
        (
            tr("Jumlah", "total"),
            "",
            sum(line.expected for line in document.lines),
            sum(line.counted for line in document.lines),
            missing,
            "",
            owed,
            "",
        ),
    )


def _bearer(line: CountedLine) -> str:
    """Return why pieces are missing and which part of it the gallery pays, "" where nobody bears anything."""
    if line.reason is None or line.gallery_bp is None:
        return ""
    return tr("{reason}, galeri {share}").format(
        reason=tr(LOSS_REASONS[line.reason]), share=format_percent(line.gallery_bp)
    )


def _named(line: CountedLine) -> str:
    """Return the name with what was said of the difference behind it."""
    photos = tr("{count} foto").format(count=format_count(len(line.pictures))) if line.pictures else ""
    said = "; ".join(part for part in (line.note, photos) if part)
    return f"{line.name} ({said})" if said else line.name
