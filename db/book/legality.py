"""Papers of products and makers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from db.book.base import Reader
from db.queries.rows import as_day
from db.tables.legality import papers
from gallery_pos.documents import Holder, LegalityStatus
from gallery_pos.legality import Paper

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_columns = (
    *(papers.c[name] for name in ("holder", "subject", "paper", "number", "issued", "expires", "status")),
    papers.c.recorded,
)
_of = select(*_columns).where(papers.c.subject.in_(bindparam("subjects", expanding=True)))


class Papers(Reader):
    """What is known of papers."""

    def papers(self, subjects: Collection[str]) -> Sequence[Paper]:
        """Return the papers of these products and consignors, by their codes, whoever of the two has the code."""
        return [as_paper(row) for row in self._rows_among(_of, "subjects", subjects)]


def as_paper(row: Mapping[str, Any]) -> Paper:
    """Return a paper from its row."""
    return Paper(
        holder=Holder(row["holder"]),
        subject=row["subject"],
        paper=row["paper"],
        number=row["number"],
        issued=as_day(row["issued"]),
        expires=as_day(row["expires"]),
        status=LegalityStatus(row["status"]),
        recorded=bool(row["recorded"]),
    )
