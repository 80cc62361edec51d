"""Which record a record is compared with, and that what is private is on neither side."""

from datetime import timedelta

import pytest

from riskform.engine.documents import Document, to_json
from riskform.errors import NotFound
from riskform.services import copies, reviewing
from riskform.services.copies import Preview
from tests.services.office import NOW, TODAY, Office
from tests.services.private_form import SECRETS, shared
from tests.services.releasing_form import hurt_family

HURT = "family/hurt.now"


def changes(office: Office, reference: str, kind: str = "changes") -> Document:
    with office.database.session(write=False) as session:
        return copies.document(session, office.priya, reference, kind, "", TODAY)


def preview(office: Office, reference: str, kind: str) -> Preview:
    with office.database.session(write=False) as session:
        return copies.preview(session, office.priya, reference, kind, "", TODAY)


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
    for told in (text, to_json(changes(office, case.reference, "family_changes"))):
        assert [secret for secret in SECRETS if secret in told] == []


@pytest.fixture
def second(office: Office) -> str:
    """Give the next draft of a family, on a form that keeps who is hurt from the one who hurts."""
    hurt_family(office)
    first = office.submitted("Rao")
    agree(office, first)
    return office.start_again(first)


def kit_of(office: Office, reference: str) -> str:
    with office.database.session(write=False) as session:
        found = copies.copies_of(session, office.priya, reference, TODAY)
    return found.assessment.people.children[0].id


def test_the_family_and_a_child_are_told_what_is_different_in_their_plan(
    office: Office, second: str
) -> None:
    kit = kit_of(office, second)
    office.answer(second, "sleep", kit, last_night="sofa")
    office.outcome(second, kit, f"{kit}/sleep.sofa_with_adult", what="Kit sleeps in a cot")
    for kind in ("family_changes", "easy_changes"):
        text = to_json(changes(office, second, kind))
        assert "Kit sleeps in a cot" in text
        assert "Where did Kit sleep" not in text
    with office.database.session(write=False) as session:
        found = copies.copies_of(session, office.priya, second, TODAY)
    assert [reader.name for reader in found.offer("child_changes").readers] == ["Kit"]


def test_what_is_kept_back_is_told_to_the_worker_as_a_change_that_nobody_can_release(
    office: Office, second: str
) -> None:
    kit = kit_of(office, second)
    dean = office.adult(second, "Dean", "yes", **{kit: "father"})
    office.answer(second, "hurt", "family", present="yes", by_whom=dean)
    office.outcome(second, kit, HURT, what="Kit hears no shouting")
    found = preview(office, second, "family_changes")
    assert "shouting" not in to_json(found.document)
    assert {left.out.says for left in found.left} == {
        "Kit hears no shouting",
        "Somebody is hurt.",
    }
    assert {left.why_not for left in found.left} == {copies.A_CHANGE}
    assert not any(left.may_release for left in found.left)


def test_who_came_since_last_time_has_no_copy_of_their_own_and_is_named_to_the_worker(
    office: Office, second: str
) -> None:
    office.adult(second, "Dean", "yes", **{kit_of(office, second): "father"})
    found = preview(office, second, "family_changes")
    assert found.came_since == ("Dean",)
    assert [reader.name for reader in found.offer.readers] == ["the family"]
