"""The demo: fictional people and families, put in through the same services that people use."""

from datetime import date, datetime, timedelta

from riskform.definitions.model import Form
from riskform.errors import CouldNotRun
from riskform.records import Session, accounts, form_versions
from riskform.services import opening
from riskform.services.actors import Actor, actor_of
from riskform.services.demo.families import DEMO_FAMILIES
from riskform.services.demo.family import DemoFamily
from riskform.services.demo.loading import DemoLoader, Known
from riskform.services.demo.sleep_visit import SLEEP_VISIT
from riskform.services.demo.workers import DEMO_PEOPLE

# The visit a month ago comes first: the family is known when the assessment of today begins.
_FAMILIES = (SLEEP_VISIT, *DEMO_FAMILIES)


def is_loaded(session: Session) -> bool:
    """Tell whether the demo's people are there."""
    return bool(accounts.listed(session, demo=True))


def load_demo(session: Session, today: date, now: datetime) -> bool:
    """Put the demo's people and families in, once; return whether anything was done.

    The form must be published. Raises CouldNotRun for a database that holds real accounts.
    """
    if accounts.listed(session, demo=False):
        message = "This database holds real accounts. The demo needs a database of its own."
        raise CouldNotRun(message)
    if is_loaded(session):
        return False
    actors = {
        key: actor_of(accounts.add(session, new, created_at=now))
        for key, new in DEMO_PEOPLE.items()
    }
    forms = _forms(session)
    known: dict[str, Known] = {}
    for family in _FAMILIES:
        seen_again = min(one.visited_days_ago for one in _FAMILIES if one.name == family.name)
        loader = DemoLoader(session, family, actors, forms[family.form], today, now)
        loader.load(known, today - timedelta(days=seen_again))
    return True


def _forms(session: Session) -> dict[str, Form]:
    """Return the forms in use that the demo needs, by name. Raises CouldNotRun without one."""
    in_use = form_versions.in_use(session)
    found = {}
    for name in dict.fromkeys(family.form for family in _FAMILIES):
        published = [v for v in form_versions.listed(session, form_id=name) if v.hash in in_use]
        if not published:
            message = f"The demo needs the form {name}, and it is not among these definitions."
            raise CouldNotRun(message)
        found[name] = opening.form_of(session, published[0].hash)
    return found


def load_family(
    session: Session, family: DemoFamily, author: Actor, manager: Actor, today: date, now: datetime
) -> str:
    """Put one more family in, written by `author` and decided by `manager`; return its reference.

    The form must be in use. Its own author and the demo's people are not asked for.
    """
    actors = {family.author: author, "ruth": manager, "grace": manager}
    loader = DemoLoader(session, family, actors, _forms(session)[family.form], today, now)
    loader.load({}, loader.visit_on)
    return loader.reference
