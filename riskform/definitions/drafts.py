"""Drafts under findings: what can be wrong with one as text, and every draft of a folder.

Whether a draft is a good outcome is for the SMART rules to say: see `engine.drafting`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riskform.definitions.bank import Bank, read_bank
from riskform.definitions.section_checks import placed_findings
from riskform.definitions.shapes import DraftShape
from riskform.definitions.smart_rules import SmartRules
from riskform.definitions.source import Path, Source

_WHERE = ("agencies/", "sections/", "smart_rules.yaml")

__all__ = ["WrittenDraft", "drafts_in"]


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft as it was written, and where: `path` leads to it in `source`."""

    source: Source
    path: Path
    draft: DraftShape


def drafts_in(
    files: Mapping[str, bytes | str],
) -> tuple[SmartRules | None, tuple[WrittenDraft, ...]]:
    """Return the SMART rules of a folder's files, if they can be read, and every draft in it."""
    read = {path: text for path, text in files.items() if path.startswith(_WHERE)}
    bank = read_bank(read, None)
    return bank.smart_rules, tuple(_drafts(bank))


def _drafts(bank: Bank) -> Iterator[WrittenDraft]:
    writtens = list(bank.sections.values())
    writtens += [a.written for o in bank.overlays.values() for a in o.additions.values()]
    for written in writtens:
        for path, finding in placed_findings(written.shape):
            if finding.draft is not None:
                yield WrittenDraft(written.source, (*path, "draft"), finding.draft)
