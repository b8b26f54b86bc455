"""The faces: desktop screens and command line, and the one place where the rooms are wired together."""

from ui.immortal import make_immortal

make_immortal()
