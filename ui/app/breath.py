"""A hurried person presses twice: what has just come to the front agrees to nothing for a moment."""

from __future__ import annotations

import time

BREATH_MS = 350
"""How long: shorter than anybody reads, longer than the second press of a double click takes."""


class Breath:
    """A moment that begins when something comes to the front."""

    def __init__(self) -> None:
        self._since = float("-inf")

    def begin(self) -> None:
        """Begin it now."""
        self._since = time.monotonic()

    def is_over(self) -> bool:
        """Tell whether what came to the front may be agreed to."""
        return (time.monotonic() - self._since) * 1000 >= BREATH_MS


AFTER_ANSWER = Breath()
"""Begins when a dialog was answered: the second F12 of that answer is not meant for what stood behind it."""
