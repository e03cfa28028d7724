"""Posts to incoming webhooks of Slack, and says what came of it.

The address is a secret: it is in no message of ours, in no log, and urllib3 is kept from writing it down. A post is not
followed elsewhere and is made once: Slack has no key by which it would know a second one for the same, so whoever calls
decides, by the fault, whether it may be made again.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from core.connect.faults import SlackBusy, SlackFault, SlackRejected, SlackStopped, SlackUnsure
from core.connect.secrets import SlackAddress
from core.errors import Refused
from core.model import Sentence

logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)

HOST = "https://hooks.slack.com"
HOST_VARIABLE = "TAHTI_SLACK_HOST"
"""Environment variable: another place instead of Slack. Only an address of this machine is taken, for tests."""
PATH = "/services/"
LOCAL = ("127.0.0.1", "localhost", "::1")
CONNECT_SECONDS, READ_SECONDS = 5, 15
LONGEST_ANSWER_SECONDS = 30
LARGEST_ANSWER = 64 * 1024
USUAL_WAIT_SECONDS = 60.0
"""When Slack asks us to slow down and does not say for how long."""
LONGEST_WAIT_SECONDS = 24 * 3600.0


def require_address(address: SlackAddress) -> str:
    """The address, if it is one of Slack's incoming webhooks (or of the fake on this machine). Raises Refused, without
    telling it."""
    host = os.environ.get(HOST_VARIABLE) or HOST
    parts, allowed = urlsplit(address.url), urlsplit(host)
    is_known = allowed.scheme == "http" and allowed.hostname in LOCAL or host == HOST
    is_there = (parts.scheme, parts.netloc) == (allowed.scheme, allowed.netloc)
    if not is_known or not is_there or not parts.path.startswith(PATH) or parts.query or parts.fragment:
        raise Refused(
            f"The address for Slack is not that of an incoming webhook: it begins {HOST}{PATH}…",
            f"Slack-osoite ei ole saapuvan webhookin osoite: se alkaa {HOST}{PATH}…",
        )
    return address.url


def post(address: SlackAddress, payload: Mapping[str, Any]) -> None:
    """Write one message into the channel behind the address. Returns only when Slack has taken it. Raises Refused for
    an address that is not Slack's, else a SlackFault."""
    url = require_address(address)
    session = requests.Session()
    session.trust_env = urlsplit(url).hostname not in LOCAL
    session.auth = lambda request: request  # a .netrc file would otherwise add a password
    body = json.dumps(payload, ensure_ascii=False).encode()
    try:
        with session.post(
            url,
            data=body,
            headers={"content-type": "application/json; charset=utf-8"},
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as answer:
            said = _body(answer)
    except (requests.ConnectTimeout, requests.exceptions.ProxyError):
        raise unreachable() from None
    except requests.RequestException as error:
        raise unreachable() if _never_opened(error) else unsure() from None
    if answer.status_code != 200 or said.strip() != "ok":
        raise fault(answer.status_code, said, answer.headers.get("Retry-After", ""))


def _body(answer: requests.Response) -> str:
    """The beginning of the answer. Raises RequestException when it comes too slowly."""
    parts, size, until = [], 0, time.monotonic() + LONGEST_ANSWER_SECONDS
    for part in answer.iter_content(1 << 12):
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER:
            break
        if time.monotonic() > until:
            raise requests.RequestException("too slow")
    return b"".join(parts).decode("utf-8", "replace")


def _never_opened(error: requests.RequestException) -> bool:
    """Whether there never was a connection, or nobody there was believed, so that nothing was sent."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, requests.exceptions.SSLError):
        return "CERTIFICATE_VERIFY_FAILED" in str(reason)
    return isinstance(reason, (NewConnectionError, ConnectTimeoutError))


# ---------------------------------------------------------------------------------------------------- what answers mean


def fault(status: int, said: str, retry_after: str = "") -> SlackFault:
    """The error of an answer that is not Slack's `ok`. `said`: its words."""
    word = said.strip()
    if status == 429:
        return SlackBusy(
            "Slack asks us to slow down; the message is sent a little later.",
            "Slack pyytää hidastamaan; viesti lähetetään vähän myöhemmin.",
            _seconds(retry_after),
        )
    if status == 503:
        return unreachable(_seconds(retry_after) if retry_after else 0.0)
    if 300 <= status < 400:
        return no_slack()
    if status == 200 or status >= 500 or status == 408:
        return unsure()
    if word in _STOPPED or status in (401, 403, 404, 410):
        sentence = _STOPPED.get(word, _NO_SERVICE)
        return SlackStopped(_with_word(sentence.en, word), _with_word(sentence.fi, word))
    return SlackRejected(
        _with_word("Slack does not take this message", word),
        _with_word("Slack ei ota tätä viestiä vastaan", word),
    )


_NO_SERVICE = Sentence(
    "Slack knows this address no more: make a new incoming webhook in Slack and start the server with it",
    "Slack ei enää tunne tätä osoitetta: tee Slackissa uusi saapuva webhook ja käynnistä palvelin sillä",
)
_NO_CHANNEL = Sentence(
    "The channel is gone or archived in Slack: make a webhook for another channel and start the server with it",
    "Kanava on poistettu tai arkistoitu Slackissa: tee webhook toiselle kanavalle ja käynnistä palvelin sillä",
)
_NOT_ALLOWED = Sentence(
    "The workspace does not let webhooks write there: ask its admin to allow it, then try again",
    "Työtila ei anna webhookien kirjoittaa kanavalle: pyydä sen ylläpitäjää sallimaan se ja yritä uudelleen",
)
_STOPPED = {
    **dict.fromkeys(("no_service", "no_service_id", "no_active_hooks", "invalid_token"), _NO_SERVICE),
    **dict.fromkeys(("no_team", "team_disabled"), _NO_SERVICE),
    **dict.fromkeys(("channel_not_found", "channel_is_archived", "user_not_found"), _NO_CHANNEL),
    **dict.fromkeys(("action_prohibited", "posting_to_general_channel_denied"), _NOT_ALLOWED),
}
"""Slack's words for an address at which nothing is taken, and what a person does about each."""


def _with_word(sentence: str, word: str) -> str:
    """The sentence with Slack's own word, if it is one: an answer may be a page, or say our address back to us."""
    plain = word.replace("_", "").isalnum() and len(word) <= 60
    return f"{sentence} (Slack: {word})." if plain else f"{sentence}."


def _seconds(said: str) -> float:
    wanted = float(said) if said.strip().isdecimal() else USUAL_WAIT_SECONDS
    return min(max(wanted, 1.0), LONGEST_WAIT_SECONDS)


def unreachable(wait: float = 0.0) -> SlackBusy:
    return SlackBusy(
        "Slack could not be reached; the message is sent later.",
        "Slackiin ei saatu yhteyttä; viesti lähetetään myöhemmin.",
        wait,
    )


def no_slack() -> SlackBusy:
    return SlackBusy(
        "Something between us and Slack answered instead of Slack: is there a proxy that wants a sign-in?",
        "Jokin palvelimen ja Slackin välissä vastasi Slackin sijasta: vaatiiko välityspalvelin kirjautumista?",
    )


def unsure() -> SlackUnsure:
    return SlackUnsure(
        "Slack did not say whether it took the message. Look into the channel: if it is not there, send it again.",
        "Slack ei kertonut, ottiko se viestin vastaan. Katso kanavalta: jos viestiä ei näy, lähetä se uudelleen.",
    )
