"""Papers on a printer that goes away, or that is stopped: told in a sentence, and nothing counts as printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.errors import DeviceTrouble, RuleBroken
from receipts.pdf.blocks import text
from receipts.pdf.sheet import Letterhead, Sheet, bind
from ui.dialogs.pdf import PdfDialog
from ui.dialogs.printing_pages import PrintProgress, print_exactly, print_pages
from workroom import Workroom

PAGES = 4
PAPER = bind((Sheet(title="x", letterhead=Letterhead((), "Pojok"), story=(text("Isi"),)) for _ in range(PAGES)), "x")


@pytest.fixture
def paper(tmp_path: Path, qapp: object) -> QPdfDocument:
    file = tmp_path / "kertas.pdf"
    file.write_bytes(PAPER)
    document = QPdfDocument()
    document.load(str(file))
    return document


def printer(target: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(target))
    return made


class Jammed(QPrinter):
    """A printer that takes two pages and no more."""

    def __init__(self, target: Path) -> None:
        super().__init__(QPrinter.PrinterMode.ScreenResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(target))
        self.taken = 1

    def newPage(self) -> bool:  # noqa: N802 -- Qt calls it so
        self.taken += 1
        return self.taken <= 2 and super().newPage()


def test_all_pages_are_printed_and_counted(paper: QPdfDocument, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    for at, out in enumerate((print_pages, print_exactly)):
        target = tmp_path / f"{at}.pdf"
        out(paper, printer(target), lambda done, total: steps.append((done, total)))
        printed = QPdfDocument()
        printed.load(str(target))
        assert printed.pageCount() == PAGES
    assert steps == [(at, PAGES) for at in range(PAGES)] * 2


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says it as well
def test_a_printer_that_is_gone_is_told(paper: QPdfDocument, tmp_path: Path) -> None:
    with pytest.raises(DeviceTrouble, match="tidak menerima apa pun"):
        print_pages(paper, printer(tmp_path / "tidak" / "ada" / "x.pdf"))


def test_a_printer_that_goes_away_says_after_how_many_pages(paper: QPdfDocument, tmp_path: Path) -> None:
    with pytest.raises(DeviceTrouble, match="sesudah 2 halaman"):
        print_pages(paper, Jammed(tmp_path / "x.pdf"))


def test_cancel_stops_between_two_pages(paper: QPdfDocument, tmp_path: Path, qtbot: QtBot) -> None:
    near = QWidget()
    qtbot.addWidget(near)
    with PrintProgress(near) as progress:
        (dialog,) = near.findChildren(QProgressDialog)

        def step(done: int, total: int) -> None:
            if done == 2:
                dialog.cancel()
            progress(done, total)

        with pytest.raises(RuleBroken, match="sesudah 2 halaman"):
            print_pages(paper, printer(tmp_path / "x.pdf"), step)


@pytest.mark.parametrize("fails", [False, True])
def test_only_what_went_out_whole_counts_as_printed(
    bare: Workroom, qtbot: QtBot, tmp_path: Path, *, fails: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    dialog = PdfDialog(bare.place(), window, "Laporan", "laporan", PAPER)
    printed: list[bool] = []
    dialog.printed.connect(lambda: printed.append(True))
    dialog.open()
    dialog.print_with(Jammed(tmp_path / "x.pdf") if fails else printer(tmp_path / "x.pdf"))
    assert printed == ([] if fails else [True])
    assert dialog.isVisible() is fails
    dialog.close()
