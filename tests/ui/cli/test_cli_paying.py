"""Paying from the command line: whom, how much, from where, once; and who could not be paid."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import Place
from gallery_pos.documents import Method
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.payout_batches import prepare_batch
from gallery_pos.services.settlement import adjust
from gallery_pos.services.shifts import open_shift
from ui.folder import DataFolder
from ui.gallery import open_gallery

MAY = "2024-05-31"
PAY = ("pay", "--until", MAY)


def balances(place: Place) -> dict[str, int]:
    gallery = open_gallery(DataFolder(place.data))
    try:
        return {one.code: gallery.book.balance(one.code) for one in gallery.book.consignors()}
    finally:
        gallery.close()


def test_all_are_paid_what_their_statements_say_and_once(small: Place, tmp_path: Path) -> None:
    small.ok("settle", "--until", MAY, "--out", tmp_path)
    made = small.ok(*PAY, "--all", "--method", "transfer", "--reference", "BRI-1", "--json").json
    assert [(one["consignor"], one["amount"], one["statement"]) for one in made["paid"]] == [
        ("M1", 60_000, "LP-GALERI-A-000001"),
        ("M2", 29_166, "LP-GALERI-A-000002"),
    ]
    assert {(one["method"], one["reference"]) for one in made["paid"]} == {("transfer", "BRI-1")}
    assert (made["until"], made["carried"], made["problems"]) == (MAY, [], [])
    again = small.ok(*PAY, "--all", "--method", "transfer", "--reference", "BRI-1", "--json").json
    assert again["paid"] == []
    assert small.ok(*PAY, "--all", "--method", "cash").text == "Tidak ada yang perlu dibayar sampai 31 Mei 2024."
    assert balances(small) == {"M1": 0, "M2": 0}
    assert all(row["unpaid"] == 0 for row in small.rows("statements"))
    small.ok("verify")


def test_one_is_paid_in_cash_from_the_safe_without_a_shift(small: Place) -> None:
    said = small.ok(*PAY, "--consignor", "m1", "--method", "cash").text
    assert "Dapur Nyi Imas (M1) Rp60.000 belum dilaporkan" in said
    assert "1 penitip dibayar, seluruhnya Rp60.000." in said
    assert balances(small) == {"M1": 0, "M2": 29_166}


def test_a_drawer_with_too_little_pays_whom_it_can_and_names_the_others(small: Place) -> None:
    gallery = open_gallery(DataFolder(small.data))
    open_shift(gallery.desk(), opening_float=40_000)
    gallery.close()
    answer = small(*PAY, "--all", "--method", "cash")
    assert answer.code == 2
    assert "Dapur Nyi Imas: Uang di laci tidak cukup." in answer.err
    assert "Kopi Loji (M2) Rp29.166" in " ".join(answer.out.split())
    assert balances(small) == {"M1": 60_000, "M2": 0}
    small.ok(*PAY, "--all", "--method", "cash", "--from", "safe")
    assert balances(small) == {"M1": 0, "M2": 0}
    small.ok("verify")


def test_who_has_too_little_who_owes_and_who_waits_for_the_bank_is_said(small: Place) -> None:
    gallery = open_gallery(DataFolder(small.data))
    desk = gallery.desk()
    revise_agreement(desk, consignor="M2", minimum_payout=50_000)
    prepare_batch(desk, until=desk.today(), with_account=["M1"])
    gallery.close()
    answer = small(*PAY, "--all", "--method", "transfer", "--reference", "x", "--json")
    assert answer.code == 2
    assert [(one["consignor"], one["reason"]) for one in answer.json["carried"]] == [("M2", "minimum")]
    assert [one["consignor"] for one in answer.json["problems"]] == ["M1"]
    told = small(*PAY, "--all", "--method", "transfer", "--reference", "x")
    assert "kurang dari jumlah terkecil Rp50.000; dibawa ke periode berikutnya" in told.text
    assert "masih menunggu bank" in told.err
    gallery = open_gallery(DataFolder(small.data))
    adjust(gallery.desk(), consignor="M2", amount=-30_000, reason="barang kembali")
    gallery.close()
    said = small("pay", "--until", gallery_day(small), "--consignor", "M2", "--method", "cash")
    assert "kelebihan dibayar Rp834" in said.text
    assert said.code == 0


def gallery_day(place: Place) -> str:
    gallery = open_gallery(DataFolder(place.data))
    try:
        return gallery.desk().today().isoformat()
    finally:
        gallery.close()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--all", "--consignor", "M1", "--method", "cash"), "Pilih salah satu: --consignor KODE atau --all."),
        (("--method", "cash"), "Pilih salah satu"),
        (("--all", "--method", "qris"), "qris tidak dikenal; pilih: cash, transfer."),
        (("--all", "--method", "transfer"), "Transfer perlu --reference"),
        (("--all", "--method", "cash", "--from", "bank"), "bank tidak dikenal; pilih: drawer, safe."),
        (("--all",), "--method belum disebut."),
        (("--consignor", "M9", "--method", "cash"), "Penitip M9 tidak dikenal."),
        (("--all", "--method", "cash", "--from", "drawer"), "Sif belum dibuka."),
    ],
)
def test_what_cannot_be_asked(small: Place, arguments: tuple[str, ...], sentence: str) -> None:
    answer = small(*PAY, *arguments)
    assert answer.code == 2
    assert sentence in answer.text
    assert balances(small) == {"M1": 60_000, "M2": 29_166}
    future = small("pay", "--until", "2090-01-01", "--all", "--method", "cash")
    assert "Tanggal batas belum lewat." in future.text


def test_a_payout_in_between_is_taken_off(small: Place) -> None:
    gallery = open_gallery(DataFolder(small.data))
    from gallery_pos.services.payouts import pay

    pay(gallery.desk(), consignor="M1", amount=10_000, method=Method.TRANSFER)
    gallery.close()
    (one,) = small.ok(*PAY, "--consignor", "M1", "--method", "cash", "--json").json["paid"]
    assert one["amount"] == 50_000
