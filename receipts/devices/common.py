"""What all ways to a printer share."""

from __future__ import annotations

from typing import Protocol

from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr

TIMEOUT = 3.0
"""Seconds without progress after which a printer counts as dead."""
CHUNK = 1024
"""Bytes sent at once: cheap printers have small buffers."""


class Device(Protocol):
    """A printer that can be sent bytes; one owner at a time, a new connection for each job."""

    def send(self, data: bytes, title: str) -> None:
        """Hand over all bytes. Raises DeviceTrouble where nothing reached the printer, else PartlySent."""


class PartlySent(DeviceTrouble):
    """The line broke after the first byte: what is on paper is not known until somebody looks."""


def unreachable(name: str) -> DeviceTrouble:
    """Return the trouble of a printer that does not answer at all."""
    return DeviceTrouble(
        "printer.unreachable",
        tr("Printer {name} tidak bisa dihubungi.").format(name=name),
        safe=_safe(),
        todo=tr("Periksa listrik, kabel dan jaringannya, lalu cetak lagi."),
    )


def broken(name: str) -> PartlySent:
    """Return the trouble of a line that broke in the middle."""
    return PartlySent(
        "printer.broken",
        tr("Sambungan ke printer {name} putus saat mencetak.").format(name=name),
        safe=_safe(),
        todo=tr("Lihat kertasnya. Bila tidak lengkap, cetak lagi."),
    )


def out_of_paper(name: str, *, begun: bool) -> DeviceTrouble:
    """Return the trouble of a printer without paper, before or after the print began."""
    kind = PartlySent if begun else DeviceTrouble
    return kind(
        "printer.paper",
        tr("Kertas printer {name} habis.").format(name=name),
        safe=_safe(),
        todo=tr("Pasang kertas baru, lalu cetak lagi."),
    )


def cover_open(name: str) -> DeviceTrouble:
    """Return the trouble of a printer that is open or in error."""
    return DeviceTrouble(
        "printer.offline",
        tr("Printer {name} belum siap.").format(name=name),
        safe=_safe(),
        todo=tr("Tutup penutupnya, periksa lampunya, lalu cetak lagi."),
    )


def refused(name: str) -> DeviceTrouble:
    """Return the trouble of a printer that this program may not use, or that is set up wrongly."""
    return DeviceTrouble(
        "printer.refused",
        tr("Printer {name} tidak bisa dipakai.").format(name=name),
        safe=_safe(),
        todo=tr("Periksa pengaturan printer dan izinnya di Pengaturan."),
    )


def _safe() -> str:
    return tr("Transaksi sudah tersimpan.")
