"""Family C, in which Jaya's father hurts her mother: no copy for anybody at home tells it.

Her copy is searched for what he must not see, and his for what she must not.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.model import Form
from riskform.definitions.shaping import shaped
from riskform.definitions.source import read_source
from riskform.engine.case import Answer, Case
from riskform.engine.case_reading import case_of
from riskform.engine.confidential import withheld_from_family
from riskform.engine.documents import Document, to_json
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.kinds import KINDS, document, left_out
from riskform.engine.evaluation import evaluate
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.paths import bundled
from riskform.services.demo.families import DEMO_FAMILIES
from tests.engine.documents.followed import followed_up
from tests.shipped import shipped

CHANGES = {"family_changes", "easy_changes", "child_changes"}
FORM = "child_risk_assessment"
# What was ticked and written about the abuse, and all that was planned because of it.
SECRETS = (
    *("hurt", "Dash", "Marac", "Thursdays", "Leanne", "find her", "counts the steps", "danger to"),
    *("threaten", "safety plan", "controlled", "frightened", "police", "Who hurts"),
)


@cache
def form() -> Form:
    return shipped().forms[FORM]


@cache
def case() -> Case:
    path = bundled("form_definitions") / FORM / "scenarios" / "family_c_rao.yaml"
    source, _ = read_source(path.name, path.read_bytes())
    shape, _ = shaped(source, ScenarioShape)
    assert shape is not None
    return case_of(path.stem, shape.given, form())


def facts(of: Case, then: Case | None = None) -> RecordFacts:
    """Return the record with the demo's plan, beside the one of half a year before.

    `then` are the answers of that time; its plan had other measures, days and words, and each
    outcome once more in words that are gone.
    """
    made = alone(of)
    before = alone(then or of)
    plan = before.plan
    older = tuple(
        replace(one, measure="Seen twice", by="2025-10-01", actions=one.actions[:1])
        for one in plan.outcomes
    )
    gone = tuple(replace(one, id=f"x{one.id}", what=f"{one.what} Soon.") for one in older)
    before = replace(before, plan=replace(plan, outcomes=(*older[1:], *gone)))
    return replace(made, before=before, before_said="assessment 7K3F9R, agreed on 2 October 2025")


def alone(of: Case) -> RecordFacts:
    """Return the record with the demo's plan, and a reply to each thing that is unclear."""
    (rao,) = (family for family in DEMO_FAMILIES if family.scenario == "family_c_rao")
    plan = Plan(
        tuple(
            Outcome(
                *(f"o{number}", one.child, one.what, one.now, one.measure),
                (of.on + timedelta(days=one.by)).isoformat(),
                one.if_not,
                one.answers,
                actions=tuple(
                    Action(f"a{number}-{n}", a.what, a.who, "2026-03-09")
                    for n, a in enumerate(one.actions)
                ),
            )
            for number, one in enumerate(rao.outcomes)
        ),
        tuple(
            FindingReply(finding.at, "unclear", owner="Vikram", due="2026-03-05")
            for finding in evaluate(form(), case()).findings
            if finding.kind == "unclear"
        ),
    )
    return RecordFacts(
        *("CKFJ3T", "Rao", form(), of.level, "Draft, not submitted", False, of.on, of.on),
        *(of.children, of.adults, of.answers, plan, evaluate(form(), of), {}),
        reviewed=followed_up(plan, words="He is frightened of the police.", evidence=("child",)),
        today=of.on,
    )


def copies(of: Case, then: Case | None = None) -> Mapping[tuple[str, str], Document]:
    """Return every copy that can be made for somebody at home, by its kind and reader."""
    made = facts(of, then)
    return {
        (kind.name, reader.name): document(kind, made, reader)
        for kind in KINDS.values()
        for reader in kind.readers(made, ())
        if not reader.is_worker
    }


def test_there_is_a_copy_of_each_kind_for_each_of_them() -> None:
    readers = {reader for _, reader in copies(case())}
    assert {"Meera", "Vikram", "Jaya", "the family"} <= readers
    kinds = {"plan", "easy_read", "child", "actions", "progress", "easy_progress", "child_progress"}
    assert {kind for kind, _ in copies(case())} == kinds | CHANGES


@pytest.mark.parametrize("secret", SECRETS)
def test_no_copy_tells_it_to_anybody_at_home(secret: str) -> None:
    told = [at for at, made in copies(case()).items() if secret in to_json(made)]
    # The name of an owner stands on that owner's own list, and on no other.
    told = [at for at in told if secret not in at[1]]
    assert told == []


def test_the_workers_copy_holds_every_one_of_them() -> None:
    made = facts(case())
    kind = KINDS["assessment"]
    text = to_json(document(kind, made, kind.readers(made, ())[0]))
    assert [secret for secret in SECRETS if secret not in text] == []


def others() -> dict[str, Case]:
    """Return the case with other answers in place of each that is confidential."""
    held = withheld_from_family(form())
    kept = {at: a for at, a in case().answers.items() if not held.holds_answer(at)}
    nobody = replace(case(), answers=kept)
    other = {
        "family/domestic_abuse.present": Answer("past", "parent"),
        "family/domestic_abuse.by_whom": Answer("meera"),
        "family/domestic_abuse.safe_contact": Answer("Ring Vikram at work."),
        "family/domestic_abuse.dash": Answer("not_needed"),
        "jaya/domestic_abuse_child.effect": Answer("past"),
        "meera/mental_health.affects_care": Answer("yes"),
        "vikram/mental_health.affects_care": Answer("yes"),
    }
    no = {"family/domestic_abuse.present": Answer("no")}
    return {
        "nothing was answered": nobody,
        "she is said to hurt him": replace(nobody, answers={**kept, **other}),
        "nobody is hurt": replace(nobody, answers={**kept, **no}),
    }


@pytest.mark.parametrize("otherwise", others())
def test_no_copy_changes_whatever_the_confidential_answers_are(otherwise: str) -> None:
    assert copies(others()[otherwise], case()) == copies(case())


@pytest.mark.parametrize("otherwise", others())
def test_no_copy_changes_whatever_the_confidential_answers_were_last_time(otherwise: str) -> None:
    assert copies(case(), others()[otherwise]) == copies(case())
    assert "Good enough is" in to_json(copies(case())["family_changes", "Meera"])


def test_each_is_told_nothing_that_was_found_about_the_other() -> None:
    made = copies(case())
    for kind in ("plan", "easy_read", "family_changes", "easy_changes"):
        assert "vikram" in " ".join(f.at for f in facts(case()).evaluation.findings)
        for finding in facts(case()).evaluation.findings:
            if finding.person == "vikram":
                assert finding.says not in to_json(made[kind, "Meera"])
            if finding.person == "meera":
                assert finding.says not in to_json(made[kind, "Vikram"])


def test_the_worker_is_told_what_each_copy_leaves_out_and_why() -> None:
    made = facts(case())
    kind = KINDS["plan"]
    (meera,) = (one for one in kind.readers(made, ()) if one.name == "Meera")
    left = {one.says: one for one in left_out(kind, made, meera)}
    outcome = left["Jaya no longer hears or sees her dad hurting or threatening her mum."]
    assert any("hurt, controlled or frightened" in question for question in outcome.why)
    worry = next(one for one in left.values() if one.about)
    assert worry.about == "Vikram"
