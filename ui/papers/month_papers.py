"""What of a month file people read without a program: its report and statements as PDF, and how it is checked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count, format_month, format_rupiah
from gallery_pos.language import tr
from gallery_pos.month_file.findings import sentence
from gallery_pos.month_words import FIGURES
from gallery_pos.periods import month_range
from receipts.proof import head_short
from receipts.tables import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.documents import OutletRevised, StatementIssued
    from gallery_pos.month_file.model import Summary
    from gallery_pos.ports import Posted
    from ui.gallery import Gallery

MOST_STATEMENTS = 300
"""More statements than this stay out of the file as PDF, so that it can be sent; their figures are in it all the same."""


def report_of_month(gallery: Gallery, place: OutletRevised, summary: Summary, closing: Posted | None) -> bytes:
    """Return the month on paper, from the summary in the file and nothing else."""
    from receipts.pdf.charts import Chart
    from receipts.pdf.month import Figure, Report, report_pdf
    from receipts.pdf.sheet import letterhead_of

    figures = summary.figures
    return report_pdf(
        Report(
            title=tr("Laporan bulan {outlet}").format(outlet=place.name),
            subtitle=_month(summary.month),
            letterhead=letterhead_of(place, gallery.logo(place)),
            figures=(
                Figure(
                    tr("Penjualan bersih"),
                    format_rupiah(figures.gross - figures.discount),
                    tr("{count} struk").format(count=format_count(figures.sales)),
                ),
                Figure(tr("Hak penitip"), format_rupiah(figures.due)),
                Figure(tr("Komisi galeri"), format_rupiah(figures.commission)),
                Figure(tr("Selisih kas"), format_rupiah(figures.over_short), warn=figures.over_short != 0),
            ),
            sections=(
                Chart(
                    title=tr("Penjualan bersih per hari"),
                    labels=tuple(day.day[-2:].lstrip("0") for day in summary.days),
                    values=tuple(day.net for day in summary.days),
                ),
                _figures(summary),
                _days(summary),
                _statements(summary),
            ),
            notes=(_sealed(closing),),
            reference=closing.number if closing else tr("DRAF"),
            mark=tr("LATIHAN") if gallery.machine.practice else "" if closing else tr("DRAF"),
        )
    )


def _sealed(closing: Posted | None) -> str:
    if closing is None:
        return tr("Draf: bulan ini belum ditutup. Angkanya masih bisa berubah.")
    words = tr("Ditutup dengan {number}, segel {seal}. Semua angka di sini bisa dihitung ulang dari berkas bulan ini.")
    return words.format(number=closing.number, seal=head_short(closing.hash))


def _month(month: str) -> str:
    return format_month(month_range(month).start)


_COUNTS = frozenset({"sales", "refunds", "pieces"})


def _figures(summary: Summary) -> Table:
    rows = tuple(
        (sentence(tr(words)), format_count(value) if name in _COUNTS else format_rupiah(value))
        for name, words in FIGURES.items()
        if (value := getattr(summary.figures, name)) or name in {"sales", "gross", "commission", "due"}
    )
    return Table(
        title=tr("Angka bulan"), columns=(Column(tr("Angka"), share=3), Column(tr("Jumlah"), Kind.TEXT)), rows=rows
    )


def _days(summary: Summary) -> Table:
    return Table(
        title=tr("Per hari"),
        columns=(
            Column(tr("Tanggal"), Kind.DATE),
            Column(tr("Struk", "banyak"), Kind.COUNT),
            Column(tr("Retur"), Kind.COUNT),
            Column(tr("Potong"), Kind.COUNT),
            Column(tr("Bersih"), Kind.RUPIAH),
            Column(tr("Komisi"), Kind.RUPIAH),
            Column(tr("Hak penitip"), Kind.RUPIAH),
        ),
        rows=tuple(
            (date.fromisoformat(day.day), day.sales, day.refunds, day.pieces, day.net, day.commission, day.due)
            for day in summary.days
        ),
        totals=(
            None,
            *(
                sum(getattr(day, name) for day in summary.days)
                for name in ("sales", "refunds", "pieces", "net", "commission", "due")
            ),
        ),
        empty=tr("Tidak ada penjualan."),
    )


def _statements(summary: Summary) -> Table:
    return Table(
        title=tr("Laporan penitip", "banyak"),
        columns=(
            Column(tr("Nomor")),
            Column(tr("Penitip"), share=3),
            Column(tr("Hak penitip"), Kind.RUPIAH),
            Column(tr("Dibayar"), Kind.RUPIAH),
            Column(tr("Saldo akhir"), Kind.RUPIAH),
        ),
        rows=tuple((one.number, one.business_name, one.due, one.paid, one.closing) for one in summary.statements),
        totals=(
            None,
            tr("Jumlah", "total"),
            *(sum(getattr(one, name) for one in summary.statements) for name in ("due", "paid")),
            None,  # a maker may have several: their balances are no sum
        ),
        empty=tr("Tidak ada laporan penitip yang masanya berakhir bulan ini."),
    )


def statements_of_month(
    gallery: Gallery, issued: Sequence[tuple[str, str, StatementIssued]], month: str
) -> bytes | None:
    """Return the month's statements as one PDF without what is personal; None for none, or more than can be sent.

    Each of ``issued`` is a number, the hash (hex) and the document.
    """
    from receipts.pdf.sheet import letterhead_of
    from receipts.pdf.statement import Statement, statements_pdf

    mine = [one for one in issued if f"{one[2].figures.until:%Y-%m}" == month]
    if not 0 < len(mine) <= MOST_STATEMENTS:
        return None
    outlet = gallery.book.main_outlet() or gallery.outlet()
    head = letterhead_of(outlet, gallery.logo(outlet))
    return statements_pdf(
        Statement(
            figures=document.figures,
            letterhead=head,
            number=number,
            document_hash=bytes.fromhex(told),
            issued=document.business_date,
            practice=gallery.machine.practice,
        )
        for number, told, document in sorted(mine, key=lambda one: one[0])
    )


def guide_text(place: OutletRevised, month: str, *, draft: bool) -> str:
    """Return the page that says what the file is and how anybody checks it; always Indonesian, with Windows line ends."""
    state = "DRAF: bulan ini belum ditutup, berkas ini bukan laporan." if draft else "Bulan ini sudah ditutup."
    return _GUIDE.format(outlet=place.name, month=_month(month), state=state).replace("\n", "\r\n")


_GUIDE = """\
BERKAS BULAN {outlet}, {month}
{state}

Apa isinya
- laporan-bulan.pdf       laporan bulan untuk dibaca dan dicetak
- laporan-penitip.pdf     laporan setiap penitip (bila jumlahnya wajar untuk dikirim)
- baris-penjualan.csv     semua baris penjualan, untuk Excel
- ringkasan.json          angka bulan, per hari, dan per laporan penitip
- jurnal.jsonl            semua catatan asli, satu per baris, dengan segelnya
- asal-retur.jsonl        penjualan bulan sebelumnya yang dikembalikan bulan ini (bila ada)
- periksa.py              program kecil untuk memeriksa berkas ini
- MANIFEST.json           daftar isi dengan sidik setiap bagian
- MANIFEST.sig            tanda tangan komputer galeri atas daftar isi itu

Cara memeriksa
1. Dengan Galeri POS: buka Laporan, lalu Periksa, dan seret berkas ini ke sana.
   Di komputer tanpa galeri: tombol Periksa berkas di layar pertama.
2. Dengan perintah:  gallery-pos check BERKAS
3. Tanpa Galeri POS: pasang Python 3.11 atau lebih baru dan pustaka cryptography,
   keluarkan periksa.py dari ZIP ini, lalu jalankan:  python periksa.py BERKAS
   Lebih baik lagi: pakai periksa.py yang Anda simpan sendiri, bukan yang dari dalam berkas.

Jangan buka lalu simpan ulang ZIP ini, dan jangan ubah satu huruf pun di dalamnya:
pemeriksaan akan mengatakannya. Untuk bekerja dengan angkanya, salin dulu isinya.

Struk seorang pembeli bisa dicocokkan: ketik kode di bagian bawah struknya
di layar Periksa, atau:  gallery-pos spot KODE BERKAS
"""
