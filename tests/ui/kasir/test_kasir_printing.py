"""A sale is committed first and printed second; a dead printer blocks, undoes and doubles nothing."""

from __future__ import annotations

import time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from counter import KERIPIK, OPAK, Counter
from gallery_pos.documents import ShiftClosed
from gallery_pos.ports import Posted
from gallery_pos.printing import PrintJob, PrintState
from receipts.devices.common import PartlySent
from receipts.paper import Paper, Text
from receipts.preview import png
from ui.app.print_jobs import PaperDialog, PrintJobsDialog, show_light
from ui.app.printing import model_of
from ui.screens.kas.dialogs import CloseShiftDialog
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.status import Status, StatusLight

F = Qt.Key


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("receipts.queue.PAUSE", 0.01)
    monkeypatch.setattr("receipts.queue.PrintQueue.__init__.__kwdefaults__", {"attempts": 2, "pause": 0.01})


def stuck(counter: Counter, state: PrintState) -> PrintJob:
    """Wait until the receipt is known to be in this state."""

    def found() -> bool:
        return any(job.state is state and job.message and not job.once for job in counter.place.printing.jobs())

    counter.qtbot.waitUntil(found)
    return next(job for job in counter.place.printing.jobs() if job.state is state and not job.once)


def lamp(counter: Counter) -> tuple[Status, str]:
    light = StatusLight()
    counter.qtbot.addWidget(light)
    show_light(light, counter.place.printing)
    return light.status(), light._text


def buttons(dialog: PrintJobsDialog) -> dict[str, Button]:
    return {button.text(): button for button in dialog._column.findChildren(Button) if not button.isHidden()}


def test_a_dead_printer_holds_up_nothing(counter: Counter) -> None:
    counter.set_printer()
    counter.paper.dead = True
    began = time.monotonic()
    counter.sell(OPAK)
    counter.sell(KERIPIK)
    assert time.monotonic() - began < 5
    assert len(counter.sales()) == 2
    stuck(counter, PrintState.FAILED)
    assert lamp(counter)[0] is Status.TROUBLE


def test_a_failed_receipt_is_printed_later_as_the_original(counter: Counter) -> None:
    counter.set_printer(drawer=False)
    counter.paper.dead = True
    counter.sell(OPAK)
    stuck(counter, PrintState.FAILED)
    dialog = PrintJobsDialog(counter.place.printing, counter.place.desk().timezone, counter.window)
    dialog.open()
    counter.paper.dead = False
    buttons(dialog)["Cetak lagi"].click()
    (paper,) = counter.printed()
    assert b"SALINAN" not in paper
    assert lamp(counter) == (Status.OK, "Printer")
    assert buttons(dialog) == {}
    dialog.close()


def test_what_may_be_on_paper_is_looked_at_or_printed_as_a_copy(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.set_printer(drawer=False)

    def breaks(data: bytes, title: str) -> None:
        raise PartlySent("printer.broken", f"Sambungan putus saat mencetak {title}.")

    with monkeypatch.context() as broken:
        broken.setattr(counter.paper, "send", breaks)
        counter.sell(OPAK)
        counter.sell(KERIPIK)
        counter.qtbot.waitUntil(lambda: len([j for j in counter.place.printing.jobs() if j.message]) == 2)
    dialog = PrintJobsDialog(counter.place.printing, counter.place.desk().timezone, counter.window)
    dialog.open()
    buttons(dialog)["Kertasnya sudah keluar"].click()
    counter.place.printing.wait()
    counter.qtbot.waitUntil(lambda: len(counter.place.printing.jobs()) == 1)
    buttons(dialog)["Cetak ulang (SALINAN)"].click()
    (paper,) = counter.printed()
    assert b"SALINAN ke-1" in paper
    dialog.close()


def test_printing_again_counts_the_copies(counter: Counter) -> None:
    counter.set_printer(drawer=False)
    counter.sell(OPAK)
    counter.screen.show_page("done")
    for _ in range(2):
        counter.key(F.Key_F6)
        counter.printed()
    original, first, second = counter.paper.sent
    assert b"SALINAN" not in original
    assert b"SALINAN ke-1" in first
    assert b"SALINAN ke-2" in second


def test_the_z_slip_tells_how_many_receipts_were_printed_again(counter: Counter) -> None:
    counter.set_printer(drawer=False)
    counter.sell(OPAK)
    counter.screen.show_page("done")
    for _ in range(2):
        counter.key(F.Key_F6)
        counter.printed()
    closed: list[Posted] = []
    dialog = CloseShiftDialog(counter.place, counter.window, closed.append)
    dialog.open()
    for _ in range(2):
        dialog._close_shift()
    (posted,) = closed
    assert isinstance(posted.document, ShiftClosed)
    assert posted.document.totals.copies == 2
    counter.place.printing.print_document(posted)
    assert b"Salinan struk dicetak" in counter.printed()[-1]


def test_the_page_after_a_sale_tells_how_the_receipt_is_doing(counter: Counter) -> None:
    counter.set_printer(drawer=False)
    counter.sell(OPAK)
    counter.screen.show_page("done")
    counter.printed()
    assert counter.screen.done._printed.text() == "Struk sudah dikirim ke printer."


def test_without_a_printer_the_receipt_is_shown(counter: Counter) -> None:
    counter.sell(OPAK)
    counter.screen.show_page("done")
    assert "tekan F7" in counter.screen.done._printed.text()
    counter.key(F.Key_F6)
    dialog = counter.dialog()
    assert isinstance(dialog, PaperDialog)
    counter.place.printing.wait()
    counter.pump()
    sold = counter.screen.done.sold
    assert sold is not None
    model = model_of(counter.place.settings.current.printer)
    exact = png(counter.place.printing.slip_of(sold.posted)(model.columns, 0), model)
    assert dialog._picture.pixmap().size().toTuple() == _size_of(exact)
    dialog.close()
    assert lamp(counter)[0] is Status.OFF


def test_a_late_pulse_opens_no_drawer(counter: Counter) -> None:
    counter.set_printer()
    counter.paper.dead = True
    counter.sell(OPAK)
    stuck(counter, PrintState.FAILED)
    assert [job.once for job in counter.place.printing.jobs()] == [False]


def test_two_receipts_where_the_settings_want_two(counter: Counter) -> None:
    counter.set_printer(drawer=False, copies=2)
    counter.sell(OPAK)
    original, copy = counter.printed()
    assert b"SALINAN" not in original
    assert b"SALINAN ke-1" in copy


def _size_of(picture: bytes) -> tuple[int, int]:
    from PySide6.QtGui import QImage

    image = QImage.fromData(picture)
    return image.width(), image.height()


def _slip(words: str, columns: int, _copy: int) -> Paper:
    return Paper(words, columns, (Text(words),))


def test_a_long_queue_is_listed_in_part_and_printed_again_as_a_whole(counter: Counter) -> None:
    counter.set_printer(drawer=False)
    counter.paper.dead = True
    printing = counter.place.printing
    for number in range(40):
        printing.print_paper(partial(_slip, f"Kabar {number}"))
    counter.qtbot.waitUntil(lambda: [job.state for job in printing.jobs()] == [PrintState.FAILED] * 40, timeout=20_000)
    dialog = PrintJobsDialog(printing, counter.place.desk().timezone, counter.window)
    dialog.open()
    assert len(dialog._column.findChildren(Card)) == 30
    assert any("10 kertas lagi" in label.text() for label in dialog._column.findChildren(QLabel))
    counter.paper.dead = False
    next(each for each in dialog.findChildren(Button) if each.text() == "Cetak semua lagi").click()
    counter.qtbot.waitUntil(lambda: not printing.jobs(), timeout=20_000)
    assert len(counter.printed()) == 40
    dialog.close()
