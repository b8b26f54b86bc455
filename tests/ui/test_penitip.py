"""Consignors on screen: who they are, what was agreed, what is owed and why."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.private import PrivateAct
from gallery_pos.documents import AgreementRevised, PriceModel, SettlementPeriod
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.payouts import pay
from gallery_pos.services.settlement import issue_statements
from gallery_pos.terms import Bearer
from ui.dialogs.document import DocumentDialog
from ui.dialogs.new_records import NewConsignor
from ui.main_window import MainWindow
from ui.screens.penitip import ConsignorsScreen
from ui.screens.penitip.erase_dialog import EraseDialog
from ui.screens.penitip.personal import masked
from ui.screens.penitip.personal_dialogs import PersonalDialog, WhyDialog
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import Dialog
from workroom import TODAY, Workroom, click, keys, press, pump, sell, show, shown

F12, ESCAPE = Qt.Key.Key_F12, Qt.Key.Key_Escape


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 10, date(2026, 12, 1)), IntakeLine("P0002", 5))
    sell(bare, ("P0001", 2), ("P0002", 1))
    return bare


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    return show(room, qtbot, "consignors", user)


def screen_of(window: MainWindow) -> ConsignorsScreen:
    return shown(window, ConsignorsScreen)


def agreement(room: Workroom, code: str = "M001") -> AgreementRevised:
    found = room.gallery.book.agreement(code)
    assert found
    return found


def write(field: object, text: str) -> None:
    field.setFocus()  # type: ignore[attr-defined]
    field.selectAll()  # type: ignore[attr-defined]
    keys(field, text)  # type: ignore[arg-type]


def agree(dialog: Dialog) -> None:
    click(dialog.findChildren(ActionButton)[0])


def test_the_list_says_what_is_owed_and_filters(window: MainWindow) -> None:
    listing = screen_of(window).listing
    rows = {row.code: row for row in listing.list.model.shown()}
    assert (rows["M001"].on_hand, rows["M001"].sold, rows["M001"].owed) == (12, 3, 42_500)
    listing.owed.choose("owed")
    listing.owed.activated.emit(0)
    assert [row.code for row in listing.list.model.shown()] == ["M001"]
    listing.owed.choose("none")
    listing.owed.activated.emit(0)
    assert [row.code for row in listing.list.model.shown()] == ["M002"]


def test_the_agreement_is_said_in_amounts_while_it_is_typed(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    press(window, Qt.Key.Key_F6)
    tab = screen.page.agreement
    write(tab.commission, "20")
    assert tab.meaning.words[0].text() == "Terjual Rp100.000: penitip Rp80.000, galeri Rp20.000."
    tab.bearer.setCurrentIndex(tab.bearer.findData(Bearer.CONSIGNOR.value))
    tab.bearer.activated.emit(0)
    assert tab.meaning.words[1].text() == "Dengan potongan Rp10.000: penitip Rp70.000, galeri Rp20.000."
    write(tab.expiry, "25")
    assert "kedaluwarsa 25 %" in tab.meaning.words[2].text()
    press(window, F12)
    terms = agreement(room).terms
    assert (terms.commission_bp, terms.discount_bearer, terms.expiry_bp) == (2_000, Bearer.CONSIGNOR, 2_500)
    lot = room.gallery.book.lots("GALERI", ["P0001"])[0]
    assert lot.terms.commission_bp == 1_500


def test_all_models_and_their_mixture(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M002")
    screen.page.show_tab(screen.page.agreement)
    tab = screen.page.agreement
    buttons = tab.model._buttons
    click(buttons["harga_titip"])
    assert tab.meaning.words[0].text() == "Harga titip Rp80.000. Terjual Rp100.000: penitip Rp80.000, galeri Rp20.000."
    click(buttons["iuran"])
    assert tab.meaning.words[0].text() == "Terjual Rp100.000: penitip Rp100.000, galeri Rp0."
    press(window, F12)
    assert "isi iuran" in tab.form["fee"]._below.text()
    write(tab.fee, "50rb")
    write(tab.commission, "5")
    assert "Iuran Rp50.000" in tab.meaning.words[3].text()
    tab.settlement.setCurrentIndex(tab.settlement.findData(SettlementPeriod.WEEKLY.value))
    tab.settlement.activated.emit(0)
    press(window, F12)
    held = agreement(room, "M002")
    assert (held.model, held.monthly_fee, held.terms.commission_bp) == (PriceModel.FEE, 50_000, 500)
    assert held.settlement is SettlementPeriod.WEEKLY


@pytest.mark.parametrize("typed", ["seratus", "101", "0.5", "-1", "12,345"])
def test_a_share_that_is_none_is_refused(window: MainWindow, room: Workroom, typed: str) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    screen.page.show_tab(screen.page.agreement)
    write(screen.page.agreement.commission, typed)
    press(window, F12)
    assert agreement(room).terms.commission_bp == 1_500


def test_an_end_before_the_start_is_refused_beside_the_field(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    screen.page.show_tab(screen.page.agreement)
    write(screen.page.agreement.end, "1/1/2026")
    press(window, F12)
    assert "lebih awal" in screen.page.agreement.form["end"]._below.text()
    write(screen.page.agreement.end, "31 Des 2026")
    press(window, F12)
    assert agreement(room).end == date(2026, 12, 31)


def test_without_an_agreement_the_gallerys_own_counts(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M002")
    tab = screen.page.agreement
    assert tab.commission.placeholderText() == "20 %"
    assert not tab.is_dirty()
    assert room.gallery.book.agreement("M002") is None


def test_the_profile_is_saved_with_tidy_names(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    tab = screen.page.profile
    write(tab.business_name, "  Dapur   Nyi Imas Jaya ")
    write(tab.nib, "12345")
    press(window, F12)
    assert tab.form["nib"]._below.text()
    write(tab.nib, "9999321500542")
    tab.district.setCurrentText("Telukjambe Timur")
    press(window, F12)
    maker = room.gallery.book.consignor("M001")
    assert maker
    assert (maker.business_name, maker.district) == ("Dapur Nyi Imas Jaya", "Telukjambe Timur")
    screen.page.show_tab(screen.page.history)
    assert "Nama usaha: Dapur Nyi Imas → Dapur Nyi Imas Jaya" in screen.page.history.list.model.shown()[0].how


def test_personal_data_opens_with_a_reason_and_is_recorded(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    card = screen.page.profile.personal
    assert "3456" not in card.known.text()
    card.ask()
    (why,) = window.findChildren(WhyDialog)
    agree(why)
    assert len(room.gallery.personal.views("M001")) == 1
    why.reason.setCurrentText("Menghubungi penitip")
    agree(why)
    pump()
    (personal,) = window.findChildren(PersonalDialog)
    assert personal.phone.text() == "0812-3456-7890"
    assert personal.chat_link() == "https://wa.me/6281234567890"
    write(personal.nik, "12")
    assert "16 angka" in personal.form["nik"]._below.text()
    write(personal.nik, "3215010101900009")
    assert not personal.form["nik"]._below.text()
    write(personal.phone, "0812 3456 7899")
    agree(personal)
    assert card.known.text().splitlines()[0] == "Telepon: ••••-••••-7899"
    assert "NIK: 3215••••••••0009" in card.known.text()
    acts = [(view.act, view.user) for view in room.gallery.personal.views("M001")]
    assert acts[:2] == [(PrivateAct.CHANGED, "ida"), (PrivateAct.LOOKED, "ida")]


def test_personal_data_is_erased_and_the_books_stay(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    before = room.kinds()
    card = screen.page.profile.personal
    card.ask_to_erase()
    (erase,) = window.findChildren(EraseDialog)
    assert "12 barang di rak" in erase.banner.text()
    erase.rename.setChecked(False)
    erase.reason.setCurrentText("Permintaan penitip sendiri")
    agree(erase)
    assert card.known.text() == "Belum diisi."
    assert room.gallery.personal.look("M001", by="ida", reason="uji").phone == ""
    assert room.kinds() == before


def test_cashiers_and_inspectors_see_no_personal_data(room: Workroom, qtbot: QtBot) -> None:
    for user in ("kiki", "tatang"):
        screen = screen_of(opened(room, qtbot, user))
        screen.open_consignor("M001")
        assert not screen.page.profile.personal.isVisible()
        assert not screen.action("consignors.go").isVisible()


def test_what_is_owed_opens_down_to_the_document(window: MainWindow, room: Workroom) -> None:
    issue_statements(room.gallery.desk("ida"), until=TODAY, consignors=["M001"])
    pay(room.gallery.desk("ida"), consignor="M001", amount=12_500, method="transfer")  # type: ignore[arg-type]
    screen = screen_of(window)
    screen.open_consignor("M001")
    money = screen.page.money
    screen.page.show_tab(money)
    assert money.balance.amount.text() == "Rp30.000"
    assert money.last.amount.text() == "Rp30.000"
    assert [row.amount for row in money.account.model.shown()] == [-12_500, 25_500, 17_000]
    money.account.table.selectRow(1)
    press(money.account.table, Qt.Key.Key_Return)
    (dialog,) = window.findChildren(DocumentDialog)
    assert dialog.told.title == "Penjualan"
    dialog.close()
    click(money.switches[0]._buttons["statements"])
    money.statements.activated.emit(money.statements.model.row_at(0))
    click(money.switches[1]._buttons["payouts"])
    assert money.payouts.isVisible()
    assert money.payouts.model.shown()[0].amount == 12_500


def test_goods_and_sales_open_too(window: MainWindow) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    page = screen.page
    page.show_tab(page.goods)
    shelves = {row.name: row.on_hand for row in page.goods.list.model.shown()}
    assert shelves == {"Opak Ketan": 8, "Keripik Pisang": 4}
    page.goods.list.activated.emit(page.goods.list.model.row_at(0))
    (dialog,) = window.findChildren(DocumentDialog)
    assert dialog.told.title == "Surat titip"
    page.show_tab(page.sold)
    assert [(row.name, row.pieces, row.due) for row in page.sold.products.model.shown()] == [
        ("Opak Ketan", 2, 25_500),
        ("Keripik Pisang", 1, 17_000),
    ]
    page.sold.products.activated.emit(page.sold.products.model.row_at(1))
    assert page.sold.lines.isVisible()
    assert page.sold.lines.search_box.text() == "Keripik Pisang"
    page.sold.period.choose("before")
    page.sold.period.chosen.emit()
    assert page.sold.lines.model.rows() == ()


def test_a_new_consignor_goes_on_to_his_agreement(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    press(window, F12)
    (dialog,) = window.findChildren(NewConsignor)
    write(dialog.business_name, "batik tarum")
    agree(dialog)
    assert "sudah ada" in dialog.form["business_name"]._below.text()
    write(dialog.business_name, "Kopi Sangga")
    agree(dialog)
    assert screen.on_page()
    assert screen.page.tab() is screen.page.agreement
    assert room.gallery.book.consignor("M003")


def test_leaving_asks_where_something_would_be_lost(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.open_consignor("M001")
    write(screen.page.profile.owner, "Bukan Imas")
    press(window, ESCAPE)
    assert screen.on_page()
    question = next(each for each in window.findChildren(Dialog) if each.isVisible())
    agree(question)
    assert not screen.on_page()
    assert room.gallery.book.consignor("M001").owner == "Imas"  # type: ignore[union-attr]


def test_other_screens_are_asked_for_with_the_consignor(window: MainWindow) -> None:
    screen = screen_of(window)
    asked: list[tuple[str, object]] = []
    screen.screen_asked.connect(lambda where, what: asked.append((where, what)))
    press(window, Qt.Key.Key_F9)
    assert "Pilih penitipnya" in screen.banner.text()
    screen.open_consignor("M001")
    screen.action("consignors.receive").trigger()
    assert asked == [("intake", "M001")]
    from ui.screens.titipan import IntakeScreen

    intake = window.current()
    assert isinstance(intake, IntakeScreen)
    assert intake.receive_page.form.consignor == "M001"


def test_masking_leaves_the_last_four_figures() -> None:
    assert masked("0812-3456-7890") == "••••-••••-7890"
    assert masked("BJB 0012345678") == "BJB ••••••5678"
    assert masked("3215010101900001") == "3215••••••••0001"
    assert masked("") == ""
