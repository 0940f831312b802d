"""The command line: parse, ask the planner, print. Data goes to stdout, words to stderr."""
