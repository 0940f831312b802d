"""Behaviour of careertui, through its front doors."""
