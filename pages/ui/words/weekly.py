"""Sentences of the weekly; those of every room are in `room`."""

from __future__ import annotations

from pages.ui.words import Table

WEEKLY: Table = {
    "title": ("Weekly", "Weekly"),
    "end": ("End the weekly", "Päätä weekly"),
    "back": ("Back to the weekly", "Takaisin weeklyyn"),
}
