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


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    """Yield each command a person can type, with its group before it, and its options."""
    below = getattr(command, "commands", {})
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    if options or not below:
        yield " ".join(words), options
    for name, child in below.items():
        yield from commands(child, (*words, name))


COMMANDS = dict(commands(get_command(app)))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_user_guide(command: str) -> None:
    page = read(COMMANDS_PAGE)
    assert f"`gallery-pos {command}".rstrip() in page
    assert {option for option in COMMANDS[command] if option not in page} == set()


def test_the_user_guide_names_no_command_or_option_that_is_not_there() -> None:
    there = {command.partition(" ")[0] for command in COMMANDS}
    named = {word for page in PAGES for word in re.findall(r"gallery-pos ([a-z][a-z-]+)", read(page))}
    assert named - there == set()
    options = {"--help"}.union(*COMMANDS.values())
    assert set(re.findall(r"--[a-z][a-z-]+", read(COMMANDS_PAGE))) - options == set()


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
