"""Why a section, or a question about safety, was not asked: a short line for workers.

A blank space on paper could be an answer that somebody forgot. Only what would have left something
unclear is told, and what is private to the author and a manager is not.
"""

from collections.abc import Iterator

from riskform.definitions.model import Section
from riskform.engine.confidential import for_supervision
from riskform.engine.documents.asked_when import SOMETIMES, asked_when
from riskform.engine.documents.blocks import Note
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.household import Standing

HEADING = "Not asked"


def not_asked(facts: RecordFacts, section: Section, person: Standing) -> Iterator[Note]:
    """Yield one note about a section as one person was asked it, if there is something to tell."""
    private = for_supervision(facts.form).questions
    asked = set(facts.evaluation.asked)
    open_ = [question for question in section.questions if question.ref not in private]
    left = [question for question in open_ if f"{person.id}/{question.ref}" not in asked]
    when = asked_when(facts.form, facts.level)
    if left and len(left) == len(open_) and section.show_if is not None:
        yield Note(_why(when.words(section.show_if), facts.level), HEADING)
        return
    reasons: dict[str, list[str]] = {}
    numbers = [when.number[question.ref] for question in left]
    for question, number in zip(left, numbers, strict=True):
        said = when.words(question.show_if)
        # What follows on another question that was not asked needs no line of its own.
        follows = said and any(f"question {one} " in said for one in numbers)
        if question.if_blank is not None and said and said != SOMETIMES and not follows:
            reasons.setdefault(said, []).append(number)
    if reasons:
        lines = (f"{', '.join(each)}: {said}" for said, each in reasons.items())
        yield Note("\n".join(lines), HEADING)


def _why(said: str | None, level: int) -> str:
    if said is None:
        return f"This is not asked at level {level}."
    return said or SOMETIMES
