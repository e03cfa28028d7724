"""Which stage a campaign seems to belong to, why, and how sure that is. Everything here is a suggestion.

A person's decision is applied elsewhere and beats all of this. The rules are asked in this order and the first
that speaks wins:

    template   .95   the client's naming agreement: a regular expression with a group `stage`
    segment    .85   a stage word as a whole segment of the name (`CLIENT | Tunnettuus`); two different: a question
    email      .8    a mailing: Engage, but welcome and nurture Act, and abandoned carts Convert
    audience   .7    who is addressed: lookalikes Reach, buyers Engage, remarketing Convert
    objective  .8    what the platform was told to aim at (.6 when only the default name of a Google campaign tells it)
    result     .65   what Meta counts as the result, when the objective is not in the file
    bid        .6    bidding for value points to Convert, bidding for being seen to Reach
    type       .4–.5 the campaign type, or its word in the name
    none       0     unmapped

Real names hardly ever carry a stage word, so most verdicts come from the lower half and need a person's eye. Measure is
the frame of the picture: no rule gives it. Stage words never count inside prose ("Act now"), and `engagement` never.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from core.model import UNMAPPED, Level, Sentence, Stage, Temperature
from core.sources import names
from core.sources import stage_words as words
from core.sources.layout import MAIL_SOURCES
from core.sources.reading import Entity

NAMED_LEVELS = (Level.CAMPAIGN, Level.AD_SET, Level.AD)
SEARCH_WORD_SOURCES = ("google_ads", "microsoft_ads")
"""Where `search` or `haku` in a name means search advertising; elsewhere it may be a job search."""

REACH, ACT, CONVERT, ENGAGE = (stage.value for stage in Stage)
COLD, WARM, CUSTOMER = (temperature.value for temperature in Temperature)


@dataclass(frozen=True, slots=True)
class StageVerdict:
    """A suggested bucket (a stage or `unmapped`) with its reason. `temperature` is empty when nothing tells it; `brand`
    marks search for the client's own name, which flatters Convert; `confidence` runs from 0 to 1."""

    stage: str
    temperature: str
    rule: str
    confidence: float
    why: Sentence
    brand: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """One entity with what several rules need to know of it."""

    entity: Entity
    source: str
    texts: tuple[str, ...]
    """What people wrote about it, the nearest first: its name, its parent's name, its labels."""
    addressed: tuple[str, ...]
    """The same in the order in which they tell the audience: an ad is shown to its ad set's."""
    temperature: str
    kind: str
    """Campaign type in our words (keys of TYPES), empty when unknown."""
    kind_from_name: bool
    brand: bool
    template: str
    search_stage: str


@dataclass(frozen=True, slots=True)
class _Guess:
    stage: str
    rule: str
    confidence: float
    why: Sentence
    temperature: str = ""


def suggest(entity: Entity, source: str, *, naming_template: str = "", search_stage: str = CONVERT) -> StageVerdict:
    """The stage that the first matching rule suggests for one campaign, ad set or ad; `unmapped` when none does.

    `naming_template` is the client's regular expression (one that cannot be used is ignored), `search_stage` the agreed
    stage of generic search. Rows of other levels (accounts, pages, search terms …) are always unmapped.
    """
    return _suggested(entity, source, naming_template, search_stage)


@lru_cache(maxsize=16_384)
def _suggested(entity: Entity, source: str, template: str, search_stage: str) -> StageVerdict:
    # A page asks for every campaign of a client on each rerun, and the answer depends on nothing else.
    case = _case(entity, source, template, search_stage)
    guess = next((g for g in (rule(case) for rule in _RULES) if g), _NOTHING)
    return StageVerdict(
        stage=guess.stage,
        temperature=guess.temperature or case.temperature,
        rule=guess.rule,
        confidence=guess.confidence,
        why=guess.why,
        brand=case.brand,
    )


def validate_template(template: str) -> Sentence | None:
    """What is wrong with a naming template, with what to do; None when it can be used or is empty."""
    return names.template_problem(template)


# --- the rules, in their order -------------------------------------------------------------------------------------


def _not_a_campaign(case: _Case) -> _Guess | None:
    if case.entity.level in NAMED_LEVELS:
        return None
    return _unmapped(
        "none",
        "Only campaigns, ad sets and ads have a stage.",
        "Vain kampanjoilla, mainosjoukoilla ja mainoksilla on vaihe.",
    )


def _template(case: _Case) -> _Guess | None:
    if not case.template:
        return None
    for text in case.texts[:2]:
        value = names.template_value(case.template, text)
        stage = _stage_of_segment(value) or _LETTERS.get(names.folded(value).strip(), "")
        if stage:
            return _Guess(
                stage,
                "template",
                0.95,
                Sentence(
                    f'The agreed naming template finds "{names.quoted(value)}".',
                    f"Sovittu nimeämismalli löytää nimestä vaiheen ”{names.quoted(value)}”.",
                ),
            )
    return None


def _segment(case: _Case) -> _Guess | None:
    for text in case.texts:
        found = {stage: segment for segment in names.segments(text) if (stage := _stage_of_segment(segment))}
        if len(found) > 1:
            return _conflict(list(found.values()))
        for stage, segment in found.items():
            return _Guess(
                stage,
                "segment",
                0.85,
                Sentence(
                    f'The name has the part "{names.quoted(segment)}".', f"Nimessä on osa ”{names.quoted(segment)}”."
                ),
            )
    return None


def _email(case: _Case) -> _Guess | None:
    if case.source not in MAIL_SOURCES and case.entity.channel != "email":
        return None
    cart, nurture = names.find_in(case.texts, words.MAIL_CONVERT), names.find_in(case.texts, words.MAIL_ACT)
    if cart:
        return _Guess(
            CONVERT,
            "email",
            0.8,
            Sentence(f'A mailing about a cart left behind ("{cart}").', f"Hylätyn ostoskorin viesti (”{cart}”)."),
            WARM,
        )
    if nurture:
        return _Guess(
            ACT,
            "email",
            0.8,
            Sentence(f'A mailing to new contacts ("{nurture}").', f"Viesti uusille kontakteille (”{nurture}”)."),
            WARM,
        )
    return _Guess(
        ENGAGE,
        "email",
        0.8,
        Sentence("A mailing to people who are on the list already.", "Viesti niille, jotka ovat jo listalla."),
        case.temperature or CUSTOMER,
    )


def _recruiting(case: _Case) -> _Guess | None:
    for text in case.texts:
        for segment in names.segments(text):
            if names.is_one(segment, words.RECRUITING_SEGMENTS):
                return _RECRUITING
    return None


def _audience(case: _Case) -> _Guess | None:
    for text in case.addressed:
        found = _audience_of(text)
        if found:
            stage, temperature, word = found
            en, fi = _AUDIENCES[stage]
            return _Guess(
                stage,
                "audience",
                0.7,
                Sentence(f'{en} ("{word}" in the name).', f"{fi} (nimessä ”{word}”)."),
                temperature,
            )
    return None


def _objective(case: _Case) -> _Guess | None:
    if case.entity.objective:
        aim = _row_of(case.entity.objective, words.OBJECTIVES)
        return _by_aim(case, aim, "objective", 0.8, case.entity.objective)
    told = _default_name_goal(case.entity.name)
    return _by_aim(case, _row_of(told, words.OBJECTIVES), "objective", 0.6, told)


def _result(case: _Case) -> _Guess | None:
    return _by_aim(case, _row_of(case.entity.result_kind, words.RESULTS), "result", 0.65, case.entity.result_kind)


def _bid(case: _Case) -> _Guess | None:
    bid = case.entity.bid_strategy
    said = names.quoted(bid)
    if names.find(bid, words.BIDS_CONVERT):
        return _Guess(
            CONVERT,
            "bid",
            0.6,
            Sentence(
                f'It bids for the value of conversions ("{said}").',
                f"Hintatarjoukset seuraavat konversioiden arvoa (”{said}”).",
            ),
        )
    # Brand search is often bought by impression share, only to stand first on the client's own name.
    seen = names.find(bid, words.BIDS_REACH) or (not case.brand and names.find(bid, words.BIDS_SEEN))
    if seen:
        return _Guess(
            REACH,
            "bid",
            0.6,
            Sentence(f'It bids for being seen ("{said}").', f"Hintatarjoukset tavoittelevat näkyvyyttä (”{said}”)."),
        )
    return None


def _type(case: _Case) -> _Guess | None:
    if not case.kind:
        return None
    if case.kind == "search":
        return _search_campaign(case)
    stage, confidence, en, fi = _TYPE_STAGES[case.kind]
    return _Guess(stage, "type", min(confidence, 0.4) if case.kind_from_name else confidence, Sentence(en, fi))


def _search_campaign(case: _Case) -> _Guess:
    if case.brand:
        return _Guess(
            CONVERT,
            "type",
            0.5,
            Sentence(
                "Search for the client's own brand: counted as Convert and marked, because it flatters Convert.",
                "Brändihaku: luetaan Convertiin ja merkitään, koska se kaunistaa Convertin lukuja.",
            ),
        )
    agreed = case.search_stage if case.search_stage in set(Stage) else CONVERT
    name = agreed.capitalize()
    return _Guess(
        agreed,
        "type",
        0.4,
        Sentence(
            f"Generic search: {name} by this client's setting.",
            f"Yleinen haku: {name} tämän asiakkaan asetuksen mukaan.",
        ),
    )


_RULES: tuple[Callable[[_Case], _Guess | None], ...] = (
    _not_a_campaign,
    _template,
    _segment,
    _email,
    _recruiting,
    _audience,
    _objective,
    _result,
    _bid,
    _type,
)


# --- what the rules say --------------------------------------------------------------------------------------------


def _unmapped(rule: str, en: str, fi: str, confidence: float = 0.0) -> _Guess:
    return _Guess(UNMAPPED, rule, confidence, Sentence(en, fi))


_NOTHING = _unmapped(
    "none",
    "Nothing in the name or the settings tells the stage. Choose one.",
    "Nimi ja asetukset eivät kerro vaihetta. Valitse se itse.",
)
_RECRUITING = _unmapped(
    "objective",
    "Recruiting: a track of its own, outside the stages. Choose a stage if it belongs to one.",
    "Rekrytointi: oma kokonaisuutensa vaiheiden ulkopuolella. Valitse vaihe, jos kampanja kuuluu johonkin niistä.",
)
_LETTERS = {"r": REACH, "a": ACT, "c": CONVERT, "e": ENGAGE}
"""A naming agreement may use initials; a free name may not."""

_AUDIENCES = {
    REACH: ("People who do not know the client yet", "Yleisö ei vielä tunne asiakasta"),
    CONVERT: ("People who have shown interest", "Yleisö on jo osoittanut kiinnostusta"),
    ENGAGE: ("People who have bought already", "Yleisö on jo ostanut"),
}

_AIMS: dict[str, tuple[str, str, str]] = {
    "awareness": (REACH, "Aims to be noticed", "Tavoittelee huomiota"),
    "video": (REACH, "Aims at video views", "Tavoittelee videon katselijoita"),
    "traffic": (
        REACH,
        "Aims at visits, and nothing tells of a warm audience",
        "Tavoittelee käyntejä, eikä mikään kerro lämpimästä yleisöstä",
    ),
    "warm_traffic": (ACT, "Aims at visits from a warm audience", "Tavoittelee käyntejä lämpimältä yleisöltä"),
    "engagement": (ACT, "Aims at reactions", "Tavoittelee reaktioita"),
    "messages": (ACT, "Aims at conversations", "Tavoittelee keskusteluja"),
    "consideration": (ACT, "Aims at consideration", "Tavoittelee harkintaa"),
    "lead": (ACT, "Aims at leads", "Tavoittelee liidejä"),
    "hard_lead": (CONVERT, "Aims at requests for a quote or a call", "Tavoittelee tarjous- ja yhteydenottopyyntöjä"),
    "app": (ACT, "Aims at app installs", "Tavoittelee sovelluksen asennuksia"),
    "checkout": (CONVERT, "Aims at started checkouts", "Tavoittelee kassalle siirtyjiä"),
    "cart": (ACT, "Aims at filled carts", "Tavoittelee täytettyjä ostoskoreja"),
    "sales": (CONVERT, "Aims at sales", "Tavoittelee kauppoja"),
}
_UNSURE_AIMS = {"app": 0.5, "cart": 0.5, "checkout": 0.5}
"""Aims on which the sources disagree about the stage."""

_TYPE_STAGES: dict[str, tuple[str, float, str, str]] = {
    "shopping": (CONVERT, 0.5, "A Shopping campaign.", "Shopping-kampanja."),
    "pmax": (
        CONVERT,
        0.4,
        "Performance Max: mixed? Counted as Convert until its money is split between stages.",
        "Performance Max: useita vaiheita? Luetaan Convertiin, kunnes kulut jaetaan vaiheille.",
    ),
    "display": (REACH, 0.5, "A display campaign.", "Display-kampanja."),
    "video": (REACH, 0.5, "A video campaign.", "Videokampanja."),
    "demand_gen": (ACT, 0.5, "A Demand Gen campaign.", "Demand Gen -kampanja."),
    "app": (ACT, 0.4, "An app campaign.", "Sovelluskampanja."),
}


def _conflict(segments: list[str]) -> _Guess:
    en = ", ".join(f'"{names.quoted(s)}"' for s in segments)
    fi = ", ".join(f"”{names.quoted(s)}”" for s in segments)
    return _unmapped(
        "segment",
        f"The name points to different stages: {en}. Which one is it?",
        f"Nimi viittaa eri vaiheisiin: {fi}. Mikä niistä on oikea?",
    )


def _by_aim(case: _Case, aim: str, rule: str, confidence: float, said: str) -> _Guess | None:
    if not aim:
        return None
    if aim == "recruiting":
        return _RECRUITING
    if aim == "traffic" and case.temperature in (WARM, CUSTOMER):
        aim = "warm_traffic"
    if aim == "lead" and names.find_in(case.texts, words.HARD_LEAD):
        aim = "hard_lead"
    stage, en, fi = _AIMS[aim]
    return _Guess(
        stage,
        rule,
        min(confidence, _UNSURE_AIMS.get(aim, 1.0)),
        Sentence(f'{en} ("{names.quoted(said)}").', f"{fi} (”{names.quoted(said)}”)."),
    )


# --- what the rules look at ----------------------------------------------------------------------------------------

_CHANNEL_TYPES = {
    "paid_search": "search",
    "bing_search": "search",
    "shopping": "shopping",
    "pmax": "pmax",
    "display": "display",
    "youtube": "video",
    "video": "video",
    "demand_gen": "demand_gen",
    "app": "app",
}


def _case(entity: Entity, source: str, template: str, search_stage: str) -> _Case:
    entity = _cleaned(entity)
    texts = tuple(t for t in (entity.name, entity.parent, entity.labels) if t)
    addressed = texts[1::-1] + texts[2:] if entity.level == Level.AD else texts
    kind = _row_of(entity.campaign_type, words.TYPES) or _CHANNEL_TYPES.get(entity.channel, "")
    named = "" if kind else _type_in_name(texts, source)
    return _Case(
        entity=entity,
        source=source,
        texts=texts,
        addressed=addressed,
        temperature=_temperature(addressed),
        kind=kind or named,
        kind_from_name=bool(named),
        brand=(kind or named) == "search" and _is_brand(texts),
        template="" if names.template_problem(template) else template,
        search_stage=search_stage,
    )


def _cleaned(entity: Entity) -> Entity:
    return replace(
        entity,
        name=names.clean(entity.name),
        parent=names.clean(entity.parent),
        labels=names.clean(entity.labels).replace(",", ";"),
        campaign_type=names.clean(entity.campaign_type),
        objective=names.clean(entity.objective),
        result_kind=names.clean(entity.result_kind),
        bid_strategy=names.clean(entity.bid_strategy),
    )


def _row_of(text: str, table: Iterable[tuple[str, names.Words]]) -> str:
    """The key of the first row that has a word of the text; empty when none has."""
    return next((key for key, row in table if names.find(text, row)), "")


def _type_in_name(texts: Iterable[str], source: str) -> str:
    for text in texts:
        kind = _row_of(text, words.TYPES)
        if kind and (kind not in ("search", "app") or source in SEARCH_WORD_SOURCES):
            return kind
    return ""


def _is_brand(texts: tuple[str, ...]) -> bool:
    return bool(names.find_in(texts, words.BRAND)) and not names.find_in(texts, words.NOT_BRAND)


def _stage_of_segment(segment: str) -> str:
    return next((stage for stage, known in words.STAGE_SEGMENTS.items() if names.is_one(segment, known)), "")


def _temperature(texts: Iterable[str]) -> str:
    for text in texts:
        found = _audience_of(text)
        if found:
            return found[1]
        for segment in names.segments(text):
            for temperature, known in words.TEMPERATURE_SEGMENTS.items():
                if names.is_one(segment, known):
                    return temperature
    return ""


def _audience_of(text: str) -> tuple[str, str, str] | None:
    """(stage, temperature, the word as written) of the audience a text names."""
    for stage, temperature, known in (
        (REACH, COLD, words.COLD),
        (CONVERT, WARM, words.NOT_BUYERS),
        (ENGAGE, CUSTOMER, words.CUSTOMERS),
        (CONVERT, WARM, words.WARM),
    ):
        word = names.find(text, known, without=words.NOT_AUDIENCE)
        if word:
            return stage, temperature, word
    return None


def _default_name_goal(name: str) -> str:
    """`Leads` of a name that Google Ads made up itself (`Leads-Performance Max-4`); empty for any other name."""
    found = re.fullmatch(r"([^-]{3,40})-[^-]{3,40}-\d{1,4}", name.strip())
    return found[1] if found else ""
