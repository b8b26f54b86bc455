"""Records that are likely one maker: same NIB, same telephone, or names that differ by what people mistype.

Every pair of ten thousand makers would be fifty million comparisons; only pairs that share something are compared: a
number, a rare word, a place near each other in the alphabet read from either end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from rapidfuzz import fuzz

from gallery_pos.language import tr
from gallery_pos.reading import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Progress = Callable[[int, int], object]

LEAST = 75
"""The score of 100 from which a pair is worth a person's look."""
_CERTAIN = 100
_SAME_PHONE = 88
_OTHER_NIB = 30
_OWNER, _STRANGER, _UNKNOWN, _DISTRICT = 8, 28, 5, 3
_SAME_OWNER, _OTHER_OWNER = 85, 60
_MOST_MORE = _OWNER + _DISTRICT
"""What owner and district can add at most."""
_RARE = 40
"""A word that more makers than this have in their names tells nothing: "batik", "dapur"."""
_NEIGHBOURS = 6
_STEPS = 40
_LEGAL = re.compile(r"\b(?:cv|pt|ud|pd|fa|kub|kwt|toko|usaha|umkm|ukm|kelompok|kel)\b\.?")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_TITLES = re.compile(r"\b(?:bu|ibu|pak|bapak|bpk|h|hj|haji|hajah|hajjah|mas|mbak|teh|kang|nyi|ny|mang)\b\.?")


class Maker(msgspec.Struct, frozen=True):
    """What is compared; ``phone`` is anything that is equal for equal telephones, "" where none is known."""

    code: str
    name: str
    owner: str = ""
    district: str = ""
    nib: str = ""
    phone: str = ""


class Pair(msgspec.Struct, frozen=True):
    """Two records that are likely one maker; ``score`` of 100, ``reasons`` in words, the strongest first."""

    one: str
    other: str
    score: int
    reasons: tuple[str, ...]


class _Key(NamedTuple):
    """A maker's names as they are compared: without legal forms, titles, marks and case."""

    maker: Maker
    words: str
    """In the order of the alphabet."""
    squeezed: str
    """Without spaces."""
    owner: str
    district: str


def likely_duplicates(makers: Iterable[Maker], *, least: int = LEAST, progress: Progress | None = None) -> list[Pair]:
    """Return the pairs of at least this score, the likeliest first. ``progress`` is called with (done, total)."""
    keys = [_key(maker) for maker in makers]
    wanted = sorted(_candidates(keys))
    found: list[Pair] = []
    step = max(len(wanted) // _STEPS, 1)
    for done, (one, other) in enumerate(wanted):
        if progress and done % step == 0:
            progress(done, len(wanted))
        pair = _compare(keys[one], keys[other], least)
        if pair is not None:
            found.append(pair)
    if progress:
        progress(len(wanted), len(wanted))
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def alike(maker: Maker, others: Iterable[Maker], *, least: int = LEAST) -> Pair | None:
    """Return the likeliest duplicate of one maker among others (as ``other``), None where nobody is likely."""
    key = _key(maker)
    found = (pair for other in others if (pair := _compare(key, _key(other), least)) is not None)
    best = max(found, key=lambda pair: pair.score, default=None)
    if best is None:
        return None
    other = best.other if best.one == maker.code else best.one
    return msgspec.structs.replace(best, one=maker.code, other=other)


def _key(maker: Maker) -> _Key:
    name = _plain(maker.name)
    words, squeezed = " ".join(sorted(name.split())), name.replace(" ", "")
    return _Key(maker, words, squeezed, _plain(maker.owner), name_key(maker.district))


def _plain(text: str) -> str:
    """Return a name as it is compared; one that is nothing but titles and legal forms stays as it is."""
    folded = " ".join(_PUNCTUATION.sub(" ", text.casefold()).split())
    shorter = " ".join(_TITLES.sub(" ", _LEGAL.sub(" ", folded)).split())
    return shorter or folded


def _candidates(keys: Sequence[_Key]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(keys):
        pairs.update(combinations(block, 2))
    for order in _orders(keys):
        for at, one in enumerate(order):
            pairs.update((min(one, other), max(one, other)) for other in order[at + 1 : at + 1 + _NEIGHBOURS])
    return pairs


def _blocks(keys: Sequence[_Key]) -> Iterator[list[int]]:
    """Yield makers, by their place, who share a number, a rare word of the name, or the owner's name."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key.maker.nib:
            blocks["nib", key.maker.nib].append(at)
        if key.maker.phone:
            blocks["phone", key.maker.phone].append(at)
        if key.owner:
            blocks["owner", key.owner].append(at)
        blocks["name", key.squeezed].append(at)
        for word in set(key.words.split()):
            blocks["word", word].append(at)
    return (block for block in blocks.values() if 1 < len(block) <= _RARE)


def _orders(keys: Sequence[_Key]) -> Iterator[list[int]]:
    """Yield the makers in the order of their names, read from the left and from the right: a slip spoils one of them."""
    places = range(len(keys))
    yield sorted(places, key=lambda at: keys[at].squeezed)
    yield sorted(places, key=lambda at: keys[at].squeezed[::-1])
    yield sorted(places, key=lambda at: keys[at].words)


def _alike(one: _Key, other: _Key, cutoff: float) -> float:
    """Return how much two names are one, of 100: letter by letter, or with their words in another order."""
    letters = fuzz.ratio(one.squeezed, other.squeezed, score_cutoff=cutoff)
    return max(letters, fuzz.ratio(one.words, other.words, score_cutoff=max(cutoff, letters)))


def _compare(one: _Key, other: _Key, least: int) -> Pair | None:
    """Weigh what speaks for one maker and what against it; None where that is less than ``least``."""
    a, b = one.maker, other.maker
    same_nib, same_phone = bool(a.nib and a.nib == b.nib), bool(a.phone and a.phone == b.phone)
    sure = same_nib or same_phone
    alike = _alike(one, other, 0 if sure else least - _MOST_MORE)
    if not alike and not sure:
        return None
    reasons: list[str] = []
    score = alike
    if same_phone:
        score = _SAME_PHONE + alike * (_CERTAIN - _SAME_PHONE) / _CERTAIN
        reasons.append(tr("telepon sama"))
    if same_nib:
        score = _CERTAIN
        reasons.insert(0, tr("NIB sama"))
    elif a.nib and b.nib:
        score -= _OTHER_NIB
    if alike >= least - _MOST_MORE:
        same = round(alike) == _CERTAIN
        reasons.append(tr("nama sama") if same else tr("nama mirip {percent} %").format(percent=round(alike)))
    score += _people(one, other, reasons, sure=sure)
    if score < least or not reasons:
        return None
    first, second = sorted((a.code, b.code))
    return Pair(first, second, min(round(score), _CERTAIN), tuple(reasons))


def _people(one: _Key, other: _Key, reasons: list[str], *, sure: bool) -> float:
    """Return what owner and district say for it (> 0) or against it; where a number is the same, nothing against."""
    score = 0.0
    if one.owner and other.owner:
        alike = fuzz.token_set_ratio(one.owner, other.owner)
        if alike >= _SAME_OWNER:
            score += _OWNER
            reasons.append(tr("pemilik sama") if one.owner == other.owner else tr("pemilik mirip"))
        elif alike < _OTHER_OWNER:
            score -= _STRANGER
    else:
        score -= _UNKNOWN
    if one.district and other.district:
        if one.district == other.district:
            score += _DISTRICT
            reasons.append(tr("sekecamatan"))
        else:
            score -= 2 * _DISTRICT
    return max(score, 0) if sure else score
