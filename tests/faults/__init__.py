"""The promises, each with its fault: short in every run, at length with `pytest -m faults -s`."""
