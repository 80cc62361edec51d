"""One form out of the bank: sections chosen, conditions linked, order found, sense checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from riskform.definitions.assembling import Assembler
from riskform.definitions.bank import Bank
from riskform.definitions.building import Conditions, Written, chosen_sections
from riskform.definitions.circles import circles_in, sorted_by_dependency
from riskform.definitions.conditions.symbols import EVERYTHING
from riskform.definitions.conditions.tree import Condition, Ref, walk
from riskform.definitions.form_names import NO_NAMES, FormNames, names_in, names_of
from riskform.definitions.model import Form, Section, trees_of
from riskform.definitions.order import Dependencies
from riskform.definitions.problems import Problem
from riskform.definitions.sense import sense_problems
from riskform.definitions.shapes import FormShape
from riskform.definitions.source import Path, Source


@dataclass(slots=True)
class BuiltForm:
    """A form as far as it could be built, its own problems, and the files it is made of.

    `files` also holds sections that the form leaves out but refers to; `blamed` does not, because
    what is wrong with those is no problem of this form.
    """

    id: str
    form: Form | None
    problems: list[Problem] = field(default_factory=list)
    files: frozenset[str] = frozenset()
    blamed: frozenset[str] = frozenset()
    names: FormNames = NO_NAMES


def build_form(bank: Bank, name: str, *, warn: bool = True) -> BuiltForm:
    """Link one form; its problems hold those of its conditions, also in sections of the bank.

    Without `warn` it is not asked whether the conditions make sense.
    """
    source, shape = bank.forms[name]
    chosen, problems = chosen_sections(source, shape, bank.sections)
    # A section that could not be read has its own problems; naming it is not one more.
    problems = [p for p in problems if not _names_a_broken_section(p, bank)]
    broken = {bank.broken_sections[name] for name in shape.sections if name in bank.broken_sections}
    conditions = conditions_of(bank, source, shape, chosen)
    named = conditions.link_all_named()
    assembler = Assembler(conditions, bank.guidance)
    sections = tuple(assembler.section(written) for written in chosen)
    whole = knows_its_sections(bank, source, shape)
    problems += [p for p in conditions.problems if not _may_be_meant(p, shape, whole=whole)]
    problems += _level_setters(chosen)
    order, circles = ordered(chosen, sections, sections)
    problems += circles
    blamed = _own_files(bank, source, chosen, sections) | broken
    own = [*problems, *(p for p in bank.problems if p.place.file in blamed)]
    failed = bool(broken) or any(p.severity == "error" for p in own)
    if conditions.silent and not failed:
        # What could not be read stands in a section that the form leaves out.
        problems += conditions.silent
        failed = True
    if warn and not failed:
        problems += sense_problems(chosen, sections, conditions.texts, named)
    form = None if failed else _linked(bank, shape, sections, named, order)
    files = blamed | referred_files(bank, sections, named)
    names = (
        names_of(form) if form else names_in(chosen, sections, bank.broken_sections, whole=whole)
    )
    return BuiltForm(name, form, problems, files, blamed, names)


def knows_its_sections(bank: Bank, source: Source, shape: FormShape) -> bool:
    """Tell whether each section is there that a form names, and all that it names could be read."""
    there = (name in bank.sections or name in bank.broken_sections for name in shape.sections)
    return source.file not in bank.broken_forms and all(there)


def _linked(
    bank: Bank,
    shape: FormShape,
    sections: tuple[Section, ...],
    named: dict[str, Condition],
    order: tuple[str, ...],
) -> Form:
    return Form(
        id=shape.form,
        version=shape.version,
        title=shape.title,
        about=shape.about,
        levels=shape.levels,
        sections=sections,
        plan=shape.plan,
        conditions=named,
        order=order,
        level_rules=dict(bank.levels),
        smart_rules=bank.smart_rules,
    )


def conditions_of(
    bank: Bank, source: Source, shape: FormShape, chosen: list[Written]
) -> Conditions:
    """Return what links the conditions of a form; its names are added, and not linked yet."""
    unreadable = {name: w.unreadable for name, w in bank.sections.items()}
    unreadable |= {name: frozenset({EVERYTHING}) for name in bank.broken_sections}
    lost = bank.lost_names.get(shape.form, frozenset()).union(*(w.lost_names for w in chosen))
    conditions = Conditions(
        form=shape.form,
        symbols={name: bank.symbols(name) for name in bank.sections},
        present=frozenset(w.shape.section for w in chosen),
        unreadable=unreadable,
        lost=lost,
    )
    conditions.add(source, ("conditions",), shape.conditions, None)
    for written in chosen:
        own = written.shape.conditions
        conditions.add(written.source, ("conditions",), own, written.shape.section)
    return conditions


def _names_a_broken_section(problem: Problem, bank: Bank) -> bool:
    quoted = problem.what.split("'")
    return problem.code == "unknown-section" and quoted[1] in bank.broken_sections


def _may_be_meant(problem: Problem, shape: FormShape, *, whole: bool) -> bool:
    """Tell whether a section is left out on purpose, or nobody knows whether it is left out."""
    if problem.code != "left-out-section":
        return False
    return not whole or problem.what.split("'")[1] in shape.leaves_out


def _level_setters(chosen: list[Written]) -> Iterator[Problem]:
    setters = [
        (written, index)
        for written in chosen
        for index, question in enumerate(written.shape.questions)
        if question.sets
    ]
    for written, index in setters[1:]:
        path = ("questions", index, "sets")
        what = "another question of this form sets child.level already."
        do = "Take 'sets' out of one of the two."
        yield written.source.problem(path, "duplicate-sets", what, do)


def ordered(
    chosen: list[Written], sections: tuple[Section, ...], whole: tuple[Section, ...]
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return every question of `whole` after all that it depends on, and the circles.

    `sections` are those that `chosen` were linked to. Whatever stands in a circle is in them.
    """
    dependencies = Dependencies(whole)
    needs = dependencies.all()
    problems = []
    for circle in circles_in(needs):
        section, _, name = circle[0].partition(".")
        written = next(w for w in chosen if w.shape.section == section)
        path = _path_of(written, sections, dependencies, name, circle[1])
        what = f"these questions depend on each other: {' → '.join(circle)}."
        do = "Change one of their conditions so that it needs none of the others."
        problems.append(written.source.problem(path, "circle", what, do))
    return sorted_by_dependency(needs), problems


def _path_of(
    written: Written,
    sections: tuple[Section, ...],
    dependencies: Dependencies,
    name: str,
    read: str,
) -> Path:
    """Return where the condition stands by which the question `name` depends on `read`."""
    section = next(s for s in sections if s.id == written.shape.section)
    index = next(i for i, q in enumerate(written.shape.questions) if q.id == name)
    question = section.questions[index]
    if read in dependencies.reads(question.show_if):
        return ("questions", index, "show_if")
    if read in dependencies.reads(question.value):
        return ("questions", index, "value")
    if read in dependencies.reads(section.show_if):
        return ("show_if",)
    return ("questions", index, "check")


def _own_files(
    bank: Bank, source: Source, chosen: list[Written], sections: tuple[Section, ...]
) -> frozenset[str]:
    topics = {q.guidance.topic for s in sections for q in s.questions if q.guidance}
    return frozenset(
        {source.file, *bank.fixed_files}
        | {written.source.file for written in chosen}
        | {bank.guidance_files[topic] for topic in topics}
    )


def referred_files(
    bank: Bank, sections: Iterable[Section], named: Mapping[str, Condition]
) -> frozenset[str]:
    """Return the files of every section that a condition reads."""
    trees = [*named.values(), *(tree for section in sections for tree in trees_of(section))]
    nodes = (node for tree in trees for node in walk(tree, into_names=False))
    read = {node.ref.partition(".")[0] for node in nodes if isinstance(node, Ref)}
    return frozenset(bank.sections[name].source.file for name in read)
