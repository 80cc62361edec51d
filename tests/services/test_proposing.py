from dataclasses import dataclass

import pytest
from sqlalchemy import text

from riskform.definitions.library import load
from riskform.errors import InvalidInput, NotAllowed, NotFound, WrongState
from riskform.records import Session, audit, form_versions, proposals
from riskform.services import proposing, publishing
from riskform.services.actors import Actor
from riskform.services.candidates import Candidate, candidate
from tests.services.office import (
    NOW,
    SHORT_FORM,
    TODAY,
    Office,
    account,
    short_files,
    short_library,
)

SLEEP, VOICE = SHORT_FORM["sections/sleep.yaml"], SHORT_FORM["sections/voice.yaml"]
NO_SOFA = SLEEP.replace("sofa: Sofa with an adult, ", "").replace("is sofa", "is not_known")
SCENARIO = """
scenario: Nobody says
given: {on: 2026-03-02, level: 3, children: {kit: {name: Kit, date_of_birth: 2025-12-15}}}
expect: {missing: [family/start.danger]}
"""
FAILS = SCENARIO.replace("missing", "not_missing")


@dataclass
class Authors:
    ada: Actor
    bea: Actor
    amir: Actor


@pytest.fixture
def authors(office: Office) -> Authors:
    with office.writing() as session:
        return Authors(
            account(session, "Ada Author", "author", "North"),
            account(session, "Bea Author", "author", "South"),
            account(session, "Amir Admin", "administrator", "North"),
        )


def reworded(**changed: str) -> Candidate:
    words = VOICE.replace("What does {child} say?", "What did {child} say or show?")
    return candidate(
        short_files(**{"voice": words, "scenario": SCENARIO, **changed}), "short", TODAY
    )


def in_use(session: Session) -> set[str]:
    return {*form_versions.in_use(session)}


def test_nothing_changes_for_anybody_until_a_second_person_agrees(
    office: Office, authors: Authors
) -> None:
    old, new = short_library().forms["short"].hash, reworded()
    assert new.form is not None
    with office.writing() as session:
        number = proposing.propose(session, authors.ada, new, "Parents did not follow", NOW)
        assert in_use(session) == {old}
        proposing.agree(session, authors.bea, number, TODAY, NOW)
        assert in_use(session) == {new.form.hash}
        found = proposing.open_proposal(session, authors.ada, number, TODAY).proposal
        kept = form_versions.load(session, new.form.hash)
        events = audit.listed(session, object_kind="form", object_reference=new.form.hash)
    assert (found.status, found.decided_by_name) == ("agreed", "Bea Author")
    assert (found.note, found.scenarios) == ("Parents did not follow", {"passed": 1, "failed": 0})
    assert kept.published_by == authors.ada.id
    assert [(one.action, one.actor_id) for one in reversed(events)] == [
        ("form proposed", authors.ada.id),
        ("form agreed", authors.bea.id),
        ("form published", authors.ada.id),
        ("form put in use", authors.ada.id),
    ]


def test_what_was_agreed_still_tells_what_it_changed(office: Office, authors: Authors) -> None:
    with office.writing() as session:
        number = proposing.propose(session, authors.ada, reworded(), "Why", NOW)
        before = proposing.open_proposal(session, authors.bea, number, TODAY).considered
        proposing.agree(session, authors.bea, number, TODAY, NOW)
        after = proposing.open_proposal(session, authors.bea, number, TODAY).considered
    assert [change.at for one in after.changes for change in one.changes] == ["voice.wishes"]
    assert (after.changes, after.same) == (before.changes, False)


def test_nobody_agrees_to_what_they_proposed_also_not_past_the_service(
    office: Office, authors: Authors
) -> None:
    with office.writing() as session:
        number = proposing.propose(session, authors.ada, reworded(), "Words", NOW)
        with pytest.raises(NotAllowed, match="You proposed this"):
            proposing.agree(session, authors.ada, number, TODAY, NOW)
        with pytest.raises(NotAllowed, match="Only a form author or an administrator"):
            proposing.agree(session, office.mo, number, TODAY, NOW)
        with pytest.raises(NotFound):
            proposing.agree(session, office.priya, number, TODAY, NOW)
    with pytest.raises(WrongState, match="that they proposed"), office.writing() as session:
        proposals.decide(session, number, "agreed", decided_by=authors.ada.id, decided_at=NOW)


def test_an_administrator_declines_with_a_reason_and_only_once(
    office: Office, authors: Authors
) -> None:
    with office.writing() as session:
        number = proposing.propose(session, authors.ada, reworded(), "Words", NOW)
        with pytest.raises(InvalidInput, match="Why you decline it"):
            proposing.decline(session, authors.amir, number, " ", TODAY, NOW)
        with pytest.raises(InvalidInput, match="“n/a” does not say it"):
            proposing.decline(session, authors.amir, number, "n/a", TODAY, NOW)
        proposing.decline(session, authors.amir, number, "Ask children first", TODAY, NOW)
        with pytest.raises(WrongState, match="was declined already"):
            proposing.agree(session, authors.bea, number, TODAY, NOW)
        (found,) = proposing.history(session, authors.bea)
        assert in_use(session) == {short_library().forms["short"].hash}
    assert (found.status, found.reason) == ("declined", "Ask children first")


@pytest.mark.parametrize(
    "change",
    ["UPDATE form_proposal SET note = 'x'", "DELETE FROM form_proposal"],
)
def test_what_was_proposed_can_not_be_changed_or_deleted(
    office: Office, authors: Authors, change: str
) -> None:
    with office.writing() as session:
        proposing.propose(session, authors.ada, reworded(), "Words", NOW)
    with pytest.raises(WrongState), office.writing() as session:
        session.execute(text(change))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sleep": SLEEP.replace("is sofa", "is soffa")}, "This form has 1 problem."),
        ({"scenario": FAILS}, r"1 scenario of this form failed: one\.yaml\."),
    ],
)
def test_what_does_not_check_or_fails_a_scenario_is_not_proposed(
    office: Office, authors: Authors, changed: dict[str, str], said: str
) -> None:
    with office.writing() as session, pytest.raises(InvalidInput, match=said):
        proposing.propose(session, authors.ada, reworded(**changed), "Words", NOW)


def test_what_is_in_use_already_and_what_nobody_explains_is_not_proposed(
    office: Office, authors: Authors
) -> None:
    same = candidate(short_files(), "short", TODAY)
    with office.writing() as session:
        with pytest.raises(InvalidInput) as refused:
            proposing.propose(session, authors.ada, same, " ", NOW)
        with pytest.raises(InvalidInput, match=r"write a sentence.*“n/a” does not say it"):
            proposing.propose(session, authors.ada, reworded(), "n/a", NOW)
        for someone in (office.priya, office.mo, authors.amir):
            with pytest.raises(NotFound):
                proposing.propose(session, someone, reworded(), "Words", NOW)
    assert refused.value.messages.keys() == {"form", "note"}


def test_a_proposal_that_fails_by_now_is_not_put_in_use(office: Office, authors: Authors) -> None:
    with office.writing() as session:
        number = proposing.propose(session, authors.ada, reworded(), "Words", NOW)
    with office.database.connection(write=True) as connection:
        # As if a newer riskform judged the same files otherwise.
        old = "UPDATE form_proposal SET bundle = replace(bundle, 'missing', 'not_missing')"
        connection.execute(text(old))
    with office.writing() as session:
        with pytest.raises(InvalidInput, match="It was not put in use"):
            proposing.agree(session, authors.bea, number, TODAY, NOW)
        assert in_use(session) == {short_library().forms["short"].hash}


def test_a_newer_proposal_takes_the_place_of_one_that_is_open(
    office: Office, authors: Authors
) -> None:
    with office.writing() as session:
        first = proposing.propose(session, authors.ada, reworded(), "Words", NOW)
        second = proposing.propose(session, authors.bea, reworded(sleep=NO_SOFA), "No sofa", NOW)
        states = {one.id: one.status for one in proposing.history(session, authors.ada)}
        assert states == {first: "replaced", second: "open"}
        with pytest.raises(NotAllowed):
            proposing.withdraw(session, authors.ada, second, NOW)
        proposing.withdraw(session, authors.bea, second, NOW)
        (newest, _) = proposing.history(session, authors.ada)
    assert newest.status == "withdrawn"


def test_what_was_put_in_use_meanwhile_is_not_overwritten_unseen(
    office: Office, authors: Authors
) -> None:
    with office.writing() as session:
        number = proposing.propose(session, authors.ada, reworded(), "Words", NOW)
        publishing.publish_library(session, load(short_files(sleep=NO_SOFA)), NOW)
        with pytest.raises(WrongState, match="Another version was put in use"):
            proposing.agree(session, authors.bea, number, TODAY, NOW)


def test_the_first_start_puts_the_files_in_use_and_later_ones_change_nothing(
    office: Office,
) -> None:
    other = load(short_files(sleep=NO_SOFA))
    with office.writing() as session:
        assert publishing.begin(session, other, NOW).waiting == ("short",)
        assert in_use(session) == {short_library().forms["short"].hash}
        session.execute(text("DELETE FROM form_in_use"))
        assert publishing.begin(session, other, NOW).waiting == ()
        assert in_use(session) == {other.forms["short"].hash}


def test_what_an_agency_adds_goes_with_its_form(office: Office, authors: Authors) -> None:
    nurses = "agency: nurses\ntitle: Nurses\nsections: {voice: {hints: {wishes: Listen.}}}\n"
    files = short_files() | {"agencies/nurses.yaml": nurses}
    with office.writing() as session:
        new = candidate(files, "short", TODAY)
        found = proposing.consider(session, authors.bea, new)
        number = proposing.propose(session, authors.ada, new, "Nurses listen", NOW)
        proposing.agree(session, authors.bea, number, TODAY, NOW)
        assert in_use(session) == {form.hash for form in new.forms.values()}
    assert [(one.agency, [c.kind for c in one.changes]) for one in found.changes] == [
        ("", []),
        ("Nurses", ["agency-hint"]),
    ]
    assert len(new.forms) == 2


def test_the_answers_that_a_change_touches_are_counted_by_where_they_are(
    office: Office, authors: Authors
) -> None:
    submitted = office.start()
    office.answer_everything(submitted, office.child(submitted), "sofa")
    at = f"{office.child(submitted, 'Rosa')}"
    office.answer(submitted, "sleep", at, last_night="cot")
    draft = office.start("Family B")
    office.answer(draft, "sleep", office.child(draft), last_night="sofa")
    needed = VOICE.replace("type: long_text", "type: long_text, required: true")
    new = candidate(short_files(sleep=NO_SOFA, voice=needed), "short", TODAY)
    with office.writing() as session:
        found = proposing.consider(session, authors.ada, new).impact
    assert found.statuses == {"draft": 2}
    assert [(one.change.kind, one.drafts, one.stored) for one in found.touched] == [
        ("option-removed", 2, 0)
    ]
    # The answer that is not one any more is missing too, in both; Rosa's cot is not.
    assert found.newly_missing == {"sleep.last_night": 2, "voice.wishes": 3}


def test_a_form_that_was_looked_at_is_not_run_again_until_a_file_changes() -> None:
    files = short_files(scenario=SCENARIO)
    first = candidate(files, "short", TODAY)
    assert candidate(dict(files), "short", TODAY) is first
    files["short/scenarios/one.yaml"] = FAILS
    assert candidate(files, "short", TODAY).trouble.startswith("1 scenario of this form failed")
