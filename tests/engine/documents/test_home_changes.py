"""Changes since last time for somebody at home: two plans beside each other, and no answer."""

from dataclasses import replace

import pytest

from riskform.engine.case import Adult
from riskform.engine.documents import ChangeRow, Document, EasyPoint, EasyText, to_json
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.kinds import KINDS, document, left_out
from riskform.engine.documents.outline import outline
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from tests.engine.documents.tiny import DEAN, FILES, facts, form

SOFA, COT, AFRAID = "kit/sleep.sofa", "kit/sleep.cot", "kit/abuse.afraid_at_home"
THEN = {"kit/sleep.place": ["sofa"], "kit/voice.wishes": "Cries."}
NOW = {"kit/sleep.place": ["cot"], "kit/voice.wishes": "Smiles."}
BRING = Action("a1", "Bring a cot", "Priya", "2026-03-09")
IN_A_COT = Outcome(
    *("o1", "kit", "Kit sleeps in a cot", "On a sofa", "Seen twice", "2026-04-01", "We ask again."),
    answers=(SOFA,),
    actions=(BRING,),
)
AWAY = Outcome("o2", "kit", "Kit is away from him", measure="Seen", answers=(AFRAID,))
AT_HOME = ("family_changes", "child_changes")


def beside(now: RecordFacts, before: RecordFacts) -> RecordFacts:
    said = "assessment 7K3F9R, agreed on 2 January 2026"
    return replace(now, before=before, before_said=said)


def record(*outcomes: Outcome, then: tuple[Outcome, ...] = (), **changed: object) -> RecordFacts:
    return beside(facts(NOW, Plan(outcomes)), facts(THEN | changed, Plan(then)))


def paper(made: RecordFacts, kind: str = "family_changes", reader: str = "") -> Document:
    readers = {one.id: one for one in KINDS[kind].readers(made, ())}
    return document(KINDS[kind], made, readers.get(reader, next(iter(readers.values()))))


def rows(made: RecordFacts, kind: str = "family_changes", reader: str = "") -> list[ChangeRow]:
    return [
        block
        for part in paper(made, kind, reader).parts
        for section in part.sections
        for block in section.blocks
        if isinstance(block, ChangeRow)
    ]


def test_it_is_offered_to_whoever_was_of_the_record_last_time_too() -> None:
    made = record()
    assert [one.name for one in KINDS["family_changes"].readers(made, ())] == ["the family", "Dean"]
    assert [one.name for one in KINDS["child_changes"].readers(made, ())] == ["Kit"]
    sam = Adult("sam", "Sam", {})
    came = replace(made, adults=(DEAN, sam))
    assert [one.name for one in KINDS["easy_changes"].readers(came, ())] == ["the family", "Dean"]
    for kind in (*AT_HOME, "easy_changes"):
        assert KINDS[kind].readers(replace(made, before=None), ()) == ()


def test_it_tells_what_the_two_plans_tell_and_no_answer() -> None:
    now = replace(IN_A_COT, measure="Seen 6 times", actions=(replace(BRING, who="Sam"),))
    made = record(now, then=(IN_A_COT,))
    assert rows(made) == [
        ChangeRow("new", "What helps", "", "Kit sleeps in a cot."),
        ChangeRow("gone", "An urgent worry", "Kit sleeps on a sofa."),
        ChangeRow("changed", "Good enough is", "Seen twice", "Seen 6 times", "Kit sleeps in a cot"),
        ChangeRow(
            *("changed", "Action"),
            "Bring a cot\nWho: Priya\nBy when: 9 March 2026",
            "Bring a cot\nWho: Sam\nBy when: 9 March 2026",
            "Kit sleeps in a cot",
        ),
    ]
    assert "Where does Kit sleep?" not in to_json(paper(made))
    assert [words.text for words in paper(made).parts[0].words] == ["Smiles."]


def test_a_finding_that_stands_and_is_not_answered_any_more_is_not_gone() -> None:
    still = {**THEN, "kit/sleep.seen_on": ""}
    unclear = "kit/sleep.not_seen"
    reply = FindingReply(unclear, "unclear", owner="Priya")
    then = facts(THEN, Plan((IN_A_COT,), (reply,)))
    assert rows(beside(facts(still, Plan((IN_A_COT,))), then)) == []
    seen = facts({**THEN, "kit/sleep.seen_on": "2026-03-01"}, Plan((IN_A_COT,)))
    assert rows(beside(seen, then)) == [ChangeRow("gone", "Not known yet", "Nobody saw it.")]


def test_a_childs_own_copy_has_neither_worries_nor_what_happens_if_nothing_changes() -> None:
    now = replace(IN_A_COT, if_not="We go to court.", by="2026-05-01")
    made = record(now, then=(IN_A_COT,))
    assert [one.what for one in rows(made, "child_changes")] == ["What helps", "We check on"]
    assert "If not by then" in [one.what for one in rows(made)]


@pytest.mark.parametrize("kind", [*AT_HOME, "easy_changes"])
@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((IN_A_COT, AWAY), (IN_A_COT,)),
        ((IN_A_COT,), (IN_A_COT, AWAY)),
        ((IN_A_COT, AWAY), (IN_A_COT, replace(AWAY, measure="Told"))),
        # Kept back on one side alone: it is neither new nor gone.
        ((IN_A_COT, AWAY), (IN_A_COT, replace(AWAY, answers=()))),
        ((IN_A_COT, replace(AWAY, answers=())), (IN_A_COT, AWAY)),
        ((IN_A_COT, replace(AWAY, id="o9", answers=())), (IN_A_COT, AWAY)),
        ((replace(IN_A_COT, answers=(SOFA, AFRAID)),), (IN_A_COT,)),
        ((IN_A_COT,), (replace(IN_A_COT, answers=(AFRAID,), measure="Told"),)),
    ],
)
def test_what_is_kept_back_on_either_side_leaves_no_trace(
    kind: str, now: tuple[Outcome, ...], then: tuple[Outcome, ...]
) -> None:
    nothing = record(IN_A_COT, then=(IN_A_COT,))
    made = record(*now, then=then)
    assert paper(made, kind).parts == paper(nothing, kind).parts


def test_an_action_of_its_own_worry_is_told_on_neither_side() -> None:
    hidden = replace(BRING, id="a2", what="Ring the refuge", answers=(AFRAID,))
    with_it = replace(IN_A_COT, actions=(BRING, hidden))
    open_then = replace(IN_A_COT, actions=(BRING, replace(hidden, answers=())))
    nothing = rows(record(IN_A_COT, then=(IN_A_COT,)))
    for now, then in ((with_it, IN_A_COT), (IN_A_COT, with_it), (with_it, open_then)):
        assert rows(record(now, then=(then,))) == nothing


@pytest.mark.parametrize("kind", [*AT_HOME, "easy_changes"])
def test_no_copy_changes_with_a_confidential_answer_of_now_or_of_last_time(kind: str) -> None:
    afraid = {"kit/abuse.afraid": "yes", "kit/abuse.of_whom": "Dean"}
    outcomes = (IN_A_COT, AWAY)
    quiet = record(*outcomes, then=outcomes)
    told_now = beside(facts(NOW | afraid, Plan(outcomes)), facts(THEN, Plan(outcomes)))
    told_then = record(*outcomes, then=outcomes, **afraid)
    assert paper(told_now, kind) == paper(told_then, kind) == paper(quiet, kind)


def test_what_was_open_to_the_family_last_time_and_is_not_now_is_told_of_neither() -> None:
    open_form = form(abuse=FILES["sections/abuse.yaml"].replace("confidential_from", "source"))
    yes = {"kit/abuse.afraid": "yes"}
    then = facts(THEN | yes, Plan((IN_A_COT, AWAY)), form_=open_form)
    now = facts(NOW, Plan((IN_A_COT,)))
    without = facts(THEN, Plan((IN_A_COT,)), form_=open_form)
    assert paper(beside(now, then)) == paper(beside(now, without))
    # And the other way round.
    now = facts(NOW | yes, Plan((IN_A_COT, AWAY)), form_=open_form)
    none = facts(NOW, Plan((IN_A_COT,)), form_=open_form)
    then = facts(THEN, Plan((IN_A_COT,)))
    assert paper(beside(now, then)) == paper(beside(none, then))


def test_the_worker_is_told_each_change_that_is_left_out_and_none_can_be_released() -> None:
    made = record(IN_A_COT, AWAY, then=(IN_A_COT, replace(AWAY, measure="Told")))
    kind = KINDS["family_changes"]
    (measure,) = left_out(kind, made, kind.readers(made, ())[0])
    assert (measure.what, measure.key) == ("Changed: Good enough is for Kit", "")
    assert (measure.says, measure.more) == ("Kit is away from him", ("Before: Told", "Now: Seen"))
    assert measure.why == ("Is the child afraid of anybody at home?",)


def test_nothing_different_is_said_in_the_same_words_whatever_was_left_out() -> None:
    same = beside(facts(THEN, Plan((IN_A_COT, AWAY))), facts(THEN, Plan((IN_A_COT,))))
    told = to_json(paper(same))
    assert "Nothing that this copy can tell is different." in told
    assert "Nothing that this copy can tell is different." in to_json(paper(same, "easy_changes"))


def test_in_easy_read_each_change_has_its_lines_under_what_is_new_changed_and_gone() -> None:
    new = Outcome("o3", "kit", "Kit eats breakfast", answers=())
    now = (replace(IN_A_COT, by="2026-05-01"), new)
    made = paper(record(*now, then=(IN_A_COT,)), "easy_changes")
    assert (made.title, made.made_for.setting) == ("What is different", "easy_read")
    (kit,) = made.parts
    found = {section.title: section.blocks for section in kit.sections}
    assert [*found] == ["What is new", "What has changed", "What is not in the plan now"]
    assert found["What is new"][1] == EasyPoint(
        ("What will be different:", "Kit eats breakfast"), picture=True
    )
    outcome, check = found["What has changed"]
    assert outcome == EasyPoint(("Kit sleeps in a cot",), picture=True)
    assert isinstance(check, EasyPoint)
    assert check.lines == ("When we will look at this again:",)
    assert [(text.heading, text.lines) for text in check.more] == [
        ("Last time", ("Wednesday 1 April 2026",)),
        ("Now", ("Friday 1 May 2026",)),
    ]
    assert found["What is not in the plan now"][-1] == EasyPoint(
        ("This does not mean that all is well.",)
    )
    first = "\n".join(line.text for line in outline(made)[0].sections[0].lines)
    assert "“Last time” means assessment 7K3F9R, agreed on Friday 2 January 2026." in first


def test_the_level_is_told_to_the_family_in_plain_english_and_not_in_easy_read() -> None:
    made = beside(facts(THEN, level=4), facts(THEN, level=3))
    assert [(one.kind, one.what) for one in rows(made)] == [("changed", "Level of need")]
    assert "Level" not in to_json(replace(paper(made, "easy_changes"), level=""))
    assert rows(made, "child_changes") == []


def test_in_easy_read_a_new_action_says_what_it_is_for_and_what_is_gone_is_in_the_past() -> None:
    other = replace(BRING, id="a2", what="Show how")
    now = replace(IN_A_COT, actions=(other,))
    (kit,) = paper(record(now, then=(IN_A_COT,)), "easy_changes").parts
    new, gone = (kit.sections[at].blocks for at in (0, 1))
    (show,) = [one for one in new if isinstance(one, EasyPoint) and one.picture]
    assert show.lines[:2] == ("What we will do:", "Show how")
    assert show.more == (EasyText("So that", ("Kit sleeps in a cot",)),)
    firsts = [one.lines[0] for one in gone if isinstance(one, EasyPoint)]
    assert firsts == [
        "What was urgent:",
        "What we wanted to do:",
        "This does not mean that all is well.",
    ]
