"""What the pages of a section show: to answer, to read, and where two people answered at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from markupsafe import Markup

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import Question
from riskform.engine.case import FAMILY, Answer
from riskform.engine.documents.omissions import CHILDS_WORDS
from riskform.engine.older_words import with_older
from riskform.engine.progress import Page
from riskform.engine.saying import how_known, people_names, said, typed
from riskform.engine.values import is_blank
from riskform.engine.wording import by_agency
from riskform.errors import StaleAnswers
from riskform.services.answering import OpenPage
from riskform.services.asked_questions import AskedQuestion
from riskform.services.older_words import older_words
from riskform.services.overview import person_of
from riskform.web import addresses
from riskform.web.asked import Shower
from riskform.web.forms import Boxes, answer_of, with_item
from riskform.web.found import finding_shown, raised_in_words
from riskform.web.laid_out import on_page
from riskform.web.seeing import who_sees
from riskform.web.sessions import actor
from riskform.web.shown import ShownQuestion, said_who_sees
from riskform.web.surroundings import LONDON, contacts
from riskform.web.templating import contact_of, counted, moment
from riskform.web.whose import AuditOf, audit_of, whose

Shown = dict[str, Any]  # what a template is given
_MOST_SAID = 99
_NUMBERS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True, slots=True)
class Clashing:
    """A question that two people answered: yours stands in its boxes, theirs in words."""

    shown: ShownQuestion
    theirs: str
    theirs_how: str


@dataclass(frozen=True, slots=True)
class Head:
    """Whose page it is: a name, a few words, the record and its overview, when it was saved.

    `audit` is what the record audits, None where it is an assessment.
    """

    name: str
    about: str
    reference: str
    href: str
    saved: str
    audit: AuditOf | None
    is_saved: bool = True


def to_answer(opened: OpenPage, sent: Mapping[str, Boxes], added: str = "") -> Shown:
    """Return the page to answer. `sent` are boxes as they were typed just now, by question id.

    They show what is stored word for word, also where it can't be read back so from the answer.
    `added` is a list and the id of one more item to show, still blank: `known-i1`.
    """
    shower, reader = _shower(opened), actor()
    form, stored = opened.assessment.form, opened.assessment.stored
    questions = []
    for asked in opened.questions:
        boxes = sent.get(asked.question.id)
        if boxes is None or answer_of(asked.question, boxes) != asked.answer:
            boxes = shower.boxes(asked.question, asked.answer)
        if added:
            boxes = with_item(asked.question, boxes, added)
        who = who_sees(form, asked.question.ref, stored, reader)
        drawn = (asked.question, asked.words_of_author, boxes, asked.answer, who)
        questions.append(on_page(form, shower, *drawn))
    return _frame(opened) | {
        "questions": questions,
        "seen_revision": opened.seen_revision,
        "errors": [error for one in questions for error in one.errors],
    }


def to_read(opened: OpenPage) -> Shown:
    """Return the page with its answers as text."""
    return _frame(opened) | {
        "rows": [_row(opened, asked) for asked in opened.questions],
        "status": opened.assessment.stored.status,
    }


def clash(
    opened: OpenPage,
    boxes: Mapping[str, Boxes],
    given: Mapping[str, Answer | None],
    stale: StaleAnswers,
) -> Shown:
    """Return the page on which both answers stand, with everything that was typed.

    `boxes` and `given` are what was sent; a question that is not in `given`, or that others
    changed and you did not, shows what stands now.
    """
    page, answers = opened.page, opened.assessment.stored.answers
    shower = _shower(opened, judged=False)
    asked = {one.question.id for one in opened.questions}
    clashing, others = [], []
    for question in page.section.questions:
        at = f"{page.person.id}/{question.ref}"
        yours = question.id in given and at not in stale.only_shown
        hidden = question.ref in opened.assessment.hidden.questions
        if hidden or question.type == "calculated" or not (yours or question.id in asked):
            continue
        theirs = answers.get(at)
        answer = given[question.id] if yours else theirs
        filled = boxes[question.id] if yours else shower.boxes(question, theirs)
        shown = shower.shown(question, filled, answer)
        shown = said_who_sees(shown, _who_sees(opened, question))
        if any(one.at == at for one in stale.clashes):
            clashing.append(_beside_yours(opened, question, shown, theirs))
        else:
            others.append(shown)
    return _frame(opened) | {
        "clashing": clashing,
        "others": others,
        "saved_by": stale.saved_by,
        "by_yourself": stale.saved_by == actor().name,
        "seen_revision": stale.revision,
    }


def _beside_yours(
    opened: OpenPage, question: Question, yours: ShownQuestion, theirs: Answer | None
) -> Clashing:
    if theirs is None:
        return Clashing(yours, "", "")
    names = people_names(opened.assessment.evaluation.household)
    words = typed(_in_older(opened, question), theirs.value, opened.page.person, names)
    return Clashing(yours, words, how_known(theirs))


def _shower(opened: OpenPage, *, judged: bool = True) -> Shower:
    assessment, person = opened.assessment, opened.page.person
    older = partial(older_words, assessment)
    return Shower(assessment.evaluation, person, contacts(), judged=judged, older=older)


def _in_older(opened: OpenPage, question: Question) -> Question:
    """Return the question with the options that its answer was given in, to be said."""
    key = f"{opened.page.person.id}/{question.ref}"
    return with_older(question, key, older_words(opened.assessment))


def notice(opened: OpenPage, said_in: Mapping[str, str]) -> str:
    """Return what was just done, from the address that a save led to."""
    if said_in.get("done") != "saved":
        return ""
    names = said_in.get("appeared", "").split(",")
    new = [asked for asked in opened.questions if asked.question.id in names]
    if new:
        were = counted(len(new), "more question")
        apart = Markup("<br>")
        links = (apart if len(new) > 1 else " ") + apart.join(
            Markup('<a class="govuk-notification-banner__link" href="#q-{}">{}</a>').format(
                asked.question.id, asked.words.label
            )
            for asked in new
        )
        return Markup("Saved. {} appeared because of your answers:{}").format(were, links)
    aside = said_in.get("aside", "")
    if aside.isascii() and aside.isdigit() and 0 < int(aside[:3]) <= _MOST_SAID:
        kept = counted(int(aside), "answer is", "answers are")
        return f"Saved. {kept} kept but not used, because you are not asked for it any more."
    return "Saved."


def saved_with_issues(errors: list[dict[str, str]]) -> str:
    """Return that everything was saved, and how many answers need another look."""
    count = len(errors)
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"Saved. {number} {'answer needs' if count == 1 else 'answers need'} another look."


def _frame(opened: OpenPage) -> Shown:
    """Return what all three pages show: whose page, what it raises, and the ways on."""
    page, stored = opened.page, opened.assessment.stored
    answerable = [one for one in page.questions if one.type != "calculated"]
    return {
        "section": page.section,
        "head": _head(opened),
        "address": addresses.page(stored.reference, page.section.id, page.person.id),
        "done": len(answerable) - len(page.blank),
        "of": len(answerable),
        "found": [finding_shown(one, page, opened.today, contact_of) for one in opened.findings],
        "raised": raised_in_words(one.finding.kind for one in opened.findings),
        "previous": _beside(stored.reference, opened.previous),
        "following": _beside(stored.reference, opened.following),
        "kept_back": [
            {"question": one.label, "who": _who_sees(opened, one.question)}
            for one in opened.kept_back
        ],
    }


def _who_sees(opened: OpenPage, question: Question) -> str:
    return who_sees(opened.assessment.form, question.ref, opened.assessment.stored, actor())


def _head(opened: OpenPage) -> Head:
    assessment, person = opened.assessment, opened.page.person
    own = whose(assessment) if person.id == FAMILY else person_of(assessment, person.id)
    stored = assessment.stored
    return Head(
        *(own.name, own.about, stored.reference, addresses.record(stored.reference)),
        saved=_saved(opened.saved_at, opened.today),
        audit=audit_of(stored),
        is_saved=opened.saved_at is not None,
    )


def _saved(at: datetime | None, today: date) -> str:
    if at is None:
        return "Not saved yet"
    there = at.astimezone(LONDON)
    return f"Saved at {there:%H:%M}" if there.date() == today else f"Saved {moment(at)}"


def _beside(reference: str, page: Page | None) -> dict[str, str] | None:
    if page is None:
        return None
    about = "" if page.person.id == FAMILY else f", {page.person.name}"
    return {
        "href": addresses.page(reference, page.section.id, page.person.id),
        "label": f"{page.section.title}{about}",
    }


def _row(opened: OpenPage, asked: AskedQuestion) -> dict[str, object]:
    question, person = asked.question, opened.page.person
    names = people_names(opened.assessment.evaluation.household)
    given = None if asked.answer is None else asked.answer.value
    row: dict[str, object] = {
        "question": by_agency(asked.words, question),
        "id": f"q-{question.id}",
    }
    known = how_known(asked.answer) if asked.answer and question.how_known else ""
    row["how_known"] = ". ".join(filter(None, (known, _who_sees(opened, question))))
    if asked.message:
        return row | {
            "state": "invalid",
            "answer": typed(_in_older(opened, question), given, person, names),
            "problem": asked.message,
        }
    if asked.value is None or is_blank(asked.value):
        return row | {"state": "blank"}
    if asked.value in (NOT_KNOWN, (NOT_KNOWN,)):
        return row | {"state": "unknown", "answer": said(question, asked.value, person)}
    text = said(question, asked.value, person, names)
    own_words = question.ref == CHILDS_WORDS
    return row | {"answer": text, "own_words": own_words}
