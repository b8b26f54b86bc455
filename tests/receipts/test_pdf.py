"""Papers in A4: nothing is cut, nothing runs into anything, what is printed is what the figures say."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings, strategies as st
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument
from reportlab.pdfbase.pdfmetrics import stringWidth

from gallery_pos.documents import StatementFigures
from gallery_pos.errors import BadInput
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.terms import Terms
from receipts.entries import Beside, Question, Waiting
from receipts.pdf.canvas import QuickCanvas
from receipts.pdf.charts import Chart, ChartKind, chart, short_amount
from receipts.pdf.fonts import REGULAR, clean, fold, shorten, width_of
from receipts.pdf.key import key_pdf
from receipts.pdf.month import Figure, Report, report_pdf
from receipts.pdf.notes import Note, consignment_note_pdf, return_note_pdf
from receipts.pdf.payout import Kuitansi, payout_pdf, payouts_pdf
from receipts.pdf.sheet import HEIGHT, MARGIN, WIDTH, Drawn, Letterhead, Sheet, bind, letterhead_of
from receipts.pdf.shift import z_report_pdf
from receipts.pdf.statement import Statement, statement_pdf, statements_pdf
from receipts.stamp_duty import needs_stamp
from receipts.tables import Column, Kind, Table

HASH = bytes(range(7, 39))


class Drawing(NamedTuple):
    """A text on a page: where it begins and ends, its line and its size, in points."""

    page: int
    left: float
    right: float
    y: float
    size: float
    text: str


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawing]:
    """Every text that is drawn from now on, but the mark across the page."""
    found: list[Drawing] = []

    def watch(name: str, share: float) -> None:
        real = getattr(QuickCanvas, name)

        def draw(self: QuickCanvas, x: float, y: float, text: str, *rest: Any, **more: Any) -> None:
            width = stringWidth(text, self._fontname, self._fontsize)
            left, bottom = self.absolutePosition(x - share * width, y)
            if text and self._fontsize < 50:
                found.append(Drawing(self.getPageNumber(), left, left + width, bottom, self._fontsize, text))
            real(self, x, y, text, *rest, **more)

        monkeypatch.setattr(QuickCanvas, name, draw)

    watch("drawString", 0.0)
    watch("drawRightString", 1.0)
    watch("drawCentredString", 0.5)
    return found


def reading(drawn: list[Drawing]) -> str:
    """Return the texts as they are read: line by line down each page."""
    lines: defaultdict[tuple[int, int], list[Drawing]] = defaultdict(list)
    for one in drawn:
        lines[one.page, round(-one.y)].append(one)
    shown = []
    for (page, _), texts in sorted(lines.items()):
        shown.append(f"{page}: " + " | ".join(one.text for one in sorted(texts, key=lambda one: one.left)))
    return "\n".join(shown) + "\n"


def flat(drawn: list[Drawing]) -> str:
    return " ".join(one.text for one in drawn)


def letterhead(make: SimpleNamespace, logo: bytes = b"") -> Letterhead:
    return letterhead_of(make.outlet(), logo)


def statement(make: SimpleNamespace, figures: StatementFigures | None = None, **more: Any) -> Statement:
    facts = {
        "figures": figures or make.figures(),
        "letterhead": letterhead(make),
        "number": "G01-L000012",
        "document_hash": HASH,
        "issued": date(2026, 11, 1),
        "owner": "Yayah Nuraeni",
        "district": "Kec. Rawamerta",
        "staff": "Rina Marlina",
        "year_gross": 12_450_000,
    }
    return Statement(**{**facts, **more})


def note(make: SimpleNamespace, **more: Any) -> Note:
    facts = {
        "number": "G01-K1-T000031",
        "letterhead": letterhead(make),
        "business_name": "Dapur Bu Yayah",
        "owner": "Yayah Nuraeni",
        "staff": "Rina Marlina",
        "document_hash": HASH,
    }
    return Note(**{**facts, **more})


def kuitansi(make: SimpleNamespace, amount: int = 1_001_000, **more: Any) -> Kuitansi:
    facts = {
        "number": "G01-P000012",
        "payout": make.payout(amount),
        "letterhead": letterhead(make),
        "business_name": "Dapur Bu Yayah",
        "owner": "Yayah Nuraeni",
        "staff": "Rina Marlina",
        "place": "Karawang",
        "statement_number": "G01-L000012",
        "document_hash": HASH,
    }
    return Kuitansi(**{**facts, **more})


def report(make: SimpleNamespace, name: str = "Kopi", count: int = 40) -> Report:
    rows = tuple((f"M{i}", name, make.HUGE, make.HUGE // 5, i * 25, date(2026, 9, 1)) for i in range(count))
    columns = (
        Column("Kode"),
        Column("Nama usaha", share=3),
        Column("Penjualan kotor", Kind.RUPIAH),
        Column("Hak penitip", Kind.RUPIAH),
        Column("Komisi", Kind.PERCENT),
        Column("Sejak", Kind.DATE),
    )
    totals = (None, "Jumlah", make.HUGE * count, 0, None, None)
    return Report(
        title=f"Laporan bulanan {name}",
        subtitle="Oktober 2026 · semua gerai",
        letterhead=letterhead(make),
        figures=tuple(Figure(f"Angka {i}", format_rupiah(make.HUGE * 10**i), name, i == 2) for i in range(5)),
        sections=(
            Chart(title="Per hari", labels=tuple(map(str, range(31))), values=tuple(range(0, 31_000_000, 1_000_000))),
            Chart(title="Per penitip", labels=(name, "B"), values=(3_500_000, -20), kind=ChartKind.BARS),
            Table(title="Penitip", columns=columns, rows=rows, totals=totals, heading=("semua",)),
            Table(title="Kosong", columns=columns, rows=()),
            Table(title="Angka saja", columns=columns[2:4], rows=((1, 2),)),
        ),
        notes=("Semua angka dihitung dari jurnal.",),
    )


PAPERS: dict[str, Callable[[SimpleNamespace], bytes]] = {
    "statement": lambda make: statement_pdf(statement(make)),
    "statement-preview": lambda make: statement_pdf(
        statement(make, make.figures(60, scale=100_000, name=make.LONG), number="", document_hash=b"", owner=make.LONG)
    ),
    "statement-all": lambda make: statements_pdf(
        [statement(make), statement(make, make.figures(30), number="G01-L000013", copy=2)]
    ),
    "surat-titip": lambda make: consignment_note_pdf(note(make, copies=2), make.received(6)),
    "surat-titip-long": lambda make: consignment_note_pdf(
        note(make, business_name=make.LONG, copy=3), make.received(45, name=make.LONG)
    ),
    "retur": lambda make: return_note_pdf(note(make), make.returned()),
    "kuitansi": lambda make: payout_pdf(kuitansi(make, make.HUGE + 777_888, business_name=make.LONG)),
    "z": lambda make: z_report_pdf(
        make.posted(make.closed(), "G01-K1-Z000212"), make.closed(), letterhead(make), "Siti Aminah"
    ),
    "month": lambda make: report_pdf(report(make, make.LONG)),
    "kunci": lambda make: key_pdf(bytes(range(32)), letterhead(make), date(2026, 10, 5)),
}


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_reads_as_it_did(name: str, make: SimpleNamespace, drawn: list[Drawing], golden: Any) -> None:
    PAPERS[name](make)
    golden(f"pdf/{name}.txt", reading(drawn))


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_leaves_the_margins(name: str, make: SimpleNamespace, drawn: list[Drawing]) -> None:
    PAPERS[name](make)
    for one in drawn:
        assert MARGIN - 1 <= one.left <= one.right <= WIDTH - MARGIN + 1, one
        assert 15 < one.y < HEIGHT - 25, one


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_runs_into_another(name: str, make: SimpleNamespace, drawn: list[Drawing]) -> None:
    PAPERS[name](make)
    pages: defaultdict[int, list[Drawing]] = defaultdict(list)
    for one in drawn:
        pages[one.page].append(one)
    for texts in pages.values():
        texts.sort(key=lambda one: one.y)
        for index, one in enumerate(texts):
            for other in texts[index + 1 :]:
                if other.y >= one.y + one.size * 0.7:
                    break
                assert other.left >= one.right - 0.5 or other.right <= one.left + 0.5, (one, other)


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_is_the_same_file(name: str, make: SimpleNamespace) -> None:
    made = PAPERS[name](make)
    assert made == PAPERS[name](make)
    assert made.startswith(b"%PDF")


@pytest.fixture
def opened(qapp: object) -> Iterator[Callable[[bytes], QPdfDocument]]:
    kept: list[Any] = []

    def load(data: bytes) -> QPdfDocument:
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        assert document.error() is QPdfDocument.Error.None_
        kept.append((document, buffer))
        return document

    yield load
    for document, buffer in kept:
        document.close()
        buffer.close()


def codes(document: QPdfDocument, page: int) -> list[str]:
    image = document.render(page, QSize(1_240, 1_754))
    grey = image.convertToFormat(image.Format.Format_Grayscale8)
    picture = Image.frombuffer(
        "L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1
    )
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("name", PAPERS)
def test_a_viewer_opens_each_paper_and_finds_its_words(name: str, make: SimpleNamespace, opened: Any) -> None:
    document = opened(PAPERS[name](make))
    assert "Galeri UMKM Karawang" in document.getAllText(0).text()
    assert "Halaman 1 dari" in document.getAllText(0).text()


def test_the_key_on_paper_can_be_scanned(make: SimpleNamespace, opened: Any) -> None:
    (code,) = codes(opened(PAPERS["kunci"](make)), 0)
    assert bytes.fromhex(code) == bytes(range(32))


@pytest.mark.parametrize("name", ["statement", "surat-titip", "retur", "kuitansi", "z"])
def test_the_code_on_each_paper_can_be_scanned(name: str, make: SimpleNamespace, opened: Any) -> None:
    (code,) = codes(opened(PAPERS[name](make)), 0)
    assert code.endswith(HASH.hex().upper())


def test_pages_are_counted_for_each_maker(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    PAPERS["statement-all"](make)
    pages = [one.text for one in drawn if one.text.startswith("Halaman")]
    assert pages == ["Halaman 1 dari 1", "Halaman 1 dari 2", "Halaman 2 dari 2"]


@pytest.mark.parametrize("products", [1, 8, 10, 12])
def test_most_makers_get_one_page(make: SimpleNamespace, opened: Any, products: int) -> None:
    figures = make.figures(products)
    assert opened(statement_pdf(statement(make, figures))).pageCount() == 1
    more = tuple(replace(entry, reason="Iuran") for entry in figures.entries[:2])
    assert opened(statement_pdf(statement(make, replace(figures, entries=figures.entries + more)))).pageCount() == 1


def test_a_maker_of_few_products_has_the_roomy_paper(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    """Rows move together only where that saves a page."""

    def step(products: int) -> float:
        drawn.clear()
        statement_pdf(statement(make, make.figures(products)))
        first, second, *_ = (one.y for one in drawn if one.text.startswith("Keripik"))
        return first - second

    assert step(8) > step(12)


@pytest.mark.parametrize("products", [14, 20, 25, 30])
def test_two_pages_are_one_of_goods_and_one_of_money(
    make: SimpleNamespace, drawn: list[Drawing], products: int
) -> None:
    statement_pdf(statement(make, make.figures(products)))
    assert {one.page for one in drawn} == {1, 2}
    assert [one.page for one in drawn if one.text in {"Barang Anda", "Penjualan"} and one.size == 10] == [1, 2]


@pytest.mark.parametrize("products", range(1, 90, 4))
def test_no_last_page_holds_the_signatures_or_a_word_alone(
    make: SimpleNamespace, drawn: list[Drawing], products: int
) -> None:
    beside = Beside(unconfirmed=(Waiting(number="B-1", day=date(2026, 10, 2), amount=5_000),) * 3)
    statement_pdf(statement(make, make.figures(products), beside=beside))
    last = max(one.page for one in drawn)
    texts = [one.text for one in drawn if one.page == last]
    assert {"Hitungan uang", "Saldo akhir", "Rina Marlina"} <= set(texts)
    assert any(text.startswith("Keripik") for text in texts)


@pytest.mark.parametrize("products", [17, 25, 26, 33, 54, 55])
def test_no_page_is_empty_where_names_are_long(make: SimpleNamespace, drawn: list[Drawing], products: int) -> None:
    figures = make.figures(products, name="Sangat panjang sekali " * 6)
    statement_pdf(statement(make, replace(figures, entries=figures.entries * 2)))
    for page in range(1, max(one.page for one in drawn) + 1):
        assert sum(one.page == page for one in drawn) > 10


@pytest.mark.parametrize("entries", [10, 40, 150])
def test_more_entries_than_a_page_holds_go_over_to_the_next(
    make: SimpleNamespace, drawn: list[Drawing], entries: int
) -> None:
    many = tuple(make.entry("AdjustmentPosted", at, f"Sebab {at}", "Rina") for at in range(1, entries + 1))
    questions = tuple(
        Question(number=f"SG-{at}", asked=date(2026, 10, 2), about="laporan", reason="x" * 200) for at in range(40)
    )
    figures = replace(make.figures(3), entries=many)
    statement_pdf(statement(make, figures, beside=Beside(questions=questions)))
    reasons = [one.text for one in drawn if "Sebab" in one.text]
    assert len(reasons) == entries
    assert sum(one.text == "Rina Marlina" for one in drawn) == 1
    assert sum(one.text.startswith("Sanggahan SG-") for one in drawn) == 40


def test_a_table_over_pages_repeats_its_heading(make: SimpleNamespace, drawn: list[Drawing], opened: Any) -> None:
    document = opened(statement_pdf(statement(make, make.figures(200, name=make.LONG))))
    heads = {one.page for one in drawn if one.text == "Barang"}
    assert heads == set(range(1, document.pageCount() + 1))


def test_the_goods_on_a_statement_add_up_by_their_signs(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    statement_pdf(statement(make))
    text = reading(drawn)
    assert "Barang | Awal | + Masuk | − Terjual" in text.replace("\n1: Barang", "Barang")
    assert "Keripik Pisang Rasa 1 | 20 | 12 | 11 | 1 | 1 | – | 21" in text
    assert "Jumlah | 80 | 24 | 50 | 2 | 2 | 1 | 53" in text


def test_columns_in_which_nothing_happened_are_left_out(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    figures = make.figures()
    moved = tuple(replace(line, transferred=2, variance=-1, closing=line.closing + 1) for line in figures.goods)
    statement_pdf(statement(make))
    assert "Di jalan" not in flat(drawn)
    statement_pdf(statement(make, replace(figures, goods=moved)))
    assert "± Di jalan" in flat(drawn)
    assert "± Selisih" in flat(drawn)


def test_the_money_on_a_statement_leads_from_line_to_line(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    statement_pdf(statement(make))
    text = reading(drawn)
    for line in (
        "Saldo laporan sebelumnya | Rp150.000",
        "Penjualan | Rp720.000",
        "Potongan untuk pembeli | -Rp10.000",
        "Komisi galeri (20 %) | -Rp142.000",
        "Hak Anda dari penjualan | Rp568.000",
        "Iuran | 20 Okt 2026 · G01-K1-000077 · Iuran bulan 2026-10 | -Rp25.000",
        "Koreksi | Rp12.000",
        "Ganti rugi barang | 20 Okt 2026 · G01-K1-000077 · 2 bungkus rusak di rak | Rp24.000",
        "Pembayaran | 20 Okt 2026 · G01-K1-000077 | -Rp150.000",
        "Saldo akhir | Rp579.000",
    ):
        assert line in text
    assert "disetujui Rina" in text
    assert "Tanyakan ke Galeri UMKM Karawang, (0267) 401234" in text
    assert "Penjualan Anda tahun 2026 sampai 31 Okt 2026: Rp12.450.000" in text


def test_a_maker_who_owes_is_told_what_happens(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    statement_pdf(statement(make, replace(make.figures(), closing=-12_000)))
    text = flat(drawn)
    assert "Kekurangan Anda Rp12.000" in text
    assert "diperhitungkan pada laporan berikutnya" in text
    assert "Yang dibayarkan" not in text


def test_a_month_without_sales_or_goods_has_its_statement(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    nothing = replace(
        make.figures(), products=(), goods=(), entries=(), gross=0, discount=0, commission=0, due=0, closing=150_000
    )
    statement_pdf(statement(make, nothing, year_gross=None, issued=None, owner="", district=""))
    text = flat(drawn)
    assert "Belum ada yang terjual pada masa ini." in text
    assert "Komisi galeri (" not in text
    assert "Barang Anda" not in text
    assert "pajak" not in text


@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ({"number": "", "document_hash": b""}, "PRATINJAU"),
        ({"copy": 2}, "SALINAN ke-2"),
        ({"practice": True, "copy": 2}, "LATIHAN"),
        ({}, ""),
    ],
)
def test_a_statement_that_is_not_the_original_says_so_across_the_page(
    make: SimpleNamespace, opened: Any, more: dict[str, Any], mark: str
) -> None:
    text = opened(statement_pdf(statement(make, **more))).getAllText(0).text()
    assert mark in text
    assert sum(word in text for word in ("SALINAN", "LATIHAN")) == (mark[:7] in {"SALINAN", "LATIHAN"})


def test_other_papers_are_marked_alike(make: SimpleNamespace, opened: Any) -> None:
    for mark, more in (("SALINAN ke-3", {"copy": 3}), ("LATIHAN", {"practice": True})):
        closed = make.closed()
        for made in (
            consignment_note_pdf(note(make, **more), make.received()),
            return_note_pdf(note(make, **more), make.returned()),
            payout_pdf(kuitansi(make, **more)),
            z_report_pdf(make.posted(closed, "Z1"), closed, letterhead(make), "Siti", **more),
        ):
            assert mark in opened(made).getAllText(0).text()


def test_a_note_says_for_whom_each_sheet_is(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    consignment_note_pdf(note(make, copies=2), make.received())
    text = flat(drawn)
    assert "lembar 1 untuk penitip" in text
    assert "lembar 2 untuk galeri" in text
    assert "di atas Rp12.000" in text
    assert "hilang penuh, rusak di galeri penuh, kedaluwarsa tidak ada" in text


def test_terms_of_a_mixture_and_of_a_split_are_said(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    goods = make.received(1)
    mixed = Terms(consignor_price=10_000, commission_bp=1_000, expiry_bp=5_000)
    consignment_note_pdf(note(make), replace(goods, lines=(replace(goods.lines[0], terms=mixed),), reference="SJ-7"))
    text = " ".join(flat(drawn).split())
    assert "di atas Rp10.000 + 10 %" in text
    assert "kedaluwarsa 50 %" in text
    assert "Surat jalan: SJ-7" in text


@pytest.mark.parametrize(("amount", "stamp"), [(5_000_000, False), (5_000_001, True), (-6_000_000, True)])
def test_a_kuitansi_over_five_million_has_room_for_a_stamp(
    make: SimpleNamespace, drawn: list[Drawing], amount: int, stamp: bool
) -> None:
    payout_pdf(kuitansi(make, amount))
    assert needs_stamp(amount) is stamp
    assert ("Meterai" in flat(drawn)) is stamp


def test_a_kuitansi_says_the_amount_in_words_and_who_signs(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    payout_pdf(kuitansi(make))
    text = flat(drawn)
    assert "Satu juta seribu rupiah" in text
    assert "Rp1.001.000" in text
    assert "Karawang, 31 Oktober 2026" in text
    assert "laporan G01-L000012" in text
    assert drawn[[one.text for one in drawn].index("Yang menerima,") + 1].text == "Yayah Nuraeni"


def test_many_payouts_are_one_file_each_in_its_copies(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    payouts_pdf(kuitansi(make, 1_000 * count, number=f"G01-P{count:06}", copies=2) for count in (1, 2, 3))
    text = flat(drawn)
    assert [text.count(f"G01-P{count:06}") >= 2 for count in (1, 2, 3)] == [True] * 3
    assert text.count("KUITANSI") == 6
    assert text.count("Kirim kode ini ke galeri") == 6


def test_two_copies_of_a_kuitansi_are_one_page_to_cut_apart_if_they_fit(make: SimpleNamespace, opened: Any) -> None:
    short = opened(payout_pdf(kuitansi(make, copies=2)))
    assert short.pageCount() == 1
    told = short.getAllText(0).text()
    assert "lembar 1 untuk penitip" in told
    assert "lembar 2 untuk galeri" in told
    long = replace(make.payout(1_001_000), note="dibayar lewat kakaknya, membawa surat kuasa; " * 12)
    assert opened(payout_pdf(kuitansi(make, payout=long, copies=2))).pageCount() == 2


def test_a_kuitansi_of_a_payout_that_was_taken_back_says_so(make: SimpleNamespace, opened: Any) -> None:
    plain, marked = (
        opened(payout_pdf(kuitansi(make, reversed=taken_back))).getAllText(0).text() for taken_back in (False, True)
    )
    assert "DIBATALKAN" not in plain
    assert "DIBATALKAN" in marked


def test_who_pays_in_gets_a_kuitansi_signed_by_the_gallery(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    owing = replace(make.payout(-50_000), note="lunas", reference="TRF-1")
    payout_pdf(kuitansi(make, payout=owing, place="", statement_number="", document_hash=b""))
    text = flat(drawn)
    assert "Sudah terima dari Dapur Bu Yayah (M12)" in text
    assert "pelunasan kekurangan penitip" in text
    assert "Rina Marlina" in text
    assert "Tunai · TRF-1" in text


def test_a_z_report_names_over_and_short(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    closed = replace(make.closed(), difference=500, denominations=(), note="")
    z_report_pdf(make.posted(closed, "Z1"), closed, letterhead(make), "Siti")
    assert "uang lebih" in flat(drawn)
    assert "Pecahan" not in flat(drawn)


def test_a_report_shows_what_it_has_and_says_what_it_has_not(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    report_pdf(report(make))
    text = flat(drawn)
    assert "Rp50.000.000.000" in text
    assert "12,5 %" not in text
    assert "Tidak ada data pada masa ini." in text
    assert "Semua angka dihitung dari jurnal." in text


def test_the_last_name_of_a_ranking_is_not_the_first(make: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="label"):
        chart(Chart(title="x", labels=("a",), values=()))
    assert chart(Chart(title="x", labels=("a",), values=(0,))) is not None


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0"), (750, "750"), (1_500, "1,5 rb"), (250_000, "250 rb"), (1_500_000, "1,5 jt"), (-2e9, "-2 M")],
)
def test_axes_are_short(amount: float, text: str) -> None:
    assert short_amount(amount) == text


def test_a_logo_stands_on_every_first_page(make: SimpleNamespace, opened: Any) -> None:
    import io

    file = io.BytesIO()
    Image.new("RGB", (200, 100), "red").save(file, "PNG")
    logo = letterhead(make, file.getvalue())
    document = opened(statements_pdf([statement(make, letterhead=logo), statement(make, letterhead=logo)]))
    for page in range(2):
        image = document.render(page, QSize(595, 842))
        assert image.pixelColor(50, 40).red() > 200
        assert image.pixelColor(50, 40).green() < 60


def test_a_logo_that_is_no_picture_gets_a_sentence(make: SimpleNamespace) -> None:
    with pytest.raises(BadInput, match="logo"):
        statement_pdf(statement(make, letterhead=letterhead(make, b"bukan gambar")))


def test_a_bare_letterhead_is_enough(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    payout_pdf(kuitansi(make, letterhead=Letterhead((), "Pojok UMKM")))
    assert drawn[0].text == "Pojok UMKM"


def test_a_block_that_no_page_can_hold_is_a_bug(make: SimpleNamespace) -> None:
    block = Drawn(2_000, lambda _canvas, _width: None)
    with pytest.raises(ValueError, match="larger than a page"):
        bind([Sheet(title="x", letterhead=letterhead(make), story=(block,))], "x")


def test_an_empty_paper_is_one_page(make: SimpleNamespace, opened: Any) -> None:
    assert opened(bind([Sheet(title="x", letterhead=letterhead(make), story=())], "x")).pageCount() == 1


HOSTILE = (
    "<b>tebal",
    "<img src='/etc/passwd'/>",
    "&amp; &lt; </para>",
    "a\nb\tc\x00d\x1b[31m",
    "👜 Tas 咖啡 ﷽ \u202eterbalik",
    "%s {0} {name} \\) (",
    "=HYPERLINK(0)",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_people_is_never_markup(make: SimpleNamespace, drawn: list[Drawing], text: str) -> None:
    figures = make.figures(2, name=text)
    entries = (make.entry("AdjustmentPosted", 5_000, text, text),)
    statement_pdf(statement(make, replace(figures, entries=entries), owner=text, district=text, staff=text))
    consignment_note_pdf(note(make, business_name=text), make.received(2, name=text))
    payout_pdf(kuitansi(make, business_name=text, place=text))
    report_pdf(report(make, text, 2))
    assert all(one.text.isprintable() for one in drawn)
    visible = clean(text)
    assert any(visible in one.text for one in drawn)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=120), count=st.integers(1, 3))
def test_any_name_makes_a_paper(make: SimpleNamespace, name: str, count: int) -> None:
    assert statement_pdf(statement(make, make.figures(count, name=name or "x"), owner=name)).startswith(b"%PDF")


@given(st.text(max_size=200), st.floats(20, 400))
def test_folding_keeps_the_width_and_every_letter(text: str, width: float) -> None:
    lines = fold(text, width)
    assert lines
    assert all(width_of(line, REGULAR, 8.5) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())


@given(st.text(max_size=80), st.floats(10, 200))
def test_shortening_keeps_the_width(text: str, width: float) -> None:
    short = shorten(text, width, REGULAR, 8)
    assert width_of(short, REGULAR, 8) <= width or short == "…" or len(short) == 1


def test_a_hundred_and_fifty_pages_a_second_is_within_reach(make: SimpleNamespace) -> None:
    """The target is measured by ``make bench`` on a quiet machine; here only a fall by far is a failure."""
    statements = [
        statement(make, number=f"G01-L{number:06}", document_hash=number.to_bytes(32, "big")) for number in range(1, 61)
    ]
    statements_pdf(statements[:5])
    before = time.perf_counter()
    statements_pdf(statements)
    assert len(statements) / (time.perf_counter() - before) > 25


def test_amounts_on_a_statement_are_those_of_the_figures(make: SimpleNamespace, drawn: list[Drawing]) -> None:
    figures = make.figures(12, scale=1_000)
    statement_pdf(statement(make, figures))
    texts = {one.text for one in drawn}
    for product in figures.products:
        assert {format_count(product.gross), format_count(product.due)} <= texts
    assert format_rupiah(figures.closing) in texts


@pytest.mark.parametrize("lines", range(26, 40))
def test_no_signature_stands_on_a_page_without_goods(make: SimpleNamespace, opened: Any, lines: int) -> None:
    document = opened(consignment_note_pdf(note(make), make.received(lines)))
    found = [document.getAllText(page).text() for page in range(document.pageCount())]
    assert "Penerima, untuk galeri" in found[-1]
    assert f"Keripik Pisang Rasa {lines}" in found[-1]
    assert all(f"Keripik Pisang Rasa {at}" in "".join(found) for at in range(1, lines + 1))


def test_the_z_says_whose_the_money_is(make: SimpleNamespace, opened: Any) -> None:
    closed = make.closed()
    posted, head = make.posted(closed, "Z1"), letterhead(make)
    told = opened(z_report_pdf(posted, closed, head, "Siti", shares=(1_515_820, 368_280))).getAllText(0).text()
    assert "milik penitip" in told
    assert "Rp1.515.820" in told
    assert "Rp368.280" in told
    assert "milik penitip" not in opened(z_report_pdf(posted, closed, head, "Siti")).getAllText(0).text()
