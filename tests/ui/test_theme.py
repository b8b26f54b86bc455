from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from importlib.resources import files

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.app.theme import ThemeName, apply_theme, colour, dress, font, prepare_scaling, set_look, style_sheet, tokens
from ui.app.tokens import DARK, LIGHT, SHAPE_PAIRS, TEXT_PAIRS, Tokens, contrast

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def test_contrast_is_the_ratio_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0F6B5C", "#0F6B5C") == 1


@BOTH
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_can_be_read(theme: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_edges_and_marks_can_be_seen(theme: Tokens, shape: str, ground: str) -> None:
    assert contrast(getattr(theme, shape), getattr(theme, ground)) >= 3


def test_the_primary_colour_is_the_deep_green() -> None:
    assert LIGHT.primary == "#0F6B5C"


@BOTH
def test_the_style_sheet_names_no_colour_of_its_own(theme: Tokens) -> None:
    template = (files("assets") / "styles" / "app.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", template) == []
    filled = style_sheet(theme)
    assert "$" not in filled
    for name in ("primary", "card", "danger_tint"):
        assert getattr(theme, name) in filled


def test_every_token_is_used() -> None:
    sources = [
        path.read_text()
        for folder in ("app", "widgets")
        for path in (files("ui") / folder).iterdir()
        if path.name.endswith(".py")
    ]
    text = "\n".join(sources) + (files("assets") / "styles" / "app.qss").read_text(encoding="utf-8")
    unused = [each.name for each in fields(Tokens) if each.name not in re.sub(r"(?s)class Tokens.*?DARK = ", "", text)]
    assert unused == []


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_changes_everything_at_once(qapp: QApplication, qtbot: QtBot, name: ThemeName) -> None:
    window, label = QWidget(), QLabel("x")
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(label)
    dress(window)
    window.show()
    apply_theme(qapp, name)
    assert tokens().name == name
    assert label.palette().windowText().color() == colour("ink")
    assert qapp.palette().window().color() == colour("ground")
    assert QFontInfo(qapp.font()).family() == "Roboto"
    assert qapp.font().pixelSize() == 15


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.Bold])
def test_figures_are_of_one_width(dressed: QApplication, weight: QFont.Weight) -> None:
    metrics = QFontMetricsF(font(15, weight))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_bold_really_is_bolder(dressed: QApplication) -> None:
    thin, bold = (QFontMetricsF(font(40, weight)) for weight in (QFont.Weight.Normal, QFont.Weight.Bold))
    assert bold.horizontalAdvance("Galeri") > thin.horizontalAdvance("Galeri")


def test_a_property_changes_the_look(qtbot: QtBot, dressed: QApplication) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    set_look(label, role="wrong")
    assert label.palette().windowText().color() == colour("danger_text")


def test_scaling_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", "9")
    prepare_scaling(100)
    assert "QT_SCALE_FACTOR" not in os.environ
    prepare_scaling(150)
    assert os.environ["QT_SCALE_FACTOR"] == "1.5"
    for wrong in (99, 201):
        with pytest.raises(ValueError, match="100"):
            prepare_scaling(wrong)


def test_scaling_enlarges_everything() -> None:
    program = (
        "from ui.app.theme import prepare_scaling, apply_theme; prepare_scaling(200)\n"
        "from PySide6.QtWidgets import QApplication, QPushButton\n"
        "app = QApplication([]); apply_theme(app, 'light'); button = QPushButton('Bayar')\n"
        "print(button.grab().height() // button.grab().devicePixelRatio(), button.grab().devicePixelRatio())"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split()[1] == "2.0"
