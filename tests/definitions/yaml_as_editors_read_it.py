"""YAML 1.2 as editors read it: numbers and true are no text, yes and dates are."""

import re

import yaml


# As riskform reads them: the parser in Python stumbles over `A?,`.
class _Core(yaml.CSafeLoader):
    """The core schema of YAML 1.2."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"(?:true|false)\Z", "tf"),
    ("int", r"[-+]?[0-9]+\Z", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", "-+.0123456789"),
    ("null", r"(?:~|null|)\Z", ["~", "n", ""]),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def as_editors_read_it(text: str) -> object:
    """Return the data of a YAML file; every key is text, as in JSON."""
    return _with_text_keys(yaml.load(text, _Core))  # noqa: S506 - a SafeLoader with fewer types.


def _with_text_keys(data: object) -> object:
    if isinstance(data, dict):
        return {str(key): _with_text_keys(value) for key, value in data.items()}
    return [_with_text_keys(item) for item in data] if isinstance(data, list) else data
