"""The records and the rules."""
