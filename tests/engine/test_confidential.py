from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.confidential import (
    depending_on,
    for_supervision,
    hidden_from,
    readers_of,
    withheld_from_family,
)

HOME = """
section: home
title: Home
questions:
  - {id: notes, label: Notes, type: long_text}
"""
WITHHELD = """
section: secret
title: Secret
ask: each adult
questions:
  - {id: harm, label: Harm?, type: yes_no, confidential_from: family copies, not_known: Not known.}
  - {id: staff, label: Staff only, type: text, private_to: manager}
  - {id: points, label: Points, type: scale, low: Low, high: High}
findings:
  - {id: harmed, kind: urgent, when: harm is yes, says: Harm.}
  - {id: high, kind: concern, when: points > 5, says: High.}
"""


def form(*, daily: str, conditions: str = "", section: str = "") -> Form:
    files = {
        "f/form.yaml": "form: f\nversion: 1\ntitle: F\nsections: [home, secret, daily]\n"
        + conditions,
        "sections/home.yaml": HOME,
        "sections/secret.yaml": WITHHELD,
        "sections/daily.yaml": (
            f"section: daily\ntitle: Daily\nask: each child\n{section}\n{daily}"
        ),
    }
    library = load(files)
    assert not library.errors, library.errors
    return library.forms["f"]


PLAIN = "questions:\n  - {id: place, label: Place, type: text}\n"
ANY_HARM = "any adult where secret.harm is yes"


def test_a_confidential_question_and_one_for_some_roles_are_withheld_with_their_findings() -> None:
    held = withheld_from_family(form(daily=PLAIN))
    assert held.questions == {"secret.harm", "secret.staff"}
    assert held.findings == {
        "secret.harmed",
        *(f"secret.{one}.{end}" for one in ("harm", "staff") for end in ("not_known", "if_blank")),
    }


def test_a_question_that_is_shown_because_of_one_is_withheld() -> None:
    daily = f"questions:\n  - {{id: place, label: Place, type: text, show_if: {ANY_HARM}}}\n"
    assert "daily.place" in withheld_from_family(form(daily=daily)).questions


def test_it_travels_through_named_conditions_calculations_and_several_steps() -> None:
    daily = """
questions:
  - {id: end, label: End, type: calculated, value: middle + 1}
  - {id: middle, label: Middle, type: number, show_if: first is yes}
  - {id: first, label: First, type: yes_no, show_if: somebody_harms}
  - {id: apart, label: Apart, type: text}
findings:
  - {id: late, kind: concern, when: end > 1, says: Late.}
  - {id: open, kind: concern, when: apart is answered, says: Open.}
"""
    held = withheld_from_family(
        form(daily=daily, conditions=f"conditions:\n  somebody_harms: {ANY_HARM}\n")
    )
    assert {"daily.first", "daily.middle", "daily.end"} <= held.questions
    assert "daily.apart" not in held.questions
    assert "daily.late" in held.findings
    assert "daily.open" not in held.findings


def test_words_and_checks_that_read_one_give_it_away_too() -> None:
    daily = f"""
questions:
  - id: worded
    label: Plain
    type: text
    wording:
      - when: {ANY_HARM}
        label: Other
  - id: checked
    label: Checked
    type: number
    check:
      - that: checked > 1 or {ANY_HARM}
        message: No.
"""
    assert {"daily.worded", "daily.checked"} <= withheld_from_family(form(daily=daily)).questions


def test_a_section_that_is_shown_because_of_one_is_withheld_with_all_its_findings() -> None:
    daily = PLAIN + "findings:\n  - {id: any, kind: concern, when: level >= 3, says: Any.}\n"
    held = withheld_from_family(form(daily=daily, section=f"show_if: {ANY_HARM}"))
    assert "daily.place" in held.questions
    assert "daily.any" in held.findings


def test_a_level_that_a_confidential_answer_sets_takes_what_reads_the_level_with_it() -> None:
    daily = """
questions:
  - id: needs
    label: Level
    type: choice
    options: {level_3: {label: Three, score: 3}, level_4: {label: Four, score: 4}}
    sets: child.level
    confidential_from: family copies
  - {id: more, label: More, type: text, show_if: child.level >= 4}
findings:
  - {id: high, kind: concern, when: child.level >= 4, says: High.}
"""
    held = withheld_from_family(form(daily=daily))
    assert {"daily.needs", "daily.more"} <= held.questions
    assert "daily.high" in held.findings


def test_a_finding_under_a_withheld_question_is_withheld_whatever_raises_it() -> None:
    daily = """
questions:
  - id: place
    label: Place
    type: text
    confidential_from: family copies
    findings:
      - {id: always, kind: concern, when: level >= 2, says: Always.}
"""
    assert "daily.always" in withheld_from_family(form(daily=daily)).findings


def test_words_that_read_what_is_asked_later_in_the_order_give_it_away_too() -> None:
    daily = """
questions:
  - id: a
    label: Plain
    type: text
    wording: [{when: z is yes, label: Other}]
  - {id: b, label: B, type: text, show_if: a is answered}
  - {id: z, label: Z, type: yes_no, confidential_from: family copies}
"""
    assert {"daily.a", "daily.b"} <= withheld_from_family(form(daily=daily)).questions


def test_the_question_that_names_the_person_is_itself_confidential() -> None:
    daily = """
questions:
  - {id: who, label: Who?, type: person}
  - {id: what, label: What?, type: text, confidential_from: who}
findings:
  - {id: somebody, kind: concern, when: who is answered, says: Somebody.}
"""
    held = withheld_from_family(form(daily=daily))
    assert {"daily.who", "daily.what"} <= held.questions
    assert "daily.somebody" in held.findings


PRIVATE = """
questions:
  - {id: hard, label: Hard to say?, type: text, private_to: [author, manager]}
  - {id: own, label: For yourself, type: text, private_to: author}
  - {id: more, label: More, type: text, show_if: hard is answered}
findings:
  - {id: unsaid, kind: concern, when: more is answered, says: Unsaid.}
"""


def test_a_private_answer_is_hidden_from_whoever_has_none_of_its_roles() -> None:
    made = form(daily=PRIVATE)
    both = {"daily.hard", "daily.own", "daily.more"}
    assert hidden_from(made, frozenset({"practitioner"})).questions & both == both
    assert hidden_from(made, frozenset()).questions & both == both
    assert hidden_from(made, frozenset({"manager"})).questions & both == {"daily.own"}
    assert not hidden_from(made, frozenset({"author", "manager"}))
    assert "daily.unsaid" in hidden_from(made, frozenset({"practitioner"})).findings


def test_only_a_question_that_is_asked_anyway_is_named_as_kept_back() -> None:
    hidden = hidden_from(form(daily=PRIVATE), frozenset({"practitioner"}))
    assert hidden.named & {"daily.hard", "daily.own", "daily.more"} == {"daily.hard", "daily.own"}


def test_what_depends_on_a_private_answer_has_the_same_readers() -> None:
    made = form(daily=PRIVATE)
    assert readers_of(made, "daily.more") == ("author", "manager")
    assert readers_of(made, "daily.own") == ("author",)
    assert readers_of(made, "home.notes") == ("author", "manager", "practitioner")


def test_what_is_kept_from_the_family_alone_is_not_for_supervision() -> None:
    private = for_supervision(form(daily=PRIVATE))
    assert "daily.unsaid" in private.findings
    assert "secret.harmed" not in private.findings
    assert private.holds_finding("kit/daily.unsaid")
    assert private.holds_answer("kit/daily.hard[row].field")


def test_nothing_depends_on_no_question() -> None:
    assert not depending_on(form(daily=PRIVATE), frozenset())
