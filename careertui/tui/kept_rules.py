"""The stylesheet, read once: Textual parses all of it anew for each file that is added, and for each theme.

A start adds five times. Rules are parsed from a text and the variables in it, so what was parsed stays good
for as long as those are the same.
"""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class KeptRules(Stylesheet):
    """A stylesheet that parses a text again only when the variables are others."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Use these variables; what was parsed with others is forgotten."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Put the rules together from all the texts, in place: an error leaves those there were."""
        self.parse()
