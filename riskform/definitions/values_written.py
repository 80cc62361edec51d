"""What a value of a definition file may be written like: words, ids, numbers, days, short forms.

Every scalar reaches the shapes as text. An editor has read it as YAML before that, so the JSON
Schema of each kind takes a number or `true` where a text is meant, too.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic import WithJsonSchema as AsJson
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

__all__ = [
    "ID",
    "ID_OF",
    "ConditionId",
    "Day",
    "DriftAfter",
    "FieldId",
    "Id",
    "LevelKey",
    "LevelNumber",
    "MayBeBlank",
    "Number",
    "OneOrMore",
    "OptionId",
    "PlainId",
    "QuestionId",
    "ReviewWithin",
    "Score",
    "SectionId",
    "Short",
    "Text",
    "Version",
    "WholeFromNothing",
    "WholeFromOne",
    "Within",
    "YesOrNo",
]

_WHOLE = re.compile(r"-?[0-9]{1,9}\Z")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def _words(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("blank", "this is empty")
    return value


def _only(pattern: re.Pattern[str], kind: str) -> BeforeValidator:
    """Return the rule that a text has this form, because pydantic reads more than authors mean."""

    def read(value: object) -> object:
        if isinstance(value, str) and not pattern.match(value.strip()):
            raise PydanticCustomError("not_" + kind, "this is no " + kind)
        return value.strip() if isinstance(value, str) else value

    return BeforeValidator(read)


def _score(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _DECIMAL.match(value.strip()):
        raise PydanticCustomError("not_decimal", "this is no number")
    number = Decimal(value.strip())
    return int(number) if number == number.to_integral_value() else number


def _id(of: str = "") -> AsJson:
    """Return the JSON Schema of an id; schemas.py puts the words that it may not be for ID_OF."""
    found: dict[str, Any] = {"type": "string", "pattern": ID}
    return AsJson(found | ({ID_OF: of} if of else {}))


ID_OF = "id of a"
ID = "^[a-z][a-z0-9_]{0,63}$"
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_NUMBER = {"type": ["number", "string"], "pattern": r"^[+-]?[0-9]{1,20}(\.[0-9]{1,20})?$"}
_FROM_ONE = {"type": ["integer", "string"], "minimum": 1, "pattern": "^0*[1-9][0-9]{0,8}$"}
_FROM_NOTHING = {"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,9}$"}
_LEVEL = {"type": ["integer", "string"], "minimum": 1, "maximum": 5, "pattern": "^[1-5]$"}
_TRUE_OR_FALSE = {
    "anyOf": [
        {"type": "boolean"},
        {"enum": [word for pair in ("yes no", "on off", "true false") for word in pair.split()]},
    ]
}

Text = Annotated[str, BeforeValidator(_words), AsJson(_TEXT)]
Id = Annotated[str, _id()]
PlainId = Annotated[Text, _id()]
SectionId = Annotated[Text, _id("section")]
QuestionId = Annotated[Text, _id("question")]
FieldId = Annotated[Text, _id("field")]
ConditionId = Annotated[str, _id("condition")]
OptionId = Annotated[str, _id("option")]
YesOrNo = Annotated[bool, AsJson(_TRUE_OR_FALSE)]
WholeFromOne = Annotated[int, _only(_WHOLE, "whole"), Field(ge=1), AsJson(_FROM_ONE)]
WholeFromNothing = Annotated[int, _only(_WHOLE, "whole"), Field(ge=0), AsJson(_FROM_NOTHING)]
Version = WholeFromOne
LevelNumber = Annotated[int, _only(_WHOLE, "whole"), Field(ge=1, le=5), AsJson(_LEVEL)]
LevelKey = Annotated[
    int,
    _only(_WHOLE, "whole"),
    Field(ge=1, le=5),
    AsJson({"type": "string", "pattern": "^[1-5]$"}),
]
Number = Annotated[Decimal, _only(_DECIMAL, "decimal"), AsJson(_NUMBER)]
Score = Annotated[int | Decimal, BeforeValidator(_score), AsJson(_NUMBER)]
Day = Annotated[
    date,
    _only(_DAY, "day"),
    AsJson({"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}),
]
Within = Annotated[
    Text,
    AsJson(
        {
            "type": "string",
            "pattern": "^[0-9]{1,3} working days?$",
            "examples": ["0 working days", "1 working day", "5 working days"],
        }
    ),
]
ReviewWithin = Annotated[
    Text,
    AsJson(
        {
            "type": "string",
            "pattern": "^[0-9]{1,3} (weeks?|days?|working days?)$",
            "examples": ["12 weeks", "20 working days"],
        }
    ),
]

DriftAfter = Annotated[
    Text,
    AsJson({"type": "string", "pattern": "^[0-9]{1,3} months?$", "examples": ["12 months"]}),
]


class Short:
    """Marks keys that may be written as one text, which is then the key of that name."""

    def __init__(self, key: str) -> None:
        """Keep the key that the text stands for."""
        self.key = key

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the rule that makes the long form of the short one."""
        return core_schema.no_info_before_validator_function(
            lambda value: {self.key: value} if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return either form."""
        return {"anyOf": [_TEXT, handler(schema)]}


class OneOrMore:
    """Marks a list that may be written as its only item."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the rule that makes a list of one."""
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return either form."""
        return {"anyOf": [_TEXT, handler(schema)]}


class MayBeBlank:
    """Marks keys with nothing below them: there is nobody, or nothing was answered."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the rule that makes no keys of nothing."""
        return core_schema.no_info_before_validator_function(
            lambda value: {} if value is None else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return either form."""
        return {"anyOf": [handler(schema), {"type": "null"}]}
