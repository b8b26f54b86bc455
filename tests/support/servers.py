"""Databases on the PostgreSQL server of the tests."""

from __future__ import annotations

import os
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text


class ServerDatabase:
    """A database on the test server for the length of a block; its URL."""

    def __init__(self, template: str = "template0") -> None:
        """Copy ``template``, an empty database unless another is named."""
        self._url = make_url(os.environ["GALLERY_TEST_POSTGRES"])
        self._name = f"gallery_{uuid4().hex}"
        self._template = template

    def _run(self, statement: str) -> None:
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def __enter__(self) -> str:
        self._run(f'CREATE DATABASE {self._name} TEMPLATE "{self._template}"')
        return self._url.set(database=self._name).render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        self._run(f"DROP DATABASE {self._name} WITH (FORCE)")
