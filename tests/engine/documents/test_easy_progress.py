"""How a plan is going in Easy Read: the plain copy for home, one idea a line."""

from datetime import date

from riskform.engine.documents import Document, EasyOutcome, EasyPoint, from_json, to_json
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.kinds import KINDS, document
from tests.engine.documents.followed import SECRETS
from tests.engine.documents.test_progress import AWAY, COT, record


def paper(made: RecordFacts, *released: str) -> Document:
    kind = KINDS["easy_progress"]
    return document(kind, made, kind.readers(made, ())[0], frozenset(released))


def first(made: Document) -> EasyOutcome:
    block = made.parts[0].sections[0].blocks[0]
    assert isinstance(block, EasyOutcome)
    return block


def texts(point: EasyPoint) -> dict[str, tuple[str, ...]]:
    return {text.heading: text.lines for text in point.more}


def test_an_outcome_tells_how_it_was_and_is_now_line_by_line_with_a_place_for_a_picture() -> None:
    made = paper(record())
    assert (made.title, made.made_for.setting) == ("How the plan is going", "easy_read")
    goal = first(made).goal
    assert goal.picture
    assert texts(goal) == {
        "How it was at the start": ("In a cot on 1 of 7 nights",),
        "What we want to see": ("In a cot on 7 of 7 nights",),
        "How it was after that": ("Monday 9 March 2026: 3 of 7 nights.", "It is better."),
        "How it is now": ("Monday 16 March 2026: 4 of 7 nights.", "It is better."),
        "What we decided on Monday 16 March 2026": ("We go on as we are.",),
    }


def test_what_is_to_be_done_has_a_picture_and_says_who_does_it_by_which_weekday() -> None:
    ring, *rest = first(paper(record())).actions
    assert (ring.lines, ring.picture) == (("Bring a cot",), True)
    assert texts(ring) == {"Who will do it": ("Dean",), "By when": ("Monday 9 March 2026",)}
    assert [action.lines for action in rest] == [("Ring",), ("Ring",)]


def test_it_leaves_out_what_the_plain_copy_leaves_out() -> None:
    told = to_json(paper(record(AWAY, COT)))
    assert [secret for secret in SECRETS if secret in told] == []
    assert "o2" not in told
    assert "Ring the refuge" not in told


def test_what_was_released_for_the_plain_copy_is_in_it_also_from_an_earlier_review() -> None:
    assert KINDS["easy_progress"].release_name == "progress"
    told = texts(first(paper(record(), "review:o1-2")).goal)
    assert told["How it is now"][-1] == "Dean shouted."
    assert told["What we decided on Monday 16 March 2026"][-1].endswith("Keep it, Carly asked.")


def test_what_nobody_can_tell_or_count_is_said_so() -> None:
    lost = {"progress": "cannot_tell", "computed": "", "finds_out": "Sam", "value": ""}
    told = texts(first(paper(record(find_out_by="2026-03-20", **lost))).goal)
    assert told["How it is now"] == ("We looked on Monday 16 March 2026.", "We cannot tell yet.")
    assert told["What we still have to find out"] == (
        "Nobody can tell yet.",
        "Sam finds out by Friday 20 March 2026.",
    )
    assert texts(first(paper(record(reviews=0))).goal)["How it is now"] == (
        "We have not looked again yet.",
    )


def test_what_is_due_is_said_one_idea_a_line() -> None:
    told = texts(first(paper(record(today=date(2026, 5, 2)))).goal)
    assert told["What has to happen now"] == (
        "We wanted this by Friday 1 May 2026.",
        "It is not so yet.",
        "Now we do this: We ask the school.",
    )


def test_what_is_closed_stands_by_itself_with_nothing_to_do() -> None:
    (section,) = paper(record(next="close", progress="done")).parts[0].sections
    assert section.title == "What is finished"
    (point,) = section.blocks
    assert isinstance(point, EasyPoint)
    assert "It is done." in texts(point)["How it is now"]


def test_it_comes_back_from_json() -> None:
    made = paper(record())
    assert from_json(to_json(made)) == made
