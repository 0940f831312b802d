"""Measurements; run with `pytest -m benchmark -s tests/benchmarks`."""
