"""The statement that a maker gets: what was here, what sold, what was taken off and why, when the money comes.

One page for most of them. Every figure can be followed: the goods table by its signs, the money from line to line.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gallery_pos.formatting import (
    format_date,
    format_long_date,
    format_period,
    format_rupiah,
)
from gallery_pos.language import tr
from receipts.entries import Beside, approval_words, beside_lines, entry_name, outcome, since_words, year_words
from receipts.pdf.blocks import Sum, gap, heading, text
from receipts.pdf.figures import goods_table, rate_of, sales_table
from receipts.pdf.fonts import BOLD, MEDIUM, REGULAR, fold, shorten, width_of
from receipts.pdf.reckoning import Reckoning
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, PALE, RED, Drawn, Letterhead, Sheet, bind, bind_each
from receipts.proof import check_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlab.platypus import Flowable

    from gallery_pos.documents import Entry, StatementFigures

_BOX = 195.0


class Statement(Struct, frozen=True, kw_only=True):
    """A statement with what the paper needs beside its figures.

    Without a ``number`` it is a preview and marked so; ``copy`` > 0 marks the n-th copy, ``practice`` a paper from the
    practice books. ``beside`` is what is told beside the figures. ``year_gross`` is the maker's sales of the year so far (rupiah), information for his tax.
    """

    figures: StatementFigures
    letterhead: Letterhead
    number: str = ""
    document_hash: bytes = b""
    issued: date | None = None
    owner: str = ""
    district: str = ""
    contact: str = ""
    staff: str = ""
    year_gross: int | None = None
    copy: int = 0
    practice: bool = False
    beside: Beside = Beside()


def statement_pdf(statement: Statement) -> bytes:
    """Return the statement of one maker as a PDF."""
    return statements_pdf([statement])


def statements_pdf(statements: Iterable[Statement]) -> bytes:
    """Return all statements in one PDF for the printer; each counts its own pages."""
    return bind((_sheet(one) for one in statements), tr("Laporan titipan"))


def statement_pdfs(statements: Iterable[Statement]) -> tuple[bytes, Iterator[bytes]]:
    """Return all statements in one PDF, and each by itself, made as it is asked for."""
    return bind_each((_sheet(one) for one in statements), tr("Laporan titipan"))


def _sheet(statement: Statement) -> Sheet:
    figures = statement.figures
    return Sheet(
        title=tr("Laporan titipan {name}").format(name=figures.business_name),
        letterhead=statement.letterhead,
        story=tuple(_story(statement)),
        closer=partial(_story, statement, close=True),
        reference=statement.number or tr("PRATINJAU"),
        check=check_code(statement.document_hash) if statement.document_hash else "",
        mark=_mark(statement),
    )


def _mark(statement: Statement) -> str:
    if statement.practice:
        return tr("LATIHAN")
    if not statement.number:
        return tr("PRATINJAU")
    return tr("SALINAN ke-{count}").format(count=statement.copy) if statement.copy else ""


def _story(statement: Statement, *, close: bool = False) -> Iterator[Flowable]:
    """Yield the parts of a statement; ``close`` sets them with less space, for makers of many products."""
    figures, head, after = statement.figures, *((17.0, 2.0) if close else (22.0, 5.0))
    yield _opening(statement)
    if figures.goods:
        yield heading(tr("Barang Anda"), tr("jumlah dalam satuan yang dijual, semua gerai"), height=head)
        yield goods_table(figures.goods, close=close)
        yield gap(after)
    yield heading(
        tr("Penjualan"),
        tr("dikurangi barang yang dikembalikan pembeli, juga yang sudah pernah dibayarkan"),
        height=head,
        rather_whole=True,
    )
    yield sales_table(figures, close=close)
    yield gap(after)
    yield _money(statement)
    if told := list(beside_lines(figures, statement.beside)):
        yield gap(6)
        yield from (text(line, size=8.5) for line in told)
    yield _foot(statement)


def _opening(statement: Statement) -> Flowable:
    """Whose statement it is, for which days, and in large figures what it comes to."""
    figures = statement.figures
    name = fold(figures.business_name, CONTENT - 210, BOLD, 13)
    who = [part for part in (statement.owner, statement.district, _code(figures.consignor)) if part]
    about = fold(" · ".join(who), CONTENT - 210, REGULAR, 9)
    height = 34.0 + len(name) * 16 + len(about) * 12 + 20
    comes_to = outcome(figures, statement.beside)
    amount = format_rupiah(comes_to.amount)

    def draw(canvas: Any, width: float) -> None:
        y = height - 14
        canvas.setFont(BOLD, 14)
        canvas.setFillColor(INK)
        canvas.drawString(0, y, tr("LAPORAN TITIPAN"))
        y -= 20
        for line in name:
            canvas.setFont(BOLD, 13)
            canvas.setFillColor(GREEN)
            canvas.drawString(0, y, line)
            y -= 16
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(GREY)
        for line in about:
            canvas.drawString(0, y, line)
            y -= 12
        canvas.setFillColor(INK)
        canvas.drawString(0, y - 2, _period(statement))
        canvas.setFillColor(PALE)
        canvas.roundRect(width - _BOX, height - 64, _BOX, 56, 6, fill=1, stroke=0)
        canvas.setFont(MEDIUM, 9)
        canvas.setFillColor(INK)
        canvas.drawCentredString(width - _BOX / 2, height - 25, comes_to.label)
        canvas.setFont(BOLD, min(22.0, 22.0 * (_BOX - 16) / width_of(amount, BOLD, 22)))
        canvas.setFillColor(RED if comes_to.owes else GREEN)
        canvas.drawCentredString(width - _BOX / 2, height - 50, amount)

    return Drawn(height, draw)


def _code(consignor: str) -> str:
    return tr("kode {code}").format(code=consignor)


def _period(statement: Statement) -> str:
    figures = statement.figures
    period = tr("Masa {period}").format(period=format_period(figures.since, figures.until))
    parts = [tr("No. {number}").format(number=statement.number or tr("PRATINJAU")), period]
    if statement.issued:
        parts.append(tr("terbit {day}").format(day=format_long_date(statement.issued)))
    return " · ".join(parts)


def _money(statement: Statement) -> Flowable:
    figures = statement.figures
    signed = ((tr("Penitip"), statement.owner or figures.business_name), (tr("Petugas galeri"), statement.staff))
    return Reckoning(list(_sums(figures, statement.beside)), statement.number, statement.document_hash, signed)


def _sums(figures: StatementFigures, beside: Beside) -> Iterator[Sum]:
    yield Sum(tr("Saldo laporan sebelumnya"), format_rupiah(figures.opening))
    yield Sum(tr("Penjualan"), format_rupiah(figures.gross))
    if figures.discount:
        yield Sum(tr("Potongan untuk pembeli"), format_rupiah(-figures.discount))
    net = figures.gross - figures.discount
    share = tr("Komisi galeri ({rate})").format(rate=rate_of(figures.commission, net)) if net else tr("Komisi galeri")
    yield Sum(share, format_rupiah(-figures.commission))
    yield Sum(tr("Hak Anda dari penjualan"), format_rupiah(figures.due), strong=True)
    for entry in figures.entries:
        yield _entry(entry)
    label = tr("Saldo akhir") if figures.closing >= 0 else tr("Kekurangan, diperhitungkan pada laporan berikutnya")
    yield Sum(label, format_rupiah(figures.closing), strong=True, warn=figures.closing < 0)
    if not beside.paid_since:
        return
    for since in beside.paid_since:
        note = f"{format_date(since.day)} · {since.number}"
        yield Sum(since_words(since), format_rupiah(-since.amount), note=note, behind=True)
    left = figures.closing - sum(since.amount for since in beside.paid_since)
    label = tr("Sisa sesudah itu") if left >= 0 else tr("Diperhitungkan pada laporan berikutnya")
    yield Sum(label, format_rupiah(left), strong=True, warn=left < 0 and figures.closing < 0)


def _entry(entry: Entry) -> Sum:
    parts = [format_date(entry.business_date), entry.number, entry.reason, approval_words(entry)]
    note = " · ".join(part for part in parts if part)
    return Sum(entry_name(entry), format_rupiah(entry.amount), note=note, behind=True)


def _foot(statement: Statement) -> Flowable:
    """Who to ask, and what the tax office may ask."""
    lines = []
    contact = statement.contact or statement.letterhead.phone
    if contact:
        ask = tr("Ada yang tidak cocok? Tanyakan ke {name}, {phone}.")
        lines.append(ask.format(name=statement.letterhead.name, phone=contact))
    if statement.year_gross is not None:
        lines.append(year_words(statement.figures, statement.year_gross))

    def draw(canvas: Any, width: float) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(GREY)
        for index, line in enumerate(lines):
            canvas.drawString(0, 12 - index * 10.5, shorten(line, width, REGULAR, 8))

    return Drawn(26, draw)
