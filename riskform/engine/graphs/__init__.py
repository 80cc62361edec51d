"""What leads to what in a form: as a graph, as a picture (SVG) and as Mermaid text.

`graph_of` and `graph_of_section` build the graph, `states_of` says how it stands in one case, and
`drawn` and `in_mermaid` write it. Words of a definition are always text in both.
"""

from riskform.engine.graphs.drawing import Picture, drawn
from riskform.engine.graphs.mermaid import in_mermaid
from riskform.engine.graphs.model import Edge, Graph, Node, graph_of, graph_of_section
from riskform.engine.graphs.states import State, States, states_of

__all__ = [
    "Edge",
    "Graph",
    "Node",
    "Picture",
    "State",
    "States",
    "drawn",
    "graph_of",
    "graph_of_section",
    "in_mermaid",
    "states_of",
]
