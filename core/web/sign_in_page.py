"""The sign-in page: a form for a password, a way to another service, or both, as the server is set up."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from core.connect.ways import Ways
from core.model import Sentence
from core.web import words
from core.web.html import Field, form, page, paragraph, way

BY_SERVICE = "/login/oidc"


def sign_in_page(
    request: Request, wanted: str, ways: Ways, *, email: str = "", refused: Sentence | None = None, status: int = 200
) -> Response:
    """The page, with what was typed and why it did not do."""
    said = words.preferred(request.headers.get("accept-language", ""))
    body = paragraph(refused, said, alert=True) if refused else ""
    if ways.service is not None:
        by = Sentence(*(text.format(name=ways.service_name) for text in (words.SIGN_IN_BY.en, words.SIGN_IN_BY.fi)))
        body += way(f"{BY_SERVICE}?next={quote(wanted, safe='')}", by, said)
    if ways.passwords:
        fields = [
            Field("email", words.EMAIL, "email", "username", email[:200]),
            Field("password", words.PASSWORD, "password", "current-password"),
        ]
        body += form("/login", fields, words.SIGN_IN, said, hidden={"next": wanted})
    return page(words.SIGN_IN, body, said, status=status)
