"""A form as a graph: from what is read to what is asked, raised, calculated, worded or checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from riskform.definitions.conditions.tree import (
    LEVEL_OF_CHILD,
    Condition,
    Named,
    Ref,
    Tree,
    refs_in,
    walk,
)
from riskform.definitions.model import FindingRule, Form, Question, Section, trees_of
from riskform.engine.confidential import withheld_from_family

NodeKind = Literal["question", "condition", "section", "finding"]
EdgeKind = Literal["shows", "raises", "calculates", "words", "checks", "makes"]


@dataclass(frozen=True, slots=True)
class Node:
    """A question, a named condition, a section that is not always shown, or a finding.

    `id` starts with the kind, because a question and a finding may have the same name; `name` is
    `section.question`, `section.finding`, or a condition's or section's own; `text` is the label,
    what a finding says, or a section's title. `section` is "" for a condition; `mark` is a
    finding's kind.
    """

    id: str
    kind: NodeKind
    name: str
    text: str
    section: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """What `source` says is read for `target`, by the ids of both nodes.

    `confidential` tells that it carries what is kept from a copy for the family.
    """

    source: str
    target: str
    kind: EdgeKind
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in reading order, named conditions first, and each edge once.

    `sections` are the titles of the sections that its nodes are grouped by, by id; none in the
    picture of one section, where all stand together.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sections: Mapping[str, str] = field(default_factory=dict)

    @property
    def groups(self) -> dict[str, int]:
        """Return the number of each node's group by id, in the order of the sections."""
        numbers = {name: number for number, name in enumerate(self.sections, start=1)}
        return {node.id: numbers.get(node.section, 0) for node in self.nodes}


@lru_cache(maxsize=16)
def graph_of(form: Form) -> Graph:
    """Return the graph of the whole form; what checks its own answer leads nowhere."""
    names = named_conditions(form)
    kept_back = withheld_from_family(form).questions
    found = _Edges(form, kept_back)
    edges = [edge for edge in found.all(names) if edge.source != edge.target]
    nodes = [Node(_id("condition", name), "condition", name, "") for name in names]
    for section in form.sections:
        if section.show_if is not None:
            at = _id("section", section.id)
            nodes.append(Node(at, "section", section.id, section.title, section.id))
        nodes += [_question(question) for question in section.questions]
        nodes += [_finding(section, rule) for rule in section.findings]
    titles = {section.id: section.title for section in form.sections}
    return Graph(form.name, tuple(nodes), tuple(dict.fromkeys(edges)), titles)


def graph_of_section(form: Form, section_id: str) -> Graph:
    """Return one section's part: its own nodes, what leads to them, and where they lead.

    A named condition that leads to them stands there with all that it is made of. Raises KeyError
    for a section that the form does not have.
    """
    section, whole = form.section_by_id[section_id], graph_of(form)
    own = {node.id for node in whole.nodes if node.section == section_id}
    edges = {edge: None for edge in whole.edges if edge.target in own or edge.source in own}
    waiting = [edge.source for edge in edges if edge.target in own]
    entered = set()
    while waiting:
        name = waiting.pop()
        if name.startswith("condition ") and name not in entered:
            entered.add(name)
            made = [edge for edge in whole.edges if edge.target == name]
            edges.update(dict.fromkeys(made))
            waiting += [edge.source for edge in made]
    shown = own | {end for edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(node for node in whole.nodes if node.id in shown)
    in_order = tuple(edge for edge in whole.edges if edge in edges)
    return Graph(section.title, nodes, in_order)


def _id(kind: NodeKind, name: str) -> str:
    return f"{kind} {name}"


def _question(question: Question) -> Node:
    at = _id("question", question.ref)
    return Node(at, "question", question.ref, question.label, question.section)


def _finding(section: Section, rule: FindingRule) -> Node:
    name = f"{section.id}.{rule.id}"
    return Node(_id("finding", name), "finding", name, rule.says, section.id, rule.kind)


def named_conditions(form: Form) -> dict[str, Condition]:
    """Return every condition with a name that something reads, those of an agency too."""
    found = dict(form.conditions)
    trees: list[Tree] = [tree for section in form.sections for tree in trees_of(section)]
    for tree in trees:
        for node in walk(tree):
            if isinstance(node, Named):
                found.setdefault(node.name, node.tree)
    return found


class _Edges:
    """Finds what each condition reads, named conditions as one thing."""

    def __init__(self, form: Form, kept_back: frozenset[str]) -> None:
        self.form = form
        self.kept_back = kept_back
        self.setter = next((q.ref for q in form.questions.values() if q.sets_child_level), None)

    def all(self, names: dict[str, Condition]) -> Iterator[Edge]:
        for name, tree in names.items():
            yield from self.to(_id("condition", name), "makes", tree)
        for section in self.form.sections:
            yield from self.to(_id("section", section.id), "shows", section.show_if)
            for question in section.questions:
                yield from self.of_question(_id("question", question.ref), question)
            for rule in section.findings:
                yield from self.to(_id("finding", f"{section.id}.{rule.id}"), "raises", rule.when)

    def of_question(self, at: str, question: Question) -> Iterator[Edge]:
        yield from self.to(at, "shows", question.show_if)
        yield from self.to(at, "calculates", question.value)
        for wording in question.wording:
            yield from self.to(at, "words", wording.when)
        for check in question.checks:
            yield from self.to(at, "checks", check.that)

    def to(self, target: str, kind: EdgeKind, tree: Tree | None) -> Iterator[Edge]:
        for node in walk(tree, into_names=False) if tree is not None else ():
            if isinstance(node, Ref) and node.present:
                yield self.edge(_id("question", node.ref), target, kind, {node.ref})
            elif isinstance(node, Named):
                read = {ref.ref for ref in refs_in(node.tree)}
                yield self.edge(_id("condition", node.name), target, kind, read)
            elif node == LEVEL_OF_CHILD and self.setter is not None:
                yield self.edge(_id("question", self.setter), target, kind, {self.setter})

    def edge(self, source: str, target: str, kind: EdgeKind, read: set[str]) -> Edge:
        return Edge(source, target, kind, confidential=bool(read & self.kept_back))
