"""Who sees a private answer, in words for whoever reads the page."""

from typing import Protocol

from riskform.definitions.model import Form
from riskform.engine.confidential import READERS, for_supervision, readers_of
from riskform.services.actors import Actor

_A_MANAGER = "a manager of this team"


class Written(Protocol):
    """An assessment, as far as it is read here: who wrote it."""

    @property
    def author_id(self) -> int:
        """Return the id of the author's account."""

    @property
    def author_name(self) -> str:
        """Return the author's name."""


def who_sees(form: Form, ref: str, stored: Written, reader: Actor) -> str:
    """Return "Only you and the managers of your team see this answer.".

    It is "" where everybody of the team does.
    """
    if ref not in for_supervision(form).questions:
        return ""
    roles = readers_of(form, ref)
    if roles == READERS:
        return ""
    names = _names(roles, stored, reader)
    if not names:
        return "Nobody sees this answer."
    alone = names in ([stored.author_name], [_A_MANAGER])
    together = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"Only {together} {'sees' if alone else 'see'} this answer."


def who_sees_supervision(stored: Written, reader: Actor) -> str:
    """Return how a list for supervision is headed: whom it is for."""
    if reader.id == stored.author_id:
        return "Only you and the managers of your team see this"
    return f"Only {stored.author_name} and the managers of their team see this"


def _names(roles: tuple[str, ...], stored: Written, reader: Actor) -> list[str]:
    wrote = reader.id == stored.author_id
    names = []
    if "author" in roles:
        names.append("you" if wrote else stored.author_name)
    if "manager" in roles:
        of_author = "the managers of your team" if wrote else "the managers of their team"
        names.append(of_author if names else _A_MANAGER)
    if "practitioner" in roles:
        names.append("the practitioners of this team")
    return names
