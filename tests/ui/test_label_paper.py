"""Label papers on this machine: the last choice, the shift of its printer, papers of one's own, exact prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.intake import IntakeLine
from receipts.label_profiles import LABEL_PROFILES
from ui.app.settings import LabelShift, SettingsStore
from ui.dialogs.label_paper import LabelPaperDialog
from ui.dialogs.labels import LabelDialog, Wanted
from ui.dialogs.pdf import PdfDialog
from ui.dialogs.printing_pages import print_exactly, set_paper
from ui.main_window import MainWindow
from ui.papers.labels import labels_of, next_start, profile_of, shift_of
from ui.widgets.buttons import ActionButton, Button
from workroom import Workroom, click, open_workroom, pump, show


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return show(room, qtbot, "products")


@pytest.fixture
def dialog(room: Workroom, window: MainWindow) -> LabelDialog:
    product = room.gallery.book.product("P0001")
    assert product
    made = LabelDialog(room.rooms[-1], window, [Wanted(product, 7)])
    made.open()
    return made


def set_up(dialog: LabelDialog) -> LabelPaperDialog:
    dialog.paper._set_up()
    return dialog.window().findChildren(LabelPaperDialog)[-1]


def save(paper: LabelPaperDialog) -> None:
    click(paper.findChildren(ActionButton)[0])


def test_the_last_choice_is_remembered_and_a_begun_sheet_used_up(dialog: LabelDialog, window: MainWindow) -> None:
    settings = dialog._place.settings
    dialog.profile.setCurrentIndex(dialog.profile.findData("TJ-108"))
    dialog.profile.activated.emit(0)
    dialog.start.setText("36")
    dialog.start.tidy()
    assert dialog.says.text() == "7 label di 2 lembar"
    dialog._show()
    (paper,) = window.findChildren(PdfDialog)
    assert paper.pages.count() == 2
    paper.printed.emit()
    assert (settings.current.labels.profile, settings.current.labels.start) == ("TJ-108", 3)
    assert SettingsStore(settings.path.parent).current.labels == settings.current.labels


def test_the_shift_is_one_papers_own(dialog: LabelDialog) -> None:
    paper = set_up(dialog)
    paper.shift_x.setText("1,5")
    paper.shift_y.setText("-0,8 mm")
    save(paper)
    labels = dialog._place.settings.current.labels
    assert shift_of(labels, "TJ-107") == LabelShift(1.5, -0.8)
    assert shift_of(labels, "TJ-108") == LabelShift()
    assert labels.profiles == ()


def test_a_paper_of_ones_own(dialog: LabelDialog) -> None:
    paper = set_up(dialog)
    paper.name.setText("Stiker pasar")
    for name, text in (("page_width", "100"), ("page_height", "60"), ("width", "45"), ("height", "25")):
        paper.sizes[name].setText(text)
    for name, text in (("left", "3"), ("top", "3"), ("step_x", "48"), ("step_y", "28")):
        paper.sizes[name].setText(text)
    paper.columns.setText("2")
    paper.rows.setText("2")
    paper.rows.tidy()
    assert paper.says.text() == "4 label per lembar."
    save(paper)
    made = profile_of(dialog._place.settings.current.labels)
    assert (made.code, made.name, made.per_sheet) == ("K-1", "Stiker pasar", 4)
    assert dialog.profile.currentText() == "Stiker pasar"
    assert dialog.says.text() == "7 label di 2 lembar"
    assert LABEL_PROFILES["TJ-107"].width == 50
    again = set_up(dialog)
    (drop,) = (each for each in again.findChildren(Button) if each.text() == "Hapus kertas ini")
    click(drop)
    assert dialog._place.settings.current.labels.profiles == ()
    assert dialog.profile.findData("K-1") < 0


def test_a_label_larger_than_its_sheet_is_refused_where_it_is_written(dialog: LabelDialog) -> None:
    paper = set_up(dialog)
    paper.sizes["width"].setText("170")
    save(paper)
    assert "jarak label 55 mm kurang dari lebar label 170 mm" in paper.banner.text()
    assert dialog._place.settings.current.labels.profiles == ()
    paper.sizes["width"].setText("lebar")
    save(paper)
    assert "Isi semua ukuran dalam milimeter" in paper.banner.text()
    paper._reset()
    save(paper)
    assert dialog._place.settings.current.labels.profiles == ()


def test_a_test_page_comes_with_what_is_written_now(dialog: LabelDialog, window: MainWindow) -> None:
    paper = set_up(dialog)
    paper.shift_x.setText("2")
    paper._test()
    (shown,) = window.findChildren(PdfDialog)
    assert "geser X 2 mm, Y 0 mm" in shown.pages.paper.getAllText(0).text().replace("\r\n", " ")


def test_next_start_goes_round() -> None:
    sheet = LABEL_PROFILES["TJ-108"]
    assert [next_start(count, sheet, start=38) for count in (1, 2, 3, 43)] == [39, 40, 1, 1]
    assert next_start(9, LABEL_PROFILES["R-33x15"]) == 1


def test_labels_of_a_note_have_lot_date_and_notice(room: Workroom) -> None:
    from gallery_pos.documents import GoodsReceived

    revise_product(room.gallery.desk("ida"), code="P0001", non_halal=True)
    posted = room.receive("M001", IntakeLine("P0001", 2), IntakeLine("P0002", 3))
    assert isinstance(posted.document, GoodsReceived)
    first, second = labels_of(room.gallery, posted.document)
    assert (first.count, first.lot, first.notice) == (2, posted.document.lines[0].lot, "TIDAK HALAL")
    assert (second.count, second.notice, second.maker) == (3, "", "Dapur Nyi Imas")


@pytest.mark.parametrize("code", ["TJ-108", "L.03", "R-40x30"])
def test_printing_keeps_every_millimetre(room: Workroom, qapp: QApplication, tmp_path: Path, code: str) -> None:
    from PySide6.QtCore import QSize

    from receipts.label_drawing import Label
    from receipts.labels import labels_pdf

    profile = LABEL_PROFILES[code]
    source, target = tmp_path / "label.pdf", tmp_path / "cetak.pdf"
    wanted = [Label(name="Opak", price=15_000, code=f"A{number}") for number in range(min(profile.per_sheet, 12))]
    source.write_bytes(labels_pdf(wanted, profile))
    pages, printed = QPdfDocument(), QPdfDocument()
    pages.load(str(source))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    set_paper(pages, printer)
    print_exactly(pages, printer)
    printed.load(str(target))
    before, after = pages.pagePointSize(0), printed.pagePointSize(0)
    assert (after.width(), after.height()) == pytest.approx((before.width(), before.height()), abs=1)
    dots = QSize(round(before.width() * 4), round(before.height() * 4))
    places = []
    for document in (pages, printed):
        image = document.render(0, dots).convertToFormat(document.render(0, dots).Format.Format_RGBA8888)
        white = Image.new("RGBA", (image.width(), image.height()), "white")
        white.alpha_composite(Image.frombuffer("RGBA", white.size, bytes(image.constBits()), "raw", "RGBA", 0, 1))
        found = zxingcpp.read_barcodes(white.convert("L"))
        places.append({one.text: (one.position.top_left.x, one.position.top_left.y) for one in found})
        document.close()
    assert set(places[0]) == {label.code for label in wanted}
    assert places[1].keys() == places[0].keys()
    for text, (x, y) in places[0].items():
        assert places[1][text] == pytest.approx((x, y), abs=4)
    pump()
