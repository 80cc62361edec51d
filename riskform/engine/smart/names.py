"""The children's names in a text, however they are typed."""

from collections.abc import Sequence

from riskform.engine.case import Child
from riskform.engine.smart.text import Phrases, Token, words

_SHORTEST_NICKNAME = 3


class ChildNames:
    """Finds children by full name, first name, or the beginning of it (Alex for Alexander).

    A name that is also a word (Will, May, Hope) counts only with its capital letter.
    """

    def __init__(self, children: Sequence[Child], names_that_are_words: Phrases) -> None:
        """Read the names of `children`; a child without a name can't be found."""
        named = [child for child in children if words(child.name)]
        self._full = [(child.id, words(child.name)) for child in named]
        self._first = [(child.id, words(child.name.split()[0])) for child in named]
        self._first = [(child_id, name) for child_id, name in self._first if name]
        self._initials = {name[0][0] for _, name in (*self._full, *self._first)}
        self._unborn = [child.id for child in children if _is_unborn(child)]
        self._also_words = names_that_are_words

    def __bool__(self) -> bool:
        """Tell whether any child's name is known."""
        return bool(self._full)

    def at(self, text: Sequence[Token], start: int) -> tuple[str, int]:
        """Return the id of the child named at `start` and the length of the name, or ("", 0)."""
        token = text[start]
        if token.word[:1] not in self._initials and not self._unborn:
            return "", 0
        for child_id, name in (*self._full, *self._first):
            there = tuple(part.word for part in text[start : start + len(name)])
            if there == name and (token.is_capitalised or not self._is_word(name)):
                return child_id, len(name)
        for child_id, name in self._first:
            if self._is_nickname(token, name[0]):
                return child_id, 1
        if self._unborn and token.word in {"baby", "unborn"}:
            return self._unborn[0], 1
        return "", 0

    def named_in(self, text: Sequence[Token]) -> frozenset[str]:
        """Return the ids of the children named anywhere in `text`."""
        return frozenset(child for at in range(len(text)) if (child := self.at(text, at)[0]))

    def without(self, text: Sequence[Token]) -> tuple[str, ...]:
        """Return the folded words of `text` without the children's names."""
        return tuple(token.word for at, token in enumerate(text) if not self.at(text, at)[1])

    def _is_word(self, name: tuple[str, ...]) -> bool:
        return self._also_words.length_at(name, 0) == len(name)

    @staticmethod
    def _is_nickname(token: Token, first: str) -> bool:
        return (
            token.is_capitalised
            and len(token.word) >= _SHORTEST_NICKNAME
            and first.startswith(token.word)
        )


def _is_unborn(child: Child) -> bool:
    name = words(child.name)
    return child.date_of_birth is None and (
        child.due_date is not None or bool(name and name[0] in {"baby", "unborn"})
    )
