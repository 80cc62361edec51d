"""What each component takes: Python functions and Jinja macros told of in one way."""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_type_hints

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro

from riskform.web.components import ABOVE, COMPONENTS, FIELDS, FINDINGS, FOLDED, PARTS
from riskform.web.components.parts import Grouped, Labelled

ROOT = Path(__file__).parents[3]
LEGENDS = {"radios", "checkboxes", "date_input"}
OURS = (*ABOVE, *PARTS, *FIELDS, *FINDINGS, *FOLDED)


def environment(*folders: Path) -> Environment:
    """Return the pages' templates, after those in `folders`, with the components they use."""
    loader = FileSystemLoader([*folders, ROOT / "templates" / "web"])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    made.globals.update(COMPONENTS)
    return made


def macros(*files: str) -> dict[str, Callable[..., Any]]:
    """Return the Jinja macros of some files, and every component that is a function."""
    found: dict[str, Callable[..., Any]] = {one.__name__: one for one in OURS}
    for name in files:
        module = vars(environment().get_template(f"macros/{name}.html").module)
        found |= {key: value for key, value in module.items() if not key.startswith("_")}
    return found


def accepted(component: Callable[..., Any] | Macro) -> tuple[str, ...]:
    """Return the names of the parameters of a component."""
    if isinstance(component, Macro):
        return component.arguments
    parameters: Mapping[str, inspect.Parameter] = inspect.signature(component).parameters
    names = [
        name for name, one in parameters.items() if one.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    if len(names) != len(parameters):
        around = Grouped if component.__name__ in LEGENDS else Labelled
        names += list(get_type_hints(around))
    return tuple(names)
