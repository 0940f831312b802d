"""Widgets that draw what is visible, and know no planner."""
