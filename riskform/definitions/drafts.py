"""Every draft of a folder. Whether one is a good outcome is for `engine.drafting` to say."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskform.definitions.bank import Bank
from riskform.definitions.section_checks import placed_findings
from riskform.definitions.shapes import DraftShape
from riskform.definitions.source import Path, Source


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft as it was written, and where: `path` leads to it in `source`."""

    source: Source
    path: Path
    draft: DraftShape


def drafts_in(bank: Bank) -> Iterator[WrittenDraft]:
    """Yield every draft that was read."""
    writtens = list(bank.sections.values())
    writtens += [a.written for o in bank.overlays.values() for a in o.additions.values()]
    for written in writtens:
        for path, finding in placed_findings(written.shape):
            if finding.draft is not None:
                yield WrittenDraft(written.source, (*path, "draft"), finding.draft)
