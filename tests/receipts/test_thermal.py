"""What stands on each slip, at both widths, and as the bytes that a printer gets."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw

from gallery_pos.barcode import clean_scan, receipt_code
from gallery_pos.documents import Buyer, CashReason, MarkdownFigures
from gallery_pos.terms import Bearer
from receipts.entries import Beside, Question, Waiting
from receipts.escpos import NARROW_MODEL, WIDE_MODEL, encode
from receipts.messages import statement_message
from receipts.paper import NARROW, WIDE, Barcode, Cut, Logo, Paper, Qr, Row, rows, to_text
from receipts.proof import check_code
from receipts.thermal import (
    cash_slip,
    payout_slip,
    refund_receipt,
    sale_receipt,
    statement_slip,
    trial_page,
    x_report,
    z_slip,
)

CODE = "7K3QX9M2PD"
HASH = bytes(range(7, 39))


def logo() -> bytes:
    picture = Image.new("RGBA", (120, 60), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((20, 10, 100, 50), fill=(0, 0, 0, 255))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


SLIPS: dict[str, Callable[[SimpleNamespace, int], Paper]] = {
    "sale": lambda make, width: sale_receipt(
        "G01-K1-S000123", make.sale(), make.outlet(), "Siti Aminah", CODE, width=width, logo=logo()
    ),
    "sale-long": lambda make, width: sale_receipt(
        "G01-K1-S000124", make.long_sale(), make.outlet(), make.LONG, CODE, width=width, copy=2, practice=True
    ),
    "refund": lambda make, width: refund_receipt(
        "G01-K1-R000003", make.refund(), make.outlet(), "Siti", CODE, width=width, sale_number="G01-K1-S000123"
    ),
    "z": lambda make, width: z_slip(
        make.posted(make.closed(), "G01-K1-Z000212"), make.closed(), make.outlet(), "Siti Aminah", width=width
    ),
    "x": lambda make, width: x_report(
        make.drawer(), make.outlet(), "Siti", datetime(2026, 10, 31, 5, tzinfo=UTC), width=width
    ),
    "cash": lambda make, width: cash_slip("G01-K1-C000007", make.moved(), make.outlet(), "Siti", width=width),
    "payout": lambda make, width: payout_slip(
        "G01-P000012", make.payout(), "Dapur Bu Yayah", make.outlet(), "Siti", width=width, statement_number="L-000012"
    ),
    "statement": lambda make, width: statement_slip(
        make.figures(), make.outlet(), width=width, number="G01-L000012", document_hash=HASH
    ),
    "statement-long": lambda make, width: statement_slip(
        make.figures(12, scale=10_000, name=make.LONG), make.outlet(), width=width
    ),
    "trial": lambda _make, width: trial_page("Galeri UMKM Karawang", "Printer kasir", width=width),
}


def flat(paper: Paper) -> str:
    return " ".join(to_text(paper).split())


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_reads_as_it_did(name: str, width: int, make: SimpleNamespace, golden: Any) -> None:
    golden(f"thermal/{name}-{width}.txt", to_text(SLIPS[name](make, width)))


@pytest.mark.parametrize("model", [NARROW_MODEL, WIDE_MODEL], ids=["58mm", "80mm"])
@pytest.mark.parametrize("name", ["sale", "z", "trial"])
def test_each_slip_is_the_bytes_it_was(name: str, model: Any, make: SimpleNamespace, golden: Any) -> None:
    golden(f"bytes/{name}-{model.columns}.bin", encode(SLIPS[name](make, model.columns), model))


@pytest.mark.parametrize("width", [NARROW, 42, WIDE])
@pytest.mark.parametrize("name", SLIPS)
def test_no_slip_runs_over_its_edge(name: str, width: int, make: SimpleNamespace) -> None:
    for row in rows(SLIPS[name](make, width)):
        assert not isinstance(row, Row) or len(row.text) * row.size <= width


@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_ends_with_one_cut(name: str, make: SimpleNamespace) -> None:
    lines = SLIPS[name](make, NARROW).lines
    assert isinstance(lines[-1], Cut)
    assert sum(isinstance(line, Cut) for line in lines) == 1


def test_the_lines_of_a_receipt_lead_to_its_total(make: SimpleNamespace) -> None:
    text = flat(SLIPS["sale"](make, NARROW))
    assert "Keripik Pisang karya: Dapur Bu Yayah 2 x 15.000 30.000" in text
    assert "1 x 45.000 45.000 Potongan -5.000" in text
    assert "Subtotal 70.000 TOTAL Rp70.000 Tunai 100.000 Kembalian 30.000" in text
    assert "3 barang dari 2 perajin" in text


def test_a_discount_on_the_cart_stands_below_the_lines_and_not_in_them(make: SimpleNamespace) -> None:
    sold = make.line("Keripik", "Bu Yayah", 2, 15_000, discount=1_000, of_cart=4_000)
    sale = replace(make.sale(), lines=(sold,), total=25_000, change=75_000)
    text = flat(sale_receipt("1", sale, make.outlet(), "Siti", CODE))
    assert "2 x 15.000 30.000 Potongan -1.000" in text
    assert "Subtotal 29.000 Potongan belanja -4.000 TOTAL Rp25.000" in text


def test_tax_and_rounding_have_lines_of_their_own(make: SimpleNamespace) -> None:
    text = flat(SLIPS["sale-long"](make, WIDE))
    assert "PPN 11 %" in text
    assert "Pembulatan 40" in text


def test_tax_and_rounding_that_are_not_there_are_not_printed(make: SimpleNamespace) -> None:
    text = flat(SLIPS["sale"](make, WIDE))
    assert "PPN" not in text
    assert "Pembulatan" not in text


def test_the_code_on_a_receipt_is_what_a_scanner_reads_back(make: SimpleNamespace) -> None:
    paper = SLIPS["sale"](make, NARROW)
    (code,) = [line.data for line in paper.lines if isinstance(line, Qr)]
    assert clean_scan(code) == CODE
    assert "7K3QX-9M2PD" in flat(paper)


def test_a_receipt_never_forbids_returns(make: SimpleNamespace) -> None:
    assert "tidak dapat" not in flat(SLIPS["sale"](make, NARROW)).casefold()


@pytest.mark.parametrize(("copy", "words"), [(1, "SALINAN ke-1"), (12, "SALINAN ke-12")])
def test_a_copy_says_so_above_and_below(copy: int, words: str, make: SimpleNamespace) -> None:
    text = flat(sale_receipt("1", make.sale(), make.outlet(), "Siti", CODE, copy=copy))
    assert text.count(words) == 2


def test_an_original_does_not_look_like_a_copy(make: SimpleNamespace) -> None:
    text = flat(SLIPS["sale"](make, NARROW))
    assert "SALINAN" not in text
    assert "LATIHAN" not in text


def test_practice_is_marked_on_every_slip(make: SimpleNamespace) -> None:
    outlet = make.outlet()
    posted = make.posted(make.closed(), "Z1")
    for paper in (
        sale_receipt("1", make.sale(), outlet, "Siti", CODE, practice=True),
        refund_receipt("1", make.refund(), outlet, "Siti", CODE, practice=True),
        z_slip(posted, make.closed(), outlet, "Siti", practice=True),
        x_report(make.drawer(), outlet, "Siti", datetime(2026, 10, 31, 5, tzinfo=UTC), practice=True),
        cash_slip("1", make.moved(), outlet, "Siti", practice=True),
        payout_slip("1", make.payout(), "Bu Yayah", outlet, "Siti", practice=True),
        statement_slip(make.figures(), outlet, practice=True),
    ):
        assert flat(paper).count("LATIHAN") == 2


def test_a_kuitansi_on_a_slip_carries_the_code_that_comes_back(make: SimpleNamespace) -> None:
    paid = flat(payout_slip("P-1", make.payout(), "Bu Yayah", make.outlet(), "Siti", document_hash=HASH))
    assert check_code(HASH) in paid
    assert "Kirim kode ini ke galeri." in paid
    paid_in = flat(payout_slip("P-2", make.payout(-9_000), "Bu Yayah", make.outlet(), "Siti", document_hash=HASH))
    assert check_code(HASH) in paid_in
    assert "Kirim kode ini" not in paid_in


def test_a_slip_of_a_payout_that_was_taken_back_says_so(make: SimpleNamespace) -> None:
    assert "DIBATALKAN" in flat(payout_slip("P-1", make.payout(), "Bu Yayah", make.outlet(), "Siti", reversed=True))


@pytest.mark.parametrize(("amount", "stamp"), [(5_000_000, False), (5_000_001, True)])
def test_a_slip_over_five_million_asks_for_a_stamp(make: SimpleNamespace, amount: int, stamp: bool) -> None:
    said = flat(payout_slip("P-1", make.payout(amount), "Bu Yayah", make.outlet(), "Siti"))
    assert ("meterai Rp10.000" in said) is stamp


def test_times_are_those_of_the_outlet(make: SimpleNamespace) -> None:
    assert "31 Okt 2026 14.05 WIB" in flat(SLIPS["sale"](make, NARROW))
    east = replace(make.outlet(), timezone="Asia/Jayapura")
    assert "31 Okt 2026 16.05 WIT" in flat(sale_receipt("1", make.sale(), east, "Siti", CODE))


def test_the_buyer_is_named_where_he_counts(make: SimpleNamespace) -> None:
    assert "Pembeli: ASN/OPD Badan" in flat(SLIPS["sale-long"](make, WIDE))
    named = replace(make.sale(), buyer=Buyer.GENERAL, buyer_name="Bu Rina")
    assert "Pembeli: Bu Rina" in flat(sale_receipt("1", named, make.outlet(), "Siti", CODE))


def test_without_words_of_its_own_an_outlet_still_thanks(make: SimpleNamespace) -> None:
    outlet = replace(make.outlet(), thanks="", address="", phone="", tax_rates=())
    assert "Terima kasih" in flat(sale_receipt("1", replace(make.sale(), tax=1), outlet, "Siti", CODE))


def test_a_logo_is_printed_only_where_there_is_one(make: SimpleNamespace) -> None:
    assert any(isinstance(line, Logo) for line in SLIPS["sale"](make, NARROW).lines)
    assert not any(isinstance(line, Logo) for line in SLIPS["refund"](make, NARROW).lines)


def test_a_z_slip_carries_the_whole_head_of_the_chain(make: SimpleNamespace) -> None:
    paper = SLIPS["z"](make, NARROW)
    (code,) = [line.data for line in paper.lines if isinstance(line, Qr)]
    assert code == f"Z K1/1/4321 G01-K1-Z000212 {HASH.hex().upper()}"
    text = flat(paper)
    assert "0708 090a 0b0c 0d0e" in text
    assert receipt_code(HASH)[:5] in text


def test_a_z_slip_says_whether_money_is_missing_or_too_much(make: SimpleNamespace) -> None:
    outlet = make.outlet()
    posted = make.posted(make.closed(), "Z1")
    assert "SELISIH -Rp2.000 uang kurang" in flat(SLIPS["z"](make, NARROW))
    over = flat(z_slip(posted, replace(make.closed(), difference=500), outlet, "Siti"))
    assert "SELISIH Rp500 uang lebih" in over
    even = flat(z_slip(posted, replace(make.closed(), difference=0), outlet, "Siti"))
    assert "uang kurang" not in even
    assert "uang lebih" not in even


def test_an_x_report_keeps_the_count_a_blind_one(make: SimpleNamespace) -> None:
    assert "Seharusnya" not in flat(SLIPS["x"](make, NARROW))
    at = datetime(2026, 10, 31, 5, tzinfo=UTC)
    assert "Seharusnya di laci Rp1.505.000" in flat(
        x_report(make.drawer(), make.outlet(), "Siti", at, show_expected=True)
    )


@pytest.mark.parametrize("reason", CashReason)
def test_every_reason_to_move_cash_has_its_slip(reason: CashReason, make: SimpleNamespace) -> None:
    amount = 0 if reason is CashReason.DRAWER_OPENED else 50_000
    text = flat(cash_slip("1", replace(make.moved(), reason=reason, amount=amount), make.outlet(), "Siti"))
    assert ("JUMLAH" in text) is bool(amount)
    assert "-Rp" not in text


def test_a_kuitansi_says_the_amount_in_words(make: SimpleNamespace) -> None:
    text = flat(SLIPS["payout"](make, NARROW))
    assert "Dibayarkan kepada: Dapur Bu Yayah JUMLAH Rp1.001.000 satu juta seribu rupiah" in text
    back = flat(payout_slip("1", make.payout(-5_000), "Dapur Bu Yayah", make.outlet(), "Siti"))
    assert "Diterima dari: Dapur Bu Yayah JUMLAH Rp5.000" in back


def test_a_statement_slip_is_a_preview_until_it_has_a_number(make: SimpleNamespace) -> None:
    assert "PRATINJAU" in flat(SLIPS["statement-long"](make, NARROW))
    issued = SLIPS["statement"](make, NARROW)
    assert "PRATINJAU" not in flat(issued)
    assert [line.data for line in issued.lines if isinstance(line, Qr)] == [f"G01-L000012 {HASH.hex().upper()}"]


def test_what_stands_beside_the_figures_is_on_every_form(make: SimpleNamespace) -> None:
    cheaper = MarkdownFigures(bearer=Bearer.GALLERY, discount=4_000)
    first, *others = make.figures().products
    told = replace(make.figures(), products=(replace(first, markdowns=(cheaper,)), *others), closing=30_000)
    asked = Question(
        number="G01-SG000003",
        asked=date(2026, 10, 9),
        about="laporan G01-L000011, Opak",
        reason="kurang dua bungkus",
        outcome="diterima",
        answer="salah hitung",
        correction=24_000,
    )
    waiting = Waiting(number="G01-KW000009", day=date(2026, 10, 6), amount=150_000)
    beside = Beside(questions=(asked, replace(asked, outcome="")), unconfirmed=(waiting,), minimum_payout=50_000)
    forms = (
        flat(statement_slip(told, make.outlet(), beside=beside, year_gross=9_000_000, copy=2)),
        " ".join(
            statement_message(told, make.outlet(), number="L1", beside=beside, year_gross=9_000_000, copy=2).split()
        ),
    )
    for text in forms:
        assert "turun harga Rp4.000, galeri yang menanggung" in text
        assert "Belum mencapai Rp50.000, jadi dibawa ke laporan berikutnya." in text
        assert "Sanggahan G01-SG000003 (9 Okt 2026), laporan G01-L000011, Opak: kurang dua bungkus" in text
        assert "Jawaban: diterima, salah hitung, koreksi Rp24.000" in text
        assert "Belum dijawab galeri." in text
        assert "Kuitansi G01-KW000009, 6 Okt 2026, Rp150.000: belum Anda konfirmasi." in text
        assert "Penjualan Anda tahun 2026 sampai 31 Okt 2026: Rp9.000.000" in text
        assert "SALINAN ke-2" in text
        assert "disetujui Rina" in text


def test_who_owes_reads_that_it_is_taken_off_next_time(make: SimpleNamespace) -> None:
    owing = replace(make.figures(), closing=-12_000)
    assert "Saldo akhir -12.000 Kekurangan Anda Rp12.000 Kekurangan diperhitungkan" in flat(
        statement_slip(owing, make.outlet())
    )


def test_what_has_no_name_yet_is_shown_as_it_is(make: SimpleNamespace) -> None:
    totals = replace(make.totals(), tenders={"koin": 500}, refunds={}, drawer_opened=0, copies=0, first_number="")
    text = flat(
        z_slip(make.posted(make.closed(), "Z1"), replace(make.closed(), totals=totals, note=""), make.outlet(), "S")
    )
    assert "koin 500" in text
    assert "Struk pertama" not in text
    figures = replace(make.figures(), entries=(make.entry("SomethingNew", -5, ""),), discount=0)
    assert "Lainnya 20 Okt 2026 -5" in flat(statement_slip(figures, replace(make.outlet(), phone="")))


def test_a_kuitansi_names_transfer_and_note(make: SimpleNamespace) -> None:
    payout = replace(make.payout(), reference="TRF-77", note="sebagian", received_by="")
    text = flat(payout_slip("1", payout, "Dapur Bu Yayah", make.outlet(), "Siti"))
    assert "Ref.: TRF-77 sebagian" in text
    assert "Penerima" in text


def test_what_did_not_happen_is_not_on_the_slip(make: SimpleNamespace) -> None:
    bare = replace(make.refund(), reason="", sale=None)
    text = flat(refund_receipt("1", bare, make.outlet(), "Siti", CODE))
    assert "Dari struk" not in text
    assert "Alasan" not in text
    moved = replace(make.moved(), approved_by="")
    assert "Disetujui" not in flat(cash_slip("1", moved, make.outlet(), "Siti"))


def test_graphics_are_named_where_paper_is_read_as_text(make: SimpleNamespace) -> None:
    text = to_text(Paper("x", NARROW, (Logo(b"x"), Qr("A"), Barcode("123"), Cut())))
    assert text.split() == ["[LOGO]", "[QR", "A]", "[BARCODE", "123]", "[CUT]"]
