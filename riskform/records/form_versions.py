"""Published forms, whole and for ever, each named by the hash of its content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from riskform.errors import NotFound
from riskform.records import tables
from riskform.records.columns import is_storable
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class Published:
    """A published form as a list shows it; `hash` is a SHA-256 in hex."""

    hash: str
    form_id: str
    version: int
    title: str
    published_at: datetime
    published_by: int | None


@dataclass(frozen=True, slots=True)
class FormVersion(Published):
    """A published form with every file that it was made of, path to text."""

    bundle: Mapping[str, str]


_ROW = tables.FormVersion
_IN_USE = tables.FormInUse
_COLUMNS = (
    *(_ROW.hash, _ROW.form_id, _ROW.version, _ROW.title),
    *(_ROW.published_at, _ROW.published_by),
)


def publish(session: Session, form: FormVersion) -> bool:
    """Keep a form under its hash; return False, and change nothing, if it is kept already."""
    if exists(session, form.hash):
        return False
    values = {
        "hash": form.hash,
        "form_id": form.form_id,
        "version": form.version,
        "title": form.title,
        "bundle": dict(form.bundle),
        "published_at": form.published_at,
        "published_by": form.published_by,
    }
    try:
        with session.begin_nested():
            session.execute(insert(_ROW).values(values))
    except IntegrityError:
        # Another process that started at the same moment was first.
        if exists(session, form.hash):
            return False
        raise
    return True


def exists(session: Session, form_hash: str) -> bool:
    """Tell whether a form with this hash is kept."""
    found = session.execute(select(_ROW.hash).where(_ROW.hash == form_hash))
    return found.first() is not None


def load(session: Session, form_hash: str) -> FormVersion:
    """Return the form with this hash. Raises `NotFound`."""
    wanted = select(*_COLUMNS, _ROW.bundle).where(_ROW.hash == form_hash)
    row = session.execute(wanted).one_or_none() if is_storable(form_hash) else None
    if row is None:
        raise NotFound(f"there is no published form {form_hash}")
    return FormVersion(*row)


def listed(session: Session, *, form_id: str | None = None) -> tuple[Published, ...]:
    """Return the published forms, or the versions of one, newest first."""
    wanted = select(*_COLUMNS).order_by(_ROW.form_id, _ROW.version.desc(), _ROW.published_at.desc())
    if form_id is not None:
        wanted = wanted.where(_ROW.form_id == form_id)
    return tuple(Published(*row) for row in session.execute(wanted))


def use(session: Session, form_id: str, form_hash: str, since: datetime) -> bool:
    """Let new assessments use this version of a form; return False if they do already.

    `since` is kept only where the version changes.
    """
    values = {"hash": form_hash, "since": since}
    another = update(_IN_USE).where(_IN_USE.form_id == form_id, _IN_USE.hash != form_hash)
    # Asked for back, because two servers that start together both believe what they read before.
    if session.execute(another.values(values).returning(_IN_USE.form_id)).first():
        return True
    if session.execute(select(_IN_USE.hash).where(_IN_USE.form_id == form_id)).first():
        return False
    try:
        with session.begin_nested():
            session.execute(insert(_IN_USE).values(form_id=form_id, **values))
    except IntegrityError:
        # Another process that started at the same moment was first; the last to start decides.
        return use(session, form_id, form_hash, since)
    return True


def in_use(session: Session) -> Mapping[str, datetime]:
    """Return since when each version in use has been so, by its hash."""
    found = session.execute(select(_IN_USE.hash, _IN_USE.since))
    return {row.hash: row.since for row in found}
