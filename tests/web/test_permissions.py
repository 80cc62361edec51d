"""Every address, asked by everybody, about every state of a record: tests/web/policy.py."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from riskform.services.actors import Actor
from riskform.web.security import CONTENT_SECURITY_POLICY
from tests.web.house import NAMES, House, Record, expected, furnish, rules
from tests.web.policy import PEOPLE, STATES, WAYS, Way

pytestmark = pytest.mark.usefixtures("quick_hashes")

GETS = [rule for method, rule in WAYS if method == "GET"]
POSTS = [rule for method, rule in WAYS if method == "POST"]
_TOKEN = re.compile(r'(name="csrf_token" value=")[^"]+')
_EXTRAS = {
    "status": "agreed",
    "author_id": "1",
    "author": "1",
    "team": "South",
    "revision": "999",
    "reference": "AAAAAA",
    "family_id": "1",
    "form_hash": "0" * 64,
    "agreed_at": "2026-01-01",
    "submitted_at": "2026-01-01",
    "role": "administrator",
    "active": "1",
    "id": "1",
}


@pytest.fixture(scope="module")
def house(furnished: tuple[Path, dict[str, Actor]], in_memory: Path) -> Iterator[House]:
    file = shutil.copy(furnished[0], in_memory / "house.sqlite3")
    made = furnish(file, furnished[1])
    yield made
    made.close()


def cells(method: str, rule: str) -> list[tuple[str, str, str]]:
    """Return person, state and letter for all that the table says of an address."""
    policy = WAYS[method, rule].policy
    states = STATES if "<reference>" in rule else STATES[:1]
    return [
        (person, state, letter)
        for person in PEOPLE
        for state, letter in zip(states, policy[person], strict=False)  # the first stands for all
    ]


def record_for(house: House, rule: str, state: str) -> None:
    """Let the ids of an address be those that fit the address."""
    ids = house.records[state].ids
    # The one is published, the other stands in the folder of definitions.
    ids["form_id"] = "short" if rule.endswith("/blank.pdf") else "safer_sleep_visit"
    ids["section"] = "sleep" if rule.endswith("<section>/<person>") else "start"
    ids["person_id"] = ids["gone"] if rule.endswith("/restore") else ids["child_id"]


def asked(house: House, method: str, rule: str, person: str, state: str) -> TestResponse:
    record_for(house, rule, state)
    return house.ask(method, rule, person, state, WAYS[method, rule])


def test_every_address_stands_in_the_table_and_every_line_of_it_is_an_address(house: House) -> None:
    assert set(rules(house.app)) == set(WAYS)


@pytest.mark.parametrize("rule", GETS)
def test_everybody_is_shown_what_the_table_says_and_nothing_changes(
    house: House, rule: str
) -> None:
    before = house.rows()
    wrong = []
    for person, state, letter in cells("GET", rule):
        got = asked(house, "GET", rule, person, state)
        leads_out = got.headers.get("Location", "").startswith("/sign-in")
        if got.status_code != expected(letter) or leads_out != (letter == "s"):
            wrong.append((person, state, letter, got.status_code))
    assert wrong == []
    assert house.rows() == before


@pytest.mark.parametrize("rule", POSTS)
def test_everybody_may_change_what_the_table_says_and_nobody_else_changes_a_thing(
    house: House, rule: str
) -> None:
    before = house.rows()
    wrong = []
    for person, state, letter in cells("POST", rule):
        version = house.version()
        with house.undone():
            got = asked(house, "POST", rule, person, state)
            changed = house.version() != version and house.rows() != before
        if got.status_code != expected(letter) or (changed and letter != "m"):
            wrong.append((person, state, letter, got.status_code, changed))
    assert wrong == []


@pytest.mark.parametrize(("method", "rule"), [key for key in WAYS if "<reference>" in key[1]])
def test_a_record_that_is_not_yours_reads_byte_for_byte_as_one_that_nobody_has(
    house: House, method: str, rule: str
) -> None:
    def read(person: str, state: str) -> tuple[int, str, list[tuple[str, str]]]:
        record_for(house, rule, state)
        with house.undone():
            got = house.ask(method, rule, person, state, WAYS[method, rule])
        said = _TOKEN.sub(r"\1", got.text)
        for record in house.records.values():
            said = said.replace(record.reference, "REFERENCE")
            said = said.replace(record.ids["child"], "CHILD")  # what was typed is shown back
        headers = [
            (k, v) for k, v in got.headers if k not in {"Set-Cookie", "Location", "Content-Length"}
        ]
        return got.status_code, said, headers

    different = [
        (person, state)
        for person in ("practitioner elsewhere", "manager elsewhere", "author", "administrator")
        for state in STATES[:-1]
        if read(person, state) != read(person, "unknown")
    ]
    assert different == []


@pytest.mark.parametrize("rule", POSTS)
def test_without_the_token_of_a_page_nothing_is_done(house: House, rule: str) -> None:
    record_for(house, rule, "draft")
    way, before = WAYS["POST", rule], house.rows(notes=True)
    address = house.address(rule, house.records["draft"], way)
    for token in ({}, {"csrf_token": ""}, {"csrf_token": "forged"}):
        got = house.browser("practitioner").post(address, data={**way.fields, **token})
        assert got.status_code == 400
    assert house.rows(notes=True) == before


@pytest.mark.parametrize("rule", POSTS)
def test_fields_that_no_page_has_change_nothing(house: House, rule: str) -> None:
    way = WAYS["POST", rule]
    cunning = replace(way, fields={**_EXTRAS, **way.fields})

    def kept(sent: Way) -> list[object]:
        record_for(house, rule, "draft")
        with house.undone():
            house.ask("POST", rule, "practitioner", "draft", sent)
            rows = house.rows()
        # Ids and references are made at random, so only what a stranger could want is compared.
        assessments = [(*row[2:5], *row[6:10], *row[13:]) for row in rows["assessment"]]
        return [assessments, rows["user_account"], [row[3:] for row in rows["family"]]]

    plain = replace(way, fields={**way.fields})
    assert kept(cunning) == kept(plain)


@pytest.mark.parametrize(("method", "rule"), list(WAYS))
def test_every_answer_says_how_it_may_be_used_and_shares_no_name(
    house: House, method: str, rule: str
) -> None:
    for person in ("signed out", "practitioner", "manager", "author"):
        for state in ("draft", "submitted") if "<reference>" in rule else ("draft",):
            with house.undone():
                got = asked(house, method, rule, person, state)
            assert wrong_headers(got) == []
            assert [name for name in NAMES if name in got.headers.get("Location", "")] == []
            if got.mimetype == "text/html":
                assert unclean(got.text) == []


def wrong_headers(got: TestResponse) -> list[str]:
    """Return the headers that do not say what they should."""
    wanted = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-store",
    }
    wrong = [name for name, said in wanted.items() if got.headers.getlist(name) != [said]]
    place = urlsplit(got.headers.get("Location", ""))
    return [*wrong, *(["Location"] if place.scheme or place.netloc else [])]


def unclean(page: str) -> list[str]:
    """Return what should not be in a page: inline script and style, other sites, names to share."""
    tags = re.findall(r"<[a-zA-Z][^>]*>", page)
    found = [
        tag for tag in tags if re.search(r"\s(style|on[a-z]+)\s*=", re.sub(r'"[^"]*"', '""', tag))
    ]
    found += [tag for tag in tags if tag.startswith("<style")]
    found += [tag for tag in tags if tag.startswith("<script") and "src=" not in tag]
    shared = re.findall(r'\s(?:href|action|src)="([^"]*)"', page)
    found += [to for to in shared if not to.startswith(("/", "#", "?")) or to.startswith("//")]
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    shared.append(title[1] if title else "no title")
    return found + [to for to in shared if any(name in to for name in NAMES)]


@pytest.mark.parametrize(
    "reference", ["%00", "..", "%2e%2e", "a%00b", "ZZZZZZ%0d%0aX: y", "é", "x" * 3000]
)
def test_an_address_that_is_no_reference_is_one_that_nobody_has(
    house: House, reference: str
) -> None:
    unknown = house.browser("practitioner").get("/assessments/ZZZZZZ")
    got = house.browser("practitioner").get(f"/assessments/{reference}")
    assert got.status_code == 404
    assert _TOKEN.sub("", got.text) == _TOKEN.sub("", unknown.text)


def test_ids_of_another_record_open_nothing(house: House) -> None:
    draft, submitted = house.records["draft"], house.records["submitted"]
    foreign = Record(
        draft.reference,
        draft.ids
        | dict.fromkeys(("child_id", "person", "person_id"), submitted.ids["child"])
        | {"adult_id": "pzzzzzzzz9", "outcome_id": "izzzzzzzz9", "action_id": "izzzzzzzz9"},
    )
    browser = house.browser("practitioner")
    opened = []
    for method, rule in WAYS:
        if not re.search(r"<(child_id|adult_id|person_id|person|outcome_id|action_id)>", rule):
            continue
        way = WAYS[method, rule]
        address = house.address(rule, foreign, way)
        with house.undone():
            got = browser.get(address) if method == "GET" else browser.send(address, way.fields)
        if got.status_code != 404:
            opened.append((method, rule, got.status_code))
    assert opened == []
