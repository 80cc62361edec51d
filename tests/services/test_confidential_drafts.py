"""A draft of a worry that the family's copy may not hold is left out of it with the worry."""

from riskform.definitions.library import load
from riskform.engine.documents import to_json
from riskform.services import exporting, planning, publishing
from riskform.services.drafting import draft_for
from tests.services.office import NOW, TODAY, Office, short_files

ASKED = "    required: true\n    options: {cot"
KEPT_FROM_THEM = ASKED.replace("options", "confidential_from: family copies\n    options")
AT = "{}/sleep.sofa_with_adult"


def familys_plan(office: Office, *, confidential: bool) -> str:
    """Return the family's copy of a plan that holds the draft of a worry, as JSON."""
    files = short_files()
    if confidential:
        changed = files["sections/sleep.yaml"].replace(ASKED, KEPT_FROM_THEM)
        assert changed != files["sections/sleep.yaml"]
        with office.writing() as session:
            publishing.publish_library(session, load(short_files(sleep=changed)), NOW)
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    at = AT.format(kit)
    with office.writing() as session:
        found = planning.open_plan(session, office.priya, reference, TODAY)
        draft = draft_for(found, at, kit)
        assert draft is not None
        texts = {"what": draft.outcome, "measure": draft.measure, "if_not": draft.if_not}
        outcome = planning.put_outcome(session, office.priya, reference, kit, texts, (at,), NOW)
        does = {"what": draft.action, "who": "Priya Nair"}
        planning.put_action(session, office.priya, reference, outcome, does, (), NOW)
    with office.database.session(write=False) as session:
        return to_json(
            exporting.document_of(session, office.priya, reference, "plan", TODAY, copy="plain")
        )


def test_it_is_in_the_copy_of_a_family_who_may_know_of_the_worry(office: Office) -> None:
    copy = familys_plan(office, confidential=False)
    assert "Kit sleeps in a clear cot for every sleep." in copy
    assert "Bring a cot and set it up" in copy


def test_nothing_of_it_is_in_the_copy_of_a_family_who_may_not(office: Office) -> None:
    copy = familys_plan(office, confidential=True)
    for text in ("clear cot", "Cot seen", "Bring a cot", "call social care"):
        assert text not in copy
