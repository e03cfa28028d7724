"""The few plain pages before sign-in. Every text is escaped here; nothing is loaded but our own style and icon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from starlette.responses import HTMLResponse

from core.model import Sentence

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


NEUTRAL_ICON = "/assets/page.svg"
OUR_NAME = '<p class="brand"><img src="/assets/tahti.svg" alt="" width="28" height="28">Tahti</p>'
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    # So that a form names its origin when it is posted; nothing goes to other sites either way.
    "referrer-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a form; `complete` is its autocomplete token."""

    name: str
    label: Sentence
    kind: str = "text"
    complete: str = "off"
    value: str = ""


def form(
    action: str, fields: Sequence[Field], submit: Sentence, language: str, *, hidden: dict[str, str] | None = None
) -> str:
    """A form that posts to `action`; the first empty field has the focus."""
    first = next((field.name for field in fields if not field.value), "")
    inputs = "".join(_field(field, language, focus=field.name == first) for field in fields)
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in (hidden or {}).items()
    )
    button = f'<button type="submit">{escape(submit.said_in(language))}</button>'
    return f'<form method="post" action="{escape(action)}">{kept}{inputs}{button}</form>'


def paragraph(text: Sentence, language: str, *, alert: bool = False) -> str:
    """One sentence; an alert is read out by a screen reader."""
    mark = ' role="alert" class="alert"' if alert else ""
    return f"<p{mark}>{escape(text.said_in(language))}</p>"


def link(address: str, text: Sentence, language: str) -> str:
    """A quiet link under a form."""
    return f'<p><a href="{escape(address)}">{escape(text.said_in(language))}</a></p>'


def way(address: str, text: Sentence, language: str) -> str:
    """A link that looks like what it is: the main way on."""
    return f'<p><a class="way" href="{escape(address)}">{escape(text.said_in(language))}</a></p>'


def page(title: Sentence, body: str, language: str, *, status: int = 200, for_client: bool = False) -> HTMLResponse:
    """A whole page. It is never kept in a cache: it may carry what somebody typed. One `for_client` does not bear our
    name, which would tell its reader nothing."""
    said = escape(title.said_in(language))
    icon = NEUTRAL_ICON if for_client else "/assets/tahti.svg"
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex,nofollow"><meta name="color-scheme" content="light dark">'
        f'<title>{said}{"" if for_client else " · Tahti"}</title><link rel="icon" href="{icon}">'
        '<link rel="stylesheet" href="/assets/door.css"></head><body><main>'
        f"{'' if for_client else OUR_NAME}<h1>{said}</h1>"
        f"{body}</main></body></html>",
        status,
        HEADERS | {"content-language": language},
    )


def _field(field: Field, language: str, *, focus: bool) -> str:
    return (
        f"<label>{escape(field.label.said_in(language))}"
        f'<input type="{field.kind}" name="{field.name}" autocomplete="{field.complete}" value="{escape(field.value)}"'
        f" required{' autofocus' if focus else ''}></label>"
    )
