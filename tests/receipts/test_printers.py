# ruff: noqa: N802, N815 -- fakes have the names of what they stand for
"""Every way to a printer ends in time and says what went wrong, with printers that misbehave in all known ways."""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.core

from gallery_pos.errors import DeviceTrouble
from receipts.devices.common import PartlySent
from receipts.devices.file import FilePrinter
from receipts.devices.network import NetworkPrinter
from receipts.devices.serial import SerialPrinter
from receipts.devices.spooler import CupsPrinter, system_printers
from receipts.devices.usb import UsbPrinter
from receipts.devices.windows import WindowsPrinter, windows_printers
from receipts.printers import Connection, Printer, device_of, serial_ports

DATA = b"\x1b@Kopi\n" * 200
LARGE = b"x" * 8_000_000
READY, COVER, NO_PAPER = 0x12, 0x16, 0x32
PAPER_LEFT, PAPER_END = 0x12, 0x72
posix = pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")


class FakePrinter:
    """A TCP printer that does as ``behave`` says with one line; ``received`` is what it got."""

    def __init__(self, behave: Callable[[FakePrinter, socket.socket], None]) -> None:
        self.received = bytearray()
        self.asked = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.port = self._listener.getsockname()[1]
        self._release = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(behave,), daemon=True)
        self._thread.start()

    def _serve(self, behave: Callable[[FakePrinter, socket.socket], None]) -> None:
        line, _ = self._listener.accept()
        with line:
            behave(self, line)

    def read(self, line: socket.socket, most: int = 1 << 30, answers: Callable[[int, int], int] | None = None) -> None:
        """Take bytes to the end or up to ``most``, answering questions for the state by ``answers(question, count)``."""
        pending = b""
        while len(self.received) < most:
            got = line.recv(4_096)
            if not got:
                return
            pending += got
            while (at := pending.find(b"\x10\x04")) >= 0 and len(pending) > at + 2:
                self.received += pending[:at]
                question, pending = pending[at + 2], pending[at + 3 :]
                self.asked += 1
                if answers:
                    line.sendall(bytes([answers(question, self.asked)]))
            if b"\x10" not in pending:
                self.received += pending
                pending = b""

    def hang(self) -> None:
        """Do nothing until the test is over."""
        self._release.wait(10)

    def reset(self, line: socket.socket) -> None:
        """End the line as a printer that loses power."""
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()

    def close(self) -> None:
        self._release.set()
        self._listener.close()
        self._thread.join(5)


@pytest.fixture
def tcp() -> Iterator[Callable[[Callable[[FakePrinter, socket.socket], None]], tuple[FakePrinter, NetworkPrinter]]]:
    made: list[FakePrinter] = []

    def start(
        behave: Callable[[FakePrinter, socket.socket], None], **settings: Any
    ) -> tuple[FakePrinter, NetworkPrinter]:
        fake = FakePrinter(behave)
        made.append(fake)
        # Long where a printer answers, so that a busy machine is no finding; a test of silence sets its own.
        limits = {"timeout": 10.0, "patience": 10.0, "linger": 10.0, **settings}
        return fake, NetworkPrinter("Kasir", "127.0.0.1", fake.port, **limits)

    yield start
    for fake in made:
        fake.close()


def healthy(question: int, _count: int) -> int:
    return READY if question == 2 else PAPER_LEFT


def says(trouble: DeviceTrouble) -> str:
    assert trouble.safe
    assert trouble.todo
    assert "Kasir" in trouble.what
    return trouble.code


def test_a_healthy_printer_gets_every_byte_and_is_asked_before_and_after(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line, answers=healthy))
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received) == DATA
    assert fake.asked == 4


def test_a_printer_that_never_answers_still_prints(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line), patience=0.1)
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received).endswith(DATA)


def test_a_printer_that_keeps_the_line_open_has_printed_all_the_same(tcp: Any) -> None:
    def keeps_open(fake: FakePrinter, line: socket.socket) -> None:
        fake.read(line)
        fake.hang()

    fake, printer = tcp(keeps_open, ask_status=False, linger=0.1)
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received) == DATA


def test_a_printer_that_must_not_be_asked_is_not(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line), ask_status=False)
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received) == DATA


def test_no_paper_is_seen_before_a_byte_is_sent(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line, answers=lambda q, _n: NO_PAPER if q == 2 else PAPER_END))
    with pytest.raises(DeviceTrouble, match="Kertas printer Kasir habis") as trouble:
        printer.send(DATA, "Struk")
    fake.close()
    assert not isinstance(trouble.value, PartlySent)
    assert says(trouble.value) == "printer.paper"
    assert bytes(fake.received) == b""


def test_an_open_cover_is_seen_before_a_byte_is_sent(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line, answers=lambda q, _n: COVER if q == 2 else PAPER_LEFT))
    with pytest.raises(DeviceTrouble, match="belum siap") as trouble:
        printer.send(DATA, "Struk")
    fake.close()
    assert says(trouble.value) == "printer.offline"
    assert bytes(fake.received) == b""


def test_paper_that_ends_within_the_print_leaves_it_unknown(tcp: Any) -> None:
    fake, printer = tcp(
        lambda fake, line: fake.read(
            line, answers=lambda q, n: healthy(q, n) if n <= 2 else (NO_PAPER if q == 2 else PAPER_END)
        )
    )
    with pytest.raises(PartlySent, match="Kertas") as trouble:
        printer.send(DATA, "Struk")
    fake.close()
    assert says(trouble.value) == "printer.paper"


def test_a_printer_that_dies_within_the_print_leaves_it_unknown(tcp: Any) -> None:
    def answers_then_hangs(fake: FakePrinter, line: socket.socket) -> None:
        fake.read(line, most=100, answers=healthy)
        fake.hang()

    _, printer = tcp(answers_then_hangs, timeout=0.4)
    with pytest.raises(PartlySent, match="putus"):
        printer.send(DATA, "Struk")


def test_a_printer_that_stalls_is_given_up_in_time(tcp: Any) -> None:
    _, printer = tcp(lambda fake, _line: fake.hang(), ask_status=False, timeout=0.4)
    before = time.monotonic()
    with pytest.raises(PartlySent):
        printer.send(LARGE, "Struk")
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("taken", [1, 7, 100, 1_000, len(DATA) - 1])
def test_a_reset_at_any_byte_leaves_it_unknown(tcp: Any, taken: int) -> None:
    def dies(fake: FakePrinter, line: socket.socket) -> None:
        line.recv(taken)
        fake.reset(line)

    _, printer = tcp(dies, ask_status=False)
    with pytest.raises(PartlySent) as trouble:
        printer.send(DATA, "Struk")
    assert says(trouble.value) == "printer.broken"


def test_a_printer_that_hangs_up_at_the_first_question_got_nothing(tcp: Any) -> None:
    _, printer = tcp(lambda fake, line: fake.reset(line))
    with pytest.raises(DeviceTrouble) as trouble:
        printer.send(DATA, "Struk")
    assert not isinstance(trouble.value, PartlySent)


def test_a_printer_that_babbles_does_not_hold_the_line(tcp: Any) -> None:
    def babbles(fake: FakePrinter, line: socket.socket) -> None:
        line.sendall(b"\xff" * 4_096)
        fake.hang()

    _, printer = tcp(babbles, timeout=0.4)
    with pytest.raises(DeviceTrouble):
        printer.send(DATA, "Struk")


def test_a_printer_that_is_off_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(DeviceTrouble, match="tidak bisa dihubungi") as trouble:
        NetworkPrinter("Kasir", "127.0.0.1", port, timeout=0.4).send(DATA, "Struk")
    assert says(trouble.value) == "printer.unreachable"


def test_an_address_that_cannot_be_one_is_unreachable() -> None:
    with pytest.raises(DeviceTrouble, match="tidak bisa dihubungi"):
        NetworkPrinter("Kasir", "a" * 70 + ".." + "b", timeout=0.4).send(DATA, "Struk")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Put programs of the test in the place of the system's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.defpath}")

    def install(name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    return install


@posix
def test_the_spooler_gets_the_bytes_raw(programs: Callable[[str, str], None], tmp_path: Path) -> None:
    programs("lp", f'printf "%s|" "$@" > {tmp_path}/arguments; cat > {tmp_path}/data')
    CupsPrinter("Kasir", "POS-58").send(DATA, "Struk 12; rm -rf x")
    assert (tmp_path / "arguments").read_text() == "-d|POS-58|-o|raw|-t|Struk 12; rm -rf x|"
    assert (tmp_path / "data").read_bytes() == DATA


@posix
def test_a_spooler_that_says_no_is_named_with_its_own_words_behind(programs: Callable[[str, str], None]) -> None:
    programs("lp", 'cat > /dev/null; echo "lp: The printer or class does not exist." >&2; exit 1')
    with pytest.raises(DeviceTrouble, match="tidak bisa dipakai") as trouble:
        CupsPrinter("Kasir", "hilang").send(DATA, "Struk")
    assert trouble.value.__notes__ == ["lp: The printer or class does not exist."]
    assert "lp" not in trouble.value.message


@posix
def test_a_spooler_that_hangs_is_given_up(programs: Callable[[str, str], None]) -> None:
    programs("lp", "exec sleep 30")
    with pytest.raises(PartlySent):
        CupsPrinter("Kasir", "POS-58", timeout=0.3).send(DATA, "Struk")


@posix
def test_a_system_without_a_spooler_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeviceTrouble, match="tidak terpasang"):
        CupsPrinter("Kasir", "POS-58").send(DATA, "Struk")
    assert system_printers() == []


@posix
def test_the_printers_of_the_system_are_listed(programs: Callable[[str, str], None]) -> None:
    programs("lpstat", 'test "$1" = -e && printf "POS-80\\nEpson L3110\\n\\n"')
    assert system_printers() == ["Epson L3110", "POS-80"]


@posix
def test_a_spooler_that_hangs_lists_nothing(
    programs: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    programs("lpstat", "exec sleep 30")
    monkeypatch.setattr("receipts.devices.spooler._LIST_SECONDS", 0.3)
    assert system_printers() == []


class Winspool:
    """winspool.drv as far as it is used; ``fails`` names the call that says no."""

    def __init__(self, fails: str = "", written: int | None = None) -> None:
        self.calls: list[str] = []
        self.data = b""
        self.kind = ""
        self._fails = fails
        self._written = written

    def _call(self, name: str) -> int:
        self.calls.append(name)
        return int(name != self._fails)

    def OpenPrinterW(self, _queue: str, _handle: Any, _defaults: None) -> int:
        return self._call("open")

    def StartDocPrinterW(self, _printer: Any, _level: int, info: Any) -> int:
        self.kind = info._obj.pDatatype
        return self._call("document")

    def StartPagePrinter(self, _printer: Any) -> int:
        return self._call("page")

    def WritePrinter(self, _printer: Any, data: bytes, count: int, written: Any) -> int:
        self.data = data
        written._obj.value = count if self._written is None else self._written
        return self._call("write")

    def EndPagePrinter(self, _printer: Any) -> int:
        return self._call("end page")

    def EndDocPrinter(self, _printer: Any) -> int:
        return self._call("end document")

    def AbortPrinter(self, _printer: Any) -> int:
        return self._call("abort")

    def ClosePrinter(self, _printer: Any) -> int:
        return self._call("close")


def test_the_spooler_of_windows_gets_the_bytes_raw() -> None:
    winspool = Winspool()
    WindowsPrinter("Kasir", "POS-58", winspool).send(DATA, "Struk")
    assert winspool.calls == ["open", "document", "page", "write", "end page", "end document", "close"]
    assert (winspool.data, winspool.kind) == (DATA, "RAW")


@pytest.mark.parametrize("fails", ["open", "document"])
def test_a_printer_that_windows_refuses_got_nothing(fails: str) -> None:
    winspool = Winspool(fails)
    with pytest.raises(DeviceTrouble, match="tidak bisa dipakai") as trouble:
        WindowsPrinter("Kasir", "POS-58", winspool).send(DATA, "Struk")
    assert not isinstance(trouble.value, PartlySent)
    assert ("close" in winspool.calls) is (fails != "open")


@pytest.mark.parametrize("winspool", [Winspool("write"), Winspool("page"), Winspool(written=3)])
def test_a_job_that_windows_took_in_part_is_given_up(winspool: Winspool) -> None:
    with pytest.raises(PartlySent):
        WindowsPrinter("Kasir", "POS-58", winspool).send(DATA, "Struk")
    assert winspool.calls[-2:] == ["abort", "close"]


def test_the_printers_of_windows_are_listed() -> None:
    from receipts.devices.windows import _PrinterInfo

    infos = (_PrinterInfo * 2)(_PrinterInfo("POS-80", None, 0), _PrinterInfo("Epson", None, 0))

    def enumerate_printers(*arguments: Any) -> int:
        *_, buffer, size, needed, count = arguments
        needed._obj.value = ctypes.sizeof(infos)
        if not size:
            return 0
        ctypes.memmove(buffer, infos, ctypes.sizeof(infos))
        count._obj.value = len(infos)
        return 1

    assert windows_printers(SimpleNamespace(EnumPrintersW=enumerate_printers)) == ["Epson", "POS-80"]
    assert windows_printers(SimpleNamespace(EnumPrintersW=lambda *_arguments: 0)) == []


class UsbEndpoint:
    bEndpointAddress = 0x03

    def __init__(self, dies_after: int = 1 << 30) -> None:
        self.data = b""
        self.waits: list[int] = []
        self._dies_after = dies_after

    def write(self, data: bytes, timeout: int) -> int:
        if len(self.data) + len(data) > self._dies_after:
            raise usb.core.USBTimeoutError("timed out")
        self.data += data
        self.waits.append(timeout)
        return len(data)


class UsbInterface(list[Any]):
    bInterfaceNumber = 1

    def __init__(self, kind: int, *endpoints: Any) -> None:
        super().__init__(endpoints)
        self.bInterfaceClass = kind


class UsbDevice:
    def __init__(self, *interfaces: UsbInterface, driver: bool = True) -> None:
        self.taken: list[int] = []
        self._interfaces = interfaces
        self._driver = driver
        self._ctx = SimpleNamespace(dispose=lambda _device: self.taken.append(-1))

    def get_active_configuration(self) -> tuple[UsbInterface, ...]:
        return self._interfaces

    def is_kernel_driver_active(self, _interface: int) -> bool:
        if not self._driver:
            raise NotImplementedError
        return True

    def detach_kernel_driver(self, interface: int) -> None:
        self.taken.append(interface)


def usb_printer(device: UsbDevice | None, address: str = "04b8:0202") -> UsbPrinter:
    return UsbPrinter("Kasir", address, find=lambda **_numbers: device)


@pytest.mark.parametrize("driver", [True, False])
def test_a_usb_printer_gets_the_bytes_at_its_own_endpoint(driver: bool) -> None:
    incoming = SimpleNamespace(bEndpointAddress=0x82)
    endpoint = UsbEndpoint()
    device = UsbDevice(UsbInterface(3, UsbEndpoint()), UsbInterface(7, incoming, endpoint), driver=driver)
    usb_printer(device).send(DATA, "Struk")
    assert endpoint.data == DATA
    assert set(endpoint.waits) == {3_000}
    assert device.taken == ([1, -1] if driver else [-1])


@pytest.mark.parametrize(("dies_after", "kind"), [(0, DeviceTrouble), (1_024, PartlySent)])
def test_a_usb_printer_that_dies_is_given_up(dies_after: int, kind: type[DeviceTrouble]) -> None:
    device = UsbDevice(UsbInterface(7, UsbEndpoint(dies_after)))
    with pytest.raises(DeviceTrouble) as trouble:
        usb_printer(device).send(DATA * 2, "Struk")
    assert type(trouble.value) is kind
    assert device.taken[-1] == -1


@pytest.mark.parametrize("device", [None, UsbDevice(), UsbDevice(UsbInterface(3, UsbEndpoint()))])
def test_a_usb_printer_that_is_none_gets_a_sentence(device: UsbDevice | None) -> None:
    with pytest.raises(DeviceTrouble) as trouble:
        usb_printer(device).send(DATA, "Struk")
    says(trouble.value)


@pytest.mark.parametrize("address", ["", "04b8", "04b8:02", "zzzz:0202"])
def test_a_usb_address_that_is_none_gets_a_sentence(address: str) -> None:
    with pytest.raises(DeviceTrouble, match="tidak bisa dipakai"):
        usb_printer(UsbDevice(), address).send(DATA, "Struk")


@pytest.mark.parametrize("error", [usb.core.NoBackendError("no backend"), usb.core.USBError("access denied")])
def test_usb_that_does_not_work_here_gets_a_sentence(error: Exception) -> None:
    def find(**_numbers: int) -> None:
        raise error

    with pytest.raises(DeviceTrouble) as trouble:
        UsbPrinter("Kasir", "04b8:0202", find=find).send(DATA, "Struk")
    says(trouble.value)


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    if sys.platform == "win32":
        pytest.fail("pseudo terminals are of POSIX")
    import pty
    import tty

    controller, port = pty.openpty()
    tty.setraw(port)
    yield controller, os.ttyname(port)
    os.close(controller)
    os.close(port)


@posix
def test_a_serial_printer_gets_every_byte(terminal: tuple[int, str]) -> None:
    controller, port = terminal
    got = bytearray()

    def read() -> None:
        while len(got) < len(DATA):
            got.extend(os.read(controller, 4_096))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    SerialPrinter("Kasir", port, timeout=2).send(DATA, "Struk")
    reader.join(5)
    assert bytes(got) == DATA


@posix
def test_a_serial_printer_that_stalls_is_given_up(terminal: tuple[int, str]) -> None:
    with pytest.raises(PartlySent, match="putus"):
        SerialPrinter("Kasir", terminal[1], timeout=0.3).send(LARGE[:500_000], "Struk")


def test_a_serial_port_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(DeviceTrouble, match="tidak bisa dihubungi"):
        SerialPrinter("Kasir", "/dev/tidak-ada").send(DATA, "Struk")
    assert isinstance(serial_ports(), list)


def test_a_port_that_stands_still_is_given_up() -> None:
    with pytest.raises(TimeoutError):
        SerialPrinter("Kasir", "COM3", timeout=0.05)._drain(SimpleNamespace(out_waiting=5))
    SerialPrinter("Kasir", "COM3", timeout=0.05)._drain(SimpleNamespace(out_waiting=0))


def test_a_folder_collects_each_job_as_a_file(tmp_path: Path) -> None:
    printer = FilePrinter("Kasir", tmp_path)
    printer.send(b"1", "Struk G01/K1 000123")
    printer.send(b"2", "Struk G01/K1 000123")
    printer.send(b"3", "../..")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "Struk-G01-K1-000123.bin": b"1",
        "Struk-G01-K1-000123-2.bin": b"2",
        "cetak.bin": b"3",
    }


def test_a_file_gets_each_job_at_its_end(tmp_path: Path) -> None:
    printer = FilePrinter("Kasir", tmp_path / "keluar.bin")
    printer.send(b"1", "Struk")
    printer.send(b"2", "Struk")
    assert (tmp_path / "keluar.bin").read_bytes() == b"12"


def test_a_file_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DeviceTrouble, match="tidak bisa dipakai"):
        FilePrinter("Kasir", tmp_path / "tidak-ada" / "keluar.bin").send(DATA, "Struk")


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "lp0"
    os.mkfifo(path)
    return path


@posix
def test_a_device_gets_every_byte(fifo: Path) -> None:
    got: list[bytes] = []
    opened = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(opened, True)
    reader = threading.Thread(target=lambda: got.append(os.read(opened, 1 << 20)), daemon=True)
    FilePrinter("Kasir", fifo, timeout=2).send(DATA, "Struk")
    reader.start()
    reader.join(5)
    os.close(opened)
    assert got == [DATA]


@posix
def test_a_device_without_a_printer_behind_is_unreachable(fifo: Path) -> None:
    with pytest.raises(DeviceTrouble, match="tidak bisa dihubungi"):
        FilePrinter("Kasir", fifo, timeout=0.3).send(DATA, "Struk")


@posix
def test_a_device_that_takes_no_more_is_given_up(fifo: Path) -> None:
    opened = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(PartlySent):
        FilePrinter("Kasir", fifo, timeout=0.3).send(LARGE[:500_000], "Struk")
    os.close(opened)


@pytest.mark.parametrize(
    ("connection", "kind"),
    [
        (Connection.SPOOLER, WindowsPrinter if sys.platform == "win32" else CupsPrinter),
        (Connection.NETWORK, NetworkPrinter),
        (Connection.USB, UsbPrinter),
        (Connection.SERIAL, SerialPrinter),
        (Connection.FILE, FilePrinter),
    ],
)
def test_each_connection_has_its_way(connection: Connection, kind: type) -> None:
    assert isinstance(device_of(Printer(name="Kasir", connection=connection, address="x")), kind)
