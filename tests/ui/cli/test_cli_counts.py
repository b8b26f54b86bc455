"""Counts and their differences as lists for other programs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import perf_counter

from commands import Place
from gallery_pos.cart import Cart, add
from gallery_pos.documents import Covers, Method, Tender, new_id
from gallery_pos.services.access import Approval
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.count_posting import post_stocktake
from gallery_pos.services.count_review import by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, submit_part
from gallery_pos.services.shifts import open_shift
from ui.folder import DataFolder
from ui.gallery import Gallery, open_gallery
from ui.screens.stok.part_form import PartForm, found_of, keep, with_piece


def test_each_difference_names_its_bearer_and_adds_up(sample: Place) -> None:
    variances, stocktakes = sample.rows("variances"), sample.rows("stocktakes")
    assert len(stocktakes) > 1
    assert {row["state"] for row in stocktakes} == {"posted"}
    monthly = {row["posted"] for row in stocktakes if row["scope"] == "Seluruh gerai"}
    assert all(row["parts"] == row["counted_parts"] == 2 for row in stocktakes if row["posted"] in monthly)
    assert variances
    for row in variances:
        assert row["difference"] == row["counted"] - row["expected"] != 0
        assert row["value"] == row["difference"] * row["price"]
        borne = row["bearer"] in {"gallery", "consignor", "shared"}
        assert borne == (row["gallery_bp"] is not None)
        assert bool(row["reason"]) == borne or row["document"] not in monthly
        assert row["compensation"] >= 0
        assert row["counted_by"] == "pengelola, kasir1" or row["document"] not in monthly
        assert set(row) >= {"product", "name", "consignor", "business_name", "lot", "posted_at", "user", "note"}
    for count in stocktakes:
        mine = [row for row in variances if row["document"] == count["posted"]]
        assert count["short"] == sum(-row["difference"] for row in mine if row["difference"] < 0)
        assert count["over"] == sum(row["difference"] for row in mine if row["difference"] > 0)
        assert count["compensation"] == sum(row["compensation"] for row in mine)


def test_people_read_them_in_their_words(sample: Place) -> None:
    said = sample.ok("list", "variances").out
    assert "Penanggung" in said.splitlines()[0]
    assert "hilang" in said
    assert "selesai" in sample.ok("list", "stocktakes").out


PLANTED = (-3, -2, -1, 1)


def shelf_of(gallery: Gallery) -> Counter[str]:
    """Return what the books have on the shelf, by product; where they have less than nothing there is nothing."""
    pieces: Counter[str] = Counter(gallery.book.loose("GALERI"))
    for lot in gallery.book.lots("GALERI"):
        pieces[lot.product] += lot.on_hand
    return pieces


def sell(gallery: Gallery, product: str, pieces: int) -> None:
    """Sell goods by QRIS."""
    desk = gallery.desk("kasir1")
    record = desk.book.product(product)
    assert record
    lots = desk.book.lots("GALERI", [product])
    cart = add(Cart(id=new_id()), record, maker="", lots=lots, on=desk.today(), quantity=pieces)
    approval = Approval(by="pengelola", reason="dilihat sendiri")
    complete_sale(desk, cart=cart, tenders=[Tender(method=Method.QRIS, amount=cart.net)], approval=approval)


def test_planted_differences_are_found_to_the_piece_while_the_counter_sells(sample: Place, tmp_path: Path) -> None:
    """Two people count the whole sample gallery; between their scans goods are sold, and some pieces are not there."""
    place = sample.copy(tmp_path / "hitung")
    gallery = open_gallery(DataFolder(place.data))
    desk = gallery.desk("pengelola")
    if desk.book.open_shift(desk.outlet, desk.origin) is None:
        open_shift(desk, opening_float=0)
    true_shelf = +shelf_of(gallery)
    codes = sorted(code for code, pieces in true_shelf.items() if pieces > 8)
    wrong = dict(zip(codes[::5], PLANTED, strict=False))
    for code, pieces in wrong.items():
        true_shelf[code] += pieces
    begun = start_stocktake(desk, parts=("Depan", "Belakang")).value.document
    everything = sorted({line.product for line in begun.lines} | true_shelf.keys())  # type: ignore[attr-defined]
    half = len(everything) // 2
    busy = iter(codes)
    for part, person, mine in (("Depan", "kasir1", everything[:half]), ("Belakang", "kasir2", everything[half:])):
        found = []
        for at, code in enumerate(mine):
            mark = gallery.book.newest()
            found.append(Found(code, max(true_shelf[code], 0), mark, mark))
            if at % 7 == 3:
                sold = next(busy)
                sell(gallery, sold, 2)
                true_shelf[sold] -= 2
        submit_part(gallery.desk(person), stocktake=begun.id, part=part, found=found)
    told = review(desk, begun.id)
    odd = {row.standing.product: row.standing.difference for row in told.rows if row.standing.difference}
    without_lot = {code: -pieces for code, pieces in shelf_of(gallery).items() if pieces < 0}
    assert odd == {**without_lot, **wrong}
    post_stocktake(desk, stocktake=begun.id, borne=by_terms(told))
    assert shelf_of(gallery) == Counter({code: pieces for code, pieces in true_shelf.items() if pieces > 0})
    gallery.close()
    place.ok("verify")
    last = place.rows("stocktakes")[0]
    listed = [row for row in place.rows("variances") if row["stocktake"] == last["posted_number"]]
    assert {row["product"]: row["difference"] for row in listed if row["product"] in wrong and row["lot"]} == {
        code: pieces for code, pieces in wrong.items() if pieces < 0
    }


def test_one_maker_is_counted_in_minutes(sample: Place, tmp_path: Path) -> None:
    """Begin, forty pieces scanned one by one, review, post: a blink for the computer, so the minutes are the person's."""
    place = sample.copy(tmp_path / "satu")
    gallery = open_gallery(DataFolder(place.data))
    desk = gallery.desk("pengelola")
    started = perf_counter()
    begun = start_stocktake(desk, covers=Covers.CONSIGNOR, code="M001").value.document
    form = PartForm(stocktake=begun.id, part="Seluruhnya")
    mine = +Counter(
        {code: pieces for code, pieces in shelf_of(gallery).items() if code in products_of(gallery, "M001")}
    )
    for code, pieces in mine.items():
        for _ in range(pieces):
            form = with_piece(form, code, gallery.book.newest())
            keep(gallery.drafts, form)
    submit_part(desk, stocktake=begun.id, part=form.part, found=found_of(form))
    told = review(desk, begun.id)
    assert [row for row in told.rows if row.standing.difference] == []
    post_stocktake(desk, stocktake=begun.id, borne=[])
    assert perf_counter() - started < 5
    gallery.close()


def products_of(gallery: Gallery, maker: str) -> set[str]:
    return {product.code for product in gallery.book.products() if product.consignor == maker}
