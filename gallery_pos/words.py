"""Amounts in words (terbilang), as a kuitansi must say them."""

from __future__ import annotations

LARGEST = 10**18 - 1
"""The rules have no word beyond this."""

_FIRST = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)

# The spellout rules of CLDR (common/rbnf/id.xml): from which number on, counted in what, said how.
_RULES = (
    (10**15, 10**15, "{} kuadriliun"),
    (10**12, 10**12, "{} triliun"),
    (10**9, 10**9, "{} miliar"),
    (10**6, 10**6, "{} juta"),
    (2_000, 1_000, "{} ribu"),
    (1_000, 1_000, "seribu"),
    (200, 100, "{} ratus"),
    (100, 100, "seratus"),
    (20, 10, "{} puluh"),
)


def amount_in_words(rupiah: int) -> str:
    """Return the amount in Indonesian words without "rupiah": 1_001_000 is "satu juta seribu".

    Always Indonesian: it is the wording of a document, not of a screen. Raises ValueError beyond :data:`LARGEST`.
    """
    if abs(rupiah) > LARGEST:
        raise ValueError(f"no words for {rupiah}")
    return f"minus {_spell(-rupiah)}" if rupiah < 0 else _spell(rupiah)


def _spell(number: int) -> str:
    if number < len(_FIRST):
        return _FIRST[number]
    for lowest, unit, said in _RULES:
        if number >= lowest:
            count, rest = divmod(number, unit)
            head = said.format(_spell(count))
            return f"{head} {_spell(rest)}" if rest else head
    return f"{_spell(number - 10)} belas"
