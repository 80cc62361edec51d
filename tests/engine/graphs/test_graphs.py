"""What leads to what: the graph itself, and how it stands in a case."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from riskform.definitions.model import Form
from riskform.engine.case import Answer, Case, Child
from riskform.engine.evaluation import evaluate
from riskform.engine.graphs import (
    Edge,
    Picture,
    States,
    drawn,
    graph_of,
    graph_of_section,
    in_mermaid,
    states_of,
)
from riskform.engine.graphs.drawing import NODE_WIDTH
from riskform.engine.graphs.layout import laid_out
from tests.definitions.checking import library_of

HOME = """\
section: home
title: The home
conditions: {risky: danger is yes}
questions:
  - {id: danger, label: Danger?, type: yes_no}
  - {id: who, label: Who?, type: text, confidential_from: family copies, show_if: risky}
  - {id: alone, label: Alone?, type: text}
"""
SLEEP = """\
section: sleep
title: Sleep
ask: each child
show_if: home.danger is answered
questions:
  - {id: night, label: Where?, type: choice, options: {cot: Cot, sofa: Sofa}}
  - id: points
    label: Points
    type: calculated
    value: score(night) + 1
  - id: plan
    label: Plan?
    type: text
    show_if: home.who is answered
    wording: [{when: night is sofa, label: A plan?}]
    check: [{that: plan is not answered or night is answered, message: Say where first.}]
findings:
  - {id: sofa, kind: concern, when: risky and night is sofa, says: A sofa., do: Ask.}
"""
FORM = "form: f\nversion: 1\ntitle: F\nsections: [home, sleep]\n"
FILES = {"sections/home.yaml": HOME, "sections/sleep.yaml": SLEEP, "f/form.yaml": FORM}
SVG = "{http://www.w3.org/2000/svg}"
EVIL = '</text><script>alert(1)</script>"]:::x --> `{child}` #quot; ; end'


@pytest.fixture
def form() -> Form:
    return library_of(FILES).forms["f"]


def test_each_edge_says_what_its_source_decides(form: Form) -> None:
    found = {(e.source, e.target, e.kind) for e in graph_of(form).edges}
    assert found == {
        ("question home.danger", "condition risky", "makes"),
        ("condition risky", "question home.who", "shows"),
        ("question home.danger", "section sleep", "shows"),
        ("question sleep.night", "question sleep.points", "calculates"),
        ("question home.who", "question sleep.plan", "shows"),
        ("question sleep.night", "question sleep.plan", "words"),
        ("question sleep.night", "question sleep.plan", "checks"),
        ("condition risky", "finding sleep.sofa", "raises"),
        ("question sleep.night", "finding sleep.sofa", "raises"),
    }


def test_an_edge_that_carries_a_confidential_answer_is_marked(form: Form) -> None:
    assert [e for e in graph_of(form).edges if e.confidential] == [
        Edge("question home.who", "question sleep.plan", "shows", confidential=True)
    ]


def test_a_section_stands_with_what_leads_to_it_and_what_that_is_made_of(form: Form) -> None:
    names = [node.id for node in graph_of_section(form, "sleep").nodes]
    assert names[:3] == ["condition risky", "question home.danger", "question home.who"]
    assert "question home.alone" not in names


def states(form: Form, **answers: str) -> States:
    given = {at.replace("__", "/").replace("_s_", "."): Answer(v) for at, v in answers.items()}
    case = Case(date(2026, 3, 2), 3, (Child("kit", "Kit", date(2025, 12, 15)),), (), given)
    return states_of(form, evaluate(form, case), graph_of(form).nodes)


def test_the_path_of_a_case_is_what_is_asked_answered_and_raised(form: Form) -> None:
    of = states(form, family__home_s_danger="yes", kit__sleep_s_night="sofa").of
    said = {at: (state.words, state.on_path, state.leads_on) for at, state in of.items()}
    assert said == {
        "condition risky": ("true", True, True),
        "question home.danger": ("answered yes", True, True),
        "question home.who": ("asked, no answer", True, False),
        "question home.alone": ("asked, no answer", True, False),
        "section sleep": ("shown for kit", True, True),
        "question sleep.night": ("kit: answered sofa", True, True),
        "question sleep.points": ("kit: answered 1", True, True),
        "question sleep.plan": ("not asked", False, False),
        "finding sleep.sofa": ("raised for kit", True, True),
    }


def test_an_edge_is_on_the_path_where_an_answer_led_to_something(form: Form) -> None:
    found = states(form, family__home_s_danger="yes", kit__sleep_s_night="sofa")
    on_path = {(e.source, e.target) for e in graph_of(form).edges if found.holds(e)}
    assert ("condition risky", "finding sleep.sofa") in on_path
    assert ("question home.who", "question sleep.plan") not in on_path


def test_the_picture_is_xml_with_a_title_a_description_and_text(form: Form) -> None:
    root = ET.fromstring(drawn([Picture(graph_of(form))], "F"))  # noqa: S314 - written by us
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "F"
    assert "question: 6" in (root.findtext(f"{SVG}desc") or "")
    assert {"home.danger", "Danger?"} <= {text.text for text in root.iter(f"{SVG}text")}


def test_a_picture_has_no_style_that_a_strict_policy_refuses(form: Form) -> None:
    svg = drawn([Picture(graph_of(form), states(form))], "F")
    assert not re.search(r"<style|\sstyle=|<script|\son\w+=", svg)


def test_a_confidential_edge_is_dashed_and_says_so(form: Form) -> None:
    svg = drawn([Picture(graph_of(form))], "F")
    (dashed,) = re.findall(r"<path[^>]*stroke-dasharray[^>]*>.*?</path>", svg)
    assert "home.who decides about sleep.plan: whether it is asked (confidential)" in dashed


def test_no_box_stands_over_another(form: Form) -> None:
    svg = ET.fromstring(drawn([Picture(graph_of(form))], "F"))  # noqa: S314 - written by us
    boxes = [
        [float(rect.get(key, "0")) for key in ("x", "y", "width", "height")]
        for rect in svg.iter(f"{SVG}rect")
        if rect.get("width") == str(NODE_WIDTH)
    ]
    assert len(boxes) == len(graph_of(form).nodes)
    for number, (x, y, wide, high) in enumerate(boxes):
        for x2, y2, wide2, high2 in boxes[number + 1 :]:
            assert x + wide <= x2 or x2 + wide2 <= x or y + high <= y2 or y2 + high2 <= y


def test_words_that_read_each_other_still_find_their_places() -> None:
    heights = dict.fromkeys("abc", 40.0)
    layout = laid_out(heights, [("a", "b"), ("b", "c"), ("c", "b")], 100, dict.fromkeys("abc", 0))
    assert set(layout.corners) == {"a", "b", "c"}


def test_a_chain_of_a_thousand_is_laid_out() -> None:
    names = [f"q{number}" for number in range(1_000)]
    edges = list(pairwise(names))
    layout = laid_out(dict.fromkeys(names, 40.0), edges, 100, dict.fromkeys(names, 0))
    assert layout.corners["q999"][0] > layout.corners["q998"][0]


def hostile() -> Form:
    label = EVIL.replace('"', '\\"').replace("{child}", "")
    section = f'section: s\ntitle: S\nquestions:\n  - {{id: q, label: "{label}", type: yes_no}}\n'
    title = EVIL.replace("'", "''")
    form = f"form: f\nversion: 1\ntitle: '{title}'\nsections: [s]\n".replace("{child}", "")
    return library_of({"sections/s.yaml": section, "f/form.yaml": form}).forms["f"]


def test_hostile_words_are_text_in_svg() -> None:
    form = hostile()
    root = ET.fromstring(drawn([Picture(graph_of(form))], form.name))  # noqa: S314 - written by us
    assert not [one for one in root.iter() if one.tag.endswith("script")]
    assert root.findtext(f"{SVG}title") == form.title


def test_hostile_words_are_entities_in_mermaid() -> None:
    form = hostile()
    lines = in_mermaid([Picture(graph_of(form))], form.name).splitlines()
    (node,) = [line for line in lines if "alert" in line and "n1_1" in line]
    assert node.count('"') == 2
    assert not set("<`") & set(node.replace("<br>", ""))


def test_mermaid_has_a_part_for_each_picture_and_marks_the_path(form: Form) -> None:
    found = states(form, family__home_s_danger="yes", kit__sleep_s_night="sofa")
    pictures = [Picture(graph_of_section(form, name), found) for name in ("home", "sleep")]
    lines = in_mermaid(pictures, "F").splitlines()
    assert lines[0] == "flowchart LR"
    assert [line for line in lines if line.startswith("subgraph")] == [
        'subgraph part1["The home"]',
        'subgraph part2["Sleep"]',
    ]
    assert '-.->|"shows, confidential"|' in "\n".join(lines)
    assert any(line.startswith("linkStyle ") for line in lines)
