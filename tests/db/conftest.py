"""A fresh gallery in each database: one prepared file or template, copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

import careless  # noqa: F401 -- nothing waits for the disk
from db.book import SqlBook
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.migrate import prepare
from db.signing import Terminal
from servers import ServerDatabase
from shop import Shop, tell_everything

BACKENDS = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="pg", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "empty.db"
    database = open_database(path)
    prepare(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def prepared_template() -> Iterator[str]:
    """A prepared database on the server, to be copied; its name."""
    with ServerDatabase() as url:
        database = open_database(url)
        prepare(database)
        database.close()
        yield make_url(url).database or ""


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | Path]:
    """Where an empty, prepared gallery is: a file or a URL."""
    if request.param == "sqlite":
        path = tmp_path / "galeri.db"
        shutil.copy(request.getfixturevalue("prepared_file"), path)
        yield path
    else:
        with ServerDatabase(request.getfixturevalue("prepared_template")) as url:
            yield url


@pytest.fixture
def database(place: str | Path) -> Iterator[Database]:
    opened = open_database(place)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path, prepared_file: Path) -> Iterator[Database]:
    """A SQLite gallery, for what only a file has."""
    path = tmp_path / "berkas.db"
    shutil.copy(prepared_file, path)
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def terminal() -> Terminal:
    return Terminal.create("A")


@pytest.fixture
def journal(database: Database, terminal: Terminal) -> SignedJournal:
    return SignedJournal(database, terminal)


@pytest.fixture
def book(database: Database, terminal: Terminal) -> SqlBook:
    return SqlBook(database, terminal)


def told_everything(place: str | Path, terminal: Terminal) -> Iterator[Database]:
    """Open the gallery at ``place`` after a story with documents of every kind."""
    with closing(open_database(place)) as database:
        shop = Shop(SignedJournal(database, terminal), SqlBook(database, terminal))
        shop.open()
        tell_everything(shop)
        yield database


@pytest.fixture(scope="session")
def told_file(prepared_file: Path, terminal: Terminal) -> Iterator[Database]:
    path = prepared_file.with_name("told.db")
    shutil.copy(prepared_file, path)
    yield from told_everything(path, terminal)


@pytest.fixture(scope="session")
def told_server(prepared_template: str, terminal: Terminal) -> Iterator[Database]:
    with ServerDatabase(prepared_template) as url:
        yield from told_everything(url, terminal)


@pytest.fixture(params=BACKENDS)
def story(request: pytest.FixtureRequest) -> Database:
    """A gallery with documents of every kind, told once: for whoever takes back what he does to it."""
    database = request.getfixturevalue("told_file" if request.param == "sqlite" else "told_server")
    assert isinstance(database, Database)
    return database


@pytest.fixture
def shop(journal: SignedJournal, book: SqlBook) -> Shop:
    """A gallery with two makers, three products and goods on the shelf."""
    shop = Shop(journal, book)
    shop.open()
    return shop
