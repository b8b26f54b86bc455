"""The command line: the same services without a window, for the Dinas' automation and for tests.

Exit 0 done, 1 findings, 2 bad input: every problem is named, nothing is half done.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Open the desktop where nothing is asked, else do what the arguments say."""
    arguments = sys.argv[1:]
    folder = _folder_alone(arguments)
    if not arguments or folder:
        from ui.desktop import run  # a till starts without the command line's libraries
        from ui.folder import DataFolder

        sys.exit(run(DataFolder(folder) if folder else None))
    from ui.cli.app import run_command

    sys.exit(run_command(arguments))


def _folder_alone(arguments: list[str]) -> Path | None:
    """Return the data folder where nothing else is asked: ``gallery-pos --data DIR`` opens the desktop on it."""
    match arguments:
        case ["--data", place] if place:
            return Path(place).expanduser().absolute()
        case [single] if single.startswith("--data="):
            return Path(single.removeprefix("--data=")).expanduser().absolute()
    return None
