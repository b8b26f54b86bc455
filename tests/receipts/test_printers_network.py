"""A printer on the network ends in time and says what went wrong, with printers that misbehave in all known ways."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gallery_pos.errors import DeviceTrouble
from printer_trouble import DATA, LARGE, says
from receipts.devices.common import PartlySent
from receipts.devices.network import NetworkPrinter

READY, COVER, NO_PAPER = 0x12, 0x16, 0x32
PAPER_LEFT, PAPER_END = 0x12, 0x72


class FakePrinter:
    """A TCP printer that does as ``behave`` says with one line; ``received`` is what it got."""

    def __init__(self, behave: Callable[[FakePrinter, socket.socket], None]) -> None:
        self.received = bytearray()
        self.asked = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.port = self._listener.getsockname()[1]
        self._release = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(behave,), daemon=True)
        self._thread.start()

    def _serve(self, behave: Callable[[FakePrinter, socket.socket], None]) -> None:
        line, _ = self._listener.accept()
        with line:
            behave(self, line)

    def read(self, line: socket.socket, most: int = 1 << 30, answers: Callable[[int, int], int] | None = None) -> None:
        """Take bytes to the end or up to ``most``, answering questions for the state by ``answers(question, count)``."""
        pending = b""
        while len(self.received) < most:
            got = line.recv(4_096)
            if not got:
                return
            pending += got
            while (at := pending.find(b"\x10\x04")) >= 0 and len(pending) > at + 2:
                self.received += pending[:at]
                question, pending = pending[at + 2], pending[at + 3 :]
                self.asked += 1
                if answers:
                    line.sendall(bytes([answers(question, self.asked)]))
            if b"\x10" not in pending:
                self.received += pending
                pending = b""

    def hang(self) -> None:
        """Do nothing until the test is over."""
        self._release.wait(10)

    def reset(self, line: socket.socket) -> None:
        """End the line as a printer that loses power."""
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()

    def close(self) -> None:
        self._release.set()
        self._listener.close()
        self._thread.join(5)


@pytest.fixture
def tcp() -> Iterator[Callable[[Callable[[FakePrinter, socket.socket], None]], tuple[FakePrinter, NetworkPrinter]]]:
    made: list[FakePrinter] = []

    def start(
        behave: Callable[[FakePrinter, socket.socket], None], **settings: Any
    ) -> tuple[FakePrinter, NetworkPrinter]:
        fake = FakePrinter(behave)
        made.append(fake)
        # Long where a printer answers, so that a busy machine is no finding; a test of silence sets its own.
        limits = {"timeout": 10.0, "patience": 10.0, "linger": 10.0, **settings}
        return fake, NetworkPrinter("Kasir", "127.0.0.1", fake.port, **limits)

    yield start
    for fake in made:
        fake.close()


def healthy(question: int, _count: int) -> int:
    return READY if question == 2 else PAPER_LEFT


def test_a_healthy_printer_gets_every_byte_and_is_asked_before_and_after(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line, answers=healthy))
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received) == DATA
    assert fake.asked == 4


def test_a_printer_that_never_answers_still_prints(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line), patience=0.1)
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received).endswith(DATA)


def test_a_printer_that_keeps_the_line_open_has_printed_all_the_same(tcp: Any) -> None:
    def keeps_open(fake: FakePrinter, line: socket.socket) -> None:
        fake.read(line)
        fake.hang()

    fake, printer = tcp(keeps_open, ask_status=False, linger=0.1)
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received) == DATA


def test_a_printer_that_must_not_be_asked_is_not(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line), ask_status=False)
    printer.send(DATA, "Struk")
    fake.close()
    assert bytes(fake.received) == DATA


def test_no_paper_is_seen_before_a_byte_is_sent(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line, answers=lambda q, _n: NO_PAPER if q == 2 else PAPER_END))
    with pytest.raises(DeviceTrouble, match="Kertas printer Kasir habis") as trouble:
        printer.send(DATA, "Struk")
    fake.close()
    assert not isinstance(trouble.value, PartlySent)
    assert says(trouble.value) == "printer.paper"
    assert bytes(fake.received) == b""


def test_an_open_cover_is_seen_before_a_byte_is_sent(tcp: Any) -> None:
    fake, printer = tcp(lambda fake, line: fake.read(line, answers=lambda q, _n: COVER if q == 2 else PAPER_LEFT))
    with pytest.raises(DeviceTrouble, match="belum siap") as trouble:
        printer.send(DATA, "Struk")
    fake.close()
    assert says(trouble.value) == "printer.offline"
    assert bytes(fake.received) == b""


def test_paper_that_ends_within_the_print_leaves_it_unknown(tcp: Any) -> None:
    fake, printer = tcp(
        lambda fake, line: fake.read(
            line, answers=lambda q, n: healthy(q, n) if n <= 2 else (NO_PAPER if q == 2 else PAPER_END)
        )
    )
    with pytest.raises(PartlySent, match="Kertas") as trouble:
        printer.send(DATA, "Struk")
    fake.close()
    assert says(trouble.value) == "printer.paper"


def test_a_printer_that_dies_within_the_print_leaves_it_unknown(tcp: Any) -> None:
    def answers_then_hangs(fake: FakePrinter, line: socket.socket) -> None:
        fake.read(line, most=100, answers=healthy)
        fake.hang()

    _, printer = tcp(answers_then_hangs, timeout=0.4)
    with pytest.raises(PartlySent, match="putus"):
        printer.send(DATA, "Struk")


def test_a_printer_that_stalls_is_given_up_in_time(tcp: Any) -> None:
    _, printer = tcp(lambda fake, _line: fake.hang(), ask_status=False, timeout=0.4)
    before = time.monotonic()
    with pytest.raises(PartlySent):
        printer.send(LARGE, "Struk")
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("taken", [1, 7, 100, 1_000, len(DATA) - 1])
def test_a_reset_at_any_byte_leaves_it_unknown(tcp: Any, taken: int) -> None:
    def dies(fake: FakePrinter, line: socket.socket) -> None:
        line.recv(taken)
        fake.reset(line)

    _, printer = tcp(dies, ask_status=False)
    with pytest.raises(PartlySent) as trouble:
        printer.send(DATA, "Struk")
    assert says(trouble.value) == "printer.broken"


def test_a_printer_that_hangs_up_at_the_first_question_got_nothing(tcp: Any) -> None:
    _, printer = tcp(lambda fake, line: fake.reset(line))
    with pytest.raises(DeviceTrouble) as trouble:
        printer.send(DATA, "Struk")
    assert not isinstance(trouble.value, PartlySent)


def test_a_printer_that_babbles_does_not_hold_the_line(tcp: Any) -> None:
    def babbles(fake: FakePrinter, line: socket.socket) -> None:
        line.sendall(b"\xff" * 4_096)
        fake.hang()

    _, printer = tcp(babbles, timeout=0.4)
    with pytest.raises(DeviceTrouble):
        printer.send(DATA, "Struk")


def test_a_printer_that_is_off_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(DeviceTrouble, match="tidak bisa dihubungi") as trouble:
        NetworkPrinter("Kasir", "127.0.0.1", port, timeout=0.4).send(DATA, "Struk")
    assert says(trouble.value) == "printer.unreachable"


def test_an_address_that_cannot_be_one_is_unreachable() -> None:
    with pytest.raises(DeviceTrouble, match="tidak bisa dihubungi"):
        NetworkPrinter("Kasir", "a" * 70 + ".." + "b", timeout=0.4).send(DATA, "Struk")
