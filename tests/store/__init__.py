"""Tests of the store: what is on the disk, and what survives."""
