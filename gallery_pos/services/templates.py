"""The gallery words its own texts. Each change is a document: what people signed before can be looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import TemplateRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.templates import unknown_names

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LETTERS = 20_000
"""More is a book, not a paper that people sign."""


def revise_template(desk: Desk, *, code: str, text: str, names: Iterable[str] | None = None) -> Done[TemplateRevised]:
    """Word a text anew; "" goes back to the program's own. ``names`` are those that may stand in braces.

    Raises RuleBroken (``template.names``, ``template.long``).
    """
    require(desk, Act.SETTINGS)
    text = text.strip()
    unknown = unknown_names(text, names) if names is not None else []
    if unknown:
        raise RuleBroken(
            "template.names",
            tr("Isian {names} tidak dikenal.").format(names=", ".join(f"{{{name}}}" for name in unknown)),
            safe=tr("Naskahnya tidak berubah."),
            todo=tr("Pakai hanya isian yang disebutkan di bawah naskah."),
        )
    if len(text) > MOST_LETTERS:
        raise RuleBroken("template.long", tr("Naskahnya terlalu panjang."), safe=tr("Naskahnya tidak berubah."))
    revised = desk.write(TemplateRevised, code=code, text=text)
    with desk.journal.transaction():
        desk.journal.append(revised)
    return Done(revised, Changes.SETTINGS)
