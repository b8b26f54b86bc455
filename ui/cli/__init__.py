"""The command line: the same services without a window, for the Dinas' automation and for tests.

Exit 0 done, 1 findings, 2 bad input: every problem is named, nothing is half done.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

from ui.runtime.garbage import hold, settle

UNWRITTEN, INTERRUPTED, BROKEN = 2, 130, 70
"""Exit codes beside those of the commands: no room for the answer; stopped by a person; a bug of ours (EX_SOFTWARE)."""


def main() -> None:
    """Open the desktop where nothing is asked, else do what the arguments say."""
    hold()
    arguments = sys.argv[1:]
    folder, month_file = _folder_alone(arguments), _month_file_alone(arguments)
    if not arguments or folder or month_file:
        from ui.runtime.plain_import import import_plainly  # a till starts without the command line's libraries

        import_plainly()
        from ui.desktop import run
        from ui.folder import DataFolder

        sys.exit(run(DataFolder(folder) if folder else None, month_file=month_file))
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> int:
    """Run a command as a program: what cannot be written, stopped or expected ends it with a code of its own."""
    from ui.cli.app import run_command
    from ui.cli.output import complain_of_bug, complain_of_interrupt, complain_of_output

    settle()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Other programs read UTF-8, whatever this machine's own letters are.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        code = run_command(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        _let_go_of_output()  # the reader went away, as "head" does; Typer makes an exit of it
        return 0
    except OSError as error:
        _let_go_of_output()
        complain_of_output(error)
        return UNWRITTEN
    except KeyboardInterrupt:
        complain_of_interrupt()
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- the outermost floor: a bug is told, not thrown at a person
        complain_of_bug(error)
        return BROKEN
    return code


def _let_go_of_output() -> None:
    """Send what is still waiting to be written nowhere: Python would try once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _folder_alone(arguments: list[str]) -> Path | None:
    """Return the data folder where nothing else is asked: ``gallery-pos --data DIR`` opens the desktop on it."""
    match arguments:
        case ["--data", place] if place:
            return Path(place).expanduser().absolute()
        case [single] if single.startswith("--data="):
            return Path(single.removeprefix("--data=")).expanduser().absolute()
    return None


def _month_file_alone(arguments: list[str]) -> Path | None:
    """Return the month file that somebody opens with this program: ``gallery-pos BERKAS.galeri.zip``, a double click."""
    path = Path(arguments[0]) if len(arguments) == 1 else None
    return path if path is not None and path.name.endswith(".galeri.zip") and path.is_file() else None
