"""Copies: choose who it is for, see what that person will see, then make it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents.hard_words import Hard
from riskform.engine.documents.outline import lines_naming, outline
from riskform.engine.documents.own_actions import has_nothing_to_do
from riskform.engine.documents.readers import EVERYBODY, Reader
from riskform.errors import InvalidInput
from riskform.services import copies, releasing
from riskform.services.releasing import Wanted
from riskform.web import addresses, sessions
from riskform.web.summaries import summary
from riskform.web.surroundings import contacts, now, today
from riskform.web.transactions import session
from riskform.web.whose import whose

pages = Blueprint("copies", __name__)

# The kinds of a group, under its heading, and who stands in it.
_GROUPS = (
    (
        "For the family",
        ("plan", "easy_read", "progress", "easy_progress", "family_changes", "easy_changes"),
    ),
    ("For a child", ("child", "tonight", "child_progress", "child_changes")),
    ("For one person with something to do", ("actions",)),
    ("For workers", ("assessment", "worker_progress", "changes")),
)

# Which worker gets one of these is chosen on the page of the copy itself.
_FOR_ONE_WORKER = ("assessment", "worker_progress")


@dataclass(slots=True)
class Choice:
    """One person, or several, and the copies that can be made for them."""

    name: str
    note: str
    links: list[dict[str, str]] = field(default_factory=list)


@pages.get("/assessments/<reference>/copies")
def choose(reference: str) -> str:
    """Show whom a copy can be for."""
    found = copies.copies_of(session(), sessions.actor(), reference, today())
    return render_template(
        "copies.html",
        whose=whose(found.assessment),
        groups=[group for group in _groups(found) if group[1]],
    )


@pages.get("/assessments/<reference>/copies/<kind>/release")
def ask_release(reference: str, kind: str) -> str:
    """Ask why one copy may hold one thing that is withheld."""
    return _release_page(reference, _wanted(kind), {}, "")


@pages.post("/assessments/<reference>/copies/<kind>/release")
def release(reference: str, kind: str) -> ResponseReturnValue:
    """Release it, for the reason that was given."""
    wanted, reason = _wanted(kind), request.form.get("reason", "")
    try:
        releasing.release(session(), sessions.actor(), reference, wanted, reason, today(), now())
    except InvalidInput as problem:
        return _release_page(reference, wanted, problem.messages, reason), 422
    return redirect(addresses.copy(reference, kind, wanted.reader) + "#left-out", 303)


@pages.post("/assessments/<reference>/copies/<kind>/take-back")
def take_back(reference: str, kind: str) -> ResponseReturnValue:
    """Leave out again what was released."""
    wanted = _wanted(kind)
    releasing.take_back(session(), sessions.actor(), reference, wanted, today(), now())
    return redirect(addresses.copy(reference, kind, wanted.reader) + "#left-out", 303)


def _wanted(kind: str) -> Wanted:
    return Wanted(kind, request.args.get("for", EVERYBODY), request.args.get("item", ""))


def _release_page(reference: str, wanted: Wanted, messages: Mapping[str, str], reason: str) -> str:
    found, left = releasing.to_release(session(), sessions.actor(), reference, wanted, today())
    return render_template(
        "release.html",
        whose=whose(found.assessment),
        found=found,
        left=left,
        href=addresses.copy(reference, wanted.kind, wanted.reader),
        reason=reason,
        messages=messages,
        errors=summary(messages),
    )


@pages.get("/assessments/<reference>/copies/<kind>")
def look(reference: str, kind: str) -> str:
    """Show what one copy holds and what is left out of it, before it is made."""
    reader_id = request.args.get("for", EVERYBODY)
    found = copies.preview(
        session(), sessions.actor(), reference, kind, reader_id, today(), contacts()
    )
    parts = outline(found.document)
    own = found.reader.child
    siblings = [c for c in found.assessment.people.children if own and c.id != own.id]
    return render_template(
        "copy.html",
        whose=whose(found.assessment),
        found=found,
        parts=parts,
        naming=[(c.name, text) for c in siblings for text in lines_naming(parts, c.name)],
        recipients=[
            {"value": one.id, "text": one.name}
            for one in found.offer.readers
            if kind in _FOR_ONE_WORKER
        ],
        hidden=found.assessment.hidden,
        href=addresses.copy(reference, kind, found.reader.id),
        of_item=lambda act, item: addresses.copy_item(
            reference, found.kind.name, found.reader.id, act, item
        ),
        of_hard=lambda one: _where_it_is_typed(reference, one),
        make=addresses.copy(reference, kind, found.reader.id, ".pdf"),
        # Of somebody who is not of the family, the name alone would tell that something is kept.
        only_a_name=has_nothing_to_do(found.document) and not (own or found.reader.adult),
    )


def _where_it_is_typed(reference: str, one: Hard) -> str:
    if one.field == "reason":
        return f"{addresses.record(reference, 'plan', 'reason')}?{urlencode({'at': one.about})}"
    rest = (one.under, "actions", one.about) if one.under else (one.about,)
    return f"{addresses.record(reference, 'plan', 'outcomes', *rest)}#{one.field}"


def _groups(found: copies.Copies) -> Iterable[tuple[str, list[Choice]]]:
    reference = found.assessment.stored.reference
    for title, kinds in _GROUPS:
        choices: dict[str, Choice] = {}
        for offer in (o for kind in kinds for o in found.offers if o.kind.name == kind):
            for reader in offer.readers:
                if offer.kind.name in _FOR_ONE_WORKER and reader.id != EVERYBODY:
                    continue
                choice = choices.setdefault(_place(reader), Choice(_name(reader), _note(reader)))
                text = offer.kind.title + _as_whom(reader, choices)
                href = addresses.copy(reference, offer.kind.name, reader.id)
                # Who needs Easy Read finds it before the same paper in plain English.
                first = bool(offer.kind.released_as) and reader.needs_easy_read
                choice.links.insert(len(choice.links) - first, {"text": text, "href": href})
        yield title, list(choices.values())


def _place(reader: Reader) -> str:
    """Return the same place for both ways in which an unknown name can be meant."""
    return reader.owner.id if reader.owner else reader.id


def _name(reader: Reader) -> str:
    if reader.id == EVERYBODY:
        return reader.name[:1].upper() + reader.name[1:]
    return reader.name.split()[0] if reader.child or reader.adult else reader.name


def _note(reader: Reader) -> str:
    if reader.needs_easy_read and reader.id != EVERYBODY:
        return "Needs Easy Read"
    return "" if reader.is_known else "Does this person work with the family? Choose."


def _as_whom(reader: Reader, choices: dict[str, Choice]) -> str:
    if not reader.is_known:
        return ", as the family may see them"
    both_ways = reader.owner is not None and bool(choices[_place(reader)].links)
    return ", for a worker" if both_ways else ""
