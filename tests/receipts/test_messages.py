"""Messages for WhatsApp say in sums what the papers say."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from receipts.entries import Beside
from receipts.messages import (
    consignment_message,
    sale_message,
    statement_message,
    wa_link,
)


def test_each_message_reads_as_it_did(make: SimpleNamespace, golden: Any) -> None:
    outlet = make.outlet()
    golden("messages/statement.txt", statement_message(make.figures(), outlet, number="L-12", document_hash=bytes(32)))
    golden("messages/consignment.txt", consignment_message("T-31", make.received(), "Dapur Bu Yayah", outlet))
    golden("messages/sale.txt", sale_message("S-123", make.sale(), outlet, "7K3QX9M2PD"))


def test_a_preview_says_so_and_has_no_code(make: SimpleNamespace) -> None:
    text = statement_message(make.figures(), make.outlet())
    assert "PRATINJAU" in text
    assert "Kode periksa" not in text


def test_a_long_list_is_cut_with_its_count(make: SimpleNamespace) -> None:
    text = statement_message(make.figures(40), make.outlet(), number="L-12")
    assert "dan 25 barang lain" in text
    assert text.count("•") == 16


def test_who_owes_is_told_so(make: SimpleNamespace) -> None:
    figures = replace(make.figures(), closing=-12_000, opening=0, discount=0, products=())
    text = statement_message(figures, replace(make.outlet(), phone=""), number="L-12")
    assert "*Kekurangan, diperhitungkan pada laporan berikutnya: Rp12.000*" in text
    assert "Hubungi" not in text
    assert "Saldo sebelumnya" not in text


def test_goods_that_came_back_after_they_were_paid_are_told_in_words(make: SimpleNamespace) -> None:
    figures = make.figures(1)
    (product,), (goods,), paid = figures.products, figures.goods, figures.entries[-1]
    figures = replace(
        figures,
        products=(replace(product, quantity=-1, gross=-32_000, discount=0, commission=-5_000, due=-27_000),),
        goods=(replace(goods, name="Ebi Kering", sold=0, refunded=1),),
        entries=(replace(paid, amount=-243_000), replace(paid, amount=27_000)),
    )
    text = statement_message(figures, make.outlet(), number="L-12")
    assert "1 dikembalikan pembeli, hak Anda -Rp27.000" in text
    assert "Dikembalikan pembeli: 1 Ebi Kering. Haknya dikurangi di sini, juga bila sudah pernah dibayarkan." in text
    assert "Pembayaran dari Anda" in text
    assert text.count("Pembayaran 20 Okt 2026") == 1


def test_what_is_carried_forward_is_not_said_to_be_paid(make: SimpleNamespace) -> None:
    text = statement_message(
        replace(make.figures(), closing=26_600), make.outlet(), number="L-12", beside=Beside(minimum_payout=50_000)
    )
    assert "*Dibawa ke laporan berikutnya: Rp26.600*" in text
    assert "Yang dibayarkan" not in text


def test_text_from_people_stays_on_its_line(make: SimpleNamespace) -> None:
    figures = replace(make.figures(), business_name="Bu*Yayah\n*palsu*")
    first, *_ = statement_message(figures, make.outlet(), number="L-12").split("\n")
    assert first == "*Laporan titipan BuYayah palsu*"


def test_a_sale_without_change_or_thanks_is_complete(make: SimpleNamespace) -> None:
    text = sale_message("S-1", replace(make.sale(), change=0), replace(make.outlet(), thanks=""), "7K3QX9M2PD")
    assert "Kembalian" not in text
    assert "Terima kasih" in text
    assert "7K3QX-9M2PD" in text


@given(st.text())
def test_a_link_carries_the_whole_message(text: str) -> None:
    link = wa_link("6281234567890", text)
    assert link is not None
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/6281234567890")
    assert parse_qs(parts.query, keep_blank_values=True)["text"] == [text]


@pytest.mark.parametrize("phone", ["62267401234", "", "abc"])
def test_a_landline_has_no_whatsapp(phone: str) -> None:
    assert wa_link(phone, "Halo") is None
