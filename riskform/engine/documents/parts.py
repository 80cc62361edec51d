"""The rows that every document is made of: answers, findings, a child's own words."""

from collections.abc import Iterator, Mapping
from datetime import date

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import ListField, Question, Section
from riskform.engine.because import because
from riskform.engine.case import Answer, Child
from riskform.engine.days import day_in_words
from riskform.engine.documents.blocks import AnswerItem, AnswerRow, FindingRow, Words
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.model import NO_WORDS
from riskform.engine.documents.omissions import CHILDS_WORDS, WORKERS, Omissions
from riskform.engine.evaluation import RaisedFinding
from riskform.engine.household import Standing, born_and_age
from riskform.engine.older_words import not_any_more, with_older
from riskform.engine.saying import (
    field_said,
    field_typed,
    how_known,
    lead,
    people_names,
    said,
    typed,
)
from riskform.engine.values import Row, is_blank
from riskform.engine.wording import by_agency, filled, worded


def child_words(
    facts: RecordFacts, child: Child, omissions: Omissions = WORKERS
) -> tuple[Words, ...]:
    """Return the child's own words, if they were written down and this copy may hold them."""
    question = facts.form.questions.get(CHILDS_WORDS)
    person = next(p for p in facts.evaluation.household.children if p.id == child.id)
    if question is None or omissions.words(child.id):
        return ()
    value = person.values.get(CHILDS_WORDS)
    if not isinstance(value, str) or value == NOT_KNOWN:
        return ()
    label = worded(question, facts.evaluation.household, person).label
    # A wording other than the question's own asks what a child who does not talk yet did.
    spoken = label == filled(question.label, person, question.ask)
    answer = facts.answers[f"{child.id}/{question.ref}"]
    return (Words(text=value, spoken=spoken, how=how_known(answer), question=label),)


def no_words(facts: RecordFacts, child: Child) -> str:
    """Return what is printed where a child's words would stand, if there are none.

    It is "" where nobody is asked for them: by the form, or of a child who is not born yet.
    """
    born, _ = born_and_age(child, facts.visit_on)
    return NO_WORDS if born and CHILDS_WORDS in facts.form.questions else ""


def answer_rows(
    facts: RecordFacts, section: Section, person: Standing, omissions: Omissions
) -> Iterator[tuple[Question, AnswerRow]]:
    """Yield each question of the section that was asked about the person, with its row."""
    asked = set(facts.evaluation.asked)
    problems = {item.at.split("[")[0]: item.message for item in facts.evaluation.invalid}
    names = people_names(facts.evaluation.household)
    number_of_section = list(facts.form.section_by_id).index(section.id) + 1
    for number, question in zip(numbers(section), section.questions, strict=True):
        at = f"{person.id}/{question.ref}"
        if at not in asked or omissions.answer(at):
            continue
        answer, before = facts.answers.get(at), with_older(question, at, facts.older)
        row = AnswerRow(
            number=f"{number_of_section}.{number}",
            question=by_agency(worded(question, facts.evaluation.household, person), question),
            answer=_texts(question, person, names)
            or (_as_typed(before, answer, person, names) if at in problems else ()),
            items=_items(before, answer, person, names),
            how_known=how_known(answer) if answer and question.how_known else "",
            problem=_problem(facts, problems.get(at, ""), at, person, question),
        )
        yield question, row


def _problem(
    facts: RecordFacts, message: str, at: str, person: Standing, question: Question
) -> str:
    """Return why an answer can't be used; where its option was taken out, that too."""
    words = (
        label
        for key, older in facts.older.items()
        if key.split("[")[0] == at
        for label in older.values()
    )
    gone = not_any_more([filled(label, person, question.ask) for label in words])
    return f"{gone} {message}".strip() if message else ""


def numbers(section: Section) -> Iterator[str]:
    """Yield the number of each question: what an agency adds does not move the others'.

    Added questions count from 1 after the number of the one before them: 3, 3.1, 3.2, 4.
    """
    number = added = 0
    for question in section.questions:
        number, added = (number, added + 1) if question.asked_by else (number + 1, 0)
        yield f"{number}.{added}" if added else str(number)


def _texts(question: Question, person: Standing, names: Mapping[str, str]) -> tuple[str, ...]:
    value = person.values.get(question.ref)
    if value is None or (question.type == "list" and value != NOT_KNOWN):
        return ()
    if question.type == "choices" and isinstance(value, tuple):
        return tuple(said(question, (item,), person, names) for item in value)
    return (said(question, value, person, names),)


def _as_typed(
    question: Question, answer: Answer | None, person: Standing, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return an answer that can't be used as it was given, so that the paper loses no word."""
    if answer is None or is_blank(answer.value):
        return ()
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    return tuple(
        typed(question, value, person, names) for value in values if not isinstance(value, dict)
    )


def _items(
    question: Question, answer: Answer | None, person: Standing, names: Mapping[str, str]
) -> tuple[AnswerItem, ...]:
    rows = person.values.get(question.ref)
    if question.type != "list" or not isinstance(rows, tuple):
        return ()
    given = answer.value if answer is not None and isinstance(answer.value, list) else []
    filled_in = [row for row in given if not is_blank(row)]

    def fill(text: str) -> str:
        return filled(text, person, question.ask)

    def text(field: ListField, row: Row, number: int) -> str:
        if field.id in row.values:
            return field_said(field, row.values[field.id], fill, names)
        kept = filled_in[number].get(field.id) if field.id in row.invalid else None
        return field_typed(field, kept, fill, names)

    return tuple(
        AnswerItem("", tuple((fill(field.label), text(field, row, n)) for field in question.fields))
        for n, row in enumerate(rows)
        if isinstance(row, Row)
    )


def finding_row(
    facts: RecordFacts, finding: RaisedFinding, omissions: Omissions = WORKERS
) -> FindingRow:
    """Return a finding with the answers that raised it and its last day.

    What to do about it and whom to ring are said to workers alone. A finding that was released
    brings none of the answers that it was withheld for.
    """
    reasons = [
        reason
        for reason in because(facts.form, facts.evaluation, finding)
        if not omissions.answer(reason.at)
    ]
    contact = facts.contacts.get(finding.contact or "")
    return FindingRow(
        kind=finding.kind,
        says=finding.says,
        because="\n".join(f"{lead(reason.question)} {reason.answer}" for reason in reasons),
        do=(finding.do or "") if omissions.for_workers else "",
        by=due_in_words(facts.due.get(finding.at)),
        contact=contact.in_words if contact is not None and omissions.for_workers else "",
    )


def due_in_words(due: date | None) -> str:
    """Return `By 3 March 2026`, or an empty text."""
    return "" if due is None else f"By {day_in_words(due)}"


def findings_of(
    facts: RecordFacts, person_id: str, omissions: Omissions, section: str | None = None
) -> tuple[RaisedFinding, ...]:
    """Return the findings about one person (in one section) that this copy may hold."""
    return tuple(
        finding
        for finding in facts.evaluation.findings
        if finding.person == person_id
        and (section is None or finding.section == section)
        and not omissions.finding(finding.at)
    )
