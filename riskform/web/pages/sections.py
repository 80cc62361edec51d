"""The questions of one section about one person: shown, saved, read, and what to do on a clash."""

from typing import Final

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from riskform.engine.case import FAMILY, Answer
from riskform.errors import StaleAnswers
from riskform.services import answering
from riskform.services.actors import may
from riskform.services.answering import OpenPage, Saved
from riskform.web import addresses, section_pages, sessions
from riskform.web.forms import PageForm, anchor, field_name
from riskform.web.surroundings import now, today
from riskform.web.templating import encoded
from riskform.web.transactions import finish, looking, session

pages = Blueprint("sections", __name__)

THEN: Final = "then"  # what to do once the page is saved, the value of the button
TAKE: Final = "take"  # on the clash page: whose answer to a question stands
ADDED: Final = "added"  # in an address: the question and the id of an item to show, still blank
_LEAVES: Final = frozenset({"previous", "overview", "onward"})
_LONGEST_REVISION: Final = 9  # digits


@pages.get("/assessments/<reference>/<section>", defaults={"person": FAMILY})
@pages.get("/assessments/<reference>/<section>/<person>")
def page(reference: str, section: str, person: str) -> ResponseReturnValue:
    """Show one page: to answer, or to read: once nobody may change it, or all is kept back."""
    who = sessions.actor()
    opened = answering.open_page(looking(), who, reference, section, person, today())
    may_edit = may(who, "assessment.edit", opened.assessment.stored)
    if not may_edit or not opened.questions:
        return encoded("section_read.html", **section_pages.to_read(opened))
    said = request.args.to_dict()
    notice = section_pages.notice(opened, said)
    shown = section_pages.to_answer(opened, {}, added=said.get(ADDED, ""))
    return encoded("section.html", **shown, notice=notice)


@pages.post("/assessments/<reference>/<section>", defaults={"person": FAMILY})
@pages.post("/assessments/<reference>/<section>/<person>")
def save(reference: str, section: str, person: str) -> ResponseReturnValue:
    """Save the page with all that was typed, usable or not, and lead on."""
    who, day = sessions.actor(), today()
    page = answering.open_page_for_editing(looking(), who, reference, section, person, day)
    form = PageForm.of_section(page.assessment.form, section, request.form)
    try:
        prepared = answering.prepare(who, page, _given(form), _seen_revision(), now())
    except StaleAnswers as stale:
        shown = section_pages.clash(page, form.boxes, _given(form), stale)
        return encoded("clash.html", **shown), 409
    saved = answering.write(session(), prepared)
    finish()  # Nobody waits while the page that follows is made.
    return _after(saved, form)


def _after(saved: Saved, form: PageForm) -> ResponseReturnValue:
    """Lead to where the pressed button says, unless something on this page needs a look first."""
    opened, then = saved.open_page, request.form.get(THEN, "next")
    if saved.gone:
        return redirect(f"{addresses.record(_reference(opened))}?done=saved", 303)
    if form.pressed.what != "save":
        return redirect(_address(opened, saved) + _changed_place(opened, form), 303)
    if saved.has_issues and then not in _LEAVES:
        shown = section_pages.to_answer(opened.read_in(session()), form.boxes)
        notice = section_pages.saved_with_issues(shown["errors"])
        return encoded("section.html", **shown, notice=notice), 422
    if saved.appeared and then not in _LEAVES:
        then = "stay"
    return redirect(_way_on(saved, then), 303)


def _way_on(saved: Saved, then: str) -> str:
    opened = saved.open_page
    if then == "stay":
        return _address(opened, saved)
    beside = {"previous": opened.previous, "overview": None}.get(then, opened.following)
    if beside is None:
        return f"{addresses.record(_reference(opened))}?done=saved"
    way = addresses.page(_reference(opened), beside.section.id, beside.person.id)
    return f"{way}?done=saved"


def _address(opened: OpenPage, saved: Saved) -> str:
    """Return this page's own address, with what the save did to it."""
    own = addresses.page(_reference(opened), opened.page.section.id, opened.page.person.id)
    appeared = f"&appeared={','.join(saved.new_questions)}" if saved.new_questions else ""
    aside = f"&aside={saved.set_aside}" if saved.set_aside else ""
    return f"{own}?done=saved{appeared}{aside}"


def _changed_place(opened: OpenPage, form: PageForm) -> str:
    """Return where on the page an item was added or taken away, or an answer cleared.

    An added item is not stored while nothing stands in it, so the address carries its id.
    """
    asked = {one.question.id: one.question for one in opened.questions}
    question = asked.get(form.pressed.question)
    if question is None:
        return ""
    rows = form.boxes[question.id].rows
    if form.pressed.what == "add" and rows:
        new = rows[-1].id
        return f"&{ADDED}={question.id}-{new}#{field_name(question.id, new)}"
    return anchor(question)


def _given(form: PageForm) -> dict[str, Answer | None]:
    """Return the answers, without those where somebody chose to let another's stand."""
    theirs = {name for name, chosen in request.form.items() if chosen == "theirs"}
    return {name: answer for name, answer in form.answers.items() if f"{TAKE}-{name}" not in theirs}


def _seen_revision() -> int:
    """Return the revision that the page showed; 0, so that nothing is overwritten, if not told."""
    told = request.form.get("seen_revision", "")
    fits = told.isascii() and told.isdigit() and len(told) <= _LONGEST_REVISION
    return int(told) if fits else 0


def _reference(opened: OpenPage) -> str:
    return opened.assessment.stored.reference
