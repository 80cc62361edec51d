"""Saves of answers: made ready from what was read, and written only where that still stands.

All that takes long is done before the database gives a turn to write (docs/adr/0024).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from riskform.engine.case import Answer
from riskform.records import answers as as_json
from riskform.records import revisions
from riskform.records.assessments import StoredAssessment
from riskform.records.columns import JsonText, canonical_json
from riskform.records.revisions import Change, Entry
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class ReadySave:
    """What a save of `page` (`person/section`) changes, and the assessment as it then stands."""

    page: str
    changes: Mapping[str, Change]
    after: StoredAssessment


def ready(
    stored: StoredAssessment,
    page: str,
    answers_after: Mapping[str, Answer | None],
    saved_at: datetime,
) -> ReadySave:
    """Return the save of `page` onto `stored`; nothing is written, and nothing is read.

    None removes an answer; keys that are not in `answers_after` stay as they are.
    """
    document = json.loads(stored.document)
    changes = _change(document["answers"], answers_after)
    document["pages"][page] = saved_at.astimezone(UTC).isoformat()
    text = canonical_json(document)
    answers, pages = as_json.read_document(text)
    after = replace(
        stored,
        revision=stored.revision + 1,
        updated_at=saved_at.astimezone(UTC),
        document=text,
        answers=answers,
        pages=pages,
    )
    return ReadySave(page, changes, after)


def write(session: Session, save: ReadySave, *, author_id: int) -> None:
    """Write a save as one revision, also where nothing changed: saving is itself something done.

    Raises `DatabaseBusy` where the assessment is not any more as it was when the save was made
    ready: then all of it is to be read and judged again.
    """
    person, _, section = save.page.partition("/")
    revisions.write_onto(
        session,
        save.after.id,
        save.after.revision - 1,
        Entry("answers", save.changes, section=section, person=person),
        JsonText(save.after.document),
        author_id=author_id,
        saved_at=save.after.updated_at,
    )


def _change(kept: dict[str, Any], answers_after: Mapping[str, Answer | None]) -> dict[str, Change]:
    changes = {}
    for key, answer in answers_after.items():
        before, after = kept.get(key), as_json.to_json(answer)
        if before != after:
            changes[key] = Change(before, after)
            kept.pop(key, None)
            if after is not None:
                kept[key] = after
    return changes
