"""A printed document: who it is for, what it stands on, and one part for each person."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskform.engine.documents.blocks import Block, Words

DocumentKind = Literal[
    "assessment",
    "plan",
    "child",
    "actions",
    "tonight",
    "changes",
    "family_changes",
    "progress",
    "worker_progress",
    "blank",
]
PartKind = Literal["child", "family", "adult"]
Setting = Literal["plain", "sheet", "easy_read", "tonight"]

NO_WORDS = "Nothing that this child said or showed is written down here yet."

# Each child comes before the family, and the family before the adults.
_ORDER: dict[PartKind, int] = {"child": 0, "family": 1, "adult": 2}


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy this is, for whom it was made, and what was left out of it.

    name: "Family copy", "Full copy for professionals". made_for: the person who gets it; prints
        on every page, and may be "" only for a copy that is nobody's in particular.
    official_sensitive: True prints OFFICIAL-SENSITIVE on every page.
    left_out: one sentence for each omission, without telling what was left out.
    setting: how it is set. A sheet has no cover and its parts follow one another; an Easy Read
        copy is made of `EasyText`, `EasyPoint`, `EasyOutcome`; tonight is one page in large type.
    reader: the id of the one person whom it is for, "" for a copy for several.
    """

    name: str
    made_for: str
    official_sensitive: bool
    left_out: tuple[str, ...] = ()
    setting: Setting = "plain"
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who did something to the record (did: "Written by", "Agreed by", …) and on which day."""

    did: str
    name: str
    job: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """One section of a person's part.

    title: a heading ("Where Kit sleeps"). about: a sentence under it, or "".
    blocks: in reading order. A section without blocks is not printed.
    """

    title: str
    blocks: tuple[Block, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What is about one person, or about the whole family. It starts on a new page.

    kind: child, family or adult. name: heads the part and each of its pages ("Kit",
        "The family", "Dean Doyle").
    about: age, or what an adult is to each child: "11 weeks old; born at 35 weeks".
    level: the level of need judged for this child, in words, or "".
    words: a child's own words; printed first, before any section. Children only.
    no_words: printed where words would stand, if a child has none: say whether nothing was
        written down or whether it was left out of this copy; "" where the form asks for none.
    sections: in reading order.
    """

    kind: PartKind
    name: str
    sections: tuple[DocumentSection, ...] = ()
    about: str = ""
    level: str = ""
    words: tuple[Words, ...] = ()
    no_words: str = NO_WORDS

    def __post_init__(self) -> None:
        """Refuse words in a part that is not a child's."""
        if self.words and self.kind != "child":
            message = f"the part of {self.name!r} is not a child's and can't open with words"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Document:
    """An assessment or a plan, ready to print.

    kind: what it is; it names the file. title: a heading without any name in it ("Plan"); it
        becomes the title of the file. reference: of the record ("7K3F9Q").
    form_title, form_version, form_hash: of the form that was answered; the hash is whole.
    level: of the assessment, in words ("Level 3: coordinated support").
    status: in words, printed on every page while `final` is False ("Draft, not agreed").
    final: True once the content can't change any more.
    visit_on: the day of the visit, if there was one.
    as_at: the day that the content stands for: agreed on, else last saved. It becomes the date
        inside the file, so a copy made again next week has the same bytes.
    made_for: which copy, and for whom.
    signatures: who wrote and who agreed it, in that order.
    opening: what comes first on the first page: urgent findings and what to do today.
    parts: each child, then the family, then each adult; other orders are refused.
    """

    kind: DocumentKind
    title: str
    reference: str
    form_title: str
    form_version: str
    form_hash: str
    level: str
    status: str
    final: bool
    as_at: date
    made_for: Copy
    visit_on: date | None = None
    signatures: tuple[Signature, ...] = ()
    opening: tuple[Block, ...] = ()
    parts: tuple[DocumentPart, ...] = ()

    def __post_init__(self) -> None:
        """Refuse parts that are out of order."""
        orders = [_ORDER[part.kind] for part in self.parts]
        if orders != sorted(orders):
            message = "the children's parts come first, then the family's, then the adults'"
            raise ValueError(message)
