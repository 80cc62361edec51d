"""What stands around every page, and is the same on all pages of one person: links and header."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from riskform.services.actors import CASE_WORKERS, ROLES, Actor
from riskform.web.components.markup import made, safe
from riskform.web.ways import home_of

# Text, address, and the roles that have it.
_WAYS: Final = (
    ("My work", "/", CASE_WORKERS),
    ("Review", "/review", frozenset({"manager"})),
    ("Forms", "/forms", frozenset({"author", "administrator"})),
)
_MOST_KEPT: Final = 512  # frames a process, of about 2 kB each
_GAP: Final = "\0"  # where the token goes; no text that a person typed can hold it


@dataclass(frozen=True, slots=True)
class Frame:
    """What goes into the head of a page, and its header in pieces around the token, if any.

    `home_href` is where the work of this person begins.
    """

    links: Markup
    pieces: tuple[str, ...]
    home_href: str

    def header(self, csrf_token: Callable[[], str]) -> Markup:
        """Return the header; the token, for which one is asked if need be, goes with Sign out."""
        if len(self.pieces) == 1:
            return made(self.pieces[0])
        return made(safe(csrf_token()).join(self.pieces))


def frame_of(templates: Environment, home_href: str = "/", **told: object) -> Frame:
    """Return the frame that `macros/frame.html` makes of what it is told."""
    macros = templates.get_template("macros/frame.html").module
    header = macros.header(csrf_token=_GAP, home_href=home_href, **told)  # type: ignore[attr-defined]  # a macro
    return Frame(macros.links(), tuple(header.split(_GAP)), home_href)  # type: ignore[attr-defined]  # a macro


def frames(templates: Environment, *, demo: bool) -> Callable[[Actor | None, str], Frame]:
    """Return what gives the frame of somebody's page at a path, written once for each person."""

    @lru_cache(maxsize=_MOST_KEPT)
    def written(name: str, role: str, way: str) -> Frame:
        return frame_of(
            templates,
            home_of(role),
            navigation=navigation(role, way),
            signed_in={"name": name, "role": ROLES[role]},
            demo=demo,
        )

    nobodys = cache(lambda: frame_of(templates, demo=demo))

    def frame(actor: Actor | None, path: str) -> Frame:
        return nobodys() if actor is None else written(actor.name, actor.role, _way_of(path))

    return frame


def navigation(role: str, way: str) -> list[dict[str, object]]:
    """Return the main ways of somebody with `role`; the one at the address `way` is current."""
    return [
        {"text": text, "href": href, "current": href == way}
        for text, href, roles in _WAYS
        if role in roles
    ]


def _way_of(path: str) -> str:
    """Return the address of the main way that leads to `path`, "" for none."""
    for _, href, _ in _WAYS:
        if path == href or (href != "/" and path.startswith(f"{href}/")):
            return href
    return ""
