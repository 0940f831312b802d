"""Other programs' files: one module a format, each reading a file into a `Draft` or writing text."""
