"""Documents as data: to JSON and back, and what they refuse."""

from datetime import date

import pytest

from riskform.engine.documents import (
    Copy,
    Document,
    DocumentPart,
    UnreadableDocument,
    Words,
    content_hash,
    day_in_words,
    from_json,
    to_json,
)


def _document(*parts: DocumentPart) -> Document:
    return Document(
        kind="plan",
        title="Plan",
        reference="7K3F9Q",
        form_title="Child and family assessment",
        form_version="1.0",
        form_hash="9d1f",
        level="Level 2",
        status="Draft",
        final=False,
        as_at=date(2026, 3, 2),
        made_for=Copy("Family copy", "Carly Marsh", official_sensitive=False),
        parts=parts,
    )


@pytest.mark.parametrize("name", ["assessment", "plan"])
def test_a_document_comes_back_from_json_as_it_was(
    name: str, request: pytest.FixtureRequest
) -> None:
    document: Document = request.getfixturevalue(name)

    assert from_json(to_json(document)) == document


def test_a_text_that_no_alphabet_can_hold_comes_back_from_json_as_it_was() -> None:
    document = _document(DocumentPart("child", "K\0\ud800\u202eit 😀"))

    assert from_json(to_json(document)) == document


def test_the_hash_changes_when_one_letter_does() -> None:
    kit, kid = (_document(DocumentPart("child", name)) for name in ("Kit", "Kid"))

    assert content_hash(kit) == content_hash(from_json(to_json(kit)))
    assert content_hash(kit) != content_hash(kid)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", '{"kind": "plan"}', '{"is": "Document"}', '{"is": "os"}', "[" * 100_000],
)
def test_a_text_that_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument):
        from_json(text)


def test_a_child_never_comes_after_the_family_or_an_adult() -> None:
    kit, family, carly = (
        DocumentPart("child", "Kit"),
        DocumentPart("family", "The family"),
        DocumentPart("adult", "Carly"),
    )

    assert _document(kit, family, carly).parts == (kit, family, carly)
    with pytest.raises(ValueError, match="children's parts come first"):
        _document(family, kit)
    with pytest.raises(ValueError, match="children's parts come first"):
        _document(kit, carly, family)


def test_only_a_childs_part_opens_with_words() -> None:
    with pytest.raises(ValueError, match="not a child's"):
        DocumentPart("adult", "Carly", words=(Words("I am fine"),))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 2), "2 March 2026"),
        ("2026-03-02", "2 March 2026"),
        ("31/2/2026", "31/2/2026"),
        (None, ""),
    ],
)
def test_a_day_is_put_in_words_and_anything_else_left_as_typed(
    day: date | str | None, words: str
) -> None:
    assert day_in_words(day) == words
