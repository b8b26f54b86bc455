"""A mutation file from the disk to what it matches: read, understood, taken in and matched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from db.queries.match_items import open_items
from db.queries.matching import open_lines
from gallery_pos.desk import Changes, Done
from gallery_pos.documents import BankFormatRevised, Holding
from gallery_pos.errors import BadInput
from gallery_pos.language import tr
from gallery_pos.matching import Proposal, propose
from gallery_pos.services.importing.mutations import MutationPlan, plan_mutations
from gallery_pos.services.matching import accept, bank_code, remember_format, take_in_mutations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from gallery_pos.desk import Desk
    from gallery_pos.ports import Posted
    from gallery_pos.reading.bank_amounts import Style
    from gallery_pos.sheets import Sheet
    from ui.gallery import Gallery

    Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as it stands on the disk: its sheets, and the SHA-256 that it is known by."""

    sheets: Sequence[Sheet]
    sha256: str


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What taking a file in and matching did: lines taken, and what was proposed; ``left`` lines wait for a person."""

    posted: Posted | None
    known: int
    proposals: Sequence[Proposal]
    matched: int
    left: int


def read_file(path: Path) -> FileRead:
    """Return what stands in a file. Raises BadInput (``table.*``, ``match.no_file``)."""
    from receipts.spreadsheets.reading import read_table

    if not path.is_file():
        raise BadInput("match.no_file", tr("Berkas {file} tidak ada.").format(file=path.name))
    return FileRead(read_table(path), sha256(path.read_bytes()).hexdigest())


def plan_file(
    desk: Desk,
    read: FileRead,
    *,
    account: Holding,
    bank: str = "",
    columns: Mapping[str, str] | None = None,
    style: Style | None = None,
) -> MutationPlan:
    """Return what taking a file in would do, read as the files of ``bank`` are where it is remembered."""
    known = desk.book.latest(BankFormatRevised, bank_code(bank)) if bank else None
    return plan_mutations(
        desk, read.sheets, account=account, sha256=read.sha256, bank=known, columns=columns, style=style
    )


def take_in(
    gallery: Gallery, desk: Desk, plan: MutationPlan, *, bank: str = "", progress: Progress | None = None
) -> Done[MatchResult]:
    """Take a file in whole, remember how the bank's files are read, and match what is sure.

    Stopping by ``progress`` stops the matching; the lines are in then and wait. Raises BadInput, RuleBroken (``match.*``).
    """
    plan.check()
    with desk.journal.transaction():
        posted = take_in_mutations(desk, plan, bank=bank_code(bank)).value
        if bank:
            remember_format(desk, name=bank, account=plan.account, columns=plan.columns, number=plan.number)
    result = match_all(gallery, desk, plan.account, progress=progress).value
    return Done(replace(result, posted=posted, known=plan.known), Changes.MONEY)


def match_all(gallery: Gallery, desk: Desk, account: Holding, *, progress: Progress | None = None) -> Done[MatchResult]:
    """Match every line of an account that waits and is sure. The books are locked only while it is written."""
    with gallery.database.reading():
        lines, items = open_lines(gallery.database, account), open_items(gallery.database, account)
    proposals = propose(lines, items, progress=progress)
    accept(desk, account=account, proposals=proposals)
    sure = sum(one.automatic for one in proposals)
    return Done(MatchResult(None, 0, proposals, sure, len(lines) - sure), Changes.MONEY)
