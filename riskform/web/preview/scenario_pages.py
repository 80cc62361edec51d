"""Starting from a scenario or a case, and saving what is tried out as a scenario file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.definitions.overlay_shapes import variant_name
from riskform.definitions.scenario_files import (
    digest_of,
    file_name_of,
    scenario_names,
    scenario_path,
    write_scenario,
)
from riskform.engine.case_reading import case_of, read_given
from riskform.engine.scenario_writing import NewScenario, scenario_text
from riskform.errors import CouldNotRun, InvalidInput, NotFound, WrongState
from riskform.web.preview import showing
from riskform.web.preview.showing import Tried
from riskform.web.preview.surroundings import preview, tried
from riskform.web.preview.trying import Trying, first_case, pages_saved

pages = Blueprint("preview_scenarios", __name__)

_EVERYTHING = "*"
_LONGEST_TITLE = 200
# What a scenario may expect: the key of `expect:`, the legend, and whether all is ticked at first.
_EXPECTED = (
    ("asked", "Asked", False),
    ("findings", "Raised", True),
    ("missing", "Missing", False),
)


@dataclass(frozen=True)
class _Sent:
    """What was typed on the page that saves: the title, the file's name, and what is ticked."""

    title: str
    file: str
    ticked: Mapping[str, tuple[str, ...]]


@pages.get("/forms/<form_id>/start")
def start(form_id: str) -> ResponseReturnValue:
    """Show the scenarios to start from, and a box for a case."""
    return _start(tried(form_id), {}, {})


@pages.post("/forms/<form_id>/start")
def start_from(form_id: str) -> ResponseReturnValue:
    """Start anew: from a scenario, from a case as it was pasted, or from a small family."""
    found, sent = tried(form_id), request.form
    try:
        if sent.get("from") == "case":
            trying = _read("the case", sent.get("case", "").encode(), found)
        elif sent.get("from") == "scenario":
            trying = _from_file(found, sent.get("scenario", ""))
        else:
            trying = first_case(found.kept.form, preview().desk.today)
    except (CouldNotRun, InvalidInput, OSError) as problem:
        name = "case" if sent.get("from") == "case" else "scenario"
        typed = {"case": sent.get("case", ""), "scenario": sent.get("scenario", "")}
        return _start(found, {name: str(problem)}, typed), 422
    preview().desk.put(form_id, trying)
    return redirect(found.href, 303)


def _start(found: Tried, problems: Mapping[str, str], typed: Mapping[str, str]) -> str:
    shown = showing.around(found) | {
        "names": scenario_names(preview().watched.folder, _folder_of(found)),
        "problems": problems,
        "typed": {"case": "", "scenario": "", **typed},
        "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
    }
    return render_template("preview/start.html", **shown)


def _from_file(found: Tried, name: str) -> Trying:
    names = scenario_names(preview().watched.folder, _folder_of(found))
    if name not in names:
        message = "Choose a scenario from the list."
        raise InvalidInput({"scenario": message})
    path = preview().watched.folder / _folder_of(found) / "scenarios" / f"{name}.yaml"
    return _read(path.name, path.read_bytes(), found, start=name)


def _read(name: str, content: bytes, found: Tried, start: str = "") -> Trying:
    given = read_given(name, content)
    agency = given.agency or ""
    form = found.looked.usable.get(variant_name(found.form_id, agency))
    if form is None:
        form = found.looked.usable[found.form_id]
        if agency not in {"", *found.looked.library.agencies}:
            message = f"{name}: there is no agency '{agency[:60]}'."
            raise CouldNotRun(message)
    case = case_of(name, given, form.form)
    return Trying(case, agency, start, pages_saved(case))


@pages.get("/forms/<form_id>/scenario")
def scenario(form_id: str) -> ResponseReturnValue:
    """Show what would be saved as a scenario, to name it and to tick what it expects."""
    found = tried(form_id)
    ticked = {key: (_EVERYTHING,) if all_first else () for key, _, all_first in _EXPECTED}
    return _scenario(found, _Sent("", found.trying.start, ticked))


@pages.post("/forms/<form_id>/scenario")
def save(form_id: str) -> ResponseReturnValue:
    """Write the scenario file, or show why not; what stands there is never replaced unasked."""
    found, sent = tried(form_id), _sent()
    if not sent.title:
        return _scenario(found, sent, {"title": "Say in a sentence what happens in it."}), 422
    try:
        path = scenario_path(preview().watched.folder, _folder_of(found), sent.file)
    except InvalidInput as problem:
        return _scenario(found, sent, problem.messages), 422
    there, seen = digest_of(path), request.form.get("replaces", "")
    if there and (seen != there or request.form.get("replace") != "yes"):
        return _scenario(found, sent, {}, there=there), 409
    try:
        write_scenario(path, _text(found, sent), there)
    except WrongState as problem:
        return _scenario(found, sent, {"file": str(problem)}), 409
    except OSError as problem:
        message = f"{path.name} can't be written: {problem.strerror}."
        return _scenario(found, sent, {"file": message}), 422
    return redirect(f"{found.href}/scenario/saved?file={sent.file}", 303)


@pages.get("/forms/<form_id>/scenario/saved")
def saved(form_id: str) -> ResponseReturnValue:
    """Show the scenario as it was written."""
    found = tried(form_id)
    path = scenario_path(preview().watched.folder, _folder_of(found), request.args.get("file", ""))
    if not path.is_file():
        message = f"there is no scenario {path.name}"
        raise NotFound(message)
    text = path.read_text("utf-8", errors="replace")
    shown = showing.around(found) | {
        "text": text,
        "file": f"{_folder_of(found)}/scenarios/{path.name}",
    }
    return render_template("preview/scenario_saved.html", **shown)


def _sent() -> _Sent:
    form = request.form
    title = " ".join(form.get("title", "").split())[:_LONGEST_TITLE]
    file = form.get("file", "").strip().removesuffix(".yaml") or file_name_of(title)
    return _Sent(title, file, {key: tuple(form.getlist(key)) for key, _, _ in _EXPECTED})


def _text(found: Tried, sent: _Sent) -> str:
    ats = _ats(found)
    expect = {
        key: ats[key]
        if _EVERYTHING in sent.ticked[key]
        else [at for at in ats[key] if at in sent.ticked[key]]
        for key, _, _ in _EXPECTED
    }
    known = found.kept.form.questions
    case = found.trying.case
    answers = {at: a for at, a in case.answers.items() if at.partition("/")[2] in known}
    whole = replace(case, answers=answers)
    return scenario_text(NewScenario(sent.title, found.trying.agency, whole, expect))


def _ats(found: Tried) -> dict[str, list[str]]:
    evaluation = found.evaluation
    return {
        "asked": list(evaluation.asked),
        "findings": [finding.at for finding in evaluation.findings],
        "missing": list(evaluation.missing),
    }


def _scenario(
    found: Tried, sent: _Sent, messages: Mapping[str, str] | None = None, there: str = ""
) -> str:
    ats = _ats(found)
    shown: dict[str, Any] = showing.around(found) | {
        "sent": sent,
        "problems": messages or {},
        "errors": [{"text": t, "href": f"#{name}"} for name, t in (messages or {}).items()],
        "there": there,
        "groups": [(key, legend, ats[key], sent.ticked[key]) for key, legend, _ in _EXPECTED],
        "folder": f"{_folder_of(found)}/scenarios/",
    }
    return render_template("preview/scenario.html", **shown)


def _folder_of(found: Tried) -> str:
    return found.looked.library.folders.get(found.form_id, found.form_id)
