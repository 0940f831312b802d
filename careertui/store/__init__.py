"""The person's file: a TinyDB document store with a journal before it. Only this package imports tinydb."""
