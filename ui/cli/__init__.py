"""The command line: the same services without a window, for the Dinas' automation and for tests.

Exit 0 done, 1 findings, 2 bad input: every problem is named, nothing is half done.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Open the desktop where nothing is asked, else do what the arguments say."""
    arguments = sys.argv[1:]
    if not arguments:
        from ui.desktop import run  # a till starts without the command line's libraries

        sys.exit(run())
    from ui.cli.app import run_command

    sys.exit(run_command(arguments))
