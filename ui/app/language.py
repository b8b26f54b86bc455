"""Which language the faces speak.

Indonesian stands in the code and costs nothing. Another language is a gettext catalogue in ``assets/i18n``, compiled
with Babel when it is first asked for and kept compiled in the person's cache folder, so the next start reads it in a
moment. A translation whose placeholders differ from its source is left out: an Indonesian sentence is better than a
crash or a missing amount.
"""

from __future__ import annotations

import hashlib
import string
from gettext import GNUTranslations
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_cache_path
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication

from gallery_pos.language import use_translations

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

HOME = "id"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
"""What can be chosen, each in its own name."""

_spoken = HOME


def spoken() -> str:
    """Return the code of the language in force, ``id`` or ``en``."""
    return _spoken


def speak(code: str, *, catalogues: Traversable | None = None, cache: Path | None = None) -> None:
    """Use the language ``code`` from now on and have every open window write its words again.

    ``catalogues`` and ``cache`` replace the folders, for tests. Raises ValueError for a language that is not there.
    """
    global _spoken  # noqa: PLW0603 -- one process speaks one language
    if code not in LANGUAGES:
        message = f"no such language: {code}"
        raise ValueError(message)
    if code == HOME:
        use_translations(None)
    else:
        source = (catalogues or files("assets") / "i18n") / f"{code}.po"
        use_translations(_translations(source, cache or user_cache_path("galeri-pos", appauthor=False)))
    _spoken = code
    _tell_qt(code)


def _translations(source: Traversable, cache: Path) -> GNUTranslations:
    """Return the catalogue, compiled at most once per version of its source."""
    text = source.read_bytes()
    compiled = cache / f"{source.name}-{hashlib.sha256(text).hexdigest()[:16]}.mo"
    try:
        return GNUTranslations(BytesIO(compiled.read_bytes()))
    except OSError:  # not compiled yet, or by another version
        binary = compile_catalogue(text)
    _keep(compiled, binary)
    return GNUTranslations(BytesIO(binary))


def compile_catalogue(text: bytes) -> bytes:
    """Turn a ``.po`` into a ``.mo``, leaving out fuzzy translations and those with other placeholders."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogue = read_po(BytesIO(text))
    for message in list(catalogue):
        if message.id and placeholders(_one(message.id)) != placeholders(_one(message.string)):
            message.string = ""
    binary = BytesIO()
    write_mo(binary, catalogue)
    return binary.getvalue()


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces; a sentence whose braces make no sense has one that nothing else has."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    except ValueError:
        return {sentence}


def _one(words: Any) -> str:
    return str(words[0] if isinstance(words, (tuple, list)) else words)


def _keep(path: Path, binary: bytes) -> None:
    """Write the compiled catalogue where it is found next time; a cache that cannot be written is no loss."""
    from contextlib import suppress

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(binary)
        unfinished.replace(path)


def _tell_qt(code: str) -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    words = app.findChild(_QtWords)
    if words is not None:
        app.removeTranslator(words)
        words.setParent(None)
    if code == HOME:
        app.installTranslator(_QtWords(app))
    for window in app.topLevelWidgets():
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


class _QtWords(QTranslator):
    """Qt's own few words that a person can meet here: ``assets/i18n/qt_id.ts``.

    They are a file and no Python: Qt asks for words on every thread, also while it holds locks of its own, and would
    wait for ever for an interpreter that waits for such a lock.
    """

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        with as_file(files("assets") / "i18n" / "qt_id.qm") as path:
            self.load(str(path))
