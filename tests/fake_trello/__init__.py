"""A Trello of our own on the loopback: `world` is what it knows, `server` answers as Trello does."""
