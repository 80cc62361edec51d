"""A question about census factors as it is shown: what the answers suggest first, the rest folded.

Nothing is ticked for anybody: a person confirms a factor, or leaves it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from riskform.definitions.model import Question
from riskform.engine.evaluation import Evaluation
from riskform.engine.factors import asks_for_factors, suggestions
from riskform.engine.household import Standing
from riskform.web.choosing import Choice
from riskform.web.forms import Boxes

SUGGESTED = "Suggested because: "


@dataclass(frozen=True, slots=True)
class ShownFactors:
    """The choices of a question in three parts.

    `others` are open from the start where one of them is ticked. `alone` excludes all others.
    """

    suggested: tuple[Choice, ...]
    others: tuple[Choice, ...]
    alone: tuple[Choice, ...]
    others_open: bool


def shown_factors(
    question: Question,
    choices: Sequence[Choice],
    boxes: Boxes,
    evaluation: Evaluation,
    person: Standing,
) -> ShownFactors | None:
    """Return the parts that `choices` fall into, or None for a question about something else."""
    if not asks_for_factors(question):
        return None
    because = {one.option.id: one.because for one in suggestions(question, evaluation, person)}
    own = [one for one in choices if "value" in one]
    suggested = [
        {**one, "hint": SUGGESTED + " ".join(because[str(one["value"])])}
        for one in own
        if one["value"] in because
    ]
    alone = [one for one in own if one.get("exclusive") and one["value"] not in because]
    others = [one for one in own if one["value"] not in because and not one.get("exclusive")]
    return ShownFactors(
        suggested=tuple(suggested),
        others=tuple(others),
        alone=tuple(alone),
        others_open=any(one["value"] in boxes.values for one in others),
    )
