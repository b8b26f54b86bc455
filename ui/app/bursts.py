"""Tells a scanner from a person by speed alone; knows neither Qt nor what a code means.

A barcode scanner that poses as a keyboard types faster than anybody can. So each character is *held* for the length of
a gap: if nothing fast follows it was typed and is handed on, else it belongs to a burst, and a burst of enough
characters is a scan. What ends a scan (Enter, Tab, ETX) is swallowed with it and so can never press a button.
Moments are milliseconds of any steady clock.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Kind(Enum):
    """What sort of key was pressed."""

    CHARACTER = auto()
    TERMINATOR = auto()
    START = auto()
    END = auto()
    OTHER = auto()


class Fate(Enum):
    """What becomes of a key: handed on at once, held until it is clear what it was, or swallowed."""

    PASS = auto()
    HOLD = auto()
    SWALLOW = auto()


class Held(Enum):
    """What becomes of the keys held so far, before this one: kept, handed on as typed, or swallowed with their scan."""

    KEEP = auto()
    TYPE = auto()
    DROP = auto()


class Alarm(Enum):
    """What a scanner can do wrong: the same code again at once, or codes and keys without end."""

    REPEATED = auto()
    WILD = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one key: first do ``held``, then ``key``.

    ``code`` is a scan that is now complete; it must not count where ``alarm`` says that it is a repeat.
    """

    key: Fate = Fate.PASS
    held: Held = Held.KEEP
    code: str = ""
    alarm: Alarm | None = None


@dataclass(frozen=True, slots=True)
class Speeds:
    """The numbers that tell machine from hand; ``*_ms`` are milliseconds.

    A slow (wireless) scanner needs a larger ``gap_ms``. A burst without an end needs ``shortest`` characters; with one,
    ``shortest_ended``. After a scan further ends are swallowed for ``tail_ms``. The same code within ``repeat_ms`` is a
    repeat. A burst of more than ``longest`` characters, ``repeats`` repeats, or ``scans`` scans in a second are wild,
    and all keys are swallowed until there is silence for ``calm_ms``.
    """

    gap_ms: int = 35
    shortest: int = 6
    shortest_ended: int = 3
    tail_ms: int = 150
    repeat_ms: int = 300
    frame_ms: int = 500
    longest: int = 512
    repeats: int = 4
    scans: int = 10
    calm_ms: int = 1000


_SECOND: Final = 1000
_NEVER: Final = -(10**9)


class BurstDetector:
    """The state machine. Tell it every key with :meth:`press` and every pause of :attr:`patience` with :meth:`silence`."""

    def __init__(self, speeds: Speeds | None = None) -> None:
        self.speeds = speeds or Speeds()
        self._text: list[str] = []
        self._framed = False
        self._last = _NEVER
        self._scanned_at = _NEVER
        self._code = ""
        self._code_at = _NEVER
        self._repeats = 0
        self._scans: deque[int] = deque(maxlen=self.speeds.scans)
        self._wild = False
        self._calm_at = _NEVER

    @property
    def waiting(self) -> bool:
        """Whether keys are held, so that a pause means something."""
        return bool(self._text) or self._framed

    @property
    def patience(self) -> int:
        """How many milliseconds without a key make a pause."""
        return self.speeds.frame_ms if self._framed else self.speeds.gap_ms

    def press(self, kind: Kind, character: str, at: int) -> Verdict:
        """Take one key press at the moment ``at``; ``character`` counts for CHARACTER only."""
        if self._wild and self._still_wild(at):
            return Verdict(_contained(kind))
        late = self.waiting and not 0 <= at - self._last <= self.patience
        if late or (self.waiting and kind in (Kind.OTHER, Kind.START)):
            before = self._resolve(self._last)
            fate = _contained(kind) if self._wild else self._fresh(kind, character, at).key
            return Verdict(fate, before.held, before.code, before.alarm)
        return self._fresh(kind, character, at)

    def silence(self) -> Verdict:
        """Take note that nothing was pressed for :attr:`patience`: what is held is a scan, or was typed."""
        return self._resolve(self._last) if self.waiting else Verdict()

    def _fresh(self, kind: Kind, character: str, at: int) -> Verdict:
        """Take a key that fits what is held, or that finds nothing held."""
        if kind is Kind.CHARACTER:
            self._last = at
            self._text.append(character)
            if len(self._text) > self.speeds.longest:
                return self._go_wild(at)
            return Verdict(Fate.HOLD)
        if kind is Kind.START:
            self._last = at
            self._framed = True
            return Verdict(Fate.HOLD)
        if kind in (Kind.TERMINATOR, Kind.END):
            return self._end(kind, at)
        return Verdict()

    def _end(self, kind: Kind, at: int) -> Verdict:
        enough = 1 if self._framed else self.speeds.shortest_ended
        if len(self._text) >= enough:
            return self._scan(at)
        if self.waiting:
            self._forget()
            return Verdict(Fate.PASS, Held.TYPE)
        if kind is Kind.TERMINATOR and 0 <= at - self._scanned_at <= self.speeds.tail_ms:
            self._scanned_at = at
            return Verdict(Fate.SWALLOW)
        return Verdict()

    def _resolve(self, at: int) -> Verdict:
        if len(self._text) >= self.speeds.shortest:
            return self._scan(at)
        self._forget()
        return Verdict(Fate.PASS, Held.TYPE)

    def _scan(self, at: int) -> Verdict:
        """The held characters are a scan; ``key`` of the answer is the fate of what ended it."""
        code = "".join(self._text)
        self._forget()
        self._scanned_at = at
        self._scans.append(at)
        again = code == self._code and 0 <= at - self._code_at <= self.speeds.repeat_ms
        self._repeats = self._repeats + 1 if again else 0
        self._code, self._code_at = code, at
        rush = len(self._scans) == self.speeds.scans and at - self._scans[0] < _SECOND
        if rush or self._repeats >= self.speeds.repeats:
            return self._go_wild(at)
        if again:
            return Verdict(Fate.SWALLOW, Held.DROP, code, Alarm.REPEATED)
        return Verdict(Fate.SWALLOW, Held.DROP, code)

    def _go_wild(self, at: int) -> Verdict:
        self._forget()
        self._scans.clear()
        self._repeats = 0
        self._wild = True
        self._last = at
        self._calm_at = at + self.speeds.calm_ms
        return Verdict(Fate.SWALLOW, Held.DROP, alarm=Alarm.WILD)

    def _forget(self) -> None:
        self._text.clear()
        self._framed = False

    def _still_wild(self, at: int) -> bool:
        """Only keys at a scanner's speed keep it going: a person who types on is locked out for a second at most."""
        if 0 <= at - self._last <= self.speeds.gap_ms:
            self._calm_at = at + self.speeds.calm_ms
        self._last = at
        self._wild = self._calm_at - self.speeds.calm_ms <= at < self._calm_at
        return self._wild


def _contained(kind: Kind) -> Fate:
    return Fate.PASS if kind is Kind.OTHER else Fate.SWALLOW
