"""Galleries that are made once and copied for every test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import Place, fill


@pytest.fixture(scope="session")
def empty_model(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("kosong") / "data")
    place.ok("init", "--name", "Galeri Uji", "--region", "Karawang")
    return place


@pytest.fixture(scope="session")
def small_model(empty_model: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("kecil")
    place = empty_model.copy(folder / "data")
    fill(place, folder)
    return place


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The sample gallery; never write to it."""
    place = Place(tmp_path_factory.mktemp("contoh") / "data")
    place.ok("init", "--name", "Galeri Contoh", "--sample")
    return place


@pytest.fixture
def empty(empty_model: Place, tmp_path: Path) -> Place:
    """A new gallery with nothing in it."""
    return empty_model.copy(tmp_path / "data")


@pytest.fixture
def small(small_model: Place, tmp_path: Path) -> Place:
    """A gallery with two makers, two products, their goods and three lines sold in May 2024."""
    return small_model.copy(tmp_path / "data")
