"""The questions of a page of which its reader may only know that they are kept back."""

from dataclasses import dataclass

from riskform.definitions.model import Question
from riskform.engine.progress import Page
from riskform.engine.wording import worded
from riskform.services.opening import OpenAssessment


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A question whose answer the reader of its page may not see, and its words."""

    question: Question
    label: str


def kept_back_on(assessment: OpenAssessment, page: Page) -> tuple[KeptBack, ...]:
    """Return them in the order of the page; it is not told whether they are answered."""
    if not assessment.kept_back:
        return ()
    household = assessment.evaluation.household
    return tuple(
        KeptBack(question, worded(question, household, page.person).label)
        for question in page.section.questions
        if f"{page.person.id}/{question.ref}" in assessment.kept_back
    )
