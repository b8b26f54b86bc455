# ruff: noqa: N802 -- fakes have the names of what they stand for
"""The spoolers of CUPS and Windows get the bytes raw, and a queue that says no or hangs is told in time."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gallery_pos.errors import DeviceTrouble
from printer_trouble import DATA, posix
from receipts.devices.common import PartlySent
from receipts.devices.spooler import CupsPrinter, system_printers
from receipts.devices.windows import WindowsPrinter, windows_printers


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
