"""Releasing one thing for one copy: who may, what then stands on it, and what still does not."""

import pytest

from riskform.engine.documents import Document, to_json
from riskform.errors import InvalidInput, NotAllowed, NotFound
from riskform.records import assessments, audit
from riskform.records.kept_papers import PaperFile
from riskform.services import copies, exporting, exporting_many, keeping, planning
from riskform.services.exporting import Rendered
from tests.services.office import NOW, TODAY, Office
from tests.services.releasing_form import NOW_HURT, Case, hurt_family


@pytest.fixture
def case(office: Office) -> Case:
    """Give a draft in which Dean hurts Carly, with an outcome and an action because of it."""
    return hurt_family(office)


def test_a_released_outcome_stands_on_that_copy_alone_and_what_depends_on_it_does_not(
    case: Case,
) -> None:
    case.release(f"outcome:{case.outcome}", case.carly)
    told = case.text(case.carly)
    assert "Kit hears no shouting" in told
    assert "Kit hears no shouting" in case.text(case.carly, "easy_read")
    for derived in ("safety plan", "Leanne", "Somebody is hurt", "refuge", "Is anybody hurt"):
        assert derived not in told
    for reader in ("", case.dean):
        assert "no shouting" not in case.text(reader)


def test_the_preview_says_who_released_it_when_and_why(case: Case) -> None:
    case.release(f"outcome:{case.outcome}", case.carly)
    release = case.left(case.carly)[f"outcome:{case.outcome}"].release
    assert release is not None
    assert (release.done_by_name, release.done_at, release.reason) == (
        "Priya Nair",
        NOW,
        "She asked.",
    )


def test_an_action_waits_for_its_outcome(case: Case) -> None:
    action = f"action:{case.action}"
    assert case.left(case.carly)[action].why_not == copies.OUTCOME_FIRST
    with pytest.raises(NotAllowed):
        case.release(action, case.carly)
    case.release(f"outcome:{case.outcome}", case.carly)
    case.release(action, case.carly)
    assert "safety plan" in case.text(case.carly)


def test_it_is_told_at_which_places_released_words_will_stand(case: Case) -> None:
    silent = f"{case.dean}/care.silent"
    case.office.answer(case.reference, "care", case.dean, spoken="no")
    case.office.outcome(case.reference, case.kit, silent, what="Dean knows")
    with case.office.database.session(write=False) as session:
        asked = (session, case.office.priya, case.reference, "plan", case.carly, TODAY)
        places = copies.preview(*asked).places(f"finding:{silent}")
    assert places == ("Urgent finding", "Why Kit has an outcome")


def test_a_released_finding_brings_none_of_the_answers_that_it_depends_on(case: Case) -> None:
    case.release(f"finding:{NOW_HURT}", case.carly)
    told = case.text(case.carly)
    assert "Somebody is hurt." in told
    assert "Is anybody hurt" not in told


def test_what_was_taken_back_is_left_out_again(case: Case) -> None:
    case.release(f"outcome:{case.outcome}", case.carly)
    before = case.text(case.dean)
    case.take_back(f"outcome:{case.outcome}", case.carly)
    assert "no shouting" not in case.text(case.carly)
    assert case.text(case.dean) == before


@pytest.mark.parametrize("field", ["what", "now"])
def test_a_release_is_of_words_and_ends_when_any_is_changed(case: Case, field: str) -> None:
    case.release(f"outcome:{case.outcome}", case.carly)
    with case.office.writing() as session:
        typed = {"what": "Kit hears no shouting", field: "Kit and Carly are at the refuge"}
        asked = (session, case.office.priya, case.reference, case.kit, typed, (NOW_HURT,), NOW)
        planning.put_outcome(*asked, case.outcome)
    assert "refuge" not in case.text(case.carly)
    assert case.left(case.carly)[f"outcome:{case.outcome}"].release is None


def test_what_was_released_for_one_owner_is_not_for_the_next_who_does_the_same(case: Case) -> None:
    case.release(f"outcome:{case.outcome}", case.action, case.office.mo, kind="actions")
    case.release(f"action:{case.action}", case.action, case.office.mo, kind="actions")
    assert "Kit hears no shouting" in case.text(case.action, "actions")
    with case.office.writing() as session:
        fields = {"what": "Make the safety plan", "who": "Dean's brother", "due": "2026-03-04"}
        asked = (session, case.office.priya, case.reference, case.outcome, fields, (), NOW)
        planning.put_action(*asked, case.action)
    case.release(f"action:{case.action}", case.action, case.office.mo, kind="actions")
    told = case.text(case.action, "actions")
    assert "safety plan" in told
    assert "shouting" not in told


def test_for_a_copy_that_may_reach_whom_it_is_kept_from_only_a_manager_can(case: Case) -> None:
    for reader in ("", case.dean):
        item = f"outcome:{case.outcome}"
        assert case.left(reader)[item].why_not == copies.ONLY_A_MANAGER
        with pytest.raises(NotAllowed):
            case.release(item, reader)
        case.release(item, reader, case.office.mo)
        assert "no shouting" in case.text(reader)


def test_what_is_private_is_never_released_and_others_are_not_told_of_it(case: Case) -> None:
    unsaid = "finding:family/hurt.unsaid"
    assert case.left(case.carly)[unsaid].why_not == copies.NEVER
    for actor in (case.office.priya, case.office.mo):
        with pytest.raises(NotFound):
            case.release(unsaid, case.carly, actor)
    assert "Something was not said" not in case.text(case.carly)


def test_of_an_answer_it_is_not_said_that_only_managers_see_it(case: Case) -> None:
    answer = case.left(case.kit, kind="tonight")[""]
    assert (answer.out.says, answer.why_not) == ("At the refuge", copies.AN_ANSWER)
    assert "refuge" not in case.text(case.kit, "tonight")
    with pytest.raises(NotFound):
        case.release("", case.kit, case.office.mo, kind="tonight")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001, "Her\0self"])
def test_a_reason_that_can_be_kept_is_needed(case: Case, reason: str) -> None:
    with pytest.raises(InvalidInput):
        case.release(f"outcome:{case.outcome}", case.carly, reason=reason)


@pytest.mark.parametrize("item", ["", "outcome:nobody", "answer:family/hurt.present"])
def test_only_what_this_copy_leaves_out_can_be_released(case: Case, item: str) -> None:
    with pytest.raises(NotFound):
        case.release(item, case.carly)


def test_the_audit_trail_says_what_was_released_by_its_key(case: Case) -> None:
    case.release(f"outcome:{case.outcome}", case.carly)
    with case.office.database.session(write=False) as session:
        event = audit.listed(session, object_reference=case.reference)[0]
    assert (event.action, dict(event.detail)) == (
        "released for a copy",
        {"copy": "plan", "for": case.carly, "item": f"outcome:{case.outcome}"},
    )


def test_what_was_taken_back_after_it_was_signed_is_in_no_exported_plan(case: Case) -> None:
    office = case.office

    def printed(document: Document) -> Rendered:
        return Rendered(to_json(document).encode(), complete=True)

    def exported() -> str:
        asked = (office.database, office.priya, case.reference, TODAY, NOW, printed)
        return exporting_many.export_plan(*asked).content.decode()

    case.release(f"outcome:{case.outcome}", "", office.mo)
    with office.writing() as session:
        # Through the database, because it is not answered, and that does not matter here.
        at = assessments.load(session, case.reference).id
        assessments.set_status(session, at, "submitted", author_id=office.priya.id, saved_at=NOW)
    with office.writing() as session:
        made = keeping.rehearsed(session, office.mo, case.reference, "", TODAY, NOW, {})
        session.rollback()
    papers = tuple((which, one, printed(one)) for which, one in made.documents.items())
    with office.writing() as session:
        signed = keeping.SignedPapers(made.revision, papers)
        assert keeping.agree(session, office.mo, case.reference, "", NOW, signed)
    assert "no shouting" in exported()
    case.take_back(f"outcome:{case.outcome}", "")
    assert "no shouting" not in exported()


def test_what_was_taken_back_after_agreeing_is_not_handed_out_from_the_store(case: Case) -> None:
    with case.office.writing() as session:
        # Through the database, because what is agreed here does not matter, only that it is.
        stored = assessments.load(session, case.reference)
        for status, author in (("submitted", case.office.priya), ("agreed", case.office.mo)):
            assessments.set_status(session, stored.id, status, author_id=author.id, saved_at=NOW)

    def handed_out() -> str:
        asked = (case.reference, "plan", "plain", case.carly)
        with case.office.writing() as session:
            which = exporting.which_paper(session, case.office.priya, *asked)
            found = keeping.kept_or_document(
                *(session, case.office.priya, case.reference, which),
                lambda looking: exporting.document_of(
                    looking, case.office.priya, *asked[:2], TODAY, copy="plain", reader=case.carly
                ),
            )
            if isinstance(found, PaperFile):
                return found.content.decode()
            rendered = Rendered(to_json(found).encode(), complete=True)
            made = exporting.handed_out(session, case.office.priya, found, rendered, NOW, which)
            return made.content.decode()

    first = handed_out()
    case.release(f"outcome:{case.outcome}", case.carly, case.office.mo)
    assert "no shouting" in handed_out()
    case.take_back(f"outcome:{case.outcome}", case.carly)
    assert handed_out() == first
    assert "no shouting" not in first
