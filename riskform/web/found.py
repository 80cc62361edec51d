"""The findings of a page as its template shows them."""

from collections.abc import Callable, Iterable
from datetime import date

from riskform.definitions.contacts import Contact
from riskform.definitions.model import KINDS
from riskform.engine.days import day_in_words
from riskform.engine.progress import Page
from riskform.services.opening import DatedFinding
from riskform.web.asked import named


def raised_in_words(raised: Iterable[str]) -> str:
    """Return how many findings there are of each kind: "1 urgent, 2 concerns"."""
    kinds = list(raised)
    counts = [(kinds.count(kind), kind) for kind in KINDS]
    more = {"concern": "concerns", "strength": "strengths"}
    words = [f"{n} {more.get(kind, kind) if n > 1 else kind}" for n, kind in counts if n]
    return ", ".join(words)


def finding_shown(
    dated: DatedFinding, page: Page, on: date, contact_of: Callable[[str | None], Contact | None]
) -> dict[str, object]:
    """Return a finding of a page as its template shows it on the day `on`.

    `contact_of` finds whom to ring, by id.
    """
    finding = dated.finding
    here = {f"{page.person.id}/{question.ref}": question.id for question in page.questions}
    raised_by = [here[one.at] for one in dated.reasons if one.at in here]
    own = finding.question if finding.question in here.values() else None
    question = own or next(iter(raised_by), None)
    due = dated.due
    return {
        "kind": finding.kind,
        "says": finding.says,
        "because": [named(one.question, one.answer) for one in dated.reasons],
        "do": finding.do or "",
        "contact": contact_of(finding.contact),
        "by": "" if due is None else "today" if due == on else day_in_words(due),
        "href": f"#q-{question}" if question else "",
    }
