"""Questions, and what a browser sends of them."""

from collections.abc import Mapping
from typing import Any, cast

from werkzeug.datastructures import MultiDict

from riskform.definitions.model import (
    FieldType,
    Form,
    ListField,
    Option,
    Question,
    QuestionType,
    Section,
)
from riskform.engine.case import Answer
from riskform.web.forms import read

NOT_KNOWN = Option("not_known", "Not known")
COT, SOFA = Option("cot", "Own cot"), Option("sofa", "Sofa")


def question(kind: str, name: str = "asked", **more: Any) -> Question:  # noqa: ANN401 - any key of a question
    return Question(name, "sleep", "child", "What?", cast("QuestionType", kind), **more)


def field(kind: str, name: str) -> ListField:
    return ListField(name, "What?", cast("FieldType", kind))


def sent(fields: Mapping[str, str | list[str]], on_page: str = "asked") -> MultiDict[str, str]:
    """Return what a browser sends for a page on which the question stands."""
    return MultiDict({"on-page": on_page.split(), **fields})


def answer(asked: Question, fields: Mapping[str, str | list[str]]) -> Answer | None:
    return read((asked,), sent(fields))["asked"]


# --- each type ------------------------------------------------------------------------------


def form_of(*questions: Question) -> Form:
    section = Section("sleep", "Sleep", "child", questions)
    return Form("visit", 1, "Visit", "family", (), (section,), "none")


# --- and back -------------------------------------------------------------------------------
