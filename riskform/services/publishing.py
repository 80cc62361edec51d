"""Published versions of forms: kept whole, named by their content, never changed.

New assessments use, of each form, the version that was put in use last: at the first start what
stands in the folder, after that what one person proposed and another agreed to. What does not
check, or fails a scenario, is put in use in no way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from riskform.definitions.library import Library
from riskform.definitions.model import Form
from riskform.errors import NotPublishable
from riskform.records import Session, audit, form_versions
from riskform.records.form_versions import FormVersion, Published
from riskform.services.actors import Actor, require_role
from riskform.services.candidates import Candidate, candidate_of
from riskform.services.opening import form_of
from riskform.services.versions import version_in_use


@dataclass(frozen=True, slots=True)
class Started:
    """What a start did with the forms as they stand in the files.

    `published` are the names newly kept. `waiting` are those that differ from what is in use and
    were left for a proposal. `refused` are forms that do not check, or of which a scenario fails:
    the version in use stays. `problems` are all that was found wrong in the files.
    """

    published: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    refused: tuple[Candidate, ...] = ()
    problems: tuple[str, ...] = ()


def publish_library(session: Session, library: Library, now: datetime) -> Started:
    """Let new assessments use every form of `library` that checks and passes its scenarios.

    A form that was published before has passed them, and they are not run again. A form that is
    not there any more goes on being used as it was. A form as an agency asks it is published
    beside the form itself, as `form@agency`. Raises NotPublishable, and puts nothing in use, where
    a form is refused that has no version in use.
    """
    own = {form_id: _names(library, form_id) for form_id in library.problems_of}
    known = {form_id for form_id, names in own.items() if _all_kept(session, library, names)}
    tried = [candidate_of(library, form_id) for form_id in own if form_id not in known]
    refused = tuple(new for new in tried if new.trouble)
    hopeless = [new for new in refused if version_in_use(session, new.form_id) is None]
    problems = _problems(library, refused)
    if hopeless or (problems and not form_versions.in_use(session)):
        said = (f"{new.form_id} can't be used. {new.trouble}" for new in hopeless)
        raise NotPublishable("\n".join((*problems, *said)))
    kept_back = {name for new in refused for name in own[new.form_id]}
    forms = {name: form for name, form in library.published.items() if name not in kept_back}
    return Started(put_in_use(session, forms, library.bundles, now), (), refused, problems)


def begin(session: Session, library: Library, now: datetime) -> Started:
    """Publish `library` in a database in which no form is in use yet, and nothing in any other.

    Raises NotPublishable as `publish_library`.
    """
    in_use = form_versions.in_use(session)
    if not in_use:
        return publish_library(session, library, now)
    waiting = tuple(name for name, form in library.published.items() if form.hash not in in_use)
    broken = [form_id for form_id in library.problems_of if form_id not in library.forms]
    refused = tuple(candidate_of(library, form_id) for form_id in broken)
    return Started((), waiting, refused, _problems(library, refused))


def _names(library: Library, form_id: str) -> tuple[str, ...]:
    """Return the names of a form and its variants; none where it can't be used."""
    if form_id not in library.forms:
        return ()
    return (form_id, *(name for name in library.variants if name.startswith(f"{form_id}@")))


def _all_kept(session: Session, library: Library, names: tuple[str, ...]) -> bool:
    forms = library.published
    return bool(names) and all(form_versions.exists(session, forms[name].hash) for name in names)


def _problems(library: Library, refused: Sequence[Candidate]) -> tuple[str, ...]:
    """Return each problem of the files once, and what did not hold in scenarios that failed."""
    failed = {ran.file for new in refused for ran in new.failed}
    lines = [one.with_excerpt() for one in library.errors if one.place.file not in failed]
    return tuple(dict.fromkeys((*lines, *(line for new in refused for line in new.told))))


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
