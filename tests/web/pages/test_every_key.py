"""Every type and key of a question, from its YAML to the page, the record and the paper."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from riskform.definitions.library import Library
from riskform.engine.case import Answer
from riskform.engine.documents import to_json
from riskform.pdf import Renderer
from riskform.services import assessing, exporting, people, publishing
from tests.definitions.checking import library_of
from tests.services.office import NOW, TODAY, Office
from tests.web.browsing import Browser
from tests.web.desk import Desk, plain
from tests.web.sent_forms import form_on

SECTION = """\
section: types
title: Everything
ask: each child
why: Why this page.
conditions: {heavy: any child where weight > 20}
questions:
  - {id: name, label: "Name of {child}?", type: text, why: Why the name., source: A study.}
  - {id: story, label: Story?, type: long_text, guidance: asking, carry_forward: confirm, was: tale}
  - {id: weight, label: Weight?, type: number, unit: kg, min: 0.5, max: 150, carry_forward: never}
  - {id: born, label: Seen?, type: date, not_after: today}
  - {id: safe, label: Safe?, type: yes_no, how_known: true, required: true}
  - {id: night, label: Night?, type: choice, options: {cot: Own cot, sofa: {label: Sofa, score: 2}},
     not_known: {says: "Where {child} slept is not known.", do: Ask., within: 1 working day},
     wording: [{when: safe is no, label: "Where did {child} sleep?",
     hint: In which bed?}]}
  - id: helps
    label: Helps?
    type: choices
    options: {nan: {label: Nan, score: 1.5}, gp: GP, none: {label: Nobody, none_of_these: true}}
    check:
      - {that: not helps includes gp or safe is yes, message: "Say that {child} is safe first."}
  - {id: worry, label: Worry?, type: scale, low: Calm, high: Alarmed}
  - {id: sum, label: Sum, type: calculated, value: score(helps) + worry * 2, unit: points}
  - {id: seen, label: Agencies?, type: list, fields: [
      {id: name, label: Agency, type: text, required: true}, {id: on, label: Since, type: date}]}
  - {id: by_whom, label: Who?, type: person}
  - {id: secret, label: Told in confidence?, type: text, confidential_from: by_whom}
  - {id: mine, label: For supervision?, type: text, private_to: [author, manager]}
  - {id: next_level, label: Level?, type: choice, sets: child.level,
     options: {level_2: A, level_4: B}}
  - {id: hidden, label: Hidden?, type: text, show_if: heavy, if_blank: Nobody wrote it.}
findings:
  - {id: slept, kind: concern, when: night is sofa, says: "{child} slept on a sofa.", do: Agree.,
     within: 0 working days, tags: [sleep, night], source: A review., cin_factor: 16A}
  - {id: told, kind: concern, when: secret is answered, says: Something was told., do: Talk.}
  - {id: high, kind: concern, when: child.level = 4, says: "{child} is at level 4.", do: Plan.}
"""
FILES = {
    "sections/types.yaml": SECTION,
    "guidance/asking.yaml": (
        "title: How to ask\ntext: Ask twice.\nowner: The board\nreview_by: 2027-01-01\n"
    ),
    "every_key/form.yaml": (
        "form: every_key\nversion: 1\ntitle: Every key\nlevels: [2, 3]\nsections: [types]\n"
    ),
}
TYPED = {
    "q-name": "Kit",
    "q-story": "One.\r\nTwo.",
    "q-weight": "21.5",
    "q-born-day": "1",
    "q-born-month": "3",
    "q-born-year": "2026",
    "q-safe": "yes",
    "q-safe-known_by": "seen",
    "q-night": "sofa",
    "q-helps": ["nan", "gp"],
    "q-worry": "4",
    "q-by_whom": "Nurse Joy",
    "q-secret": "SECRETWORD",
    "q-mine": "MINEWORD",
    "q-next_level": "level_4",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(FILES)


@pytest.fixture
def desk(app: Flask, office: Office, priya: Browser, library: Library) -> Desk:  # noqa: ARG001 - app serves priya
    with office.writing() as session:
        publishing.publish_library(session, library, NOW)
        ref = assessing.start(
            *(session, office.priya),
            form_id="every_key",
            family_reference="",
            new_family_name="Marsh",
            level="3",
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        ).reference
        child = {"name": "Kit", "date_of_birth": "2025-12-15"}
        kit = people.add_child(session, office.priya, ref, child, TODAY, NOW)
        dean = people.add_adult(session, office.priya, ref, {"name": "Dean"}, TODAY, NOW)
    return Desk(office, priya, ref, kit, dean)


def typed_in(desk: Desk, **more: str | list[str]) -> str:
    """Type everything, save, and return the page as it is shown again."""
    desk.post(form_on(desk.page(), desk.path, **{**TYPED, **more}))
    return plain(desk.page())


def test_the_definitions_check(library: Library) -> None:
    assert library.problems == ()


def test_every_answer_is_kept_as_it_was_typed(desk: Desk) -> None:
    typed_in(desk)
    kept = {name: desk.value(name) for name in ("name", "story", "weight", "born", "night")}
    assert kept == {
        "name": "Kit",
        "story": "One.\nTwo.",
        "weight": "21.5",
        "born": "2026-03-01",
        "night": "sofa",
    }
    assert desk.value("helps") == ["nan", "gp"]
    assert desk.answer("safe") == Answer("yes", "seen", None)
    assert desk.value("by_whom") == "Nurse Joy"


@pytest.mark.parametrize(
    "words",
    [
        "Why this page.",
        "Name of Kit?",
        "Why the name.",
        "How to ask",
        "Ask twice.",
        "kg",
        "Calm",
        "Alarmed",
        "Not known",
        "Nobody",
        "Only you and the managers of your team see this answer",
        "9.5 points",
        "Kit slept on a sofa.",
        "Kit is at level 4.",
        "Hidden?",
    ],
)
def test_the_page_shows_what_every_key_says(desk: Desk, words: str) -> None:
    assert words in typed_in(desk)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"q-weight": "0.2"}, "The number must be 0.5 kg or more."),
        ({"q-weight": "151"}, "The number must be 150 kg or less."),
        ({"q-born-day": "3"}, "The date can't be after the day of this assessment, 2/3/2026"),
        ({"q-safe": "no", "q-helps": ["gp"]}, "Say that Kit is safe first."),
        ({"q-helps": ["nan", "none"]}, "Helps?"),
        ({"q-worry": "11"}, "Worry?"),
    ],
)
def test_an_answer_that_can_t_be_right_is_kept_and_named(
    desk: Desk, typed: dict[str, str | list[str]], said: str
) -> None:
    assert said in typed_in(desk, **typed)
    name, value = list(typed.items())[-1]
    question = name.removeprefix("q-").removesuffix("-day")
    assert desk.value(question) == ("2026-03-03" if name.endswith("-day") else value)


def test_other_words_stand_there_while_their_condition_holds(desk: Desk) -> None:
    page = typed_in(desk, **{"q-safe": "no", "q-helps": ["nan"]})
    assert "Where did Kit sleep? In which bed?" in page


def test_a_question_shows_while_its_condition_holds(desk: Desk) -> None:
    assert "Hidden?" not in typed_in(desk, **{"q-weight": "20"})


def paper_of(desk: Desk, kind: str) -> str:
    with desk.office.database.session(write=False) as session:
        return to_json(
            exporting.document_of(session, desk.office.priya, desk.reference, kind, TODAY)
        )


@pytest.mark.parametrize("words", ["One.", "21.5 kg", "1 March 2026", "Sofa", "Nan", "9.5"])
def test_the_paper_for_workers_holds_the_answers(desk: Desk, words: str) -> None:
    typed_in(desk)
    assert words in paper_of(desk, "assessment")


def test_what_is_private_stands_on_no_paper(desk: Desk) -> None:
    typed_in(desk)
    assert "MINEWORD" not in paper_of(desk, "assessment")


def test_a_real_pdf_is_made_of_it(desk: Desk) -> None:
    typed_in(desk)
    with Renderer() as renderer, desk.office.database.session(write=False) as session:
        document = exporting.document_of(
            session, desk.office.priya, desk.reference, "assessment", TODAY
        )
        assert renderer.render(document).startswith(b"%PDF")


def test_an_item_of_a_list_is_kept_with_its_fields(desk: Desk) -> None:
    fields: MultiDict[str, str] = form_on(desk.page(), desk.path, **TYPED)
    names = [name for name in fields if name.startswith("q-seen")]
    assert names
    desk.keep(seen=Answer([{"id": "gp", "name": "The GP", "on": "2026-02-01"}]))
    assert "The GP" in desk.page()
    assert "The GP" in paper_of(desk, "assessment")


@pytest.mark.parametrize(
    ("question", "key", "value"),
    [
        ("story", "carry_forward", "confirm"),
        ("weight", "carry_forward", "never"),
        ("story", "was", "tale"),
        ("name", "source", "A study."),
    ],
)
def test_what_only_later_steps_use_is_stored(
    library: Library, question: str, key: str, value: str
) -> None:
    assert getattr(library.forms["every_key"].questions[f"types.{question}"], key) == value


def test_a_finding_keeps_its_tags_its_source_and_its_factor(library: Library) -> None:
    rule = library.forms["every_key"].section_by_id["types"].findings[0]
    assert (rule.tags, rule.source, rule.cin_factor) == (("sleep", "night"), "A review.", "16A")
