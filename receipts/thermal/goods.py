"""Surat titip and retur titipan on a narrow slip: one for the maker, one for the gallery, on one strip of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import ReturnReason
from gallery_pos.formatting import format_count, format_date, format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from receipts.paper import NARROW, Align, Columns, Paper, Qr, Rule, Text
from receipts.proof import check_code, check_text
from receipts.thermal.common import head, moment, signature, tail, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gallery_pos.documents import GoodsReceived, GoodsReturned, OutletRevised, ReceivedLine, ReturnedLine
    from gallery_pos.ports import Posted
    from receipts.paper import Line

_REASONS = {
    ReturnReason.EXPIRED: tr_noop("kedaluwarsa"),
    ReturnReason.SLOW: tr_noop("lama tidak terjual"),
    ReturnReason.DAMAGED: tr_noop("rusak"),
    ReturnReason.ENDED: tr_noop("titipan berakhir"),
    ReturnReason.REQUESTED: tr_noop("diminta penitip"),
    ReturnReason.ROTATION: tr_noop("giliran selesai"),
}


def consignment_slip(
    posted: Posted,
    goods: GoodsReceived,
    business_name: str,
    outlet: OutletRevised,
    staff: str,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
) -> Paper:
    """Return the surat titip of goods that came in, once for each side; ``posted`` is their row in the journal."""
    told = (
        *(one for line in goods.lines for one in _received(line)),
        *_total(line.quantity for line in goods.lines),
        *_remarks(goods.reference, goods.note),
        Text(tr("Barang tetap milik penitip sampai terjual.")),
    )
    about = [business_name, goods.consignor, moment(goods.posted_at, outlet.timezone)]
    signed = (goods.delivered_by or tr("Yang menitipkan"), staff)
    lines = _twice(posted, tr("SURAT TITIP"), about, told, signed=signed, outlet=outlet, copy=copy, practice=practice)
    return Paper(tr("Surat titip {number}").format(number=posted.number), width, lines)


def return_slip(
    posted: Posted,
    goods: GoodsReturned,
    business_name: str,
    outlet: OutletRevised,
    staff: str,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
) -> Paper:
    """Return the retur titipan of goods that went back, once for each side; ``posted`` is their row in the journal."""
    told = (
        *(one for line in goods.lines for one in _returned(line)),
        *_total(line.quantity for line in goods.lines),
        *_remarks("", goods.note),
    )
    about = [business_name, goods.consignor, moment(goods.posted_at, outlet.timezone)]
    signed = (goods.collected_by or tr("Yang mengambil"), staff)
    lines = _twice(posted, tr("RETUR TITIPAN"), about, told, signed=signed, outlet=outlet, copy=copy, practice=practice)
    return Paper(tr("Retur titipan {number}").format(number=posted.number), width, lines)


def _twice(
    posted: Posted,
    words: str,
    about: Sequence[str],
    told: Sequence[Line],
    *,
    signed: Sequence[str],
    outlet: OutletRevised,
    copy: int,
    practice: bool,
) -> tuple[Line, ...]:
    """Return a slip for the maker and the same one for the gallery; ``about`` is whose goods, his code, and when."""
    name, code, when = about
    return tuple(
        line
        for whose in (tr("untuk penitip"), tr("untuk galeri"))
        for line in (
            *head(outlet, b"", copy=copy, practice=practice),
            *title(words),
            Text(whose, Align.CENTER),
            Text(name, bold=True),
            Text(tr("Kode: {code}").format(code=code)),
            Text(tr("No. {number}").format(number=posted.number)),
            Text(when),
            Rule(),
            *told,
            Qr(check_text(posted.number, posted.hash)),
            Text(check_code(posted.hash), Align.CENTER, bold=True),
            *(one for person in signed for one in signature(person)),
            *tail(copy=copy, practice=practice),
        )
    )


def _total(pieces: Iterable[int]) -> Iterator[Line]:
    yield Rule()
    yield Columns(tr("JUMLAH BARANG"), format_count(sum(pieces)), bold=True)


def _returned(line: ReturnedLine) -> Iterator[Line]:
    yield Columns(line.name, format_count(line.quantity))
    yield Columns(_joined(tr(_REASONS[line.reason]), line.note), "", indent=2)


def _received(line: ReceivedLine) -> Iterator[Line]:
    yield Columns(line.name, format_count(line.quantity))
    share = format_percent(line.terms.commission_bp)
    if line.terms.consignor_price is not None:
        share = tr("titip {amount}").format(amount=format_rupiah(line.terms.consignor_price))
    yield Columns(
        tr("harga {price}, galeri {share}").format(price=format_rupiah(line.price), share=share), "", indent=2
    )
    if line.best_before:
        yield Columns(tr("s.d. {day}").format(day=format_date(line.best_before)), "", indent=2)
    if extra := _joined(line.condition, line.note):
        yield Columns(extra, "", indent=2)


def _remarks(reference: str, note: str) -> Iterator[Line]:
    if reference:
        yield Text(tr("Surat jalan: {text}").format(text=reference))
    if note:
        yield Text(note)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
