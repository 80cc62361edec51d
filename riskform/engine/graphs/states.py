"""How the nodes of a graph stand in one case: asked and answered, true or false, raised or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riskform.definitions.model import Form
from riskform.engine.case import FAMILY
from riskform.engine.compiling import judge
from riskform.engine.evaluation import Evaluation
from riskform.engine.explaining import TRUTHS
from riskform.engine.graphs.model import Edge, Node, named_conditions
from riskform.engine.household import Standing
from riskform.engine.operand_words import value_in_words
from riskform.engine.passing import scope_of


@dataclass(frozen=True, slots=True)
class State:
    """How one node stands: in words, whether it is on the path, and whether it leads on.

    A question is on the path where it is asked of anybody, and leads on where it is answered.
    """

    words: str
    on_path: bool
    leads_on: bool


@dataclass(frozen=True, slots=True)
class States:
    """The state of every node of a form in one case, by the node's id."""

    of: Mapping[str, State]

    def holds(self, edge: Edge) -> bool:
        """Tell whether the path goes along an edge: its source leads on, its target is reached."""
        source, target = self.of.get(edge.source), self.of.get(edge.target)
        return bool(source and target and source.leads_on and target.on_path)


def states_of(form: Form, evaluation: Evaluation, nodes: Iterable[Node]) -> States:
    """Return how `nodes` stand."""
    reader = _Reader(form, evaluation)
    return States({node.id: reader.state(node) for node in nodes})


class _Reader:
    """Reads one evaluation."""

    def __init__(self, form: Form, evaluation: Evaluation) -> None:
        self.form = form
        self.names = named_conditions(form)
        self.household = evaluation.household
        self.asked = frozenset(evaluation.asked)
        self.raised = frozenset(finding.at for finding in evaluation.findings)

    def state(self, node: Node) -> State:
        people = self._people(node)
        if node.kind == "question":
            return self._question(node.name, people)
        if node.kind == "condition":
            truth = self._truth(node.name)
            return State(truth, truth == "true", truth == "true")
        if node.kind == "section":
            shown = [person for person in people if self._shown(node.name, person)]
            words = _said("shown", shown) if shown else "not shown"
            return State(words, bool(shown), bool(shown))
        raised = [person for person in people if f"{person.id}/{node.name}" in self.raised]
        words = _said("raised", raised) if raised else "not raised"
        return State(words, bool(raised), bool(raised))

    def _people(self, node: Node) -> list[Standing]:
        section = self.form.section_by_id.get(node.section)
        return self.household.asked_as(section.ask) if section else []

    def _question(self, ref: str, people: list[Standing]) -> State:
        asked = [person for person in people if f"{person.id}/{ref}" in self.asked]
        answered = [person for person in asked if ref in person.values]
        if not asked:
            return State("not asked", on_path=False, leads_on=False)
        words = [_answer(person, ref) for person in asked]
        return State("; ".join(words), on_path=True, leads_on=bool(answered))

    def _truth(self, name: str) -> str:
        return TRUTHS[judge(self.names[name])(self.household, None, None, None)]

    def _shown(self, section_id: str, person: Standing) -> bool:
        section = self.form.section_by_id[section_id]
        child, adult = scope_of(section.ask, person)
        shown = section.show_if
        return shown is None or judge(shown)(self.household, child, adult, None) is True


def _answer(person: Standing, ref: str) -> str:
    value = person.values.get(ref)
    words = "asked, no answer" if value is None else f"answered {value_in_words(value)}"
    return words if person.id == FAMILY else f"{person.id}: {words}"


def _said(word: str, people: list[Standing]) -> str:
    names = [person.id for person in people if person.id != FAMILY]
    return f"{word} for {', '.join(names)}" if names else word
