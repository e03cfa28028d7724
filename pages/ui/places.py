"""Places on a page that stay where they are while what stands in them grows and shrinks."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def each(*parts: Callable[[], None] | None) -> None:
    """Draw each part in a place of its own; None keeps a place empty.

    Streamlit knows an element by its position. When one more line appears above a text field, the field is a new one
    in a new position: the cursor that was in it is lost, and until the run is over the old one stands beside it. In a
    place of its own it stays the one it was."""
    for part in parts:
        with st.container():
            if part is not None:
                part()
