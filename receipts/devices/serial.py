"""Printers on a serial port, also those of Bluetooth."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from receipts.devices.common import CHUNK, TIMEOUT, broken, unreachable

_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class SerialPrinter:
    """A printer on a port (``COM3``, ``/dev/ttyUSB0``) with its speed and kind of flow control."""

    name: str
    port: str
    baudrate: int = 9_600
    hardware_flow: bool = False
    timeout: float = TIMEOUT

    def send(self, data: bytes, title: str) -> None:  # noqa: ARG002 -- the cable knows no titles
        """Send the bytes and wait until the port has passed them on."""
        import serial

        try:
            port = serial.Serial(
                self.port,
                self.baudrate,
                rtscts=self.hardware_flow,
                timeout=self.timeout,
                write_timeout=self.timeout,
            )
        except (OSError, ValueError) as error:  # pyserial's own error is an OSError
            raise unreachable(self.name) from error
        try:
            with port:
                for start in range(0, len(data), CHUNK):
                    port.write(data[start : start + CHUNK])
                self._drain(port)
        except OSError as error:
            raise broken(self.name) from error

    def _drain(self, port: Any) -> None:
        """Wait for the last byte; a port that stands still means a printer that does not take any more."""
        left, deadline = -1, time.monotonic() + self.timeout
        while waiting := port.out_waiting:
            if waiting != left:
                left, deadline = waiting, time.monotonic() + self.timeout
            if time.monotonic() > deadline:
                raise TimeoutError("the printer takes no more")
            time.sleep(_PAUSE)


def serial_ports() -> list[str]:
    """Return the names of the serial ports of this machine."""
    from serial.tools.list_ports import comports

    return sorted(port.device for port in comports())
