"""What each question depends on, whoever it is asked of, and the order that follows from it."""

from riskform.definitions.conditions.tree import (
    LEVEL_OF_CHILD,
    Count,
    Domain,
    Named,
    Quantified,
    Ref,
    Tree,
    walk,
)
from riskform.definitions.model import Question, Section

Reads = dict[str, None]
"""The questions that are read, by ref, in the order in which they were written."""


class Dependencies:
    """Finds what conditions read; what stands in a named condition is looked through once."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        """Prepare for the conditions of these sections."""
        self.sections = sections
        questions = (q for section in sections for q in section.questions)
        self.setter = next((q.ref for q in questions if q.sets_child_level), None)
        self.of_names: dict[int, tuple[Reads, Named]] = {}

    def all(self) -> dict[str, tuple[str, ...]]:
        """Return, for each question by ref, the questions whose answers decide about its own.

        Its value depends on its section's `show_if`, its own `show_if`, its `value` and its
        checks. A check may read the answer that it checks; only the same question of somebody
        else is a dependency then.
        """
        found = {}
        for section in self.sections:
            outer = self.reads(section.show_if)
            for question in section.questions:
                own = {**self.reads(question.show_if), **self.reads(question.value)}
                found[question.ref] = tuple({**outer, **own, **self._checked(question)})
        return found

    def reads(self, tree: Tree | None) -> Reads:
        """Return the questions that a condition or a calculation reads."""
        found: Reads = {}
        for node in _below(tree):
            ref = self._ref_of(node)
            if ref:
                found[ref] = None
            if isinstance(node, Named):
                found.update(self._of_name(node))
        return found

    def _checked(self, question: Question) -> Reads:
        found: Reads = {}
        for check in question.checks:
            found.update(self.reads(check.that))
        if question.ref in found and not any(
            self._reads_others(check.that, question) for check in question.checks
        ):
            del found[question.ref]
        return found

    def _reads_others(self, tree: Tree, question: Question) -> bool:
        """Tell whether `tree` reads `question` as somebody else answered it."""
        if question.ask == "family":
            return False
        return any(
            question.ref in self._of_name(node)
            if isinstance(node, Named)
            else isinstance(node, Quantified | Count)
            and node.over.kind.endswith(question.ask)
            and question.ref in self.reads(node)
            for node in _below(tree)
        )

    def _ref_of(self, node: Tree | Domain) -> str | None:
        if isinstance(node, Ref):
            return node.ref if node.present else None
        return self.setter if node == LEVEL_OF_CHILD else None

    def _of_name(self, node: Named) -> Reads:
        """Return what a named condition reads; those that it is built on are looked at first."""
        waiting = [node]
        while waiting:
            here = waiting[-1]
            missing = [
                below
                for below in _below(here.tree)
                if isinstance(below, Named) and id(below.tree) not in self.of_names
            ]
            if missing and id(here.tree) not in self.of_names:
                waiting.extend(missing)
                continue
            waiting.pop()
            if id(here.tree) not in self.of_names:
                self.of_names[id(here.tree)] = (self.reads(here.tree), here)
        return self.of_names[id(node.tree)][0]


def _below(tree: Tree | Domain | None) -> list[Tree | Domain]:
    return [] if tree is None else walk(tree, into_names=False)
