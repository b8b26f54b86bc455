"""The key of personal data on paper: groups to type, a code to scan, and what whoever holds it should know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.formatting import format_long_date
from gallery_pos.language import tr
from receipts.pdf.blocks import draw_qr, gap, text
from receipts.pdf.fonts import BOLD, MEDIUM
from receipts.pdf.sheet import GREEN, INK, PALE, Drawn, Letterhead, Sheet, bind

if TYPE_CHECKING:
    from datetime import date

    from reportlab.platypus import Flowable

_GROUP = 4
_A_LINE = 4
_CODE = 132.0
_LEADING = 30.0


def key_pdf(key: bytes, letterhead: Letterhead, day: date) -> bytes:
    """Return the paper that the key can be put in from again; ``day`` is when it was printed."""
    title = tr("Kunci data pribadi")
    sheet = Sheet(
        title=title,
        letterhead=letterhead,
        story=(
            text(title, font=BOLD, size=18, colour=GREEN),
            gap(8),
            text(tr("Dicetak {date}.").format(date=format_long_date(day))),
            gap(14),
            _groups(key.hex().upper()),
            gap(16),
            text(
                tr(
                    "Dengan kunci ini, PIN dan data pribadi penitip tetap terbuka sesudah buku galeri dipulihkan di "
                    "komputer lain: di Pengaturan, bagian Buku, tekan Pasang kunci, lalu ketik atau pindai."
                ),
                size=10,
            ),
            gap(8),
            text(
                tr(
                    "Siapa memegang kertas ini dan sebuah cadangan dapat membaca data pribadi para penitip. Simpan di "
                    "tempat terkunci, jangan bersama cadangannya."
                ),
                font=MEDIUM,
                size=10,
            ),
        ),
    )
    return bind([sheet], title)


def _groups(digits: str) -> Flowable:
    parts = [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
    lines = [parts[at : at + _A_LINE] for at in range(0, len(parts), _A_LINE)]
    height = _CODE + 2 * 14

    def draw(canvas: Any, width: float) -> None:
        canvas.setFillColor(PALE)
        canvas.roundRect(0, 0, width, height, 6, fill=1, stroke=0)
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, 18)
        left, apart = 24.0, (width - _CODE - 60) / _A_LINE
        top = height / 2 + (len(lines) / 2 - 1) * _LEADING + 10
        for down, line in enumerate(lines):
            for across, part in enumerate(line):
                canvas.drawString(left + across * apart, top - down * _LEADING, part)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(width - _CODE - 20, 8, _CODE + 12, _CODE + 12, fill=1, stroke=0)
        draw_qr(canvas, digits, width - _CODE - 14, 14, _CODE)

    return Drawn(height, draw)
