"""How commands are typed: help and complaints about it in Indonesian, and the choices that an option leaves.

Typer's own words are English and not translatable, so they are replaced here and nowhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from gallery_pos.language import tr, tr_noop

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    _Mixed: TypeAlias = TyperCommand
else:
    _Mixed = object

PROGRAM = "gallery-pos"

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""A command that was typed wrongly; Typer has no public name for it."""


class _Worded(_Mixed):
    """Says the few words that Typer adds to every help page in Indonesian."""

    def get_usage(self, ctx: Any) -> str:
        usage = super().get_usage(ctx).replace("Usage:", tr("Cara pakai:"), 1)
        return usage.replace("[OPTIONS]", tr("[PILIHAN]")).replace("COMMAND [ARGS]...", tr("PERINTAH ..."))

    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = list(super().get_params(ctx))
        for param in params:
            if getattr(param, "is_flag", False):
                param.metavar = ""
            if param.name == "help":
                param.help = tr("Tampilkan bantuan ini.")
            if isinstance(param, TyperArgument):  # its help says more than the name of its type
                param.display_type_rich = lambda ctx: None  # type: ignore[method-assign]  # noqa: ARG005
        return params


class Command(_Worded, TyperCommand):
    """A command."""


class Group(_Worded, TyperGroup):
    """A command with commands below it."""


def word_help() -> None:
    """Give Typer's help pages Indonesian titles; only where one is asked for, since it loads what draws them."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = tr("Isian")
    rich_utils.OPTIONS_PANEL_TITLE = tr("Pilihan")
    rich_utils.COMMANDS_PANEL_TITLE = tr("Perintah")
    rich_utils.REQUIRED_LONG_STRING = tr("[wajib]")
    rich_utils.DEFAULT_STRING = tr("[bawaan: {}]")


_COMPLAINTS = (
    (r"No such command '(.*)'\.", tr_noop("Perintah {0} tidak ada.")),
    (r"Missing command\.", tr_noop("Perintahnya belum disebut.")),
    (r"No such option: (\S+).*", tr_noop("Pilihan {0} tidak ada.")),
    (r"Option '(.*)' requires an argument\.", tr_noop("Pilihan {0} harus diikuti isinya.")),
    (r"Option '(.*)' does not take a value\.", tr_noop("Pilihan {0} tidak memakai isi.")),
    (r"Missing (?:option|argument) '(.*?)'.*", tr_noop("{0} belum disebut.")),
    (r"Got unexpected extra argument\(?s?\)? \((.*)\)", tr_noop("Yang berlebih: {0}.")),
    (r"Invalid value for '(.*?)': (.*)", tr_noop("{0}: {1}")),
    (r"Invalid value: (.*)", tr_noop("{0}")),
)


def told(error: Any) -> tuple[str, str]:
    """Return what was wrong with a command that was typed, and how it is typed."""
    said = error.format_message()
    for pattern, sentence in _COMPLAINTS:
        if match := re.fullmatch(pattern, said, re.DOTALL):
            said = tr(sentence).format(*match.groups())
            break
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else PROGRAM
    return said, tr("Lihat cara pakainya: {command} --help").format(command=path)


def one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """Return what reads one of the words of ``kind``, and names them all where it is none of them."""

    def read(text: str) -> StrEnum:
        try:
            return kind(text)
        except ValueError as error:
            words = ", ".join(kind)
            raise typer.BadParameter(
                tr("{text} tidak dikenal; pilih: {words}.").format(text=text, words=words)
            ) from error

    return read
