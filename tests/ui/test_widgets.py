from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.app import breath
from ui.app.actions import ActionSet, ActionSpec
from ui.app.theme import apply_theme, dress
from ui.app.tokens import CONTROL_HEIGHT
from ui.widgets import dialog
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton, Segments
from ui.widgets.chart import BarChart, short_amount
from ui.widgets.denominations import DENOMINATIONS, DenominationCounter
from ui.widgets.edits import DateEdit, NumberBox, PasswordEdit, QuantityEdit, RupiahEdit, SearchBox
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form
from ui.widgets.pin import PinDialog, PinEntry, PinPad
from ui.widgets.status import Status, StatusLight
from ui.widgets.text import ElidedLabel, Label
from ui.widgets.tile import Tile
from ui.widgets.total import BigTotal, _fitting

pytestmark = pytest.mark.usefixtures("dressed")
SAME_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def write(field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# -- words


def test_names_are_never_markup(qtbot: QtBot) -> None:
    label = Label("<b>Kopi</b> & <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > QLabel("Kopi").sizeHint().width()


def test_a_long_name_ends_in_dots_and_shows_whole_in_its_tip(qtbot: QtBot) -> None:
    name = "Batik Karawang Motif Padi Lereng Dodot Khas Rengasdengklok Selendang"
    label = ElidedLabel(name)
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    assert label.toolTip() == name
    assert label.minimumSizeHint().width() < 120
    blank = ElidedLabel("")
    qtbot.addWidget(blank)
    for width, is_blank in ((120, False), (28, True)):
        for each in (label, blank):
            each.resize(width, 24)
        assert (label.grab().toImage() == blank.grab().toImage()) is is_blank


@pytest.mark.parametrize("width", [160, 320, 640])
def test_wrapped_words_take_the_lines_they_need_and_no_more(qtbot: QtBot, width: int) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    label = Label("tidak jelas mana ribuan dan mana pecahan; tulis utuh, misalnya 15000 atau 15.000", wrap=True)
    layout = QVBoxLayout(holder)
    layout.addWidget(label)
    layout.addWidget(QLineEdit())
    holder.resize(width, 400)
    holder.show()
    qtbot.waitUntil(lambda: label.height() == label.heightForWidth(label.width()))
    label.setText("pendek")
    qtbot.waitUntil(lambda: label.height() == label.fontMetrics().height())


# -- fields


@pytest.mark.parametrize(
    ("typed", "amount", "shown"),
    [
        ("15000", 15_000, "Rp15.000"),
        ("15.000", 15_000, "Rp15.000"),
        ("Rp 15.000", 15_000, "Rp15.000"),
        ("15rb", 15_000, "Rp15.000"),
        ("1,5 jt", 1_500_000, "Rp1.500.000"),
        ("", None, ""),
    ],
)
def test_rupiah_are_read_as_people_write_them(qtbot: QtBot, typed: str, amount: int | None, shown: str) -> None:
    field = RupiahEdit()
    qtbot.addWidget(field)
    write(field, typed)
    assert field.value() == amount
    field.tidy()
    assert field.text() == shown


def test_what_cannot_be_read_stays_and_says_why(qtbot: QtBot) -> None:
    field = RupiahEdit(10_000)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.value_changed, check_params_cb=lambda value: value is None):
        write(field, "1.5")
    with qtbot.waitSignal(field.problem_changed):
        field.tidy()
    assert field.text() == "1.5"
    assert "tidak jelas" in field.problem()
    assert field.property("wrong") is True
    write(field, "1500")
    assert field.property("wrong") is False
    assert field.value() == 1_500


def test_a_hurried_first_figure_is_never_lost(qtbot: QtBot) -> None:
    """What is typed before the program gets round to anything else must not be selected and written over."""
    field = RupiahEdit(500)
    qtbot.addWidget(field)
    field.show()
    QTest.qWaitForWindowActive(field)
    field.clearFocus()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(field, "2")
    QApplication.processEvents()
    QTest.keyClicks(field, "5rb")
    field.tidy()
    assert field.value() == 25_000


def test_a_click_into_an_amount_selects_it_and_a_second_one_puts_the_cursor(qtbot: QtBot) -> None:
    field = RupiahEdit(500)
    qtbot.addWidget(field)
    field.resize(200, 40)
    field.show()
    QTest.qWaitForWindowActive(field)
    field.clearFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.selectedText() == "Rp500"
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.selectedText() == ""


def test_a_value_is_told_once_and_not_when_the_program_set_it(qtbot: QtBot) -> None:
    field = RupiahEdit()
    qtbot.addWidget(field)
    heard: list[int | None] = []
    field.value_changed.connect(heard.append)
    field.set_value(500)
    write(field, "500")
    field.tidy()
    field.tidy()
    assert heard == [5, 50, 500]


@SAME_FIXTURE
@given(st.integers(0, 10**12))
def test_what_is_shown_is_read_back(qtbot: QtBot, amount: int) -> None:
    field = RupiahEdit(amount)
    qtbot.addWidget(field)
    assert field.value() == amount


@SAME_FIXTURE
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_days_are_read_back(qtbot: QtBot, day: date) -> None:
    field = DateEdit(day)
    qtbot.addWidget(field)
    assert field.value() == day


def test_a_day_is_typed_stepped_and_picked(qtbot: QtBot) -> None:
    field = DateEdit()
    qtbot.addWidget(field)
    field.show()
    write(field, "4/7/2023")
    field.tidy()
    assert field.text() == "4 Jul 2023"
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2023, 7, 5)
    field._pick.trigger()
    (calendar,) = field.findChildren(QCalendarWidget)
    assert calendar.selectedDate().toPython() == date(2023, 7, 5)
    calendar.clicked.emit(calendar.selectedDate().addDays(1))
    assert field.text() == "6 Jul 2023"


@pytest.mark.parametrize(("typed", "value"), [("12", 12), ("0", None), ("10000", None), ("dua", None), ("3 pcs", 3)])
def test_pieces_are_counted_within_bounds(qtbot: QtBot, typed: str, value: int | None) -> None:
    field = QuantityEdit(None, least=1, most=9_999)
    qtbot.addWidget(field)
    write(field, typed)
    assert field.value() == value
    assert bool(field.problem()) == (value is None)


def test_pieces_step_with_the_arrows_and_stop_at_the_bounds(qtbot: QtBot) -> None:
    field = QuantityEdit(9_998)
    qtbot.addWidget(field)
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 9_999
    field.tidy()
    assert field.value() == 9_999
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 9_997


def test_a_search_waits_for_a_pause_and_escape_clears_it(qtbot: QtBot) -> None:
    box = SearchBox()
    qtbot.addWidget(box)
    heard: list[str] = []
    box.searched.connect(heard.append)
    QTest.keyClicks(box, "kopi ")
    qtbot.waitUntil(lambda: heard == ["kopi"])
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert heard == ["kopi", ""]
    QTest.keyClicks(box, "x")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert heard[-1] == "x"


def test_a_password_is_hidden_until_looked_at(qtbot: QtBot) -> None:
    field = PasswordEdit()
    qtbot.addWidget(field)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    field._eye.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    field._eye.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Password


# -- forms


def test_a_form_shows_every_problem_and_goes_to_the_first(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    name, price, code = QLineEdit(), RupiahEdit(), QLineEdit()
    form.add("name", "Nama", name, required=True)
    form.add("price", "Harga", price)
    form.add("code", "Kode", code, check=lambda: "sudah dipakai" if code.text() == "P1" else "")
    form.show()
    QTest.qWaitForWindowActive(form)
    code.setText("P1")
    write(price, "1.5")
    assert not form.check()
    assert name.hasFocus()
    wrong = {label.text() for label in form.findChildren(Label) if label.property("role") == "wrong"}
    assert {"harus diisi", "sudah dipakai"} < wrong
    name.setText("Kopi")
    write(price, "15rb")
    code.setText("P2")
    assert form.check()
    assert code.placeholderText() == "boleh kosong"


def test_a_complaint_goes_as_soon_as_the_field_is_written_in(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    name, words, code = QLineEdit(), QPlainTextEdit(), QLineEdit()
    rows = [form.add("name", "Nama", name, required=True), form.add("words", "Alasan", words, required=True)]
    code_row = form.add("code", "Kode", code, check=lambda: "sudah dipakai" if code.text() == "P1" else "")
    form.show()
    code.setText("P1")
    assert not form.check()
    assert [row.field.property("wrong") for row in (*rows, code_row)] == [True, True, True]
    QTest.keyClicks(name, "K")
    QTest.keyClicks(words, "r")
    assert [row.field.property("wrong") for row in (*rows, code_row)] == [False, False, True]


def test_a_warning_stays_while_another_field_is_wrong(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    name, phone = QLineEdit("Dapur Enok"), QLineEdit()
    form.add("name", "Nama", name, required=True).show_warning("mungkin sama dengan Dapur Bu Enok")
    form.add("phone", "Telepon", phone, required=True)
    form.show()
    assert not form.check()
    told = {label.text(): label.property("role") for label in form.findChildren(Label) if label.isVisible()}
    assert told["mungkin sama dengan Dapur Bu Enok"] == "warning"
    assert told["harus diisi"] == "wrong"


def test_the_key_of_a_button_that_is_off_does_nothing(qtbot: QtBot, parent: QWidget) -> None:
    asked, agreed = dialog.Dialog("Tanda tangan", parent), list[str]()
    button = asked.add_primary("Lanjut", lambda: agreed.append("ya"))
    (agree,) = asked.actions()
    asked.open()
    button.setEnabled(False)
    agree.trigger()
    assert agreed == []
    button.setEnabled(True)
    agree.trigger()
    assert agreed == ["ya"]


def test_a_hurried_second_press_agrees_to_nothing(
    qtbot: QtBot, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breath, "BREATH_MS", 60_000)
    asked, agreed = dialog.Dialog("Gabungkan dua penitip", parent), list[str]()
    asked.add_primary("Gabungkan", lambda: agreed.append("ya"))
    (agree,) = asked.actions()
    asked.open()
    agree.trigger()
    assert agreed == []
    monkeypatch.setattr(breath, "BREATH_MS", 0)
    agree.trigger()
    assert agreed == ["ya"]


def test_the_second_press_of_an_answer_is_not_meant_for_what_stood_behind(
    qtbot: QtBot, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = list[str]()
    specs = (ActionSpec("room.go", "Bayar semua", "F12"), ActionSpec("room.look", "Lihat", "F8"))
    behind = ActionSet(parent, specs, {each.id: partial(done.append, each.id) for each in specs})
    asked = dialog.Dialog("Bayar", parent)
    asked.add_primary("Bayar", asked.accept)
    (agree,) = asked.actions()
    asked.open()
    monkeypatch.setattr(breath, "BREATH_MS", 60_000)
    asked._breath = breath.Breath()
    agree.trigger()
    behind["room.go"].trigger()
    assert done == [], "nobody asked for another payment"
    behind["room.look"].trigger()
    assert done == ["room.look"], "another key is meant"
    monkeypatch.setattr(breath, "BREATH_MS", 0)
    behind["room.go"].trigger()
    assert done[-1] == "room.go"


def test_what_is_pasted_into_one_line_is_one_line(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    reason = QLineEdit()
    form.add("reason", "Alasan", reason)
    form.show()
    QApplication.clipboard().setText("kurang satu\r\nkata Bu Ijah,\tkemarin\n")
    reason.paste()
    assert reason.text() == "kurang satu kata Bu Ijah, kemarin"


def test_a_hidden_row_is_not_checked_and_problems_can_come_from_elsewhere(qtbot: QtBot) -> None:
    form = Form(stacked=True)
    qtbot.addWidget(form)
    row = form.add("name", "Nama", QLineEdit(), required=True, hint="Seperti di label")
    form.show()
    form.show_problems({"name": "sudah ada"})
    assert row.field.property("wrong") is True
    form.show_problems({})
    assert "Seperti di label" in {label.text() for label in form.findChildren(Label) if label.isVisible()}
    row.set_visible(False)
    assert form.check()


# -- counting the drawer


@SAME_FIXTURE
@given(st.dictionaries(st.sampled_from(DENOMINATIONS), st.integers(1, 500)))
def test_the_drawer_adds_up(qtbot: QtBot, counts: dict[int, int]) -> None:
    counter = DenominationCounter()
    qtbot.addWidget(counter)
    heard: list[int] = []
    counter.changed.connect(heard.append)
    for denomination, count in counts.items():
        write(counter._fields[denomination], str(count))
    assert counter.counts() == counts
    assert counter.total() == sum(denomination * count for denomination, count in counts.items())
    assert heard[-1:] == ([counter.total()] if counts else [])
    counter.clear()
    assert counter.total() == 0


def test_the_drawer_is_counted_by_keyboard_alone(qtbot: QtBot) -> None:
    counter = DenominationCounter()
    qtbot.addWidget(counter)
    counter.show()
    QTest.qWaitForWindowActive(counter)
    counter.start()
    with qtbot.waitSignal(counter.finished):
        for number in range(len(DENOMINATIONS)):
            QTest.keyClicks(focused(), str(number))
            QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert counter.counts()[100] == 9
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert QApplication.focusWidget() is counter._fields[200]
    QTest.keyClicks(focused(), "x")
    assert not counter.is_clear()


# -- PIN


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def pin_dialog(parent: QWidget, *, with_reason: bool = False) -> tuple[PinDialog, list[PinEntry]]:
    dialog = PinDialog(
        "Diskon besar",
        [("a", "Asep"), ("b", "Budi")],
        lambda entry: "" if entry.pin == "1234" else "PIN salah.",
        with_reason=with_reason,
        parent=parent,
    )
    entries: list[PinEntry] = []
    dialog.approved.connect(entries.append)
    dialog.open()
    return dialog, entries


def test_a_wrong_pin_keeps_the_dialog_and_a_right_one_closes_it(parent: QWidget) -> None:
    dialog, entries = pin_dialog(parent)
    pad = dialog.findChildren(PinPad)[0]
    for digit in "9999":
        press(pad, digit)
    dialog._ok.click()
    assert dialog._problem.text() == "PIN salah."
    assert pad.digits() == ""
    assert dialog.isVisible()
    QTest.keyClicks(pad._field, "12a34")
    assert pad.digits() == "1234", "nothing but digits"
    QTest.keyClick(pad._field, Qt.Key.Key_Return)
    assert entries == [PinEntry("a", "1234")]
    assert not dialog.isVisible()


def press(pad: PinPad, digit: str) -> None:
    next(button for button in pad.findChildren(Button) if button.text() == digit).click()


def test_an_approval_needs_its_reason(qtbot: QtBot, parent: QWidget) -> None:
    dialog, entries = pin_dialog(parent, with_reason=True)
    pad = dialog.findChildren(PinPad)[0]
    QTest.keyClicks(pad._field, "1234")
    dialog._ok.click()
    assert entries == []
    assert "alasan" in dialog._problem.text()
    dialog._reason.setText("barang cacat")
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F12)
    assert entries == [PinEntry("a", "1234", "barang cacat")]


def test_enter_alone_approves_nothing(parent: QWidget) -> None:
    dialog, entries = pin_dialog(parent)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    QTest.keyClick(dialog.findChildren(PinPad)[0]._field, Qt.Key.Key_Return)
    assert entries == []
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# -- what is shown


def test_the_total_is_as_large_as_its_room(qtbot: QtBot) -> None:
    total = BigTotal()
    qtbot.addWidget(total)
    sizes = []
    for amount in (0, 1_250_000, 1_250_000_000, -1_250_000_000_000):
        total.show_amount(amount, "3 barang, 2 penitip")
        total.resize(360, 120)
        room = total.rect().adjusted(0, 22, 0, -22)
        fitting = _fitting(total.text(), room.width(), room.height())
        sizes.append(fitting.pixelSize())
        assert QFontMetrics(fitting).horizontalAdvance(total.text()) <= 360
        assert not total.grab().isNull()
    assert sizes == sorted(sizes, reverse=True)
    assert "Rp1.250.000.000.000" in total.accessibleName()


def test_a_banner_speaks_acts_and_falls_silent(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[int] = []
    assert banner.text() == ""
    banner.say("Harga nol", "Tulis harganya", "danger", action=("Perbaiki", lambda: done.append(1)))
    assert banner.text() == "Harga nol Tulis harganya"
    banner._button.click()
    assert done == [1]
    banner._close.click()
    assert banner.text() == ""


def test_a_light_says_it_in_shape_colour_and_word(qtbot: QtBot) -> None:
    light = StatusLight("Printer")
    qtbot.addWidget(light)
    light.resize(light.sizeHint())
    pictures = []
    for status in Status:
        light.show_status(status, "Printer", f"Printer: {status}")
        pictures.append(light.grab().toImage())
        assert light.accessibleName() == f"Printer: {status}"
    assert all(a != b for at, a in enumerate(pictures) for b in pictures[:at])
    with qtbot.waitSignal(light.clicked):
        QTest.mouseClick(light, Qt.MouseButton.LeftButton)


def test_the_drawing_gives_way_where_there_is_no_room(qtbot: QtBot) -> None:
    empty = EmptyState("Belum ada barang", "Terima titipan dulu", Button("Terima"))
    qtbot.addWidget(empty)
    empty.resize(500, 480)
    empty.show()
    assert empty._drawing.isVisible()
    empty.resize(500, 220)
    assert not empty._drawing.isVisible()


def test_tiles_fill_each_line_like_a_grid(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, stretch=True)
    tiles = [Tile(f"Barang {number}", "Penitip", "Rp15.000", QPixmap(8, 8)) for number in range(7)]
    for tile in tiles:
        flow.addWidget(tile)
    holder.resize(500, 600)
    holder.show()
    assert {tile.width() for tile in tiles} == {(500 - 2 * 8) // 3}
    assert [tile.x() == 0 for tile in tiles] == [True, False, False, True, False, False, True]
    assert flow.heightForWidth(500) == 3 * tiles[0].height() + 2 * 8
    with qtbot.waitSignal(tiles[3].clicked):
        QTest.mouseClick(tiles[3], Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    flow.clear()
    assert flow.count() == 0
    assert flow.heightForWidth(500) == 0


def test_words_flow_on_to_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    buttons = [QPushButton(f"Tombol {number}") for number in range(6)]
    for button in buttons:
        flow.addWidget(button)
    holder.resize(260, 400)
    holder.show()
    assert all(holder.rect().contains(button.geometry()) for button in buttons)
    buttons[0].hide()
    assert len(flow._shown()) == 5


def test_segments_hold_one_choice(qtbot: QtBot) -> None:
    segments = Segments([("day", "Hari"), ("month", "Bulan")])
    qtbot.addWidget(segments)
    assert segments.choice() == "day"
    with qtbot.waitSignal(segments.chosen) as heard:
        segments._buttons["month"].click()
    assert heard.args == ["month"]
    segments.choose("day")
    assert segments.choice() == "day"


def test_no_button_is_a_default(qtbot: QtBot) -> None:
    button = Button("Bayar", kind="primary")
    qtbot.addWidget(button)
    assert not button.autoDefault()
    assert not button.isDefault()
    tool = IconButton("x", "Tutup")
    qtbot.addWidget(tool)
    assert tool.accessibleName() == "Tutup"


# -- charts


DAYS = [(date(2026, 10, 1) + timedelta(days=number), number * 150_000) for number in range(31)]


def test_a_chart_has_its_table_a_click_away(qtbot: QtBot) -> None:
    chart = BarChart("Penjualan per hari")
    qtbot.addWidget(chart)
    chart.resize(600, 400)
    chart.show()
    assert chart._empty.isVisible()
    chart.show_days(DAYS)
    assert chart._picture.isVisible()
    chart.toggle_table()
    assert chart.table.isVisible()
    assert chart.table.model.rowCount() == 31
    assert chart.table.model.index(1, 1).data() == "Rp150.000"
    chart.toggle_table()
    assert chart._picture.isVisible()


def test_a_chart_follows_the_theme_and_its_figures(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    chart = BarChart("Penjualan per penitip")
    qtbot.addWidget(chart)
    dress(chart)
    chart.resize(600, 400)
    chart.show()
    chart.show_names([(f"Penitip dengan nama panjang {number}", number * 1_000) for number in range(40)])
    light = chart.grab().toImage()
    apply_theme(app, "dark")
    QApplication.processEvents()
    assert chart.grab().toImage().pixelColor(300, 390) != light.pixelColor(300, 390)
    chart.show_names([("Satu", -5_000), ("Dua", 0)])
    chart.show_days([])
    assert chart._empty.isVisible()
    apply_theme(app, "light")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0"),
        (500, "500"),
        (25_000, "25 rb"),
        (1_500_000, "1,5 jt"),
        (2_000_000, "2 jt"),
        (1_250_000_000, "1.250 jt"),
    ],
)
def test_amounts_on_an_axis_are_short(amount: int, words: str) -> None:
    assert short_amount(amount) == words


def test_a_number_with_its_unit_keeps_off_the_border_and_is_not_scrolled_away(
    qtbot: QtBot, themed: QApplication
) -> None:
    box = NumberBox(0, 90, "hari")
    qtbot.addWidget(box)
    box.setValue(14)
    box.show()
    margins = box.lineEdit().textMargins()
    assert box.text() == "14 hari"
    assert margins.left() == margins.right() > 0
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.value() == 14


def test_a_banner_takes_one_line_where_its_words_fit_on_it(qtbot: QtBot, themed: QApplication) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.resize(900, 60)
    banner.say("Perjanjian berakhir.", "Perpanjang di Penitip.", "attention")
    wide = banner.sizeHint().height()
    banner.resize(260, 60)
    QApplication.processEvents()
    assert banner.sizeHint().height() > wide
    assert wide <= CONTROL_HEIGHT
    assert banner.text() == "Perjanjian berakhir. Perpanjang di Penitip."
