"""Three families of error; whatever is none of them is a bug.

A message always says what happened, what is safe, and what to do, in plain words without codes. The ``code`` is for
tests and logs only.
"""

from __future__ import annotations

from dataclasses import dataclass


class GalleryError(Exception):
    """An expected error that can present itself to a person."""

    def __init__(self, code: str, what: str, *, safe: str = "", todo: str = "") -> None:
        """Keep the three sentences: ``what`` happened, what is ``safe``, what is ``todo``."""
        super().__init__(what)
        self.code = code
        self.what = what
        self.safe = safe
        self.todo = todo

    @property
    def message(self) -> str:
        """All sentences as one paragraph."""
        return " ".join(part for part in (self.what, self.safe, self.todo) if part)


class RuleBroken(GalleryError):
    """A rule of the gallery said no; nothing was changed."""


class NeedsApproval(RuleBroken):
    """The rule lets a superior say yes: ask for his PIN and a reason, then repeat the call with the approval.

    ``acts`` are the rights that he must have (those that the person at the desk has not).
    """

    def __init__(self, code: str, what: str, *, acts: tuple[str, ...], todo: str = "") -> None:
        """Keep the sentences and the rights."""
        super().__init__(code, what, todo=todo)
        self.acts = acts


class Trouble(GalleryError):
    """The world failed: disk, database, printer, camera, network."""


class StorageTrouble(Trouble):
    """The data folder or the database cannot be used as it is."""


class DeviceTrouble(Trouble):
    """A printer, scanner, camera or drawer does not answer."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: ``row`` counts from 1 as in the spreadsheet, 0 where no row is meant."""

    row: int
    column: str
    value: str
    reason: str
    file: str = ""
    sheet: str = ""


class BadInput(GalleryError):
    """A file or a form cannot be taken; every problem is listed, nothing was changed."""

    def __init__(
        self, code: str, what: str, problems: tuple[Problem, ...] = (), *, safe: str = "", todo: str = ""
    ) -> None:
        """Keep the sentences and all ``problems``."""
        super().__init__(code, what, safe=safe, todo=todo)
        self.problems = problems
