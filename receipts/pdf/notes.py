"""Surat titip and retur titipan: what went from hand to hand, under which terms, signed by both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gallery_pos.documents import ReturnReason
from gallery_pos.formatting import format_count, format_date, format_long_date, format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.money import FULL
from receipts.pdf.blocks import SIZE, Col, gap, signatures, table, text
from receipts.pdf.opening import opening
from receipts.pdf.sheet import CONTENT, GREY, INK, Letterhead, Sheet, bind
from receipts.proof import check_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlab.platypus import Flowable

    from gallery_pos.documents import GoodsReceived, GoodsReturned, ReceivedLine
    from gallery_pos.terms import Terms

_REASONS = {
    ReturnReason.EXPIRED: tr_noop("kedaluwarsa"),
    ReturnReason.SLOW: tr_noop("lama tidak terjual"),
    ReturnReason.DAMAGED: tr_noop("rusak"),
    ReturnReason.ENDED: tr_noop("titipan berakhir"),
    ReturnReason.REQUESTED: tr_noop("diminta penitip"),
    ReturnReason.ROTATION: tr_noop("giliran selesai"),
}
_LONGEST_LIST = 3


class Note(Struct, frozen=True, kw_only=True):
    """What a note says beside its goods; ``staff`` is who received or handed over for the gallery.

    ``copies`` sheets are made, the maker's first; ``copy`` > 0 marks them as a later copy (SALINAN).
    """

    number: str
    letterhead: Letterhead
    business_name: str
    owner: str = ""
    district: str = ""
    staff: str = ""
    document_hash: bytes = b""
    copies: int = 1
    copy: int = 0
    practice: bool = False


def consignment_note_pdf(note: Note, goods: GoodsReceived) -> bytes:
    """Return the surat titip of goods that came in, in ``note.copies`` sheets."""
    title = tr("SURAT TITIP BARANG")
    signed = ((tr("Yang menitipkan"), goods.delivered_by or note.owner), (tr("Penerima, untuk galeri"), note.staff))

    def story(sheet: int) -> Iterator[Flowable]:
        yield _opening(note, goods.consignor, title, format_long_date(goods.business_date), sheet)
        yield _received_table(goods.lines)
        yield from _remarks((goods.reference and tr("Surat jalan: {text}").format(text=goods.reference), goods.note))
        yield gap(6)
        for sentence in _terms(goods.lines):
            yield text(sentence, size=8.5, colour=INK)
        yield gap(10)
        yield signatures(*signed)

    return _bound(note, title, story)


def return_note_pdf(note: Note, goods: GoodsReturned) -> bytes:
    """Return the retur titipan of goods that went back to their owner, in ``note.copies`` sheets."""
    title = tr("RETUR TITIPAN")
    signed = (
        (tr("Yang mengambil"), goods.collected_by or note.owner),
        (tr("Yang menyerahkan, untuk galeri"), note.staff),
    )

    def story(sheet: int) -> Iterator[Flowable]:
        yield _opening(note, goods.consignor, title, format_long_date(goods.business_date), sheet)
        columns = [
            Col(tr("No."), 24, right=True),
            Col(tr("Barang"), CONTENT - 24 - 54 - 110 - 110),
            Col(tr("Jumlah"), 54, right=True),
            Col(tr("Alasan"), 110),
            Col(tr("Catatan"), 110),
        ]
        rows = [
            [str(at), line.name, format_count(line.quantity), tr(_REASONS[line.reason]), line.note]
            for at, line in enumerate(goods.lines, start=1)
        ]
        total = format_count(sum(line.quantity for line in goods.lines))
        yield table(columns, rows, ["", tr("Jumlah", "total"), total, "", ""])
        yield from _remarks((goods.note,))
        yield gap(6)
        yield text(tr("Barang di atas sudah diterima kembali oleh pemiliknya dalam jumlah yang cocok."), size=8.5)
        yield gap(10)
        yield signatures(*signed)

    return _bound(note, title, story)


def _bound(note: Note, title: str, story: Any) -> bytes:
    mark = tr("LATIHAN") if note.practice else ""
    if note.copy and not mark:
        mark = tr("SALINAN ke-{count}").format(count=note.copy)
    sheets = [
        Sheet(
            title=title,
            letterhead=note.letterhead,
            story=tuple(story(number)),
            reference=f"{note.number} · {_whose(number)}" if note.copies > 1 else note.number,
            check=check_code(note.document_hash) if note.document_hash else "",
            mark=mark,
        )
        for number in range(1, note.copies + 1)
    ]
    return bind(sheets, f"{title} {note.number}")


def _whose(sheet: int) -> str:
    return tr("lembar 1 untuk penitip") if sheet == 1 else tr("lembar {count} untuk galeri").format(count=sheet)


def _opening(note: Note, consignor: str, title: str, day: str, sheet: int) -> Flowable:
    about = " · ".join(part for part in (note.owner, note.district, tr("kode {code}").format(code=consignor)) if part)
    facts = [tr("No. {number}").format(number=note.number), day]
    if note.copies > 1:
        facts.append(_whose(sheet))
    return opening(title, note.business_name, about, facts, number=note.number, document_hash=note.document_hash)


def _received_table(lines: tuple[ReceivedLine, ...]) -> Flowable:
    columns = [
        Col(tr("No."), 24, right=True),
        Col(tr("Barang"), CONTENT - 24 - 42 - 74 - 82 - 70 - 62),
        Col(tr("Jumlah"), 42, right=True),
        Col(tr("Harga jual"), 74, right=True),
        Col(tr("Bagian galeri"), 82, right=True),
        Col(tr("Kedaluwarsa"), 70),
        Col(tr("Keadaan"), 62),
    ]
    rows = [
        [
            str(at),
            line.name,
            format_count(line.quantity),
            format_rupiah(line.price),
            _share(line.terms),
            format_date(line.best_before) if line.best_before else "–",
            ", ".join(part for part in (line.condition, line.note) if part),
        ]
        for at, line in enumerate(lines, start=1)
    ]
    pieces = format_count(sum(line.quantity for line in lines))
    return table(columns, rows, ["", tr("Jumlah", "total"), pieces, "", "", "", ""])


def _share(terms: Terms) -> str:
    if terms.consignor_price is None:
        return format_percent(terms.commission_bp)
    net = tr("di atas {amount}").format(amount=format_rupiah(terms.consignor_price))
    return f"{net} + {format_percent(terms.commission_bp)}" if terms.commission_bp else net


def _terms(lines: Iterable[ReceivedLine]) -> Iterator[str]:
    """Say in sentences what was agreed about loss; where lines differ, each of the terms is said."""
    yield tr("Barang tetap milik penitip sampai terjual. Yang terjual dibayarkan setelah dikurangi bagian galeri.")
    agreed = sorted({(line.terms.loss_bp, line.terms.damage_bp, line.terms.expiry_bp) for line in lines})
    for loss, damage, expiry in agreed[:_LONGEST_LIST]:
        yield tr(
            "Ganti rugi galeri dari hak penitip: hilang {loss}, rusak di galeri {damage}, kedaluwarsa {expiry}."
        ).format(loss=_part(loss), damage=_part(damage), expiry=_part(expiry))


def _part(basis_points: int) -> str:
    if basis_points == FULL:
        return tr("penuh")
    return format_percent(basis_points) if basis_points else tr("tidak ada")


def _remarks(remarks: Iterable[str]) -> Iterator[Flowable]:
    for remark in remarks:
        if remark:
            yield gap(4)
            yield text(tr("Catatan: {text}").format(text=remark), size=SIZE, colour=GREY)
