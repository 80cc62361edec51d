"""Published versions of forms: kept whole, named by their content, never changed.

New assessments use, of each form, the version that was put in use last: at the first start what
stands in the folder, after that what one person proposed and another agreed to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from riskform.definitions.library import Library
from riskform.definitions.model import Form
from riskform.records import Session, audit, form_versions
from riskform.records.form_versions import FormVersion, Published
from riskform.services.actors import Actor, require_role
from riskform.services.opening import form_of


def publish_library(session: Session, library: Library, now: datetime) -> tuple[str, ...]:
    """Let new assessments use every form of `library`; return the ids of those newly published.

    A form with problems is not in `library.forms` and so is never published. A form that is not
    there any more goes on being used as it was. A form as an agency asks it is published beside
    the form itself, as `form@agency`.
    """
    return put_in_use(session, library.published, library.bundles, now)


def begin(session: Session, library: Library, now: datetime) -> tuple[str, ...]:
    """Publish `library` in a database in which no form is in use yet, and nothing in any other.

    Return the names of the forms that differ from what is in use, and so wait for a proposal.
    """
    in_use = form_versions.in_use(session)
    if not in_use:
        publish_library(session, library, now)
        return ()
    return tuple(name for name, form in library.published.items() if form.hash not in in_use)


def put_in_use(
    session: Session,
    forms: Mapping[str, Form],
    bundles: Mapping[str, Mapping[str, str]],
    now: datetime,
    *,
    by: int | None = None,
) -> tuple[str, ...]:
    """Keep each of `forms` for ever and let new assessments use it; return those newly kept."""
    published = []
    for name, form in forms.items():
        version = FormVersion(
            hash=form.hash,
            form_id=name,
            version=form.version,
            title=form.name,
            published_at=now,
            published_by=by,
            bundle=bundles[name],
        )
        detail = {"form": name, "version": form.version}
        if form_versions.publish(session, version):
            published.append(name)
            audit.record(session, by, "form published", "form", form.hash, detail, now)
        if form_versions.use(session, name, form.hash, now):
            audit.record(session, by, "form put in use", "form", form.hash, detail, now)
    return tuple(published)


@dataclass(frozen=True, slots=True)
class PublishedForms:
    """Every published version, newest first, and since when those in use are so, by hash."""

    versions: tuple[Published, ...]
    in_use: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file of a published form, as it was written."""

    path: str
    text: str


def published_forms(session: Session, actor: Actor) -> PublishedForms:
    """Return every published version, and which are in use. Raises NotFound for other roles."""
    require_role(actor, "author", "administrator", "manager")
    return PublishedForms(form_versions.listed(session), form_versions.in_use(session))


def published_files(session: Session, actor: Actor, form_hash: str) -> tuple[FormFile, ...]:
    """Return the files of one published version. Raises NotFound."""
    require_role(actor, "author", "administrator", "manager")
    version = form_versions.load(session, form_hash)
    return tuple(FormFile(path, text) for path, text in sorted(version.bundle.items()))


def published_form(session: Session, actor: Actor, form_hash: str) -> Form:
    """Return one published version as practitioners work with it. Raises NotFound."""
    require_role(actor, "author", "administrator", "manager")
    return form_of(session, form_hash)
