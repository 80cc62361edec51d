"""The questions of a page as they are shown: words, boxes, and what is wrong, all worked out."""

from collections.abc import Callable, Mapping
from functools import cached_property

from riskform.definitions.contacts import Contact
from riskform.definitions.model import ListField, Question
from riskform.engine.case import KNOWN_BY, Answer
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Standing
from riskform.engine.older_words import NOTHING_OLDER, OlderWords, field_key
from riskform.engine.saying import how_known, people_names, said
from riskform.engine.values import known_trouble
from riskform.engine.wording import Worded, about, filled, worded
from riskform.ids import new_item_id
from riskform.web.choosing import Choice, choice_of, divided, not_listed, steps
from riskform.web.components.markup import safe
from riskform.web.factors import shown_factors
from riskform.web.forms import Boxes, RowBoxes, boxes_of, field_name
from riskform.web.forms.boxes import has_not_known_box
from riskform.web.shown import HowKnown, ShownField, ShownItem, ShownQuestion


class Shower:
    """Makes `ShownQuestion`s for the page of one person."""

    def __init__(
        self,
        evaluation: Evaluation,
        person: Standing,
        contacts: Mapping[str, Contact],
        *,
        judged: bool = True,
        older: Callable[[], OlderWords] = lambda: NOTHING_OLDER,
    ) -> None:
        """Look up once what every question of the page needs.

        `contacts` are whom to ring, as it is set today. `judged` tells that the boxes will hold
        what was evaluated, so that its messages fit. `older` finds the words of answers that the
        form does not offer any more, where there are such.
        """
        self._find_older = older
        self.contacts = contacts
        self.evaluation = evaluation
        self.household = evaluation.household
        self.judged = judged
        self.person = person
        self.names = people_names(self.household)
        self.safe_name = safe(person.name)
        self.messages: dict[str, str] = {}
        for invalid in evaluation.invalid:
            if judged and invalid.at.startswith(f"{person.id}/"):
                self.messages[invalid.at] = invalid.message

    @cached_property
    def older(self) -> OlderWords:
        """Return the words of answers that the form does not offer any more."""
        return self._find_older()

    def boxes(self, question: Question, answer: Answer | None) -> Boxes:
        """Return the boxes that show a stored answer."""
        return boxes_of(question, answer, self.names)

    def message_at(self, question: Question) -> str:
        """Return what is wrong with the answer as a whole, "" for nothing."""
        return self.messages.get(self._at(question), "") if self.messages else ""

    def contact_of(self, question: Question) -> Contact | None:
        """Return whom its guidance says to ring, as it is set today; None for nobody."""
        at = question.guidance.contact if question.guidance else None
        return self.contacts.get(at) if at else None

    def shown(
        self,
        question: Question,
        boxes: Boxes,
        answer: Answer | None,
        words: Worded | None = None,
    ) -> ShownQuestion:
        """Return `question` with `boxes`; `answer` is what they make, `words` are its words."""
        words = words or worded(question, self.household, self.person)
        at, message = self._at(question), self.message_at(question)
        how = self._how_known(question, boxes, answer)
        trouble = known_trouble(answer) if how and answer else None
        is_about_how = trouble is not None and message == about(words.label, trouble)
        here = "" if is_about_how else _without(words.label, message)
        name = field_name(question.id)
        hint = words.hint or ""
        field = self._field(question, name, boxes, words.label, hint, here, older_at=at)
        items = self._items(question, boxes, at)
        errors = _errors(field, how, items)
        value = self.person.values.get(question.ref) if question.type == "calculated" else None
        return ShownQuestion(
            id=question.id,
            field=field,
            why=self._filled(question, question.why),
            guidance=question.guidance,
            contact=self.contact_of(question),
            asked_by=question.asked_by,
            how_known=how,
            items=items,
            value="" if value is None else said(question, value, self.person, self.names),
            errors=tuple(
                {"href": href, "text": text if by_author(text, message) else named(label, text)}
                for href, label, text in errors
            ),
            factors=shown_factors(question, field.choices, boxes, self.evaluation, self.person),
        )

    def _at(self, question: Question) -> str:
        return f"{self.person.id}/{question.ref}"

    def _field(
        self,
        question: Question | ListField,
        name: str,
        boxes: Boxes,
        label: str,
        hint: str,
        error: str,
        *,
        older_at: str,
    ) -> ShownField:
        return ShownField(
            name=name,
            type=question.type,
            label=label,
            hint=hint,
            boxes=boxes,
            choices=self._choices(question, boxes, older_at),
            unit=question.unit or "",
            needed=question.required,
            not_known_box=has_not_known_box(question),
            error=error,
        )

    def _choices(
        self, question: Question | ListField, boxes: Boxes, older_at: str
    ) -> tuple[Choice, ...]:
        if question.type == "person":
            people: list[Choice] = [{"value": "", "text": "Choose a person"}]
            people += [{"value": key, "text": name} for key, name in self.names.items()]
            return (*people, *not_listed((boxes.value,), people))
        own: list[Choice] = [
            choice_of(option, self._filled(question, option.label)) for option in question.options
        ]
        if question.type == "scale":
            own = [*steps(question), *({"value": o["value"], "text": o["text"]} for o in own)]
            return (*own, *not_listed((boxes.value,), own))
        given = boxes.values if question.type == "choices" else (boxes.value,)

        def older(one: str) -> str | None:
            label = self.older.get(older_at, {}).get(one)
            return None if label is None else self._filled(question, label)

        strange = not_listed(given, own, older) if own else []
        return (*divided(own, several=question.type == "choices"), *strange)

    def _filled(self, question: Question | ListField, text: str | None) -> str:
        ask = question.ask if isinstance(question, Question) else self._ask
        return filled(text, self.person, ask) if text else ""

    @property
    def _ask(self) -> str:
        if self.person in self.household.children:
            return "child"
        return "adult" if self.person in self.household.adults else "family"

    def _items(self, question: Question, boxes: Boxes, at: str) -> tuple[ShownItem, ...]:
        if question.type != "list":
            return ()
        # One to begin with, so that nobody has to ask for it; left blank, it is not kept.
        rows = boxes.rows or (() if boxes.not_known else (RowBoxes(new_item_id()),))
        return tuple(self._item(question, row, at) for row in rows)

    def _item(self, question: Question, row: RowBoxes, at: str) -> ShownItem:
        shown = []
        for one in question.fields:
            label = self._filled(one, one.label)
            hint = self._filled(one, one.hint)
            boxes = row.fields.get(one.id, Boxes())
            message = _after(one.label, self.messages.get(f"{at}[{row.id}].{one.id}", ""))
            name = field_name(question.id, row.id, one.id)
            key = field_key(at, one.id)
            shown.append(self._field(one, name, boxes, label, hint, message, older_at=key))
        return ShownItem(row.id, tuple(shown))

    def _how_known(
        self, question: Question, boxes: Boxes, answer: Answer | None
    ) -> HowKnown | None:
        if not question.how_known:
            return None
        trouble = (known_trouble(answer) if answer else None) or ""
        choices: list[Choice] = [{"value": key, "text": text} for key, text in KNOWN_BY.items()]
        choices += not_listed((boxes.known_by,), choices)
        return HowKnown(
            name=field_name(question.id),
            choices=tuple(choices),
            value=boxes.known_by,
            since=boxes.known_on,
            words=how_known(answer) if answer else "",
            error=_sentence(trouble) if self.judged else "",
        )


def _errors(
    field: ShownField, how: HowKnown | None, items: tuple[ShownItem, ...]
) -> list[tuple[str, str, str]]:
    """Return what is wrong in a question: where it stands, under which name, and the message."""
    errors = [(field.anchor, field.label, field.error)] if field.error else []
    errors += [(how.anchor, field.label, how.error)] if how and how.error else []
    return errors + [
        (one.anchor, f"{field.label} Number {number}, {one.label}", one.error)
        for number, item in enumerate(items, start=1)
        for one in item.fields
        if one.error
    ]


def named(label: str, text: str) -> str:
    """Return what is wrong under the name of its question, for the list at the head."""
    return f"{label} {text}" if label.endswith(("?", ".", "!", ":")) else f"{label}: {text}"


def by_author(text: str, message: str) -> bool:
    """Tell whether a message is the form's own words, which say enough by themselves."""
    return bool(text) and text == message


def _without(label: str, message: str) -> str:
    """Return a message without the name of its question, under which it will stand."""
    return _sentence(message.removeprefix(label).lstrip(": "))


def _after(label: str, message: str) -> str:
    return _sentence(message.rpartition(label)[2].lstrip(": ")) if message else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
