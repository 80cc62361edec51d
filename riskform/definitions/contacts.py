"""Whom to ring: names and numbers that are set where riskform is used.

They are no part of a form's version. When a number changes, every assessment shows the new one.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError
from pydantic import WithJsonSchema as AsJson
from pydantic_core import PydanticCustomError

from riskform.definitions.conditions.words import is_id
from riskform.definitions.problems import Problem, did_you_mean
from riskform.definitions.shapes import FindingShape, SectionShape, Shape
from riskform.definitions.shaping import mended
from riskform.definitions.source import Path, Source, read_source
from riskform.definitions.values_written import PlainId, Text, YesOrNo

CONTACTS_FILE = "contacts.yaml"
_PHONE = re.compile(r"\+?[0-9][0-9 ]{2,24}\Z")
_PHONE_AS_JSON = r"^\+?[0-9][0-9 ]{2,24}$"


def _phone(value: object) -> object:
    if isinstance(value, str) and not _PHONE.match(value.strip()):
        raise PydanticCustomError("not_phone", "this is no telephone number")
    return value.strip() if isinstance(value, str) else value


class ContactShape(Shape):
    """Somebody to ring; `example` tells that the number is made up."""

    name: Text = Field(description="Who answers, as people know them.")
    phone: Annotated[
        str, BeforeValidator(_phone), AsJson({"type": ["string"], "pattern": _PHONE_AS_JSON})
    ] = Field(description='The number, in quotes: "01632 960 041".')
    hours: Text | None = Field(default=None, description="When somebody answers.")
    example: YesOrNo = Field(
        default=False, description="true where the number is made up and has to be set."
    )


class ContactsShape(Shape):
    """The contacts, by id."""

    contacts: dict[PlainId, ContactShape] = Field(
        default_factory=dict, description="Each contact, by the id that `contact:` names."
    )


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring, as people read it. An `example` has a number that nobody answers."""

    name: str
    phone: str
    hours: str = ""
    example: bool = False

    @property
    def address(self) -> str:
        """Return what a telephone is told to dial: `tel:01632960041`."""
        return "tel:" + self.phone.replace(" ", "")

    @property
    def in_words(self) -> str:
        """Return everything on one line, for paper."""
        words = f"{self.name}: {self.phone}"
        words += f" ({self.hours})" if self.hours else ""
        return words + (". An example number, to be set locally" if self.example else "")


@dataclass(frozen=True, slots=True)
class ReadContacts:
    """What a file of contacts says, as far as it could be read, and what is wrong with it."""

    contacts: Mapping[str, Contact]
    problems: tuple[Problem, ...] = ()


def read_contacts(file: str, content: bytes | str) -> ReadContacts:
    """Read a file of contacts that stands by itself; `file` is its name in problems."""
    source, problems = read_source(file, content)
    if source.data is None:
        return ReadContacts({}, problems)
    found = contacts_of(source)
    return ReadContacts(found.contacts, (*problems, *found.problems))


def contacts_of(source: Source) -> ReadContacts:
    """Return the contacts in a file whose YAML was read; a mistake in one loses no other."""
    problems = list(mended(source, ContactsShape).problems)
    contacts = {}
    for name, contact in _readable(source):
        if not is_id(name):
            what = f"'{name[:60]}' is no id of a contact."
            do = "Use small letters, digits and _, with a letter first."
            problems.append(source.problem(("contacts", name), "bad-id", what, do, key=True))
        contacts[name] = Contact(contact.name, contact.phone, contact.hours or "", contact.example)
    return ReadContacts(contacts, tuple(problems))


def _readable(source: Source) -> Iterator[tuple[str, ContactShape]]:
    entries = source.data.get("contacts") if isinstance(source.data, dict) else None
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        with contextlib.suppress(ValidationError):
            yield name, ContactShape.model_validate(entry)


def unknown_contacts(
    source: Source, section: SectionShape, known: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each `contact:` of a section that is nobody's id."""
    ids = frozenset(known)
    for path, name in _named_in(section):
        if name is not None and name not in ids:
            yield unknown_contact(source, path, name, ids)


def unknown_contact(source: Source, path: Path, name: str, known: Iterable[str]) -> Problem:
    """Return the problem of a contact that is not among `known`."""
    what = f"there is no contact '{name[:60]}'."
    do = did_you_mean(name, known, f"Write it into {CONTACTS_FILE} first.")
    return source.problem((*path, "contact"), "unknown-contact", what, do)


def _named_in(section: SectionShape) -> Iterator[tuple[Path, str | None]]:
    def of(findings: tuple[FindingShape, ...], path: Path) -> Iterator[tuple[Path, str | None]]:
        for number, finding in enumerate(findings):
            yield (*path, "findings", number), finding.contact

    for index, question in enumerate(section.questions):
        path: Path = ("questions", index)
        for key, unclear in (("not_known", question.not_known), ("if_blank", question.if_blank)):
            if unclear is not None:
                yield (*path, key), unclear.contact
        yield from of(question.findings, path)
    yield from of(section.findings, ())
