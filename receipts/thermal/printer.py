"""A page that shows whether a printer is set up well."""

from __future__ import annotations

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from receipts.paper import NARROW, Align, Blank, Columns, Cut, Line, Logo, Paper, Qr, Rule, Text

_LARGE = 1_250_000_000


def trial_page(outlet_name: str, printer_name: str, *, width: int = NARROW, logo: bytes = b"") -> Paper:
    """Return a test page: if the row of figures fits on one line and ends at the edge, the width is right."""
    ruler = "".join(str(column % 10) for column in range(1, width + 1))
    lines: list[Line] = [Logo(logo)] if logo else []
    lines += [
        Text(tr("HALAMAN UJI"), Align.CENTER, bold=True, size=2),
        Text(outlet_name, Align.CENTER, bold=True),
        Text(printer_name, Align.CENTER),
        Rule(),
        Text(tr("Baris ini harus pas sampai tepi kanan:")),
        Text(ruler),
        Text(tr("{count} huruf per baris").format(count=width)),
        Rule(),
        Columns(tr("Biasa"), format_rupiah(_LARGE)),
        Columns(tr("Tebal"), format_rupiah(_LARGE), bold=True),
        Columns(tr("Besar"), format_rupiah(_LARGE), size=2),
        Text(tr("kiri")),
        Text(tr("tengah"), Align.CENTER),
        Text(tr("kanan"), Align.RIGHT),
        Blank(),
        Text(tr("Kode di bawah harus terbaca kamera:"), Align.CENTER),
        Qr("GALERI-POS-UJI"),
        Text("GALERI-POS-UJI", Align.CENTER),
        Blank(),
        Text(tr("Bila semua terbaca, printer siap dipakai."), Align.CENTER),
        Cut(),
    ]
    return Paper(tr("Halaman uji"), width, tuple(lines))
