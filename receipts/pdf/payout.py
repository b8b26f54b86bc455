"""Kuitansi: money that changed hands between gallery and maker, in figures and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.platypus import Flowable, Table, TableStyle

from gallery_pos.formatting import format_long_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.words import amount_in_words
from receipts.pdf.blocks import draw_qr, gap
from receipts.pdf.fonts import BOLD, MEDIUM, REGULAR, fold, shorten, width_of
from receipts.pdf.sheet import (
    BOTTOM,
    CONTENT,
    GREEN,
    GREY,
    HEIGHT,
    INK,
    LINE,
    PALE,
    Drawn,
    Letterhead,
    LetterheadAgain,
    Sheet,
    bind,
)
from receipts.proof import check_code, check_text
from receipts.stamp_duty import STAMP, needs_stamp
from receipts.thermal.common import method_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gallery_pos.documents import PayoutMade

_CUT = 20.0
_WHOLE = [(f"{side}PADDING", (0, 0), (0, 0), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
"""A cell that is as large as what stands in it; what is in one cell stays on one page."""
_LABEL = 108.0
_LEADING = 14.0
_STAMP = (78.0, 50.0)


class Kuitansi(Struct, frozen=True, kw_only=True):
    """A payout with what its receipt says beside it; ``place`` stands before the date ("Karawang, 4 Juli 2023").

    ``copies`` of 2 stand on one page to cut apart, for maker and gallery. One that was ``reversed`` says so across it.
    """

    number: str
    payout: PayoutMade
    letterhead: Letterhead
    business_name: str
    owner: str = ""
    staff: str = ""
    place: str = ""
    statement_number: str = ""
    document_hash: bytes = b""
    copies: int = 1
    copy: int = 0
    practice: bool = False
    reversed: bool = False


def payout_pdf(kuitansi: Kuitansi) -> bytes:
    """Return the receipt of a payout, or of what a maker paid in (``amount`` < 0)."""
    return bind([_sheet(kuitansi)], tr("Kuitansi {number}").format(number=kuitansi.number))


def payouts_pdf(kuitansis: Iterable[Kuitansi]) -> bytes:
    """Return the receipts of many payouts in one file."""
    return bind(map(_sheet, kuitansis), tr("Kuitansi"))


def _sheet(kuitansi: Kuitansi) -> Sheet:
    mark = tr("LATIHAN") if kuitansi.practice else ""
    if kuitansi.reversed and not mark:
        mark = tr("DIBATALKAN")
    if kuitansi.copy and not mark:
        mark = tr("SALINAN ke-{count}").format(count=kuitansi.copy)
    return Sheet(
        title=tr("Kuitansi"),
        letterhead=kuitansi.letterhead,
        story=tuple(_story(kuitansi)),
        reference=kuitansi.number,
        check=check_code(kuitansi.document_hash) if kuitansi.document_hash else "",
        mark=mark,
    )


def _story(kuitansi: Kuitansi) -> Iterator[Flowable]:
    if kuitansi.copies == 1:
        yield from _receipt(kuitansi, "")
        return
    yield from _receipt(kuitansi, tr("lembar 1 untuk penitip"))
    for count in range(2, kuitansi.copies + 1):
        told = tr("lembar {count} untuk galeri").format(count=count)
        yield _OtherHalf([LetterheadAgain(kuitansi.letterhead), *_receipt(kuitansi, told)])


def _receipt(kuitansi: Kuitansi, told: str) -> list[Flowable]:
    return [_facts(kuitansi, told), gap(8), _amount_and_signature(kuitansi)]


class _OtherHalf(Flowable):  # type: ignore[misc]
    """A copy on the lower half of the page, over it the line to cut along; on a page of its own where it is too long."""

    def __init__(self, copy: list[Flowable]) -> None:
        super().__init__()
        self._copy = Table([[copy]], [CONTENT], style=TableStyle(_WHOLE))
        self._above = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        _, height = self._copy.wrapOn(self.canv, available_width, available_height)
        to_middle = available_height + BOTTOM - HEIGHT / 2 + _CUT / 2
        self._above = max(_CUT, to_middle) if to_middle < HEIGHT / 4 else 0.0
        self.width, self.height = available_width, height + self._above
        return self.width, self.height

    def draw(self) -> None:
        self._copy.drawOn(self.canv, 0, 0)
        if self._above:
            y = self.height - self._above + _CUT / 2
            self.canv.setStrokeColor(GREY)
            self.canv.setLineWidth(0.5)
            self.canv.setDash(3, 3)
            self.canv.line(0, y, self.width, y)
            self.canv.setDash()


def _facts(kuitansi: Kuitansi, told: str) -> Flowable:
    payout = kuitansi.payout
    paid_in = payout.amount < 0
    maker = f"{kuitansi.business_name} ({payout.consignor})"
    words = tr("{words} rupiah").format(words=amount_in_words(abs(payout.amount)))
    how = method_name(payout.method) + (f" · {payout.reference}" if payout.reference else "")
    facts = [
        (tr("No."), kuitansi.number, REGULAR),
        (tr("Sudah terima dari"), maker if paid_in else kuitansi.letterhead.name, MEDIUM),
        (tr("Uang sejumlah"), words[0].upper() + words[1:], BOLD),
        (tr("Untuk pembayaran"), _purpose(kuitansi), REGULAR),
        (tr("Dengan cara"), how, REGULAR),
    ]
    if payout.note:
        facts.append((tr("Catatan"), payout.note, REGULAR))
    folded = [(label, fold(value, CONTENT - _LABEL - 20, font, 10.5), font) for label, value, font in facts]
    height = 40.0 + sum(len(lines) * _LEADING + 9 for _, lines, _ in folded)

    def draw(canvas: Any, width: float) -> None:
        canvas.setFont(BOLD, 20)
        canvas.setFillColor(GREEN)
        canvas.drawCentredString(width / 2, height - 20, tr("KUITANSI"))
        canvas.setFont(REGULAR, 8.5)
        canvas.setFillColor(GREY)
        canvas.drawRightString(width, height - 20, told)
        y = height - 40
        for label, lines, font in folded:
            block = len(lines) * _LEADING
            if font is BOLD:
                canvas.setFillColor(PALE)
                canvas.roundRect(_LABEL - 6, y - block - 5, width - _LABEL + 6, block + 8, 4, fill=1, stroke=0)
            canvas.setFont(REGULAR, 9.5)
            canvas.setFillColor(GREY)
            canvas.drawString(0, y - 11, label)
            canvas.setFont(font, 10.5)
            canvas.setFillColor(INK)
            for index, line in enumerate(lines):
                canvas.drawString(_LABEL, y - 11 - index * _LEADING, line)
            y -= block + 9
            if font is not BOLD:
                canvas.setStrokeColor(LINE)
                canvas.setLineWidth(0.5)
                canvas.line(_LABEL, y + 4, width, y + 4)

    return Drawn(height, draw)


def _purpose(kuitansi: Kuitansi) -> str:
    if kuitansi.payout.amount < 0:
        what = tr("pelunasan kekurangan penitip")
    else:
        what = tr("hasil penjualan barang titipan {name}").format(name=kuitansi.business_name)
    if kuitansi.statement_number:
        what += tr(", laporan {number}").format(number=kuitansi.statement_number)
    return what


def _amount_and_signature(kuitansi: Kuitansi) -> Flowable:
    payout = kuitansi.payout
    amount = format_rupiah(abs(payout.amount))
    signer = kuitansi.staff if payout.amount < 0 else payout.received_by or kuitansi.owner or kuitansi.business_name
    place = f"{kuitansi.place}, " if kuitansi.place else ""
    height = 120.0

    def draw(canvas: Any, width: float) -> None:
        canvas.setStrokeColor(GREEN)
        canvas.setLineWidth(1.2)
        canvas.setFillColor(PALE)
        canvas.roundRect(0, height - 52, 210, 44, 5, fill=1, stroke=1)
        canvas.setFont(BOLD, min(21.0, 21.0 * 194 / width_of(amount, BOLD, 21)))
        canvas.setFillColor(INK)
        canvas.drawCentredString(105, height - 37, amount)
        if kuitansi.document_hash:
            _draw_check(canvas, 2, kuitansi)
        left = width - 200
        canvas.setFont(REGULAR, 9.5)
        canvas.setFillColor(INK)
        canvas.drawString(left, height - 18, shorten(place + format_long_date(payout.business_date), 200, REGULAR, 9.5))
        canvas.drawString(left, height - 32, tr("Yang menerima,"))
        if needs_stamp(payout.amount):
            _draw_stamp_box(canvas, left, 25)
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.6)
        canvas.line(left, 18, width, 18)
        canvas.setFont(MEDIUM, 9.5)
        canvas.drawString(left, 6, shorten(signer, 200, MEDIUM, 9.5))

    return Drawn(height, draw)


def _draw_check(canvas: Any, y: float, kuitansi: Kuitansi) -> None:
    draw_qr(canvas, check_text(kuitansi.number, kuitansi.document_hash), 0, y, 60)
    canvas.setFont(BOLD, 9)
    canvas.setFillColor(INK)
    canvas.drawString(70, y + 34, check_code(kuitansi.document_hash))
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(GREY)
    canvas.drawString(70, y + 23, tr("kode periksa kuitansi ini"))
    if kuitansi.payout.amount > 0:
        canvas.drawString(70, y + 13, tr("Uang sudah sampai? Kirim kode ini ke galeri."))


def _draw_stamp_box(canvas: Any, x: float, y: float) -> None:
    width, height = _STAMP
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.6)
    canvas.setDash(2, 2)
    canvas.rect(x, y, width, height, fill=0, stroke=1)
    canvas.setDash()
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(GREY)
    canvas.drawCentredString(x + width / 2, y + height / 2 + 2, tr("Meterai"))
    canvas.drawCentredString(x + width / 2, y + height / 2 - 8, format_rupiah(STAMP))
