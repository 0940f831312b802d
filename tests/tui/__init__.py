"""Tests of the terminal interface, through its keys."""
