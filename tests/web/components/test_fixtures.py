"""Our macros write what the govuk-frontend package's own macros write.

The package ships fixtures for every component: options as its Nunjucks macros
take them, and the HTML that they must give. Here the options are translated to
our parameters (options.yaml), rendered by our macros, and the two trees
compared. What we do not offer stands in left_out.yaml with the reason.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup

from riskform.web.components import FINDINGS
from tests.web.components import parameters

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PACKAGE = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
TABLES = yaml.safe_load((HERE / "options.yaml").read_text("utf-8"))
OPTIONS: dict[str, dict[str, str]] = TABLES["components"]
LEFT_OUT = {
    (component, name): group["because"]
    for group in yaml.safe_load((HERE / "left_out.yaml").read_text("utf-8"))
    for component, names in group["fixtures"].items()
    for name in names
}

# A class of theirs that is a parameter of ours: (parameter that holds classes,
# what the class begins with, parameter that holds the rest of it).
MODIFIERS = (
    ("label_classes", "govuk-label--", "size"),
    ("legend_classes", "govuk-fieldset__legend--", "size"),
    ("classes", "govuk-label--", "size"),
    ("classes", "govuk-button--", "kind"),
    ("classes", "govuk-input--width-", "width"),
    ("classes", "govuk-tag--", "colour"),
    ("classes", "govuk-radios--", "small"),
    ("classes", "govuk-radios--", "inline"),
    ("classes", "govuk-checkboxes--", "small"),
)
FLAGS = ("small", "inline")


class NotOffered(Exception):
    """A fixture uses an option that our macro does not have."""


# --- from their options to our parameters -----------------------------------


def _members(rules: Mapping[str, str], given: list[Any], path: str) -> list[Any]:
    if not all(given):
        raise NotOffered(f"{path} has an empty member")
    return [
        _members(rules, member, path)
        if isinstance(member, list)
        else _translated(rules, member, path)
        for member in given
    ]


def _translated(rules: Mapping[str, str], given: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return `given` under our names; raise NotOffered for an option without one."""
    ours: dict[str, Any] = {}
    for name, value in given.items():
        path = prefix + name
        if f"{path}…" in rules and isinstance(value, list):
            ours[rules[f"{path}…"]] = _members(rules, value, f"{path}…")
        elif path in rules:
            is_html = name.lower().endswith("html")
            if rules[path] not in ours or is_html:
                ours[rules[path]] = Markup(value) if is_html else value  # noqa: S704 - a fixture
        elif isinstance(value, dict):
            ours |= _translated(rules, value, f"{path}.")
        elif value not in (None, False):
            raise NotOffered(path)
    return ours


def _choose(component: str, ours: dict[str, Any]) -> None:
    """Say what is chosen once, for the group, as our macros want it."""
    wanted = ours.pop("values", None) or [ours.get("value")]
    chosen = [
        item.get("value", item.get("text"))
        for item in ours.setdefault("items", [])
        if item.pop("checked", item.get("value", item.get("text")) in wanted)
    ]
    ours.pop("value", None)
    if component == "checkboxes":
        ours["values"] = chosen
    elif chosen:
        ours["value"] = chosen[0]


def _date_parts(ours: dict[str, Any]) -> None:
    parts = ("day", "month", "year")
    for part in parts:
        if ours.pop(f"{part}_name", part) != part:
            raise NotOffered(f"{part}.name")
    flags = {part: ours.pop(f"{part}_error", None) for part in parts}
    if any(flags.values()):
        ours["error_in"] = [part for part in parts if flags[part]]
    elif False in flags.values():
        ours["error_in"] = [part for part in parts if flags[part] is not False]
    ours.setdefault("name", "")


def _take_modifiers(ours: dict[str, Any], accepted: tuple[str, ...]) -> None:
    for holder, begins, parameter in MODIFIERS:
        if parameter not in accepted:
            continue
        classes = str(ours.get(holder, "")).split()
        for name in classes:
            rest = name.removeprefix(begins)
            if rest == name or (parameter in FLAGS and rest != parameter):
                continue
            ours[parameter] = True if parameter in FLAGS else rest
            ours[holder] = " ".join(other for other in classes if other != name)


TURNED: dict[str, Callable[[Any], Any]] = {
    "numeric": lambda given: given == "numeric",
    "exclusive": lambda given: given == "exclusive",
    "success": lambda given: given == "success",
    "focus": lambda given: not given,
    "prefix": lambda given: given or "",
}


def _turn_values(ours: dict[str, Any]) -> None:
    for name, value in ours.items():
        if name in TURNED and value is not None:
            ours[name] = TURNED[name](value)
        for member in value if isinstance(value, list) else ():
            for inner in member if isinstance(member, list) else [member]:
                if isinstance(inner, dict):
                    _turn_values(inner)


def our_parameters(
    component: str, options: Mapping[str, Any], accepted: tuple[str, ...]
) -> dict[str, Any]:
    ours: dict[str, Any] = dict(TABLES["unless_given"].get(component, {}))
    ours |= _translated(OPTIONS[component], options, "")
    if component in {"radios", "checkboxes", "select"}:
        _choose(component, ours)
    if component == "date-input":
        _date_parts(ours)
    for dotted in [name for name in ours if "." in name]:
        outer, inner = dotted.split(".")
        ours.setdefault(outer, {})[inner] = ours.pop(dotted)
    _turn_values(ours)
    _take_modifiers(ours, accepted)
    if "caller" in ours:
        content = ours["caller"]
        ours["caller"] = lambda: content
    return {name: value for name, value in ours.items() if value is not None}


# --- comparing two pieces of HTML ---------------------------------------------


class Tree(HTMLParser):
    """HTML as nested tuples, in which only what a reader could notice differs."""

    EMPTY = frozenset({"input", "path", "br", "hr", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, object, list[Any]]] = [("", (), [])]
        self.feed(html)
        self.close()
        assert len(self.open) == 1, f"not closed: {self.open[-1][0]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = dict(attrs)
        assert len(written) == len(attrs), f"an attribute of <{tag}> is given twice"
        plain = {name: " ".join((value or "").split()) for name, value in attrs}
        plain |= {"class": " ".join(sorted(plain["class"].split()))} if "class" in plain else {}
        self.open.append((tag, tuple(sorted(plain.items())), []))
        if tag in self.EMPTY:
            self._end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.EMPTY:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
            self._end()

    def handle_data(self, data: str) -> None:
        self.open[-1][2].append(data)

    def _end(self) -> None:
        tag, attributes, children = self.open.pop()
        self.open[-1][2].append((tag, attributes, tuple(_tidy(tag, attributes, children))))

    def tree(self) -> object:
        return tuple(_tidy("", (), self.open[0][2]))


def _tidy(tag: str, attributes: object, children: list[Any]) -> Iterator[Any]:
    """Yield children without the white space that a browser would not show."""
    if tag == "textarea":
        yield "".join(children).removeprefix("\n")
        return
    joined: list[Any] = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        else:
            joined.append(child)
    shown_alone = "govuk-visually-hidden" not in str(attributes)
    for place, child in enumerate(joined):
        if not isinstance(child, str):
            yield child
            continue
        text = " ".join(f"|{child}|".split())[1:-1]
        at_start = place == 0 and shown_alone
        at_end = place == len(joined) - 1 and shown_alone
        text = text.lstrip() if at_start or _is_block(joined, place - 1) else text
        text = text.rstrip() if at_end or _is_block(joined, place + 1) else text
        if text:
            yield text


def _is_block(children: list[Any], place: int) -> bool:
    inline = {"a", "b", "strong", "span", "code", "em"}
    return 0 <= place < len(children) and children[place][0] not in inline


# --- the tests ------------------------------------------------------------------


def _fixtures(component: str) -> list[dict[str, Any]]:
    source = PACKAGE / component / "fixtures.json"
    if not source.exists():
        pytest.fail(f"{source} is missing. Run `npm ci` first (`make test` does).", pytrace=False)
    fixtures: list[dict[str, Any]] = json.loads(source.read_text("utf-8"))["fixtures"]
    return fixtures


@pytest.fixture(scope="module")
def macros() -> dict[str, Any]:
    return parameters.macros("content", "ways")


@pytest.mark.parametrize("component", OPTIONS)
def test_a_macro_writes_the_html_that_the_package_writes(
    component: str,
    macros: dict[str, Any],
) -> None:
    macro = macros[component.replace("-", "_")]
    differing = []
    for fixture in _fixtures(component):
        if (component, fixture["name"]) in LEFT_OUT:
            continue
        given = our_parameters(component, fixture["options"], parameters.accepted(macro))
        ours, theirs = str(macro(**given)), fixture["html"]
        if Tree(ours).tree() != Tree(theirs).tree():
            differing.append(f"--- {fixture['name']}\n{ours}\n--- should be\n{theirs}\n")
    assert not differing, "\n".join(differing)


def test_only_fixtures_that_exist_are_left_out() -> None:
    existing = {(name, each["name"]) for name in OPTIONS for each in _fixtures(name)}
    assert not set(LEFT_OUT) - existing


def test_every_macro_is_compared(macros: dict[str, Any]) -> None:
    compared = {component.replace("-", "_") for component in OPTIONS}
    ours = {"describing", "guidance", "ring", "way_back", "who_bar"}
    assert set(macros) == compared | ours | {one.__name__ for one in FINDINGS}
