"""The sample career."""
