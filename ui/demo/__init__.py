"""A scripted day on the real screens: for whoever wants to see the program, and proof that it runs here."""

from ui.demo.run import Played, play

__all__ = ["Played", "play"]
