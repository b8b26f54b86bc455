# ruff: noqa: N815 -- fakes have the names of what they stand for
"""Printers on a cable and in a file end in time and say what went wrong; each connection has its way."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.core

from gallery_pos.errors import DeviceTrouble
from printer_trouble import DATA, LARGE, posix, says
from receipts.devices.common import PartlySent
from receipts.devices.file import FilePrinter
from receipts.devices.network import NetworkPrinter
from receipts.devices.serial import SerialPrinter
from receipts.devices.spooler import CupsPrinter
from receipts.devices.usb import UsbPrinter
from receipts.devices.windows import WindowsPrinter
from receipts.printers import Connection, Printer, device_of, serial_ports


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
