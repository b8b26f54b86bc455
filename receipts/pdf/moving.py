"""Surat jalan of goods between outlets, what came of them, and the sheet of a visit with its arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gallery_pos.documents import VisitLine, VisitRecorded
from gallery_pos.formatting import format_count, format_date, format_long_date, format_rupiah
from gallery_pos.language import tr
from receipts.pdf.blocks import SIZE, Col, Sum, draw_sums, gap, heading, signatures, sums_height, table, text
from receipts.pdf.counts import Record, bound
from receipts.pdf.opening import opening
from receipts.pdf.photos import photos
from receipts.pdf.sheet import CONTENT, GREY, Drawn, Sheet, bind
from receipts.proof import check_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from reportlab.platypus import Flowable

    from gallery_pos.documents import GoodsArrived, GoodsSent

_SUMS = 300.0


class Way(Struct, frozen=True, kw_only=True):
    """Where goods go: the outlets' names, and per lot its best-before date where it has one."""

    source: str
    target: str
    dates: dict[str, date] = {}
    number: str = ""


def transfer_pdf(record: Record, sent: GoodsSent, way: Way, *, copies: int = 2) -> bytes:
    """Return the surat jalan of goods that were sent, the receiver's sheet first."""
    title = tr("SURAT JALAN")
    signed = (
        (tr("Yang mengirim"), record.staff),
        (tr("Yang membawa"), sent.carried_by),
        (tr("Yang menerima"), ""),
    )
    columns = [
        Col(tr("No."), 24, right=True),
        Col(tr("Barang"), CONTENT - 24 - 120 - 74 - 50 - 60),
        Col(tr("Penitip"), 120),
        Col(tr("Kedaluwarsa"), 74),
        Col(tr("Dikirim"), 50, right=True),
        Col(tr("Datang"), 60, right=True),
    ]
    rows = [
        [
            str(at),
            line.name,
            record.makers.get(line.consignor, line.consignor),
            _day(way.dates.get(line.lot)),
            format_count(line.quantity),
            "………",
        ]
        for at, line in enumerate(sent.lines, start=1)
    ]
    pieces = format_count(sum(line.quantity for line in sent.lines))

    def story(number: int) -> Iterator[Flowable]:
        whose = _whose(number) if copies > 1 else ""
        yield _opening(record, title, way, sent.business_date, (whose,))
        yield table(columns, rows, ["", tr("Jumlah", "total"), "", "", pieces, ""])
        yield from _remarks((sent.note,))
        yield gap(6)
        told = tr("Barang tetap milik penitip. Yang tidak sampai tetap tercatat dalam perjalanan sampai ditemukan.")
        yield text(told, size=SIZE)
        yield gap(10)
        yield signatures(*signed)

    mark = _mark(record)
    sheets = [
        Sheet(
            title=title,
            letterhead=record.letterhead,
            story=tuple(story(number)),
            reference=f"{record.number} · {_whose(number)}" if copies > 1 else record.number,
            check=check_code(record.document_hash) if record.document_hash else "",
            mark=mark,
        )
        for number in range(1, copies + 1)
    ]
    return bind(sheets, f"{title} {record.number}")


def arrival_pdf(record: Record, came: GoodsArrived, way: Way) -> bytes:
    """Return what was counted of a transfer where it arrived, with every difference; ``way.number`` is the transfer's."""
    title = tr("PENERIMAAN BARANG KIRIMAN")
    columns = [
        Col(tr("Barang"), CONTENT - 110 - 54 - 54 - 60 - 100),
        Col(tr("Penitip"), 110),
        Col(tr("Di jalan"), 54, right=True),
        Col(tr("Datang"), 54, right=True),
        Col(tr("Belum"), 60, right=True),
        Col(tr("Catatan"), 100),
    ]
    rows = [
        [
            line.name,
            record.makers.get(line.consignor, line.consignor),
            format_count(line.sent),
            format_count(line.arrived),
            format_count(line.sent - line.arrived) if line.sent != line.arrived else "",
            line.note,
        ]
        for line in came.lines
    ]
    sent, arrived = sum(line.sent for line in came.lines), sum(line.arrived for line in came.lines)
    totals = ["", "", format_count(sent), format_count(arrived), format_count(sent - arrived) if sent > arrived else ""]

    def story() -> Iterator[Flowable]:
        yield _opening(record, title, way, came.business_date, (tr("surat jalan {number}").format(number=way.number),))
        yield table(columns, rows, [tr("Jumlah", "total"), *totals[1:], ""])
        yield from _remarks((came.note,))
        if sent > arrived:
            yield gap(6)
            told = tr("{count} buah belum datang dan tetap tercatat dalam perjalanan.")
            yield text(told.format(count=format_count(sent - arrived)), size=SIZE)
        yield gap(10)
        yield signatures((tr("Yang menerima"), came.received_by or record.staff), (tr("Yang membawa"), ""))

    return bound(record, title, tuple(story()))


def visit_pdf(record: Record, visit: VisitRecorded, numbers: Mapping[str, str], taken: Sequence[bytes] = ()) -> bytes:
    """Return the sheet of a visit: every product, how the money was worked out, and room to sign.

    ``numbers`` are the documents that it posted: what each is called, by its number; ``taken`` its photos.
    """
    title = tr("LEMBAR KUNJUNGAN")

    def story() -> Iterator[Flowable]:
        facts = [tr("No. {number}").format(number=record.number), format_long_date(visit.business_date)]
        about = tr("Dikunjungi oleh {name}").format(name=visit.visited_by or record.staff)
        yield opening(title, record.outlet_name, about, facts, number=record.number, document_hash=record.document_hash)
        yield _visit_table(record, visit)
        yield gap(8)
        yield heading(tr("Uang"), tr("yang ditemukan, dan yang terjual menurut hitungan"))
        yield _money(visit)
        yield from _checklist(visit.checklist)
        yield from _remarks((visit.note,))
        yield from photos([(tr("foto {at}").format(at=at), data) for at, data in enumerate(taken, start=1)])
        if numbers:
            yield gap(6)
            posted = ", ".join(f"{name} {number}" for number, name in numbers.items())
            yield text(tr("Dicatat sebagai: {documents}.").format(documents=posted), size=8, colour=GREY)
        yield gap(10)
        yield signatures((tr("Yang mengunjungi"), visit.visited_by or record.staff), (tr("Penunggu tempat"), ""))

    return bound(record, title, tuple(story()))


def _visit_table(record: Record, visit: VisitRecorded) -> Flowable:
    columns = [
        Col(tr("Barang"), CONTENT - 96 - 5 * 41 - 68),
        Col(tr("Penitip"), 96),
        Col(tr("Di buku"), 41, right=True),
        Col(tr("Sisa"), 41, right=True),
        Col(tr("Retur"), 41, right=True),
        Col(tr("Terjual"), 41, right=True),
        Col(tr("Hilang"), 41, right=True),
        Col(tr("Nilai terjual"), 68, right=True),
    ]
    rows = [
        [
            line.name,
            record.makers.get(line.consignor, line.consignor),
            format_count(line.expected),
            format_count(line.left),
            _or_nothing(line.returned),
            _or_nothing(line.sold),
            _missing(line.missing),
            format_rupiah(line.value) if line.value else "",
        ]
        for line in visit.lines
    ]
    sums = [_sum(visit.lines, name) for name in ("expected", "left", "returned", "sold", "missing")]
    totals = [format_count(sum_) for sum_ in sums[:4]]
    value = format_rupiah(sum(line.value for line in visit.lines))
    return table(columns, rows, [tr("Jumlah", "total"), "", *totals, _missing(sums[4]), value])


def _money(visit: VisitRecorded) -> Flowable:
    sold = sum(line.value for line in visit.lines)
    missing = sum(max(line.missing, 0) for line in visit.lines)
    found = [tr("{count} buah hilang, tidak dihitung terjual").format(count=format_count(missing))] if missing else []
    off = sum(line.markdown for line in visit.lines)
    less = [tr("sesudah potongan rencana harga {amount}").format(amount=format_rupiah(off))] if off else []
    lines = [
        Sum(tr("Uang di kotak"), format_rupiah(visit.cash)),
        Sum(tr("QRIS"), format_rupiah(visit.qris)),
        Sum(tr("Ditemukan"), format_rupiah(visit.cash + visit.qris), strong=True),
        Sum(tr("Harga barang yang terjual"), format_rupiah(sold), note="; ".join(less + found)),
        Sum(_difference(visit.difference), format_rupiah(visit.difference), strong=True, warn=visit.difference < 0),
    ]

    def draw(canvas: Any, _width: float) -> None:
        draw_sums(canvas, 0, height, _SUMS, lines)

    height = sums_height(lines, _SUMS)
    return Drawn(height + 4, draw)


def _difference(difference: int) -> str:
    if difference == 0:
        return tr("Selisih: tidak ada")
    return tr("Selisih: uang lebih") if difference > 0 else tr("Selisih: uang kurang")


def _checklist(checklist: Mapping[str, bool]) -> Iterator[Flowable]:
    if not checklist:
        return
    yield gap(6)
    yield heading(tr("Yang diperiksa"))
    for question, answer in checklist.items():
        yield text(f"{question}: {tr('ya') if answer else tr('tidak')}", size=SIZE)


def _missing(pieces: int) -> str:
    """Return pieces that are missing, or "+2" for what is too much."""
    return f"+{format_count(-pieces)}" if pieces < 0 else _or_nothing(pieces)


def _or_nothing(number: int) -> str:
    return format_count(number) if number else ""


def _sum(lines: Iterable[VisitLine], name: str) -> int:
    return sum(getattr(line, name) for line in lines)


def _opening(record: Record, title: str, way: Way, day: date, more: Iterable[str]) -> Flowable:
    facts = [tr("No. {number}").format(number=record.number), format_long_date(day), *(part for part in more if part)]
    return opening(
        title,
        way.target,
        tr("dari {source}").format(source=way.source),
        facts,
        number=record.number,
        document_hash=record.document_hash,
    )


def _day(day: date | None) -> str:
    return format_date(day) if day else "–"


def _whose(sheet: int) -> str:
    return tr("lembar 1 untuk penerima") if sheet == 1 else tr("lembar {count} untuk pengirim").format(count=sheet)


def _mark(record: Record) -> str:
    if record.practice:
        return tr("LATIHAN")
    return tr("SALINAN ke-{count}").format(count=record.copy) if record.copy else ""


def _remarks(remarks: Iterable[str]) -> Iterator[Flowable]:
    for remark in remarks:
        if remark:
            yield gap(4)
            yield text(tr("Catatan: {text}").format(text=remark), size=SIZE, colour=GREY)
