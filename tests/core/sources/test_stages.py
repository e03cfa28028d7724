from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import BUCKETS, Level
from core.sources import stage_words
from core.sources.names import folded, segments
from core.sources.reading import Entity
from core.sources.stages import StageVerdict, suggest, validate_template

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
TEMPLATE = r"^[A-Z]{2}_(?P<stage>[^_]+)_"


def verdict(name: str = "Kampanja", source: str = "meta_ads", **told: str) -> StageVerdict:
    settings = {key: told.pop(key) for key in ("naming_template", "search_stage") if key in told}
    level = Level(told.pop("level", "campaign"))
    return suggest(Entity(level, name, **told), source, **settings)


def spoken(name: str = "Kampanja", source: str = "meta_ads", **told: str) -> tuple[str, str]:
    found = verdict(name, source, **told)
    return found.stage, found.rule


# --- 1. the client's naming agreement ---


def test_the_naming_agreement_beats_every_other_rule() -> None:
    found = verdict("FI_Act_Remarketing_Sales", naming_template=TEMPLATE, objective="Sales")
    assert (found.stage, found.rule, found.confidence, found.temperature) == ("act", "template", 0.95, "warm")


def test_a_naming_agreement_may_use_finnish_words_initials_and_any_case() -> None:
    assert spoken("fi_aktivoi_opas", naming_template=TEMPLATE) == ("act", "template")
    assert spoken("FI_E_uutiskirje", naming_template=TEMPLATE) == ("engage", "template")


def test_the_parent_speaks_when_the_ad_set_itself_does_not_follow_the_agreement() -> None:
    assert spoken("Yleisö 1", level="ad_set", parent="FI_Reach_Video", naming_template=TEMPLATE) == (
        "reach",
        "template",
    )


def test_a_name_outside_the_agreement_falls_through_to_the_next_rules() -> None:
    assert spoken("Reach | Video", naming_template=TEMPLATE) == ("reach", "segment")
    assert spoken("FI_Measure_Survey", naming_template=TEMPLATE) == ("unmapped", "none")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("(?P<stage>", "not a usable regular expression"),
        ("^([A-Z]+)_(?P<stage>.+)", "not a usable regular expression"),
        (r"(?P<stage>a)(?=b)", "not a usable regular expression"),
        (r"(?P<stage>a)\1", "not a usable regular expression"),
        ("\ud800(?P<stage>a)", "not a usable regular expression"),
        ("^[A-Z]+_", "needs a group"),
        ("(?P<vaihe>.+)", "needs a group"),
        ("(?P<stage>" + "a" * 200 + ")", "at most 200 characters"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_a_sentence_and_ignored(template: str, said: str) -> None:
    problem = validate_template(template)
    assert problem is not None
    assert said in problem.en
    assert problem.fi != problem.en
    assert spoken("FI_Act_Opas", naming_template=template) == ("act", "segment")


@pytest.mark.parametrize("template", ["", TEMPLATE, r"(?:FI|SE)[-_](?P<stage>reach|act|convert|engage|[race])\b"])
def test_a_usable_template_has_no_problem(template: str) -> None:
    assert validate_template(template) is None


def test_no_template_can_hang_the_product() -> None:
    template = r"^(?P<stage>(?:a+)+)+(?:.*.*.*.*.*)*$!"
    assert validate_template(template) is None
    started = time.process_time()
    verdict("a" * 500 + "!", naming_template=template)
    assert time.process_time() - started < 3, "taken literally it would not end in a lifetime"


# --- 2. stage words as whole segments ---


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("ASIAKAS | Tunnettuus | Video", "reach"),
        ("ASIAKAS | Reach 2026 | Video", "reach"),
        ("FI-ToFu-brändi", "reach"),
        ("Malli Oy (Bränditunnettuus)", "reach"),
        ("FI_Act_Opas", "act"),
        ("Syksy – Harkinta – opas", "act"),
        ("[MoFu] Opas", "act"),
        ("02. Aktivoi / webinaari", "act"),
        ("Myynti | Kengät", "convert"),
        ("FI_SALES_kengät", "convert"),
        ("bofu-kengät", "convert"),
        ("Engage | Uutiskirje", "engage"),
        ("Sitouta – jälkihoito", "engage"),
        ("SE_Retention", "engage"),
        ("SE | Kännedom | video", "reach"),
        ("DE | Markenbekanntheit", "reach"),
        ("BR | Consideração", "act"),
        ("ES | Ventas", "convert"),
        ("NL | Naamsbekendheid", "reach"),
        ("Re-engage | syksy", "engage"),
    ],
)
def test_a_stage_word_as_a_whole_segment(name: str, stage: str) -> None:
    found = verdict(name)
    assert (found.stage, found.rule, found.confidence) == (stage, "segment", 0.85)


@pytest.mark.parametrize(
    "name",
    [
        "Act now",
        "Act-now kampanja",
        "Reach out to us",
        "Reach-out 2026",
        "Syksyn myynti alkaa",
        "Engagement",
        "FI | Engagement | syksy",
        "FI_engagement_syksy",
        "Sitoutuminen | syksy",
        "Brändi",
        "ASIAKAS | Brändi | syksy",
        "Brand",
        "Contact | Activate | Reactor",
        "Measure",
        "ASIAKAS | Measure | Mittaus",
        "After-sales",
    ],
)
def test_stage_words_never_count_inside_prose_and_some_words_are_no_stage(name: str) -> None:
    assert spoken(name) == ("unmapped", "none")


def test_two_different_stage_words_are_a_question() -> None:
    found = verdict("Reach | Convert | syksy", objective="Sales")
    assert (found.stage, found.rule, found.confidence) == ("unmapped", "segment", 0.0)
    assert '"Reach", "Convert"' in found.why.en
    assert found.why.en.endswith("?")
    assert found.why.fi.endswith("?")


def test_two_words_of_one_stage_are_no_conflict() -> None:
    assert spoken("Reach | Tunnettuus") == ("reach", "segment")


def test_the_nearest_name_wins_over_its_parent_and_labels() -> None:
    assert spoken("Convert", level="ad_set", parent="Reach | Video") == ("convert", "segment")
    assert spoken("Yleisö 1", level="ad_set", parent="Reach | Video") == ("reach", "segment")
    assert spoken("Kampanja 1", labels="Engage;kevät") == ("engage", "segment")


def test_the_reason_quotes_the_word_as_it_is_written() -> None:
    found = verdict("ASIAKAS | Tunnettuus | Video")
    assert found.why.en == 'The name has the part "Tunnettuus".'
    assert found.why.fi == "Nimessä on osa ”Tunnettuus”."
    assert "Lisämyynti" in verdict("Lisämyynti kevät").why.fi


# --- 3. mailings ---


@pytest.mark.parametrize(
    ("name", "stage", "temperature"),
    [
        ("Syyskuun uutiskirje", "engage", "customer"),
        ("Welcome series 2", "act", "warm"),
        ("Tervetuloa-sarja", "act", "warm"),
        ("Abandoned cart 1 h", "convert", "warm"),
        ("Hylätty ostoskori", "convert", "warm"),
    ],
)
def test_mailings(name: str, stage: str, temperature: str) -> None:
    for found in (verdict(name, "klaviyo"), verdict(name, "generic", channel="email")):
        assert (found.stage, found.rule, found.confidence, found.temperature) == (stage, "email", 0.8, temperature)


# --- 4. audiences ---


@pytest.mark.parametrize(
    ("name", "stage", "temperature"),
    [
        ("Lookalike 1 % ostajista", "reach", "cold"),
        ("LAL buyers 1%", "reach", "cold"),
        ("Samankaltaiset yleisöt", "reach", "cold"),
        ("Kaksoisolennot – syksy", "reach", "cold"),
        ("Prospecting – FI", "reach", "cold"),
        ("New customers", "reach", "cold"),
        ("Neukundengewinnung", "reach", "cold"),
        ("Nya kunder", "reach", "cold"),
        ("Público frio | Semelhantes", "reach", "cold"),
        ("Venue_0911_ Buyers", "engage", "customer"),
        ("Kanta-asiakkaat", "engage", "customer"),
        ("Kanta-asiakkaille syystarjous", "engage", "customer"),
        ("Nykyiset asiakkaat", "engage", "customer"),
        ("Lisämyynti kevät", "engage", "customer"),
        ("Upsell 2026", "engage", "customer"),
        ("Win-back 90 d", "engage", "customer"),
        ("Bestandskunden", "engage", "customer"),
        ("Compradores 180d", "engage", "customer"),
        ("FI_Banner_Remarketing_RSL", "convert", "warm"),
        ("Re-marketing", "convert", "warm"),
        ("Retargeting - June 5", "convert", "warm"),
        ("Uudelleenmarkkinointikampanja", "convert", "warm"),
        ("Ostoskorin hylänneet", "convert", "warm"),
        ("Video — High Intent", "convert", "warm"),
        ("Sivustokävijät 30 pv", "convert", "warm"),
        ("Varukorg", "convert", "warm"),
        ("Carrinho abandonado", "convert", "warm"),
        ("Winkelwagenverlaters", "convert", "warm"),
        ("Non-buyers 30d", "convert", "warm"),
        ("Ei ostaneet", "convert", "warm"),
    ],
)
def test_audience_words(name: str, stage: str, temperature: str) -> None:
    found = verdict(name)
    assert (found.stage, found.rule, found.confidence, found.temperature) == (stage, "audience", 0.7, temperature)


@pytest.mark.parametrize(
    "name", ["Home buyers Helsinki", "Ostajapersoonat", "Cold brew", "First-time buyers guide", "Malice"]
)
def test_words_that_only_look_like_an_audience(name: str) -> None:
    assert spoken(name) == ("unmapped", "none")


def test_the_audience_beats_the_objective() -> None:
    assert spoken("Lookalike 2 %", objective="Sales") == ("reach", "audience")


def test_an_ad_is_shown_to_its_ad_sets_audience() -> None:
    found = verdict("Video — High Intent", level="ad", parent="Lookalike 1 %")
    assert (found.stage, found.temperature) == ("reach", "cold")


def test_a_bare_temperature_is_no_stage_but_is_kept() -> None:
    found = verdict("Opas | lämmin | syksy")
    assert (found.stage, found.temperature) == ("unmapped", "warm")
    assert verdict("Opas | kylmä", objective="Traffic").temperature == "cold"


def test_temperature_is_kept_beside_a_stage_word() -> None:
    found = verdict("Reach | Remarketing | video")
    assert (found.stage, found.rule, found.temperature) == ("reach", "segment", "warm")


# --- 5. objectives ---


@pytest.mark.parametrize(
    ("objective", "stage"),
    [
        ("Awareness", "reach"),
        ("OUTCOME_AWARENESS", "reach"),
        ("BRAND_AWARENESS", "reach"),
        ("REACH", "reach"),
        ("Video views", "reach"),
        ("Videoaufrufe", "reach"),
        ("Tunnettuus", "reach"),
        ("Traffic", "reach"),
        ("OUTCOME_TRAFFIC", "reach"),
        ("LINK_CLICKS", "reach"),
        ("Liikenne", "reach"),
        ("Website visits", "reach"),
        ("Websitebezoeken", "reach"),
        ("Tráfego", "reach"),
        ("Brand awareness and reach", "reach"),
        ("Engagement", "act"),
        ("OUTCOME_ENGAGEMENT", "act"),
        ("Sitoutumiset", "act"),
        ("Interaktionen", "act"),
        ("„Gefällt mir“-Angaben für eine Seite", "act"),
        ("Veranstaltungszu-/absagen", "act"),
        ("Messages", "act"),
        ("Leads", "act"),
        ("Lead generation", "act"),
        ("Liidit", "act"),
        ("Cadastros", "act"),
        ("App promotion", "act"),
        ("App-Installationen", "act"),
        ("Product and brand consideration", "act"),
        ("Sales", "convert"),
        ("OUTCOME_SALES", "convert"),
        ("PRODUCT_CATALOG_SALES", "convert"),
        ("Website conversions", "convert"),
        ("CONVERSIONS", "convert"),
        ("Myynti", "convert"),
        ("Försäljning", "convert"),
        ("Ventas", "convert"),
        ("Vendas", "convert"),
    ],
)
def test_platform_objectives_in_seven_languages(objective: str, stage: str) -> None:
    assert spoken(objective=objective) == (stage, "objective")


def test_traffic_to_a_warm_audience_is_act() -> None:
    found = verdict("Opas | lämmin", objective="Liikenne")
    assert (found.stage, found.rule, found.temperature) == ("act", "objective", "warm")


def test_leads_that_ask_for_a_quote_are_convert() -> None:
    assert spoken("Opas 2026", objective="Leads") == ("act", "objective")
    assert spoken("Tarjouspyyntölomake", objective="Leads") == ("convert", "objective")


@pytest.mark.parametrize(
    "told",
    [
        {"objective": "Job applicants"},
        {"objective": "TALENT_LEADS"},
        {"name": "Rekry | Asentajat", "objective": "Traffic"},
    ],
)
def test_recruiting_is_a_track_of_its_own_outside_the_stages(told: dict[str, str]) -> None:
    found = verdict(**told)
    assert (found.stage, found.rule) == ("unmapped", "objective")
    assert "Recruiting" in found.why.en
    assert "Rekrytointi" in found.why.fi


def test_an_objective_that_says_nothing_lets_the_result_speak() -> None:
    assert spoken(objective="NONE", result_kind="reach") == ("reach", "result")


def test_the_name_google_ads_makes_up_tells_its_goal() -> None:
    found = verdict("Leads-Smart-4", "google_ads", campaign_type="Display")
    assert (found.stage, found.rule, found.confidence) == ("act", "objective", 0.6)
    assert spoken("Website traffic-Search-1", "google_ads") == ("reach", "objective")
    assert spoken("Leads for everybody", "google_ads") == ("unmapped", "none")


# --- 6. results ---


@pytest.mark.parametrize(
    ("result", "stage", "confidence"),
    [
        ("actions:offsite_conversion.fb_pixel_purchase", "convert", 0.65),
        ("Website purchases", "convert", 0.65),
        ("actions:offsite_conversion.fb_pixel_initiate_checkout", "convert", 0.5),
        ("actions:offsite_conversion.fb_pixel_add_to_cart", "act", 0.5),
        ("actions:offsite_conversion.custom.123", "convert", 0.65),
        ("actions:lead", "act", 0.65),
        ("form_submit", "act", 0.65),
        ("Messaging conversations started", "act", 0.65),
        ("actions:onsite_conversion.messaging_conversation_started_7d", "act", 0.65),
        ("Mobile app installs", "act", 0.5),
        ("Reach", "reach", 0.65),
        ("reach", "reach", 0.65),
        ("actions:link_click", "reach", 0.65),
        ("Landing page views", "reach", 0.65),
        ("ThruPlays", "reach", 0.65),
        ("actions:post_engagement", "act", 0.65),
    ],
)
def test_what_meta_counts_as_the_result(result: str, stage: str, confidence: float) -> None:
    found = verdict(result_kind=result)
    assert (found.stage, found.rule, found.confidence) == (stage, "result", confidence)


# --- 7. bids ---


@pytest.mark.parametrize(
    ("bid", "stage"),
    [
        ("Maximise Conversion Value (Target ROAS)", "convert"),
        ("Maximize conversion value", "convert"),
        ("Konversioarvon maksimointi", "convert"),
        ("Maximizar valor de conversão", "convert"),
        ("Target impression share", "reach"),
        ("Target CPM", "reach"),
        ("Maximum CPV", "reach"),
    ],
)
def test_bids_that_tell_a_stage(bid: str, stage: str) -> None:
    found = verdict("Malli", "google_ads", bid_strategy=bid)
    assert (found.stage, found.rule, found.confidence) == (stage, "bid", 0.6)


@pytest.mark.parametrize(
    "bid", ["Maximise clicks", "Maximizar as conversões", "Target CPA", "ABSOLUTE_OCPM", "Manual CPC"]
)
def test_bids_that_tell_nothing(bid: str) -> None:
    assert spoken("Malli", "google_ads", bid_strategy=bid) == ("unmapped", "none")


def test_brand_search_bought_by_impression_share_is_still_brand_search() -> None:
    found = verdict("Haku | Brändi", "google_ads", campaign_type="Search", bid_strategy="Target impression share")
    assert (found.stage, found.rule, found.brand) == ("convert", "type", True)


# --- 8. campaign types ---


@pytest.mark.parametrize(
    ("kind", "stage", "confidence"),
    [
        ("Shopping", "convert", 0.5),
        ("Performance Max", "convert", 0.4),
        ("Display", "reach", 0.5),
        ("Video", "reach", 0.5),
        ("Demand Gen", "act", 0.5),
        ("App", "act", 0.4),
        ("Search", "convert", 0.4),
        ("Search & content", "convert", 0.4),
        ("Pesquisa", "convert", 0.4),
        ("Haku", "convert", 0.4),
    ],
)
def test_campaign_types(kind: str, stage: str, confidence: float) -> None:
    found = verdict("Malli", "google_ads", campaign_type=kind)
    assert (found.stage, found.rule, found.confidence, found.brand) == (stage, "type", confidence, False)


def test_performance_max_asks_whether_it_is_mixed() -> None:
    found = verdict("PMax – verkkokauppa", "google_ads")
    assert (found.stage, found.confidence) == ("convert", 0.4)
    assert "mixed?" in found.why.en
    assert "useita vaiheita?" in found.why.fi


@pytest.mark.parametrize(
    ("name", "stage", "brand"),
    [
        ("[SEARCH][06.05.26]-MALLI", "convert", False),
        ("Haku | Brändi", "convert", True),
        ("Brändihaku", "convert", True),
        ("Search - Branded", "convert", True),
        ("Search – Non-brand", "convert", False),
        ("Haku | Ei brändi", "convert", False),
        ("Haku – Geneerinen brändi", "convert", False),
        ("Display – syksy", "reach", False),
        ("YouTube syksy", "reach", False),
    ],
)
def test_the_word_in_the_name_stands_in_for_a_missing_type_column(name: str, stage: str, brand: bool) -> None:
    found = verdict(name, "google_ads")
    assert (found.stage, found.rule, found.brand) == (stage, "type", brand)


def test_a_haku_in_a_meta_name_is_no_search_advertising() -> None:
    assert spoken("Yhteishaku | haku alkaa", "meta_ads") == ("unmapped", "none")


def test_generic_search_goes_where_the_client_has_agreed_and_brand_search_does_not() -> None:
    assert verdict("Haku | Yleiset", "google_ads", campaign_type="Search", search_stage="act").stage == "act"
    assert verdict("Haku | Brändi", "google_ads", campaign_type="Search", search_stage="act").stage == "convert"
    assert verdict("Haku | Yleiset", "google_ads", campaign_type="Search", search_stage="measure").stage == "convert"


def test_brand_is_marked_also_when_another_rule_spoke() -> None:
    found = verdict("Convert | Brändi", "google_ads", campaign_type="Search")
    assert (found.rule, found.brand) == ("segment", True)


# --- 9. unmapped ---


@pytest.mark.parametrize("name", ["kesähäät", "zzzzzNew - XYZ - 3", "", "—", "123", "Q4 boop"])
def test_names_that_tell_nothing_are_unmapped(name: str) -> None:
    found = verdict(name)
    assert (found.stage, found.rule, found.confidence) == ("unmapped", "none", 0.0)


@pytest.mark.parametrize("level", [v.value for v in Level if v not in ("campaign", "ad_set", "ad")])
def test_other_levels_have_no_stage(level: str) -> None:
    assert spoken("Reach", level=level, objective="Sales") == ("unmapped", "none")


# --- the whole ---

text = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [word for row in stage_words.STAGE_SEGMENTS.values() for word in row]
        + [word.replace("*", "x") for _, row in stage_words.OBJECTIVES for word in row]
        + ["Search", "Performance Max", "Remarketing | Reach", "\ud800", "İ", "ﬁ", "\0"]
    ),
)


@given(text, text, text, text, text, text, text, st.sampled_from(list(Level)), st.one_of(text, st.just(TEMPLATE)))
def test_every_row_gets_a_bucket_and_a_reason_in_both_languages(
    name: str, parent: str, kind: str, objective: str, result: str, bid: str, labels: str, level: Level, template: str
) -> None:
    entity = Entity(level, name, "", parent, "", kind, objective, result, bid, labels)
    found = suggest(entity, "google_ads", naming_template=template)
    assert found.stage in BUCKETS
    assert found.stage != "mixed"
    assert 0 <= found.confidence <= 1
    assert found.temperature in ("", "cold", "warm", "customer")
    assert found.rule in ("template", "segment", "email", "audience", "objective", "result", "bid", "type", "none")
    assert found.why.en
    assert found.why.fi
    (found.why.en + found.why.fi).encode()
    assert "\n" not in found.why.en


@given(
    st.sampled_from(["engagement", "Engagement", "brändi", "BRÄNDI", "brand", "measure", "mittaus"]), st.integers(1, 9)
)
def test_these_words_never_make_a_stage_in_any_place_of_a_name(word: str, number: int) -> None:
    for name in (word, f"FI | {word} | {number}", f"FI_{word}_{number}", f"{word} {number}", f"[{word}]"):
        assert verdict(name).stage == "unmapped"


@given(st.text(max_size=80))
def test_folding_keeps_the_length_so_that_quotes_are_the_words_as_written(name: str) -> None:
    assert len(folded(name)) == len(name)
    assert all(segment == segment.strip() and segment for segment in segments(name))


def test_every_word_of_the_tables_is_written_folded() -> None:
    rows = [
        *stage_words.STAGE_SEGMENTS.values(),
        *stage_words.TEMPERATURE_SEGMENTS.values(),
        *(row for table in (stage_words.OBJECTIVES, stage_words.RESULTS, stage_words.TYPES) for _, row in table),
        *(stage_words.COLD, stage_words.CUSTOMERS, stage_words.WARM, stage_words.NOT_BUYERS, stage_words.HARD_LEAD),
        *(stage_words.MAIL_CONVERT, stage_words.MAIL_ACT, stage_words.BRAND, stage_words.NOT_BRAND),
        *(stage_words.BIDS_CONVERT, stage_words.BIDS_REACH, stage_words.BIDS_SEEN, stage_words.RECRUITING_SEGMENTS),
    ]
    unfolded = [word for row in rows for word in row if not word.replace(" ", "").replace("*", "").isalnum()]
    assert unfolded == []
    assert [word for row in rows for word in row if folded(word) != word] == []
    assert [word for row in rows for word in row if row.count(word) > 1] == []


def test_no_word_means_two_stages() -> None:
    known = [word for row in stage_words.STAGE_SEGMENTS.values() for word in row]
    assert len(known) == len(set(known))


@pytest.mark.skipif(not REAL.exists(), reason="the real files are not beside this checkout")
def test_real_meta_rows_are_mostly_suggested_by_their_results() -> None:
    with (REAL / "ads/meta_ads/en_USD_foundry_ads.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    found = [
        verdict(r["Ad name"], level="ad", parent=r["Ad set name"], result_kind=r["Result indicator"]) for r in rows
    ]
    assert {v.rule for v in found} <= {"audience", "result"}
    assert "unmapped" not in {v.stage for v in found}
