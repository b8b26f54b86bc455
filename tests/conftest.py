"""Rules for every test: nothing touches the person's own files, and noise is a failure.

Warnings and Qt messages fail through the settings in pyproject.toml; log records do so here. No room of the project is
imported here, so that each room's tests run without the others.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

POSTGRES = "GALLERY_TEST_POSTGRES"

# A loaded build machine is slow, and that is no finding; there, failures must also come back the same on every run.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, database=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "default"))

_home_key = pytest.StashKey[Path]()


class _Noise(logging.Handler):
    """Keeps every record from WARNING up, whichever thread logged it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


_noise = _Noise()


def pytest_configure(config: pytest.Config) -> None:
    """Give the session an empty home of its own and a screen that needs no display, before anything reads either."""
    home = Path(tempfile.mkdtemp(prefix="gallery-test-home-"))
    config.stash[_home_key] = home
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_RUNTIME_DIR": home / "run",
        "XDG_STATE_HOME": home / "state",
    }
    for name, folder in folders.items():
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(folder)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.getLogger().addHandler(_noise)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the session's home away again."""
    logging.getLogger().removeHandler(_noise)
    shutil.rmtree(config.stash[_home_key], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for ``postgres_url`` needs the server, so it is marked before ``-m`` chooses."""
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Forget the noise of the test before; refuse to pretend that a missing server is a pass."""
    _noise.records.clear()
    if item.get_closest_marker("postgres") and not os.environ.get(POSTGRES):
        pytest.fail(
            f"{POSTGRES} names no server. Run the tests inside tools/with-postgres, "
            'or leave these out knowingly with -m "not postgres".',
            pytrace=False,
        )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a test that logged a warning, unless it asks for ``caplog`` and so takes charge of what is logged."""
    yield
    if _noise.records and "caplog" not in getattr(item, "fixturenames", ()):
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in _noise.records]
        pytest.fail("Logged, but not asserted with caplog:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The SQLAlchemy URL of a PostgreSQL server where tests may create and drop databases."""
    return os.environ[POSTGRES]
