"""Galleries on real databases for the tests of the services."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import careless  # noqa: F401 -- nothing waits for the disk
from house import Galleries, House


@pytest.fixture(scope="session")
def galleries(tmp_path_factory: pytest.TempPathFactory) -> Galleries:
    """Where new galleries on SQLite come from."""
    return Galleries(tmp_path_factory.mktemp("galleries"))


@pytest.fixture(scope="session")
def server_galleries(postgres_url: str) -> Iterator[Galleries]:
    """Where new galleries on PostgreSQL come from."""
    made = Galleries(postgres_url)
    yield made
    made.close()


@pytest.fixture
def house(galleries: Galleries) -> Iterator[House]:
    """An empty gallery on SQLite."""
    made = galleries.new()
    yield made
    made.close()


@pytest.fixture(params=["galleries", pytest.param("server_galleries", marks=pytest.mark.postgres)])
def each_house(request: pytest.FixtureRequest) -> Iterator[House]:
    """An empty gallery, on SQLite and on PostgreSQL: for what asks most of the database."""
    made = request.getfixturevalue(request.param).new()
    yield made
    made.close()
