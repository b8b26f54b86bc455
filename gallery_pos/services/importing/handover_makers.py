"""Who the consignors of a hand-over list are, and what each left: names compared, contradictions put to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

from gallery_pos.language import tr
from gallery_pos.reading import header_key, name_key, tidy_name
from gallery_pos.services.importing.findings import numbered
from gallery_pos.services.importing.plan import Choice

if TYPE_CHECKING:
    from gallery_pos.documents import ConsignorRevised
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.handover_rows import HandoverRows
    from gallery_pos.services.importing.row import Row

_T = TypeVar("_T", bound=Hashable)

SAME, OTHER = "sama", "berbeda"
_SHORTEST_TO_COMPARE = 6
"""Letters a name must have before one letter more or less looks like a slip."""


@dataclass(slots=True)
class Maker:
    """One business of the list: rows that only tell about it, and its products by the key of their name."""

    key: str
    rows: list[Row] = field(default_factory=list)
    products: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name as most rows have it, tidily."""
        return common_name(row["business"] for row in self.rows)

    def values(self, field: str) -> list[tuple[Any, Row]]:
        """Return what its rows say in a column, each with its row."""
        return [(row[field], row) for row in self.rows if row[field] not in {None, ""}]


def common_name(names: Iterable[str]) -> str:
    """Return the spelling that is used most, the earliest among equals."""
    return Counter(tidy_name(name) for name in names).most_common(1)[0][0]


def makers_of(draft: Draft, found: HandoverRows) -> list[Maker]:
    """Return the businesses in the order in which they appear."""
    makers: dict[str, Maker] = {}
    for row in found.goods:
        if row["business"]:
            key = name_key(row["business"])
            maker = makers.setdefault(key, Maker(key))
            maker.rows.append(row)
            if row["product"]:
                maker.products.setdefault(name_key(row["product"]), []).append(row)
    for row in found.headings:
        makers[name_key(row["business"])].rows.append(row)
    return _merged(draft, list(makers.values()))


def tell_variants_apart(goods: Sequence[Row]) -> None:
    """Put the size or the flavour behind the name of products that only differ by it: "Kemeja M", "Kemeja L"."""
    variants: dict[tuple[str, str], set[str]] = {}
    named = [row for row in goods if row["business"] and row["product"]]
    for row in named:
        key = (name_key(row["business"]), name_key(row["product"]))
        variants.setdefault(key, set()).add(name_key(row["variant"] or ""))
    for row in named:
        if len(variants[name_key(row["business"]), name_key(row["product"])]) > 1 and row["variant"]:
            row.values["product"] = f"{row['product']} {row['variant']}"


def settle(
    draft: Draft,
    question: tuple[str, str],
    told: Sequence[tuple[_T, Row]],
    *,
    same: Callable[[_T], Hashable] = lambda value: value,
    said: Callable[[_T], str] = str,
) -> _T | None:
    """Return what all rows agree on, what a person decided where they do not, None where he has not yet.

    ``question`` is its key and its sentence; ``same`` says what makes two values one, ``said`` how one is shown. A
    choice is named by how it is shown.
    """
    groups: dict[Hashable, list[tuple[_T, Row]]] = {}
    for value, row in told:
        groups.setdefault(same(value), []).append((value, row))
    if len(groups) < len(("one", "another")):
        return told[0][0] if told else None
    choices = [Choice(said(group[0][0]), numbered(row.number for _, row in group)) for group in groups.values()]
    key, sentence = question
    answer = draft.ask(key, sentence, choices, (row for _, row in told))
    return next((group[0][0] for group in groups.values() if said(group[0][0]) == answer), None)


# ------------------------------------------------------------------------------------------------------ similar names


@dataclass(frozen=True, slots=True)
class _Party:
    """A business of the list (``maker``), or one that the book has: what it is called and what it is known by."""

    key: str
    name: str
    known_by: dict[str, set[str]]
    maker: Maker | None = None


def _merged(draft: Draft, makers: list[Maker]) -> list[Maker]:
    """Ask about names that differ by a slip; put together what a person says is one."""
    into: dict[str, str] = {}
    parties = {
        one.key: one for one in (*map(_in_the_book, draft.known.consignors.values()), *map(_in_the_list, makers))
    }
    for one, other in _similar(list(parties.values())):
        maker = other.maker
        if maker is None or not _perhaps_one(draft, one, other, maker):
            continue
        text = tr('"{one}" dan "{other}" hampir sama namanya. Satu usaha atau dua usaha yang berbeda?')
        choices = (Choice(SAME, tr("satu usaha, salah tulis")), Choice(OTHER, tr("dua usaha yang berbeda")))
        rows = [party.maker.rows[0] for party in (one, other) if party.maker]
        question = text.format(one=one.name, other=other.name)
        if draft.ask(f"nama:{one.key}~{other.key}", question, choices, rows) == SAME:
            into[other.key] = into.get(one.key, one.key)
    return _put_together(makers, into)


def _put_together(makers: Sequence[Maker], into: dict[str, str]) -> list[Maker]:
    whole: dict[str, Maker] = {}
    for maker in makers:
        key = into.get(maker.key, maker.key)
        if key not in whole:
            maker.key = key
            whole[key] = maker
            continue
        whole[key].rows += maker.rows
        for product, rows in maker.products.items():
            whole[key].products.setdefault(product, []).extend(rows)
    return list(whole.values())


def _in_the_list(maker: Maker) -> _Party:
    known_by = {
        "owner": {name_key(owner) for owner, _ in maker.values("owner")},
        "phone": {phone for phones, _ in maker.values("phone") for phone in phones},
        "nib": {nib.number for nib, _ in maker.values("nib")},
    }
    return _Party(maker.key, maker.name, known_by, maker)


def _in_the_book(consignor: ConsignorRevised) -> _Party:
    known_by = {"owner": {name_key(consignor.owner)} - {""}, "phone": set(), "nib": {consignor.nib} - {""}}
    return _Party(name_key(consignor.business_name), consignor.business_name, known_by)


def _perhaps_one(draft: Draft, one: _Party, other: _Party, maker: Maker) -> bool:
    """Tell whether two similar names may be one business: they share an owner, phone or NIB, or nothing is known."""
    compared = False
    for what, mine in one.known_by.items():
        theirs = other.known_by[what]
        if mine & theirs:
            return True
        compared = compared or bool(mine and theirs)
    if compared:
        reason = tr("namanya hampir sama dengan {name}, tetapi pemilik atau nomornya lain; dianggap usaha lain")
        draft.findings.warning(maker.rows[0], "business", reason.format(name=one.name))
    return not compared


def _similar(parties: Sequence[_Party]) -> Iterator[tuple[_Party, _Party]]:
    """Yield pairs whose names differ by marks, or by one letter too many, missing, changed or in the wrong place."""
    close: dict[str, list[_Party]] = {}
    for party in parties:
        for form in _forms(party.key):
            close.setdefault(form, []).append(party)
    seen: set[tuple[str, str]] = set()
    for group in close.values():
        for one, other in combinations(group, 2):
            pair = (one.key, other.key)
            if pair not in seen and _figures(one.key) == _figures(other.key):
                seen.add(pair)
                yield one, other


def _forms(key: str) -> set[str]:
    """Return a name without marks, and without each one letter: names that share a form are one slip apart."""
    bare = header_key(key)
    if len(bare) < _SHORTEST_TO_COMPARE:
        return {bare}
    return {bare} | {bare[:at] + bare[at + 1 :] for at in range(len(bare))}


def _figures(key: str) -> str:
    return "".join(character for character in key if character.isdigit())
