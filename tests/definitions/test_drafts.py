"""Drafts under findings: what an author may write, and what is said of one that is not SMART."""

from textwrap import dedent

from riskform.definitions.model import Draft
from riskform.engine.drafting import draft_problems
from riskform.paths import bundled
from tests.definitions.checking import FORM, library_of
from tests.shipped import shipped

RULES = (bundled("form_definitions") / "smart_rules.yaml").read_text(encoding="utf-8")
DRAFT = {
    "outcome": "{child} sleeps in their own cot every night.",
    "measure": "Cot seen in use on 6 of 6 visits",
    "action": "Bring a cot and show the parents how to set it up",
}


def files(asked: str = "each child", kind: str = "concern", **changed: str) -> dict[str, str]:
    """Return a form with one finding, and a draft under it."""
    draft = "".join(f'\n      {key}: "{text}"' for key, text in {**DRAFT, **changed}.items())
    section = f"""\
section: s
title: S
ask: {asked}
questions:
  - {{id: night, label: Night?, type: choice, options: {{cot: Cot, sofa: Sofa}}}}
findings:
  - id: sofa
    kind: {kind}
    when: night is sofa
    says: A sofa.
    do: Go.
    draft:{draft}
"""
    form = f"{FORM}plan: smart\n"
    return {"sections/s.yaml": dedent(section), "f/form.yaml": form, "smart_rules.yaml": RULES}


def said(given: dict[str, str]) -> list[tuple[int, str]]:
    problems = (*(library := library_of(given)).problems, *draft_problems(library.bank))
    return [(problem.place.line, problem.code) for problem in problems]


def test_a_draft_is_part_of_its_finding_and_a_finding_needs_none() -> None:
    (rule,) = library_of(files()).forms["f"].sections[0].findings
    assert rule.draft == Draft(DRAFT["outcome"], DRAFT["measure"], DRAFT["action"], "")
    without = {**files(), "sections/s.yaml": files()["sections/s.yaml"].partition("    draft:")[0]}
    (rule,) = library_of(without).forms["f"].sections[0].findings
    assert rule.draft is None


def test_a_good_draft_has_no_problem() -> None:
    assert said(files()) == []


def test_every_draft_may_name_the_child_and_one_about_adults_the_adult() -> None:
    for_adult = {"action": "Fit the box with {adult} and test that it locks"}
    assert said(files("each adult", **for_adult)) == []
    assert said(files("family")) == []
    assert said(files("each child", **for_adult)) == [(15, "unknown-placeholder")]


def test_a_long_text_and_an_unknown_key_are_refused() -> None:
    assert said(files(if_not="word " * 41)) == [(16, "too-many-words")]
    assert said(files(owner="Mum")) == [(16, "unknown-key")]
    assert said(files(now="On the sofa")) == [(16, "unknown-key")]


def test_a_draft_where_nothing_needs_an_outcome_is_warned_of() -> None:
    assert said(files(kind="strength")) == [(12, "key-for-other-type")]


def test_each_text_is_held_to_the_rules_at_its_own_place() -> None:
    assert said(files(outcome="Improve safer sleep.")) == [
        (13, "draft-not-smart"),
        (13, "draft-not-smart"),
    ]
    assert said(files(measure="Better sleep")) == [(14, "draft-not-smart")]
    assert said(files(action="Monitor sleeping arrangements")) == [(15, "draft-not-smart")]


def test_the_shipped_drafts_are_smart() -> None:
    assert draft_problems(shipped().bank) == ()
