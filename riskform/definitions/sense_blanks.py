"""Warns where a question about safety is hidden because another one was not answered."""

from collections.abc import Iterator

from riskform.definitions.building import Written
from riskform.definitions.conditions import tree as t
from riskform.definitions.model import Question, Section
from riskform.definitions.problems import Problem
from riskform.definitions.sense_numbers import Unsure
from riskform.definitions.sense_truth import Key, key_of, truth
from riskform.definitions.sense_worlds import Asked, Worlds, where_worlds, worlds_of
from riskform.definitions.source import Path

_SAFETY = frozenset({"urgent", "concern"})


def hidden_by_blanks(
    chosen: list[Written], sections: tuple[Section, ...], questions: Asked
) -> Iterator[Problem]:
    """Yield a warning for each show_if that hides a question about safety behind a blank."""
    safety = _about_safety(sections)
    for written, section in zip(chosen, sections, strict=True):
        about = [q for q in section.questions if q.ref in safety]
        if about and section.show_if is not None:
            yield from _warning(written, ("show_if",), section.show_if, about[0], questions)
        for question in about:
            if question.show_if is not None:
                index = section.questions.index(question)
                path = ("questions", index, "show_if")
                yield from _warning(written, path, question.show_if, question, questions)


def _about_safety(sections: tuple[Section, ...]) -> frozenset[str]:
    """Return the questions with an urgent finding or a concern, and those that one reads.

    What is read by way of a calculated question counts too.
    """
    found: set[str] = set()
    for section in sections:
        for rule in section.findings:
            if rule.kind in _SAFETY:
                found |= {ref.ref for ref in t.refs_in(rule.when)}
                if rule.question is not None:
                    found.add(f"{section.id}.{rule.question}")
    values = {q.ref: q.value for s in sections for q in s.questions if q.value is not None}
    waiting = [ref for ref in found if ref in values]
    while waiting:
        read = {ref.ref for ref in t.refs_in(values[waiting.pop()])}
        waiting += [ref for ref in read - found if ref in values]
        found |= read
    return frozenset(found)


def _warning(
    written: Written,
    path: Path,
    show_if: t.Condition,
    question: Question,
    questions: Asked,
) -> Iterator[Problem]:
    try:
        blank = _hiding_blank(show_if, question, questions)
    except Unsure:
        return
    if blank:
        what = f"'{question.id}' is about safety, and is hidden while '{blank}' is not answered."
        do = f"Show it then too: '{blank} is not answered or …'."
        yield written.source.problem(path, "hidden-by-blank", what, do, warning=True)


def _hiding_blank(show_if: t.Condition, question: Question, questions: Asked) -> str | None:
    """Return a question that hides this one by being blank, where an answer would show it."""
    worlds = worlds_of(show_if, questions, {})
    nodes = t.walk(show_if)
    for ref in t.refs_in(show_if):
        key = key_of(ref)
        if key in worlds.ways and ref.present and _hides(worlds, key, None):
            section, _, name = ref.ref.partition(".")
            return name if section == question.section else ref.ref
    quantified = [node for node in nodes if isinstance(node, t.Quantified | t.Count)]
    if len(quantified) == 1 and isinstance(quantified[0], t.Quantified):
        node = quantified[0]
        refs = [ref for ref in t.refs_in(node.where) if ref.present]
        if refs and _hides(worlds, key_of(node), _when_blank(node, questions)):
            return refs[0].ref
    return None


def _hides(worlds: Worlds, key: Key, blank: object) -> bool:
    """Tell whether, all else the same, a blank at `key` hides and something answered shows."""
    for world in worlds.all({key: (blank,)}):
        if truth(worlds.tree, world) is not True:
            answered = ({**world, key: value} for value in worlds.ways[key] if value != blank)
            if any(truth(worlds.tree, other) is True for other in answered):
                return True
    return False


def _when_blank(node: t.Quantified, questions: Asked) -> bool | None:
    """Return the truth of a quantifier while nobody has answered; raise Unsure."""
    if node.over.items is not None:
        return node.word != "any"
    inner = where_worlds(node, questions, {})
    blanks: dict[Key, tuple[object, ...]] = {
        key_of(ref): (None,) for ref in t.refs_in(node.where) if key_of(ref) in inner.ways
    }
    outcomes = inner.outcomes(blanks)
    if len(outcomes) != 1:
        raise Unsure
    (outcome,) = outcomes
    if outcome is None or node.word != "no":
        return outcome
    return not outcome
