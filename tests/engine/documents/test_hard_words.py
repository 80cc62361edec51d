"""Which of a worker's own words are hard to read: little that is easy, and what workers say."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.documents.hard_words import Hard, Written, hard_words, printed, written_in
from riskform.engine.documents.kinds import KINDS, document
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.services.demo.families import DEMO_FAMILIES
from tests.engine.documents.tiny import facts
from tests.shipped import shipped

SMART = Path(__file__).parents[1] / "smart"


@pytest.fixture(scope="module")
def rules() -> SmartRules:
    made = shipped().forms["child_risk_assessment"].smart_rules
    assert made is not None
    return made


def hard(rules: SmartRules, text: str, *names: str) -> list[str]:
    return [one.words for one in hard_words(rules, [Written("o1", "what", text)], names)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sam calls a strategy discussion the same day.", "strategy discussion"),
        ("Seen on 2 visits, both unannounced", "unannounced"),
        ("Write it on the picture rota", "rota"),
        ("Cot seen clear on 6 visits", "seen clear"),
        ("Assessed by 2 agencies", "Assessed"),
        ("Find other accommodation", "accommodation"),
    ],
)
def test_what_only_workers_say_and_a_long_word_are_marked_as_typed(
    rules: SmartRules, text: str, words: str
) -> None:
    assert words in hard(rules, text)


@pytest.mark.parametrize(
    "text",
    [
        "Kit sleeps in his own cot every night.",
        "Ellie says: “They did an assessment of me.”",
        "Adeyinkanola goes to school on 4 days.",
        "Ask Ms Anastasopoulou on Monday.",
        "Everybody knows whom to ring in an emergency.",
        "A smoke-free, draught-free and dry room with a door that can be shut at 9.",
        "",
    ],
)
def test_plain_words_names_and_what_somebody_said_are_left_alone(
    rules: SmartRules, text: str
) -> None:
    assert hard(rules, text, "Adeyinkanola") == []


def test_a_sentence_is_long_by_its_words_as_a_line_of_the_paper(rules: SmartRules) -> None:
    long = "Kit sleeps on his back in his own cot in the big room each day and each night."
    (found,) = hard_words(rules, [Written("o1", "now", f"Kit is well. {long}")], ())
    advice = "This sentence has 18 words. Can it be two?"
    assert found == Hard("o1", "now", "Kit sleeps on his back in…", advice)
    parted = "Kit sleeps on his back in his own cot at night, but he is on the sofa at the weekend."
    assert hard(rules, parted) == [], "the paper parts it into two lines"


def test_an_advice_has_plain_words_from_the_authors_list(rules: SmartRules) -> None:
    (found,) = hard_words(rules, [Written("a1", "what", "Monitor it", under="o1")], ())
    assert found.advice == "In plain words, for example: check."
    assert found.under == "o1"


def test_how_old_a_reader_has_to_be_is_told_of_a_whole_outcome(rules: SmartRules) -> None:
    heavy = "Understanding appointments requires continuing conversations. " * 4
    plan = Plan((Outcome("o1", "kit", heavy, actions=(Action("a1", "Bring a cot"),)),))
    told = [one for one in hard_words(rules, written_in(plan), ()) if not one.words]
    assert [(one.about, one.field) for one in told] == [("o1", "what")]
    assert "reading age of" in told[0].advice
    assert [one for one in hard_words(rules, written_in(plan), ()) if one.about == "a1"] == []


def test_without_the_authors_rules_nothing_is_said(rules: SmartRules) -> None:
    text = [Written("o1", "what", "Strategy discussion")]
    assert hard_words(None, text, ()) == ()
    assert hard_words(rules.model_copy(update={"easy_read": None}), text, ()) == ()


def test_only_what_a_copy_prints_counts() -> None:
    kept_back = Outcome("o2", "kit", "Assessed", answers=("kit/abuse.afraid_at_home",))
    reply = FindingReply("kit/sleep.sofa", "reason", reason="Seen by the agency.")
    plan = Plan((Outcome("o1", "kit", "Kit eats. Then he sleeps."), kept_back), (reply,))
    made = facts({"kit/sleep.place": ["sofa"]}, plan)
    kind = KINDS["easy_read"]
    copy = document(kind, made, kind.readers(made, ())[0])
    texts = [one for one in printed(written_in(plan), copy) if one.text]
    assert [one.about for one in texts] == ["o1", "kit/sleep.sofa"]
    later = replace(texts[0], text="Kit eats. Then he plays.")
    assert [*printed([later], copy)] == []


def test_little_is_marked_in_what_the_demo_and_the_good_examples_say(rules: SmartRules) -> None:
    demo = [
        Written(f"{family.scenario}{n}", field, getattr(outcome, field))
        for family in DEMO_FAMILIES
        for n, outcome in enumerate(family.outcomes)
        for field in ("what", "now", "measure", "if_not")
    ]
    bank = yaml.safe_load((SMART / "unseen.yaml").read_text(encoding="utf-8"))["good"]
    good = [Written(one["id"], "what", str(one["outcome"])) for one in bank]
    for texts, share in ((demo, 1 / 3), (good, 1 / 20)):
        marked = {(one.about, one.field) for one in hard_words(rules, texts, ())}
        assert len(marked) / len(texts) < share
