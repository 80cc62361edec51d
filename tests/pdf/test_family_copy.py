"""The family's copy as a file: nothing confidential in words, headings, bookmarks, properties."""

import io

import pikepdf
import pypdf

from riskform.engine.documents.building import plan_document
from riskform.engine.plan import Action, Outcome, Plan
from riskform.pdf import Renderer
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
    content = renderer.render(plan_document(facts(HURT, PLAN), "the family"))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        properties = f"{dict(pdf.docinfo.items())}{pdf.Root.Metadata.read_bytes().decode()}"
    reader = pypdf.PdfReader(io.BytesIO(content))
    told = properties + str(reader.outline) + "".join(p.extract_text() for p in reader.pages)
    assert "cot" in told
    for secret in ("afraid", "Being hurt", "hidden", "refuge", "abuse"):
        assert secret not in told.replace("\u200b", ""), secret
