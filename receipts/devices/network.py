"""Printers with an address in the network (port 9100)."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from receipts.devices.common import CHUNK, TIMEOUT, broken, cover_open, out_of_paper, unreachable

if TYPE_CHECKING:
    from gallery_pos.errors import DeviceTrouble

_ASK = b"\x10\x04"
"""DLE EOT n: answered at once, even while the printer prints."""
_OFFLINE_CAUSE, _PAPER = 2, 4
_FIXED_BITS, _FIXED = 0x93, 0x12
_COVER_OPEN, _PAPER_STOP, _ERROR = 0x04, 0x20, 0x40
_NO_PAPER = 0x60
_MOST_ANSWERS = 16


@dataclass(frozen=True, slots=True)
class NetworkPrinter:
    """A printer behind host and port.

    In seconds: ``patience`` is how long one that can tell its state may think, ``linger`` how long its goodbye is awaited.
    """

    name: str
    host: str
    port: int = 9100
    timeout: float = TIMEOUT
    patience: float = 0.3
    linger: float = 0.5
    ask_status: bool = True

    def send(self, data: bytes, title: str) -> None:  # noqa: ARG002 -- raw sockets know no titles
        """Send the bytes; a printer that tells its state is asked before and after."""
        try:
            line = socket.create_connection((self.host, self.port), self.timeout)
        except (OSError, UnicodeError) as error:  # UnicodeError: a name that cannot be one
            raise unreachable(self.name) from error
        with line:
            try:
                talks = self.ask_status and self._is_ready(line)
            except OSError as error:
                raise unreachable(self.name) from error
            try:
                self._write(line, data)
                if talks and (trouble := self._trouble(line, begun=True)):
                    raise trouble
                self._say_goodbye(line)
            except OSError as error:
                raise broken(self.name) from error

    def _is_ready(self, line: socket.socket) -> bool:
        """Return whether the printer tells its state; raises where it says that it cannot print."""
        line.settimeout(self.patience)
        try:
            trouble = self._trouble(line, begun=False)
        except TimeoutError:
            return False
        finally:
            line.settimeout(self.timeout)
        if trouble:
            raise trouble
        return True

    def _trouble(self, line: socket.socket, *, begun: bool) -> DeviceTrouble | None:
        cause = self._ask(line, _OFFLINE_CAUSE)
        paper = self._ask(line, _PAPER)
        if cause & _PAPER_STOP or paper & _NO_PAPER == _NO_PAPER:
            return out_of_paper(self.name, begun=begun)
        if cause & (_COVER_OPEN | _ERROR):
            return broken(self.name) if begun else cover_open(self.name)
        return None

    def _ask(self, line: socket.socket, what: int) -> int:
        """Return a byte of state; raises TimeoutError for none, ConnectionError for a closed line."""
        line.sendall(_ASK + bytes([what]))
        for _ in range(_MOST_ANSWERS):
            answer = line.recv(1)
            if not answer:
                raise ConnectionResetError("the printer hung up")
            if answer[0] & _FIXED_BITS == _FIXED:
                return answer[0]
        raise ConnectionError("the printer talks, but not of its state")

    def _write(self, line: socket.socket, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            line.sendall(data[start : start + CHUNK])

    def _say_goodbye(self, line: socket.socket) -> None:
        """Say that this was all and wait a moment for the printer's own end, so that a reset is not missed."""
        line.shutdown(socket.SHUT_WR)
        line.settimeout(self.linger)
        with suppress(TimeoutError):  # many printers keep the line open
            for _ in range(_MOST_ANSWERS):
                if not line.recv(CHUNK):
                    return
