"""careertui: a keyboard-driven career planner for the terminal."""

__version__ = "0.1.0"
