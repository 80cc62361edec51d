"""The rules as they are shipped, read as the definitions are: every scalar is text."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from riskform.definitions.smart_rules import SmartRules, read_smart_rules
from riskform.engine.smart.vocabulary import Vocabulary, vocabulary
from riskform.paths import bundled

HERE = Path(__file__).parent


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - a test reads what it expects
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text only


@pytest.fixture
def written() -> dict[str, Any]:
    """Return the content of smart_rules.yaml, fresh for each test that changes it."""
    data: dict[str, Any] = read_yaml(bundled("form_definitions") / "smart_rules.yaml")
    return data


@pytest.fixture(scope="session")
def rules() -> SmartRules:
    return read_smart_rules(read_yaml(bundled("form_definitions") / "smart_rules.yaml"))


@pytest.fixture(scope="session")
def vocab(rules: SmartRules) -> Vocabulary:
    return vocabulary(rules)


@pytest.fixture(scope="session")
def to_see() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the outcomes to try M6 on, in two halves, each with `good` and `bad`."""
    halves: dict[str, dict[str, list[dict[str, Any]]]] = read_yaml(HERE / "to_see.yaml")
    return halves


@pytest.fixture(scope="session")
def banks() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the files of items, each with `good` and `bad`."""
    names = ("banks", "held_out", "single_faults", "practice", "unseen")
    return {name: read_yaml(HERE / f"{name}.yaml") for name in names}
