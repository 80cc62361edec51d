"""What only the author and a manager see: everywhere a colleague could meet it, or wipe it."""

from dataclasses import replace
from typing import Any

import pytest

from riskform.engine.documents import Document, to_json
from riskform.engine.plan import Action, FindingReply, Outcome
from riskform.errors import NotFound
from riskform.records import Session, assessments, findings, plans, snapshots
from riskform.services import (
    answering,
    assessing,
    exporting,
    history,
    overview,
    planning,
    reviewing,
    submitting,
)
from riskform.services.actors import Actor, roles_in
from riskform.services.opening import open_assessment
from tests.services.office import NOW, TODAY, Office
from tests.services.private_form import SECRETS, Shared, save, shared


@pytest.fixture
def case(office: Office) -> Shared:
    """Give an assessment with private answers."""
    return shared(office)


def everything_shown(session: Session, actor: Actor, reference: str) -> str:
    """Return all that services hand out for one reader, as text."""
    opened = open_assessment(session, actor, reference)
    pages = [answering.page_of(opened, p.section.id, p.person.id, TODAY) for p in opened.pages]
    parts: list[object] = [
        (opened.stored, opened.evaluation, opened.evaluation.household, opened.plan),
        [(p.page.key, p.page.missing, p.page.invalid, p.page.blank) for p in pages],
        [(a.words, a.answer, a.message, a.value) for p in pages for a in p.questions],
        [(p.findings, p.previous and p.previous.key) for p in pages],
        history.history(session, actor, reference).entries,
        planning.plan_of(opened, actor, TODAY).findings,
        planning.plan_of(opened, actor, TODAY).advice,
    ]
    seen = overview.overview(session, actor, reference, TODAY)
    parts += [seen.urgent, seen.unclear, seen.unplanned]
    check = submitting.look_through(session, actor, reference, TODAY)
    parts += [check.findings, check.supervision, check.gaps, check.blank, check.words]
    return "\n".join(str(part) for part in parts)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_who_is_who_in_an_assessment(case: Shared) -> None:
    office = case.office
    with office.writing() as session:
        stored = assessments.load(session, case.reference)
    assert roles_in(office.priya, stored) == {"author", "practitioner"}
    assert roles_in(case.ravi, stored) == {"practitioner"}
    assert roles_in(office.mo, stored) == {"manager"}
    writes_forms = Actor(99, "Ada", "author", "North")
    assert roles_in(writes_forms, stored) == frozenset()


def test_its_author_and_a_manager_see_it_and_all_that_follows(case: Shared) -> None:
    with case.office.writing() as session:
        for reader in (case.office.priya, case.office.mo):
            text = everything_shown(session, reader, case.reference)
            assert {"Zinnia", "Quartz", "Marigold", "Foxglove"} <= set(leaks(text))


def test_a_colleague_is_handed_nothing_of_it(case: Shared) -> None:
    with case.office.writing() as session:
        opened = open_assessment(session, case.ravi, case.reference)
        text = everything_shown(session, case.ravi, case.reference)
    assert "A cot" in text
    assert leaks(text) == []
    assert f"{case.kit}/deep" not in {page.key for page in opened.pages}
    assert [f.at for f in opened.evaluation.findings] == [f"{case.kit}/sleep.own_cot"]


def test_a_colleague_is_told_that_a_question_is_kept_back_and_not_whether_it_is_answered(
    case: Shared,
) -> None:
    with case.office.writing() as session:
        engage = answering.open_page(
            *(session, case.ravi, case.reference, "engage", case.dean), TODAY
        )
        alone = answering.open_page(session, case.ravi, case.reference, "alone", "family", TODAY)
        own = answering.open_page(
            *(session, case.office.priya, case.reference, "engage", case.dean), TODAY
        )
    assert [asked.question.id for asked in engage.questions] == ["open"]
    assert [one.label for one in engage.kept_back] == ["What was hard to say to Dean?"]
    assert alone.questions == ()
    assert [one.label for one in alone.kept_back] == ["What worries you?"]
    assert own.kept_back == ()


@pytest.mark.parametrize("typed", ["Overwritten", None])
def test_a_save_by_a_colleague_leaves_the_private_answer_as_it_was(
    case: Shared, typed: str | None
) -> None:
    case.save(case.ravi, "engage", case.dean, open="Two cots", hard=typed, more=typed)
    with case.office.writing() as session:
        answers = assessments.load(session, case.reference).answers
        kept = {f.at for f in findings.of_assessment(session, 1) if f.raised}
    assert answers[f"{case.dean}/engage.open"].value == "Two cots"
    assert answers[f"{case.dean}/engage.hard"].value == "Zinnia"
    assert answers[f"{case.dean}/engage.more"].value == "Quartz"
    assert f"{case.dean}/engage.unsaid" in kept


def test_a_save_tells_a_colleague_nothing_of_it(case: Shared) -> None:
    with case.office.writing() as session:
        saved = save(session, case.ravi, case.reference, "engage", case.dean, open="Two cots")
    assert saved.new_questions == ()
    assert saved.set_aside == 0
    assert [f.finding.at for f in saved.open_page.findings] == []


def test_a_finding_that_depends_on_it_needs_nothing_from_the_plan(case: Shared) -> None:
    office = case.office
    with office.writing() as session:
        check = submitting.look_through(session, office.priya, case.reference, TODAY)
        seen = overview.overview(session, office.priya, case.reference, TODAY)
    assert check.gaps == ()
    assert seen.unplanned == ()
    assert [one.finding.at for one in check.supervision] == [
        f"{case.dean}/engage.felt",
        f"{case.dean}/engage.unsaid",
        f"{case.kit}/deep.seen",
    ]
    assert all("engage" not in one.finding.at for one in check.findings)
    office.submit(case.reference)


def test_it_can_be_tied_to_nothing_and_has_no_reply(case: Shared) -> None:
    office, unsaid = case.office, f"{case.dean}/engage.unsaid"
    outcome = office.outcome(case.reference, case.kit, unsaid, what="All is said")
    with office.writing() as session:
        reply = FindingReply(unsaid, "reason", reason="Said.")
        planning.put_replies(session, office.priya, case.reference, (reply,), NOW)
        plan = open_assessment(session, office.priya, case.reference).plan
    assert [(one.id, one.answers) for one in plan.outcomes] == [(outcome, ())]
    assert plan.replies == ()


def tied_before(case: Shared) -> str:
    """Keep an outcome tied to such a finding, as from a time before it was private."""
    old = Outcome("old1", case.kit, "Larkspur will change", answers=(f"{case.dean}/engage.unsaid",))
    with case.office.writing() as session:
        stored = assessments.load(session, case.reference)
        plans.put_outcome(session, stored.id, old, author_id=case.office.priya.id, saved_at=NOW)
    return old.id


def test_an_outcome_that_was_tied_to_one_is_hidden_and_can_not_be_changed(case: Shared) -> None:
    outcome = tied_before(case)
    with case.office.writing() as session:
        assert open_assessment(session, case.ravi, case.reference).plan.outcomes == ()
        assert "Larkspur" not in str(history.history(session, case.ravi, case.reference).entries)
        with pytest.raises(NotFound):
            planning.remove_outcome(session, case.ravi, case.reference, outcome, NOW)
        with pytest.raises(NotFound):
            planning.remove_action(session, case.ravi, case.reference, "nothing", NOW)
        own = open_assessment(session, case.office.priya, case.reference).plan.outcomes
    assert [one.id for one in own] == [outcome]


def test_what_stood_under_an_outcome_that_was_tied_to_one_is_not_told_once_it_is_removed(
    case: Shared,
) -> None:
    by: Any = {"author_id": case.office.priya.id, "saved_at": NOW}
    tied = Outcome("izz1", case.kit, "Larkspur", answers=(f"{case.dean}/engage.unsaid",))
    with case.office.writing() as session:
        at = assessments.load(session, case.reference).id
        plans.put_outcome(session, at, tied, **by)
        plans.put_action(session, at, "izz1", Action("izz2", "Ring Marigold"), **by)
        plans.put_outcome(session, at, replace(tied, answers=()), **by)
        plans.remove_outcome(session, at, "izz1", **by)
    with case.office.database.session(write=False) as session:
        told = str(history.history(session, case.ravi, case.reference).entries)
        own = str(history.history(session, case.office.priya, case.reference).entries)
    assert ("Larkspur" in told, "Ring Marigold" in told) == (False, False)
    assert "Ring Marigold" in own


def test_history_tells_no_private_answer_and_no_save_of_a_page_that_is_hidden(case: Shared) -> None:
    with case.office.writing() as session:
        own = history.history(session, case.office.priya, case.reference).entries
        shown = history.history(session, case.ravi, case.reference).entries
    assert leaks(str(shown)) == []
    assert {entry.what for entry in own} - {entry.what for entry in shown} == {"Obsidian section"}
    (engage,) = [entry for entry in shown if entry.what == "Working with the family"]
    assert [change.after for change in engage.changes] == ["A cot"]
    assert [entry.number for entry in shown] == list(range(len(shown), 0, -1))


@pytest.mark.parametrize("kind", ["assessment", "plan"])
@pytest.mark.parametrize("reader", ["priya", "ravi", "mo"])
def test_it_is_on_no_paper_whoever_makes_it(case: Shared, kind: str, reader: str) -> None:
    actor = {"priya": case.office.priya, "ravi": case.ravi, "mo": case.office.mo}[reader]
    tied_before(case)
    with case.office.writing() as session:
        made: Document = exporting.document_of(session, actor, case.reference, kind, TODAY)
    assert leaks(to_json(made)) == []
    assert made.made_for.left_out


def test_lists_count_it_for_those_who_see_it_alone(case: Shared) -> None:
    with case.office.writing() as session:
        (own,) = overview.my_work(session, case.office.priya).drafts
        (other,) = overview.my_work(session, case.ravi).drafts
    assert own.counts == {"urgent": 1, "concern": 1, "unclear": 1, "protective": 1}
    assert other.counts == {"protective": 1}


def test_a_gap_that_a_colleague_can_not_see_is_one_sentence_that_does_not_say_what(
    case: Shared,
) -> None:
    case.save(case.office.priya, "deep", case.kit, dark=None)
    with case.office.writing() as session:
        with pytest.raises(submitting.NotReady) as refused:
            submitting.submit(session, case.ravi, case.reference, TODAY, NOW)
        (gap,) = refused.value.check.gaps
    assert gap.where == "hidden"
    assert "Ask Priya Nair to open this page." in gap.text
    assert leaks(gap.text) == []


def test_what_a_colleague_submits_is_kept_whole_and_its_findings_too(case: Shared) -> None:
    with case.office.writing() as session:
        shown = submitting.submit(session, case.ravi, case.reference, TODAY, NOW)
        stored = assessments.load(session, case.reference)
        kept = snapshots.read(session, stored.id)
        raised = {f.at for f in findings.of_assessment(session, stored.id) if f.raised}
    assert kept is not None
    assert kept.content["answers"][f"{case.dean}/engage.hard"]["value"] == "Zinnia"
    assert f"{case.dean}/engage.unsaid" in str(kept.content["findings"])
    assert f"{case.dean}/engage.unsaid" in raised
    assert leaks(str(shown.stored)) == []


def test_what_is_changed_beside_it_keeps_its_findings(case: Shared) -> None:
    with case.office.writing() as session:
        assessing.change_details(
            *(session, case.ravi, case.reference),
            level="4",
            visit_on="2026-03-01",
            today=TODAY,
            now=NOW,
        )
        raised = {f.at for f in findings.of_assessment(session, 1) if f.raised}
    assert f"{case.dean}/engage.unsaid" in raised


def test_a_manager_who_agrees_keeps_the_whole(case: Shared) -> None:
    office = case.office
    office.submit(case.reference)
    with office.writing() as session:
        found = reviewing.open_review(session, office.mo, case.reference)
        reviewing.agree(session, office.mo, case.reference, "", NOW)
        kept = snapshots.read(session, found.assessment.stored.id)
        private = found.assessment.for_supervision(TODAY)
    assert [one.finding.at for one in private] == [
        f"{case.dean}/engage.felt",
        f"{case.dean}/engage.unsaid",
        f"{case.kit}/deep.seen",
    ]
    assert kept is not None
    assert "Zinnia" in str(kept.content)
