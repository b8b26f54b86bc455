"""The language of everything that a person reads.

The sentences in the code are Indonesian, so the default language can never be incomplete; another language is a
gettext catalogue that the faces load and hand over here.
"""

from __future__ import annotations

from gettext import NullTranslations

_current: NullTranslations = NullTranslations()
_CONTEXT_ENDS = "\x04"
"""What stands between a context and its sentence in a compiled catalogue, and nowhere else."""


def use_translations(translations: NullTranslations | None) -> None:
    """Speak with ``translations`` from now on; None goes back to Indonesian."""
    global _current  # noqa: PLW0603 -- one process speaks one language
    _current = translations or NullTranslations()


def tr(sentence: str, context: str = "") -> str:
    """Return ``sentence`` in the current language; fill placeholders after translating, never before.

    ``context`` tells apart what Indonesian says with one word and another language with two: "Jumlah" is a quantity,
    of money it is an amount.
    """
    if not sentence:
        return ""  # what gettext keeps under the empty sentence is the head of its catalogue
    return _current.gettext(tr_noop(sentence, context)).rpartition(_CONTEXT_ENDS)[2]


def tr_noop(sentence: str, context: str = "") -> str:
    """Mark ``sentence`` for the catalogue where it is declared as data; whoever shows it passes the result to tr."""
    return f"{context}{_CONTEXT_ENDS}{sentence}" if context else sentence
