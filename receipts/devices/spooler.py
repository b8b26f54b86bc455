"""Printers of the system: CUPS on Linux and macOS, the spooler of Windows. Bytes go through untouched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr
from receipts.devices.common import broken, refused

_LIST_SECONDS = 3.0
_PRINT_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """A print queue of CUPS, fed by its own command."""

    name: str
    queue: str
    timeout: float = _PRINT_SECONDS

    def send(self, data: bytes, title: str) -> None:
        """Hand the bytes to the spooler, which owns them from then on."""
        command = [_program("lp", self.name), "-d", self.queue, "-o", "raw", "-t", title]
        try:
            done = subprocess.run(  # noqa: S603 -- a program of the system, arguments never through a shell
                command, input=data, capture_output=True, timeout=self.timeout, check=False, env=_environment()
            )
        except subprocess.TimeoutExpired as error:
            raise broken(self.name) from error
        if done.returncode:
            trouble = refused(self.name)
            trouble.add_note(done.stderr.decode("utf-8", "replace").strip())
            raise trouble


def system_printers() -> list[str]:
    """Return the names of the system's printers, none where there is no spooler."""
    if sys.platform == "win32":
        from receipts.devices.windows import windows_printers

        return windows_printers()
    program = shutil.which("lpstat")
    if program is None:
        return []
    try:
        done = subprocess.run(  # noqa: S603 -- as above
            [program, "-e"], capture_output=True, timeout=_LIST_SECONDS, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired:
        # A spooler that hangs has no printer to offer.
        return []
    return sorted(line.strip() for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip())


def _program(program: str, name: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise DeviceTrouble(
            "printer.spooler",
            tr("Printer {name} memakai layanan cetak sistem, tetapi layanan itu tidak terpasang.").format(name=name),
            safe=tr("Transaksi sudah tersimpan."),
            todo=tr("Pasang CUPS, atau pilih sambungan lain di Pengaturan."),
        )
    return found


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}
