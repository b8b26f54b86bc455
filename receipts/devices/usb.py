"""Printers on a USB cable without a driver of the system (pyusb and libusb)."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr
from receipts.devices.common import CHUNK, TIMEOUT, broken, refused, unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

_PRINTER_CLASS = 7
_ADDRESS = re.compile(r"([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A printer by its vendor and product number, as ``lsusb`` shows them: "04b8:0202"."""

    name: str
    address: str
    timeout: float = TIMEOUT
    find: Callable[..., Any] | None = field(default=None, repr=False)

    def send(self, data: bytes, title: str) -> None:  # noqa: ARG002 -- the cable knows no titles
        """Send the bytes to the printer's own endpoint."""
        import usb.core
        import usb.util

        printer = self._found()
        sent = 0
        try:
            endpoint = self._endpoint(printer)
            for start in range(0, len(data), CHUNK):
                sent += endpoint.write(data[start : start + CHUNK], int(self.timeout * 1_000))
        except usb.core.USBError as error:
            raise broken(self.name) if sent else refused(self.name) from error
        finally:
            usb.util.dispose_resources(printer)

    def _found(self) -> Any:
        import usb.core

        match = _ADDRESS.fullmatch(self.address)
        if match is None:
            raise refused(self.name)
        find = self.find or usb.core.find
        try:
            printer = find(idVendor=int(match[1], 16), idProduct=int(match[2], 16))
        except usb.core.NoBackendError as error:
            raise _no_libusb(self.name) from error
        except usb.core.USBError as error:
            raise refused(self.name) from error
        if printer is None:
            raise unreachable(self.name)
        return printer

    def _endpoint(self, printer: Any) -> Any:
        """Return where the printer listens: the first outgoing endpoint of its printer interface."""
        import usb.core
        import usb.util

        for interface in printer.get_active_configuration():
            if interface.bInterfaceClass != _PRINTER_CLASS:
                continue
            with suppress(NotImplementedError):  # only libusb 1 on Linux has drivers to take the printer from
                if printer.is_kernel_driver_active(interface.bInterfaceNumber):
                    printer.detach_kernel_driver(interface.bInterfaceNumber)
            for endpoint in interface:
                if usb.util.endpoint_direction(endpoint.bEndpointAddress) == usb.util.ENDPOINT_OUT:
                    return endpoint
        raise usb.core.USBError("no printer interface")


def _no_libusb(name: str) -> DeviceTrouble:
    return DeviceTrouble(
        "printer.libusb",
        tr("Printer {name} memakai USB langsung, tetapi libusb tidak terpasang.").format(name=name),
        safe=tr("Transaksi sudah tersimpan."),
        todo=tr("Pasang libusb, atau pilih printer sistem di Pengaturan."),
    )
