"""Berita acara of goods that were written off, and what every record of goods has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from gallery_pos.documents import LossReason
from gallery_pos.formatting import format_count, format_long_date, format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from receipts.pdf.blocks import Col, gap, heading, signatures, table, text
from receipts.pdf.sheet import CONTENT, Letterhead, Sheet, bind
from receipts.proof import check_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportlab.platypus import Flowable

    from gallery_pos.documents import GoodsWrittenOff

REASONS: Mapping[LossReason, str] = {
    LossReason.LOST: tr_noop("hilang"),
    LossReason.DAMAGED: tr_noop("rusak"),
    LossReason.EXPIRED: tr_noop("kedaluwarsa"),
}
"""Why goods are gone, as it stands in the middle of a line."""


class Record(Struct, frozen=True, kw_only=True):
    """What stands on the paper beside the lines; ``makers`` gives business names by code, ``copy`` > 0 marks a SALINAN."""

    number: str
    letterhead: Letterhead
    outlet_name: str
    makers: dict[str, str]
    staff: str = ""
    approver: str = ""
    document_hash: bytes = b""
    copy: int = 0
    practice: bool = False


class Loss(NamedTuple):
    """Pieces of one product that are gone: why, which part in basis points the gallery bears, and that in rupiah."""

    name: str
    note: str
    consignor: str
    pieces: int
    reason: LossReason
    gallery_bp: int
    owed: int


def losses(record: Record, lines: Sequence[Loss]) -> Flowable:
    """Return the table of what is gone, with what the gallery pays for it."""
    columns = [
        Col(tr("Barang"), CONTENT - 110 - 48 - 72 - 62 - 78),
        Col(tr("Penitip"), 110),
        Col(tr("Jumlah"), 48, right=True),
        Col(tr("Sebab"), 72),
        Col(tr("Galeri"), 62, right=True),
        Col(tr("Ganti rugi"), 78, right=True),
    ]
    rows = [
        [
            line.name + (f" ({line.note})" if line.note else ""),
            record.makers.get(line.consignor, line.consignor),
            format_count(line.pieces),
            tr(REASONS[line.reason]),
            format_percent(line.gallery_bp),
            format_rupiah(line.owed),
        ]
        for line in lines
    ]
    pieces = format_count(sum(line.pieces for line in lines))
    owed = format_rupiah(sum(line.owed for line in lines))
    return table(columns, rows, [tr("Jumlah"), "", pieces, "", "", owed])


def write_off_pdf(record: Record, gone: GoodsWrittenOff) -> bytes:
    """Return the record of goods that were lost, damaged or expired, with what the gallery pays for them."""
    title = tr("BERITA ACARA PENGHAPUSAN BARANG")
    lines = [
        Loss(line.name, line.note, line.consignor, line.quantity, line.reason, line.gallery_bp, line.compensation)
        for line in gone.lines
    ]

    def story() -> Iterator[Flowable]:
        yield heading(title, about(record, "", format_long_date(gone.business_date)))
        yield losses(record, lines)
        if gone.note:
            yield gap(6)
            yield text(tr("Catatan: {text}").format(text=gone.note), size=8.5)
        yield gap(12)
        yield signatures((tr("Yang mencatat"), record.staff), (tr("Menyetujui"), record.approver))

    return bound(record, title, tuple(story()))


def about(record: Record, scope: str, day: str) -> str:
    """Return what stands behind the title: number, outlet, what it is about, and the day."""
    return " · ".join(
        part for part in (tr("No. {number}").format(number=record.number), record.outlet_name, scope, day) if part
    )


def bound(record: Record, title: str, story: tuple[Flowable, ...]) -> bytes:
    """Return a record as a PDF with its letterhead, its check code and its mark."""
    mark = tr("LATIHAN") if record.practice else ""
    if record.copy and not mark:
        mark = tr("SALINAN ke-{count}").format(count=record.copy)
    sheet = Sheet(
        title=title,
        letterhead=record.letterhead,
        story=story,
        reference=record.number,
        check=check_code(record.document_hash) if record.document_hash else "",
        mark=mark,
    )
    return bind([sheet], f"{title} {record.number}")
