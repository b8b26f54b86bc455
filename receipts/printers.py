"""The printers of this machine: their settings, and the way to each."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from receipts.devices.common import Device, PartlySent
from receipts.devices.file import FilePrinter
from receipts.devices.network import NetworkPrinter
from receipts.devices.serial import SerialPrinter, serial_ports
from receipts.devices.spooler import CupsPrinter, system_printers
from receipts.devices.usb import UsbPrinter
from receipts.devices.windows import WindowsPrinter
from receipts.escpos import Model

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Connection", "Device", "PartlySent", "Printer", "device_of", "serial_ports", "system_printers"]


class Connection(StrEnum):
    """How a printer hangs on this machine."""

    SPOOLER = "system"
    NETWORK = "network"
    USB = "usb"
    SERIAL = "serial"
    FILE = "file"


class Printer(Struct, frozen=True, kw_only=True):
    """A printer as the settings of this machine know it.

    ``address`` is the queue of the system, the host, "vendor:product" in hex, the serial port or the path. A cheap
    network printer that prints rubbish when it is asked for its state has ``ask_status`` off.
    """

    name: str
    connection: Connection
    address: str
    port: int = 9100
    baudrate: int = 9_600
    hardware_flow: bool = False
    ask_status: bool = True
    model: Model = Model()


def device_of(printer: Printer) -> Device:
    """Return the way to a printer; nothing is opened before something is sent."""
    return _WAYS[printer.connection](printer)


def _spooler(printer: Printer) -> Device:
    if sys.platform == "win32":
        return WindowsPrinter(printer.name, printer.address)
    return CupsPrinter(printer.name, printer.address)


def _network(printer: Printer) -> Device:
    return NetworkPrinter(printer.name, printer.address, printer.port, ask_status=printer.ask_status)


def _serial(printer: Printer) -> Device:
    return SerialPrinter(printer.name, printer.address, printer.baudrate, printer.hardware_flow)


_WAYS: dict[Connection, Callable[[Printer], Device]] = {
    Connection.SPOOLER: _spooler,
    Connection.NETWORK: _network,
    Connection.USB: lambda printer: UsbPrinter(printer.name, printer.address),
    Connection.SERIAL: _serial,
    Connection.FILE: lambda printer: FilePrinter(printer.name, Path(printer.address)),
}
