"""Which record a record is compared with, and that what is private is on neither side."""

from datetime import timedelta

import pytest

from riskform.engine.documents import Document, to_json
from riskform.errors import NotFound
from riskform.services import copies, reviewing
from tests.services.office import NOW, TODAY, Office
from tests.services.private_form import SECRETS, shared


def changes(office: Office, reference: str) -> Document:
    with office.database.session(write=False) as session:
        return copies.document(session, office.priya, reference, "changes", "", TODAY)


def agree(office: Office, reference: str) -> None:
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW - timedelta(hours=1))


def test_a_first_assessment_has_nothing_to_be_compared_with(office: Office) -> None:
    with pytest.raises(NotFound):
        changes(office, office.start())
    with pytest.raises(NotFound):
        changes(office, office.submitted("Marsh"))


def test_what_came_back_is_compared_with_what_was_handed_in(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    office.submit(reference)
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the cot.", NOW)
    office.answer(reference, "sleep", kit, last_night="sofa")
    office.outcome(reference, kit, what="Kit sleeps in a cot")
    text = to_json(changes(office, reference))
    for told in ("Own cot", "Sofa with an adult", "Kit sleeps in a cot", "handed in on 2 March"):
        assert told in text


def test_the_next_assessment_is_compared_with_the_last_one_that_was_agreed(office: Office) -> None:
    first = office.submitted("Marsh")
    agree(office, first)
    second = office.start_again(first)
    with office.database.session(write=False) as session:
        found = copies.copies_of(session, office.priya, second, TODAY)
    (kit,) = found.assessment.people.children
    office.answer(second, "sleep", kit.id, last_night="sofa")
    text = to_json(changes(office, second))
    assert f"assessment {first}, agreed on 2 March 2026" in text
    assert "Sofa with an adult" in text


def test_what_is_private_is_on_neither_side(office: Office) -> None:
    case = shared(office)
    office.submit(case.reference)
    with office.writing() as session:
        reviewing.send_back(session, office.mo, case.reference, "Say more.", NOW)
    case.save(office.priya, "engage", case.dean, hard="Zinnia again", open="To ring us")
    text = to_json(changes(office, case.reference))
    assert "To ring us" in text
    assert [secret for secret in SECRETS if secret in text] == []
