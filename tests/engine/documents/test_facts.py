from riskform.engine.documents.omissions import WORKERS, for_family
from riskform.engine.documents.parts import due_in_words, findings_of
from tests.engine.documents.tiny import DAY, facts, form


def test_a_level_has_its_name_or_stands_as_a_number() -> None:
    made = facts()
    assert made.level_in_words(3).startswith("Level 3: ")
    assert made.level_in_words(9) == "Level 9"


def test_a_day_is_said_in_words_and_no_day_is_not() -> None:
    assert due_in_words(DAY) == "By 2 March 2026"
    assert due_in_words(None) == ""


def test_a_full_copy_withholds_nothing() -> None:
    assert not WORKERS.finding("kit/abuse.afraid_at_home")
    assert for_family(form()).finding("kit/abuse.afraid_at_home")


def test_findings_are_of_one_person_and_of_one_section_if_asked() -> None:
    made = facts({"kit/abuse.afraid": "yes", "kit/sleep.place": ["sofa"]})
    of_kit = {finding.at for finding in findings_of(made, "kit", WORKERS)}
    assert {"kit/sleep.sofa", "kit/abuse.afraid_at_home"} <= of_kit
    assert {f.section for f in findings_of(made, "kit", WORKERS, "sleep")} == {"sleep"}
    assert all(f.person == "dean" for f in findings_of(made, "dean", WORKERS))
