"""A question before something is lost; nothing is asked that the program could know."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gallery_pos.language import tr
from ui.widgets.dialog import Dialog
from ui.widgets.text import Label


def ask(
    parent: QWidget, title: str, words: str, yes: str, then: Callable[[], object], *, danger: bool = False
) -> Dialog:
    """Ask; ``then`` is called where the person presses ``yes``."""
    dialog = Dialog(title, parent.window())
    dialog.setMinimumWidth(440)
    dialog.body.addWidget(Label(words, wrap=True))

    def agreed() -> None:
        dialog.accept()
        then()

    dialog.add_cancel(tr("Kembali"))
    dialog.add_primary(yes, agreed, kind="danger" if danger else "primary")
    dialog.open()
    return dialog


def ask_to_drop(parent: QWidget, then: Callable[[], object]) -> Dialog:
    """Ask before what was typed and not saved is thrown away."""
    return ask(
        parent,
        tr("Buang perubahan?"),
        tr("Yang sudah diketik di sini belum disimpan."),
        tr("Buang"),
        then,
        danger=True,
    )
