"""What the pages of the preview show: a section as practitioners see it, and all around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from riskform.definitions.model import Section
from riskform.engine.because import because
from riskform.engine.case import FAMILY, LIVES_HERE, RELATIONSHIPS
from riskform.engine.evaluation import Evaluation, RaisedFinding
from riskform.engine.household import Standing
from riskform.engine.progress import Page, pages
from riskform.engine.saying import age_in_words, ties_in_words
from riskform.engine.wording import words_of_author
from riskform.engine.working_days import due_on
from riskform.services.actors import Actor
from riskform.services.opening import DatedFinding
from riskform.web.asked import Shower
from riskform.web.found import finding_shown, raised_in_words
from riskform.web.laid_out import on_page
from riskform.web.preview import panel
from riskform.web.preview.reasons import groups_of
from riskform.web.preview.trying import Trying
from riskform.web.preview.watching import Kept, Looked
from riskform.web.section_pages import Head
from riskform.web.seeing import who_sees
from riskform.web.shown import OnPage

Shown = dict[str, Any]  # what a template is given


@dataclass(frozen=True, slots=True)
class _Written:
    """Who wrote the assessment that is tried out: whoever looks."""

    author_id: int = 1
    author_name: str = "you"


_LOOKS = Actor(1, "you", "practitioner", "")


@dataclass(frozen=True)
class Tried:
    """One form with the case that is tried out, and what follows from it.

    `typed` and `messages` are those of a panel that could not be used as it was sent.
    """

    form_id: str
    kept: Kept
    trying: Trying
    looked: Looked
    typed: Mapping[str, str] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Return what the engine says of the case."""
        return self.trying.evaluation(self.kept.form)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages on the route."""
        return pages(self.kept.form, self.evaluation, self.trying.saved)

    @property
    def href(self) -> str:
        """Return the address of the form's own page."""
        return f"/forms/{self.form_id}"

    def address(self, section: str, person: str) -> str:
        """Return the address of the page of a section about a person."""
        about = "" if person == FAMILY else f"?about={quote(person, safe='')}"
        return f"{self.href}/pages/{section}{about}"

    def page(self, section: str, person: str) -> Page | None:
        """Return that page, None where it is not on the route."""
        return next((one for one in self.pages if one.key == f"{person}/{section}"), None)

    def person(self, section: Section, person: str) -> Standing | None:
        """Return whom a section is asked about, by id, or None."""
        people = self.evaluation.household.asked_as(section.ask)
        return next((one for one in people if one.id == person), None)


def around(tried: Tried, section: str = "", person: str = "") -> Shown:
    """Return what stands beside every page of a form: the panel, and where to go."""
    form, trying, known = tried.kept.form, tried.trying, tried.kept.form.questions
    strange = [at for at in trying.case.answers if at.partition("/")[2] not in known]
    return {
        "form": form,
        "tried": tried,
        "stamp": tried.looked.stamp,
        "stale": tried.kept.stale,
        "case": trying.case,
        "fields": {**panel.filled(trying), **tried.typed},
        "messages": tried.messages,
        "agencies": panel.agencies_of(tried.looked.library, form.id),
        "ties": _choices(RELATIONSHIPS),
        "homes": _choices({key: LIVES_HERE[key] for key in ("yes", "no", "sometimes")}),
        "back_to": {"section": section, "about": person},
        "strange": strange,
    }


def _choices(words: Mapping[str, str]) -> list[dict[str, str]]:
    own = [{"value": key, "text": text} for key, text in words.items()]
    return [{"value": "", "text": "Not said"}, *own]


def overview(tried: Tried) -> Shown:
    """Return the form's own page: each section with each person, asked or not."""
    form, evaluation = tried.kept.form, tried.evaluation
    rows = []
    for section in form.sections:
        for who in evaluation.household.asked_as(section.ask):
            page = tried.page(section.id, who.id)
            raised = [f.kind for f in evaluation.findings if _is_of(f, section.id, who.id)]
            about = "" if who.id == FAMILY else f", {who.name}"
            asked = len(page.questions) if page else 0
            said = f"{asked} of {len(section.questions)} questions asked"
            rows.append(
                {
                    "text": f"{section.title}{about}",
                    "href": tried.address(section.id, who.id),
                    "hint": f"{said}. {raised_in_words(raised)}".removesuffix(". "),
                    "status": page.state.capitalize() if page else "Not shown",
                }
            )
    return around(tried) | {"rows": rows, "problems": _problems_of_form(tried)}


def _is_of(finding: RaisedFinding, section: str, person: str) -> bool:
    return finding.person == person and finding.section == section


def _problems_of_form(tried: Tried) -> list[object]:
    return list(tried.looked.library.problems_of.get(tried.form_id, ()))


def section_page(tried: Tried, section: Section, who: Standing) -> Shown:
    """Return the page of a section about a person as a practitioner sees it, and the panel."""
    placed = tried.looked.placed
    page = tried.page(section.id, who.id)
    reasons = groups_of(tried.kept.form, tried.evaluation, tried.kept.written, section, who)
    shown = around(tried, section.id, who.id) | {
        "section": section,
        "head": Head(who.name.capitalize(), _about(tried, who), "", tried.href, "", None),
        "address": tried.address(section.id, who.id),
        "groups": reasons,
        "page": page,
        "problems_at": {
            question: problems
            for (name, question), problems in placed.items()
            if name == section.id
        },
        "kept_back": [],
        "seen_revision": 0,
    }
    questions = _questions(tried, page, who) if page else []
    shown |= {"questions": questions, "errors": [e for one in questions for e in one.errors]}
    return shown | _way(tried, page) | _found(tried, section, page)


def _about(tried: Tried, who: Standing) -> str:
    case = tried.trying.case
    child = next((one for one in case.children if one.id == who.id), None)
    if child is not None:
        return age_in_words(child, case.on)
    return ties_in_words(who.adult, case.children) if who.adult else ""


def _questions(tried: Tried, page: Page, who: Standing) -> list[OnPage]:
    form, household = tried.kept.form, tried.evaluation.household
    shower = Shower(tried.evaluation, who, tried.looked.library.contacts)
    shown = []
    for question in page.questions:
        answer = tried.trying.case.answers.get(f"{who.id}/{question.ref}")
        words = words_of_author(form, question, household, who)
        sees = who_sees(form, question.ref, _Written(), _LOOKS)
        boxes = shower.boxes(question, answer)
        shown.append(on_page(form, shower, question, words, boxes, answer, sees))
    return shown


def _way(tried: Tried, page: Page | None) -> Shown:
    """Return how much is answered, and the pages around this one."""
    if page is None:
        return {"done": 0, "of": 0, "previous": None, "following": None}
    number = tried.pages.index(page)
    answerable = [one for one in page.questions if one.type != "calculated"]
    after = tried.pages[number + 1 : number + 2]
    return {
        "done": len(answerable) - len(page.blank),
        "of": len(answerable),
        "previous": _beside(tried, tried.pages[number - 1]) if number else None,
        "following": _beside(tried, after[0]) if after else None,
    }


def _beside(tried: Tried, page: Page) -> dict[str, str]:
    about = "" if page.person.id == FAMILY else f", {page.person.name}"
    href = tried.address(page.section.id, page.person.id)
    return {"href": href, "label": f"{page.section.title}{about}"}


def _found(tried: Tried, section: Section, page: Page | None) -> Shown:
    """Return what the answers of a page raise; blanks only once the page was saved."""
    if page is None:
        return {"found": [], "raised": ""}
    found = [
        finding
        for finding in tried.evaluation.findings
        if _is_of(finding, section.id, page.person.id)
        and (not finding.blank or page.key in tried.trying.saved)
    ]
    on, contacts = tried.trying.case.on, tried.looked.library.contacts
    shown = [
        finding_shown(_dated(tried, one), page, on, lambda at: contacts.get(at or ""))
        for one in found
    ]
    return {"found": shown, "raised": raised_in_words(one.kind for one in found)}


def _dated(tried: Tried, finding: RaisedFinding) -> DatedFinding:
    on, within = tried.trying.case.on, finding.within
    due = None if within is None else due_on(on, within)
    return DatedFinding(finding, because(tried.kept.form, tried.evaluation, finding), due)
