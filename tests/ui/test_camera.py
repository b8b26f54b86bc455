from __future__ import annotations

import builtins
import random
import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import segno
import zxingcpp
from PIL import Image, ImageFilter
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.errors import DeviceTrouble
from ui.app import decode
from ui.app.camera import CameraScanner, FrameReader, gray
from ui.app.decode import GrayFrame, TwiceSeen, decode_frame
from ui.app.viewfinder import Viewfinder

EAN = "8991234567891"
CODE128 = "GLR-000123"
QR = "https://contoh.id/struk/7K3QX-9M2PD"


def picture(kind: str) -> Image.Image:
    """A code on white paper, about as large as it stands before a camera."""
    if kind == "qr":
        out = BytesIO()
        segno.make(QR, error="m").save(out, kind="png", scale=6, border=4)
        code = Image.open(out).convert("L")
    else:
        text, name = (EAN, zxingcpp.BarcodeFormat.EAN13) if kind == "ean" else (CODE128, zxingcpp.BarcodeFormat.Code128)
        code = Image.fromarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, name), scale=3)).convert(
            "L"
        )
    paper = Image.new("L", (640, 480), 235)
    paper.paste(code, ((640 - code.width) // 2, (480 - code.height) // 2))
    return paper


def frame(image: Image.Image) -> GrayFrame:
    return GrayFrame(image.tobytes(), image.width, image.height)


def noisy(image: Image.Image, amount: int) -> Image.Image:
    chance = random.Random(7)
    pixels = bytes(min(255, max(0, pixel + chance.randint(-amount, amount))) for pixel in image.tobytes())
    return Image.frombytes("L", image.size, pixels)


CODES = {"ean": EAN, "code128": CODE128, "qr": QR}
KINDS = pytest.mark.parametrize("kind", list(CODES))


@pytest.fixture
def fresh_readers() -> Iterator[None]:
    decode.readers.cache_clear()
    yield
    decode.readers.cache_clear()


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    really = builtins.__import__

    def refuse(name: str, *args: Any, **more: Any) -> Any:
        if name.split(".", maxsplit=1)[0] in names:
            raise ImportError(name)
        return really(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)


@KINDS
def test_a_clean_picture_is_read(kind: str) -> None:
    assert decode_frame(frame(picture(kind))) == (CODES[kind],)


@KINDS
@pytest.mark.parametrize("angle", [-12, 4, 90, 180])
def test_a_tilted_picture_is_read(kind: str, angle: int) -> None:
    tilted = picture(kind).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=235)
    assert decode_frame(frame(tilted)) == (CODES[kind],)


@KINDS
def test_a_noisy_blurred_picture_is_read(kind: str) -> None:
    rough = noisy(picture(kind).filter(ImageFilter.GaussianBlur(0.8)), 25)
    assert decode_frame(frame(rough)) == (CODES[kind],)


def test_nothing_is_read_where_nothing_is() -> None:
    assert decode_frame(frame(Image.new("L", (320, 240), 128))) == ()
    assert decode_frame(frame(noisy(Image.new("L", (320, 240), 128), 120))) == ()


@KINDS
def test_pyzbar_reads_where_zxing_is_absent(kind: str, monkeypatch: pytest.MonkeyPatch, fresh_readers: None) -> None:
    without(monkeypatch, "zxingcpp")
    assert len(decode.readers()) == 1
    assert decode_frame(frame(picture(kind))) == (CODES[kind],)


def test_pyzbar_is_asked_for_what_zxing_misses(monkeypatch: pytest.MonkeyPatch, fresh_readers: None) -> None:
    _, second = decode.readers()
    monkeypatch.setattr(decode, "_zxing", lambda: lambda _: ())
    decode.readers.cache_clear()
    assert decode.readers()[1] is not second
    assert decode_frame(frame(picture("ean"))) == (EAN,)


def test_databar_and_other_kinds_are_never_read(fresh_readers: None) -> None:
    for name in ("DataBar", "Code39", "ITF", "PDF417", "DataMatrix"):
        code = zxingcpp.create_barcode(
            "0101234567890128" if name == "DataBar" else "12345678", getattr(zxingcpp.BarcodeFormat, name)
        )
        drawn = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=3)).convert("L")
        paper = Image.new("L", (drawn.width + 80, drawn.height + 80), 255)
        paper.paste(drawn, (40, 40))
        assert decode_frame(frame(paper)) == (), name


def test_a_machine_without_readers_reads_nothing_and_says_so(
    monkeypatch: pytest.MonkeyPatch, fresh_readers: None
) -> None:
    without(monkeypatch, "zxingcpp", "pyzbar")
    assert decode_frame(frame(picture("ean"))) == ()
    with pytest.raises(DeviceTrouble) as caught:
        CameraScanner().start()
    assert caught.value.code == "camera.reader"
    assert caught.value.safe
    assert caught.value.todo


def test_a_frame_must_have_as_many_bytes_as_pixels() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        GrayFrame(b"0123456789", 4, 4)


def test_a_code_counts_in_its_second_frame_and_again_after_it_was_away() -> None:
    now = [0.0]
    seen = TwiceSeen(1.5, lambda: now[0])

    def after(seconds: float, *codes: str) -> tuple[str, ...]:
        now[0] += seconds
        return seen.accept(codes)

    assert after(0, "A") == ()
    assert after(0.1, "A") == ("A",)
    assert after(0.1, "A", "B") == ()
    assert after(0.1, "B") == ("B",)
    assert after(1.0, "A") == (), "one misreading is no scan"
    assert after(0.1, "A") == (), "and a short while is not away"
    assert after(0.1) == ()
    assert after(2.0, "A") == ()
    assert after(0.1, "A") == ("A",)
    for _ in range(40):
        assert after(0.1, "A") == (), "as long as it lies there it counts once"


def test_only_the_latest_frame_is_read(qtbot: QtBot, qapp: QApplication) -> None:
    gate = threading.Event()
    begun = threading.Event()
    read: list[int] = []

    def slow(one: GrayFrame) -> tuple[str, ...]:
        begun.set()
        gate.wait(10)
        read.append(one.pixels[0])
        return (EAN,)

    reader = FrameReader(slow)
    with qtbot.waitSignal(reader.found) as heard:
        reader.offer(GrayFrame(bytes([0]), 1, 1))
        assert begun.wait(10)
        for number in range(1, 9):
            reader.offer(GrayFrame(bytes([number]), 1, 1))
        gate.set()
    assert heard.args == [EAN]
    assert read == [0, 8]
    reader.close()


def test_a_reader_that_fails_is_seen_and_the_next_frame_is_read(qtbot: QtBot, qapp: QApplication) -> None:
    answers: list[Any] = [OSError("zbar"), (EAN,), (EAN,)]

    def decode_one(_: GrayFrame) -> tuple[str, ...]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer  # type: ignore[no-any-return]

    reader = FrameReader(decode_one)
    one = GrayFrame(b"0", 1, 1)
    with qtbot.captureExceptions() as caught:
        reader.offer(one)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is OSError
    with qtbot.waitSignal(reader.found):
        reader.offer(one)
        qtbot.waitUntil(lambda: len(answers) == 1)
        qtbot.waitUntil(lambda: not reader._busy)
        reader.offer(one)
    reader.close()


@pytest.mark.parametrize(("width", "height"), [(640, 480), (641, 7), (1920, 1080)])
def test_a_camera_picture_becomes_plain_grey_bytes(width: int, height: int) -> None:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF204060)
    grey, made = gray(image)
    assert made.width == min(width, 1280)
    assert (grey.width(), grey.height()) == (made.width, made.height)
    assert set(made.pixels) == {grey.pixelColor(0, 0).red()}


@pytest.mark.qt_log_ignore("pipewire")
def test_a_machine_without_a_camera_gets_a_plain_sentence(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    from PySide6.QtMultimedia import QMediaDevices

    monkeypatch.setattr(QMediaDevices, "videoInputs", list)
    scanner = CameraScanner()
    with pytest.raises(DeviceTrouble) as caught:
        scanner.start("Kamera depan")
    assert caught.value.code == "camera.absent"
    assert not scanner.running
    scanner.stop()


def test_without_qtmultimedia_there_is_no_camera_and_no_crash(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    really = builtins.__import__

    def refuse(name: str, *args: Any, **more: Any) -> Any:
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0")
        return really(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(DeviceTrouble) as caught:
        CameraScanner().start()
    assert caught.value.code == "camera.absent"


def test_what_the_viewfinder_shows_is_read_until_it_fails(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setattr(Viewfinder, "start", lambda _finder, _device: None)
    scanner = CameraScanner()
    seen: list[QImage] = []
    told: list[DeviceTrouble] = []
    scanner.pictured.connect(seen.append)
    scanner.failed.connect(told.append)
    finder = scanner.findChild(Viewfinder)
    assert finder
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    finder.pictured.emit(image)
    assert seen == []
    scanner.start()
    finder.pictured.emit(image)
    assert [picture.format() for picture in seen] == [QImage.Format.Format_Grayscale8]
    finder.failed.emit(DeviceTrouble("camera.failed", "Kamera berhenti."))
    assert [trouble.code for trouble in told] == ["camera.failed"]
    finder.pictured.emit(image)
    assert len(seen) == 1


def test_pictures_that_come_too_fast_are_left_out(qapp: QApplication) -> None:
    class Frame:
        unpacked = 0

        def toImage(self) -> QImage:  # noqa: N802 -- Qt's own name
            self.unpacked += 1
            return QImage(64, 48, QImage.Format.Format_RGB32)

    finder, frame = Viewfinder(most_a_second=1), Frame()
    finder._camera = object()
    for _ in range(5):
        finder._on_frame(frame)
    assert frame.unpacked == 1
