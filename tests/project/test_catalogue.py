"""English is complete: each sentence in the code has its translation, and nothing else is in the catalogue."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.language import tr, tr_noop
from tools.catalogue import ENGLISH, ROOMS, ROOT, merged, read_catalogue, sentences, written
from ui.app.language import placeholders, speak
from ui.app.screens import SCREENS
from ui.app.theme import apply_theme
from workroom import open_workroom

Calls = list[tuple[str, ast.expr, str]]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_catalogue()


@pytest.fixture(scope="module")
def calls() -> Calls:
    """Each argument of tr and tr_noop in the code with its context, and where it stands."""
    found: Calls = []
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"tr", "tr_noop"}:
                context = node.args[1].value if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) else ""
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0], str(context)))
    return found


def english_of(catalogue: Catalog) -> dict[tuple[str, str], str]:
    return {(str(m.id), m.context or ""): str(m.string) for m in catalogue if m.id}


def test_every_sentence_of_the_code_is_translated_and_no_other(catalogue: Catalog, calls: Calls) -> None:
    translated = {said for said, english in english_of(catalogue).items() if english}
    said = {(argument.value, context) for _, argument, context in calls if isinstance(argument, ast.Constant)}
    assert said - translated == set(), "python -m tools.catalogue lists them; translate them in assets/i18n/en.po"
    assert translated - said == set(), "python -m tools.catalogue takes them out"


@pytest.mark.parametrize(("word", "unwanted"), [("printer", "pencetak")])
def test_one_thing_has_one_word(catalogue: Catalog, word: str, unwanted: str) -> None:
    two = [said for said, _ in english_of(catalogue) if unwanted in said.casefold()]
    assert two == [], f"people say {word}"


def test_the_tool_finds_what_the_parser_of_python_finds(calls: Calls) -> None:
    said = {(argument.value, context) for _, argument, context in calls if isinstance(argument, ast.Constant)}
    assert set(sentences()) == said


def test_no_translation_is_a_guess_or_a_leftover(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_each_translation_keeps_the_placeholders_and_the_shape(catalogue: Catalog) -> None:
    wrong = [
        (said, english)
        for (said, _), english in english_of(catalogue).items()
        if placeholders(said) != placeholders(english)
        or said.count("\n") != english.count("\n")
        or (said[:1].isspace(), said[-1:].isspace()) != (english[:1].isspace(), english[-1:].isspace())
    ]
    assert wrong == []


def test_sentences_are_filled_in_after_they_are_translated(calls: Calls) -> None:
    early = [
        place
        for place, argument, _ in calls
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(argument, ast.Call)
            and isinstance(argument.func, ast.Attribute)
            and argument.func.attr == "format"
        )
    ]
    assert early == []


def test_the_file_is_as_the_tool_writes_it(catalogue: Catalog) -> None:
    said = {(str(m.id), m.context or ""): [place for place, _ in m.locations] for m in catalogue if m.id}
    assert written(merged(said, catalogue)).decode() == ENGLISH.read_text(encoding="utf-8")


def test_a_new_sentence_comes_in_untranslated_and_an_old_one_goes() -> None:
    known = merged({("Bayar", ""): ["a.py"], ("Jumlah", "uang"): ["a.py"]}, Catalog(locale="en"))
    for message in known:
        message.string = "x" if message.id else message.string
    after = merged({("Jumlah", "uang"): ["b.py"], ("Jumlah", ""): ["b.py"]}, known)
    assert english_of(after) == {("Jumlah", "uang"): "x", ("Jumlah", ""): ""}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("english")


@pytest.fixture
def english(qapp: QApplication, compiled: Path) -> Iterator[None]:
    speak("en", cache=compiled)
    apply_theme(qapp, "light")
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else each window is made anew for each language to come
    speak("id")


def test_one_word_in_two_contexts_is_two_words_in_english(english: None) -> None:
    assert (tr("Jumlah"), tr("Jumlah", "uang"), tr("Jumlah", "total")) == ("Quantity", "Amount", "Total")
    assert tr(tr_noop("Penitip", "banyak")) == "Consignors"
    speak("id")
    assert (tr("Jumlah", "uang"), tr(tr_noop("Penitip", "banyak")), tr("tak dikenal", "uang")) == (
        *("Jumlah", "Penitip"),
        "tak dikenal",
    )


def words_on(window: QWidget) -> set[str]:
    """Return all that can be read on ``window``: labels, buttons, hints and the titles of columns."""
    words = {label.text() for label in window.findChildren(QLabel)}
    words |= {button.text() for button in window.findChildren(QAbstractButton)}
    words |= {field.placeholderText() for field in window.findChildren(QLineEdit)}
    words |= {widget.toolTip() for widget in window.findChildren(QWidget)}
    for table in window.findChildren(QTableView):
        model = table.model()
        columns = range(model.columnCount()) if model else ()
        words |= {str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns}
    return words


@pytest.mark.parametrize("screen", [spec.id for spec in SCREENS])
def test_no_word_of_a_screen_stays_indonesian(
    screen: str, english: None, qtbot: QtBot, tmp_path: Path, catalogue: Catalog
) -> None:
    translations = english_of(catalogue)
    english_words = set(translations.values())
    plain = {said for (said, _), english in translations.items() if not placeholders(said)}
    home = {said for said in plain if said not in english_words}
    room = open_workroom(tmp_path)
    try:
        window = room.window(screen, "admin")
        qtbot.addWidget(window)
        shown = words_on(window)
        assert {"Consignors", "Settlement", "Settings"} <= {word.strip() for word in shown}
        assert shown & home == set()
    finally:
        room.close()
