"""Everything as it stood when an assessment was submitted or agreed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from riskform.records import tables
from riskform.records.columns import canonical_json
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole copy at one revision; `hash` is the SHA-256 of its canonical JSON in hex."""

    revision: int
    kind: str
    content: Mapping[str, Any]
    hash: str
    saved_at: datetime

    @property
    def is_intact(self) -> bool:
        """Tell whether the content still has the hash that it was kept with."""
        return hash_of(self.content) == self.hash


_ROW = tables.Snapshot


def hash_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of `content` as canonical JSON."""
    return hashlib.sha256(canonical_json(content).encode("ascii")).hexdigest()


def write(
    session: Session,
    assessment_id: int,
    revision: int,
    kind: str,
    content: Mapping[str, Any],
    *,
    saved_at: datetime,
) -> str:
    """Keep `content` (JSON) as it stands at `revision`, which must be written; return its hash.

    `kind` is `submitted` or `agreed`.
    """
    made = hash_of(content)
    session.execute(
        insert(_ROW).values(
            assessment_id=assessment_id,
            revision=revision,
            kind=kind,
            content=content,
            hash=made,
            saved_at=saved_at,
        )
    )
    return made


def read(
    session: Session, assessment_id: int, kind: str | None = None, before: int | None = None
) -> Snapshot | None:
    """Return the newest snapshot (of this kind, before this revision), None before the first."""
    wanted = select(_ROW.revision, _ROW.kind, _ROW.content, _ROW.hash, _ROW.saved_at).where(
        _ROW.assessment_id == assessment_id
    )
    if kind is not None:
        wanted = wanted.where(_ROW.kind == kind)
    if before is not None:
        wanted = wanted.where(_ROW.revision < before)
    row = session.execute(wanted.order_by(_ROW.revision.desc()).limit(1)).one_or_none()
    return None if row is None else Snapshot(*row)
