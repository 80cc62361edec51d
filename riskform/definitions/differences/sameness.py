"""Whether two conditions say the same, whatever their lay-out and however questions are named."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass

from riskform.definitions.conditions import tree as t


class Sameness:
    """Compares conditions of an old version with those of a new one."""

    def __init__(self, renamed: Mapping[str, str]) -> None:
        """Take `renamed` questions, old ref by new ref, for the same ones."""
        self._renamed = renamed

    def before(self, ref: str) -> str:
        """Return what the question that is `ref` now was called."""
        return self._renamed.get(ref, ref)

    def same(self, old: t.Tree | None, new: t.Tree | None) -> bool:
        """Tell whether both say the same. A named condition is the same while its name is.

        What a name stands for, and what an option scores, are changes of their own.
        """
        return _said(old, {}) == _said(new, self._renamed)

    def same_all(self, old: Sequence[t.Tree], new: Sequence[t.Tree]) -> bool:
        """Tell whether there are as many, and each says the same as that in its place."""
        return len(old) == len(new) and all(map(self.same, old, new))


def _said(node: object, renamed: Mapping[str, str]) -> object:
    # Names are not gone into, so this nests no deeper than a condition may be written.
    match node:
        case t.Named(name, _):
            return ("named", name)
        case t.Ref(ref, _, _, present):
            return ("ref", renamed.get(ref, ref), present)
        case t.Score(of, _):
            return ("score", _said(of, renamed))
        case tuple():
            return tuple(_said(one, renamed) for one in node)
    if is_dataclass(node):
        parts = (_said(getattr(node, part.name), renamed) for part in fields(node))
        return (type(node).__name__, *parts)
    return node
