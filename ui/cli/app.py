"""The commands and what they have in common: the data folder, the language of the answer, the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.errors import GalleryError
from ui.cli import (
    files,
    inspecting,
    labels,
    lists,
    matching,
    messages,
    month,
    papers,
    paying,
    reporting,
    settling,
    upkeep,
)
from ui.cli.context import DONE, FAULTY, Context
from ui.cli.output import complain, complain_of_usage
from ui.cli.usage import PROGRAM, Group, UsageError, told, word_help
from ui.folder import DataFolder

if TYPE_CHECKING:
    from collections.abc import Sequence


def _exit_with(code: int | None, **_options: object) -> None:
    """End with what the command returned; a command that returns nothing is done."""
    raise typer.Exit(code or DONE)


app = typer.Typer(
    name=PROGRAM,
    cls=Group,
    result_callback=_exit_with,
    help="Galeri POS: titip jual, kasir, laporan penitip, dan bulan yang bisa dibuktikan.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def common(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="FOLDER", help="Folder data (bawaan: milik sistem).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak hasil yang bisa dibaca mesin.")] = False,
) -> None:
    """Perintah untuk Galeri POS; tanpa perintah, aplikasi desktop terbuka."""
    folder = DataFolder(data.expanduser().absolute()) if data else DataFolder.default()
    context.obj = Context(folder, as_json=as_json)


for module in (
    files,
    settling,
    paying,
    reporting,
    lists,
    labels,
    papers,
    messages,
    matching,
    month,
    inspecting,
    upkeep,
):
    module.register(app)


_ANYWHERE = {"--data": 1, "--json": 0}
"""Options that may stand before or behind the command, with how many values follow them."""


def common_first(arguments: Sequence[str]) -> list[str]:
    """Move the common options to the front, so that they can be typed anywhere; what follows ``--`` stays."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            rest += [argument, *waiting]
            break
        name, equals, _ = argument.partition("=")
        if name not in _ANYWHERE:
            rest.append(argument)
            continue
        front.append(argument)
        if _ANYWHERE[name] and not equals and waiting:
            front.append(waiting.pop(0))
    return front + rest


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; return 0 done, 1 findings, 2 bad input (each problem is told)."""
    arguments = common_first(arguments)
    as_json = "--json" in arguments
    if not arguments or "--help" in arguments:
        word_help()
    try:
        code = app(args=arguments, prog_name=PROGRAM, standalone_mode=False)
    except GalleryError as error:
        complain(error, as_json=as_json)
        return FAULTY
    except UsageError as error:
        complain_of_usage(*told(error), as_json=as_json)
        return FAULTY
    return code if isinstance(code, int) else DONE
