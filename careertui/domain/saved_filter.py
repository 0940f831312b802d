"""Filters kept under a name, each for the screen it was typed on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from careertui.domain.record import Line, Name, Record, Shown


class SavedFilter(Record):
    """A line typed to filter a screen, with a name to call it back by. `said` is what was typed."""

    kind: ClassVar[str] = "filter"
    plural: ClassVar[str] = "filters"

    name: Annotated[Name, Shown("Name")]
    screen: Annotated[Name, Shown("Screen", by_hand=False)]
    said: Annotated[Line, Shown("Filter", "as it is typed after /")] = ""

    @property
    def heading(self) -> str:
        """Its name."""
        return self.name
