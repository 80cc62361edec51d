"""The pages of the preview: all problems, a form, a section with its panel, and the graph."""

from dataclasses import replace

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from riskform.definitions.model import Section
from riskform.engine.case import FAMILY
from riskform.engine.graphs import (
    Picture,
    drawn,
    graph_of,
    graph_of_section,
    in_mermaid,
    states_of,
)
from riskform.engine.graphs.drawing import LEADS
from riskform.engine.household import Standing
from riskform.web.forms import PageForm, anchor
from riskform.web.preview import panel, showing
from riskform.web.preview.showing import Tried
from riskform.web.preview.surroundings import preview, tried

pages = Blueprint("preview", __name__)


@pages.get("/")
def home() -> ResponseReturnValue:
    """Show every problem of every file, and the forms that can be looked at."""
    looked = preview().watched.look()
    names = {**looked.library.folders, **{kept.form.id: "" for kept in looked.usable.values()}}
    forms = [
        {
            "id": name,
            "kept": looked.usable.get(name),
            "errors": [
                p for p in looked.library.problems_of.get(name, ()) if p.severity == "error"
            ],
        }
        for name in names
    ]
    return render_template(
        "preview/home.html",
        looked=looked,
        stamp=looked.stamp,
        forms=forms,
        folder=preview().watched.folder,
    )


@pages.get("/stamp")
def stamp() -> ResponseReturnValue:
    """Say how the folder stands, so that a page knows when to read itself again."""
    return jsonify(stamp=preview().watched.stamp())


@pages.get("/forms/<form_id>")
def form(form_id: str) -> ResponseReturnValue:
    """Show a form: its sections about each person, and the panel."""
    return render_template("preview/form.html", **showing.overview(tried(form_id)))


@pages.get("/forms/<form_id>/pages/<section>")
def section(form_id: str, section: str) -> ResponseReturnValue:
    """Show a section about a person, as a practitioner sees it."""
    found = tried(form_id)
    return _section(found, *_asked_of(found, section, request.args.get("about", FAMILY)))


@pages.post("/forms/<form_id>/pages/<section>")
def answer(form_id: str, section: str) -> ResponseReturnValue:
    """Take the answers of a page, usable or not, and lead to where the pressed button says."""
    found, person = tried(form_id), request.args.get("about", FAMILY)
    of, _ = _asked_of(found, section, person)
    sent = PageForm.of_section(found.kept.form, of.id, request.form)
    trying = found.trying.answered(person, section, sent.answers)
    preview().desk.put(form_id, trying)
    found = replace(found, trying=trying)
    here = found.address(section, person)
    if sent.pressed.what != "save":
        asked = found.kept.form.questions.get(f"{section}.{sent.pressed.question}")
        return redirect(here + (anchor(asked) if asked else ""), 303)
    return redirect(_way_on(found, section, person) or here, 303)


def _way_on(found: Tried, section: str, person: str) -> str:
    """Return where the pressed button leads; "" to stay, as a page does that needs a look."""
    page, then = found.page(section, person), request.form.get("then", "stay")
    if then == "overview" or page is None:
        return found.href if then == "overview" else ""
    if then == "stay" or (then == "next" and page.invalid):
        return ""
    number = found.pages.index(page) + (-1 if then == "previous" else 1)
    if not 0 <= number < len(found.pages):
        return found.href
    to = found.pages[number]
    return found.address(to.section.id, to.person.id)


@pages.post("/forms/<form_id>/case")
def case(form_id: str) -> ResponseReturnValue:
    """Take the day, the level, the agency and the people from the panel."""
    found = tried(form_id)
    agencies = panel.agencies_of(found.looked.library, form_id)
    sent = panel.read(request.form, found.trying.case, found.kept.form, agencies)
    preview().desk.put(form_id, found.trying.about(sent.case, sent.agency))
    to, about = request.form.get("section", ""), request.form.get("about", FAMILY)
    if not sent.messages:
        return redirect(_back(tried(form_id), to, about), 303)
    typed = {name: request.form[name] for name in sent.messages if name in request.form}
    again = replace(tried(form_id), typed=typed, messages=sent.messages)
    of = again.kept.form.section_by_id.get(to)
    who = again.person(of, about) if of else None
    if of is None or who is None:
        return render_template("preview/form.html", **showing.overview(again)), 422
    return _section(again, of, who), 422


def _back(found: Tried, section: str, about: str) -> str:
    of = found.kept.form.section_by_id.get(section)
    stays = of is not None and found.person(of, about) is not None
    return found.address(section, about) if stays else found.href


@pages.get("/forms/<form_id>/graph", defaults={"section": ""})
@pages.get("/forms/<form_id>/graph/<section>")
def graph(form_id: str, section: str) -> ResponseReturnValue:
    """Show what leads to what in one section (the first, if none is named), and the path."""
    found = tried(form_id)
    form = found.kept.form
    section = section or form.sections[0].id
    if section not in form.section_by_id:
        abort(404)
    whole = graph_of(form)
    picture = Picture(
        graph_of_section(form, section), states_of(form, found.evaluation, whole.nodes)
    )
    names = {node.id: node.name for node in whole.nodes}
    title = f"{form.section_by_id[section].title}: what leads to what"
    svg = drawn([picture], title).partition("\n")[2]
    return render_template(
        "preview/graph.html",
        **showing.around(found),
        section=form.section_by_id[section],
        title=title,
        svg=Markup(svg),  # noqa: S704 - our own drawing, in which every text is escaped
        mermaid=in_mermaid([picture], title),
        edges=[
            (names[e.source], LEADS[e.kind], names[e.target], e.confidential)
            for e in picture.graph.edges
        ],
    )


def _asked_of(found: Tried, section: str, person: str) -> tuple[Section, Standing]:
    of = found.kept.form.section_by_id.get(section)
    who = found.person(of, person) if of else None
    if of is None or who is None:
        abort(404)
    return of, who


def _section(found: Tried, of: Section, who: Standing) -> str:
    return render_template("preview/section.html", **showing.section_page(found, of, who))
