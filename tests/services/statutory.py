"""An assessment at level 4 on the form that asks for census factors (tests/forms/factors)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riskform.definitions.library import Library, load_folder
from riskform.services import assessing, publishing
from tests.services.office import NOW, TODAY, Office

FACTORS = Path(__file__).parents[1] / "forms" / "factors"


@cache
def factors_library() -> Library:
    return load_folder(FACTORS)


@dataclass(frozen=True)
class Statutory:
    """The assessment, about Jaya and the adult Vikram."""

    reference: str
    jaya: str
    vikram: str


def statutory(office: Office, level: str = "4") -> Statutory:
    """Start the assessment as Priya."""
    with office.writing() as session:
        publishing.publish_library(session, factors_library(), NOW)
        reference = assessing.start(
            *(session, office.priya),
            form_id="factors",
            family_reference="",
            new_family_name="Rao",
            level=level,
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        ).reference
    jaya = office.child(reference, "Jaya", "2017-05-04")
    return Statutory(reference, jaya, office.adult(reference, "Vikram", "yes", **{jaya: "father"}))
