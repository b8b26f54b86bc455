"""The queue, score sheets and minutes on paper, also with more of everything than a gallery has."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from receipts.pdf.entry import Queue, QueueLine, queue_pdf
from receipts.pdf.rounds import Entrant, Point, Round, round_minutes_pdf, score_sheets_pdf
from receipts.pdf.sheet import Letterhead

HEAD = Letterhead(("Dinas Koperasi dan UKM (contoh)",), "Galeri UMKM Karawang", "Jl. Contoh Raya No. 12", "0267-000000")
DAY = date(2026, 11, 22)
LONG = "Kelompok Usaha Bersama Wanita Tani Mekar Jaya Sejahtera " * 3


def pages(pdf: bytes) -> list[str]:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return found


def line(number: int, reason: str = "dokumen lengkap", name: str = "Opak Ketan") -> QueueLine:
    return QueueLine(
        place=str(number),
        name=f"{name} {number}",
        maker=LONG,
        about="Klari, Mikro",
        applied=DAY,
        state="Kurasi",
        since=DAY,
        reason=reason,
        decided_by="Euis Kartika",
    )


def a_round(curators: int, criteria: int, entrants: int, *, closed: bool = True) -> Round:
    panel = tuple(f"Kurator Nomor {n}" for n in range(curators))
    return Round(
        letterhead=HEAD,
        name="Kurasi Oktober",
        day=DAY,
        panel=panel,
        criteria=tuple(Point(f"Kriteria panjang nomor {n}", n + 1) for n in range(criteria)),
        entrants=tuple(
            Entrant(
                name=f"Barang {n}",
                maker=LONG,
                rank=str(n + 1),
                score="75,00",
                by_curator=("75,00",) * curators,
                verdict="Tidak lulus",
                reason="kemasan bocor " * 100,
            )
            for n in range(entrants)
        ),
        pass_score=70,
        closed=closed,
    )


def test_hundreds_wait_and_each_has_his_place_and_reason() -> None:
    told = pages(queue_pdf(Queue(letterhead=HEAD, day=DAY, waiting=tuple(line(n) for n in range(1, 301)))))
    text = " ".join(" ".join(told).split())
    assert len(told) > 5
    assert all(f"Opak Ketan {n}" in text for n in (1, 150, 300))
    assert text.count("oleh Euis Kartika") == 300


def test_nobody_waits_and_a_reason_without_end() -> None:
    (page,) = pages(queue_pdf(Queue(letterhead=HEAD, day=DAY, waiting=())))
    assert "Tidak ada yang menunggu." in page
    endless = "sudah ada tiga produk serupa di rak " * 400
    told = pages(
        queue_pdf(Queue(letterhead=HEAD, day=DAY, waiting=(line(1, endless),), others=(line(2, "W" * 5_000),)))
    )
    assert "…" in "".join(told)


def test_a_sheet_for_each_curator_with_many_criteria() -> None:
    told = pages(score_sheets_pdf(a_round(3, 10, 4)))
    assert len(told) == 3
    assert "K10 Kriteria panjang nomor 9 (bobot 10)" in " ".join(told[0].split())
    assert "Kurator Nomor 2" in told[2]
    assert len(pages(score_sheets_pdf(a_round(1, 1, 120)))) > 1


def test_minutes_have_everybody_to_sign_and_say_when_they_may_still_change() -> None:
    told = " ".join(" ".join(pages(round_minutes_pdf(a_round(9, 5, 40)))).split())
    assert all(f"Kurator Nomor {n}" in told for n in range(9))
    assert "belum ditutup" not in told
    assert "belum ditutup" in pages(round_minutes_pdf(a_round(2, 2, 1, closed=False)))[0]


def test_the_same_queue_is_the_same_paper() -> None:
    queue = Queue(letterhead=HEAD, day=DAY, waiting=(line(1),), practice=True)
    assert queue_pdf(queue) == queue_pdf(queue)
    assert "LATIHAN" in pages(queue_pdf(queue))[0]
