"""The catalogue on screen: found, changed, photographed, labelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gallery_pos.documents import ProductRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.services.intake import IntakeLine
from gallery_pos.terms import ItemTerms
from ui.attachments.pictures import LONGEST_SIDE, store_picture, thumbnail
from ui.dialogs.document import DocumentDialog
from ui.dialogs.labels import LabelDialog
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.screens.produk import ProductsScreen
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import Dialog
from workroom import Workroom, click, keys, press, show, shown

F12, ESCAPE = Qt.Key.Key_F12, Qt.Key.Key_Escape


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 6, date(2026, 12, 1)))
    return bare


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    return show(room, qtbot, "products", user)


def screen_of(window: MainWindow) -> ProductsScreen:
    return shown(window, ProductsScreen)


def product(room: Workroom, code: str) -> ProductRevised:
    found = room.gallery.book.product(code)
    assert found
    return found


def names(screen: ProductsScreen) -> list[str]:
    return [row.product.name for row in screen.listing.list.model.shown()]


def write(field: object, text: str) -> None:
    field.selectAll()  # type: ignore[attr-defined]
    keys(field, text)  # type: ignore[arg-type]


def test_the_list_counts_filters_and_searches(window: MainWindow, room: Workroom, qtbot: QtBot) -> None:
    screen = screen_of(window)
    listing = screen.listing
    assert [(row.product.code, row.here) for row in listing.list.model.shown()][:2] == [("P0001", 6), ("P0002", 0)]
    listing.category.choose("Fashion")
    listing.category.activated.emit(0)
    assert names(screen) == ["Kain Batik", "Dompet Batik"]
    listing.consignor.choose("M001")
    listing.consignor.activated.emit(0)
    assert names(screen) == []
    listing.category.choose(None)
    listing.category.activated.emit(0)
    keys(listing.list.search_box, product(room, "P0002").barcodes[0])
    qtbot.waitUntil(lambda: names(screen) == ["Keripik Pisang"])


def test_a_new_price_counts_from_now_on(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_product("P0001")
    page = screen.page
    assert not screen.action("products.go").isEnabled()
    write(page.fields.price, "18rb")
    assert "penitip Rp15.300" in page.fields.terms.sentence()
    press(window, F12)
    assert product(room, "P0001").price == 18_000
    assert [row.price for row in page.history.rows.rows()] == [18_000, 15_000]
    assert [shelf.price for shelf in page.shelves.rows.rows()] == [15_000]
    page.history.selectRow(1)
    page.history.activated.emit(page.history.rows.index(1, 0))
    assert window.findChildren(DocumentDialog)


@pytest.mark.parametrize("typed", ["", "0", "gratis", "-5000", "1,5"])
def test_a_price_that_is_none_is_refused_beside_the_field(window: MainWindow, room: Workroom, typed: str) -> None:
    screen = screen_of(window)
    screen.open_product("P0001")
    before = len(room.kinds())
    screen.page.fields.price.clear()
    keys(screen.page.fields.price, typed)
    screen.page.edited.emit()
    press(window, F12)
    assert len(room.kinds()) == before
    assert screen.page.fields.form["price"]._below.text() or screen.page.banner.text()


def test_terms_of_its_own_are_said_in_amounts(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_product("P0001")
    terms = screen.page.fields.terms
    buttons = {button.objectName(): button for button in terms.which._buttons.values()}
    click(buttons["percent"])
    write(terms.percent, "12,5")
    assert terms.sentence() == "Terjual Rp15.000: penitip Rp13.125, galeri Rp1.875."
    click(buttons["net"])
    write(terms.percent, "")
    terms.percent.clear()
    terms.percent.tidy()
    write(terms.net, "20000")
    assert "rugi" in terms.sentence()
    press(window, F12)
    assert product(room, "P0001").terms == ItemTerms()
    write(terms.net, "11000")
    press(window, F12)
    assert product(room, "P0001").terms == ItemTerms(consignor_price=11_000)


def test_a_new_product_is_made_with_a_code_of_the_gallery(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    press(window, F12)
    page = screen.page
    keys(page.fields.name, "Sambal  Oncom ")
    page.edited.emit()
    press(window, F12)
    assert "pilih penitip" in page.fields.form["consignor"]._below.text()
    keys(page.fields.consignor, "nyi")
    press(page.fields.consignor, Qt.Key.Key_Return)
    keys(page.fields.price, "25000")
    press(window, F12)
    made = product(room, "P0005")
    assert (made.name, made.consignor, made.price) == ("Sambal Oncom", "M001", 25_000)
    assert made.barcodes[0].startswith("21")
    assert page.product == made


def test_a_scan_opens_in_the_list_and_fills_the_field_on_the_page(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.on_scan("8991234567890")
    assert "Belum ada produk" in screen.banner.text()
    screen.on_scan(product(room, "P0001").barcodes[0])
    assert screen.page.product == product(room, "P0001")
    screen.on_scan(product(room, "P0002").barcodes[0])
    press(window, F12)
    assert "sudah dipakai Keripik Pisang" in screen.page.fields.form["barcodes"]._below.text()
    screen.page.fields.barcodes.setText(product(room, "P0001").barcodes[0])
    screen.on_scan("8991234567890")
    screen.on_scan("8991234567890")
    press(window, F12)
    assert product(room, "P0001").barcodes[1:] == ("8991234567890",)


def test_leaving_asks_where_something_would_be_lost(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_product("P0001")
    press(window, ESCAPE)
    assert not screen.on_page()
    screen.open_product("P0001")
    keys(screen.page.fields.name, "x")
    press(window, ESCAPE)
    assert screen.on_page()
    (question,) = window.findChildren(Dialog)
    click(question.findChildren(ActionButton)[0])
    assert not screen.on_page()
    assert product(room, "P0001").name == "Opak Ketan"


def test_pictures_are_made_small_and_kept_by_their_hash(window: MainWindow, room: Workroom, tmp_path: Path) -> None:
    source = tmp_path / "foto.png"
    image = QImage(2_000, 1_000, QImage.Format.Format_ARGB32)
    image.fill(QColor("#F2A52B"))
    image.save(str(source))
    screen = screen_of(window)
    screen.open_product("P0001")
    screen.page.take_picture(source)
    press(window, F12)
    name = product(room, "P0001").picture
    kept = room.gallery.folder.pictures / name
    assert QImage(str(kept)).width() == LONGEST_SIDE
    assert kept.stat().st_mode & 0o777 == 0o600
    assert store_picture(room.gallery.folder.pictures, source) == name
    assert thumbnail(room.gallery.folder.pictures, name, 32) is not None
    screen.page.drop_picture()
    press(window, F12)
    assert product(room, "P0001").picture == ""


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"\x89PNG\r\n\x1a\nkaputt", b"GIF89a"])
def test_a_file_that_is_no_picture_is_refused(window: MainWindow, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "foto.png"
    source.write_bytes(content)
    screen = screen_of(window)
    screen.open_product("P0001")
    screen.page.take_picture(source)
    assert "bukan gambar" in screen.page.banner.text()
    assert not screen.page.is_dirty()


def test_a_picture_like_a_wall_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.attachments.pictures.LARGEST_FILE", 10)
    source = tmp_path / "foto.png"
    source.write_bytes(b"x" * 11)
    with pytest.raises(RuleBroken, match="terlalu besar"):
        store_picture(tmp_path, source)


def test_labels_of_a_product(window: MainWindow) -> None:
    screen = screen_of(window)
    press(window, Qt.Key.Key_F7)
    assert "Pilih produknya" in screen.banner.text()
    screen.listing.list.table.selectRow(0)
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(LabelDialog)
    (count,) = dialog.counts
    assert count.value() == 6
    write(count, "banyak")
    click(dialog.findChildren(ActionButton)[0])
    assert not window.findChildren(PdfDialog)
    write(count, "31")
    click(dialog.findChildren(ActionButton)[0])
    (paper,) = window.findChildren(PdfDialog)
    assert paper.pages.paper.pageCount() == 2


def test_labels_of_several_products_are_as_many_as_are_here(window: MainWindow) -> None:
    screen = screen_of(window)
    ticks = screen.listing.ticks
    for row in screen.listing.list.model.shown()[:3]:
        ticks.toggle(row)
    screen.listing.list.search_box.setText("batik")
    screen.listing.list.search_box._search()
    assert screen.action("products.label").text() == "Cetak label (3)…"
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(LabelDialog)
    assert [edit.value() for edit in dialog.counts] == [6, 0, 0]
    write(dialog.counts[1], "25")
    assert dialog.says.text() == "31 label di 2 lembar"
    write(dialog.counts[1], "x")
    click(dialog.findChildren(ActionButton)[0])
    assert dialog.banner.text().startswith("Keripik Pisang: ")
    write(dialog.all, "0")
    click(dialog.findChildren(ActionButton)[0])
    assert "antara 1 dan" in dialog.banner.text()
    write(dialog.all, "2000")
    click(dialog.findChildren(ActionButton)[0])
    assert "antara 1 dan" in dialog.banner.text()
    write(dialog.all, "2")
    click(dialog.findChildren(ActionButton)[0])
    (paper,) = window.findChildren(PdfDialog)
    assert paper.pages.paper.pageCount() == 1


def test_who_may_not_change_the_catalogue_only_looks(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot, "kiki")
    screen = screen_of(window)
    screen.open_product("P0001")
    assert screen.page.fields.name.isReadOnly()
    assert not screen.action("products.go").isVisible()
    screen.on_scan("8991234567890")
    assert not screen.page.is_dirty()
    press(window, ESCAPE)
    assert not screen.on_page()
