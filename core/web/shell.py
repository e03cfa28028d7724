"""The page in which Streamlit runs: its installed index.html with our title, icon and language, and compressed."""

from __future__ import annotations

import re
from functools import lru_cache

from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from core.model import Sentence
from core.web.compress import CODINGS, STATIC, accepted_coding, packed
from core.web.gate import CLIENT_PAGE, language_of
from core.web.html import NEUTRAL_ICON

NOT_PAGES = (
    "/_stcore/",
    "/static/",
    "/media/",
    "/component/",
    "/app/static/",
    "/assets/",
    "/s/",
    "/invite/",
    "/calendar/",
    "/hooks/",
)
NEEDS_JAVASCRIPT = Sentence("This page needs JavaScript.", "Tämä sivu tarvitsee JavaScriptin.")
A_CLIENTS = Sentence("Overview", "Katsaus")
"""What a client's page is called until it says its own name: never after us."""
ROUTES = ("/login", "/login/oidc", "/login/oidc/back", "/logout", "/first-run", "/healthz", "/balance")


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


def own_files(page: str) -> list[str]:
    """The addresses of the scripts and styles that a page asks for."""
    return re.findall(r'(?:src|href)="\.(/static/[^"]+\.(?:js|css))"', page)


class Shell:
    """Answers page addresses with our own copy of the page. Stands behind the gate."""

    def __init__(self, app: ASGIApp, *, title: str, icon: str) -> None:
        self.app = app
        page, languages = installed_page(), ("fi", "en")
        self.pages = {one: _in_codings(own_page(page, title=title, icon=icon, language=one)) for one in languages}
        self.clients = {
            one: _in_codings(own_page(page, title=A_CLIENTS.said_in(one), icon=NEUTRAL_ICON, language=one))
            for one in languages
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and is_page(scope["path"]):
            return await self._page(scope)(scope, receive, send)
        return await self.app(scope, receive, send)

    def _page(self, scope: Scope) -> Response:
        wished = QueryParams(scope["query_string"]).get("lang", "")
        pages = self.clients if scope["path"] == CLIENT_PAGE else self.pages
        page = pages.get(wished) or pages.get(language_of(scope)) or pages["en"]
        coding = accepted_coding(scope)
        headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
        if coding:
            headers["content-encoding"] = coding
        return Response(page[coding], headers=headers, media_type="text/html")


def _in_codings(page: str) -> dict[str, bytes]:
    """Content coding -> the page in it; plain under the empty name."""
    return {"": page.encode()} | {coding: packed(page.encode(), coding) for coding in CODINGS}


def is_page(path: str) -> bool:
    """Whether an address is one of Streamlit's pages rather than a file, a route or an internal."""
    return (
        path not in ROUTES
        and not path.startswith(NOT_PAGES)
        and "/_stcore/" not in path
        and "." not in path.rsplit("/", 1)[-1]
    )
