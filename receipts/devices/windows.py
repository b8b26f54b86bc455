"""The spooler of Windows, by its own library; jobs are RAW, so that drivers leave the bytes alone."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

from receipts.devices.common import broken, refused

_LOCAL_AND_CONNECTED = 0x02 | 0x04
_NAMES_ONLY = 4
_DOCUMENT = 1


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W of winspool.h."""

    _fields_ = (
        ("pDocName", ctypes.c_wchar_p),
        ("pOutputFile", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
    )


class _PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_4W of winspool.h."""

    _fields_ = (
        ("pPrinterName", ctypes.c_wchar_p),
        ("pServerName", ctypes.c_wchar_p),
        ("Attributes", ctypes.c_uint32),
    )


def _winspool() -> Any:
    return ctypes.WinDLL("winspool.drv", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]


@dataclass(frozen=True, slots=True)
class WindowsPrinter:
    """A printer of Windows by its name; ``library`` is winspool.drv."""

    name: str
    queue: str
    library: Any = field(default=None, repr=False)

    def send(self, data: bytes, title: str) -> None:
        """Hand the bytes to the spooler, which owns them from then on."""
        winspool = self.library or _winspool()
        printer = ctypes.c_void_p()
        if not winspool.OpenPrinterW(self.queue, ctypes.byref(printer), None):
            raise refused(self.name)
        try:
            self._print(winspool, printer, data, title)
        finally:
            winspool.ClosePrinter(printer)

    def _print(self, winspool: Any, printer: ctypes.c_void_p, data: bytes, title: str) -> None:
        info = _DocInfo(title, None, "RAW")
        if not winspool.StartDocPrinterW(printer, _DOCUMENT, ctypes.byref(info)):
            raise refused(self.name)
        written = ctypes.c_uint32()
        complete = (
            winspool.StartPagePrinter(printer)
            and winspool.WritePrinter(printer, data, len(data), ctypes.byref(written))
            and written.value == len(data)
        )
        if not complete:
            winspool.AbortPrinter(printer)
            raise broken(self.name)
        winspool.EndPagePrinter(printer)
        winspool.EndDocPrinter(printer)


def windows_printers(library: Any = None) -> list[str]:
    """Return the names of local and connected printers."""
    winspool = library or _winspool()
    needed, count = ctypes.c_uint32(), ctypes.c_uint32()
    ask = (_LOCAL_AND_CONNECTED, None, _NAMES_ONLY)
    winspool.EnumPrintersW(*ask, None, 0, ctypes.byref(needed), ctypes.byref(count))
    buffer = ctypes.create_string_buffer(max(1, needed.value))
    if not winspool.EnumPrintersW(*ask, buffer, needed.value, ctypes.byref(needed), ctypes.byref(count)):
        return []
    found = ctypes.cast(buffer, ctypes.POINTER(_PrinterInfo))
    return sorted(found[index].pPrinterName for index in range(count.value))
