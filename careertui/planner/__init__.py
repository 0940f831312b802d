"""The verbs of the product, shared by the screens and the command line."""
