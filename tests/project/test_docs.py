"""The documents do not rot: what they name exists, and what exists is named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from ui.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
COMMANDS_PAGE = ROOT / "docs" / "panduan" / "perintah.md"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands(command: Any = None, words: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield each command a person can type, with its group before it."""
    below = getattr(command or get_command(app), "commands", {})
    if not below:
        yield " ".join(words)
    for name, child in below.items():
        yield from commands(child, (*words, name))


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_in_the_user_guide(command: str) -> None:
    assert f"`gallery-pos {command}" in read(COMMANDS_PAGE)


def test_the_user_guide_names_no_command_that_is_not_there() -> None:
    there = {command.split()[0] for command in commands()}
    named = {word for page in PAGES for word in re.findall(r"gallery-pos ([a-z][a-z-]+)", read(page))}
    assert named - there == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", read(page))
    dead = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert dead == []


def test_every_page_of_the_guide_and_every_decision_is_in_its_index() -> None:
    for folder in (ROOT / "docs" / "panduan", ROOT / "docs" / "decisions"):
        index = read(folder / "README.md")
        missing = [page.name for page in folder.glob("*.md") if page.name != "README.md" and page.name not in index]
        assert missing == []


def test_every_make_target_is_explained_to_contributors() -> None:
    targets = set(re.findall(r"^(\w+):.*##", read(ROOT / "Makefile"), re.MULTILINE)) - {"help"}
    assert {target for target in targets if f"make {target}" not in read(ROOT / "CONTRIBUTING.md")} == set()


def test_every_room_and_place_that_the_architecture_names_exists() -> None:
    named = re.findall(r"`((?:gallery_pos|db|receipts|ui|assets)/[\w/.]*)`", read(ROOT / "docs" / "architecture.md"))
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    reasons = read(ROOT / "docs" / "decisions" / "0008-dependencies.md").lower()
    names = [re.split(r"[\[<>=;]", line)[0].lower() for line in project["dependencies"]]
    assert [name for name in names if name.removeprefix("pyside6") not in reasons] == []
