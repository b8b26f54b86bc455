"""The register on screen: what a maker is, his class and why, memberships, consent, a copy of his data, erasure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.private import PrivateAct, private_key
from db.sealed_files import keep_sealed, sealed_path
from gallery_pos.documents import (
    ConsignorRevised,
    ConsignorType,
    Holder,
    LegalityRecorded,
    Membership,
    Scan,
    SizeClass,
)
from gallery_pos.errors import BadInput, RuleBroken
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.papers import record_paper
from gallery_pos.services.regions import drop_districts
from ui.books.imports import plan_file, take_in
from ui.dialogs.pdf import PdfDialog
from ui.dialogs.snapshot import SnapshotDialog
from ui.dialogs.template import TemplateDialog
from ui.main_window import MainWindow
from ui.register.erasing import erase_person
from ui.register.regions import districts, known_districts, region_code
from ui.screens.pengaturan.districts import DistrictsCard
from ui.screens.penitip import ConsignorsScreen
from ui.screens.penitip.consent import RecordConsent
from ui.screens.penitip.erase_dialog import EraseDialog
from ui.screens.penitip.held_data import HeldDataDialog
from ui.screens.penitip.memberships import MembershipDialog
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import Dialog
from workroom import Workroom, click, keys, open_workroom, press, pump, sell, show, shown

F12 = Qt.Key.Key_F12


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 10, date(2026, 12, 1)), IntakeLine("P0002", 5))
    sell(room, ("P0001", 2), ("P0002", 1))
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    window = show(room, qtbot, "consignors", user)
    screen_of(window).open_consignor("M001")
    return window


def screen_of(window: MainWindow) -> ConsignorsScreen:
    return shown(window, ConsignorsScreen)


def maker(room: Workroom, code: str = "M001") -> ConsignorRevised:
    found = room.gallery.book.consignor(code)
    assert found
    return found


def write(field: object, text: str) -> None:
    field.setFocus()  # type: ignore[attr-defined]
    field.selectAll()  # type: ignore[attr-defined]
    keys(field, text)  # type: ignore[arg-type]


def agree(dialog: Dialog) -> None:
    click(dialog.findChildren(ActionButton)[0])


def test_what_a_maker_is_and_makes_is_saved_and_told_in_the_history(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    tab = screen.page.profile
    click(tab.type._buttons["koperasi"])
    tab.sector.setCurrentText("Kriya")
    tab.commodity.setCurrentText("Anyaman pandan")
    press(window, F12)
    saved = maker(room)
    assert (saved.type, saved.sector, saved.commodity) == (ConsignorType.COOPERATIVE, "Kriya", "Anyaman pandan")
    screen.page.show_tab(screen.page.history)
    said = screen.page.history.list.model.shown()[0].how
    assert "Jenis: Usaha → Koperasi" in said
    assert "Komoditas: – → Anyaman pandan" in said


def test_the_class_follows_the_amounts_until_somebody_chooses_otherwise(window: MainWindow, room: Workroom) -> None:
    card = screen_of(window).page.profile.business
    write(card.yearly_sales, "2000000000")
    assert card.reason.text() == "Mikro: penjualan setahun Rp2.000.000.000 ≤ Rp2 miliar"
    write(card.yearly_sales, "2000000001")
    assert card.values()["size_class"] is SizeClass.SMALL
    card.size_class.setCurrentIndex(card.size_class.findData(SizeClass.MICRO.value))
    card.size_class.activated.emit(0)
    assert card.reason.text().startswith("Kelas yang dipilih Mikro")
    press(window, F12)
    saved = maker(room)
    assert (saved.size_class, saved.yearly_sales) == (SizeClass.MICRO, 2_000_000_001)


def test_memberships_are_kept_over_time(window: MainWindow, room: Workroom) -> None:
    desk = room.gallery.desk("ida")
    revise_consignor(desk, code="M009", business_name="Koperasi Mekar", type=ConsignorType.COOPERATIVE)
    card = screen_of(window).page.profile.memberships
    card.add_one()
    (dialog,) = window.findChildren(MembershipDialog)
    dialog.organization.setCurrentText("Koperasi Mekar")
    write(dialog.role, "bendahara")
    write(dialog.since, "1/2/2024")
    write(dialog.until, "1/2/2023")
    agree(dialog)
    assert "lebih awal" in dialog.form["until"]._below.text()
    write(dialog.until, "1/2/2027")
    agree(dialog)
    press(window, F12)
    expected = Membership(organization="M009", role="bendahara", since=date(2024, 2, 1), until=date(2027, 2, 1))
    assert maker(room).memberships == (expected,)
    screen_of(window).open_consignor("M009")
    assert "Dapur Nyi Imas" in card._members.text()
    screen_of(window).open_consignor("M001")
    card.table.selectRow(0)
    card._remove_current()
    press(window, F12)
    assert maker(room).memberships == ()


def test_consent_is_recorded_with_its_text_and_what_is_typed_stays(window: MainWindow, room: Workroom) -> None:
    tab = screen_of(window).page.profile
    write(tab.owner, "Imas Rosmawati")
    tab.consent.record()
    (dialog,) = window.findChildren(RecordConsent)
    write(dialog.on, "1/1/2030")
    agree(dialog)
    assert "belum tiba" in dialog.form["on"]._below.text()
    write(dialog.on, "4/10/2026")
    agree(dialog)
    saved = maker(room)
    assert saved.consent_on == date(2026, 10, 4)
    assert saved.consent.startswith("Saya, Imas dari Dapur Nyi Imas, mengizinkan Galeri Coba")
    assert tab.consent.state.text() == "Disetujui 4 Okt 2026."
    assert tab.owner.text() == "Imas Rosmawati"
    press(window, F12)
    assert maker(room).owner == "Imas Rosmawati"
    assert maker(room).consent_on == date(2026, 10, 4)
    tab.consent.withdraw()
    agree(next(each for each in window.findChildren(Dialog) if each.isVisible()))
    assert maker(room).consent_on is None


def test_the_form_is_a_paper_and_the_gallery_words_its_text(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot, "admin")
    consent = screen_of(window).page.profile.consent
    consent.reword()
    (dialog,) = window.findChildren(TemplateDialog)
    dialog.text.setPlainText("Saya {nama} setuju, {siapa}.")
    agree(dialog)
    assert "{siapa}" in dialog.banner.text()
    dialog.text.setPlainText("Saya {nama} setuju.\n\nKarawang")
    agree(dialog)
    consent.record()
    (record,) = window.findChildren(RecordConsent)
    agree(record)
    assert maker(room).consent == "Saya Imas setuju.\n\nKarawang"
    consent.print_form()
    (paper,) = window.findChildren(PdfDialog)
    assert paper.pages.paper.pageCount() == 2


def test_a_copy_of_everything_that_is_held_is_made_and_recorded(
    window: MainWindow, room: Workroom, tmp_path: Path
) -> None:
    card = screen_of(window).page.profile.personal
    card.ask_for_copy()
    (dialog,) = window.findChildren(HeldDataDialog)
    dialog.write_json(tmp_path / "data.json")
    assert (tmp_path / "data.json").stat().st_mode & 0o077 == 0
    told = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    assert told["personal"]["nik"] == "3215010101900001"
    assert told["profile"]["business_name"] == "Dapur Nyi Imas"
    assert [paper["paper"] for paper in told["papers"]] == []
    assert told["merges"] == []
    assert {line["movement"] for line in told["account"]} == {"received", "sold"}
    assert sum(line["amount"] for line in told["account"]) == 42_500
    assert room.gallery.personal.views("M001")[0].act is PrivateAct.LOOKED
    pump()
    card.ask_for_copy()
    (dialog,) = (each for each in window.findChildren(HeldDataDialog) if each.isVisible())
    agree(dialog)
    (paper,) = window.findChildren(PdfDialog)
    assert paper.pages.paper.pageCount() >= 1


def test_erasure_takes_the_person_out_and_leaves_books_that_verify(window: MainWindow, room: Workroom) -> None:
    revise_consignor(room.gallery.desk("ida"), code="M001", picture="0" * 64, note="rumah di sebelah pasar")
    (room.folder / "galeri" / "gambar" / ("0" * 64)).write_bytes(b"foto")
    screen_of(window).page.profile.personal.ask_to_erase()
    (dialog,) = window.findChildren(EraseDialog)
    agree(dialog)
    assert maker(room).business_name == "Dapur Nyi Imas", "no reason, no erasure"
    dialog.reason.setCurrentText("Permintaan penitip sendiri")
    agree(dialog)
    gone = maker(room)
    assert (gone.business_name, gone.owner, gone.note, gone.picture) == ("Penitip #M001", "", "", "")
    assert gone.active, "there are goods of his on the shelf"
    assert not (room.folder / "galeri" / "gambar" / ("0" * 64)).exists()
    assert screen_of(window).page.profile.business_name.text() == "Penitip #M001"
    personal = room.gallery.personal
    assert personal.views("M001")[0].act is PrivateAct.ERASED
    assert personal.look("M001", by="ida", reason="uji").nik == ""
    assert room.gallery.verify() == []


def test_erasure_takes_the_scans_of_his_papers_unless_somebody_else_needs_them(room: Workroom) -> None:
    folder, desk = room.gallery.folder, room.gallery.desk("ida")
    key = private_key(folder.private_key)
    old, new, shared = (
        Scan(file=keep_sealed(folder.pictures, name.encode(), key), name=f"{name}.pdf")
        for name in ("lama", "baru", "bersama")
    )

    def record(holder: Holder, subject: str, paper: str, *scans: Scan) -> None:
        record_paper(desk, holder=holder, subjects=[subject], paper=paper, number="9999321500142", scans=scans)

    record(Holder.CONSIGNOR, "M001", "NIB", old)
    record(Holder.CONSIGNOR, "M001", "NIB", new)
    record(Holder.PRODUCT, "P0001", "P-IRT", shared)
    other = next(product.code for product in room.gallery.book.products() if product.consignor != "M001")
    record(Holder.PRODUCT, other, "P-IRT", shared)
    erase_person(room.gallery, desk, "M001", reason="permintaan sendiri", rename=False)
    assert maker(room).business_name == "Dapur Nyi Imas"
    left = {scan.file for scan in (old, new, shared) if sealed_path(folder.pictures, scan.file).exists()}
    assert left == {shared.file}
    told = room.gallery.personal.views("M001")[0]
    assert (told.act, told.reason) == (PrivateAct.ERASED, "permintaan sendiri; 2 pindaian dihapus")
    paper = room.gallery.book.latest(LegalityRecorded, "consignor/M001/NIB")
    assert paper is not None
    assert (paper.number, paper.scans) == ("9999321500142", ())
    assert room.gallery.verify() == []


class Finder(QObject):
    """A camera that sees what it is told."""

    pictured = Signal(QImage)
    failed = Signal(object)
    running = False

    def start(self, _device: str = "") -> None:
        """Switch on."""
        self.running = True

    def stop(self) -> None:
        """Switch off."""
        self.running = False


def test_a_picture_is_taken_with_the_camera_and_kept_small(window: MainWindow, room: Workroom) -> None:
    field = screen_of(window).page.profile.picture
    finder = Finder()
    dialog = SnapshotDialog(field, finder)  # type: ignore[arg-type]
    dialog.taken.connect(field.take_image)
    dialog.start("")
    agree(dialog)
    assert field.name == "", "the camera saw nothing yet"
    image = QImage(2_000, 1_500, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    finder.pictured.emit(image)
    agree(dialog)
    assert not finder.running
    press(window, F12)
    kept = QImage(str(room.folder / "galeri" / "gambar" / maker(room).picture))
    assert (kept.width(), kept.height()) == (800, 600)


def test_the_districts_of_another_region_take_the_place_of_karawangs(room: Workroom, tmp_path: Path) -> None:
    book, desk = room.gallery.book, room.gallery.desk("ida")

    def take(file: str) -> int:
        return len(take_in(room.gallery, desk, plan_file(desk, "districts", tmp_path / file)).value)

    assert len(districts(book)) == 30
    assert region_code(book, "Kabupaten Karawang") == "3215"
    (tmp_path / "garut.csv").write_text("kode;nama\n32.05.01;GARUT KOTA\n32.05.03;Wanaraja\n", encoding="utf-8")
    assert take("garut.csv") == 1
    assert take("garut.csv") == 0, "the same list again changes nothing"
    assert districts(book) == ["Garut Kota", "Wanaraja"]
    assert region_code(book, "Kabupaten Karawang") == ""
    assert known_districts(book, room.gallery.book.consignors()) == [
        "Garut Kota",
        "Karawang Barat",
        "Klari",
        "Wanaraja",
    ]
    for name, content in (
        ("salah.csv", "kode;harga\n1;2\n"),
        ("panjang.csv", f"nama\n{'x' * 61}\n"),
        ("negara.csv", "nama\n" + "\n".join(f"Desa {number}" for number in range(2_001))),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(BadInput) as refused:
            take(name)
        assert refused.value.problems
    assert districts(book) == ["Garut Kota", "Wanaraja"]
    with pytest.raises(RuleBroken):
        drop_districts(room.gallery.desk("kiki"))
    drop_districts(desk)
    assert drop_districts(desk).value is None
    assert len(districts(book)) == 30
    assert room.gallery.verify() == []


def test_the_settings_take_another_list_of_districts(room: Workroom, qtbot: QtBot, tmp_path: Path) -> None:
    window = room.window("settings")
    qtbot.addWidget(window)
    (card,) = window.findChildren(DistrictsCard)
    assert card.state.text().startswith("30 kecamatan: Karawang Barat, Pangkalan")
    (tmp_path / "garut.csv").write_text("kecamatan\nGarut Kota\n", encoding="utf-8")
    card.take(tmp_path / "garut.csv")
    assert card.state.text() == "1 kecamatan: Garut Kota"
    card._take_back()
    assert card.state.text().startswith("30 kecamatan")


def test_who_may_only_look_changes_nothing(room: Workroom, qtbot: QtBot) -> None:
    tab = screen_of(opened(room, qtbot, "tatang")).page.profile
    assert tab.business.yearly_sales.isReadOnly()
    assert not tab.type.isEnabled()
    assert not tab.consent.isVisible()
