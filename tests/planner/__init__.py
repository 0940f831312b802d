"""The planner: the verbs of the product, on real files."""
