"""Printers that are a file: the parallel port, a device of the system, or a folder that collects the papers."""

from __future__ import annotations

import os
import re
import select
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from receipts.devices.common import CHUNK, TIMEOUT, broken, refused, unreachable

_NO_WAITING: int = getattr(os, "O_NONBLOCK", 0)  # unknown to Windows, whose devices are opened like files
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """A folder gets a new file for each job; a device or a file gets the bytes at its end."""

    name: str
    path: Path
    timeout: float = TIMEOUT

    def send(self, data: bytes, title: str) -> None:
        """Write the bytes; a device that does not take them in time counts as dead."""
        try:
            mode = self.path.stat().st_mode if self.path.exists() else 0
            if stat.S_ISDIR(mode):
                self._collect(data, title)
                return
            if os.name == "posix" and (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)):
                self._feed(data)
                return
            with self.path.open("ab") as file:
                file.write(data)
        except OSError as error:
            raise refused(self.name) from error

    def _collect(self, data: bytes, title: str) -> None:
        stem = _NOT_IN_NAMES.sub("-", title).strip("-.") or "cetak"
        count = 1
        while True:
            name = f"{stem}.bin" if count == 1 else f"{stem}-{count}.bin"
            try:
                with (self.path / name).open("xb") as file:
                    file.write(data)
            except FileExistsError:
                count += 1
            else:
                return

    def _feed(self, data: bytes) -> None:
        """Write to a device without ever waiting longer than the time limit for it to take more."""
        try:
            device = os.open(self.path, os.O_WRONLY | _NO_WAITING)
        except OSError as error:
            raise unreachable(self.name) from error
        sent = 0
        try:
            while sent < len(data):
                sent += self._write_some(device, data[sent : sent + CHUNK])
        except OSError as error:
            raise broken(self.name) if sent else unreachable(self.name) from error
        finally:
            os.close(device)

    def _write_some(self, device: int, chunk: bytes) -> int:
        deadline = time.monotonic() + self.timeout
        while True:
            _, ready, _ = select.select([], [device], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError("the device takes no more")
            try:
                return os.write(device, chunk)
            except BlockingIOError:
                # Ready for less than a whole chunk: wait on for the same deadline.
                chunk = chunk[: max(1, len(chunk) // 2)]
