"""Meetings: what is known about a client becomes an agenda with ordered items, minutes and lines. Pure."""
