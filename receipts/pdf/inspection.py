"""What the check of a month file found, on one page, with room to sign."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.formatting import format_count, format_iso_date, format_long_date, format_month, format_rupiah
from gallery_pos.language import tr
from gallery_pos.month_file.findings import ASPECTS, Report, sentence
from gallery_pos.periods import month_range
from receipts.pdf.agreement import Signer, signed
from receipts.pdf.blocks import Col, gap, heading, table, text
from receipts.pdf.fonts import BOLD
from receipts.pdf.sheet import CONTENT, GREEN, GREY, RED, Letterhead, Sheet, bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable


_MOST = 6
"""So many findings fit on the page with everything else; the screen and the command list all."""
_WORDS = 150


class InspectionPaper(Struct, frozen=True, kw_only=True):
    """``letterhead`` is whose check it is, ``inspector`` who signs."""

    report: Report
    letterhead: Letterhead
    checked_on: date
    inspector: str = ""
    previous: str = ""


def inspection_pdf(paper: InspectionPaper) -> bytes:
    """Return the result of a check as a PDF of one page."""
    report = paper.report
    title = tr("Hasil pemeriksaan berkas bulan")
    sheet = Sheet(
        title=title,
        letterhead=paper.letterhead,
        story=tuple(_story(paper, title)),
        reference=report.file,
        check=report.sha256[:16],
        mark=tr("LATIHAN") if report.practice else tr("DRAF") if report.draft else "",
    )
    return bind([sheet], f"{title} {report.file}")


def _story(paper: InspectionPaper, title: str) -> Iterator[Flowable]:
    report = paper.report
    yield text(title, font=BOLD, size=15, colour=GREEN)
    month = format_month(month_range(report.month).start)
    yield text(" · ".join(dict.fromkeys((report.outlet_name, report.gallery_name, month))), size=10)
    yield gap(4)
    total = sum(checked.findings for checked in report.aspects)
    verdict = (
        tr("Semuanya cocok: tidak ada temuan.")
        if report.holds
        else tr("{count} temuan: berkas ini belum bisa diterima begitu saja.").format(count=format_count(total))
    )
    yield text(verdict, font=BOLD, size=12, colour=GREEN if report.holds else RED)
    yield gap(4)
    yield table([Col(tr("Berkas"), 130), Col("", CONTENT - 130)], _facts(paper))
    yield gap(2)
    yield heading(tr("Yang diperiksa"))
    yield table(
        [Col("", 58), Col(tr("Bagian"), 132), Col(tr("Artinya"), CONTENT - 58 - 132)],
        [
            [
                tr("{count} temuan").format(count=format_count(checked.findings))
                if checked.findings
                else tr("cocok")
                if checked.looked
                else "–",
                tr(ASPECTS[checked.aspect][0]),
                tr(ASPECTS[checked.aspect][1]),
            ]
            for checked in report.aspects
        ],
    )
    yield from _findings(report, total)
    yield gap(5)
    for note in report.notes:
        yield text(note, size=8, colour=GREY)
    yield gap(6)
    yield signed(
        (
            Signer(
                role=tr("Diperiksa oleh, {day}").format(day=format_long_date(paper.checked_on)), name=paper.inspector
            ),
            Signer(role=tr("Mengetahui"), name=""),
        )
    )


def _facts(paper: InspectionPaper) -> list[list[str]]:
    report, figures = paper.report, paper.report.figures
    rows = [
        [tr("Nama dan ukuran"), f"{report.file} · {format_count(-(-report.size // 1024))} KB"],
        [tr("Sidik berkas (SHA-256)"), report.sha256],
        [tr("Ditutup dengan"), report.closed or tr("belum ditutup")],
        [tr("Kunci penandatangan"), report.key],
        [
            tr("Isinya"),
            tr("{documents} catatan, {lines} baris penjualan").format(
                documents=format_count(report.documents), lines=format_count(report.lines)
            ),
        ],
    ]
    if figures is not None:
        words = tr("penjualan bersih {net}, komisi {commission}, hak penitip {due}")
        net = format_rupiah(figures.gross - figures.discount)
        told = words.format(net=net, commission=format_rupiah(figures.commission), due=format_rupiah(figures.due))
        rows.append([tr("Dihitung ulang"), told])
    if paper.previous:
        rows.append([tr("Dibandingkan dengan"), paper.previous])
    return rows


def _findings(report: Report, total: int) -> Iterator[Flowable]:
    if not report.findings:
        return
    yield heading(tr("Temuan"))
    yield table(
        [
            Col(tr("Bagian"), 92),
            Col(tr("Nomor"), 126),
            Col(tr("Tanggal"), 58),
            Col(tr("Apa yang tidak cocok"), CONTENT - 276),
        ],
        [
            [tr(ASPECTS[each.aspect][0]), each.number or "–", format_iso_date(each.day), sentence(each.what[:_WORDS])]
            for each in report.findings[:_MOST]
        ],
    )
    if total > _MOST:
        yield text(tr("dan {count} temuan lagi; daftarnya di layar Periksa.").format(count=format_count(total - _MOST)))
