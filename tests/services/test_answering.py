import threading
from collections.abc import Mapping

import pytest

from riskform.engine.case import Answer
from riskform.errors import NotAllowed, NotFound, StaleAnswers
from riskform.records import DatabaseBusy, assessments, audit, findings, revisions
from riskform.services import answering, people
from riskform.services.actors import Actor
from riskform.services.answering import OpenPage, Saved
from riskform.services.opening import open_assessment
from tests.services.office import NOW, TODAY, Office

Given = Mapping[str, Answer | None]
HOW = "Write a day, a month and a year."
DAYS_OLD = "2026-02-20"


def page(office: Office, reference: str, person: str, section: str = "sleep") -> OpenPage:
    with office.database.session(write=False) as session:
        return answering.open_page(session, office.priya, reference, section, person, TODAY)


def save(
    office: Office,
    reference: str,
    person: str,
    given: Given,
    seen: int,
    by: Actor | None = None,
    section: str = "sleep",
) -> Saved:
    with office.writing() as session:
        return answering.save_page(
            *(session, by or office.priya, reference, section, person, given, seen),
            today=TODAY,
            now=NOW,
        )


def answers(office: Office, reference: str) -> dict[str, object]:
    with office.database.session(write=False) as session:
        stored = open_assessment(session, office.priya, reference).stored
    return {key: answer.value for key, answer in stored.answers.items()}


def test_a_page_is_opened_with_its_words_its_answers_and_the_pages_around_it(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    opened = page(office, reference, kit)
    (asked, seen_on) = opened.questions
    assert asked.words.label == "Where did Kit sleep last night?"
    assert (asked.answer, asked.value) == (Answer("sofa"), "sofa")
    assert seen_on.answer is None
    assert opened.previous is not None
    assert (opened.previous.key, opened.following) == (f"{kit}/voice", None)
    assert opened.saved_at == NOW


@pytest.mark.parametrize(("section", "person"), [("nothing", ""), ("sleep", "x"), ("care", "")])
def test_a_page_that_is_not_on_the_route_is_not_found(
    office: Office, section: str, person: str
) -> None:
    reference = office.start()
    kit = office.child(reference)
    with pytest.raises(NotFound):
        page(office, reference, person or kit, section)
    with pytest.raises(NotFound):
        save(office, reference, person or kit, {}, 0, section=section)


def test_a_page_opens_for_editing_only_for_who_may_answer_it(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    day = TODAY
    with office.database.session(write=True) as session:
        opened = answering.open_page_for_editing(session, office.mo, reference, "sleep", kit, day)
        assert (opened.page.section.id, opened.page.person.id) == ("sleep", kit)
        for actor, name in ((office.sam, "sleep"), (office.priya, "nothing")):
            with pytest.raises(NotFound):
                answering.open_page_for_editing(session, actor, reference, name, kit, day)
    submitted = office.submitted("Family B")
    with office.database.session(write=True) as session, pytest.raises(NotAllowed):
        answering.open_page_for_editing(session, office.priya, submitted, "start", "family", day)


def test_what_follows_is_found_out_again_when_anything_that_it_depends_on_changes(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    first = page(office, reference, kit).assessment
    assert page(office, reference, kit).assessment.judged is first.judged
    saved = save(office, reference, kit, {"last_night": Answer("sofa")}, first.stored.revision)
    after = saved.open_page.assessment
    assert after.judged is not first.judged
    assert f"{kit}/sleep.sofa_with_adult" in {one.at for one in after.evaluation.findings}
    office.child(reference, name="Rosa")
    with_rosa = page(office, reference, kit).assessment
    assert len(with_rosa.evaluation.household.children) == 2


def test_a_save_keeps_answers_as_typed_and_writes_one_revision_and_one_audit_row(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    seen = page(office, reference, kit).seen_revision
    typed = "\nFrom <b>Kit</b> {{7*7}} 👩\u200d👧 میری\x00 31"
    saved = save(office, reference, kit, {"seen_on": Answer(typed), "last_night": None}, seen)
    assert (saved.revision, saved.has_issues) == (seen + 1, True)
    assert answers(office, reference) == {f"{kit}/sleep.seen_on": typed}
    with office.database.session(write=False) as session:
        events = audit.listed(session, object_reference=reference)
        later = revisions.since(session, assessments.load(session, reference).id, seen)
    assert [event.action for event in events].count("page saved") == 1
    assert [(one.number, one.kind, one.section, one.person) for one in later] == [
        (seen + 1, "answers", "sleep", kit)
    ]


def test_invalid_answers_are_saved_and_named(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    saved = office.answer(reference, "sleep", kit, seen_on="31/2/2026", last_night="moon")
    messages = [asked.message for asked in saved.open_page.questions]
    assert messages == [
        "Where did Kit sleep last night? Choose one of the answers listed.",
        f"When did you see the place? 31/2/2026 is not a real date. {HOW}",
    ]


def test_what_is_not_given_is_left_and_what_is_given_as_nothing_is_cleared(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="cot", seen_on=DAYS_OLD)
    seen = page(office, reference, kit).seen_revision
    save(office, reference, kit, {"last_night": None, "unheard_of": Answer("x")}, seen)
    assert answers(office, reference) == {f"{kit}/sleep.seen_on": DAYS_OLD}


def test_a_blank_is_a_finding_only_once_its_page_was_saved(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    assert page(office, reference, kit).findings == ()
    office.answer(reference, "sleep", kit)
    with office.database.session(write=False) as session:
        asked = (session, office.priya, reference, "sleep", kit, TODAY)
        raised = answering.open_page(*asked).findings
    assert [one.finding.at for one in raised] == [f"{kit}/sleep.last_night.if_blank"]


def test_a_finding_keeps_the_day_on_which_it_was_first_saved(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    with office.database.session(write=False) as session:
        stored = assessments.load(session, reference)
        (kept,) = findings.of_assessment(session, stored.id)
    assert (kept.at, kept.first_saved_on) == (f"{kit}/sleep.sofa_with_adult", TODAY)


def test_two_who_answer_different_questions_of_one_page_are_both_kept(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    seen = page(office, reference, kit).seen_revision
    nothing_else = {"last_night": None, "seen_on": None}
    save(office, reference, kit, nothing_else | {"last_night": Answer("cot")}, seen, office.mo)
    save(office, reference, kit, nothing_else | {"seen_on": Answer(DAYS_OLD)}, seen)
    assert answers(office, reference) == {
        f"{kit}/sleep.last_night": "cot",
        f"{kit}/sleep.seen_on": DAYS_OLD,
    }


def test_two_who_answer_the_same_question_clash_and_nothing_is_written(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, seen_on="2026-02-01")
    seen = page(office, reference, kit).seen_revision
    theirs = {"last_night": Answer("cot"), "seen_on": Answer(DAYS_OLD)}
    save(office, reference, kit, theirs, seen, office.mo)
    mine = {"last_night": Answer("sofa"), "seen_on": Answer("2026-02-01")}
    with pytest.raises(StaleAnswers) as caught:
        save(office, reference, kit, mine, seen)
    assert (caught.value.saved_by, caught.value.revision) == ("Mo Haddad", seen + 1)
    (clash,) = caught.value.clashes
    assert (clash.at, clash.yours, clash.theirs) == (f"{kit}/sleep.last_night", "sofa", "cot")
    assert caught.value.only_shown == {f"{kit}/sleep.seen_on"}
    assert answers(office, reference)[f"{kit}/sleep.last_night"] == "cot"


def test_the_same_answer_by_two_is_no_clash(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    seen = page(office, reference, kit).seen_revision
    for by in (office.mo, office.priya):
        save(office, reference, kit, {"last_night": Answer("cot")}, seen, by)
    assert answers(office, reference) == {f"{kit}/sleep.last_night": "cot"}


def test_a_revision_that_was_never_written_counts_as_having_seen_nothing(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="cot")
    with pytest.raises(StaleAnswers):
        save(office, reference, kit, {"last_night": Answer("sofa")}, 999)


def test_how_it_is_known_is_a_part_of_an_answer_over_which_two_can_clash(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    seen = page(office, reference, kit).seen_revision
    save(office, reference, kit, {"last_night": Answer("cot", "seen")}, seen, office.mo)
    with pytest.raises(StaleAnswers):
        save(office, reference, kit, {"last_night": Answer("cot", "parent")}, seen)


def test_a_page_about_somebody_who_was_taken_out_is_not_found_and_keeps_its_answers(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    with office.writing() as session:
        people.remove_person(session, office.priya, reference, kit, TODAY, NOW)
    with pytest.raises(NotFound):
        save(office, reference, kit, {"last_night": None}, 99)
    assert answers(office, reference) == {f"{kit}/sleep.last_night": "sofa"}


def test_nobody_saves_in_a_submitted_assessment_or_in_that_of_another_team(
    office: Office,
) -> None:
    reference = office.submitted()
    with office.database.session(write=False) as session:
        kit = open_assessment(session, office.priya, reference).people.children[0].id
    with pytest.raises(NotAllowed):
        save(office, reference, kit, {"last_night": Answer("sofa")}, 99)
    with pytest.raises(NotFound):
        save(office, reference, kit, {"last_night": Answer("sofa")}, 99, office.sam)


def test_who_loses_a_race_is_told_to_begin_again_and_nobody_is_overwritten(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    first = page(office, reference, kit).seen_revision
    outcomes: list[str] = []
    together = threading.Barrier(2)

    def run(given: Given, by: Actor) -> None:
        together.wait()
        for _ in range(20):
            try:
                save(office, reference, kit, given, first, by)
            except DatabaseBusy:
                outcomes.append("busy")
                continue
            outcomes.append("saved")
            return

    mine: Given = {"last_night": Answer("cot"), "seen_on": None}
    theirs: Given = {"last_night": None, "seen_on": Answer(DAYS_OLD)}
    racers = [
        threading.Thread(target=run, args=(mine, office.priya)),
        threading.Thread(target=run, args=(theirs, office.mo)),
    ]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert outcomes.count("saved") == 2
    assert answers(office, reference) == {
        f"{kit}/sleep.last_night": "cot",
        f"{kit}/sleep.seen_on": DAYS_OLD,
    }
