"""A graph as SVG: text is text, nothing is told by colour alone, and no style needs a style sheet.

Every mark is a presentation attribute, because a page with a strict policy refuses inline styles.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from riskform.engine.graphs.layout import BETWEEN_NODES, Layout, Point, laid_out
from riskform.engine.graphs.model import Edge, Graph, Node
from riskform.engine.graphs.states import State, States

NODE_WIDTH = 256
_LINE = 17
_MARGIN = 16
_CHARACTERS = 35  # of a line of text in a box
_MOST_LINES = 3
_PER_ROW = 4  # of the boxes that nothing leads to or from
_HEADING = 40
_INK, _QUIET, _PAPER, _SHADE = "#1d2427", "#6b757a", "#ffffff", "#e4ebec"
_FONT = "system-ui, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
KINDS: Mapping[str, str] = {
    "question": "question",
    "condition": "condition with a name",
    "section": "section that is not always shown",
    "finding": "finding",
}
LEADS: Mapping[str, str] = {
    "shows": "whether it is asked",
    "raises": "whether it is raised",
    "calculates": "what it is",
    "words": "its words",
    "checks": "whether its answer will do",
    "makes": "what it means",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One graph to draw under a heading, with how it stands in a case, if one is shown."""

    graph: Graph
    states: States | None = None


def drawn(pictures: Sequence[Picture], title: str) -> str:
    """Return one SVG with the pictures one under the other; it ends in a line feed."""
    parts: list[str] = []
    top, width = 76.0, 720.0
    for picture in pictures:
        made, size = _picture(picture, top)
        parts += made
        top, width = top + size[1], max(width, size[0])
    shown = any(picture.states for picture in pictures)
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
            ' aria-labelledby="rf-graph-title rf-graph-desc"'
            f' width="{_n(width)}" height="{_n(top)}" viewBox="0 0 {_n(width)} {_n(top)}"'
            f' font-family="{_FONT}" font-size="13" fill="{_INK}">'
        ),
        f'<title id="rf-graph-title">{_text(title)}</title>',
        f'<desc id="rf-graph-desc">{_text(_described(pictures))}</desc>',
        (
            '<defs><marker id="rf-graph-arrow" viewBox="0 0 8 8" refX="7.5" refY="4"'
            ' markerWidth="8" markerHeight="8" orient="auto" markerUnits="userSpaceOnUse">'
            f'<path d="M0 0L8 4L0 8z" fill="{_INK}"/></marker></defs>'
        ),
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
        *_legend(title, case=shown),
    ]
    return "\n".join([*head, *parts, "</svg>", ""])


def _described(pictures: Sequence[Picture]) -> str:
    """Return what the picture shows, for who can't see it: how many of each, and the path."""
    graphs = [picture.graph for picture in pictures]
    nodes = [node for graph in graphs for node in graph.nodes]
    counts = [(sum(node.kind == kind for node in nodes), words) for kind, words in KINDS.items()]
    said = ", ".join(f"{words}: {count}" for count, words in counts if count)
    edges = sum(len(graph.edges) for graph in graphs)
    return f"{said}, with {edges} arrows from what is read to what depends on it."


def _legend(title: str, *, case: bool) -> Iterator[str]:
    yield f'<text x="{_MARGIN}" y="26" font-size="18" font-weight="700">{_text(title)}</text>'
    words = (
        "An arrow leads from what is read to what depends on it. Square box: question. Round box:"
        " condition with a name. Thick left edge: finding."
    )
    yield f'<text x="{_MARGIN}" y="46">{words}</text>'
    more = "Dashed arrow: confidential, kept from copies for the family."
    if case:
        more += " Shaded box with a thick frame, and thick arrows: the path of this case."
    yield f'<text x="{_MARGIN}" y="64">{more}</text>'


def _picture(picture: Picture, top: float) -> tuple[list[str], Point]:
    """Return one graph's marks below `top`, and the width and height that it takes."""
    graph, states = picture.graph, picture.states
    linked = {end for edge in graph.edges for end in (edge.source, edge.target)}
    boxes = {
        node.id: _Box(node, states.of.get(node.id) if states else None) for node in graph.nodes
    }
    heights = {at: box.height for at, box in boxes.items() if at in linked}
    ends = [(edge.source, edge.target) for edge in graph.edges]
    layout = laid_out(heights, ends, NODE_WIDTH, graph.groups)
    down = top + _HEADING
    made = [
        (
            f'<text x="{_MARGIN}" y="{_n(top + 24)}" font-size="16" font-weight="700">'
            f"{_text(graph.title)}</text>"
        )
    ]
    made += _arrows(graph, layout, states, down)
    for at in heights:
        x, y = layout.corners[at]
        made += boxes[at].marks(x + _MARGIN, y + down)
    width, height = layout.width + 2 * _MARGIN, layout.height + _HEADING
    alone = [box for at, box in boxes.items() if at not in linked]
    if alone:
        below, more = _in_rows(alone, top + height + (BETWEEN_NODES if heights else 0))
        made += below
        height, width = height + more, max(width, _MARGIN + _PER_ROW * (NODE_WIDTH + BETWEEN_NODES))
    return made, (width, height + 2 * _MARGIN)


def _in_rows(boxes: Sequence["_Box"], top: float) -> tuple[list[str], float]:
    """Return the boxes that nothing leads to or from, in rows, and the height that they take."""
    made = [
        (
            f'<text x="{_MARGIN}" y="{_n(top + 18)}" font-style="italic">'
            "Always asked, and read by nothing:</text>"
        )
    ]
    y = top + 28
    for start in range(0, len(boxes), _PER_ROW):
        row = boxes[start : start + _PER_ROW]
        for place, box in enumerate(row):
            made += box.marks(_MARGIN + place * (NODE_WIDTH + BETWEEN_NODES), y)
        y += max(box.height for box in row) + BETWEEN_NODES
    return made, y - top


def _arrows(graph: Graph, layout: Layout, states: States | None, down: float) -> Iterator[str]:
    """Yield the lines; those of the path come last, so that they lie above the others."""
    together: dict[tuple[str, str], list[Edge]] = {}
    for edge in graph.edges:
        together.setdefault((edge.source, edge.target), []).append(edge)
    on_path = {ends: bool(states and states.holds(own[0])) for ends, own in together.items()}
    for ends in sorted(together, key=on_path.__getitem__):
        points = [(x + _MARGIN, y + down) for x, y in layout.routes[ends]]
        yield _arrow(together[ends], points, on_path=on_path[ends], faint=states is not None)


def _arrow(edges: Sequence[Edge], points: Sequence[Point], *, on_path: bool, faint: bool) -> str:
    colour = _INK if on_path or not faint else _QUIET
    width = "2.6" if on_path else "1"
    dash = ' stroke-dasharray="6 4"' if any(edge.confidential for edge in edges) else ""
    names = [edge.partition(" ")[2] for edge in (edges[0].source, edges[0].target)]
    says = ", ".join(dict.fromkeys(LEADS[edge.kind] for edge in edges))
    kept = " (confidential)" if dash else ""
    told = _text(f"{names[0]} decides about {names[1]}: {says}{kept}")
    return (
        f'<path d="{_curve(points)}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}'
        f' marker-end="url(#rf-graph-arrow)"><title>{told}</title></path>'
    )


def _curve(points: Sequence[Point]) -> str:
    """Return a line that bends between columns and runs straight through them."""
    (x, y), *rest = points
    said = f"M{_n(x)} {_n(y)}"
    straight = False
    for to_x, to_y in rest:
        if straight:
            said += f"L{_n(to_x)} {_n(to_y)}"
        else:
            # What leads back to an earlier column swings out, so that it is seen as a way back.
            bend = max(24.0, abs(to_x - x) / 2)
            said += f"C{_n(x + bend)} {_n(y)} {_n(to_x - bend)} {_n(to_y)} {_n(to_x)} {_n(to_y)}"
        x, y, straight = to_x, to_y, not straight
    return said


class _Box:
    """One node: its lines of text, and the marks that draw it."""

    def __init__(self, node: Node, state: State | None) -> None:
        self.node = node
        self.state = state
        self.text = _wrapped(node.text, _MOST_LINES)
        self.says = _wrapped(state.words, 2) if state else []
        self.name = f"{node.mark}: {node.name}" if node.mark else node.name
        self.height = 14 + _LINE * (len(self._name) + len(self.text) + len(self.says))

    @property
    def _name(self) -> list[str]:
        return _wrapped(self.name, 2)

    def marks(self, x: float, y: float) -> Iterator[str]:
        node, on_path = self.node, bool(self.state and self.state.on_path)
        radius = {"condition": self.height / 2, "section": 10.0}.get(node.kind, 0.0)
        yield f"<g><title>{_text(self._told())}</title>"
        yield (
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{NODE_WIDTH}" height="{_n(self.height)}"'
            f' rx="{_n(radius)}" fill="{_SHADE if on_path else _PAPER}" stroke="{_INK}"'
            f' stroke-width="{"2.6" if on_path else "1"}"/>'
        )
        if node.kind == "finding":
            yield (
                f'<rect x="{_n(x)}" y="{_n(y)}" width="7" height="{_n(self.height)}"'
                f' fill="{_INK}"/>'
            )
        yield from self._lines(x + 16, y + 20)
        yield "</g>"

    def _lines(self, x: float, y: float) -> Iterator[str]:
        styles = [(line, ' font-weight="700"') for line in self._name]
        styles += [(line, "") for line in self.text]
        styles += [(line, ' font-style="italic"') for line in self.says]
        for number, (line, style) in enumerate(styles):
            yield f'<text x="{_n(x)}" y="{_n(y + number * _LINE)}"{style}>{_text(line)}</text>'

    def _told(self) -> str:
        said = f"{KINDS[self.node.kind]} {self.node.name}: {self.node.text}".rstrip(": ")
        return f"{said} ({self.state.words})" if self.state else said


def _wrapped(text: str, most: int) -> list[str]:
    lines = textwrap.wrap(
        text, _CHARACTERS, max_lines=most, placeholder=" …", break_on_hyphens=False
    )
    return lines or []


def _text(text: str) -> str:
    """Return text for XML: escaped, and without the characters that XML does not know."""
    known = (sign if sign.isprintable() else " " for sign in text)
    return escape("".join(known), {'"': "&quot;"})


def _n(number: float) -> str:
    """Return a number with one decimal at most, so that the same graph gives the same bytes."""
    said = f"{number:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said
