"""What is promised to people on the open internet, and which tests hold it: the twenty holes that others have had
(T1-T20), and the promises of the design. A promise without a test fails here, and so does the name of a test that is
no more."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

HOLES = {
    "T1 a changed address shows more": (
        "attack/test_signed_in.py::test_no_query_widens_the_scope",
        "attack/test_walk.py::test_a_link_yields_its_clients_lines_and_none_of_the_words_that_are_not_for_them",
    ),
    "T2 one figure is not wired to the scope": (
        "attack/test_walk.py::test_no_report_can_be_asked_without_a_client",
        "attack/test_walk.py::test_every_report_asked_for_one_client_says_no_word_of_another",
        "test_house.py::test_every_query_takes_its_client_as_a_required_keyword",
    ),
    "T3 lists of choices hold values of others": (
        "attack/test_walk.py::test_no_page_of_the_team_holds_a_word_of_a_client_that_is_not_theirs",
    ),
    "T4 a right to one part reads another": (
        "attack/test_walk.py::test_what_is_not_in_the_terms_is_not_in_the_page",
        "attack/test_link_doors.py::test_a_file_needs_the_permission_and_the_cookie_of_its_own_link",
    ),
    "T5 the scope holds on the first page only": (
        "attack/test_walk.py::test_no_page_of_the_team_runs_for_a_link",
        "attack/test_stranger.py::test_a_forged_page_hash_runs_no_page_outside_the_role",
    ),
    "T6 files after expiry": (
        "attack/test_routes.py::test_what_belongs_to_a_link_opens_by_its_own_cookie_while_it_is_open",
        "attack/test_link_doors.py::test_nothing_of_a_closed_link_answers_in_an_open_page",
        "attack/test_link_doors.py::test_files_and_table_rows_are_not_answered_after_a_link_closed",
    ),
    "T7 a visitor gets the default instead of their own": (
        "attack/test_walk.py::test_a_link_yields_its_clients_lines_and_none_of_the_words_that_are_not_for_them",
    ),
    "T8 text becomes a query": (
        "attack/test_told_holes.py::test_words_of_a_visitor_are_never_a_question_to_the_database",
    ),
    "T9 a known or weak secret": (
        "attack/test_without_account.py::test_the_first_admin_needs_the_code_of_the_console",
        "core/access/test_shares.py::test_what_is_no_link_is_refused",
        "core/jobs/test_check_serving.py::test_a_public_address_that_is_open_or_no_address_is_refused",
        "attack/test_told_holes.py::test_nothing_comes_back_from_an_older_copy_or_after_a_restart",
    ),
    "T10 old links come back": (
        "attack/test_links.py::test_what_was_revoked_or_rotated_away_never_comes_back",
        "attack/test_told_holes.py::test_nothing_comes_back_from_an_older_copy_or_after_a_restart",
    ),
    "T11 a missing or wrong token draws part of a page": (
        "attack/test_stranger.py::test_a_secret_address_is_one_closed_page",
        "attack/test_link_doors.py::test_odd_and_oversized_addresses_open_nothing",
    ),
    "T12 public by default": (
        "attack/test_stranger.py::test_a_stranger_gets_no_byte_of_a_page_or_file",
        "attack/test_routes.py::test_a_stranger_gets_what_was_declared_and_no_cookie",
        "attack/test_routes.py::test_every_route_has_declared_itself",
    ),
    "T13 a kept copy is read or deleted by its number": (
        "attack/test_told_holes.py::test_a_frozen_page_opens_by_its_own_cookie_alone_and_nobody_deletes_it",
        "attack/test_links.py::test_the_public_id_without_its_cookie_opens_nothing",
    ),
    "T14 the act is checked and the thing is not": (
        "attack/test_told_holes.py::test_a_button_of_anothers_link_does_nothing_in_ones_own_page",
        "attack/test_told_holes.py::test_a_button_on_a_page_that_lies_open_does_nothing_once_its_client_was_taken_away",
        "attack/test_link_doors.py::test_the_team_looks_at_a_link_only_of_a_client_that_is_theirs",
    ),
    "T15 the set-up page stays open": (
        "attack/test_without_account.py::test_without_account_nothing_but_the_first_run_page",
        "attack/test_without_account.py::test_the_first_account_ends_automatic_sign_in_for_good",
    ),
    "T16 names leak where rows do not": (
        "attack/test_walk.py::test_a_link_yields_its_clients_lines_and_none_of_the_words_that_are_not_for_them",
        "attack/test_links.py::test_a_stranger_at_the_clients_page_reads_that_a_link_is_needed_and_no_name",
    ),
    "T17 data of people in what is public": (
        "attack/test_walk.py::test_a_link_yields_its_clients_lines_and_none_of_the_words_that_are_not_for_them",
        "core/jobs/test_personal_data.py",
    ),
    "T18 links leak by previews, referrers, logs": (
        "attack/test_links.py::test_a_chat_program_that_looks_at_a_link_learns_nothing_and_is_no_visit",
        "attack/test_links.py::test_no_token_and_no_cookie_of_a_link_is_ever_logged",
        "attack/test_links.py::test_from_where_a_link_is_read_is_kept_nowhere_unless_switched_on",
        "core/web/test_serving_files.py::test_the_proxys_log_keeps_no_token",
        "browser/test_client_in_browser.py",
    ),
    "T19 search engines read boards": (
        "attack/test_stranger.py::test_every_answer_carries_the_policy",
        "attack/test_walk.py::test_a_link_yields_its_clients_lines_and_none_of_the_words_that_are_not_for_them",
    ),
    "T20 notes from outside the days": (
        "attack/test_told_holes.py::test_no_note_card_or_decision_from_before_the_floor_is_read",
        "core/reports/test_client_page.py::test_nothing_from_before_the_floor_is_shown",
    ),
}

PROMISES = {
    "a strict policy, nothing from elsewhere": (
        "attack/test_stranger.py::test_every_answer_carries_the_policy",
        "attack/test_door_in_browser.py::test_a_person_signs_in_looks_around_and_signs_out",
    ),
    "closed cookies": (
        "attack/test_sign_in_form.py::test_over_tls_the_cookie_belongs_to_this_host_only",
        "attack/test_links.py::test_a_link_becomes_a_closed_cookie_of_its_own_and_leaves_the_address",
    ),
    "passwords and passcodes cannot be guessed on": (
        "attack/test_sign_in_form.py::test_a_guesser_is_slowed_down_and_then_not_even_the_right_password_helps",
        "attack/test_links.py::test_a_passcode_cannot_be_guessed_on",
        "attack/test_host.py::test_an_address_that_a_browser_made_up_does_not_open_new_tries",
        "core/access/test_passwords.py",
    ),
    "who somebody is stands in the database": (
        "attack/test_signed_in.py::test_sign_out_ends_the_cookie_and_the_open_pages",
        "attack/test_signed_in.py::test_a_closed_account_closes_its_open_pages",
        "attack/test_signed_in.py::test_a_client_taken_away_is_gone_at_the_next_run",
        "attack/test_links.py::test_a_link_that_closes_closes_for_open_pages_too",
    ),
    "a stolen session id opens nothing": (
        "attack/test_signed_in.py::test_the_session_of_another_cannot_be_resumed",
        "attack/test_signed_in.py::test_the_browser_is_never_told_its_own_session",
    ),
    "two clients' links in one browser": (
        "attack/test_logo_uploads.py::test_a_logo_is_seen_by_its_own_clients_browser_and_by_no_other",
        "attack/test_links.py::test_two_clients_links_live_side_by_side_in_one_browser",
        "attack/test_link_doors.py::test_a_person_of_the_team_who_also_holds_a_link_keeps_both_apart",
    ),
    "messages for all are dropped, internals closed": (
        "attack/test_signed_in.py::test_messages_that_no_page_needs_do_nothing",
        "attack/test_signed_in.py::test_nobody_empties_what_everybody_reads",
        "attack/test_stranger.py::test_internals_answer_nobody",
    ),
    "untrusted words stay words": (
        "attack/test_door_in_browser.py::test_hostile_words_on_the_clients_page_stay_words",
        "attack/test_sign_in_form.py::test_what_was_typed_comes_back_as_text",
    ),
    "a file cannot make a spreadsheet calculate": (
        "core/reports/test_client_page.py::test_a_file_cannot_make_a_spreadsheet_calculate",
        "core/reports/test_client_page.py::test_no_cell_is_a_formula_whichever_separator_the_spreadsheet_takes",
    ),
    "what is sent is bounded in bytes and time": (
        "attack/test_routes.py::test_every_form_is_bounded",
        "attack/test_signed_in.py::test_a_huge_message_ends_the_connection",
        "attack/test_link_doors.py::test_requests_that_never_end_keep_nobody_waiting",
        "attack/test_link_doors.py::test_a_visitor_uploads_nothing_and_reads_no_file_of_others",
        "attack/test_logo_uploads.py",
        "core/web/test_serving_files.py::test_the_proxy_cuts_what_never_ends",
    ),
    "every form belongs to our own pages": (
        "attack/test_routes.py::test_nothing_is_taken_from_a_page_of_another_site",
        "attack/test_link_doors.py::test_every_form_and_every_change_is_refused_from_another_site",
    ),
    "no way on leaves this server": (
        "attack/test_sign_in_form.py::test_next_never_leaves_this_server",
        "attack/test_sign_in_by_service.py::test_the_way_on_never_leaves_this_server",
        "attack/test_link_doors.py::test_a_forged_host_never_comes_back",
        "attack/test_host.py::test_only_the_own_host_is_answered",
    ),
    "secrets are never said": (
        "attack/test_sign_in_form.py::test_no_secret_is_in_the_log",
        "core/connect/test_oidc.py::test_the_secret_is_read_from_the_file_and_never_shown",
    ),
    "others are spoken to with time limits, and only where set up": (
        "core/connect/test_oidc.py::test_a_service_that_hangs_is_given_up",
        "core/connect/test_oidc.py::test_a_service_far_away_is_not_asked_in_the_open",
        "core/connect/test_trello.py",
    ),
    "another service signs in whom we know and nobody else": (
        "attack/test_sign_in_by_service.py::test_an_answer_belongs_to_the_browser_that_asked",
        "attack/test_sign_in_by_service.py::test_an_answer_that_does_not_hold_opens_nothing",
        "attack/test_sign_in_by_service.py::test_only_a_verified_address_of_an_open_account_opens_anything",
    ),
    "a stranger who tries slows nobody down": (
        "attack/test_link_doors.py::test_bad_tokens_in_a_flood_get_one_answer_and_write_nothing",
        "core/web/test_pace.py",
    ),
}


@cache
def named_in(file: Path) -> frozenset[str]:
    """The tests of a file."""
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def test_the_twenty_holes_are_all_here() -> None:
    assert [hole.split()[0] for hole in HOLES] == [f"T{n}" for n in range(1, 21)]


@pytest.mark.parametrize("promise", [*HOLES, *PROMISES])
def test_every_promise_has_its_tests(promise: str) -> None:
    tests = (HOLES | PROMISES)[promise]
    assert tests
    for test in tests:
        file, _, name = test.partition("::")
        found = named_in(TESTS / file)
        assert name in found if name else found, test


def test_each_hole_is_tried_at_the_running_app() -> None:
    for hole, tests in HOLES.items():
        assert any(test.startswith(("attack/", "browser/")) for test in tests), hole
