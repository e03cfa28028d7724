"""Components of our own, each a script and a style sheet of a folder beside this file.

The script is served from here like every other file: the content policy of the house lets no inline script run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

Renderer = Callable[..., Any]
_HERE = Path(__file__).parent


def component(folder: str, names: tuple[str, ...]) -> Callable[[str], Renderer]:
    """name -> how to mount it: `NAME.js` and `NAME.css` of the folder, over an empty element of that class. Registered
    once for each server."""
    known: WeakKeyDictionary[BidiComponentManager, dict[str, Renderer]] = WeakKeyDictionary()
    assets = _HERE / folder
    package = f"tahti-{folder.replace('_', '-')}"

    @cache
    def css(name: str) -> str:
        return (assets / f"{name}.css").read_text("utf-8")

    def renderer(name: str) -> Renderer:
        manager = get_bidi_component_manager()
        made = known.get(manager)
        if made is None:
            configs = [ComponentConfig(one, folder) for one in names]
            manager.register_from_manifest(ComponentManifest(package, "1", configs), _HERE)
            made = known[manager] = {}
        if name not in made:
            made[name] = st.components.v2.component(
                f"{package}.{name}", html=f'<div class="{name}"></div>', css=css(name), js=f"{name}.js"
            )
        return made[name]

    return renderer
