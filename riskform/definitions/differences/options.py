"""What changed among the answers that can be chosen, and among the fields of a list."""

from collections.abc import Callable, Iterator

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.differences.change import Change, Effect
from riskform.definitions.differences.words import plain
from riskform.definitions.model import ListField, Option, Question

Changing = Callable[[str, str, tuple[str, str], Effect], Change]


def option_changes(old: Question, new: Question) -> Iterator[Change]:
    """Yield what changed among the options; Not known is looked at with the question itself."""
    if not old.options or not new.options:
        return  # Another type of answer, which is said by itself.
    refs, about = (old.ref,), plain(new.label)
    before, after = _offered(old.options), _offered(new.options)

    def change(kind: str, id_: str, words: tuple[str, str], effect: Effect) -> Change:
        before, after = words
        return Change(kind, new.ref, about, before, after, "", effect, refs, id_)

    for id_, option in after.items():
        if id_ not in before:
            yield change("option-added", id_, ("", plain(option.label)), "stay")
    for id_, option in before.items():
        now = after.get(id_)
        if now is None:
            yield change("option-removed", id_, (plain(option.label), ""), "invalid")
        else:
            yield from _changed(change, option, now)


def _changed(change: Changing, old: Option, new: Option) -> Iterator[Change]:
    if old.label != new.label:
        yield change("option-wording", old.id, (plain(old.label), plain(new.label)), "stay")
    words = _meaning(old), _meaning(new)
    if words[0] != words[1]:
        alone = new.none_of_these and not old.none_of_these
        yield change("option-meaning", old.id, words, "judged" if alone else "stay")


def _offered(options: tuple[Option, ...]) -> dict[str, Option]:
    return {option.id: option for option in options if option.id != NOT_KNOWN}


def _meaning(option: Option) -> str:
    parts = (
        f"{option.id}: score {option.score}",
        option.none_of_these and "can't be chosen with others",
        option.cin_factor and f"census factor {option.cin_factor}",
    )
    return ", ".join(part for part in parts if part)


def field_changes(old: Question, new: Question) -> Iterator[Change]:
    """Yield what changed among the fields of a list question."""
    if old.type != "list" or new.type != "list":
        return
    refs, about = (old.ref,), plain(new.label)
    before = {field.id: field for field in old.fields}
    after = {field.id: field for field in new.fields}

    def change(kind: str, id_: str, words: tuple[str, str], effect: Effect) -> Change:
        was, now = words
        return Change(kind, f"{new.ref}.{id_}", about, was, now, "", effect, refs)

    for id_, field in after.items():
        if id_ not in before:
            yield change("list-field-added", id_, ("", plain(field.label)), "stay")
    for id_, field in before.items():
        now = after.get(id_)
        if now is None:
            yield change("list-field-removed", id_, (plain(field.label), ""), "kept")
        elif field != now:
            fits = field.type == now.type and {*_offered(field.options)} <= {*_offered(now.options)}
            words = (_field(field), _field(now))
            yield change("list-field-changed", id_, words, "stay" if fits else "judged")


def _field(field: ListField) -> str:
    labels = ", ".join(plain(option.label) for option in field.options)
    limits = (
        field.unit,
        field.min is not None and f"from {field.min}",
        field.max is not None and f"to {field.max}",
        field.not_after_today and "not after today",
        field.required and "needed to submit",
    )
    parts = (plain(field.label), field.hint, field.type, labels, *limits)
    return "; ".join(part for part in parts if part)
