"""The version gate: old databases come up, newer ones are refused, and the schema is what the migrations make."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.dialects import registry
from sqlalchemy.schema import CreateIndex, CreateTable

from db import migrate
from db.book import SqlBook
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.migrate import KNOWN, prepare
from db.queries.records import list_products
from db.signing import Terminal
from db.tables.facts import facts
from db.tables.records import read
from db.tables.working import working
from db.verify import verify
from gallery_pos.errors import StorageTrouble
from shop import Shop, tell_everything

RELEASED = Path(__file__).parents[1] / "databases"
VERSIONS = Path(migrate.__file__).with_name("migrations") / "versions"


def test_the_program_knows_every_migration() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == KNOWN


def plain(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).strip().replace("( ", "(").replace(" )", ")")


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
def test_the_migrations_make_the_tables_that_the_program_declares(name: str) -> None:
    dialect = registry.load(name)()
    scripts = [path.read_text(encoding="utf-8") for path in VERSIONS.glob(f"*.{name}.sql")]
    made = {plain(statement) for script in scripts for statement in script.split("\n\n")}
    for table in (*facts.sorted_tables, *working.sorted_tables):
        assert plain(str(CreateTable(table).compile(dialect=dialect))) in made, table.name
        for index in table.indexes:
            assert plain(str(CreateIndex(index).compile(dialect=dialect))) in made


def test_a_prepared_database_has_every_table_and_index(database: Database) -> None:
    with database.reading() as connection:
        found = inspect(connection)
        for metadata in (facts, working, read):
            check_tables(
                metadata,
                found.get_table_names(),
                {index["name"] for table in found.get_table_names() for index in found.get_indexes(table)},
            )


def check_tables(metadata: MetaData, names: list[str], indexes: set[str | None]) -> None:
    for table in metadata.sorted_tables:
        assert table.name in names
        assert {str(index.name) for index in table.indexes} <= indexes


def test_preparing_again_does_nothing(database: Database) -> None:
    told: list[str] = []
    prepare(database, before_migration=lambda: told.append("backup"))
    assert told == []


def test_a_database_of_a_newer_program_is_refused_and_left_alone(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageTrouble) as trouble:
        prepare(database)
    assert trouble.value.code == "storage.newer"
    assert trouble.value.safe
    with database.reading() as connection:
        assert migrate.revision_of(connection) == "9999"


def test_read_tables_of_another_version_are_made_again(shop: Shop, database: Database) -> None:
    tell_everything(shop)
    with database.transaction() as connection:
        connection.execute(text("UPDATE meta SET value = '0' WHERE name = 'read_version'"))
        connection.execute(text("DELETE FROM products"))
    told: list[str] = []
    prepare(database, before_migration=lambda: told.append("backup"))
    assert told == ["backup"]
    assert len(list_products(database)) == 3
    assert verify(database) == []


@pytest.mark.parametrize("released", sorted(RELEASED.glob("*.db")), ids=lambda path: path.stem)
def test_a_database_of_every_release_comes_up_whole(released: Path, tmp_path: Path, terminal: Terminal) -> None:
    path = tmp_path / "lama.db"
    shutil.copy(released, path)
    database = open_database(path)
    prepare(database)
    with database.reading() as connection:
        assert migrate.revision_of(connection) == KNOWN[-1]
    assert verify(database) == []
    shop = Shop(SignedJournal(database, Terminal.create("B")), SqlBook(database, Terminal.create("B")))
    shop.sell("P1", 5)
    assert verify(database) == []
    database.close()


def test_print_jobs_of_the_first_release_find_the_terminal_that_asked_for_them(shop: Shop, database: Database) -> None:
    tell_everything(shop)
    sold, pulse = uuid4().bytes, uuid4().bytes
    document = shop.sell("P1", 1).document.id
    first = (VERSIONS / f"0001.{database.engine.dialect.name}.sql").read_text(encoding="utf-8").split("\n\n")
    with database.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE print_jobs")
        for statement in first:
            if "print_jobs" in statement:
                connection.exec_driver_sql(statement)
        job = "INSERT INTO print_jobs VALUES (:id, 'struk', 'x', :data, '2026', :document, 0, 0, 'queued', 0, '')"
        connection.execute(text(job), {"id": sold, "data": b"halo", "document": document.bytes})
        connection.execute(text(job), {"id": pulse, "data": b"laci", "document": None})
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    told: list[str] = []
    prepare(database, before_migration=lambda: told.append("backup"))
    assert told == ["backup"]
    with database.reading() as connection:
        rows = connection.execute(text("SELECT id, origin, data FROM print_jobs")).all()
    assert {(bytes(row[0]), row[1], bytes(row[2])) for row in rows} == {(sold, "A", b"halo"), (pulse, "A", b"laci")}
    assert verify(database) == []


def test_there_is_a_database_for_every_release() -> None:
    assert {path.stem for path in RELEASED.glob("*.db")} == set(KNOWN)
