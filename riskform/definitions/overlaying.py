"""A form with what an agency adds: the form's own trees are kept, and only put among more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from riskform.definitions.assembling import Assembler
from riskform.definitions.bank import Bank
from riskform.definitions.building import Conditions
from riskform.definitions.conditions.symbols import symbols_of
from riskform.definitions.form_building import (
    BuiltForm,
    conditions_of,
    ordered,
    referred_files,
)
from riskform.definitions.model import Form, Question, Section
from riskform.definitions.overlay_shapes import Addition, Overlay
from riskform.definitions.problems import Problem
from riskform.definitions.sense import sense_problems


@dataclass(slots=True)
class BuiltVariant:
    """A form with one agency's additions, None with a mistake in them; the files of both."""

    form_id: str
    form: Form | None = None
    problems: list[Problem] = field(default_factory=list)
    files: frozenset[str] = frozenset()


def build_variants(
    bank: Bank, built: BuiltForm, *, warn: bool = True
) -> Iterator[tuple[str, BuiltVariant]]:
    """Yield each agency that adds to a form, with the form that comes of it.

    Conditions of the form were linked before, without knowing of what is added, so that none of
    them can read it; and they stay the very same.
    """
    form = built.form
    if form is None:
        return
    for agency, overlay in bank.overlays.items():
        additions = [
            overlay.additions[section.id]
            for section in form.sections
            if section.id in overlay.additions
        ]
        if additions:
            yield agency, _variant(bank, built, form, overlay, additions, warn=warn)


def _variant(
    bank: Bank,
    built: BuiltForm,
    form: Form,
    overlay: Overlay,
    additions: list[Addition],
    *,
    warn: bool,
) -> BuiltVariant:
    conditions = _conditions(bank, form, overlay)
    assembler = Assembler(conditions, bank.guidance)
    chosen = [addition.written for addition in additions]
    added = tuple(assembler.section(written) for written in chosen)
    sections = _all_sections(form, added, additions, overlay.title)
    order, circles = ordered(chosen, added, sections)
    problems = [*conditions.problems, *circles]
    topics = {q.guidance.topic for s in added for q in s.questions if q.guidance}
    guidance = {bank.guidance_files[topic] for topic in topics}
    known = [
        *(problem for addition in additions for problem in addition.problems),
        *(problem for problem in bank.problems if problem.place.file in guidance),
    ]
    failed = overlay.broken or any(p.severity == "error" for p in (*problems, *known))
    if conditions.silent and not failed:
        problems += conditions.silent
        failed = True
    if warn and not failed:
        problems += sense_problems(chosen, added, {}, {}, sections)
    # Nothing of the form depends on what is added, so its own questions are judged first, as ever.
    later = (ref for ref in order if ref not in form.questions)
    variant = replace(
        form,
        sections=sections,
        order=(*form.order, *later),
        agency=overlay.agency,
        agency_title=overlay.title,
    )
    files = built.files | guidance | {overlay.source.file} | referred_files(bank, added, {})
    return BuiltVariant(form.id, None if failed else variant, problems, files)


def _all_sections(
    form: Form, added: tuple[Section, ...], additions: list[Addition], title: str
) -> tuple[Section, ...]:
    """Return the sections of the form, with what is added to them."""
    by_section = {s.id: (s, a) for s, a in zip(added, additions, strict=True)}
    return tuple(
        _joined(section, *by_section[section.id], title) if section.id in by_section else section
        for section in form.sections
    )


def _conditions(bank: Bank, form: Form, overlay: Overlay) -> Conditions:
    """Return what links the agency's conditions: they may read the form's, and each other's."""
    source, shape = bank.forms[form.id]
    conditions = conditions_of(bank, source, shape, [bank.sections[s.id] for s in form.sections])
    conditions.linked = dict(form.conditions)
    own = {name: symbols_of(a.written.shape) for name, a in overlay.additions.items()}
    conditions.symbols = {
        name: {**own.get(name, {}), **symbols} for name, symbols in conditions.symbols.items()
    }
    conditions.unreadable = {
        name: unreadable | overlay.additions[name].written.unreadable
        if name in overlay.additions
        else unreadable
        for name, unreadable in conditions.unreadable.items()
    }
    return conditions


def _joined(core: Section, added: Section, addition: Addition, title: str) -> Section:
    """Return the section with what is added: its own questions keep their order."""
    questions: list[Question] = []
    for question in core.questions:
        hint = addition.hints.get(question.id)
        questions.append(replace(question, agency_hint=hint) if hint else question)
        questions += _following(question.id, added.questions, addition, title)
    questions += _following(None, added.questions, addition, title)
    findings = (*core.findings, *added.findings)
    return replace(core, questions=tuple(questions), findings=findings)


def _following(
    name: str | None, added: Sequence[Question], addition: Addition, title: str
) -> Iterator[Question]:
    for question in added:
        if addition.after.get(question.id) == name:
            yield replace(question, asked_by=title)
