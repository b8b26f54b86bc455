"""The language of everything that a person reads.

The sentences in the code are Indonesian, so the default language can never be incomplete; another language is a
gettext catalogue that the faces load and hand over here.
"""

from __future__ import annotations

from gettext import NullTranslations

_current: NullTranslations = NullTranslations()


def use_translations(translations: NullTranslations | None) -> None:
    """Speak with ``translations`` from now on; None goes back to Indonesian."""
    global _current  # noqa: PLW0603 -- one process speaks one language
    _current = translations or NullTranslations()


def tr(sentence: str) -> str:
    """Return ``sentence`` in the current language; fill placeholders after translating, never before."""
    return _current.gettext(sentence)


def tr_noop(sentence: str) -> str:
    """Mark ``sentence`` for the catalogue where it is declared as data and translated when shown."""
    return sentence
