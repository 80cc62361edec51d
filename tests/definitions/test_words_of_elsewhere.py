"""Words that other form languages use lead to those of this one."""

import pytest

from tests.definitions.checking import messages

HEAD = "section: s\ntitle: S\nquestions:\n  - "


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("{id: a, label: A?, type: text, help: H.}", "Did you mean 'hint'?"),
        ("{id: a, label: A?, type: text, condition: level > 2}", "Did you mean 'show_if'?"),
        ("{id: a, label: A?, type: multiple_choice}", "Did you mean 'choices'?"),
        ("{id: a, label: A?, type: boolean}", "Did you mean 'yes_no'?"),
    ],
)
def test_a_word_of_another_language_is_told_by_its_word_here(question: str, meant: str) -> None:
    (message,) = messages(f"{HEAD}{question}\n")
    assert message.endswith(meant)


def test_of_a_type_that_is_none_nothing_is_said_to_belong_to_another() -> None:
    (message,) = messages(f"{HEAD}{{id: a, label: A?, type: slider, low: L, high: H}}\n")
    assert "unknown-word: 'slider' can't stand here." in message
