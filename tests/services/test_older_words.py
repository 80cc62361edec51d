"""An answer that a newer version does not offer any more is told in the words that were chosen."""

from datetime import timedelta

from riskform.definitions.library import load
from riskform.engine.confidential import Withheld
from riskform.engine.documents.blocks import AnswerRow
from riskform.engine.older_words import not_any_more
from riskform.services import exporting, history, moving, publishing
from riskform.services.older_words import older_words
from riskform.services.opening import OpenAssessment, narrowed, open_assessment
from tests.services.office import NOW, SHORT_FORM, TODAY, Office, short_files

FORM, SLEEP = SHORT_FORM["short/form.yaml"], SHORT_FORM["sections/sleep.yaml"]
RELABELLED = SLEEP.replace("Sofa with an adult", "'{child} on a sofa with somebody'")
NO_SOFA = SLEEP.replace("sofa: Sofa with an adult, ", "").replace("is sofa", "is not_known")
RENAMED_WITHOUT = NO_SOFA.replace("id: last_night", "id: slept\n    was: last_night").replace(
    "when: last_night", "when: slept"
)
WITH_LIST = SLEEP.replace(
    "findings:",
    """\
  - id: nights
    label: Which nights?
    type: list
    fields:
      - {id: day, label: Day, type: choice, options: {mon: Monday, sun: "Sunday, {child}"}}
findings:""",
)


def next_version(office: Office, draft: str, version: int, sleep: str) -> OpenAssessment:
    """Publish the sleep section in another version, and move the draft to it."""
    form = FORM.replace("version: 1", f"version: {version}")
    library = load(short_files(form=form, sleep=sleep))
    assert not library.errors, library.errors
    now = NOW + timedelta(days=version)
    with office.writing() as session:
        publishing.publish_library(session, library, now)
        found = moving.open_move(session, office.priya, draft)
        revision = found.assessment.stored.revision
        new = found.to.hash
        moving.move(session, office.priya, draft, new, revision, today=TODAY, now=now)
    return opened(office, draft)


def opened(office: Office, draft: str) -> OpenAssessment:
    with office.writing() as session:
        return open_assessment(session, office.priya, draft)


def words(office: Office, draft: str) -> dict[str, dict[str, str]]:
    with office.writing() as session:
        found = older_words(open_assessment(session, office.priya, draft))
    return {key: dict(labels) for key, labels in found.items()}


def test_they_are_those_of_the_version_in_which_it_was_chosen(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="sofa")
    next_version(office, draft, 2, RELABELLED)
    assert words(office, draft) == {}
    next_version(office, draft, 3, NO_SOFA)
    assert words(office, draft) == {f"{kit}/sleep.last_night": {"sofa": "Sofa with an adult"}}


def test_what_was_chosen_after_a_move_has_the_newer_words(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="cot")
    next_version(office, draft, 2, RELABELLED)
    office.answer(draft, "sleep", kit, last_night="sofa")
    after = next_version(office, draft, 3, NO_SOFA)
    told = {"sofa": "{child} on a sofa with somebody"}
    assert words(office, draft) == {f"{kit}/sleep.last_night": told}
    assert [one.at for one in after.evaluation.invalid] == [f"{kit}/sleep.last_night"]


def test_they_go_with_a_question_that_was_renamed_in_the_same_version(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="sofa")
    next_version(office, draft, 2, RENAMED_WITHOUT)
    assert words(office, draft) == {f"{kit}/sleep.slept": {"sofa": "Sofa with an adult"}}


def test_a_field_of_a_list_has_them_too_on_paper_and_in_the_history(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    next_version(office, draft, 2, WITH_LIST)
    office.answer(draft, "sleep", kit, nights=[{"id": "a", "day": "sun"}])
    without = WITH_LIST.replace(', sun: "Sunday, {child}"', "")
    next_version(office, draft, 3, without)
    assert words(office, draft) == {f"{kit}/sleep.nights[].day": {"sun": "Sunday, {child}"}}
    (row,) = [row for row in rows_on_paper(office, draft) if row.question == "Which nights?"]
    assert [item.fields for item in row.items] == [(("Day", "Sunday, Kit"),)]
    (told,) = [one for entry in entries(office, draft) for one in entry if one[0] == row.question]
    assert told == ("Which nights?", "", "Day: Sunday, Kit")


def test_what_never_was_an_option_has_none(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="hammock")
    next_version(office, draft, 2, NO_SOFA)
    assert words(office, draft) == {}


def test_who_may_not_see_the_answer_is_not_told_its_words(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="sofa")
    next_version(office, draft, 2, NO_SOFA)
    hidden = Withheld(questions=frozenset({"sleep.last_night"}))
    with office.writing() as session:
        whole = open_assessment(session, office.priya, draft)
        assert older_words(whole)
        assert older_words(narrowed(whole, hidden)) == {}


def rows_on_paper(office: Office, draft: str) -> list[AnswerRow]:
    with office.writing() as session:
        document = exporting.document_of(session, office.priya, draft, "assessment", TODAY)
    blocks = [b for part in document.parts for section in part.sections for b in section.blocks]
    return [block for block in blocks if isinstance(block, AnswerRow)]


def entries(office: Office, draft: str) -> list[list[tuple[str, str, str]]]:
    with office.writing() as session:
        told = history.history(session, office.priya, draft).entries
    return [[(one.label, one.before, one.after) for one in entry.changes] for entry in told]


def test_the_paper_says_what_was_chosen_and_that_it_can_t_stand(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="sofa")
    next_version(office, draft, 2, NO_SOFA)
    row = next(row for row in rows_on_paper(office, draft) if "last night" in row.question)
    assert row.answer == ("Sofa with an adult",)
    assert row.problem == (
        "“Sofa with an adult” is not one of the answers any more."
        " Where did Kit sleep last night? Choose one of the answers listed."
    )


def test_several_that_are_not_offered_any_more_are_named_together() -> None:
    assert not_any_more(["Sofa", "Pram"]) == "“Sofa” and “Pram” are not among the answers any more."
    assert not_any_more([]) == ""


def test_each_save_is_told_in_the_words_of_its_version(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="sofa")
    reworded = RELABELLED.replace("Where did {child} sleep last night?", "The last night?")
    next_version(office, draft, 2, reworded)
    office.answer(draft, "sleep", kit, last_night="cot")
    office.answer(draft, "sleep", kit, last_night="sofa")
    next_version(office, draft, 3, NO_SOFA)
    office.answer(draft, "sleep", kit, last_night="cot")
    (last, to_third, to_sofa, to_cot, to_second, first, *_) = entries(office, draft)
    asked, renamed = "Where did Kit sleep last night?", "The last night?"
    assert last == [(asked, "Kit on a sofa with somebody", "Own cot")]
    assert to_sofa == [(renamed, "Own cot", "Kit on a sofa with somebody")]
    assert to_cot == [(renamed, "Kit on a sofa with somebody", "Own cot")]
    assert first == [(asked, "", "Sofa with an adult")]
    version = "Short assessment, version"
    assert to_third == [("Version of the form", f"{version} 2", f"{version} 3")]
    assert to_second == [("Version of the form", f"{version} 1", f"{version} 2")]
