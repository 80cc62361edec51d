"""A graph as Mermaid text (a flowchart), which many editors and wikis draw.

Everything that a definition says stands in quotes, with each sign that Mermaid or HTML would read
as its own written as an entity.
"""

from collections.abc import Iterator, Sequence

from riskform.engine.graphs.drawing import Picture
from riskform.engine.graphs.model import Edge, Graph, Node
from riskform.engine.graphs.states import State, States

_LONGEST = 120
_AS_ENTITY = {sign: f"#{ord(sign)};" for sign in '#&<>"`\\|;%*~$'}
_SHAPES = {
    "question": ('["', '"]'),
    "condition": ('(["', '"])'),
    "section": ('("', '")'),
    "finding": ('[["', '"]]'),
}
_CLASSES = (
    "classDef path fill:#e4ebec,stroke:#1d2427,stroke-width:3px,color:#1d2427",
    "classDef other fill:#ffffff,stroke:#6b757a,color:#1d2427",
)
_WORDS = {
    "shows": "shows",
    "makes": "part of",
    "calculates": "calculates",
    "raises": "raises",
    "words": "words",
    "checks": "checks",
}


def in_mermaid(pictures: Sequence[Picture], title: str) -> str:
    """Return one flowchart, with a part of its own for each picture; it ends in a line feed."""
    lines = ["flowchart LR", f"accTitle: {_plain(title)}"]
    links: list[tuple[Edge, States | None]] = []
    for place, picture in enumerate(pictures, start=1):
        lines.append(f'subgraph part{place}["{_text(picture.graph.title)}"]')
        graph = picture.graph
        ids = {node.id: f"n{place}_{number}" for number, node in enumerate(graph.nodes, start=1)}
        lines += _grouped(graph, ids, picture.states, f"part{place}")
        for edge in graph.edges:
            lines.append(f"  {_link(ids, edge)}")
            links.append((edge, picture.states))
        lines.append("end")
    lines += _highlights(links)
    if any(picture.states for picture in pictures):
        lines += _CLASSES
    return "\n".join(lines) + "\n"


def _grouped(graph: Graph, ids: dict[str, str], states: States | None, part: str) -> Iterator[str]:
    """Yield the nodes, those of each section of a whole form in a part of their own."""
    for node in graph.nodes:
        if node.section not in graph.sections:
            yield f"  {_node(ids[node.id], node, states)}"
    for number, (section, title) in enumerate(graph.sections.items(), start=1):
        yield f'  subgraph {part}_{number}["{_text(title)}"]'
        for node in graph.nodes:
            if node.section == section:
                yield f"    {_node(ids[node.id], node, states)}"
        yield "  end"


def _node(name: str, node: Node, states: States | None) -> str:
    opened, closed = _SHAPES[node.kind]
    said = f"{node.mark}: {node.name}" if node.mark else node.name
    state: State | None = states.of.get(node.id) if states else None
    lines = [part for part in (said, node.text, state.words if state else "") if part]
    of_class = "" if state is None else ":::path" if state.on_path else ":::other"
    return f"{name}{opened}{'<br>'.join(_text(line) for line in lines)}{closed}{of_class}"


def _link(ids: dict[str, str], edge: Edge) -> str:
    arrow = "-.->" if edge.confidential else "-->"
    words = _WORDS[edge.kind] + (", confidential" if edge.confidential else "")
    return f'{ids[edge.source]} {arrow}|"{words}"| {ids[edge.target]}'


def _highlights(links: Sequence[tuple[Edge, States | None]]) -> Iterator[str]:
    """Yield a line that makes the links of the path thick; links are numbered from 0."""
    on_path = [str(n) for n, (edge, states) in enumerate(links) if states and states.holds(edge)]
    if on_path:
        yield f"linkStyle {','.join(on_path)} stroke-width:3px,stroke:#1d2427"


def _text(text: str) -> str:
    """Return text in which nothing is markup, cut short where it is long."""
    plain = _plain(text)
    cut = plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"
    return "".join(_AS_ENTITY.get(sign, sign) for sign in cut)


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
