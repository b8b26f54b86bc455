from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QEvent, QTranslator
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.language import tr
from ui.app.formats import lasting, locale
from ui.app.language import compile_catalogue, placeholders, speak, spoken

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Bayar"
msgstr "Pay"

msgid "{count} baris diterima"
msgstr "{count} rows taken"

msgid "{count} hilang"
msgstr "{number} lost"

msgid "{count} rusak"
msgstr "{count broken"

#, fuzzy
msgid "Kira-kira"
msgstr "Maybe"
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    (tmp_path / "en.po").write_text(PO, encoding="utf-8")
    return tmp_path


@pytest.fixture
def english(qapp: QApplication, catalogues: Path, tmp_path: Path) -> Iterator[Path]:
    speak("en", catalogues=catalogues, cache=tmp_path / "cache")
    yield tmp_path / "cache"
    speak("id")


def test_english_is_spoken_and_unlearnt(english: Path) -> None:
    assert spoken() == "en"
    assert tr("Bayar") == "Pay"
    assert tr("{count} baris diterima").format(count=3) == "3 rows taken"
    speak("id")
    assert tr("Bayar") == "Bayar"


def test_nothing_is_said_as_nothing(english: Path) -> None:
    assert tr("") == ""


def test_a_translation_with_other_placeholders_is_left_out(english: Path) -> None:
    assert tr("{count} hilang").format(count=3) == "3 hilang"
    assert tr("{count} rusak").format(count=3) == "3 rusak"


def test_a_fuzzy_translation_is_left_out(english: Path) -> None:
    assert tr("Kira-kira") == "Kira-kira"


def test_a_catalogue_is_compiled_once_per_version(english: Path, catalogues: Path) -> None:
    (compiled,) = english.iterdir()
    compiled.write_bytes(compile_catalogue(PO.replace('"Pay"', '"Cached"').encode()))
    speak("en", catalogues=catalogues, cache=english)
    assert tr("Bayar") == "Cached"
    (catalogues / "en.po").write_text(PO.replace('"Pay"', '"Take money"'), encoding="utf-8")
    speak("en", catalogues=catalogues, cache=english)
    assert tr("Bayar") == "Take money"


def test_a_cache_that_cannot_be_written_is_no_loss(qapp: QApplication, catalogues: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    speak("en", catalogues=catalogues, cache=tmp_path / "file")
    assert tr("Bayar") == "Pay"
    speak("id")


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="su"):
        speak("su")


def test_every_open_window_is_told(qtbot: QtBot, qapp: QApplication, catalogues: Path, tmp_path: Path) -> None:
    heard: list[str] = []

    class Window(QWidget):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802 -- Qt's
            if event.type() == QEvent.Type.LanguageChange:
                heard.append(tr("Bayar"))

    window = Window()
    inner = Window(window)
    qtbot.addWidget(window)
    assert inner.parent() is window
    speak("en", catalogues=catalogues, cache=tmp_path / "cache")
    speak("id")
    assert heard[:2] == ["Pay", "Pay"]
    assert heard[-1] == "Bayar"


def test_qt_s_own_menu_speaks_the_language_too(qtbot: QtBot, english: Path) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)

    def words() -> str:
        menu = field.createStandardContextMenu()
        return " ".join(action.text() for action in menu.actions())

    assert "&Copy" in words()
    assert locale().name().startswith("en")
    speak("id")
    assert "&Salin" in words()
    assert "Ctrl+C" in words()
    assert locale().name().startswith("id")


def test_every_word_of_qt_was_compiled(qapp: QApplication) -> None:
    folder = files("assets") / "i18n"
    translator = QTranslator()
    assert translator.load(str(folder / "qt_id.qm"))
    contexts = ET.fromstring((folder / "qt_id.ts").read_bytes()).findall("context")
    told = [(context.findtext("name"), message) for context in contexts for message in context.findall("message")]
    assert len(told) > 20
    for name, message in told:
        assert translator.translate(name or "", message.findtext("source") or "") == message.findtext("translation")


def test_no_translator_of_qt_is_python_code(qapp: QApplication) -> None:
    """One that is waits for the interpreter while Qt holds locks that the window waits for: everything stands still."""
    speak("id")
    (words,) = qapp.findChildren(QTranslator)
    assert "translate" not in type(words).__dict__


@pytest.mark.parametrize(
    ("sentence", "names"), [("a", set()), ("{a} {b:>3}", {"a", "b"}), ("{{a}}", set()), ("{a", {"{a"})]
)
def test_placeholders(sentence: str, names: set[str]) -> None:
    assert placeholders(sentence) == names


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "beberapa detik lagi"),
        (12, "sekitar 10 detik lagi"),
        (57, "sekitar 55 detik lagi"),
        (59, "sekitar 1 menit lagi"),
        (640, "sekitar 11 menit lagi"),
    ],
)
def test_time_left_is_rough(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_indonesian_costs_nothing() -> None:
    program = """
import sys
from PySide6.QtWidgets import QApplication
from ui.app.language import speak
app = QApplication([])
speak("id")
assert not [name for name in sys.modules if name.startswith("babel")]
"""
    subprocess.run([sys.executable, "-c", program], check=True)
