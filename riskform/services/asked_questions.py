"""The questions of one page: each with its words, its answer, and what is wrong with that."""

from typing import NamedTuple

from riskform.definitions.model import Question
from riskform.engine.case import Answer
from riskform.engine.household import Standing
from riskform.engine.progress import Page
from riskform.engine.wording import Worded, words_of_author
from riskform.services.opening import OpenAssessment


class AskedQuestion(NamedTuple):
    """One question as a page shows it: its words, answer as typed, and what is wrong.

    `words_of_author` are its words before names are filled in.
    """

    question: Question
    person: Standing
    words_of_author: Worded
    answer: Answer | None
    message: str | None
    value: object

    @property
    def words(self) -> Worded:
        """Return the words of the question for the person whose page it is."""
        return self.words_of_author.about(self.person, self.question.ask)


def asked_on(assessment: OpenAssessment, page: Page) -> tuple[AskedQuestion, ...]:
    """Return the questions of a page in their order."""
    messages: dict[str, str] = {}
    for item in assessment.evaluation.invalid:
        at = item.at.split("[")[0]
        messages[at] = f"{messages[at]} {item.message}" if at in messages else item.message
    household, person = assessment.evaluation.household, page.person
    answers = assessment.stored.answers
    return tuple(
        AskedQuestion(
            question,
            person,
            words_of_author(assessment.form, question, household, person),
            answer=answers.get(at),
            message=messages.get(at),
            value=person.values.get(ref),
        )
        for question in page.questions
        for ref in (question.ref,)
        for at in (f"{person.id}/{ref}",)
    )
