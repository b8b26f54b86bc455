"""Run a command beside a throw-away PostgreSQL server: ``python3 -m tools.with_postgres [--or-without] -- COMMAND``.

The server lives in a temporary folder, listens on a socket there and nowhere else, is named to the command by
GALLERY_TEST_POSTGRES, and is gone afterwards. Where no server can be had, that is an error; with ``--or-without`` and
outside CI the command runs all the same, and pytest leaves out the tests marked postgres and this says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import debian
from tools.debian import say

VARIABLE = "GALLERY_TEST_POSTGRES"
OPTIONS = "-c listen_addresses="
# Nothing of a test outlives the run, so nothing has to reach the disk or to be tidied.
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"


def main() -> None:
    """Start, run, stop; the exit code is the command's."""
    own, command = _arguments(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if os.environ.get(VARIABLE):
        sys.exit(subprocess.run(command, check=False).returncode)
    found = programs()
    if found is None and debian.install(["postgresql"], why="PostgreSQL"):
        found = programs()
    if found is not None:
        with server(found) as url:
            sys.exit(subprocess.run(command, check=False, env=os.environ | {VARIABLE: url}).returncode)
    sentence = f"PostgreSQL belum terpasang / is not installed: {debian.how_to(['postgresql'])}"
    if os.environ.get("CI") or "--or-without" not in own:
        sys.exit(sentence)
    say(f"{sentence}\nUji PostgreSQL DITINGGALKAN kali ini. / The PostgreSQL tests are LEFT OUT this time.")
    options = f'{os.environ.get("PYTEST_ADDOPTS", "")} -m "not postgres"'
    sys.exit(subprocess.run(command, check=False, env=os.environ | {"PYTEST_ADDOPTS": options}).returncode)


def _arguments(given: list[str]) -> tuple[list[str], list[str]]:
    if "--" not in given[:-1]:
        sys.exit("python3 -m tools.with_postgres [--or-without] -- COMMAND ...")
    cut = given.index("--")
    return given[:cut], given[cut + 1 :]


def programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, the newest where there are several."""
    on_path = shutil.which("initdb")
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    found = Path(on_path) if on_path else debians[-1] if debians else None
    return found.parent if found else None


@contextmanager
def server(folder_of_programs: Path, *, durable: bool = False) -> Iterator[str]:
    """Start a server in an empty folder and give its SQLAlchemy URL; stop and remove it after.

    ``durable`` says that what it commits must reach the disk, as in a shop.
    """
    options = OPTIONS if durable else f"{OPTIONS} {CARELESS}"
    folder = Path(tempfile.mkdtemp(prefix="gallery-pg-"))
    data = folder / "data"
    # PostgreSQL refuses to run as root, so root steps down to the user that Debian's package made for it.
    step_down = [] if os.geteuid() else ["runuser", "-u", "postgres", "--"]
    if step_down:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*step_down, str(folder_of_programs / program), "-D", str(data), *arguments],
            cwd=folder,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode:
            log = folder / "log"
            sys.exit(f"{program} gagal / failed\n{log.read_text() if log.exists() else ''}")

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "start", "-w", "-s", "-l", str(folder / "log"), "-o", f"{options} -k {folder}")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "-w", "-s", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
