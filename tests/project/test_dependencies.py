"""Each library the code imports is declared, and everything that gets installed has one pinned version."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("gallery_pos", "db", "receipts", "ui", "assets")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECLARED = [Requirement(line) for line in PROJECT["dependencies"]]
PINS = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE))


def imported(room: str) -> set[str]:
    """Return the top-level names that the modules of ``room`` import from others."""
    names: set[str] = set()
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_library_a_room_imports_is_declared(room: str) -> None:
    providers = metadata.packages_distributions()
    declared = {canonicalize_name(requirement.name) for requirement in DECLARED}
    undeclared = {
        name
        for name in imported(room)
        if declared.isdisjoint(canonicalize_name(provider) for provider in providers.get(name, ()))
    }
    assert undeclared == set()


def closure(requirements: list[Requirement]) -> Iterator[str]:
    """Yield the canonical names of all that pip installs for ``requirements`` on this machine."""
    seen: set[tuple[str, frozenset[str]]] = set()
    todo = [(requirement.name, frozenset(requirement.extras)) for requirement in requirements]
    while todo:
        key = todo.pop()
        if key in seen:
            continue
        seen.add(key)
        name, extras = key
        yield canonicalize_name(name)
        for line in metadata.requires(name) or ():
            needed = Requirement(line)
            environments = [{"extra": extra} for extra in extras or {""}]
            if needed.marker is None or any(needed.marker.evaluate(environment) for environment in environments):
                todo.append((needed.name, frozenset(needed.extras)))


def test_everything_that_gets_installed_is_pinned() -> None:
    pinned = {canonicalize_name(name) for name in PINS}
    tests = [Requirement(line) for line in PROJECT["optional-dependencies"]["test"]]
    assert set(closure([*DECLARED, *tests])) - pinned == set()


@pytest.mark.parametrize("requirement", DECLARED, ids=lambda requirement: requirement.name)
def test_a_pin_is_a_version_that_the_project_allows(requirement: Requirement) -> None:
    versions = {canonicalize_name(name): version for name, version in PINS.items()}
    assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)])
