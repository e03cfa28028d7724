"""The page in which Streamlit runs: its installed index.html with our title, icon and language, and compressed."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from core.model import Sentence
from core.web.gate import language_of

STATIC = Path(streamlit.__file__).parent / "static"
NOT_PAGES = ("/_stcore/", "/static/", "/media/", "/component/", "/app/static/", "/assets/", "/s/")
NEEDS_JAVASCRIPT = Sentence("Tahti needs JavaScript.", "Tahti tarvitsee JavaScriptin.")
ROUTES = ("/login", "/logout", "/first-run", "/healthz", "/balance")


@lru_cache(maxsize=1)
def installed_page() -> str:
    """Streamlit's index.html without comments."""
    return re.sub(r"<!--.*?-->", "", (STATIC / "index.html").read_text("utf-8"), flags=re.S).lstrip()


def own_page(page: str, *, title: str, icon: str, language: str) -> str:
    """The page as we serve it: not to be indexed, nor translated by the browser (which breaks the app, streamlit
    issue 7745), without the link to the agent interface."""
    page = page.replace('<html lang="en">', f'<html lang="{language}" translate="no">')
    page = page.replace("<title>Streamlit</title>", f"<title>{title}</title>")
    page = page.replace('href="./favicon.png"', f'href="{icon}"')
    needs = NEEDS_JAVASCRIPT.said_in(language)
    page = re.sub(r"<noscript>.*?</noscript>", f"<noscript>{needs}</noscript>", page, flags=re.S)
    return re.sub(r'\s*<link rel="service-desc"[^>]*>', '\n    <meta name="robots" content="noindex,nofollow" />', page)


class Shell:
    """Answers page addresses with our own copy of the page. Stands behind the gate."""

    def __init__(self, app: ASGIApp, *, title: str, icon: str) -> None:
        self.app = app
        self.pages = {
            language: own_page(installed_page(), title=title, icon=icon, language=language).encode()
            for language in ("fi", "en")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and is_page(scope["path"]):
            return await self._page(scope)(scope, receive, send)
        return await self.app(scope, receive, send)

    def _page(self, scope: Scope) -> Response:
        wished = QueryParams(scope["query_string"]).get("lang", "")
        page = self.pages.get(wished) or self.pages.get(language_of(scope)) or self.pages["en"]
        headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return Response(page, headers=headers, media_type="text/html")
        packed = gzip.compress(page, 6, mtime=0)
        return Response(packed, headers=headers | {"content-encoding": "gzip"}, media_type="text/html")


def is_page(path: str) -> bool:
    """Whether an address is one of Streamlit's pages rather than a file, a route or an internal."""
    return (
        path not in ROUTES
        and not path.startswith(NOT_PAGES)
        and "/_stcore/" not in path
        and "." not in path.rsplit("/", 1)[-1]
    )
