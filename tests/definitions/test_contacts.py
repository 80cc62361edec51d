"""Whom to ring: read from one file that is no part of any form."""

import pytest

from riskform.definitions.contacts import Contact, read_contacts
from riskform.definitions.library import load_bundle
from tests.definitions.checking import FORM, library_of, said

SECTION = """\
section: s
title: S
questions:
  - id: q
    label: Q?
    type: yes_no
    guidance: g
    not_known: {says: N., contact: team}
    if_blank: {says: B., contact: team}
    findings: [{id: under, kind: concern, when: q is yes, says: U., do: D., contact: team}]
findings: [{id: found, kind: concern, when: q is no, says: F., do: D., contact: team}]
"""
GUIDANCE = "title: G\ntext: W.\nowner: O\nreview_by: 2099-01-01\ncontact: team\n"
CONTACTS = "contacts: {team: {name: The team, phone: 01632 960 041, hours: Mornings}}\n"
FILES = {
    "sections/s.yaml": SECTION,
    "guidance/g.yaml": GUIDANCE,
    "f/form.yaml": FORM,
    "contacts.yaml": CONTACTS,
}


def test_a_contact_is_read_as_it_is_written() -> None:
    assert library_of(FILES).contacts == {"team": Contact("The team", "01632 960 041", "Mornings")}


def test_every_place_that_names_a_contact_is_checked() -> None:
    assert said({**FILES, "contacts.yaml": CONTACTS.replace("team:", "tema:")}) == [
        "guidance/g.yaml:5:10: unknown-contact",
        "sections/s.yaml:8:36: unknown-contact",
        "sections/s.yaml:9:35: unknown-contact",
        "sections/s.yaml:10:86: unknown-contact",
        "sections/s.yaml:11:81: unknown-contact",
    ]


def test_an_unknown_contact_is_refused_with_what_was_probably_meant() -> None:
    library = library_of({**FILES, "guidance/g.yaml": GUIDANCE.replace("team", "taem")})
    (problem,) = library.errors
    assert problem.what == "there is no contact 'taem'."
    assert problem.do == "Did you mean 'team'?"


def test_the_contact_of_what_an_agency_adds_is_checked_too() -> None:
    added = "{id: m, label: M?, type: text, findings: [{id: x, kind: unclear, when: m is answered, says: X., do: D., contact: taem}]}"  # noqa: E501 - one question on one line.
    overlay = f"agency: a\ntitle: A\nsections: {{s: {{questions: [{added}]}}}}\n"
    assert said({**FILES, "agencies/a.yaml": overlay}) == ["agencies/a.yaml:3:141: unknown-contact"]


def test_a_file_of_contacts_with_mistakes_is_one_mistake_and_not_one_for_each_place() -> None:
    found = said({**FILES, "contacts.yaml": CONTACTS.replace("01632 960 041", "ask Jo")})
    assert found == ["contacts.yaml:1:42: bad-phone"]


def test_a_number_is_no_part_of_a_form() -> None:
    changed = {**FILES, "contacts.yaml": CONTACTS.replace("041", "099")}
    library = library_of(FILES)
    assert library.forms["f"].hash == library_of(changed).forms["f"].hash
    assert "contacts.yaml" not in library.bundles["f"]


def test_a_published_form_is_read_without_its_contacts() -> None:
    form = load_bundle(library_of(FILES).bundles["f"], "f")
    assert form.questions["s.q"].guidance is not None
    assert form.questions["s.q"].guidance.contact == "team"


@pytest.mark.parametrize("phone", ["01632 960 041", "+44 1632 960041", "999 1", "101"])
def test_what_is_a_number(phone: str) -> None:
    text = f"contacts: {{t: {{name: T, phone: '{phone}'}}}}"
    assert read_contacts("c.yaml", text).problems == ()


@pytest.mark.parametrize("phone", ["ring Jo", "01632-960041", "tel:1", "<b>", "1"])
def test_what_is_no_number(phone: str) -> None:
    text = f"contacts: {{t: {{name: T, phone: '{phone}'}}}}"
    assert [p.code for p in read_contacts("c.yaml", text).problems] == ["bad-phone"]


def test_a_telephone_is_told_digits_only() -> None:
    assert Contact("T", "+44 1632 960 041").address == "tel:+441632960041"


def test_an_example_says_on_paper_that_it_is_one() -> None:
    words = Contact("The team", "01632 960 041", "Mornings", example=True).in_words
    assert words == "The team: 01632 960 041 (Mornings). An example number, to be set locally"
