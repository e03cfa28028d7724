"""The rules that an item of an agenda may draw its lines from, by name."""

from __future__ import annotations

from collections.abc import Callable

from core.meetings import effect_lines, memory_lines, number_lines, work_lines
from core.meetings.shapes import Known
from core.meetings.work_lines import Groups

FEEDS: dict[str, Callable[[Known], Groups]] = {
    "actions": memory_lines.actions,
    "balance": number_lines.balance,
    "channels": number_lines.channel_round,
    "decisions": memory_lines.decisions,
    "effects": effect_lines.effects,
    "expected": effect_lines.expected,
    "faults": number_lines.faults,
    "findings": number_lines.findings,
    "flow": work_lines.flow,
    "grades": memory_lines.grades,
    "held_up": work_lines.held_up,
    "ideas": work_lines.ideas,
    "learnings": number_lines.channel_learnings,
    "learnt": memory_lines.learnt,
    "looks_back": memory_lines.looks_back,
    "news": work_lines.news,
    "outcomes": effect_lines.outcomes,
    "paces": number_lines.paces,
    "promises": memory_lines.promises,
    "raised": memory_lines.raised,
    "seasons": memory_lines.seasons,
    "set_up": number_lines.set_up,
    "trust": number_lines.trust,
    "unprepared": memory_lines.unprepared,
    "waiting": work_lines.waiting_for_client,
}
"""Each gives groups of lines; where an item has no room for all, every group is heard before any is heard out."""
