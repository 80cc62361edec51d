"""How one server is set up: read once at the start, never changed after."""

import contextlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from riskform.engine.documents import Document
from riskform.errors import CouldNotRun
from riskform.pdf import Watch
from riskform.records.address import database_url
from riskform.services.exporting import Rendered

SECRET_KEY_FILE = Path("var/secret_key")
SHORTEST_SECRET_KEY = 32  # characters
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_YES_NO = {"yes": True, "no": False}


# Makes a PDF, and says to who watches how far it is.
Print = Callable[[Document, Watch], Rendered]


def utc_now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server needs to know.

    `hosts` are the host names that browsers may ask for, none for any. `trusted_proxies` counts
    the proxies in front whose X-Forwarded headers are believed. `render` makes the PDFs; None
    for the printing process that comes with riskform. `contacts` is a file whose numbers take the
    place of those in `definitions`. With `publish_at_start` every start puts the forms in use as
    they stand in `definitions`; otherwise only the first does, and later changes are proposed.
    """

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    definitions: Path
    demo: bool = False
    secure_cookies: bool = True
    hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    now: Callable[[], datetime] = utc_now
    render: Print | None = None
    contacts: Path | None = None
    publish_at_start: bool = False

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str],
        definitions: Path,
        *,
        host: str = "127.0.0.1",
        demo: bool = False,
    ) -> "Settings":
        """Read the RISKFORM_… variables; `host` is the address that will be served.

        Cookies are for HTTPS only, but for the demo and for a server that only this machine
        reaches without a proxy; RISKFORM_SECURE_COOKIES=yes or no decides otherwise. Raises
        CouldNotRun where a variable can't be used.
        """
        proxies = _trusted_proxies(environment)
        only_here = not proxies and host in {"127.0.0.1", "localhost", "::1"}
        contacts = environment.get("RISKFORM_CONTACTS", "").strip()
        listed = tuple(environment.get("RISKFORM_HOSTS", "").replace(",", " ").split())
        return cls(
            database_url=database_url(environment),
            secret_key=environment.get("RISKFORM_SECRET_KEY") or secret_key_of(SECRET_KEY_FILE),
            definitions=definitions,
            demo=demo,
            secure_cookies=_secure_cookies(environment, default=not (demo or only_here)),
            hosts=listed or (LOOPBACK if only_here else ()),
            trusted_proxies=proxies,
            contacts=Path(contacts) if contacts else None,
            publish_at_start=_publish_at_start(environment, demo=demo),
        )

    def __post_init__(self) -> None:
        if len(self.secret_key) < SHORTEST_SECRET_KEY:
            message = (
                f"RISKFORM_SECRET_KEY needs {SHORTEST_SECRET_KEY} characters or more, chosen at"
                " random. Without it, riskform makes one and keeps it in var/secret_key."
            )
            raise CouldNotRun(message)


def secret_key_of(path: Path) -> str:
    """Return the key in `path`; make it first, readable by its owner only, if there is none.

    Two servers that start together get the same key: a link is made to one whole file or fails.
    Raises CouldNotRun for an empty file, and where there is no key and none can be kept.
    """
    try:
        key = _kept_key(path)
    except OSError as problem:
        message = (
            f"the key that signs cookies can't be kept in {path}: {problem.strerror}. Start"
            " riskform in a folder that it may write to, or set RISKFORM_SECRET_KEY."
        )
        raise CouldNotRun(message) from problem
    if not key:
        message = f"{path} is empty. Delete it, and riskform makes a new key at the next start."
        raise CouldNotRun(message)
    return key


def _kept_key(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        made = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
            with contextlib.suppress(FileExistsError):
                os.link(made, path)
        finally:
            made.unlink()
    return path.read_text("ascii").strip()


def _trusted_proxies(environment: Mapping[str, str]) -> int:
    said = environment.get("RISKFORM_TRUSTED_PROXIES", "").strip() or "0"
    if not (said.isascii() and said.isdigit()):
        message = "RISKFORM_TRUSTED_PROXIES is the number of proxies in front, such as 1."
        raise CouldNotRun(message)
    return int(said)


def _secure_cookies(environment: Mapping[str, str], *, default: bool) -> bool:
    said = environment.get("RISKFORM_SECURE_COOKIES", "").strip()
    if said and said not in _YES_NO:
        message = "RISKFORM_SECURE_COOKIES is yes or no."
        raise CouldNotRun(message)
    return _YES_NO.get(said, default)


def _publish_at_start(environment: Mapping[str, str], *, demo: bool) -> bool:
    said = environment.get("RISKFORM_PUBLISH", "").strip()
    if said not in {"", "at-start", "by-proposal"}:
        raise CouldNotRun("RISKFORM_PUBLISH is at-start or by-proposal.")
    return said == "at-start" if said else demo
