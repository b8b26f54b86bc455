"""Many statements at once: as one PDF for the printer, or as a file for each maker and one with all."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

from receipts.files import file_name, save
from ui.app.sheets import next_copies, note_all_printed
from ui.papers.statements import statement_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from receipts.pdf.statement import Statement as StatementPaper
    from ui.gallery import Gallery
    from ui.papers.statements import Statement

    Progress: TypeAlias = Callable[[int, int], object]
    """Called with how many steps are done of how many; raises to stop."""

_WRITERS, _MOST_ON_THEIR_WAY = 8, 64


class StatementBatch:
    """Statements that go to paper together, each as an original or as its next SALINAN. May be used from any thread."""

    def __init__(self, gallery: Gallery, statements: Sequence[Statement]) -> None:
        self._gallery = gallery
        self._statements = statements
        self._copies = next_copies(gallery, [posted.document.id for _, posted in statements if posted])

    def pdf(self, progress: Progress | None = None) -> bytes:
        """Return all in one PDF."""
        from receipts.pdf.statement import statements_pdf

        return statements_pdf(self._papers(len(self._statements), progress))

    def write(self, folder: Path, progress: Progress | None = None) -> list[Path]:
        """Write a PDF for each maker, ``LAPORAN-<code>-<until>.pdf``, and ``semua.pdf`` with all of them.

        Each is laid out once. Where ``progress`` raises, files that were written by then stay.
        """
        from receipts.pdf.statement import statement_pdfs

        count = len(self._statements)
        if not count:
            return []
        whole, each = statement_pdfs(self._papers(2 * count, progress))
        names = _different(f"LAPORAN-{file_name(one.consignor)}-{one.until}" for one, _ in self._statements)
        files: list[Path] = []
        with ThreadPoolExecutor(_WRITERS) as disk:  # each file waits until the disk has it; many wait together
            on_their_way: deque[Future[Path]] = deque()
            for done, (name, pdf) in enumerate(zip(names, each, strict=True), start=count):
                if progress:
                    progress(done, 2 * count)
                on_their_way.append(disk.submit(save, folder / f"{name}.pdf", pdf))
                if len(on_their_way) > _MOST_ON_THEIR_WAY:
                    files.append(on_their_way.popleft().result())
            files += [written.result() for written in on_their_way]
        return [*files, save(folder / "semua.pdf", whole)]

    def note_printed(self) -> None:
        """Write down that they are out, so that the next ones are marked as copies; previews are nothing to note."""
        note_all_printed(
            self._gallery, [(posted, self._copies[posted.document.id]) for _, posted in self._statements if posted]
        )

    def _papers(self, steps: int, progress: Progress | None) -> Iterator[StatementPaper]:
        for done, statement in enumerate(self._statements):
            if progress:
                progress(done, steps)
            posted = statement[1]
            copy = self._copies[posted.document.id] if posted else 0
            yield statement_paper(self._gallery, statement, copy=copy)


def _different(names: Iterable[str]) -> list[str]:
    """Return the names, told apart where two codes differ only by what no file name may have."""
    taken: Counter[str] = Counter()
    made: list[str] = []
    for name in names:
        taken[name.casefold()] += 1
        count = taken[name.casefold()]
        made.append(name if count == 1 else f"{name}-{count}")
    return made
