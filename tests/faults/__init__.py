"""Tests that break what careertui stands on, and see that it holds."""
