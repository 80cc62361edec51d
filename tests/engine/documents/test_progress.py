"""How an agreed plan is going, on paper: what each reader is told, and what nobody at home is."""

from dataclasses import replace
from datetime import date

import pytest

from riskform.engine.documents import Document, to_json
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.kinds import KINDS, document, left_out
from riskform.engine.documents.measured import OutcomeProgress
from riskform.engine.documents.outline import outline
from riskform.engine.documents.readers import Reader
from riskform.engine.plan import Action, Outcome, Plan
from tests.engine.documents.followed import SECRETS, followed_up
from tests.engine.documents.tiny import DAY, facts

AFRAID = "kit/abuse.afraid_at_home"
RING = Action("a1", "Bring a cot", "Dean", "2026-03-09")
COT = Outcome(
    *("o1", "kit", "Kit sleeps in a cot", "In a cot on 1 of 7 nights", "In a cot on 7 of 7 nights"),
    *("2026-04-01", "We ask the school.", ("kit/sleep.sofa",)),
    actions=(RING, replace(RING, id="a2", what="Ring the refuge", answers=(AFRAID,))),
)
AWAY = replace(COT, id="o2", what="Kit is away from him", answers=(AFRAID,), actions=())
AT_HOME = ("progress", "child_progress")


def record(*outcomes: Outcome, today: date = DAY, reviews: int = 2, **last: object) -> RecordFacts:
    plan = Plan(outcomes or (COT,))
    made = facts({"kit/sleep.place": ["sofa"]}, plan)
    return replace(made, reviewed=followed_up(plan, reviews, **last), today=today, final=True)


def paper(made: RecordFacts, kind: str, *released: str) -> Document:
    reader = KINDS[kind].readers(made, ())[0]
    return document(KINDS[kind], made, reader, frozenset(released))


def card(made: RecordFacts, kind: str = "worker_progress", *released: str) -> OutcomeProgress:
    (part,) = paper(made, kind, *released).parts
    first = part.sections[0].blocks[0]
    assert isinstance(first, OutcomeProgress)
    return first


def test_it_is_offered_once_something_was_measured_or_reviewed_and_not_before() -> None:
    made = record()
    assert [r.name for r in KINDS["progress"].readers(made, ())] == ["the family", "Dean"]
    assert [r.name for r in KINDS["child_progress"].readers(made, ())] == ["Kit"]
    assert all(r.is_worker for r in KINDS["worker_progress"].readers(made, ()))
    nothing = replace(
        made, reviewed=tuple(replace(n, measure=None) for n in record(reviews=0).reviewed)
    )
    for kind in (*AT_HOME, "worker_progress"):
        assert KINDS[kind].readers(nothing, ()) == ()


def test_a_worker_is_told_what_was_measured_how_it_is_known_decided_and_asked() -> None:
    found = card(record())
    assert (found.what, found.start) == ("Outcome o1 as it stands", "In a cot on 1 of 7 nights")
    assert found.now == "4 of 7 nights, Dean was drunk, on 16 March 2026"
    assert [(row.day, row.how_it_is, row.how_known) for row in found.measured] == [
        ("2 March 2026", "At the start", "Written in the assessment"),
        ("9 March 2026", "Better", "Kit told Priya Nair; Priya Nair saw it"),
        ("16 March 2026", "Better", "Kit told Priya Nair; Priya Nair saw it"),
    ]
    assert found.decided[-1].texts[:2] == (
        "What now: keep.",
        "Why nothing changes: Keep it, Carly asked.",
    )
    assert found.comments == ("Mo, 20 March 2026: Did the aunt see it?",)
    assert [line.what for line in found.actions] == [
        "Bring a cot",
        "Ring the refuge",
        "Ring",
        "Ring",
    ]
    assert found.again == "1 May 2026"


@pytest.mark.parametrize("kind", AT_HOME)
def test_at_home_nobody_reads_who_told_or_what_workers_wrote(kind: str) -> None:
    made = paper(record(), kind)
    told = to_json(made).replace(made.made_for.left_out[-1], "")
    assert [secret for secret in SECRETS if secret in told] == []
    assert [row.measure for row in card(record(), kind).measured] == [
        *("1 of 7 nights", "3 of 7 nights", "4 of 7 nights")
    ]


@pytest.mark.parametrize("kind", AT_HOME)
@pytest.mark.parametrize(
    "other",
    [
        {"evidence": ("parent",), "finds_out": "Sam", "find_out_by": "2026-03-20"},
        {"evidence": ("record",), "words": ""},
        {"value": "4 of 7", "reasons": {}},
        {"reasons": {"close": "She is safe.", "differs": "He lies."}},
    ],
)
def test_no_byte_at_home_changes_with_how_it_is_known_or_with_a_workers_words(
    kind: str, other: dict[str, object]
) -> None:
    changed = record(**other)
    assert paper(changed, kind) == paper(record(), kind)
    assert paper(changed, "worker_progress") != paper(record(), "worker_progress")


def test_what_a_worker_wrote_is_on_a_copy_for_which_they_were_released_and_who_told_is_not() -> (
    None
):
    made = record()
    items = {one.key: one.says for one in left_out(KINDS["progress"], made, _family(made))}
    assert items["review:o1-2"] == "Dean shouted.\nWhy nothing changes: Keep it, Carly asked."
    found = card(made, "progress", "review:o1-2")
    assert [row.words for row in found.measured] == ["", "", "Dean shouted."]
    assert "Keep it, Carly asked." in found.decided[1].texts[-1]
    assert not any(row.how_known for row in found.measured)
    (left,) = (
        one for one in left_out(KINDS["child_progress"], made, _kit(made)) if "o1-2" in one.key
    )
    assert left.says == "Dean shouted."


def _family(made: RecordFacts) -> Reader:
    return KINDS["progress"].readers(made, ())[0]


def _kit(made: RecordFacts) -> Reader:
    return KINDS["child_progress"].readers(made, ())[0]


@pytest.mark.parametrize("kind", AT_HOME)
def test_an_outcome_that_the_plan_leaves_out_leaves_no_trace_of_its_reviews(kind: str) -> None:
    with_it, without = record(AWAY, COT), record(COT)
    later = replace(
        with_it.reviewed[0],
        reviews=tuple(
            replace(r, reviewed_on=date(2026, 5, 1)) for r in with_it.reviewed[0].reviews
        ),
    )
    made = paper(replace(with_it, reviewed=(later, with_it.reviewed[1])), kind)
    assert (made.parts, made.as_at) == (paper(without, kind).parts, date(2026, 3, 16))
    assert "Outcome o2" in to_json(paper(with_it, "worker_progress"))


def test_a_released_outcome_brings_its_measures_and_neither_its_actions_nor_words() -> None:
    made = record(AWAY)
    keys = [(one.key, one.after) for one in left_out(KINDS["progress"], made, _family(made))]
    assert keys == [
        ("outcome:o2", ""),
        ("action:n1", "outcome:o2"),
        ("action:n2", "outcome:o2"),
        ("review:o2-1", "outcome:o2"),
        ("review:o2-2", "outcome:o2"),
    ]
    found = card(made, "progress", "outcome:o2")
    assert (found.now, found.actions) == ("4 of 7 nights, on 16 March 2026", ())
    assert not any(row.words for row in found.measured)
    assert len(card(made, "progress", "outcome:o2", "action:n1").actions) == 1


def test_a_new_review_changes_the_words_of_which_a_release_is_and_a_day_that_passes_does_not() -> (
    None
):
    def words(made: RecordFacts) -> tuple[str, ...]:
        return left_out(KINDS["progress"], made, _family(made))[0].more

    once = words(record(AWAY))
    assert "16 March 2026: 4 of 7 nights\nBetter" in once
    assert words(record(AWAY, today=date(2026, 6, 1))) == once
    assert words(record(AWAY, value="5 of 7")) != once


def test_an_action_of_its_own_worry_stays_out_of_what_is_to_be_done() -> None:
    whats = [line.what for line in card(record(), "progress").actions]
    assert whats == ["Bring a cot", "Ring", "Ring"]


def test_what_was_to_be_done_is_due_once_the_day_has_passed_and_a_child_is_not_told() -> None:
    late = record(today=date(2026, 5, 2))
    assert card(record(), "progress").if_not == "We ask the school."
    assert card(late, "progress").overdue == (
        "We wanted this by 1 May 2026. It is not so yet. Now we do this: We ask the school."
    )
    begun = record(today=date(2026, 5, 2), contingency="now")
    told = card(begun, "progress").overdue
    assert "Since 16 March 2026 we do what we agreed for that: We ask the school." in told
    assert card(late).overdue == (
        "The day was 1 May 2026, and good enough is not reached. Now due: We ask the school."
    )
    told = card(begun).overdue
    assert "What was agreed for this was begun on 16 March 2026: We ask the school." in told
    own = card(late, "child_progress")
    assert (own.overdue, own.if_not, own.decided) == ("", "", ())


def test_what_nobody_can_tell_names_who_finds_out() -> None:
    lost = {"progress": "cannot_tell", "computed": "", "finds_out": "Sam", "value": ""}
    found = card(record(find_out_by="2026-03-20", **lost), "progress")
    assert (found.how_it_is, found.unclear) == (
        "Cannot tell",
        "Nobody can tell yet. Sam finds out by 20 March 2026.",
    )
    assert found.now == "Looked at on 16 March 2026, without a number"


def test_a_closed_outcome_stands_by_itself_with_nothing_left_to_do() -> None:
    (part,) = paper(record(next="close", progress="done"), "progress").parts
    (section,) = part.sections
    assert section.title == "Closed: nothing more is needed"
    (found,) = section.blocks
    assert isinstance(found, OutcomeProgress)
    assert (found.actions, found.again, found.if_not) == ((), "", "")


def test_a_chart_needs_three_points_and_tells_no_share_of_what_was_done() -> None:
    assert card(record(reviews=1)).chart is None
    chart = card(record(), "progress").chart
    assert chart is not None
    assert "9 March 2026: 3 of 7 nights; 16 March 2026: 4 of 7 nights" in chart.words
    done = paper(record(), "worker_progress")
    assert "%" not in to_json(done)
    assert " actions" not in to_json(done)


def test_before_it_is_measured_again_the_start_is_all_there_is() -> None:
    found = card(record(reviews=0), "progress")
    assert (found.now, found.how_it_is) == ("Not measured again yet", "")
    assert [row.how_it_is for row in found.measured] == ["At the start"]


def test_the_page_before_it_shows_all_that_prints() -> None:
    (part,) = (one for one in outline(paper(record(), "worker_progress")) if one.name == "Kit")
    shown = "\n".join(line.text for section in part.sections for line in section.lines)
    for said in (
        "4 of 7 nights",
        "Kit told Priya Nair",
        "Carly asked",
        "aunt",
        "We ask the school",
    ):
        assert said in shown
