"""Warnings about conditions that make no sense, and about safety that hangs on a blank.

Nothing here keeps a form from being used, and nothing is said that is not certain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riskform.definitions.building import Written
from riskform.definitions.conditions import tree as t
from riskform.definitions.model import Section
from riskform.definitions.named_conditions import NamedText
from riskform.definitions.problems import Problem
from riskform.definitions.sense_blanks import hidden_by_blanks
from riskform.definitions.sense_numbers import Unsure
from riskform.definitions.sense_worlds import Asked, where_worlds, worlds_of
from riskform.definitions.source import Path, Source


@dataclass(frozen=True, slots=True)
class Site:
    """A condition and where it is written."""

    source: Source
    path: Path
    tree: t.Condition


def sense_problems(
    chosen: list[Written],
    sections: tuple[Section, ...],
    names: Mapping[str, NamedText],
    named: Mapping[str, t.Condition],
    whole: tuple[Section, ...] | None = None,
) -> list[Problem]:
    """Return the warnings about the conditions of a form that has no mistakes.

    `whole` are all the sections that they may read, where there are more.
    """
    questions = Asked({q.ref: q for section in whole or sections for q in section.questions})
    sites = [site for pair in zip(chosen, sections, strict=True) for site in _sites(*pair)]
    sites += [Site(names[n].source, names[n].path, tree) for n, tree in named.items()]
    problems = [problem for site in sites for problem in _outcomes(site, questions)]
    return [*problems, *hidden_by_blanks(chosen, sections, questions)]


def _sites(written: Written, section: Section) -> Iterator[Site]:
    source, shape = written.source, written.shape
    if section.show_if is not None:
        yield Site(source, ("show_if",), section.show_if)
    rules = {rule.id: rule for rule in section.findings}
    for index, question in enumerate(section.questions):
        path: Path = ("questions", index)
        if question.show_if is not None:
            yield Site(source, (*path, "show_if"), question.show_if)
        for number, wording in enumerate(question.wording):
            yield Site(source, (*path, "wording", number, "when"), wording.when)
        for number, check in enumerate(question.checks):
            yield Site(source, (*path, "check", number, "that"), check.that)
        for number, finding in enumerate(shape.questions[index].findings):
            yield Site(source, (*path, "findings", number, "when"), rules[finding.id].when)
    for number, finding in enumerate(shape.findings):
        yield Site(source, ("findings", number, "when"), rules[finding.id].when)


def _outcomes(site: Site, questions: Asked) -> Iterator[Problem]:
    if _is_plain(site.tree, questions):
        return
    try:
        outcomes = worlds_of(site.tree, questions, {}).outcomes()
    except Unsure:
        return
    nodes = t.walk(site.tree)
    if any(isinstance(node, t.Ref) and not node.present for node in nodes):
        return  # That it reads what the form leaves out is said already.
    stuck = any(_stuck_where(node, questions) for node in nodes)
    path, do = site.path, "Look for answers that exclude each other, or for a number out of reach."
    if True not in outcomes:
        what = "this condition can never be true."
        yield site.source.problem(path, "never-true", what, do, warning=True)
    elif outcomes == {True}:
        what, do = "this condition is always true.", "Take it out, or write what was meant."
        yield site.source.problem(path, "always-true", what, do, warning=True)
    elif stuck:
        what = "what stands after 'where' can never be true."
        yield site.source.problem(path, "never-true", what, do, warning=True)


def _is_plain(tree: t.Condition, questions: Asked) -> bool:
    """Tell, soon, of the commonest condition that it can be true and false: `q is yes`."""
    if not isinstance(tree, t.Is) or not isinstance(tree.subject, t.Ref):
        return False
    question = questions.get(tree.subject.ref)
    return question is not None and len(tree.options) < len(question.options)


def _stuck_where(node: t.Tree | t.Domain, questions: Asked) -> bool:
    """Tell whether nobody and nothing that a quantifier ranges over can meet its condition."""
    if not isinstance(node, t.Quantified | t.Count):
        return False
    try:
        return True not in where_worlds(node, questions, {}).outcomes()
    except Unsure:
        return False
