"""What a view needs from outside the request: the clock, the database, the settings, the PDFs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app, g

from riskform.definitions.contacts import Contact
from riskform.records import Database
from riskform.web.settings import Print, Settings

LONDON = ZoneInfo("Europe/London")
_NAME = "riskform"


@dataclass(frozen=True, slots=True)
class DefinitionCount:
    """How many forms can be used, and how many problems keep others from being used."""

    loaded: int
    problems: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What one server has.

    `definitions` is counted when first asked for; `contacts` are read again when they changed.
    """

    settings: Settings
    database: Database
    render: Print
    definitions: Callable[[], DefinitionCount]
    contacts: Callable[[], Mapping[str, Contact]]


def surroundings() -> Surroundings:
    """Return what the server that answers this request has."""
    return cast("Surroundings", current_app.extensions[_NAME])


def settings() -> Settings:
    """Return how this server is set up."""
    return surroundings().settings


def database() -> Database:
    """Return the database of this server. Views use `transactions.session()` instead."""
    return surroundings().database


def contacts() -> Mapping[str, Contact]:
    """Return whom to ring, by id, as it is set at this moment."""
    return surroundings().contacts()


def now() -> datetime:
    """Return the moment of this request in UTC, the same however often it is asked."""
    moment = g.get("now")
    if moment is None:
        moment = g.now = settings().now()
    return cast("datetime", moment)


def today() -> date:
    """Return the day of this request in London."""
    return now().astimezone(LONDON).date()
