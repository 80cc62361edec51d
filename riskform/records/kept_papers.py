"""Papers of agreed assessments, byte for byte; they can be neither changed nor deleted."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, insert, select

from riskform.errors import RiskformError
from riskform.records import tables
from riskform.records.columns import is_storable
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class Which:
    """Which paper of an assessment: the kind, the copy as it is asked for, and for whom.

    `paper` is `assessment` or `plan`; `copy` is "" for the one that is handed out where nobody
    names one; `reader` is "" where a copy is the same for everybody. `released` tells papers apart
    that hold more or less because something was released for them, "" for nothing: what was taken
    back must never be handed out again from the store.
    """

    paper: str
    copy: str = ""
    reader: str = ""
    released: str = ""

    def as_row(self) -> dict[str, str]:
        """Return the columns that say which paper it is."""
        return {
            "paper": self.paper,
            "copy": self.copy,
            "reader": self.reader,
            "released": self.released,
        }


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A kept paper to hand out: the bytes, and a name that holds the reference only."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A kept paper without its bytes: which, of what, their hash, and when it was made."""

    which: Which
    assessment_id: int
    reference: str
    sha256: str
    content_hash: str
    made_at: datetime


class DamagedPaper(RiskformError):
    """The bytes of a kept paper are not those that were kept: something got past riskform."""


def paper_file(name: str, content: bytes) -> PaperFile:
    """Return a paper with the SHA-256 of its bytes, in hex."""
    return PaperFile(name, content, hashlib.sha256(content).hexdigest())


_ROW = tables.table_of(tables.KeptPaper)
_ASSESSMENT = tables.table_of(tables.Assessment)
_KEEP = insert(_ROW)
_READ = select(_ROW.c.file_name, _ROW.c.content, _ROW.c.sha256)
_ONE = _READ.where(
    _ROW.c.assessment_id == bindparam("assessment"),
    _ROW.c.paper == bindparam("paper"),
    _ROW.c.copy == bindparam("copy"),
    _ROW.c.reader == bindparam("reader"),
    _ROW.c.released == bindparam("released"),
)
_SAME = _READ.where(
    _ROW.c.assessment_id == bindparam("assessment"),
    _ROW.c.content_hash == bindparam("content_hash"),
).limit(1)
_ABOUT = (
    select(
        *(_ROW.c.paper, _ROW.c.copy, _ROW.c.reader, _ROW.c.released),
        *(_ROW.c.assessment_id, _ASSESSMENT.c.reference, _ROW.c.sha256, _ROW.c.content_hash),
        _ROW.c.made_at,
    )
    .join(_ASSESSMENT, _ASSESSMENT.c.id == _ROW.c.assessment_id)
    .order_by(_ROW.c.id)
)


def keep(
    session: Session,
    assessment_id: int,
    which: Which,
    file: PaperFile,
    content_hash: str,
    *,
    made_at: datetime,
    made_by: int,
) -> None:
    """Keep a paper, once for each `which`.

    Raises `WrongState` where the assessment can still change.
    """
    values = {
        "assessment_id": assessment_id,
        **which.as_row(),
        "file_name": file.name,
        "sha256": file.sha256,
        "content_hash": content_hash,
        "content": file.content,
        "made_at": made_at,
        "made_by": made_by,
    }
    session.execute(_KEEP, values)


def read(session: Session, assessment_id: int, which: Which) -> PaperFile | None:
    """Return what was kept, None if nothing was. Raises `DamagedPaper`."""
    given = which.as_row()
    # A text that no row can hold, such as %00 in an address, names no copy.
    if not all(is_storable(text) for text in given.values()):
        return None
    row = session.execute(_ONE, {"assessment": assessment_id, **given}).one_or_none()
    return None if row is None else _intact(*row)


def read_same(session: Session, assessment_id: int, content_hash: str) -> PaperFile | None:
    """Return a kept paper that says exactly this, under whatever name it was asked for.

    None if there is none. Raises `DamagedPaper`.
    """
    given = {"assessment": assessment_id, "content_hash": content_hash}
    row = session.execute(_SAME, given).one_or_none()
    return None if row is None else _intact(*row)


def with_bytes(session: Session, sha256: str) -> KeptPaper | None:
    """Return the kept paper with exactly these bytes, by their SHA-256."""
    found = _about(session, _ROW.c.sha256 == sha256)
    return found[0] if found else None


def saying(session: Session, content_hash_start: str) -> tuple[KeptPaper, ...]:
    """Return the kept papers whose fingerprint starts so (16 hex digits or more)."""
    return _about(session, _ROW.c.content_hash.startswith(content_hash_start, autoescape=True))


def of_assessment(session: Session, assessment_id: int) -> tuple[KeptPaper, ...]:
    """Return what is kept of an assessment, in the order in which it was kept."""
    return _about(session, _ROW.c.assessment_id == assessment_id)


def _about(session: Session, wanted: ColumnElement[bool]) -> tuple[KeptPaper, ...]:
    rows = session.execute(_ABOUT.where(wanted))
    return tuple(KeptPaper(Which(*row[:4]), *row[4:]) for row in rows)


def _intact(name: str, content: bytes, sha256: str) -> PaperFile:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedPaper("the bytes of a kept paper are not those that were kept")
    return PaperFile(name, content, sha256)
