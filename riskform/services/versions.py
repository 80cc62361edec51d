"""Versions of one form beside each other: which is in use, and how answers go to another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from riskform.definitions.differences import ReadForm, renamed_through
from riskform.definitions.model import Form
from riskform.definitions.written_conditions import written_conditions
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.records import Session, form_versions
from riskform.services.judged import case_of
from riskform.services.opening import OpenAssessment, form_of


def version_in_use(session: Session, name: str) -> str | None:
    """Return the hash of the version in use of a form or variant, by its name."""
    in_use = form_versions.in_use(session)
    listed = form_versions.listed(session, form_id=name)
    return next((one.hash for one in listed if one.hash in in_use), None)


def versions_before(session: Session, form_id: str, moment: datetime) -> Mapping[str, str]:
    """Return the newest version of a form, and of each variant, published before a moment."""
    own = [one for one in form_versions.listed(session) if one.form_id.partition("@")[0] == form_id]
    earlier = (one for one in own if one.published_at < moment)
    return {one.form_id: one.hash for one in sorted(earlier, key=lambda one: one.published_at)}


def read_version(session: Session, form_hash: str) -> ReadForm:
    """Return a published version, to be compared. Raises NotFound."""
    known = _read.get(form_hash)
    if known is None:
        form = form_of(session, form_hash)
        bundle = form_versions.load(session, form_hash).bundle
        known = _read[form_hash] = ReadForm(form, written_conditions(bundle))
    return known


_read: dict[str, ReadForm] = {}


def renamed_since(session: Session, name: str, old: Form, new: Form) -> Mapping[str, str]:
    """Return the old ref of each question of `new` that carries on one of `old`, by new ref.

    `name` is that of the form or variant that both are versions of. What was published between
    them is gone through in order, so that a question may be renamed more than once.
    """
    listed = form_versions.listed(session, form_id=name)
    order = [one.hash for one in sorted(listed, key=lambda one: (one.published_at, one.version))]
    between: list[str] = []
    if old.hash in order:
        between = order[order.index(old.hash) + 1 :]
    if new.hash in between:
        between = between[: between.index(new.hash)]
    return renamed_through([old, *(form_of(session, one) for one in between), new])


def carried_keys(keys: Iterable[str], renamed: Mapping[str, str]) -> dict[str, str]:
    """Return the new key of each answer that goes to another question, by its old key."""
    goes_to = {was: now for now, was in renamed.items()}
    parted = ((key, *key.partition("/")[::2]) for key in keys)
    return {key: f"{person}/{goes_to[ref]}" for key, person, ref in parted if ref in goes_to}


def evaluation_after(
    assessment: OpenAssessment, form: Form, carried: Mapping[str, str]
) -> Evaluation:
    """Return what `form` would say of an assessment whose answers went where `carried` says."""
    answers = dict(assessment.stored.answers)
    going = {new: answers.pop(old) for old, new in carried.items()}
    stored = replace(assessment.stored, answers=answers | going)
    return evaluate(form, case_of(stored, assessment.people))
