from dataclasses import replace

import pytest

from riskform.engine.plan import FindingReply
from riskform.errors import NotFound
from riskform.services import assessing, history, people, planning, reviewing
from riskform.services.history import Changed, Entry, History
from tests.services.office import NOW, TODAY, Office


def of(office: Office, reference: str, before: int | None = None) -> History:
    with office.database.session(write=False) as session:
        return history.history(session, office.priya, reference, before)


def newest(office: Office, reference: str) -> Entry:
    return of(office, reference).entries[0]


def test_an_answer_is_told_in_the_words_of_the_form_before_and_after(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    office.answer(reference, "sleep", kit, last_night="cot")
    entry = newest(office, reference)
    assert (entry.author, entry.what, entry.person) == ("Priya Nair", "Sleep", "Kit")
    assert entry.changes == (
        Changed("Where did Kit sleep last night?", "Sofa with an adult", "Own cot"),
    )
    assert entry.saved_at == NOW


def test_what_no_question_can_hold_is_told_as_it_was_typed(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, seen_on="31/2/2026")
    assert newest(office, reference).changes == (
        Changed("When did you see the place?", "", "31/2/2026"),
    )


def test_people_and_what_they_are_to_each_other_are_told(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.adult(reference, "Dean", **{kit: "father"})
    changes = newest(office, reference).changes
    assert Changed("Name", "", "Dean") in changes
    assert Changed("What the adult is to Kit", "", "Father") in changes


def test_who_was_taken_out_is_still_named(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "voice", kit, wishes="Nan")
    with office.writing() as session:
        people.remove_person(session, office.priya, reference, kit, TODAY, NOW)
    entries = of(office, reference).entries
    assert entries[0].changes == (Changed("Taken out of the family", "No", "Yes"),)
    assert [entry.person for entry in entries[:2]] == ["Kit", "Kit"]


def test_level_and_day_are_told(office: Office) -> None:
    reference = office.start()
    with office.writing() as session:
        assessing.change_details(
            *(session, office.priya, reference),
            level="4",
            visit_on="1/3/2026",
            today=TODAY,
            now=NOW,
        )
    assert newest(office, reference).changes == (
        Changed("Level of need", "3", "4"),
        Changed("Day of the last visit", "2 March 2026", "1 March 2026"),
    )


def test_the_plan_is_told_field_by_field(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    at = f"{kit}/sleep.sofa_with_adult"
    outcome = office.outcome(reference, kit, at, what="Kit sleeps in a cot.", by="1/4/2026")
    assert newest(office, reference).changes == (
        Changed("Outcome: What will be different", "", "Kit sleeps in a cot."),
        Changed("Outcome: When we check", "", "1 April 2026"),
        Changed("Outcome: Findings that it answers", "", "Kit sleeps on a sofa with an adult."),
    )
    with office.writing() as session:
        reply = FindingReply(at, "reason", reason="A cot came.")
        planning.put_replies(session, office.priya, reference, (reply,), NOW)
    label = "Reply: Reason (Kit sleeps on a sofa with an adult.)"
    assert newest(office, reference).changes == (Changed(label, "", "A cot came."),)
    with office.writing() as session:
        planning.remove_outcome(session, office.priya, reference, outcome, NOW)
    first = newest(office, reference).changes[0]
    assert first == Changed("Outcome: What will be different", "Kit sleeps in a cot.", "")


def test_a_decision_is_told_with_its_reason(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the cot.", NOW)
    returned, submitted = of(office, reference).entries[:2]
    assert (returned.what, returned.author, returned.reason) == (
        "Returned",
        "Mo Haddad",
        "See the cot.",
    )
    assert (submitted.what, submitted.changes) == ("Submitted", ())


def test_a_long_history_comes_in_parts(office: Office) -> None:
    reference = office.start()
    for number in range(history.ON_A_PAGE + 3):
        office.answer(reference, "start", "family", danger="yes" if number % 2 else "no")
    first = of(office, reference)
    second = of(office, reference, first.older)
    assert len(first.entries) == history.ON_A_PAGE
    assert [entry.number for entry in second.entries] == [3, 2, 1]
    assert second.older is None


def test_others_find_no_history(office: Office) -> None:
    reference = office.start()
    for stranger in (office.sam, replace(office.mo, role="author")):
        with office.database.session(write=False) as session, pytest.raises(NotFound):
            history.history(session, stranger, reference)
