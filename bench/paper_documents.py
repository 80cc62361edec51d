"""The papers that are measured: the demo's family of three children, and long answers."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime

from riskform.definitions.library import load_folder
from riskform.engine.documents import AnswerRow, Document, DocumentPart, DocumentSection
from riskform.paths import bundled
from riskform.records import Session, accounts, assessments, connect, upgrade
from riskform.services import exporting
from riskform.services.actors import Actor, actor_of
from riskform.services.demo import load_demo, load_family
from riskform.services.demo.families import DEMO_FAMILIES
from riskform.services.demo.family import DemoFamily
from riskform.services.publishing import publish_library

FAMILY_OF_THREE = "Kowal"


def family_of_three() -> dict[str, Document]:
    """Return the copy for workers and the family's plan of the demo's family of three children."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/riskform.db"
        upgrade(url)
        with connect(url) as database, database.session(write=True) as session:
            forms = load_folder(bundled("form_definitions"), now.date())
            publish_library(session, forms, now)
            load_demo(session, now.date(), now)
            manager = actor_of(accounts.listed(session, roles=("manager",))[0])
            found = assessments.listed(session, team=manager.team)
            reference = next(a.reference for a in found if a.family_name == FAMILY_OF_THREE)
            return {
                kind: exporting.document_of(
                    session, manager, reference, kind, now.date(), copy=copy
                )
                for kind, copy in (("assessment", ""), ("plan", "plain"))
            }


def with_answer(document: Document, *answers: str) -> Document:
    """Return a document about one child with these answers and little else."""
    rows = tuple(AnswerRow("1.1", "What did you see?", (answer,)) for answer in answers)
    part = DocumentPart("child", "Kit", (DocumentSection("What was asked", rows),))
    return replace(document, opening=(), parts=(part,))


def agreed_families(session: Session, number: int, now: datetime) -> list[str]:
    """Put so many agreed assessments of made-up families into a demo; return their references."""
    wanted: list[DemoFamily] = [f for f in DEMO_FAMILIES if f.outcomes and f.state != "draft"]
    people: dict[str, list[Actor]] = {
        role: [actor_of(a) for a in accounts.listed(session, roles=(role,))]
        for role in ("practitioner", "manager")
    }
    author, manager = people["practitioner"][0], people["manager"][0]
    references = []
    for each in range(number):
        family = replace(
            wanted[each % len(wanted)], name=f"Bench {each}", state="agreed", audited=""
        )
        references.append(load_family(session, family, author, manager, now.date(), now))
    return references
