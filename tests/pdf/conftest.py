"""Fictional documents to print, and one printing process for all the tests of this folder."""

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest
import yaml

from riskform.engine.documents import (
    AnswerRow,
    Block,
    Document,
    DocumentPart,
    DocumentSection,
    from_json,
)
from riskform.pdf import Renderer

_DOCUMENTS = Path(__file__).parent / "documents"
# Where a line breaks, and what lets it break, is no part of what was written.
_BETWEEN = re.compile(r"[\s\u200b]+")


def _read(name: str) -> Document:
    return from_json(json.dumps(yaml.safe_load((_DOCUMENTS / name).read_text(encoding="utf-8"))))


@pytest.fixture(scope="session")
def assessment() -> Document:
    """The full copy of the assessment of Kit and Ellie, not agreed yet."""
    return _read("assessment.yaml")


@pytest.fixture(scope="session")
def plan() -> Document:
    """The family copy of their plan, agreed."""
    return _read("plan.yaml")


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """A printing process that is kept between tests, as the web process keeps its own."""
    with Renderer() as renderer:
        yield renderer


@pytest.fixture(scope="session")
def with_blocks(assessment: Document) -> Callable[..., Document]:
    """Return a maker of documents about Kit that hold the given blocks and little else."""

    def make(*blocks: Block) -> Document:
        section = DocumentSection("What was asked", blocks)
        return replace(assessment, opening=(), parts=(DocumentPart("child", "Kit", (section,)),))

    return make


@pytest.fixture(scope="session")
def with_answer(with_blocks: Callable[..., Document]) -> Callable[[str], Document]:
    """Return a maker of documents with one question that has the given answer."""
    return lambda text: with_blocks(AnswerRow("4.1", "Where did Kit sleep?", (text,)))


@pytest.fixture(scope="session")
def pages_of() -> Callable[[bytes], list[str]]:
    """Return a reader of the text of each page of a PDF, without spaces and line ends."""

    @cache
    def read(pdf: bytes) -> list[str]:
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
        return [_BETWEEN.sub("", page.extract_text()) for page in pages]

    return read


@pytest.fixture(scope="session")
def printed_text(pages_of: Callable[[bytes], list[str]]) -> Callable[[bytes], str]:
    """Return a reader of all text in a PDF, without spaces and line ends."""
    return lambda pdf: "".join(pages_of(pdf))
