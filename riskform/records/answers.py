"""Answers as JSON, in the current document and in the changes of a revision."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from riskform.engine.case import Answer


def to_json(answer: Answer | None) -> dict[str, object] | None:
    """Return `{"value": …}`, with `known_by` and `known_on` where they were said."""
    if answer is None:
        return None
    made: dict[str, object] = {"value": answer.value}
    if answer.known_by is not None:
        made["known_by"] = answer.known_by
    if answer.known_on is not None:
        made["known_on"] = answer.known_on
    return made


def from_json(kept: Any) -> Answer | None:  # noqa: ANN401 - JSON as it was read.
    """Return the answer that `to_json` wrote, None for none."""
    if kept is None:
        return None
    return Answer(kept["value"], kept.get("known_by"), kept.get("known_on"))


def all_from_json(kept: Mapping[str, Any]) -> dict[str, Answer]:
    """Return the answers of a document by key."""
    return {
        key: Answer(answer["value"], answer.get("known_by"), answer.get("known_on"))
        for key, answer in kept.items()
    }


@lru_cache(maxsize=256)
def read_document(text: str) -> tuple[Mapping[str, Answer], Mapping[str, datetime]]:
    """Return the answers and the pages of a document; whoever reads it next gets the same."""
    kept = json.loads(text)
    pages = {key: datetime.fromisoformat(at) for key, at in kept["pages"].items()}
    return MappingProxyType(all_from_json(kept["answers"])), MappingProxyType(pages)
