"""How long the way through a form is for one family: questions, answers and minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from riskform.definitions.model import Form, ListField, Question
from riskform.engine.evaluation import Evaluation

SECONDS_A_CHOICE: Final = 20
SECONDS_A_TEXT: Final = 90
_TEXTS: Final = frozenset({"text", "long_text"})
_SECONDS_A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class PathLength:
    """One family's way; `questions` are different ones, `answers` counts every repeat of them.

    `minutes` are whole ones, the last begun minute included.
    """

    questions: int
    answers: int
    minutes: int


def path_length(form: Form, evaluation: Evaluation) -> PathLength:
    """Return how long the way is on which everything that is asked gets answered.

    What is calculated is not asked of anybody. A list counts each field of each item that is there,
    and of one item where there is none.
    """
    asked = [(at, form.questions[at.partition("/")[2]]) for at in evaluation.asked]
    boxes = [box for at, question in asked for box in _answers(evaluation, at, question)]
    seconds = sum(SECONDS_A_TEXT if box.type in _TEXTS else SECONDS_A_CHOICE for box in boxes)
    different = {question.ref for _, question in asked if question.type != "calculated"}
    return PathLength(len(different), len(boxes), -(-seconds // _SECONDS_A_MINUTE))


def _answers(evaluation: Evaluation, at: str, question: Question) -> Iterator[Question | ListField]:
    if question.type == "list":
        given = evaluation.household.given.get(at)
        items = len(given.value) if given and isinstance(given.value, list) else 0
        for _ in range(max(1, items)):
            yield from question.fields
    elif question.type != "calculated":
        yield question
