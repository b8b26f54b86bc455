"""The texts for 2,000 makers: what they sold in a week, their statements, their telephones' ends and all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bench.books import gallery, month_of_sales
from bench.timing import Result, Scale, took
from db.private import Personal
from gallery_pos.documents import MessageKind
from gallery_pos.services.settlement import issue_statements
from ui.news.collecting import collect_texts
from ui.news.file import texts_to_write

if TYPE_CHECKING:
    from pathlib import Path

_LINES, _CONSIGNORS, _PRODUCTS = 50_000, 2_000, 8_000
_MOST = 2.0


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long each list of texts takes, and the file with telephones."""
    made = gallery(folder / "telling", products=_PRODUCTS, consignors=_CONSIGNORS, pieces=1_000)
    try:
        desk = made.desk()
        today = desk.today()
        days = [today - timedelta(days=back) for back in range(28)]
        lines = scale.of(_LINES, least=3_000)
        made.journal.append_many(
            month_of_sales(desk, lines=lines, products=_PRODUCTS, consignors=_CONSIGNORS, days=days)
        )
        issue_statements(desk, until=today)
        for number, maker in enumerate(made.book.consignors()):
            made.personal.change(maker.code, Personal(phone=f"62812{number:08}"), by="admin")
        results = []
        for kind in MessageKind:
            made_texts: list[object] = []
            seconds = took(lambda kind=kind, into=made_texts: into.extend(collect_texts(made, kind, today)))  # type: ignore[misc]
            told = f"{len(made_texts):,} texts, {seconds * 1_000:.0f} ms"
            results.append(Result(f"texts for makers: {kind}", told, "under 2 s", seconds < _MOST))
        seconds = took(lambda: texts_to_write(made, MessageKind.STATEMENT, today, by="admin"))
        results.append(Result("with telephones, each look recorded", f"{seconds * 1_000:.0f} ms", "", None))
    finally:
        made.close()
    return results
