"""What can go wrong with another service, each with one sentence for a person.

TrelloFault
├── TrelloDenied      it does not know our key or token: somebody has to make new ones
├── TrelloForbidden   it knows us, but this is not ours to see or change
├── TrelloGone        the board, card or list is not there
├── TrelloRejected    what was asked cannot be done
├── TrelloBusy        not now: nothing was done, ask again later (`wait` seconds, when it said so)
└── TrelloUnsure      something was sent and no answer came: it may have been done

OidcFault             the sign-in service did not answer, or not as it should
└── OidcRefused       it does not know the code that the browser brought: somebody has to begin again

SlackFault
├── SlackStopped      nothing is taken at this address any more: somebody has to make a new one
├── SlackRejected     this message is not taken; the same again would not be either
├── SlackBusy         not now: nothing was written, try again later (`wait` seconds, when it said so)
└── SlackUnsure       the message was sent and no answer came: it may stand in the channel
"""

from __future__ import annotations

from core.errors import OtherService


class TrelloFault(OtherService):
    """Base of all."""


class TrelloDenied(TrelloFault):
    """Key or token are wrong, have run out or were taken back."""


class TrelloForbidden(TrelloFault):
    """The account behind the token may not do this."""


class TrelloGone(TrelloFault):
    """There is no such thing any more, or it is hidden from the account behind the token."""


class TrelloRejected(TrelloFault):
    """The request itself is refused; the same again would be too."""


class TrelloBusy(TrelloFault):
    """Not now. Nothing was done."""

    def __init__(self, en: str, fi: str, wait: float = 0.0) -> None:
        super().__init__(en, fi)
        self.wait = wait


class TrelloUnsure(TrelloFault):
    """No answer to something that was sent: it may have been done."""


class OidcFault(OtherService):
    """The sign-in service did not answer, or not as it should."""


class OidcRefused(OidcFault):
    """The code that the browser brought is used, too old, or was never given."""


class SlackFault(OtherService):
    """Base of all that goes wrong with Slack."""


class SlackStopped(SlackFault):
    """The webhook, its channel or its workspace takes nothing any more."""


class SlackRejected(SlackFault):
    """This message is refused; the same again would be too."""


class SlackBusy(SlackFault):
    """Not now. Nothing was written."""

    def __init__(self, en: str, fi: str, wait: float = 0.0) -> None:
        super().__init__(en, fi)
        self.wait = wait


class SlackUnsure(SlackFault):
    """No answer to a message that was sent: it may stand in the channel."""
