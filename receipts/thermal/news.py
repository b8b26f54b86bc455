"""What makers without WhatsApp are told, on narrow slips: one for each, torn or cut apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from receipts.paper import NARROW, Blank, Cut, Paper, Text
from receipts.thermal.common import head, marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_pos.documents import OutletRevised
    from receipts.paper import Line


def news_slip(
    texts: Sequence[tuple[str, str, str]], outlet: OutletRevised, *, width: int = NARROW, practice: bool = False
) -> Paper:
    """Return texts for makers (name, code, text) on one strip; what WhatsApp sets bold between stars is bold here."""
    lines = tuple(line for each in texts for line in _slip(*each, outlet, practice=practice))
    return Paper(tr("Kabar untuk {count} penitip").format(count=format_count(len(texts))), width, lines)


def _slip(name: str, code: str, text: str, outlet: OutletRevised, *, practice: bool) -> Iterator[Line]:
    yield from head(outlet, b"", copy=0, practice=practice)
    yield Text(f"{name} ({code})", bold=True)
    yield Blank()
    for line in text.split("\n"):
        if not line.strip():
            yield Blank()
        else:
            bold = line.startswith("*") and line.endswith("*")
            yield Text(line.replace("*", "").replace("•", "-"), bold=bold)
    if practice:
        yield Blank()
        yield from marks(copy=0, practice=practice)
    yield Cut()
