"""Tests that break what careertui stands on, and see that it holds."""
"""The promises, each with its fault: short in every run, at length with `pytest -m faults -s`."""
