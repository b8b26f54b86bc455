"""Goods that came, went back or were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import GoodsReceived, GoodsReturned, GoodsWrittenOff
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.terms_words import terms_short
from ui.app.names import LOSS_REASONS, RETURN_REASONS
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from ui.dialogs.telling.base import Names, Told


def _pieces(count: int) -> str:
    return tr("{count} barang").format(count=format_count(count))


@teller(GoodsReceived)
def _received(names: Names, told: Told, document: GoodsReceived) -> None:
    pieces = sum(line.quantity for line in document.lines)
    value = sum(line.quantity * line.price for line in document.lines)
    told.summary = tr("{name} menitipkan {pieces}, senilai {value}.").format(
        name=names.consignor(document.consignor), pieces=_pieces(pieces), value=format_rupiah(value)
    )
    told.fact(tr("Penitip"), f"{names.consignor(document.consignor)} ({document.consignor})")
    told.fact(tr("Diantar oleh"), document.delivered_by)
    told.fact(tr("Surat jalan"), document.reference)
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Barang"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Jumlah"), Kind.NUMBER),
            (tr("Harga jual"), Kind.MONEY),
            (tr("Bagian galeri"), Kind.TEXT),
            (tr("Kedaluwarsa"), Kind.DATE),
            (tr("Keadaan"), Kind.TEXT),
            (tr("Lot"), Kind.TEXT),
        ),
        [
            (line.name, line.quantity, line.price, terms_short(line.terms), line.best_before, _and(line), line.lot)
            for line in document.lines
        ],
        (tr("Jumlah", "total"), pieces, value, "", None, "", ""),
    )


def _and(line: object) -> str:
    return ", ".join(part for part in (getattr(line, "condition", ""), getattr(line, "note", "")) if part)


@teller(GoodsReturned)
def _returned(names: Names, told: Told, document: GoodsReturned) -> None:
    pieces = sum(line.quantity for line in document.lines)
    told.summary = tr("{pieces} kembali kepada {name}.").format(
        name=names.consignor(document.consignor), pieces=_pieces(pieces)
    )
    told.fact(tr("Penitip"), f"{names.consignor(document.consignor)} ({document.consignor})")
    told.fact(tr("Diambil oleh"), document.collected_by)
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Barang"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Jumlah"), Kind.NUMBER),
            (tr("Alasan"), Kind.TEXT),
            (tr("Catatan"), Kind.TEXT),
            (tr("Lot"), Kind.TEXT),
        ),
        [(line.name, line.quantity, tr(RETURN_REASONS[line.reason]), line.note, line.lot) for line in document.lines],
        (tr("Jumlah", "total"), pieces, "", "", ""),
    )


@teller(GoodsWrittenOff)
def _written_off(names: Names, told: Told, document: GoodsWrittenOff) -> None:
    owed = sum(line.compensation for line in document.lines)
    pieces = sum(line.quantity for line in document.lines)
    told.summary = tr("{pieces} dihapus dari stok; galeri mengganti {amount} kepada penitip.").format(
        pieces=_pieces(pieces), amount=format_rupiah(owed)
    )
    told.fact(tr("Hilang di jalan dengan kiriman"), names.number(document.sent), document.sent)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Barang"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Jumlah"), Kind.NUMBER),
            (tr("Sebab"), Kind.TEXT),
            (tr("Ditanggung galeri"), Kind.PERCENT),
            (tr("Ganti rugi"), Kind.MONEY),
            (tr("Catatan"), Kind.TEXT),
        ),
        [
            (
                line.name,
                names.consignor(line.consignor),
                line.quantity,
                tr(LOSS_REASONS[line.reason]),
                line.gallery_bp,
                line.compensation,
                line.note,
            )
            for line in document.lines
        ],
        (tr("Jumlah", "total"), "", pieces, "", None, owed, ""),
    )
