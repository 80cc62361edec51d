"""The family's copy as a file: nothing confidential in words, headings, bookmarks, properties."""

import io

import pikepdf
import pypdf
import pytest

from riskform.engine.documents.building import plan_document
from riskform.engine.documents.kinds import KINDS, document
from riskform.engine.plan import Action, Outcome, Plan
from riskform.pdf import Renderer
from tests.engine.documents import test_family_c as family_c
from tests.engine.documents.tiny import facts

SAFE = {"kit/sleep.place": ["sofa"]}
HURT = SAFE | {"kit/abuse.afraid": "yes", "kit/abuse.of_whom": "Dean"}
PLAN = Plan(
    (
        Outcome("o1", "kit", "Kit sleeps in a cot", answers=("kit/sleep.sofa",)),
        Outcome(
            "o2",
            "kit",
            "Kit is hidden from Dean",
            answers=("kit/sleep.sofa", "kit/abuse.afraid_at_home"),
            actions=(Action("a1", "Ring the refuge"),),
        ),
    )
)


def test_the_file_is_the_same_byte_for_byte_whatever_the_confidential_answers_are(
    renderer: Renderer,
) -> None:
    frightened = renderer.render(plan_document(facts(HURT, PLAN), "the family"))
    assert frightened == renderer.render(plan_document(facts(SAFE, PLAN), "the family"))


def test_no_part_of_the_file_tells(renderer: Renderer) -> None:
    told = all_of(renderer.render(plan_document(facts(HURT, PLAN), "the family")))
    assert "cot" in told
    for secret in ("afraid", "Being hurt", "hidden", "refuge", "abuse"):
        assert secret not in told, secret


def all_of(content: bytes) -> str:
    """Return all that a file tells: words, bookmarks, properties, XMP, and what is attached."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        properties = f"{dict(pdf.docinfo.items())}{pdf.Root.Metadata.read_bytes().decode()}"
        attached = "".join(one.get_file().read_bytes().decode() for one in pdf.attachments.values())
    reader = pypdf.PdfReader(io.BytesIO(content))
    told = str(reader.outline) + "".join(page.extract_text() for page in reader.pages)
    # Words may stand on two lines, and a place where a line may end is no part of them.
    return " ".join(f"{properties}{attached}{told}".replace("\u200b", "").split())


@pytest.mark.parametrize(
    ("kind", "reader"),
    [
        ("easy_progress", "Meera"),
        ("easy_progress", "Vikram"),
        ("family_changes", "Meera"),
        ("family_changes", "Vikram"),
        ("easy_changes", "Vikram"),
        ("child_changes", "Jaya"),
    ],
)
def test_no_part_of_what_changed_or_how_it_goes_tells_what_is_kept_from_a_parent(
    renderer: Renderer, kind: str, reader: str
) -> None:
    copies = family_c.copies(family_c.case(), family_c.others()["nobody is hurt"])
    told = all_of(renderer.render(copies[kind, reader]))
    assert "grandma" in told
    assert [secret for secret in family_c.SECRETS if secret in told] == []


def test_the_workers_paper_of_changes_holds_what_those_leave_out(renderer: Renderer) -> None:
    made = family_c.facts(family_c.case(), family_c.others()["nobody is hurt"])
    of = KINDS["changes"]
    told = all_of(renderer.render(document(of, made, of.readers(made, ())[0])))
    assert [secret for secret in ("hurt", "Dash", "threaten") if secret not in told] == []
