"""What two people wrote about the same item of a plan, put together word for word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from riskform.errors import Clash, StaleAnswers
from riskform.records.revisions import Revision


@dataclass(frozen=True, slots=True)
class Sent:
    """An item as a page sent it: its texts, the findings it answers, and what the page had seen.

    `seen_revision` is the revision that stood when the page was made.
    """

    texts: Mapping[str, str]
    answers: tuple[str, ...]
    seen_revision: int


def together(
    later: Iterable[Revision], key: str, typed: Mapping[str, object], revision: int
) -> dict[str, Any]:
    """Return `typed` with what others changed since and this person did not touch.

    `later` is everything saved since the page was made, `key` the item's key in a revision.
    Raises StaleAnswers where both changed the same field to something else; nothing is written.
    """
    changed = [r for r in later if r.kind == "plan" and key in r.changes]
    if not changed:
        return dict(typed)
    before: Any = changed[0].changes[key].before or {}
    now: Any = changed[-1].changes[key].after or {}
    merged, clashes = {}, []
    for field, given in typed.items():
        mine = _plain(given)
        shown, stands = _plain(before.get(field, "")), _plain(now.get(field, ""))
        merged[field] = stands if mine == shown else mine
        if mine not in (shown, stands) and shown != stands:
            clashes.append(Clash(f"{key}.{field}", mine, stands))
    if clashes:
        raise StaleAnswers(changed[-1].author_name, tuple(clashes), revision)
    return merged


def _plain(value: object) -> object:
    # The order in which boxes are ticked says nothing.
    return sorted(value) if isinstance(value, list) else value
