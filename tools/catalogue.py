"""Bring the English catalogue up to the sentences in the code: ``.venv/bin/python -m tools.catalogue``.

The code is read, never run. New sentences come in without a translation and are listed, to be translated in
``assets/i18n/en.po`` by hand; sentences that nobody says any more go. Exit code 1 while any is untranslated.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("gallery_pos", "db", "receipts", "ui")
ENGLISH = ROOT / "assets" / "i18n" / "en.po"

# A sentence alone, or a sentence and what tells it from its namesakes: the two shapes of tr() and tr_noop().
_SHAPES: Any = {1: (1,), 2: (1, (2, "c"))}
_CALLS: dict[str, Any] = {"tr": _SHAPES, "tr_noop": _SHAPES}
_HEADER = """\
# English for Galeri POS. The msgid is the Indonesian sentence as it stands in the code, msgctxt what tells it from its
# namesakes. python -m tools.catalogue keeps this file up to the code; the translations are written by hand."""
_PASSING = ("POT-Creation", "PO-Revision", "Last-Translator", "Language-Team", "Generated", "Project", "Report")
"""Lines of the header that change with the day or name a person."""

Said = tuple[str, str]
"""A sentence and its context, which mostly is ""."""


def main() -> None:
    """Extract, merge, write, and list what is left to translate."""
    catalogue = merged(sentences(), read_catalogue())
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_bytes(written(catalogue))
    messages = [message for message in catalogue if message.id]
    missing = [message for message in messages if not message.string]
    for message in missing:
        places = ", ".join(path for path, _ in message.locations)
        print(f"{places}: {message.id!r}")
    print(f"{len(messages)} sentences, {len(missing)} without a translation: {ENGLISH.relative_to(ROOT)}")
    sys.exit(1 if missing else 0)


def sentences(root: Path = ROOT) -> dict[Said, list[str]]:
    """Return each sentence that the code marks, and the files that say it, in the order of files and lines."""
    found: dict[Said, list[str]] = {}
    for path in (path for room in ROOMS for path in sorted((root / room).rglob("*.py"))):
        name = path.relative_to(root).as_posix()
        for _line, sentence, _comments, context in extract_from_file("python", path, keywords=_CALLS):
            places = found.setdefault((str(sentence), context or ""), [])
            if name not in places:
                places.append(name)
    return found


def read_catalogue(path: Path = ENGLISH) -> Catalog:
    """Return the catalogue as it was written last; an empty one where there is none yet."""
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale="en", abort_invalid=True)


def merged(found: dict[Said, list[str]], known: Catalog) -> Catalog:
    """Return a catalogue of exactly the sentences ``found``, each with the translation that is ``known`` for it."""
    catalogue = Catalog(locale="en", header_comment=_HEADER, charset="utf-8", fuzzy=False)
    for (sentence, context), places in found.items():
        old = known.get(sentence, context or None)
        translation = old.string if old and not old.fuzzy else ""
        catalogue.add(sentence, translation, locations=[(place, 0) for place in places], context=context or None)
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return the catalogue as a file: where a sentence stands by file only, so that moved lines change nothing."""
    file = BytesIO()
    write_po(file, catalogue, width=120, include_lineno=False)
    lines = file.getvalue().decode("utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in _PASSING))).encode()


if __name__ == "__main__":
    main()
