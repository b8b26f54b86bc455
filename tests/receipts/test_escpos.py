"""Bytes for printers, and the picture that is read from those bytes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, strategies as st
from msgspec.structs import replace
from PIL import Image

from gallery_pos.errors import BadInput
from receipts import escpos
from receipts.escpos import NARROW_MODEL, WIDE_MODEL, Model, check_logo, drawer_pulse, encode, logo_bytes
from receipts.paper import NARROW, WIDE, Align, Barcode, Blank, Columns, Cut, Drawer, Line, Logo, Paper, Qr, Rule, Text
from receipts.preview import MARGIN, picture, png
from receipts.qr import bar_image, bars

START = b"\x1b@\x1bt\x00\x1b3\x1e"


def made(*lines: Line, model: Model = NARROW_MODEL) -> bytes:
    data = encode(Paper("uji", model.columns, lines), model)
    assert data.startswith(START)
    return data.removeprefix(START)


def seen(*lines: Line, model: Model = NARROW_MODEL) -> Image.Image:
    return picture(encode(Paper("uji", model.columns, lines), model), model)


def square(size: tuple[int, int] = (100, 50), colour: str = "black", form: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form)
    return file.getvalue()


def test_plain_lines_are_letters_and_line_ends() -> None:
    assert made(Text("Kopi"), Blank(), Rule()) == b"Kopi\n\n" + b"-" * 32 + b"\n"


def test_looks_are_switched_only_where_they_change() -> None:
    data = made(Text("a", Align.CENTER, bold=True), Text("b", Align.CENTER, bold=True), Columns("c", "1", size=2))
    assert data == b"\x1bE\x01\x1ba\x01a\nb\n\x1d!\x11\x1bE\x00\x1ba\x00" + b"c" + b" " * 14 + b"1\n"


@given(st.text())
def test_no_text_from_people_is_a_command(text: str) -> None:
    assert not {0x1B, 0x1D, 0x10, 0x1C} & set(made(Text(text), Columns(text, "1")))


def test_a_printer_with_a_cutter_cuts_and_another_feeds() -> None:
    assert made(Cut(), model=replace(NARROW_MODEL, cutter=True)) == b"\x1bd\x06\x1dV\x01"
    assert made(Cut()) == b"\x1bd\x04"


def test_the_drawer_opens_at_its_pin_or_not_at_all() -> None:
    assert drawer_pulse(NARROW_MODEL) == START + b"\x1bp\x0022"
    assert drawer_pulse(replace(NARROW_MODEL, drawer_pin=5)) == START + b"\x1bp\x0122"
    assert drawer_pulse(replace(NARROW_MODEL, drawer_pin=0)) == START
    assert made(Drawer()) == b"\x1bp\x0022"
    assert made(Drawer(), model=replace(NARROW_MODEL, drawer_pin=0)) == b""


def test_a_qr_code_is_a_command_where_the_printer_knows_it_and_a_picture_elsewhere() -> None:
    assert b"\x1d(k" in made(Qr("7K3QX9M2PD"), model=WIDE_MODEL)
    assert b"\x1dv0\x00" in made(Qr("7K3QX9M2PD"))
    assert b"\x1d(k" not in made(Qr("7K3QX9M2PD"))


@pytest.mark.parametrize("model", [NARROW_MODEL, WIDE_MODEL, replace(WIDE_MODEL, native_qr=False)])
@pytest.mark.parametrize("data", ["7K3QX9M2PD", "Z K1/1/4321 G01-K1-Z000212 " + "ab" * 32])
def test_a_printed_qr_code_can_be_read(model: Model, data: str) -> None:
    image = seen(Text("atas"), Qr(data), Text("bawah"), model=model).convert("L")
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [data]


@pytest.mark.parametrize("code", ["2100001000004", "8991234567891", "G01-K1-S000123", "12345"])
@pytest.mark.parametrize("model", [NARROW_MODEL, WIDE_MODEL])
def test_a_printed_bar_code_can_be_read(code: str, model: Model) -> None:
    image = seen(Barcode(code), Text(code, Align.CENTER), model=model).convert("L")
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [code]


def test_a_bar_code_that_cannot_be_printed_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="no bar code"):
        bars("")
    with pytest.raises(ValueError, match="no bar code"):
        bars("é")
    with pytest.raises(ValueError, match="too long"):
        bar_image("X" * 60, 384)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_is_a_picture_in_the_middle(form: str) -> None:
    picture_bytes = square(form=form)
    image = seen(Logo(picture_bytes)).convert("L")
    left, top, right, bottom = image.point(lambda dot: 255 - dot).getbbox() or (0, 0, 0, 0)
    assert (right - left, bottom - top) == (100, 50)
    assert left + right == image.width


def test_a_logo_is_made_once_per_width() -> None:
    one = square()
    assert logo_bytes(one, NARROW) is logo_bytes(one, NARROW)
    assert logo_bytes(one, NARROW) != logo_bytes(one, WIDE)


def test_a_large_logo_is_made_to_fit() -> None:
    image = seen(Logo(square((3_000, 400)))).convert("L")
    left, top, right, bottom = image.point(lambda dot: 255 - dot).getbbox() or (0, 0, 0, 0)
    assert right - left == NARROW_MODEL.dots
    assert bottom - top <= 160


@pytest.mark.parametrize(
    "data", [b"", b"bukan gambar", b"\x89PNG\r\n\x1a\nrusak", square()[:60], b"GIF89a\x01\0\x01\0"]
)
def test_a_logo_that_is_no_picture_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match="logo") as refusal:
        check_logo(data)
    assert refusal.value.todo


def test_a_logo_that_would_burst_is_refused() -> None:
    with pytest.raises(BadInput, match="terlalu besar"):
        check_logo(square((6_000, 5_000)))
    check_logo(square())


def test_the_picture_is_as_wide_as_the_paper_and_as_long_as_the_print() -> None:
    image = seen(Text("a"), Blank(), Text("B", size=2))
    assert image.size == (384 + 2 * MARGIN, 30 + 30 + 48 + 2 * MARGIN)


def test_the_edge_of_the_paper_is_inked_on_both_sides() -> None:
    left, _, right, _ = seen(Text("M" * NARROW)).convert("L").point(lambda dot: 255 - dot).getbbox() or (0, 0, 0, 0)
    assert left - MARGIN < 12
    assert right > MARGIN + 384 - 12


def test_a_line_too_long_for_the_paper_goes_on_below_as_on_a_printer() -> None:
    def height(data: bytes) -> int:
        return picture(START + data, NARROW_MODEL).height

    assert height(b"x" * 33 + b"\n") == height(b"x\nx\n")


def test_bold_and_centred_letters_are_bold_and_centred() -> None:
    def ink(image: Image.Image) -> int:
        return sum(image.convert("L").point(lambda dot: 255 - dot).histogram()[1:])

    plain, bold = seen(Text("tebal", Align.CENTER)), seen(Text("tebal", Align.CENTER, bold=True))
    assert ink(bold) > ink(plain)
    left, _, right, _ = plain.convert("L").point(lambda dot: 255 - dot).getbbox() or (0, 0, 0, 0)
    assert abs(left + right - plain.width) < 24


def test_the_png_is_that_picture() -> None:
    paper = Paper("uji", NARROW, (Text("Kopi"),))
    assert (
        Image.open(io.BytesIO(png(paper, NARROW_MODEL))).size == picture(encode(paper, NARROW_MODEL), NARROW_MODEL).size
    )


@pytest.mark.parametrize("data", [b"\x1bZ", b"\x1dZ", b"\x07", b"\xff", b"\x1bt\x01", b"\x1d(k", b"\x1d!\x01"])
def test_the_picture_refuses_what_no_slip_of_ours_sends(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"command|printable|expected"):
        picture(START + data, NARROW_MODEL)


def test_importing_paper_is_light_and_python_escpos_leaves_no_trace(tmp_path: Path) -> None:
    program = (
        "import sys, logging, os; from receipts import paper, thermal, escpos, printers;"
        "heavy = [m for m in ('PIL', 'escpos', 'reportlab', 'openpyxl', 'xlsxwriter', 'segno') if m in sys.modules];"
        "escpos.encode(paper.Paper('x', 32, (paper.Text('x'),)), escpos.NARROW_MODEL);"
        "print(heavy, logging.root.handlers, os.environ['ESCPOS_CAPABILITIES_PICKLE_DIR'])"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    environment.pop("ESCPOS_CAPABILITIES_PICKLE_DIR", None)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"[] [] {tmp_path / 'gallery-pos' / 'escpos'}"
    assert done.stderr == ""


def test_a_home_that_cannot_be_written_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert escpos._cache_folder() is None
